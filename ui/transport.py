"""The playhead: which frame of the film is looked at, and whether it runs. All views share one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Transport(QObject):
    """Where the film stands. The preview moves it while it plays; whoever wants another frame calls ``seek``.

    Signals:
        moved: the frame is another one; carries it.
        sought: somebody asked for another frame (not the clock of the playing preview); carries it.
        playing_changed: it runs or it stands, or runs at another rate.
        loop_changed: the current shot is played again and again, or it is not any more.
    """

    moved = Signal(int)
    sought = Signal(int)
    playing_changed = Signal(bool)
    loop_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame, self._total, self._rate = 0, 1, 0.0
        self._loop_shot = False

    @property
    def frame(self) -> int:
        """The frame that is looked at."""
        return self._frame

    @property
    def total(self) -> int:
        """Frames of the film."""
        return self._total

    @property
    def playing(self) -> bool:
        """Whether it runs."""
        return self._rate != 0.0

    @property
    def rate(self) -> float:
        """How fast it runs: 1 as the film does, -1 backwards, 0 stands."""
        return self._rate

    @property
    def loop_shot(self) -> bool:
        """Whether the shot under the playhead is played again and again."""
        return self._loop_shot

    @loop_shot.setter
    def loop_shot(self, on: bool) -> None:
        if on != self._loop_shot:
            self._loop_shot = on
            self.loop_changed.emit(on)

    def set_total(self, frames: int) -> None:
        """The film has so many frames now."""
        self._total = max(1, frames)
        if self._frame >= self._total:
            self.seek(self._total - 1)

    def seek(self, frame: int) -> None:
        """Look at another frame."""
        frame = min(max(frame, 0), self._total - 1)
        changed = frame != self._frame
        self._frame = frame
        if changed:
            self.moved.emit(frame)
        self.sought.emit(frame)

    def advance(self, frame: int) -> None:
        """The clock of what plays says which frame it is; the preview alone calls this."""
        frame = min(max(frame, 0), self._total - 1)
        if frame != self._frame:
            self._frame = frame
            self.moved.emit(frame)

    def play(self, rate: float = 1.0) -> None:
        """Run at a rate; from the start where it stood at the end."""
        if rate > 0 and self._frame >= self._total - 1:
            self.seek(0)
        self._set_rate(rate)

    def pause(self) -> None:
        """Stand still."""
        self._set_rate(0.0)

    def toggle(self) -> None:
        """Run or stand."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """The keys J (-1) and L (1): each press doubles the rate up to eight, the other way halves or turns it."""
        rate = self._rate
        if rate == 0:
            rate = float(direction)
        elif rate * direction > 0:
            rate = max(-8.0, min(8.0, rate * 2))
        else:
            rate = rate / 2 if abs(rate) > 1 else 0.0
        if rate:
            self.play(rate)
        else:
            self.pause()

    def _set_rate(self, rate: float) -> None:
        if rate != self._rate:
            self._rate = rate
            self.playing_changed.emit(rate != 0.0)
