"""Warming: on a machine's first film the kernels are compiled by processes of their own, while the lines are spoken.

Compiling holds the interpreter: inside the film's own process it would stop everything else. What the processes compile
lies in numba's cache on disk, where the film and every later one find it.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import threading
from collections.abc import Iterable, Iterator
from functools import cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from engine.cancelling import cancelled
from engine.events import PartReady, PhaseStarted, Reporter
from engine.kernel import HAVE_NUMBA
from engine.sky.frame import Stage
from engine.sky.layers.beings.figures import figure_layers
from engine.sky.layers.elements import build_element, element_kinds
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.constellation_lines import ConstellationLines
from engine.sky.layers.night.milky_way import MilkyWay, texture
from engine.sky.layers.night.names import ConstellationNames, StarNames
from engine.sky.layers.night.stars import Stars
from engine.sky.light import splat
from engine.sky.painter import build_stage
from engine.sky.tone import Grade
from storyboard.model import Canvas, Element, FigureCue, LinesCue, Look, Scene, Sky, StarLabel, View

ENGINE = Path(__file__).parents[1]
"""All sources with kernels, and what compiles them."""
CANVAS = Canvas(width=128, height=72)
FIGURE = "lepus"
LONGEST = ("sea", "lake", "plain", "clouds", "rock", "flock")
"""Elements whose kernels take longest: they come first, so that no process is left with one at the end."""
_SKY, _MILKY_WAY = "sky", "milky-way"
_WAIT_S = 0.05


class Warming:
    """Compiles what this machine has not compiled yet, in the background, as a context manager."""

    def __init__(self, kinds: Iterable[str] | None, processes: int = 2) -> None:
        """``kinds`` are the elements that will be painted; the sky and figures are always among the parts. None: no
        sky is painted, and there is no part.

        Where numba is missing there is nothing to compile and no part.
        """
        known = sorted(set(kinds or ()) & set(element_kinds()), key=lambda kind: (kind not in LONGEST, kind))
        wanted = (_SKY, _MILKY_WAY, *known) if HAVE_NUMBA and kinds is not None else ()
        self._parts = [part for part in wanted if not _stamp(part).exists()]
        self._count = min(processes, len(self._parts))
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[BaseProcess] = []
        self._waiting, self._done = self._context.SimpleQueue(), self._context.SimpleQueue()

    def __enter__(self) -> Self:
        for part in [*self._parts, *[None] * self._count]:
            self._waiting.put(part)
        for _ in range(self._count):
            worker = self._context.Process(target=_work, args=(self._waiting, self._done), name="warming", daemon=True)
            worker.start()
            self._workers.append(worker)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.terminate()
        self._workers.clear()

    def finish(self, report: Reporter, cancel: threading.Event) -> None:
        """Wait until everything is compiled; says so only where there is something to wait for.

        A process that dies is no harm: what it left out is compiled when it is first painted.

        Raises:
            Cancelled: ``cancel`` was set.
        """
        if not self._workers:
            return
        total, ready = len(self._parts), 0
        report(PhaseStarted("prepare", total))
        while True:
            working = any(worker.is_alive() for worker in self._workers)
            while not self._done.empty():
                _stamp(self._done.get()).touch()
                ready += 1
                report(PartReady(ready, total))
            if not working:
                return
            if cancel.wait(_WAIT_S):
                raise cancelled()


def warm(part: str) -> None:
    """Compile the kernels of one part by painting a tiny picture of it; the Milky Way is baked instead."""
    if part == _MILKY_WAY:
        texture()
        return
    kinds = () if part == _SKY else (Element(kind=part),)
    stage = build_stage(Scene(view=View(kind="horizon"), elements=kinds), CANVAS, Sky(), 4.0, 1, "zh")
    buffer = np.zeros((CANVAS.height, CANVAS.width, 3), np.float32)
    layers = (build_element(spec, stage) for spec in kinds) if kinds else _sky_layers(stage)
    for layer in layers:
        for time in (0.0, 2.0, 3.9):
            layer.paint(buffer, stage.frame(time))
    if part == _SKY:
        Grade(Look(), CANVAS.width, CANVAS.height, 1, 1.0).develop(buffer, 0)


def _sky_layers(stage: Stage) -> Iterator[Layer]:
    """What every film shows: lines, names, stars, a figure. Kernels that elements share are first: they are ready when
    the other process, done with the Milky Way, asks for them; and its texture is ready when it is asked for here."""
    cue = LinesCue(show=("Lyr",), names=True)
    figure = FigureCue(name=FIGURE, start_s=-8.0, dust=0.4)
    yield ConstellationLines(cue, stage)
    yield ConstellationNames(cue, stage)
    yield StarNames((StarLabel(hip=91262),), stage)
    yield Stars(stage, 1.0)
    yield from figure_layers(figure, stage)
    yield MilkyWay(stage, 0.0)


def _work(waiting: Any, done: Any) -> None:
    """Body of a process: takes parts until ``None`` comes."""
    while (part := waiting.get()) is not None:
        warm(part)
        done.put(part)


def _stamp(part: str) -> Path:
    """The file beside the compiled kernels that says: this part is in, of these sources, by this compiler."""
    folder = splat.stats.cache_path  # pyright: ignore[reportAttributeAccessIssue]
    return Path(folder or ".", f"{part}-{_sources()}.ready")


@cache
def _sources() -> str:
    import numba
    from llvmlite.binding import get_host_cpu_name

    digest = hashlib.sha256(f"{numba.__version__} {get_host_cpu_name()}".encode())
    for source in sorted(ENGINE.rglob("*.py")):
        facts = source.stat()
        digest.update(f"{source.relative_to(ENGINE)} {facts.st_mtime_ns} {facts.st_size}".encode())
    return digest.hexdigest()[:16]
