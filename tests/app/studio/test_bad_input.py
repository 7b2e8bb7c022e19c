"""What people and disks do to a studio, through its window: one calm sentence, and the storyboard as it was."""

from __future__ import annotations

import json
import logging
import resource
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.studio.studio import Studio
from storyboard.file import dumps, save
from storyboard.model import FigureCue, Narration, Scene, Storyboard
from tests.app.studio.queue.desk import small_board
from ui import mime
from ui.ports.jobs import UNFINISHED

LONG_MS = 60_000


@pytest.fixture(scope="module")
def studio(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    folder = tmp_path_factory.mktemp("studio")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "FILMS"):
            patch.setenv(f"STARLOOM_{name}_DIR", str(folder / name))
        patch.setenv("XDG_STATE_HOME", str(folder))
        made = Studio()
        made.show()
        yield made
        made.window.hide()
        made.close()
        assert list(folder.rglob("crash.log")) == []


@pytest.fixture
def opened(studio: Studio, tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> Iterator[Studio]:
    """The studio with a small storyboard; in the end no trace is in its log and nothing modal is open."""
    show(studio, small_board(), tmp_path / "board.starloom", qtbot)
    caplog.clear()
    yield studio
    assert QApplication.activeModalWidget() is None
    assert [told.getMessage() for told in caplog.records if told.levelno >= logging.ERROR or told.exc_info] == []
    studio.window.messages.hide()


def show(studio: Studio, board: Storyboard, path: Path, qtbot: QtBot) -> None:
    """Open a storyboard in the window."""
    save(board, path)
    studio.open(path)
    qtbot.waitUntil(lambda: studio.document.path == path, timeout=LONG_MS)
    studio.window.messages.hide()


def drop(studio: Studio, *paths: Path) -> None:
    """Drop files onto the timeline, as the desktop does it."""
    target = studio.window.workspace.timeline.view.viewport()
    data, place = mime.files_data(paths), QPoint(target.width() // 2, target.height() // 3)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, QDragEnterEvent(place, *how))
    QApplication.sendEvent(target, QDropEvent(QPointF(place), *how))


def told(studio: Studio, qtbot: QtBot) -> str:
    """What the message bar says, when it says something."""
    qtbot.waitUntil(lambda: bool(studio.window.messages.text), timeout=LONG_MS)
    return studio.window.messages.text


def huge_picture(path: Path) -> None:
    """A real PNG of 50,000 by 50,000 black and white pixels."""
    side, pack = 50_000, zlib.compressobj(1)
    row = bytes(1 + side // 8)
    parts = b"".join(pack.compress(row * 500) for _ in range(side // 500)) + pack.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in (
        (b"IHDR", head), (b"IDAT", parts), (b"IEND", b""))))  # fmt: skip


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def truncated_film(path: Path) -> None:
    """The first half of a film."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=12)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for number in range(24):
            picture = np.full((64, 64, 3), number * 10, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
        file.mux(stream.encode())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


BAD_FILES = {
    "no film.mp4": lambda path: path.write_text("Once upon a time", encoding="utf-8"),
    "huge.png": huge_picture,
    "cut off.mp4": truncated_film,
    "empty.png": lambda path: path.write_bytes(b""),
    "thing.exe": lambda path: path.write_bytes(b"MZ"),
    "old.starloom": lambda path: path.write_text("{", encoding="utf-8"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_told_and_changes_nothing(opened: Studio, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    path = tmp_path / "away" / name
    path.parent.mkdir()
    BAD_FILES[name](path)
    before = opened.document.storyboard
    drop(opened, path)
    assert name in told(opened, qtbot) and told(opened, qtbot).rstrip()[-1] in ".。"
    assert opened.document.storyboard == before and opened.document.undo_stack.count() == 0


def test_a_storyboard_of_a_newer_version_is_not_opened(opened: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    newer = tmp_path / "newer.starloom"
    newer.write_text(json.dumps({**json.loads(dumps(small_board())), "version": 99}), encoding="utf-8")
    before, path = opened.document.storyboard, opened.document.path
    opened.open(newer)
    assert "newer" in told(opened, qtbot)
    assert opened.document.storyboard == before and opened.document.path == path


@pytest.mark.qt_log_level_fail("CRITICAL")  # the sound library tells what this machine lacks
def test_a_voice_that_is_not_there_is_told(opened: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    shots = (small_board().shots[0].model_copy(update={"line": "The star.", "language": "en"}),)
    board = small_board(shots=shots, narration=Narration(voice="nobody at all"), language="en")
    show(opened, board, tmp_path / "spoken.starloom", qtbot)
    opened.window.transport.play()
    assert "nobody at all" in told(opened, qtbot)
    opened.window.transport.pause()
    assert opened.document.storyboard.shots == board.shots


def test_a_full_disk_is_told_and_the_edit_kept(opened: Studio, qtbot: QtBot) -> None:
    document = opened.document
    path = document.path
    assert path is not None
    kept = path.read_bytes()
    long = "星" * 200_000
    document.edit("Line", lambda board: board.model_copy(update={"title": long}))
    troubles: list[str] = []
    opened.shelf.trouble.connect(troubles.append)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    try:
        opened.window.commands.save()
        # a journal or a picture that cannot be kept just now may be told as well, before or after
        qtbot.waitUntil(lambda: any(str(path.parent) in words for words in troubles), timeout=LONG_MS)
        assert told(opened, qtbot)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        opened.shelf.trouble.disconnect(troubles.append)
    assert path.read_bytes() == kept and document.storyboard.title == long
    opened.window.messages.hide()
    opened.window.commands.save()
    qtbot.waitUntil(lambda: not opened.shelf.unsaved(), timeout=LONG_MS)
    document.edit("Title", lambda board: board.model_copy(update={"title": ""}))


def test_what_the_engine_cannot_paint_is_told(opened: Studio, qtbot: QtBot, tmp_path: Path) -> None:
    scene = Scene(figures=(FigureCue(name="nobody"),))
    board = small_board(shots=tuple(shot.model_copy(update={"scene": scene}) for shot in small_board().shots))
    show(opened, board, tmp_path / "figure.starloom", qtbot)
    opened.window.commands.make_all_takes()
    qtbot.waitUntil(
        lambda: bool(rows := opened.jobs.state().rows) and all(row.state not in UNFINISHED for row in rows),
        timeout=LONG_MS,
    )
    assert {row.state for row in opened.jobs.state().rows} == {"failed"}
    assert all("nobody" in row.reason for row in opened.jobs.state().rows)
    QTest.qWait(300)
    assert opened.document.storyboard.shots == board.shots
