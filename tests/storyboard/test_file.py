"""The storyboard on disk."""

from __future__ import annotations

import json
import os
import random
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from storyboard.backups import backups_of
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


def _sprinkled(value: Any, draw: random.Random, put: list[tuple[Any, ...]], place: tuple[Any, ...] = ()) -> Any:
    """A copy with an unknown field in every object; where each was put is noted."""
    if isinstance(value, dict):
        copy = {key: _sprinkled(item, draw, put, (*place, key)) for key, item in value.items()}
        name = f"未来_{draw.randrange(10**9)}"
        copy[name] = draw.choice([None, True, 7, -0.25, "🌌", [], {}, [{"deep": [1, "二"]}], 10**40])
        put.append((*place, name))
        return copy
    if isinstance(value, list):
        return [_sprinkled(item, draw, put, (*place, index)) for index, item in enumerate(value)]
    return value


def _at(value: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


@pytest.mark.parametrize("seed", range(8))
def test_unknown_fields_are_kept_on_every_level(tmp_path: Path, seed: int) -> None:
    put: list[tuple[Any, ...]] = []
    raw = _sprinkled(json.loads(dumps(load_template("andromeda", "zh"))), random.Random(seed), put)
    path = tmp_path / "x.starloom"
    path.write_text(json.dumps(raw), encoding="utf-8")
    save(load(path).model_copy(update={"title": "edited"}), path)
    again = json.loads(path.read_text(encoding="utf-8"))
    assert len(put) > 40
    assert {place: _at(again, place) for place in put} == {place: _at(raw, place) for place in put}


def test_what_could_not_be_opened_again_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    good = Storyboard(title="good", shots=(Shot(id="a"),))
    save(good, path)
    twice = good.model_copy(update={"shots": (Shot(id="a"), Shot(id="a"))})
    half = good.model_copy(update={"title": "\ud800"})
    large = good.model_copy(update={"title": "x" * 33 * 2**20})
    for bad, words in ((twice, "Two shots"), (half, "half of a character"), (large, "33 MB")):
        with pytest.raises(StoryboardError, match=words):
            save(bad, path)
    assert load(path) == good


def test_a_link_is_followed_and_permissions_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "x.starloom", tmp_path / "link.starloom"
    save(Storyboard(shots=(Shot(id="a"),)), path)
    path.chmod(0o600)
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    save(Storyboard(title="new", shots=(Shot(id="a"),)), link)
    assert link.is_symlink()
    assert load(path).title == "new"
    assert os.name == "nt" or path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_program_left_is_swept_away(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".x.starloom.abc.part", tmp_path / ".x.starloom.def.part"
    for left in (old, fresh):
        left.write_text("half")
    os.utime(old, (1e9, 1e9))
    save(Storyboard(shots=(Shot(id="a"),)), tmp_path / "x.starloom")
    assert not old.exists()
    assert fresh.exists(), "another program may be writing it"


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
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": NaN}', "no number"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": -Infinity}', "no number"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": 1e999}', "too large"),
        ('{"format": "starloom", "shots": [{"id": "a", "id": "b"}]}', "'id' is given twice"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": ' + "9" * 5000 + "}", "5000 digits"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": ' + "[" * 70 + "]" * 70 + "}", "nested too deeply"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "later": "\\ud800"}', "half of a character"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "seed": "7"}', "seed"),
        ('{"format": "starloom", "shots": [{"id": "a"}], "canvas": {"fps": true}}', "canvas.fps"),
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
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["x.starloom"]


@pytest.mark.parametrize("links", [True, False])
def test_whichever_call_fails_the_file_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    path = tmp_path / "x.starloom"
    old, new = (Storyboard(title=title, shots=(Shot(id="a"),)) for title in ("old", "new"))
    calls = {name: getattr(os, name) for name in ("fsync", "replace", "chmod", "fdopen", "link", "mkdir", "open")}
    for failing in range(1, 100):
        save(old, path)
        count = 0

        def called(name: str, *words: Any, **options: Any) -> Any:
            nonlocal count
            if name == "link" and not links:
                raise OSError(1, "Operation not permitted")
            count += 1
            if count == failing:  # noqa: B023 - used within this turn of the loop only
                raise OSError(28, "No space left on device")
            return calls[name](*words, **options)

        told = None
        with monkeypatch.context() as patch:
            for name in calls:
                patch.setattr(os, name, partial(called, name))
            try:
                save(new, path)
            except StoryboardError as error:
                told = str(error)
        assert load(path) in (old, new)
        assert told is None or "free some space" in told
        assert all(load(backup.path) in (old, new) for backup in backups_of(path))
        if told is None:
            assert load(path) == new
        if count < failing:
            break
    assert 5 < failing < 99, "every call of a save has failed once"
    assert [name.name for name in tmp_path.iterdir() if name.name.endswith(".part")] == []


def test_what_a_person_chose_survives_saving_also_where_it_is_the_usual(tmp_path: Path) -> None:
    """A shot's own sky or camera is not lost where it equals what a shot without one would have."""
    shot = {
        "id": "a", "language": "en", "voice": "v", "sky": {}, "camera": {}, "without": ["orion", "lines:Ori"],
        "transition": {"kind": "stars", "frames": 20}, "footage": {"file": "x.png"},
    }  # fmt: skip
    board = Storyboard.model_validate({
        "captions": {"size": "large", "place": "top"}, "characters": [{"name": "阿宝", "figure": "taurus"}],
        "markers": [{"shot": "a", "at_s": 1.5, "text": "此处"}], "shots": [shot, {"id": "b"}],
    })  # fmt: skip
    path = tmp_path / "x.starloom"
    save(board, path)
    again = load(path)
    assert again == board
    assert again.shots[0].sky is not None and again.shots[0].camera is not None
    assert (again.shots[1].sky, again.shots[1].camera, again.shots[1].voice) == (None, None, None)
