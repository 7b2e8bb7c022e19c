"""The takes of shots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap


@dataclass(frozen=True)
class TakeState:
    """One take: ``current``: it shows the shot as it stands (else it is stale and still plays); ``there``: its clip
    lies in the cache; ``chosen``: the film shows it."""

    key: str
    generator: str
    seed: int | None
    made: str
    note: str
    current: bool
    there: bool
    chosen: bool


class Takes(QObject):
    """Takes of the open storyboard's shots. They are made in the queue; a finished one is added to its shot.

    Signals:
        changed: a shot's takes stand differently; carries its id ("" for all).
        picture_ready: a take's picture is there; carries its key.
    """

    changed = Signal(str)
    picture_ready = Signal(str)

    def of(self, shot_id: str) -> Sequence[TakeState]:
        """The takes of a shot, the oldest first; empty while they are looked up."""
        return ()

    def has_clip(self, shot_id: str) -> bool:
        """Whether the film's take of the shot lies in the cache, so that it plays without painting."""
        return False

    def make(self, shot_ids: Collection[str], new_seed: bool = False) -> None:
        """Put a take of each shot into the queue, before all films; with another seed than the takes there are."""

    def picture(self, key: str) -> QPixmap | None:
        """A take's picture, 160 pixels wide; None: on its way, or its clip is gone."""
        return None

    def clip_frames(self, key: str) -> int:
        """The number of frames of a take's clip; 0 where it is gone."""
        return 0

    def clip_frame(self, key: str, number: int) -> QPixmap | None:
        """A frame of a take's clip for comparing, at most 640 wide; None: on its way (``picture_ready`` tells)."""
        return None
