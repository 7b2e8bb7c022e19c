"""The storyboard on disk."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from storyboard.errors import InvalidStoryboard, StoryboardError
from storyboard.file import dumps, load, save
from storyboard.model import Shot, Storyboard
from storyboard.templates import load_template


def test_a_template_survives_saving_and_loading(tmp_path: Path) -> None:
    board = load_template("qixi", "zh")
    path = tmp_path / "七夕 🌌.starloom"
    save(board, path)
    assert load(path) == board


def test_unknown_fields_are_kept(tmp_path: Path) -> None:
    raw = json.loads(dumps(Storyboard(shots=(Shot(id="a"),))))
    raw["from_the_future"] = {"deep": [1, 2]}
    raw["shots"][0]["also_new"] = "值"
    path = tmp_path / "x.starloom"
    path.write_text(json.dumps(raw), encoding="utf-8")
    save(load(path), path)
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again["from_the_future"] == {"deep": [1, 2]}
    assert again["shots"][0]["also_new"] == "值"


def test_every_problem_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    path.write_text(
        json.dumps({"format": "starloom", "canvas": {"width": 1281, "fps": 0}, "shots": [{"id": "a", "mood": "sour"}]}),
        encoding="utf-8",
    )
    with pytest.raises(InvalidStoryboard) as caught:
        load(path)
    places = {problem.place for problem in caught.value.problems}
    assert places == {"canvas.width", "canvas.fps", "shots[1].mood"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no JSON"),
        ("[]", "one JSON object"),
        ("{}", "'format' must be"),
        ('{"format": "starloom", "version": 99, "shots": []}', "newer Starloom"),
        ('{"format": "starloom"}', "shots"),
        ("[" * 100_000, "nested too deeply"),
        ('{"format": "starloom", "shots": [{"id": "a"}, {"id": "a"}]}', "two shots"),
    ],
)
def test_a_broken_file_is_explained(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "x.starloom"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(StoryboardError) as caught:
        load(path)
    assert words.lower() in str(caught.value).lower()


def test_what_is_no_text_or_no_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "x.starloom").write_bytes(b"\xff\xfe\x00\x80")
    for path, words in ((tmp_path / "x.starloom", "UTF-8"), (tmp_path / "y.starloom", "no file"), (tmp_path, "folder")):
        with pytest.raises(StoryboardError, match=words):
            load(path)


def test_a_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.starloom"
    save(Storyboard(title="old", shots=(Shot(id="a"),)), path)

    def full(source: str, target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(StoryboardError, match="No space left"):
        save(Storyboard(title="new", shots=(Shot(id="a"),)), path)
    assert load(path).title == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.starloom"]
