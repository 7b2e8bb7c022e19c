"""The studio in a process of its own on a screen of its own, as a test drives it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.ui.e2e.screen import Place, Screen

ROOT = Path(__file__).resolve().parents[3]
LONG_S = 40.0
"""So long a slow machine may take for anything but a film."""


class Driver:
    """Asks the program, and moves the hand over what it shows."""

    def __init__(self, screen: Screen, folder: Path) -> None:
        """
        Args:
            screen: where the window is shown.
            folder: where everything goes that the program keeps.
        """
        self.screen, self.folder = screen, folder
        self._log = (folder / "errors.txt").open("w+", encoding="utf-8")
        places = {"STARLOOM_DATA_DIR": folder / "data", "STARLOOM_FILMS_DIR": folder / "cache",
                  "XDG_STATE_HOME": folder / "state"}  # fmt: skip
        self.films = folder / "films"
        settings = {"studio": {"films_folder": str(self.films), "language": "en"}}
        (folder / "data").mkdir()
        (folder / "data" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.e2e.program"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=self._log, text=True, cwd=ROOT,
            env={**screen.environment(), **_texts(places)},
        )  # fmt: skip

    def ask(self, question: str, **what: Any) -> Any:
        """Ask the program something."""
        assert self._program.stdin is not None and self._program.stdout is not None
        print(json.dumps({"ask": question, **what}), file=self._program.stdin, flush=True)
        line = self._program.stdout.readline()
        assert line, f"the studio has ended:\n{self.errors()}"
        answer = json.loads(line)
        if isinstance(answer, dict) and "error" in answer:
            raise LookupError(f"{question} {what}: {answer['error']}")
        return answer

    def state(self, what: str) -> Any:
        """One thing of what is going on."""
        return self.ask("state")[what]

    def until(self, condition: Callable[[], Any], what: str, seconds: float = LONG_S) -> Any:
        """Wait until something holds; what it gives."""
        ends = time.monotonic() + seconds
        while True:
            found = None
            try:
                found = condition()
            except LookupError as problem:
                what = f"{what} ({problem})" if time.monotonic() > ends else what
            if found:
                return found
            assert time.monotonic() < ends, f"{what} did not come: {self._standing()}"
            time.sleep(0.05)

    def _standing(self) -> str:
        """All that helps to understand why something does not come."""
        self.ask("picture", path=str(self.folder / "window.png"))
        return f"{self.ask('state')}\n{self.ask('jobs')}\n{self.folder / 'window.png'}\n{self.errors()}"

    def open(self, path: Path) -> None:
        """Open a storyboard and wait until its window rests."""
        self.ask("open", path=str(path))
        self.until(lambda: self.state("path") == str(path) and self.ask("children", name="timeline"), "the board")

    def ids(self) -> list[str]:
        """Ids of the shots in their order."""
        return [shot["id"] for shot in self.ask("board")["shots"]]

    def shot(self, index: int, view: str = "timeline", across: float = 0.5) -> Place:
        """A place on a shot of the timeline or the board, so far across it."""
        return at(self.ask("children", name=view)[index]["rect"], across)

    def widget(self, name: str, across: float = 0.5, down: float = 0.5) -> Place:
        """A place on a widget."""
        return at(self.until(lambda: self.ask("rect", name=name), name), across, down)

    def click(self, name: str) -> None:
        """Click a widget's middle."""
        self.screen.click(self.widget(name))

    def choose(self, *entries: str) -> None:
        """Click through menus, from the menu bar on."""
        for words in entries:
            self.screen.click(at(self.until(lambda words=words: self.ask("entry", words=words), words)))
            self.screen.pause(0.2)

    @contextmanager
    def unedited(self) -> Iterator[None]:
        """What is done in this block leaves no step in the history and no other storyboard."""
        before = self.state("undo"), self.ask("board")
        yield
        assert (self.state("undo"), self.ask("board")) == before

    @contextmanager
    def desktop(self, files: Sequence[Path]) -> Iterator[Place]:
        """Files lie on the desktop; the place where they are taken."""
        corner = (1100, 40)
        command = [sys.executable, "-m", "tests.ui.e2e.desktop", *map(str, corner), *map(str, files)]
        shown = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=self.screen.environment()
        )
        try:
            assert shown.stdout is not None and shown.stdout.readline()
            self.screen.pause(0.5)
            yield corner[0] + 60, corner[1] + 20
        finally:
            shown.terminate()
            shown.wait(10)

    def errors(self) -> str:
        """What the program said on its standard error."""
        return (self.folder / "errors.txt").read_text(encoding="utf-8")

    def log(self) -> str:
        """What the program wrote into its log of faults."""
        return "\n".join(file.read_text(encoding="utf-8") for file in self.folder.glob("state/**/*.log"))

    def close(self) -> int:
        """End the program; its exit code."""
        if self._program.poll() is None:
            assert self._program.stdin is not None
            print(json.dumps({"ask": "quit"}), file=self._program.stdin, flush=True)
        try:
            return self._program.wait(LONG_S)
        except subprocess.TimeoutExpired:
            self._program.send_signal(signal.SIGABRT)
            self._program.wait(LONG_S)
            raise AssertionError(f"the studio does not end:\n{self.errors()}") from None

    def kill(self) -> None:
        """End it in any case."""
        self._program.kill()
        self._program.wait(LONG_S)
        self._log.close()


def at(rect: list[int], across: float = 0.5, down: float = 0.5) -> Place:
    """A place in a rectangle."""
    left, top, width, height = rect
    return round(left + across * width), round(top + down * height)


def _texts(places: Mapping[str, Path]) -> dict[str, str]:
    return {name: str(path) for name, path in places.items()}
