"""The film as it stands, frame by frame, without an export."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage


class Playback(QObject):
    """Frames and sound of the open storyboard, made ahead in the background.

    Signals:
        ready: a frame that was asked for is there; carries its number.
        stale: frames that were handed out before do not hold any more (an edit, a new take).
        clock: while it plays: the frame that is heard and should be seen now.
        ended: it has come to the film's (or the looped shot's) end.
        trouble: a sentence; what cannot be shown or heard, and why.
        preparing: the painter is made ready on this machine, once; carries how many parts of how many are.
    """

    ready = Signal(int)
    stale = Signal()
    clock = Signal(int)
    ended = Signal()
    trouble = Signal(str)
    preparing = Signal(int, int)

    def frame(self, number: int) -> QImage | None:
        """A frame of the film with its transition and captions, at most 960 pixels wide; None: it is on its way and
        ``ready`` will tell. While the film plays faster than frames are made, the one before stands in for it."""
        return None

    def is_draft(self, number: int) -> bool:
        """Whether the frame is painted live as a draft because its shot has no take yet."""
        return True

    def start(self, frame: int, rate: float, first: int, last: int, loop: bool) -> None:
        """Play from a frame at a rate (negative: backwards; sound at rate 1 only) inside frames [first, last)."""

    def stop(self) -> None:
        """Stand still."""

    def set_volume(self, share: float) -> None:
        """How loud: 0 silent to 1 full."""
