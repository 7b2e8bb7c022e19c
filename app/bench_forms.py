"""``starloom bench sky --forms``, ``--threads`` and ``--films``: other forms of the picture, painting on two threads,
and the memory of whole films."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from app.bench import FilmCost, bench_film, run_apart
from engine.generators.generator import FramePainter
from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule
from engine.reel import frames_in_order
from storyboard.model import Canvas, Storyboard
from storyboard.templates import load_template

FORMS = {
    "flat": Canvas(width=1280, height=720),
    "rectilinear": Canvas(width=1280, height=720, projection="rectilinear"),
    "4k": Canvas(width=3840, height=2160),
    "dome-640": Canvas(width=640, height=640, projection="fulldome"),
    "dome-4096": Canvas(width=4096, height=4096, projection="fulldome"),
    "360-1280": Canvas(width=1280, height=640, projection="equirect"),
    "360-4096": Canvas(width=4096, height=2048, projection="equirect"),
}
FORM_TEMPLATE, FORM_SHOT = "andromeda", "rock"
"""Sea, land, a figure and clouds: as dear as the legends get."""
FORM_FRAMES, THREAD_FRAMES = 3, 48
FILMS = (("1280x720", True), ("1280x720", False), ("1920x1080", False))
"""Sizes of whole films, and whether each is made as the first film of a machine."""


@dataclass(frozen=True)
class FormCost:
    """One shot in one form, in a process of its own: CPU milliseconds a frame on one thread, CPU seconds to open it,
    peak memory in MB of the whole process."""

    form: str
    width: int
    height: int
    paint_ms: float
    open_s: float
    peak_mb: float


@dataclass(frozen=True)
class ThreadsCost:
    """Wall milliseconds a frame of painting the same frames on one thread and on two, the CPU milliseconds that each
    cost on one, and how many times faster two are."""

    shot_id: str
    frames: int
    cpu_ms: float
    one_ms: float
    two_ms: float
    factor: float


def paint_form(canvas: Canvas, frames: int = FORM_FRAMES) -> dict[str, float]:
    """Open and paint the shot of the forms' table in this process: ``paint_ms``, CPU a frame, and ``open_s``."""
    board = load_template(FORM_TEMPLATE, "en").model_copy(update={"canvas": canvas})
    began = time.process_time()
    painter, count = _opened(board, FORM_SHOT)
    opened = time.process_time() - began
    painter.paint(0)  # kernels are compiled before the clock runs
    numbers = np.linspace(0.3 * count, 0.8 * count, frames).astype(int)
    began = time.thread_time()
    for number in numbers:
        painter.paint(int(number))
    return {"paint_ms": (time.thread_time() - began) * 1000 / frames, "open_s": opened}


def bench_forms() -> Iterator[FormCost]:
    """Every form, each opened twice in processes of their own: what is cached is there when it is measured."""
    for form, canvas in FORMS.items():
        words = ["bench", "sky", "--form", form, "--json"]
        run_apart(words)
        printed, peak = run_apart(words)
        yield FormCost(form, canvas.width, canvas.height, **json.loads(printed), peak_mb=peak)


def bench_threads(template: str, language: str, frames: int = THREAD_FRAMES) -> ThreadsCost:
    """Paint frames of the middle shot of a template on one thread and on two; idle cores are needed to mean much."""
    board = load_template(template, language)
    shot = board.shots[len(board.shots) // 2].id
    painter, count = _opened(board, shot)
    numbers = [int(number) for number in np.linspace(0, count - 1, frames)]
    walls, cpu_ms = {}, 0.0
    for threads in (1, 2):
        for timed in (numbers[:4], numbers):  # the first few only warm up
            began, cpu = time.monotonic(), time.process_time()
            for _ in frames_in_order(lambda n, chosen=timed: painter.paint(chosen[n]), len(timed), threads,
                                     threading.Event()):  # fmt: skip
                pass
            walls[threads] = (time.monotonic() - began) * 1000 / len(timed)
            if threads == 1:
                cpu_ms = (time.process_time() - cpu) * 1000 / len(timed)
    return ThreadsCost(shot, frames, cpu_ms, walls[1], walls[2], walls[1] / walls[2])


def bench_films(template: str, language: str) -> Iterator[tuple[str, FilmCost]]:
    """The whole film of a template in every way of ``FILMS``: the first film of a machine, then films as they are made
    once everything is compiled. What the first one takes longer is what compiling costs."""
    for size, first in FILMS:
        cost = bench_film(template, language, cold=first, size=size)
        yield f"{size}, first film" if first else size, cost


def _opened(board: Storyboard, shot_id: str) -> tuple[FramePainter, int]:
    """The painter of a shot and the number of its frames."""
    number = [shot.id for shot in board.shots].index(shot_id)
    frames = estimated_schedule(board).spans[number].frames
    return SkyGenerator().open(board, board.shots[number], frames), frames


def forms_table(costs: list[FormCost]) -> Table:
    """For people: a line a form."""
    table = Table("form", "size", "CPU a frame", "opens in", "peak memory", box=None)
    for cost in costs:
        table.add_row(cost.form, f"{cost.width}x{cost.height}", f"{cost.paint_ms:.0f} ms", f"{cost.open_s:.1f} s",
                      f"{cost.peak_mb:.0f} MB")  # fmt: skip
    return table


def threads_table(costs: dict[str, ThreadsCost]) -> Table:
    """For people: a line a template."""
    table = Table("film", "shot", "CPU a frame", "1 thread", "2 threads", "faster", box=None)
    for template, cost in costs.items():
        table.add_row(template, cost.shot_id, f"{cost.cpu_ms:.1f} ms", f"{cost.one_ms:.1f} ms", f"{cost.two_ms:.1f} ms",
                      f"{cost.factor:.2f} x")  # fmt: skip
    return table


def films_table(costs: list[tuple[str, str, FilmCost]]) -> Table:
    """For people: a line a film and size."""
    table = Table("film", "size", "wall", "of film", "its length", "peak memory", box=None)
    for template, size, cost in costs:
        table.add_row(template, size, f"{cost.wall_s:.1f} s", f"{cost.film_s:.1f} s",
                      f"{cost.wall_s / cost.film_s:.2f} x", f"{cost.peak_mb:.0f} MB")  # fmt: skip
    return table
