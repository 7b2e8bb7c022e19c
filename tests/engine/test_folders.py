"""Arrays kept on disk: made once, made again when damaged, and marked when they are used."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest

from engine.folders import cache_folder, cached_array, folders_beside_films, last_used


@pytest.mark.parametrize("mapped", [False, True])
def test_an_array_is_made_once_and_again_when_damaged(
    mapped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "缓存"))
    made: list[int] = []

    def make() -> np.ndarray:
        made.append(1)
        return np.arange(12.0)

    for _ in range(2):
        assert np.array_equal(cached_array("numbers", make, mapped=mapped), np.arange(12.0))
    assert len(made) == 1
    path = cache_folder("textures") / "numbers.npy"
    path.write_bytes(path.read_bytes()[:60])
    assert np.array_equal(cached_array("numbers", make, mapped=mapped), np.arange(12.0)) and len(made) == 2

    os.utime(path, (1, 1))
    cached_array("numbers", make, mapped=mapped)
    status = path.stat()
    assert time.time() - last_used(status) < 60 and status.st_mtime == 1, "used now, but not written"


def test_films_in_a_place_of_their_own_leave_the_rest_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path))
    assert folders_beside_films() == []
    monkeypatch.delenv("STARLOOM_FILMS_DIR")
    assert [path.name for path in folders_beside_films()] == ["textures", "figures", "speech", "footage", "prompts"]
