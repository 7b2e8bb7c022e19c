"""The client of the voice's child process: starts it, waits for it, kills it, starts it again. Thread-safe."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from engine.errors import Cancelled
from engine.sound.narrator.errors import NarrationError

CHILD = Path(__file__).with_name("voice_child.py")
START_TIMEOUT_S = 30.0
POSIX = os.name == "posix"


class VoiceStopped(NarrationError):
    """The child died or did not answer in time; asking again may help."""


class VoiceProcess:
    """One request at a time; a crash or a hang costs one request and a restart of about 0.15 s."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str | None] = queue.Queue()
        self._cancelled = 0
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the child while it runs."""
        process = self._process
        return process.pid if process and process.poll() is None else None

    def ticket(self) -> int:
        """To be taken before a piece of work; `ask` raises Cancelled when `cancel` came after it."""
        return self._cancelled

    def ask(self, request: dict[str, Any], timeout_s: float, ticket: int) -> Any:
        """Send a request, return the answer's value.

        Raises:
            VoiceStopped: the child died or was too slow; it has been killed and starts again at the next request.
            NarrationError: the child answered with an error.
            Cancelled: `cancel` was called after the ticket was taken.
        """
        with self._turn:
            self._check(ticket)
            process = self._running()
            try:
                assert process.stdin is not None
                process.stdin.write(json.dumps(request) + "\n")
                process.stdin.flush()
                answer = self._next_answer(timeout_s)
            except (OSError, VoiceStopped) as error:
                self._kill()
                self._check(ticket)
                raise VoiceStopped(f"The voice stopped: {error}.") from error
            self._check(ticket)
        if "error" in answer:
            raise (VoiceStopped if answer.get("crashed") else NarrationError)(answer["error"])
        return answer["ok"]

    def cancel(self) -> None:
        """End the request in progress and all that wait: espeak cannot be stopped in mid-sentence, a process can."""
        self._cancelled += 1
        self._kill()

    def close(self) -> None:
        """Cancel everything and end the child for good."""
        self._closed = True
        self.cancel()

    def _check(self, ticket: int) -> None:
        if ticket != self._cancelled:
            raise Cancelled("The narration was cancelled.")
        if self._closed:
            raise NarrationError("The narrator is closed: open a new one.")

    def _running(self) -> subprocess.Popen[str]:
        with self._starting:
            process = self._process
            if process is None or process.poll() is not None:
                if process is not None:
                    _close_input(process)
                process = self._process = self._start()
                self._answers = queue.Queue()
                threading.Thread(target=_read, args=(process, self._answers.put), daemon=True).start()
                started = True
            else:
                started = False
        if started:
            answer = self._next_answer(START_TIMEOUT_S)
            if "error" in answer:
                raise NarrationError(answer["error"])
        return process

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-P", "-X", "utf8", str(CHILD)]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, encoding="utf-8", start_new_session=POSIX
        )

    def _next_answer(self, timeout_s: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=timeout_s)
        except queue.Empty:
            raise VoiceStopped(f"no answer within {timeout_s:.0f} s") from None
        if line is None:
            raise VoiceStopped("the voice's process ended")
        return json.loads(line)

    def _kill(self) -> None:
        """End the child and, where it speaks in a child of its own, that one too."""
        with self._starting:
            process, self._process = self._process, None
        if process is None:
            return
        try:
            if POSIX:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        except ProcessLookupError:
            pass  # it has ended by itself
        process.wait()
        _close_input(process)


def _close_input(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        with contextlib.suppress(BrokenPipeError):  # unsent words to a dead child
            process.stdin.close()


def _read(process: subprocess.Popen[str], deliver: Callable[[str | None], None]) -> None:
    """Hand on every line of the child's answers; None when there are no more."""
    assert process.stdout is not None
    for line in process.stdout:
        deliver(line)
    process.stdout.close()
    deliver(None)
