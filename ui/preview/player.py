"""The playhead and the playback held together: what is sought is asked for, what plays moves the playhead."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from storyboard.timing import ShotSpan
from ui.document import Document
from ui.ports import Playback
from ui.transport import Transport


class Player(QObject):
    """Drives a `Playback` by a `Transport`, and hands out the newest frame there is.

    Signals:
        shown: the picture under the playhead is there: the image, and whether it is a draft.
        waiting: the picture is on its way (True) or has come (False).
    """

    shown = Signal(QImage, bool)
    waiting = Signal(bool)

    def __init__(
        self, document: Document, transport: Transport, playback: Playback, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._transport, self._playback = document, transport, playback
        self._rate, self._loop_of, self._waits = 0.0, "", False
        transport.set_total(document.schedule.total_frames)
        transport.moved.connect(self._look)
        transport.sought.connect(self._restart)
        transport.playing_changed.connect(self._run)
        transport.loop_changed.connect(self._restart)
        document.timed.connect(self._retime)
        playback.clock.connect(transport.advance)
        playback.ended.connect(transport.pause)
        playback.ready.connect(self._come)
        playback.stale.connect(self._look)

    def look(self) -> None:
        """Show the frame under the playhead."""
        self._look()

    def span(self) -> ShotSpan:
        """The shot under the playhead, inside a transition the later one."""
        spans = self._document.schedule.spans
        return spans[max(0, bisect_right(spans, self._transport.frame, key=lambda span: span.start) - 1)]

    def _number(self) -> int:
        """The frame to be shown: the one under the playhead. A film that stands at its start shows the first frame in
        its full light, since the very first one is black."""
        frame = self._transport.frame
        return frame if frame or self._transport.playing else self._document.schedule.fade_frames

    def _look(self, *_: object) -> None:
        number = self._number()
        image = self._playback.frame(number)
        if image is not None:
            self.shown.emit(image, self._playback.is_draft(number))
        self._set_waiting(image is None)

    def _come(self, number: int) -> None:
        """A frame was made: the one that is waited for, or while it plays one that may stand in for it."""
        if self._waits and (number == self._number() or self._transport.playing):
            self._look()

    def _set_waiting(self, waits: bool) -> None:
        if waits != self._waits:
            self._waits = waits
            self.waiting.emit(waits)

    def _retime(self) -> None:
        self._transport.set_total(self._document.schedule.total_frames)
        if self._transport.playing:
            self._restart()
        self._look()

    def _run(self, playing: bool) -> None:
        if playing:
            self._restart()
        elif self._rate:
            self._rate = 0.0
            self._playback.stop()
            self._look()

    def _restart(self, *_: object) -> None:
        """Play on from the playhead, where it plays."""
        if not self._transport.playing:
            return
        self._rate = self._transport.rate
        first, last = 0, self._document.schedule.total_frames
        if self._transport.loop_shot:
            span = self.span()
            first, last = span.start, span.end
        self._playback.start(self._transport.frame, self._rate, first, last, self._transport.loop_shot)
