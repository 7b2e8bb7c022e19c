"""The open document, and what is recovered of it after a crash: real processes, really killed."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.document import OpenDocument, this_program
from app.recovery import discard, left_behind, save_recovered
from storyboard.errors import StoryboardError
from storyboard.file import load, save
from storyboard.journal import Journal, Owner, read_journal
from storyboard.model import Music, Shot, Storyboard

ROOT = Path(__file__).resolve().parents[2]
BOARD = Storyboard(title="0", shots=(Shot(id="a"),))

WORK = """
import sys, time
from pathlib import Path
from app.document import OpenDocument
from storyboard.file import load
path, folder, ending = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
board = load(path)
document = OpenDocument(path, folder=folder)
for number in range(1, 6):
    document.edit(board := board.model_copy(update={"title": f"edit {number}"}))
    time.sleep(0.1)
if ending == "closed":
    document.closed()
print("ready", flush=True)
time.sleep(60 if ending == "killed" else 0)
"""


def _work(path: Path, folder: Path, ending: str) -> subprocess.Popen[str]:
    """Another program that has edited the storyboard five times."""
    program = subprocess.Popen([sys.executable, "-c", WORK, path, folder, ending], cwd=ROOT, text=True,
                               stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def _until(condition: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def _titles(folder: Path) -> set[str]:
    return {read_journal(path).storyboard.title for path in folder.glob("*.journal")}


def _stopped_owner() -> Owner:
    """A program of this machine that has ended."""
    program = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True,
                             check=True)  # fmt: skip
    return Owner(platform.node(), int(program.stdout), time.time() - 1)


def _left(
    folder: Path, document: Path | None, board: Storyboard, owner: Owner | None = None, at: datetime | None = None
) -> None:
    journal = Journal(folder / f"{len(list(folder.glob('*')))}.journal", owner or _stopped_owner(), document)
    journal.append(board, at or datetime.now(UTC))


def test_a_killed_program_leaves_its_edits_to_be_saved_beside_the_file(tmp_path: Path) -> None:
    path, folder = tmp_path / "七夕 🌌.starloom", tmp_path / "journals"
    save(BOARD, path)
    program = _work(path, folder, "killed")
    try:
        assert left_behind(folder).unsaved == (), "it still runs"
    finally:
        program.kill()
        program.wait()
    (unsaved,) = left_behind(folder).unsaved
    assert (unsaved.document, unsaved.storyboard.title) == (path, "edit 5")
    recovered = save_recovered(unsaved)
    assert recovered == tmp_path / "七夕 🌌.recovered.starloom"
    assert load(recovered).title == "edit 5"
    assert load(path) == BOARD, "recovery never writes into the file itself"
    assert left_behind(folder).unsaved == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("ending", "left"), [("closed", 0), ("ended without closing", 1)])
def test_only_a_clean_close_leaves_nothing(tmp_path: Path, ending: str, left: int) -> None:
    path, folder = tmp_path / "x.starloom", tmp_path / "journals"
    save(BOARD, path)
    program = _work(path, folder, ending)
    assert program.wait(timeout=20) == 0
    assert len(left_behind(folder).unsaved) == left


def test_a_save_ends_the_journal_and_later_edits_begin_another(tmp_path: Path) -> None:
    path, folder = tmp_path / "x.starloom", tmp_path / "journals"
    document = OpenDocument(None, folder=folder)
    first, second = (BOARD.model_copy(update={"title": title}) for title in ("first", "second"))
    document.edit(first)
    _until(lambda: _titles(folder) == {"first"})
    assert read_journal(next(folder.iterdir())).document is None
    save(first, path)
    document.saved(first, path)
    assert list(folder.iterdir()) == []
    document.edit(second)
    _until(lambda: _titles(folder) == {"second"})
    assert read_journal(next(folder.iterdir())).document == path
    document.closed()
    assert list(folder.iterdir()) == []


def test_edits_made_during_a_save_stay_in_the_journal(tmp_path: Path) -> None:
    path, folder = tmp_path / "x.starloom", tmp_path / "journals"
    document = OpenDocument(path, folder=folder)
    saved, newer = (BOARD.model_copy(update={"title": title}) for title in ("saved", "newer"))
    document.edit(saved)
    save(saved, path)
    document.edit(newer)
    document.saved(saved, path)
    _until(lambda: _titles(folder) == {"newer"})
    document.closed()


def test_edits_never_wait_for_the_disk_and_the_newest_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "journals"
    board = Storyboard(shots=tuple(Shot(id=f"s{number}", text="x" * 300) for number in range(1000)))
    document = OpenDocument(None, folder=folder)
    slowest = 0.0
    for number in range(300):
        board = board.model_copy(update={"title": f"edit {number}"})
        begin = time.perf_counter()
        document.edit(board)
        slowest = max(slowest, time.perf_counter() - begin)
    _until(lambda: _titles(folder) == {"edit 299"})
    assert slowest < 0.5, "an edit hands the storyboard over and returns"
    document.closed()


def test_trouble_is_told_once_and_the_edit_is_kept_when_it_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.document.AGAIN_S", 0.05)
    folder = tmp_path / "journals"
    folder.write_text("a file stands where the folder should be")
    told: list[str] = []
    heard = threading.Event()

    def hear(message: str) -> None:
        told.append(message)
        heard.set()

    document = OpenDocument(None, trouble=hear, folder=folder)
    document.edit(BOARD)
    assert heard.wait(10)
    time.sleep(0.3)
    assert len(told) == 1
    assert "save the storyboard" in told[0]
    folder.unlink()
    _until(lambda: _titles(folder) == {"0"})
    document.closed()


def test_journals_that_are_still_written_are_not_offered(tmp_path: Path) -> None:
    elsewhere = Owner("another machine", 1, 1.0)
    _left(tmp_path, None, BOARD, this_program())
    _left(tmp_path, None, BOARD, elsewhere)
    _left(tmp_path, None, BOARD, Owner(platform.node(), os.getpid(), 1.0))
    _left(tmp_path, None, BOARD, elsewhere, datetime.now(UTC) - timedelta(hours=1))
    offered = [unsaved.owner for unsaved in left_behind(tmp_path).unsaved]
    assert offered == [Owner(platform.node(), os.getpid(), 1.0), elsewhere], "a later process of one number is another"


def test_what_was_saved_after_all_is_not_offered(tmp_path: Path) -> None:
    path, journals = tmp_path / "x.starloom", tmp_path / "journals"
    (tmp_path / "a.wav").write_bytes(b"music")
    board = BOARD.model_copy(update={"music": Music(file="a.wav")})
    save(board, path)
    _left(journals, path, board)
    _left(journals, path, board.model_copy(update={"title": "unsaved"}))
    assert [unsaved.storyboard.title for unsaved in left_behind(journals).unsaved] == ["unsaved"]
    assert len(list(journals.iterdir())) == 1


def test_a_journal_that_cannot_be_read_is_named_and_left(tmp_path: Path) -> None:
    (tmp_path / "bad.journal").write_bytes(b"\x00" * 100)
    left = left_behind(tmp_path)
    assert left.unsaved == ()
    assert "bad.journal" in left.unreadable[0]
    assert (tmp_path / "bad.journal").exists()
    assert left_behind(tmp_path / "none").unsaved == ()


def test_nothing_is_overwritten_and_music_is_still_found(tmp_path: Path) -> None:
    home, other, journals = tmp_path / "home", tmp_path / "other", tmp_path / "journals"
    for folder in (home, other):
        folder.mkdir()
    (home / "a.wav").write_bytes(b"music")
    board = BOARD.model_copy(update={"music": Music(file="a.wav")})
    targets = []
    for folder in (None, None, other):
        _left(journals, home / "x.starloom", board)
        targets.append(save_recovered(left_behind(journals).unsaved[0], folder))
    assert [path.name for path in targets] == [
        "x.recovered.starloom", "x.recovered-2.starloom", "x.recovered.starloom",
    ]  # fmt: skip
    assert load(targets[0]).music.file == "a.wav"
    assert load(targets[2]).music.file == str(home / "a.wav")
    assert load(targets[2]).media[0].size == 5


def test_a_recovered_storyboard_that_cannot_be_saved_keeps_its_journal(tmp_path: Path) -> None:
    _left(tmp_path, tmp_path / "gone" / "x.starloom", BOARD)
    (unsaved,) = left_behind(tmp_path).unsaved
    with pytest.raises(StoryboardError, match="cannot be written"):
        save_recovered(unsaved)
    assert left_behind(tmp_path).unsaved == (unsaved,)
    discard(unsaved)
    assert left_behind(tmp_path).unsaved == ()
