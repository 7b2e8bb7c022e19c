"""``starloom backups``, ``recover``, ``relink``, ``pack`` and ``unpack`` as a person or a script meets them."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import cli
from storyboard.errors import StoryboardError
from storyboard.file import load, save
from storyboard.journal import Journal, Owner
from storyboard.model import Music, Shot, Storyboard

BOARD = Storyboard(title="first", shots=(Shot(id="a"),))


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)


def _run(*words: str) -> str:
    """What a command that does its work prints."""
    done = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def _facts(*words: str) -> list[dict]:
    return [json.loads(line) for line in _run(*words, "--json").splitlines()]


def _refused(*words: str) -> str:
    """The one sentence of a command that does not."""
    with pytest.raises(StoryboardError) as caught:
        CliRunner().invoke(cli, words, catch_exceptions=False)
    return str(caught.value)


def test_backups_are_listed_and_restored(tmp_path: Path) -> None:
    path = tmp_path / "七夕 🌌.starloom"
    for title in ("first", "second", "third"):
        save(BOARD.model_copy(update={"title": title}), path)
    assert [fact["number"] for fact in _facts("backups", path.name)] == [1, 2]
    assert "KB" in _run("backups", path.name)
    _run("backups", path.name, "--restore", "1", "-o", "copy.starloom")
    assert (load(tmp_path / "copy.starloom").title, load(path).title) == ("second", "third")
    _run("backups", path.name, "--restore", "2")
    assert load(path).title == "first"
    assert len(_facts("backups", path.name)) == 3
    assert "no earlier version 9" in _refused("backups", path.name, "--restore", "9")
    assert "exists already" in _refused("backups", path.name, "--restore", "1", "-o", "copy.starloom")
    assert "no earlier versions" in _run("backups", "copy.starloom")


def test_unsaved_edits_are_listed_and_saved(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True,
                          check=True)  # fmt: skip
    for name in ("a", "b"):
        save(BOARD, tmp_path / f"{name}.starloom")
        journal = Journal(tmp_path / "data" / "journals" / f"{name}.journal",
                          Owner(platform.node(), int(gone.stdout), 1.0), tmp_path / f"{name}.starloom")  # fmt: skip
        journal.append(BOARD.model_copy(update={"title": f"unsaved {name}"}), datetime.now(UTC))
        journal.close()
    assert [fact["title"] for fact in _facts("recover")] == ["unsaved b", "unsaved a"]
    assert "unsaved a" in _run("recover")
    _run("recover", "1", "--discard")
    assert _run("recover", "--all").strip() == str(tmp_path / "a.recovered.starloom")
    assert load(tmp_path / "a.recovered.starloom").title == "unsaved a"
    assert "Nothing was left" in _run("recover")
    assert "no unsaved storyboard 3" in _refused("recover", "3")


def test_files_are_found_again_collected_packed_and_unpacked(tmp_path: Path) -> None:
    moved = tmp_path / "moved 🎵"
    moved.mkdir()
    path = tmp_path / "七夕.starloom"
    (tmp_path / "a.wav").write_bytes(b"music")
    save(BOARD.model_copy(update={"music": Music(file="a.wav")}), path)
    assert "all its files are there" in _run("relink", path.name)
    (tmp_path / "a.wav").rename(moved / "b.wav")
    missing = CliRunner().invoke(cli, ["relink", path.name])
    assert (missing.exit_code, "missing a.wav" in missing.stdout) == (2, True)
    checked = CliRunner().invoke(cli, ["check", path.name])
    assert checked.exit_code == 2
    assert "starloom relink" in _refused("pack", path.name)
    assert "found a.wav" in _run("relink", path.name, str(moved), "--collect")
    assert str(load(path).music.file).startswith("七夕.media/")
    _run("pack", path.name)
    assert "exists already" in _refused("pack", path.name)
    _run("unpack", "七夕.starpack", "-o", "out")
    board = load(tmp_path / "out" / "out.starloom")
    assert (tmp_path / "out" / str(board.music.file)).read_bytes() == b"music"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["backups", "x.starloom", "--restore", "1"], "no earlier version"),
        (["backups", "none.starloom"], "no file"),
        (["relink", "none.starloom"], "no file"),
        (["relink", "x.starloom", "none"], "no folder"),
        (["pack", "x.starloom", "-o", "x.zip"], ".starpack"),
        (["unpack", "x.starloom"], "no bundle"),
        (["unpack", "none.starpack"], "no file"),
    ],
)
def test_what_cannot_be_done_is_one_clear_sentence(tmp_path: Path, words: list[str], says: str) -> None:
    save(BOARD, tmp_path / "x.starloom")
    assert says in _refused(*words)
