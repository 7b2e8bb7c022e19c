"""Programs killed while they save or hold unsaved edits, and disks that fill up: nothing is lost, nothing is half.

The full counts are behind the marker ``soak``; a twentieth of them runs always.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.document import OpenDocument
from app.recovery import left_behind
from storyboard.backups import backups_of
from storyboard.bundle import pack, unpack
from storyboard.errors import StoryboardError
from storyboard.file import content_of, dumps, load, save
from storyboard.journal import read_journal
from storyboard.media import import_media
from storyboard.model import Music, Shot, Storyboard

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forks of this program")

SHOTS = tuple(Shot(id=f"s{number}", text="夜" * 60, line="星" * 20) for number in range(900))
LARGE = Storyboard(title="0", shots=SHOTS)
SMALL = Storyboard(title="0", shots=SHOTS[:200])


def _titled(board: Storyboard, number: int) -> Storyboard:
    return board.model_copy(update={"title": str(number)})


class Child:
    """A fork of this program that does some work and acknowledges it line by line."""

    def __init__(self, work: Callable[[Callable[[object], None]], None]) -> None:
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(reading)

            def acknowledge(word: object) -> None:
                os.write(writing, f"{word}\n".encode())

            try:
                work(acknowledge)
            except BaseException as error:  # noqa: BLE001 - a fork must never come back into the tests
                os.write(writing, f"{type(error).__name__}: {error}\n".encode())
            finally:
                os._exit(0)
        os.close(writing)
        self._lines = os.fdopen(reading, encoding="utf-8")

    def next_word(self) -> str:
        """Wait for the next acknowledgement."""
        return self._lines.readline().strip()

    def killed(self) -> list[str]:
        """Kill it; what it had acknowledged until then."""
        os.kill(self._pid, signal.SIGKILL)
        return self.ended()

    def ended(self) -> list[str]:
        """What it acknowledged until it ended."""
        words = self._lines.read().splitlines()
        self._lines.close()
        os.waitpid(self._pid, 0)
        return words


def _saving(path: Path, write: Callable[[Storyboard, Path], object], start: int) -> Callable[..., None]:
    def work(acknowledge: Callable[[object], None]) -> None:
        acknowledge("ready")
        for number in range(start, start + 10_000):
            write(_titled(SMALL, number), path)
            acknowledge(number)

    return work


def _kill_while_saving(path: Path, write: Callable[[Storyboard, Path], object], start: int, draw: random.Random) -> int:
    """The last save that was acknowledged before the kill."""
    child = Child(_saving(path, write, start))
    assert child.next_word() == "ready"
    time.sleep(draw.uniform(0.01, 0.12))
    return max((int(word) for word in child.killed()), default=start - 1)


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("kills", [50, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_program_killed_while_saving_leaves_a_whole_file(tmp_path: Path, kills: int) -> None:
    path, draw = tmp_path / "七夕 🌌.starloom", random.Random(kills)
    save(SMALL, path)
    last = 0
    for _ in range(kills):
        acknowledged = _kill_while_saving(path, save, last + 1, draw)
        last = int(load(path).title)
        assert last >= acknowledged
    broken_off = len(list(tmp_path.glob(".*.part")))
    print(f"\nkilled {kills} times among {last} saves, {broken_off} of them half written: no file lost or spoilt")
    assert last > 0
    assert broken_off > 0
    assert all(load(backup.path) for backup in backups_of(path))
    assert len(backups_of(path)) <= 12, "the last ten, the first, and one of a save that was broken off"
    assert [name.name for name in tmp_path.iterdir() if not name.name.startswith(".")] == [path.name]


def _naive(board: Storyboard, path: Path) -> None:
    with path.open("w", encoding="utf-8") as stream:
        json.dump(content_of(board), stream, ensure_ascii=False, indent=2)


@pytest.mark.timeout(1000)
@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.soak)])
def test_a_plain_writer_fails_under_the_same_kills(tmp_path: Path, kills: int) -> None:
    path, draw = tmp_path / "x.starloom", random.Random(kills)
    spoilt = 0
    for _ in range(kills):
        save(SMALL, path)
        _kill_while_saving(path, _naive, 1, draw)
        try:
            load(path)
        except StoryboardError:
            spoilt += 1
    print(f"\nplain writer: {spoilt} of {kills} files spoilt")
    assert spoilt > kills / 5


def _editing(path: Path, folder: Path) -> Callable[..., None]:
    def work(acknowledge: Callable[[object], None]) -> None:
        document = OpenDocument(path, folder=folder)
        for number in range(1, 10_000):  # "0" is what the file holds: a journal of it is let go as saved
            document.edit(_titled(SMALL, number))
            acknowledge(time.monotonic())
            while number == 1 and not list(folder.glob("*.journal")):
                time.sleep(0.005)
            time.sleep(0.1)

    return work


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("kills", [12, pytest.param(1000, marks=pytest.mark.soak)])
def test_a_program_killed_with_unsaved_edits_loses_less_than_five_seconds(tmp_path: Path, kills: int) -> None:
    path, folder, draw = tmp_path / "x.starloom", tmp_path / "journals", random.Random(kills)
    save(SMALL, path)
    before = path.read_bytes()
    worst = 0.0
    for _ in range(kills):
        child = Child(_editing(path, folder))
        times = [float(child.next_word()), float(child.next_word())]
        time.sleep(draw.uniform(0.0, 0.4))
        killed = time.monotonic()
        times += [float(word) for word in child.killed()]
        (unsaved,) = left_behind(folder).unsaved
        newest = int(unsaved.storyboard.title)
        lost = killed - times[newest] if newest < len(times) else 0.0
        worst = max(worst, lost)
        assert lost <= 5
        unsaved.journal.unlink()
    print(f"\nkilled {kills} times, every time recovered, at most {worst:.3f} s lost")
    assert path.read_bytes() == before


class FullDisk:
    """Work under a limit on the size of files, as on a disk with that much room; links may be missing, too."""

    def __init__(self, work: Callable[[], object], *, links: bool = True) -> None:
        self._work, self._links = work, links

    def __call__(self, limit: int) -> str:
        """What the person is told; "done" where there was enough room."""

        def work(acknowledge: Callable[[object], None]) -> None:
            import resource

            if not self._links:
                os.link = _no_links
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                self._work()
                acknowledge("done")
            except StoryboardError as error:
                acknowledge(error)

        return "\n".join(Child(work).ended())


def _no_links(*names: object, **options: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def _journal(folder: Path) -> None:
    """An edit of an open document; raises what the person is told where it cannot be journalled."""
    told: list[str] = []
    document = OpenDocument(None, trouble=told.append, folder=folder)
    document.edit(_titled(LARGE, 1))
    end = time.monotonic() + 20
    while not told and not any(folder.glob("*.journal")) and time.monotonic() < end:
        time.sleep(0.002)
    if told:
        raise StoryboardError(told[0])


WRITERS = ["save", "save with copies", "save as new", "journal", "import", "pack", "unpack"]


@pytest.mark.timeout(1000)
@pytest.mark.parametrize("budgets", [4, pytest.param(64, marks=pytest.mark.soak)])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_full_disk_loses_nothing_and_is_told(tmp_path: Path, writer: str, budgets: int) -> None:
    home = tmp_path / "家"
    home.mkdir()
    path, medium = home / "x.starloom", home / "a.wav"
    medium.write_bytes(random.Random(1).randbytes(300_000))
    board = save(_titled(LARGE, 0).model_copy(update={"music": Music(file="a.wav")}), path)
    save(board, path)
    packed = tmp_path / "x.starpack"
    pack(path, packed)
    size = len(dumps(board).encode())
    act: dict[str, FullDisk] = {
        "save": FullDisk(lambda: save(_titled(board, 1), path)),
        "save with copies": FullDisk(lambda: save(_titled(board, 1), path), links=False),
        "save as new": FullDisk(lambda: save(board, home / "copy.starloom")),
        "journal": FullDisk(lambda: _journal(tmp_path / "journals")),
        "import": FullDisk(lambda: import_media(medium, path)),
        "pack": FullDisk(lambda: pack(path, home / "new.starpack")),
        "unpack": FullDisk(lambda: unpack(packed, home / "out")),
    }
    before = _contents(home)
    draw = random.Random(budgets)
    for limit in [0, *(draw.randrange(size) for _ in range(budgets - 1))]:
        limit = min(limit, 200_000)  # below the smallest of what is written
        told = act[writer](limit)
        assert "free some space" in told, told
        assert "File too large" in told
        after = _contents(home)
        assert {name: after[name] for name in before} == before
        new = set(after) - set(before)
        assert all(name.startswith(".x.backups") and after[name] == before["x.starloom"] for name in new)
    assert act[writer](2**40) == "done"


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.soak
def test_a_small_disk_that_fills_up_keeps_everything(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False,
                                       capture_output=True).returncode:  # fmt: skip
        pytest.skip("no disk can be mounted here")
    try:
        path = disk / "x.starloom"
        saved, refused = 0, 0
        for number in range(40):
            try:
                save(_titled(LARGE, number), path)
                saved = number
            except StoryboardError as error:
                assert "free some space" in str(error)
                refused += 1
            assert load(path).title == str(saved)
            assert all(load(backup.path) for backup in backups_of(path))
        assert refused > 0
        folder = disk / "journals"
        told: list[str] = []
        document = OpenDocument(path, trouble=told.append, folder=folder)
        document.edit(_titled(LARGE, 99))
        end = time.monotonic() + 20
        while not told and not any(read_journal(journal) for journal in folder.glob("*.journal")):
            assert time.monotonic() < end
            time.sleep(0.01)
        assert not told or "free some space" in told[0]
        document.closed()
        assert load(path).title == str(saved)
    finally:
        subprocess.run(["umount", disk], check=False)
