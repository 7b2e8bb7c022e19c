"""Room for frames that were made: those that were used or made last, up to a number of bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QImage

from app.studio.player.frames.state import Signature

ROOM_BYTES = 150_000_000


@dataclass(frozen=True)
class Made:
    """A frame, and whether it is a draft."""

    image: QImage
    draft: bool


class FrameRoom:
    """Frames by what they show; safe to use from several threads."""

    def __init__(self, limit: int = ROOM_BYTES) -> None:
        """``limit``: bytes that all frames may take together."""
        self._limit, self._size = limit, 0
        self._frames: OrderedDict[Signature, Made] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, signature: Signature) -> Made | None:
        """A frame, which counts as used now."""
        with self._lock:
            made = self._frames.get(signature)
            if made is not None:
                self._frames.move_to_end(signature)
            return made

    def __contains__(self, signature: Signature) -> bool:
        return signature in self._frames

    def put(self, signature: Signature, made: Made) -> None:
        """Keep a frame; those that were not used for the longest time go when there is no room left."""
        with self._lock:
            self._drop(signature)
            self._frames[signature] = made
            self._size += made.image.sizeInBytes()
            while self._size > self._limit and len(self._frames) > 1:
                self._drop(next(iter(self._frames)))

    @property
    def size(self) -> int:
        """Bytes that are used."""
        return self._size

    @property
    def capacity(self) -> int:
        """How many frames of the present size have room."""
        return max(2, self._limit * len(self._frames) // self._size) if self._size else 2

    def _drop(self, signature: Signature) -> None:
        made = self._frames.pop(signature, None)
        if made is not None:
            self._size -= made.image.sizeInBytes()
