"""What the timeline shows beside the storyboard, looked up once and kept until it changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPixmap

from ui.document import Document
from ui.ports import Services
from ui.ports.sound import CaptionSpan, EffectSpan
from ui.timeline import snapping
from ui.timeline.layout import Layout, marker_frames

KEPT_PICTURES = 400
WAVE_HZ = 50
"""Values of a waveform in a second."""


class TakeMark(Enum):
    """How a shot's take stands."""

    READY = auto()
    STALE = auto()
    NONE = auto()


class State(QObject):
    """Takes, pictures, captions and sounds of the open storyboard.

    Signals:
        changed: something of it is another; paint anew.
    """

    changed = Signal()

    def __init__(self, document: Document, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._services = document, services
        self._marks: dict[str, TakeMark] = {}
        self._pictures: OrderedDict[tuple[str, int], tuple[int, QPixmap]] = OrderedDict()
        self._captions: Sequence[CaptionSpan] | None = None
        self._effects: Sequence[EffectSpan] | None = None
        self._cadences: Sequence[int] | None = None
        self._points: list[int] | None = None
        document.replaced.connect(self._forget_document)
        document.changed.connect(self._forget_storyboard)
        document.timed.connect(self._forget_times)
        services.takes.changed.connect(self._forget_takes)
        services.pictures.ready.connect(self.changed)
        services.sound.measured.connect(self._forget_times)

    def take_mark(self, shot_id: str) -> TakeMark:
        """How the take stands that the film shows of a shot."""
        if shot_id not in self._marks:
            self._marks[shot_id] = self._looked_up(shot_id)
        return self._marks[shot_id]

    def picture(self, shot_id: str, height: int, ratio: float) -> QPixmap | None:
        """A shot's picture scaled to a height of the view's pixels."""
        whole = self._services.pictures.picture(shot_id)
        if whole is None or whole.isNull():
            return None
        key = (shot_id, round(height * ratio))
        kept = self._pictures.get(key)
        if kept is not None and kept[0] == whole.cacheKey():
            self._pictures.move_to_end(key)
            return kept[1]
        small = whole.scaledToHeight(key[1], Qt.TransformationMode.SmoothTransformation)
        small.setDevicePixelRatio(ratio)
        self._pictures[key] = (whole.cacheKey(), small)
        if len(self._pictures) > KEPT_PICTURES:
            self._pictures.popitem(last=False)
        return small

    def look_of(self, shot_id: str) -> tuple[TakeMark, int, bool]:
        """All that a shot's look depends on beside the shot itself: its take, its picture, whether that is current."""
        whole = self._services.pictures.picture(shot_id)
        return self.take_mark(shot_id), 0 if whole is None else whole.cacheKey(), self.is_current(shot_id)

    def is_current(self, shot_id: str) -> bool:
        """Whether a shot's picture shows it as it stands."""
        return self._services.pictures.is_current(shot_id)

    def wave(self, shot_id: str) -> Sequence[float] | None:
        """Loudness of a shot's line."""
        return self._services.sound.waveform(shot_id)

    def spoken_s(self, index: int) -> float | None:
        """Seconds of the line of the shot of an index; None until it is spoken."""
        wave = self.wave(self._document.storyboard.shots[index].id)
        return len(wave) / WAVE_HZ if wave else None

    @property
    def captions(self) -> Sequence[CaptionSpan]:
        """The captions in the order of their frames."""
        if self._captions is None:
            self._captions = sorted(self._services.sound.captions(), key=lambda span: span.start)
        return self._captions

    @property
    def effects(self) -> Sequence[EffectSpan]:
        """The effects in the order of their frames."""
        if self._effects is None:
            self._effects = sorted(self._services.sound.effects(), key=lambda span: span.start)
        return self._effects

    @property
    def cadences(self) -> Sequence[int]:
        """Frames where the music comes to rest, in order."""
        if self._cadences is None:
            self._cadences = sorted(self._services.sound.cadences())
        return self._cadences

    @property
    def style_name(self) -> str:
        """What the score's style is called, or the name of the person's own file."""
        music = self._document.storyboard.music
        if music.file:
            return music.file.rsplit("/", 1)[-1]
        return dict(self._services.sound.music_styles()).get(music.style, music.style)

    def snap_points(self, layout: Layout) -> list[int]:
        """Cuts, marks and the starts of captions, in order."""
        if self._points is None:
            marks = [frame for frame, _ in marker_frames(layout)]
            starts = [caption.start for caption in self.captions]
            self._points = snapping.merged(snapping.cuts(self._document.schedule), marks, starts)
        return self._points

    def _looked_up(self, shot_id: str) -> TakeMark:
        takes = self._services.takes.of(shot_id)
        chosen = next((take for take in takes if take.chosen), None)
        if chosen is not None:
            if not chosen.there:
                return TakeMark.NONE
            return TakeMark.READY if chosen.current else TakeMark.STALE
        if self._services.takes.has_clip(shot_id):
            return TakeMark.READY
        return TakeMark.STALE if any(take.there for take in takes) else TakeMark.NONE

    def _forget_document(self) -> None:
        self._pictures.clear()

    def _forget_storyboard(self) -> None:
        self._marks.clear()

    def _forget_takes(self, shot_id: str) -> None:
        if shot_id:
            self._marks.pop(shot_id, None)
        else:
            self._marks.clear()
        self.changed.emit()

    def _forget_times(self) -> None:
        self._captions = self._effects = self._cadences = self._points = None
        self.changed.emit()
