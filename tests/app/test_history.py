"""The history as a person meets it: a film is made, listed, moved, opened, made again and forgotten."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.assembly.facts import read_back
from storyboard.file import load

ROOT = Path(__file__).resolve().parents[2]
STORY = {
    "format": "starloom", "version": 1, "title": "[red]星 one", "language": "en", "narration": {"enabled": False},
    "canvas": {"width": 160, "height": 90, "fps": 8}, "music": {"enabled": False},
    "shots": [{"id": "a", "duration_s": 1.0}, {"id": "b", "duration_s": 1.0}],
}  # fmt: skip


class Desk:
    """A folder with a history of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, code: int = 0) -> str:
        """What ``starloom`` prints; a failure's line on standard error where ``code`` says that it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "app", *words], cwd=self.folder, capture_output=True, text=True, encoding="utf-8",
            timeout=240, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "300", "LC_ALL": "C.UTF-8",
                 "STARLOOM_DATA_DIR": str(self.folder / "data")},
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stderr if code else done.stdout

    def films(self) -> list[dict]:
        return [json.loads(line) for line in self.run("history", "--json").splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("历史 🌌"))
    assert "No film" in desk.run("history")
    (desk.folder / "story.starloom").write_text(json.dumps(STORY), encoding="utf-8")
    desk.run("film", "story.starloom", "--draft", "-o", "film.mp4")
    return desk


def test_a_film_goes_through_its_life(desk: Desk) -> None:
    (film,) = desk.films()
    place = desk.folder / "film.mp4"
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    assert (film["title"], film["state"], film["sha256"], film["found"]) == ("[red]星 one", "there", digest, str(place))
    assert film["frames"] == read_back(place).frames
    number = str(film["number"])
    assert "[red]星 one" in desk.run("history")
    assert digest in desk.run("history", number)
    assert json.loads(desk.run("history", "show", number, "--json"))["sha256"] == digest

    place.rename(desk.folder / "别处.mp4")
    assert desk.films()[0]["state"] == "moved"
    desk.run("history", "remake", number)
    assert [film["state"] for film in desk.films()] == ["there", "there"]
    assert read_back(place).frames == film["frames"]
    again, first = desk.films()
    assert again["settings"] == first["settings"]
    assert again["sha256"] == digest, "the same storyboard and settings give the same file"

    place.write_bytes(b"edited by hand")
    (desk.folder / "别处.mp4").unlink()
    assert [film["state"] for film in desk.films()] == ["changed", "changed"]
    assert "another film by now" in desk.run("history", "remake", number, code=2)
    assert place.read_bytes() == b"edited by hand"

    desk.run("history", "forget", str(again["number"]))
    assert len(desk.films()) == 1
    place.unlink()
    assert desk.films()[0]["state"] == "gone"
    assert "remake" in desk.run("history", "open", number, "--film", code=2)


def test_the_kept_storyboard_is_opened(desk: Desk) -> None:
    number = str(desk.films()[-1]["number"])
    desk.run("history", "open", number, "-o", "kept.starloom")
    kept = load(desk.folder / "kept.starloom")
    assert (kept.title, kept.canvas.width, [shot.id for shot in kept.shots]) == ("[red]星 one", 160, ["a", "b"])
    assert "exists already" in desk.run("history", "open", number, "-o", "kept.starloom", code=2)
    assert ".starloom" in desk.run("history", "open", number, "-o", "kept.json", code=2)


@pytest.mark.parametrize(
    ("words", "hint"),
    [(["99"], "no film 99"), (["remake", "99"], "no film 99"), (["forget"], "--all"), (["nothing"], "nothing"),
     (["remake", "1", "-o", "film.avi"], ".mp4")],
)  # fmt: skip
def test_wrong_words_are_one_clear_line(desk: Desk, words: list[str], hint: str) -> None:
    said = desk.run("history", *words, code=2)
    assert hint in said
    assert "Traceback" not in said
