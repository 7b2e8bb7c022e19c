"""Pictures of characters: of whom a shot shows, whole, and known by their bytes."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import EngineError
from engine.generators.guided.references import reference_digests, reference_names, reference_pictures
from storyboard.media import media_names, renamed
from storyboard.model import Canvas, Character, Shot, Storyboard

BOARD = Storyboard(
    canvas=Canvas(width=160, height=96),
    characters=(
        Character(name="Perseus", references=("英雄.png", "side.png")), Character(name="Medusa", references=("m.png",)),
    ),
    shots=(Shot(id="one", text="Perseus at the shore"), Shot(id="two", text="an empty night")),
)  # fmt: skip
ONE, TWO = BOARD.shots


@pytest.fixture(autouse=True)
def _pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))
    Image.new("RGB", (50, 100), (200, 30, 30)).save(tmp_path / "英雄.png")
    Image.new("RGBA", (300, 100), (30, 30, 200, 255)).save(tmp_path / "side.png")


def test_only_those_whom_the_shot_shows_are_shown_to_the_model(tmp_path: Path) -> None:
    assert reference_names(BOARD, ONE) == ("英雄.png", "side.png") and reference_names(BOARD, TWO) == ()
    first, second = reference_pictures(BOARD, ONE, tmp_path, 160, 96, threading.Event())
    assert first.shape == second.shape == (96, 160, 3) and first.dtype == np.uint8
    assert tuple(first[48, 80]) == (200, 30, 30) and tuple(first[48, 10]) == (255, 255, 255), "whole, before white"
    assert tuple(second[48, 80]) == (30, 30, 200) and tuple(second[2, 80]) == (255, 255, 255)


def test_they_are_known_by_their_bytes_and_a_lost_one_is_named(tmp_path: Path) -> None:
    before = reference_digests(BOARD, ONE, tmp_path)
    Image.new("RGB", (50, 100), (20, 230, 30)).save(tmp_path / "英雄.png")
    assert reference_digests(BOARD, ONE, tmp_path)[0] != before[0]
    (tmp_path / "side.png").unlink()
    with pytest.raises(EngineError, match="side.png"):
        reference_pictures(BOARD, ONE, tmp_path, 160, 96, threading.Event())


def test_they_are_files_of_the_storyboard_like_all_others() -> None:
    assert media_names(BOARD) == ("英雄.png", "side.png", "m.png")
    moved = renamed(BOARD, {"m.png": "new.png"})
    assert moved.characters[1].references == ("new.png",) and moved.characters[0] is BOARD.characters[0]
