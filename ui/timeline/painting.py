"""Paints the timeline: what rests into a picture that is kept, what moves on top of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from ui import theme
from ui.timeline.art import music, overlays, ruler, story, voices
from ui.timeline.art.easel import Easel, Tiles
from ui.timeline.gestures import Shown
from ui.timeline.hits import Hit
from ui.timeline.lanes import Lane
from ui.timeline.layout import Layout
from ui.timeline.state import State


@dataclass(frozen=True)
class Moving:
    """What moves over the lanes: the playhead, what a gesture shows, what lies under the pointer."""

    frame: int
    shown: Shown
    pointer: QPointF
    hover: Hit | None = None
    insertion: int | None = None


class Painting:
    """Keeps the picture of the lanes until something of it changes."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._tiles = Tiles()
        self._kept = QPixmap()
        self._kept_for: tuple | None = None
        self._kept_shown = Shown()

    def forget(self) -> None:
        """The lanes look different now."""
        self._kept_for = None

    def forget_all(self) -> None:
        """Everything looks different: another theme, language or font."""
        self._tiles.forget()
        self.forget()

    def paint(
        self, painter: QPainter, layout: Layout, selection: frozenset[str], current: str, moving: Moving, family: str
    ) -> None:
        """Everything, onto the view."""
        ratio = painter.device().devicePixelRatioF()
        easel = Easel(
            painter, layout, layout, self._state, selection, current, ratio, family, self._tiles, layout.scale.gutter,
            layout.width, 0.0,
        )  # fmt: skip
        key, shown = (layout.scale, layout.lanes, layout.width, ratio), moving.shown
        if key != self._kept_for:
            self._paint_lanes(easel, shown, 0.0)
        elif shown.trial is not self._kept_shown.trial:
            self._paint_lanes(easel, shown, min(shown.rests_until, self._kept_shown.rests_until))
        self._kept_for, self._kept_shown = key, shown
        painter.drawPixmap(0, 0, self._kept)
        self._paint_moving(easel, moving)

    def _paint_lanes(self, easel: Easel, shown: Shown, since: float) -> None:
        """Paint the lanes into the picture that is kept, from a pixel on."""
        layout, ratio = easel.layout, easel.ratio
        size = (round(layout.width * ratio), round(layout.lanes.height * ratio))
        if self._kept.size().toTuple() != size or self._kept.devicePixelRatio() != ratio:
            self._kept, since = QPixmap(*size), 0.0
            self._kept.setDevicePixelRatio(ratio)
        painter = QPainter(self._kept)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        since = float(int(since))
        painter.setClipRect(QRectF(since, 0, layout.width - since, layout.lanes.height))
        easel = replace(easel, painter=painter, layout=tried(layout, shown), since=max(since, easel.left))
        painter.fillRect(QRectF(since, 0, layout.width, layout.lanes.height), theme.colour("ground"))
        for lane in (Lane.NARRATION, Lane.CAPTIONS, Lane.MUSIC, Lane.EFFECTS):
            top, height = layout.lanes.top(lane), layout.lanes.height_of(lane)
            painter.fillRect(QRectF(since, top, layout.width, height), theme.colour("sunken"))
        story.paint_story(easel)
        overlays.paint_hint(easel)
        voices.paint_narration(easel)
        voices.paint_captions(easel)
        music.paint_music(easel)
        voices.paint_effects(easel)
        ruler.paint_ruler(easel)
        if since < easel.left:
            overlays.paint_headers(easel)
        painter.end()

    def _paint_moving(self, easel: Easel, moving: Moving) -> None:
        painter, shown, layout = easel.painter, moving.shown, easel.layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(layout.scale.gutter, 0, layout.width - layout.scale.gutter, layout.lanes.height))
        if moving.hover is not None:
            overlays.paint_hover(easel, moving.hover)
        overlays.paint_playhead(easel, moving.frame, shown.scrubs)
        if shown.snap is not None:
            overlays.paint_snap(easel, shown.snap)
        insertion = shown.insertion if shown.insertion is not None else moving.insertion
        if insertion is not None:
            overlays.paint_insertion(easel, insertion)
        if shown.ghosts:
            overlays.paint_ghosts(easel, shown.ghosts, moving.pointer, shown.copies)
        if shown.band is not None:
            overlays.paint_band(easel, shown.band)
        if shown.says:
            overlays.paint_saying(easel, shown.says, moving.pointer)


def tried(layout: Layout, shown: Shown) -> Layout:
    """The layout of what a gesture tries; the present one where it tries nothing."""
    if shown.trial is None:
        return layout
    board, plan = shown.trial
    return replace(layout, board=board, plan=plan, scale=replace(layout.scale, left=layout.scale.left - shown.shift))
