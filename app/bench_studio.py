"""``starloom bench studio``: how soon the window comes, and whether it stays awake while the engine works."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from app.studio.studio import Studio

ROOT = Path(__file__).resolve().parents[1]
TICK_MS = 10
START = """
from app.studio.studio import Studio
studio = Studio()
studio.show()
studio.app.processEvents()
print("shown", flush=True)
studio.close()
"""


@dataclass(frozen=True)
class Size:
    """How much is measured: how often the program is started, and how long each piece of work is watched."""

    starts: int = 5
    watch_s: float = 10.0


QUICK = Size(1, 1.5)


@dataclass(frozen=True)
class Gaps:
    """While the engine does something: milliseconds between two ticks of a clock in the window's thread that should
    come every ten."""

    work: str
    ticks: int
    median_ms: float
    p95_ms: float
    p99_ms: float
    longest_ms: float


@dataclass(frozen=True)
class StudioCost:
    """All of it. ``first_window_s``: from the start of the program, Python included, until its window is shown."""

    platform: str
    first_window_s: tuple[float, ...]
    gaps: tuple[Gaps, ...]


def bench_studio(size: Size = Size()) -> StudioCost:
    """Measure it with folders of its own; what is compiled already is used."""
    if "DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _own_folders() as folder:
        starts = tuple(_first_window() for _ in range(size.starts))
        gaps = tuple(_watched(folder, size.watch_s))
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    return StudioCost(where, starts, gaps)


@contextmanager
def _own_folders() -> Iterator[Path]:
    """What is kept goes elsewhere than the person's, so that nothing of it is ready."""
    with tempfile.TemporaryDirectory(prefix="starloom-bench-", ignore_cleanup_errors=True) as folder:
        for name in ("DATA", "FILMS"):
            os.environ[f"STARLOOM_{name}_DIR"] = str(Path(folder, name.lower()))
        yield Path(folder)


def _first_window() -> float:
    began = time.monotonic()
    program = subprocess.Popen([sys.executable, "-c", START], stdout=subprocess.PIPE, cwd=ROOT)
    assert program.stdout is not None
    program.stdout.readline()
    took = time.monotonic() - began
    program.communicate()
    if program.returncode != 0:
        raise subprocess.CalledProcessError(program.returncode, START)
    return took


def _watched(folder: Path, seconds: float) -> Iterator[Gaps]:
    """Let the engine work in all the ways that a person meets, one after the other."""
    from app.studio.studio import Studio
    from storyboard.edits import with_shot
    from storyboard.model import Canvas
    from storyboard.templates import load_template
    from ui.ports.exporting import Choices

    studio = Studio()
    studio.show()
    legend = load_template("qixi", "en")
    document, transport = studio.document, studio.window.transport
    unseen = time.time_ns() % 2**31  # every picture is painted anew
    document.replace(legend.model_copy(update={"seed": unseen, "canvas": Canvas(width=640, height=360)}))
    studio.window.show_workspace()
    studio.app.processEvents()

    def edit(tick: int) -> None:
        if tick % 30 == 0:
            shot = document.storyboard.shots[tick // 30 % len(document.storyboard.shots)]
            document.select([shot.id])
            document.edit("Text", lambda board: with_shot(board, shot.id, text=f"A bridge of {tick} birds"))

    yield _gaps(studio, "thumbnails are painted", seconds)
    transport.play()
    yield _gaps(studio, "the preview plays", seconds)
    transport.pause()
    studio.services.exporting.start(Choices(folder / "film.mp4"))
    yield _gaps(studio, "a film is made", seconds)
    transport.play()
    yield _gaps(studio, "a film is made, the preview plays", seconds)
    transport.pause()
    yield _gaps(studio, "a film is made, shots are edited", seconds, edit)
    studio.window.hide()
    studio.close()


def _gaps(studio: Studio, work: str, seconds: float, each=lambda tick: None) -> Gaps:
    """Watch the clock of the window's thread for so long; ``each`` is called at every tick."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    ticks = [time.perf_counter()]

    def tick() -> None:
        ticks.append(time.perf_counter())
        each(len(ticks))

    clock, rest = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=TICK_MS), QEventLoop()
    clock.timeout.connect(tick)
    clock.start()
    QTimer.singleShot(round(seconds * 1000), rest.quit)
    rest.exec()
    clock.stop()
    spent = sorted(1000 * (after - before) for before, after in zip(ticks, ticks[1:], strict=False))
    return Gaps(work, len(spent), median(spent), _part(spent, 0.95), _part(spent, 0.99), spent[-1])


def _part(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def studio_table(cost: StudioCost) -> Table:
    """For people."""
    table = Table("while", "ticks", "median", "p95", "p99", "longest", box=None)
    for gaps in cost.gaps:
        table.add_row(gaps.work, str(gaps.ticks), *(f"{value:.0f} ms" for value in (
            gaps.median_ms, gaps.p95_ms, gaps.p99_ms, gaps.longest_ms)))  # fmt: skip
    return table
