"""Frames in a temporary file: a long shot in full size would not fit into memory beside its model."""

from __future__ import annotations

import errno
import tempfile
import weakref
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError


class FrameStore:
    """Frames of one size, written in order and read in any order from any thread, as they were. The file goes when the
    store does."""

    def __init__(self, folder: Path, width: int, height: int) -> None:
        """``folder``: where the file lies."""
        self._shape = (height, width, 3)
        self._folder = folder
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the store
        weakref.finalize(self, self._file.close)
        self._count = 0
        self._mapped: NDArray[np.uint8] | None = None

    def __len__(self) -> int:
        return self._count

    def append(self, frame: NDArray[np.uint8]) -> None:
        """Add the next frame, uint8 RGB (height, width, 3).

        Raises:
            EngineError: the disk is full.
        """
        if frame.shape != self._shape or frame.dtype != np.uint8:
            raise ValueError(f"a frame of {self._shape} is needed, not {frame.dtype} {frame.shape}")
        try:
            self._file.write(np.ascontiguousarray(frame).data)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            raise EngineError(f"The disk of {self._folder} is full: free some space.") from error
        self._count, self._mapped = self._count + 1, None

    def __getitem__(self, index: int) -> NDArray[np.uint8]:
        """Frame ``index``; a copy."""
        return np.array(self.all[index])

    @property
    def all(self) -> NDArray[np.uint8]:
        """All frames so far, (n, height, width, 3), read-only, as they lie on the disk."""
        if self._mapped is None:
            self._file.flush()
            self._mapped = np.memmap(self._file, np.uint8, "r", shape=(self._count, *self._shape))
        return self._mapped
