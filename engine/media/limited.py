"""Running the limited child: waited for, watched, ended with all that it started."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path

import psutil

from engine.cancelling import cancelled
from engine.media.limits import Limits

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE")
_GLANCE_S = 0.05
_ANSWER = 64 * 1024


class ChildStopped(Exception):
    """The child failed, was too slow or wanted too much; ``str()`` is a few words about it."""


def check_room(words: str) -> None:
    """Find in what a child said whether the disk was full: then the person's file is not at fault.

    Raises:
        OSError: it was.
    """
    if "No space left" in words:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def run_limited(limits: Limits, work: str, *arguments: str, cancel: threading.Event | None = None) -> str:
    """Do one piece of work of ``engine.media.child`` in a process of its own and return the last that it said.

    It inherits no secrets of the environment, no open files and no input.

    Raises:
        ChildStopped: it ended with an error or was ended because it exceeded its limits.
        OSError: the disk is full.
        Cancelled: ``cancel`` was set; nothing of the child still runs.
    """
    numbers = (str(limits.cpu_s), str(limits.memory), str(limits.file_size))
    command = [sys.executable, "-P", "-X", "utf8", "-m", "engine.media.child", *numbers, work, *arguments]
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=_environment(),
        start_new_session=os.name == "posix",
    )  # fmt: skip
    said: deque[bytes] = deque(maxlen=_ANSWER // 4096)
    listener = threading.Thread(target=_listen, args=(child, said), daemon=True)
    listener.start()
    try:
        _wait(child, limits, cancel)
    finally:
        end(child)
        listener.join(5)
    words = b"".join(said).decode("utf-8", "replace")
    if child.returncode:
        check_room(words)
        raise ChildStopped("it is damaged, or it asks for too much")
    return words


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "2"}


def _listen(child: subprocess.Popen[bytes], said: deque[bytes]) -> None:
    """Empty the pipe as long as there is something: a child that talks without end must not fill the memory."""
    assert child.stdout is not None
    with child.stdout as pipe:
        while block := os.read(pipe.fileno(), 4096):
            said.append(block)


def _wait(child: subprocess.Popen[bytes], limits: Limits, cancel: threading.Event | None) -> None:
    latest = time.monotonic() + limits.wall_s
    while True:
        if cancel is not None and cancel.is_set():
            raise cancelled()
        try:
            child.wait(_GLANCE_S)
            return
        except subprocess.TimeoutExpired:
            pass
        if time.monotonic() > latest:
            raise ChildStopped(f"it was not done after {limits.wall_s:.0f} seconds")
        if _resident(child.pid) > limits.memory:
            raise ChildStopped("it asks for too much memory")


def _resident(pid: int) -> int:
    """Bytes in memory of a process and its children; 0 when it has just ended."""
    try:
        process = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child and what it started; nothing happens when it has ended."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        with contextlib.suppress(psutil.Error):
            for one in psutil.Process(child.pid).children(recursive=True):
                one.kill()
        child.kill()
    child.wait()
