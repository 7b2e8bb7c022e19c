"""A screen in memory with a window manager, and a hand that moves its mouse and types."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from types import TracebackType
from typing import Self

SIZE = (1440, 900)
STEP_S = 0.012


class Screen:
    """Xvfb with openbox; as a context manager."""

    @staticmethod
    def available() -> bool:
        """Whether this machine has what it takes."""
        return all(shutil.which(name) for name in ("Xvfb", "openbox", "xdotool"))

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"
        self._manager = subprocess.Popen(
            ["openbox"], env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for program in (self._manager, self._server):
            program.terminate()
            program.wait(10)

    def environment(self) -> dict[str, str]:
        """For programs that are to show themselves here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Click at a place of the screen."""
        self._do("mousemove", str(x), str(y))
        time.sleep(0.05)
        self._do("click", "--repeat", str(times), "--delay", "60", str(button))

    def drag(
        self, start: tuple[int, int], *ends: tuple[int, int], hold: tuple[str, ...] = (), drop: bool = True
    ) -> None:
        """Press at a place, move over the others in small steps, let go (unless ``drop`` is false)."""
        self._do("mousemove", *map(str, start))
        time.sleep(0.1)
        for key in hold:
            self._do("keydown", key)
        self._do("mousedown", "1")
        time.sleep(0.1)
        here = start
        for end in ends:
            steps = max(abs(end[0] - here[0]), abs(end[1] - here[1])) // 12 + 2
            for number in range(1, steps + 1):
                x = here[0] + (end[0] - here[0]) * number // steps
                y = here[1] + (end[1] - here[1]) * number // steps
                self._do("mousemove", str(x), str(y))
                time.sleep(STEP_S)
            here = end
        time.sleep(0.2)
        if drop:
            self._do("mouseup", "1")
        for key in hold:
            self._do("keyup", key)

    def release(self) -> None:
        """Let the button go."""
        self._do("mouseup", "1")

    def key(self, *names: str) -> None:
        """Press keys, one after the other ("ctrl+z")."""
        self._do("key", "--delay", "40", *names)

    def type(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "25", words)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment(), check=True, timeout=30)
