"""How much of the film the timeline shows, and which part: zoom, scrolling, following the playhead."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractScrollArea

from ui.timeline.scale import NEAREST_PX, Scale, fitting_px

GUTTER_PX, NARROW_GUTTER_PX = 92, 34
NARROW_VIEW_PX = 720
TAIL_PX = 56
"""Room after the film's end, so that something can be dropped behind the last shot."""
FEW_SHOTS_SHARE = 0.4
"""While there are few shots, this share of the width stays free, for what is dropped behind them."""
STEP = 1.25
"""One step of the wheel."""


class Viewing(QObject):
    """The scale of a scroll area.

    Signals:
        zoomed: another zoom holds.
    """

    zoomed = Signal()

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area, self._bar = area, area.horizontalScrollBar()
        self._frames, self._px, self._few = 1, 1.0, False
        self.fitted = True
        """Whether the whole film is to be seen, also when the window's width changes."""

    @property
    def gutter(self) -> int:
        """Pixels at the left that do not scroll."""
        return GUTTER_PX if self._area.viewport().width() >= NARROW_VIEW_PX else NARROW_GUTTER_PX

    def scale(self) -> Scale:
        """The scale that holds now."""
        return Scale(self._px, self._bar.value(), self.gutter)

    @property
    def furthest_px(self) -> float:
        """The zoom that shows the whole film."""
        width = self._area.viewport().width() - self.gutter
        return fitting_px(self._frames, width - max(TAIL_PX, width * FEW_SHOTS_SHARE * self._few))

    @property
    def share(self) -> float:
        """The zoom from the whole film (0) to single frames (1)."""
        far = math.log(self.furthest_px)
        return min(max((math.log(self._px) - far) / max(math.log(NEAREST_PX) - far, 1e-6), 0.0), 1.0)

    def set_film(self, frames: int, few: bool) -> None:
        """The film has so many frames; ``few``: in few shots, so that room is left behind them."""
        self._frames, self._few = frames, few
        self.update_range()

    def update_range(self) -> None:
        """The film or the window has another size."""
        self._px = self.furthest_px if self.fitted else min(max(self._px, self.furthest_px), NEAREST_PX)
        page = self._area.viewport().width() - self.gutter
        self._bar.setPageStep(max(page, 1))
        self._bar.setSingleStep(max(page // 20, 1))
        self._bar.setRange(0, max(0, math.ceil(self._frames * self._px) + TAIL_PX - page))

    def fit(self) -> None:
        """Show the whole film."""
        self.fitted = True
        self.update_range()
        self.zoomed.emit()

    def zoom(self, px: float, at_x: float) -> None:
        """Another zoom; what lies at ``at_x`` stays there."""
        px = min(max(px, self.furthest_px), NEAREST_PX)
        wanted = self.scale().zoomed(px, max(at_x, self.gutter))
        self._px, self.fitted = px, px <= self.furthest_px * 1.0001
        self.update_range()
        self._bar.setValue(round(wanted.left))
        self.zoomed.emit()

    def zoom_steps(self, steps: float, at_x: float) -> None:
        """Nearer by some steps of the wheel, or further off."""
        self.zoom(self._px * STEP**steps, at_x)

    def set_share(self, share: float, at_x: float) -> None:
        """The zoom of a slider."""
        far = math.log(self.furthest_px)
        self.zoom(math.exp(far + share * (math.log(NEAREST_PX) - far)), at_x)

    def scroll(self, pixels: float) -> None:
        """Show what lies further on (or back)."""
        self._bar.setValue(round(self._bar.value() + pixels))

    def show_frame(self, frame: float, page: bool) -> None:
        """Scroll so that a frame is in sight: a page on while the film plays, else just as far as is needed."""
        width, scale = self._area.viewport().width(), self.scale()
        x, room = scale.x(frame), min(40.0, (width - self.gutter) / 8)
        if self.gutter <= x <= width - 2:
            return
        if page:
            self.scroll(x - self.gutter - room)
        else:
            self.scroll(x - width + room if x > width - 2 else x - self.gutter - room)
