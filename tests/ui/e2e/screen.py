"""A screen in memory with a window manager, and a hand that moves its mouse and types."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from types import TracebackType
from typing import Self

SIZE = (1440, 900)
STEP_PX, STEP_S = 12, "0.012"
TOOLS = ("Xvfb", "openbox", "xdotool")

Place = tuple[int, int]


def missing_tools() -> str:
    """What this machine lacks of what a screen takes; "" where it has all."""
    return ", ".join(name for name in TOOLS if shutil.which(name) is None)


class Screen:
    """Xvfb with openbox; as a context manager."""

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

    def click(self, place: Place, button: int = 1, times: int = 1) -> None:
        """Click at a place of the screen."""
        repeat = ("--repeat", str(times), "--delay", "60") if times > 1 else ()
        self._do(*_to(place), "sleep", "0.05", "click", *repeat, str(button))

    def press(self, start: Place, *ends: Place) -> None:
        """Press at a place and move over the others in small steps, holding on."""
        words = [*_to(start), "sleep", "0.1", "mousedown", "1", "sleep", "0.1"]
        here = start
        for end in ends:
            steps = max(abs(end[0] - here[0]), abs(end[1] - here[1])) // STEP_PX + 2
            for number in range(1, steps + 1):
                between = (here[axis] + (end[axis] - here[axis]) * number // steps for axis in (0, 1))
                words += [*_to((next(between), next(between))), "sleep", STEP_S]
            here = end
        self._do(*words, "sleep", "0.25")

    def release(self) -> None:
        """Let the button go."""
        self._do("mouseup", "1", "sleep", "0.1")

    def drag(self, start: Place, *ends: Place) -> None:
        """Press at a place, move over the others, and let go."""
        self.press(start, *ends)
        self.release()

    def key(self, *names: str) -> None:
        """Press keys, one after the other ("ctrl+z")."""
        self._do("key", "--delay", "40", *names)

    def type(self, words: str) -> None:
        """Type words."""
        self._do("type", "--delay", "25", words)

    def pause(self, seconds: float) -> None:
        """Do nothing for a while."""
        time.sleep(seconds)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment(), check=True, timeout=60)


def _to(place: Place) -> tuple[str, ...]:
    return ("mousemove", str(place[0]), str(place[1]))
