"""One studio on one screen for the whole group, and a small storyboard that every test opens anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from storyboard.file import save
from storyboard.model import Canvas, Music, Narration, Scene, Shot, Storyboard, Transition, View
from tests.ui.e2e.driver import Driver
from tests.ui.e2e.screen import Screen, missing_tools

NAMES = ("lyre", "swan", "eagle", "bear")


def small_board() -> Storyboard:
    """Four shots of two seconds, so small that the film of them takes a moment."""
    return Storyboard(
        title="Four stars", canvas=Canvas(width=160, height=90, fps=12), narration=Narration(enabled=False),
        music=Music(enabled=False), transition=Transition(kind="crossfade", frames=12),
        shots=tuple(
            Shot(id=name, title=name.capitalize(), text=f"The {name}", duration_s=2.0,
                 scene=Scene(view=View(kind="sky", ra_deg=283, dec_deg=36)))
            for name in NAMES
        ),
    )  # fmt: skip


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two pictures of a person's own, not in the order of their names."""
    paths = [tmp_path / "second.png", tmp_path / "first.png"]
    for path in paths:
        Image.new("RGB", (160, 90), "navy").save(path)
    return paths


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    missing = missing_tools()
    if missing:
        pytest.skip(f"a screen in memory takes {missing}, which is not on this machine")
    with Screen() as made:
        yield made


@pytest.fixture(scope="session")
def running(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    driver = Driver(screen, tmp_path_factory.mktemp("studio"))
    try:
        driver.until(lambda: driver.ask("visible", name="startPage"), "the start page")
        yield driver
        assert driver.ask("warnings") == []
        assert driver.close() == 0
        assert "Traceback" not in driver.errors() and driver.log() == ""
    finally:
        driver.kill()


@pytest.fixture
def studio(running: Driver, tmp_path: Path) -> Driver:
    """The studio with the small storyboard open, in the timeline."""
    board = small_board()
    save(board, tmp_path / "stars.starloom")
    running.open(tmp_path / "stars.starloom")
    assert running.ids() == list(NAMES)
    return running
