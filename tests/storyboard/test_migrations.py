"""Files of every format that was ever given out open, and are kept before they are first saved in the new one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from storyboard.backups import backups_of
from storyboard.errors import StoryboardError
from storyboard.file import load, save
from storyboard.migrations import STEPS, NewerFormat, moved_on
from storyboard.model import SCHEMA_VERSION

FIXTURES = Path(__file__).parent / "fixtures"


def test_every_version_has_its_step_and_its_file() -> None:
    assert len(STEPS) == SCHEMA_VERSION - 1
    for version in range(1, SCHEMA_VERSION + 1):
        raw = json.loads((FIXTURES / f"version-{version}.starloom").read_text(encoding="utf-8"))
        assert raw["version"] == version


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_a_file_of_every_version_opens_whole(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.starloom"
    shutil.copy(FIXTURES / f"version-{version}.starloom", path)
    before = path.read_bytes()
    board = load(path)
    assert board.version == SCHEMA_VERSION
    assert board.title == "牛郎织女 🌌"
    assert [shot.id for shot in board.shots] == ["河", "桥"]
    assert board.shots[0].scene is not None
    assert board.shots[0].chosen == board.shots[0].takes[0].key
    assert board.music.file == "曲.wav"
    save(board.model_copy(update={"title": "新"}), path)
    assert backups_of(path)[0].path.read_bytes() == before
    assert load(path) == board.model_copy(update={"title": "新"})
    assert json.loads(path.read_text(encoding="utf-8"))["from_the_future"] == {"kept": [1, 2]}


def _second(raw: dict[str, Any]) -> dict[str, Any]:
    return {**raw, "name": raw["title"]}


def _third(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in raw.items() if key != "title"}


def test_steps_follow_each_other_and_change_nothing_in_place() -> None:
    raw = {"version": 1, "title": "x"}
    assert moved_on(raw, (_second, _third)) == {"version": 3, "name": "x"}
    assert moved_on({"title": "x"}, (_second,)) == {"version": 2, "title": "x", "name": "x"}
    assert moved_on({"version": 2, "title": "x"}, (_second, _third)) == {"version": 3}
    assert raw == {"version": 1, "title": "x"}


def test_a_newer_format_is_refused_with_its_number(tmp_path: Path) -> None:
    with pytest.raises(NewerFormat, match="format 4"):
        moved_on({"version": 4}, (_second, _third))
    path = tmp_path / "new.starloom"
    path.write_text(f'{{"format": "starloom", "version": {SCHEMA_VERSION + 1}, "shots": 5}}', encoding="utf-8")
    with pytest.raises(StoryboardError, match=rf"newer Starloom \(format {SCHEMA_VERSION + 1}"):
        load(path)
    assert path.exists()


@pytest.mark.parametrize("version", ["0", "-1", "true", '"1"', "1.0", "null", "[]"])
def test_a_version_that_makes_no_sense_is_explained(tmp_path: Path, version: str) -> None:
    path = tmp_path / "odd.starloom"
    path.write_text(f'{{"format": "starloom", "version": {version}, "shots": [{{"id": "a"}}]}}', encoding="utf-8")
    with pytest.raises(StoryboardError, match="version"):
        load(path)
