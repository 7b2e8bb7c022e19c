"""Spoken clauses on disk, each file named by what it was made from; published whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

Marks = tuple[tuple[float, int, int], ...]


def key(**ingredients: object) -> str:
    """Name of a clause made from these ingredients."""
    text = json.dumps(ingredients, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


class ClauseCache:
    """A folder of clauses: mono float32 sound at 48 kHz and word marks (start in s, first character, length)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str) -> tuple[np.ndarray, Marks] | None:
        """The clause, or None when it is not there or cannot be read."""
        try:
            with np.load(io.BytesIO(self._path(name).read_bytes()), allow_pickle=False) as data:
                sound, marks = data["sound"], data["marks"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        return sound, tuple((float(time), int(first), int(length)) for time, first, length in marks)

    def put(self, name: str, sound: np.ndarray, marks: Marks) -> None:
        """Publish a clause by rename, so that no reader ever meets half a file."""
        path = self._path(name)
        path.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, sound=sound, marks=np.array(marks, dtype=np.float64).reshape(-1, 3))
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.npz"
