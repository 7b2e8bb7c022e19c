"""What people do wrong, and what a machine lacks, is told in Chinese windows in Chinese, whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.checking import scene_problems
from app.doctor import folder_finding, fonts_finding, gpu_finding, held_finding, numba_finding, package_finding
from app.studio.words.engine.saying import worded
from engine.errors import EngineError
from engine.jobs.addresses import checked_addresses
from engine.jobs.webhook import endpoint_of, secret_of
from engine.models.held import Held
from engine.models.strategy import Strategy
from engine.sky.dates import moment_of
from engine.sky.places import place_of
from engine.sky.star_finder import star_of
from storyboard.errors import StoryboardError
from storyboard.file import read
from storyboard.model import FigureCue, Scene, Shot, Sky, Storyboard
from tests.app.studio.words.chinese import is_chinese

pytestmark = pytest.mark.usefixtures("in_chinese")

MISTAKES: dict[str, Callable[[], object]] = {
    "no such place": lambda: place_of("Qwxyz"),
    "a place like another": lambda: place_of("Bejing"),
    "a place beyond the Earth": lambda: place_of("99,10"),
    "no date": lambda: moment_of("tomorrow", place_of("Beijing")),
    "no such day": lambda: moment_of("2026-02-30", place_of("Beijing")),
    "a year too far": lambda: moment_of("99999-01-01", place_of("Beijing")),
    "a star like another": lambda: star_of("Vegga"),
    "no such star": lambda: star_of("Qwxyz"),
    "no JSON": lambda: read(b"{", "a.starloom"),
    "a value that is left out": lambda: read(b'{"format": "starloom", "version": 1}', "a.starloom"),
    "values of other kinds": lambda: read(b'{"format": "starloom", "shots": 3, "seed": "x"}', "a.starloom"),
    "a newer format": lambda: read(b'{"format": "starloom", "version": 99}', "a.starloom"),
    "no text": lambda: read(b"\xff\xfe\x00", "a.starloom"),
    "no storyboard": lambda: read(b"[]", "a.starloom"),
    "too many digits": lambda: read(b'{"a": ' + b"9" * 100 + b"}", "a.starloom"),
    "no address": lambda: endpoint_of("nothing", secret_of("whsec_" + "A" * 44)),
    "no secret": lambda: secret_of("whsec_x"),
    "a private address": lambda: checked_addresses("box", 443, False, lambda host, port: ["192.168.0.7"]),
    "a reserved address": lambda: checked_addresses("box", 443, True, lambda host, port: ["169.254.169.254"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_in_chinese(mistake: str) -> None:
    with pytest.raises((EngineError, StoryboardError)) as told:
        MISTAKES[mistake]()
    assert is_chinese(worded(told.value)), worded(told.value)


def test_what_is_wrong_at_a_place_of_a_storyboard_is_told_in_chinese() -> None:
    shot = Shot(id="one", scene=Scene(figures=(FigureCue(name="nobody"), FigureCue(name="orion", motion="fly"))))
    board = Storyboard(shots=(shot,), sky=Sky(place="Nowhere at all", time="never"))
    told = [worded(problem) for problem in scene_problems(board)]
    assert len(told) == 4 and all(map(is_chinese, told)), told
    assert told[2].startswith("shots[1].scene.figures[1].name：没有星座人物“nobody”")


def test_what_is_found_on_a_machine_is_told_in_chinese(tmp_path: Path) -> None:
    held = Strategy(offload="group", tiling=True, late_expert=True, max_frames=17, max_pixels=90_000)
    (tmp_path / "file").touch()
    findings = [
        numba_finding(None, False), numba_finding("1.0", True), numba_finding("1.0", False),
        package_finding("Libraries", ("numpy", "torch"), lambda name: "1" if name == "torch" else None, "warn",
                        "set Starloom up again: python3 packaging/bootstrap.py"),
        fonts_finding(tmp_path), gpu_finding([], None), gpu_finding([], "2.0"), held_finding(Held("Wan", held, 0.0)),
        folder_finding("Data folder", tmp_path), folder_finding("Data folder", tmp_path / "file" / "x"),
    ]  # fmt: skip
    told = [worded(words) for one in findings for words in (one.detail, one.remedy) if words]
    assert [words for words in told if not is_chinese(words)] == []


def test_a_film_that_shots_failed_for_is_told_in_chinese() -> None:
    told = worded(
        "Shot one: The model failed (ValueError: x). Shot two was cancelled. 4 of 6 shots are made and kept. Mend this "
        "and retry: only what is missing is made."
    )
    kept = "6 个镜头中已有 4 个完成并保留。修正后请重试，只补做缺少的部分。"
    assert told == f"镜头 one：模型出错（ValueError: x）。镜头 two 已取消。{kept}"
