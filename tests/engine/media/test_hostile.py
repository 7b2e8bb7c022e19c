"""Sixty and more hostile files: each ends in one clear sentence or in a harmless import, and touches nothing."""

from __future__ import annotations

import os
import resource
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import EngineError
from engine.media.errors import MediaError
from engine.media.importing import import_media
from engine.media.limited import ChildStopped, run_limited
from engine.media.limits import Limits
from engine.media.probing import probe
from engine.media.source import foreign_fault, name_fault
from engine.sound.music_file import MusicFileError, load_music
from engine.soundtrack import music_path
from tests.engine.media import hostile

CANARY = b"canary-7c1f-this-must-not-leave"
SLOWEST_S = 10.0
MOST_MEMORY = 2 * 2**30


class Trap:
    """A secret file that must never appear in what is made, and a door that must never be knocked at."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.secret = folder / "secret.txt"
        self.secret.write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n" + CANARY + b"\n")
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.setblocking(False)
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def check(self, folder: Path) -> None:
        """Nothing knocked, and the secret is in no file of a folder."""
        with pytest.raises(BlockingIOError):
            self._door.accept()
        for path in folder.rglob("*"):
            assert not path.is_file() or CANARY not in path.read_bytes(), f"{path} tells the secret"

    def close(self) -> None:
        """Give the door back."""
        self._door.close()


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    one = Trap(tmp_path / "private")
    yield one
    one.close()


def _outcome(path: Path | str, folder: Path) -> str:
    """"imported", or the sentence; fails when it is neither, or slow."""
    start = time.monotonic()
    before = {*folder.glob("*")}
    try:
        brought = import_media(path, folder)
        assert brought.path.parent == folder.resolve()
        outcome = "imported"
    except EngineError as error:
        outcome = str(error)
        assert isinstance(error, MediaError) and "\n" not in outcome and outcome.endswith("."), outcome
        assert CANARY.decode() not in outcome
        assert {*folder.glob("*")} <= before or not any(one.name.startswith(".") for one in folder.glob("*"))
    seconds = time.monotonic() - start
    assert seconds < SLOWEST_S, f"{path} took {seconds:.1f} s"
    print(f"{seconds:5.2f} s  {Path(path).name[:40]!r}: {outcome[:160]}")
    return outcome


def _each(files: Iterator[tuple[str, bytes]], tmp_path: Path, trap: Trap) -> dict[str, str]:
    given, media = tmp_path / "given", tmp_path / "media"
    given.mkdir()
    media.mkdir()
    outcomes = {}
    most = max(MOST_MEMORY, _memory_of_children())  # earlier tests had other children
    for name, content in files:
        (given / name).write_bytes(content)
        outcomes[name] = _outcome(given / name, media)
    trap.check(media)
    assert {path.name for path in tmp_path.iterdir()} <= {"given", "media", "private", "made"}
    assert _memory_of_children() <= most
    return outcomes


def _memory_of_children() -> int:
    """Bytes that the largest child process so far had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def test_playlists_open_nothing_else(tmp_path: Path, trap: Trap) -> None:
    outcomes = _each(hostile.playlists(trap.secret, trap.address), tmp_path, trap)
    assert {name for name, outcome in outcomes.items() if outcome == "imported"} == {"concat.txt"}
    assert "is a playlist" in outcomes["concat.mp4"] and "is a playlist" in outcomes["marked.mp4"]


def test_pictures_are_kept_small(tmp_path: Path, trap: Trap) -> None:
    outcomes = _each(hostile.pictures(), tmp_path, trap)
    assert "60 million pixels" in outcomes["50000.png"] and "60 million pixels" in outcomes["wide.gif"]
    assert outcomes["picture.mp4"] == "imported"  # the bytes say what it is, not the name
    assert "marked-up" in outcomes["drawing.svg"]


def test_films_that_lie_do_no_harm(tmp_path: Path, trap: Trap) -> None:
    (tmp_path / "made").mkdir()
    outcomes = _each(hostile.films(tmp_path / "made"), tmp_path, trap)
    assert outcomes["no index.mp4"] != "imported" and outcomes["no index.avi"] == "imported"


def test_sounds_that_lie_do_no_harm(tmp_path: Path, trap: Trap) -> None:
    outcomes = _each(hostile.sounds(), tmp_path, trap)
    assert "channels" in outcomes["many channels.wav"]


def test_texts_are_read_in_a_moment(tmp_path: Path, trap: Trap) -> None:
    outcomes = _each(hostile.texts(), tmp_path, trap)
    assert "no subtitles" in outcomes["drawing.ass"] and "too long" in outcomes["long row.srt"]
    assert all(b"\\p1" not in path.read_bytes() for path in (tmp_path / "media").glob("*.srt"))


def test_what_is_no_media_is_named(tmp_path: Path, trap: Trap) -> None:
    outcomes = _each(hostile.others(), tmp_path, trap)
    assert "imported" not in outcomes.values()
    assert "is a font: films use the letters that Starloom brings" in outcomes["letters.ttf"]
    assert "is an archive: unpack it" in outcomes["archive.mp4"]


def test_names_command_nothing(tmp_path: Path, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look hands the name itself to the child; what is brought in has a name of ours."""
    given = tmp_path / "given"
    given.mkdir()
    monkeypatch.chdir(given)
    tried = 0
    picture = next(content for name, content in hostile.pictures() if name == "picture.mp4")
    for name in hostile.NAMES:
        try:
            (given / name).write_bytes(picture)
        except OSError:
            continue  # this file system has no such names
        assert probe(given / name if name_fault(name) else name).kind == "image"
        tried += 1
    assert tried >= 8 and len([*given.iterdir()]) == tried
    trap.check(given)


@pytest.mark.skipif(os.name != "posix", reason="nodes of POSIX")
def test_devices_pipes_folders_and_links_are_not_read(tmp_path: Path, trap: Trap) -> None:
    given, media = tmp_path / "given", tmp_path / "media"
    (given / "folder.mp4").mkdir(parents=True)
    os.mkfifo(given / "pipe.mp4")
    for name, target in {
        "zero.mp4": "/dev/zero", "host.mp4": "/etc/hostname", "host.txt": "/etc/hostname",
        "to pipe.mp3": "pipe.mp4", "nowhere.png": "missing", "ring.png": "ring.png", "secret.mp4": str(trap.secret),
        "secret.txt": str(trap.secret), "terminal.wav": "/dev/tty", "memory.mp4": "/proc/self/mem",
    }.items():  # fmt: skip
        (given / name).symlink_to(target)
    places = [*sorted(given.iterdir()), "/dev/zero", "/dev/stdin", "/dev/tcp/127.0.0.1/80", "/proc/kmsg"]
    for path in places:
        assert _outcome(path, media) != "imported"
        with pytest.raises(MusicFileError):
            load_music(path, 48_000)
    trap.check(tmp_path / "media")


@pytest.mark.parametrize(
    "name",
    ["//server/share/a.mp4", "\\\\server\\share\\a.mp4", "\\\\.\\PhysicalDrive0", "\\\\?\\C:\\a.mp4", "http://a.b/c.mp4",
     "concat:a|b", "file:///etc/hostname", "pipe:0", "a\0b.mp4", "smb://a/b.wav", "data:audio/wav;base64,AAAA"],
)  # fmt: skip
def test_shares_devices_and_addresses_are_not_even_asked_for(name: str, tmp_path: Path) -> None:
    assert _outcome(name, tmp_path) != "imported"
    assert foreign_fault(name)
    with pytest.raises(MusicFileError):
        music_path(name, tmp_path)


def test_the_child_itself_opens_no_playlist_and_no_address(tmp_path: Path, trap: Trap) -> None:
    """The second wall: even without the look at the first bytes."""
    files = dict(hostile.playlists(trap.secret, trap.address))
    demuxers = {"concat": "concat.mp4", "hls": "far hls.mp4", "dash": "dash.mp4", "sdp": "session.mp4"}
    for demuxer, name in demuxers.items():
        (tmp_path / name).write_bytes(files[name])
        for forced in (demuxer, "mov"):
            answer = run_limited(Limits(6, MOST_MEMORY, 2**20, 8), "streams", str(tmp_path / name), forced)
            assert '"error"' in answer
    trap.check(tmp_path / "media")


@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
def test_the_limits_hold(tmp_path: Path) -> None:
    programs = {
        "time": ("while True: pass", Limits(1, MOST_MEMORY, 2**20, 8)),
        "memory": ("a = bytearray(900_000_000); print(len(a))", Limits(5, 600_000_000, 2**20, 8)),
        "file": (f"open({str(tmp_path / 'large')!r}, 'wb').write(bytes(9_000_000))", Limits(5, MOST_MEMORY, 2**20, 8)),
        "clock": ("import time; time.sleep(60)", Limits(5, MOST_MEMORY, 2**20, 1)),
        "talk": ("while True: print('x' * 10_000)", Limits(1, MOST_MEMORY, 2**20, 8)),
    }
    for program, limits in programs.values():
        start = time.monotonic()
        with pytest.raises(ChildStopped):
            run_limited(limits, "run", sys.executable, "-c", program)
        assert time.monotonic() - start < SLOWEST_S
    assert (tmp_path / "large").stat().st_size <= 2**20
