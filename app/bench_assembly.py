"""``starloom bench assembly``: what a film costs from finished takes on, beside the encoder alone."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from rich.table import Table

from app.bench import packed_frame, throwaway_segment
from engine.assembly.captions import Caption
from engine.assembly.composing import Compositor
from engine.assembly.encoding import Encoding
from engine.assembly.joining import SAMPLE_RATE, FilmWords, join
from engine.assembly.planes import Packed
from engine.assembly.segments import cut
from engine.errors import EngineError
from engine.generators.generator import FramePainter
from engine.generators.sky import SkyGenerator
from engine.jobs.cache import Cache
from engine.picture import Picture
from engine.takes.clip import ClipWriter, clip_suffix
from engine.takes.making import take_frames
from engine.takes.planned import PlannedTake, planned_takes
from storyboard.model import Canvas, Shot, Storyboard
from storyboard.templates import load_template
from storyboard.timing import Schedule, schedule

PAINTED = (("andromeda", "wrath"), ("andromeda", "rock"), ("qixi", "river"), ("orion", "sting"), ("orion", "plain"))
"""Shots whose pictures the film is made of: water, figures, dark slopes of light."""


LARGE, SMALL = Canvas(fps=24), Canvas(width=320, height=180, fps=24)


@dataclass(frozen=True)
class FilmSize:
    """The film that is measured."""

    shots: int = 60
    seconds: int = 4
    canvas: Canvas = LARGE
    painted: int = len(PAINTED)


QUICK = FilmSize(12, 2, SMALL, 2)


@dataclass(frozen=True)
class AssemblyCost:
    """CPU seconds (with child processes) of encoding the finished frames alone, of the first export from takes that
    are in the cache, of the next one when one shot changed, and when none did. The sound is ready, but is encoded and
    muxed. ``memory_mb``: how far the first export's memory rose over what the program had before."""

    shots: int
    frames: int
    width: int
    height: int
    encode_s: float
    first_s: float
    changed_s: float
    unchanged_s: float
    first_wall_s: float
    memory_mb: float
    first_ratio: float
    changed_share: float


def bench_assembly(size: FilmSize = FilmSize()) -> AssemblyCost:
    """Measure it; takes minutes. Costs are CPU time, so that other work counts less."""
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as name:
        folder = Path(name)
        film = _Film(size, folder)
        encode = film.encoding_alone()
        memory = _MemoryWatch()
        with memory:
            first, wall = film.export()
        changed, _ = film.export(changed=True)
        unchanged, _ = film.export(changed=True)
        return AssemblyCost(
            size.shots, film.plan.total_frames, size.canvas.width, size.canvas.height,
            encode, first, changed, unchanged, wall, memory.rise_mb, first / encode, changed / first,
        )  # fmt: skip


class _Film:
    """A film whose takes lie in a cache of its own: a few painted clips, each under the names of many shots."""

    def __init__(self, size: FilmSize, folder: Path) -> None:
        self._size, self._folder = size, folder
        shots = tuple(Shot(id=f"s{n:03d}", duration_s=size.seconds, seed=1) for n in range(size.shots))
        self._board = Storyboard(title="bench", canvas=size.canvas, shots=shots)
        middle = size.shots // 2
        other = shots[middle].model_copy(update={"seed": 2})
        self._changed = self._board.model_copy(update={"shots": (*shots[:middle], other, *shots[middle + 1 :])})
        self.plan = schedule(self._board, {})
        self._captions = _captions(self.plan)
        self._sound = np.zeros((round(self.plan.duration_s * SAMPLE_RATE), 2), np.float32)
        clips = [_painted(template, shot, size, folder) for template, shot in PAINTED[: size.painted]]
        cache = self._cache()
        for board in (self._board, self._changed):
            for take in planned_takes(board, self.plan, _Painted(), cache):
                _keep(take, clips[(take.index + (take.shot.seed or 0)) % len(clips)], cache)

    def encoding_alone(self) -> float:
        """CPU seconds of encoding the film's frames, which lie in memory a shot's length at a time."""
        frames, spent = self._finished_frames(), 0.0
        while pictures := list(islice(frames, self._size.seconds * self._size.canvas.fps)):
            began = time.process_time()
            with throwaway_segment(self._size.canvas) as segment:
                for picture in pictures:
                    segment.write(picture)
            spent += time.process_time() - began
        return spent

    def export(self, *, changed: bool = False) -> tuple[float, float]:
        """CPU and wall seconds of exporting it as a program does that was just started."""
        began, cpu = time.monotonic(), _cpu()
        board, target = self._changed if changed else self._board, self._folder / "film.mp4"
        picture = Picture(board, self.plan, self._captions, _Painted(), self._cache(), Encoding())
        nothing = threading.Event()
        parts = picture.make(lambda event: None, nothing, self._folder)
        join(parts, self._sound, Fraction(self.plan.fps), FilmWords(board.title), target, nothing)
        return _cpu() - cpu, time.monotonic() - began

    def _finished_frames(self) -> Iterator[Packed]:
        cache, compositor = self._cache(), Compositor(self.plan, self._captions, self._size.canvas)
        takes = planned_takes(self._board, self.plan, _Painted(), cache)
        for segment in cut(self.plan):
            sources = []
            for index in segment.shots:
                entry = cache.find("takes", takes[index].key)
                assert entry is not None
                first = segment.start - self.plan.spans[index].start
                sources.append(take_frames(takes[index], entry, first, segment.frames))
            for number, pictures in enumerate(zip(*sources, strict=True), segment.start):
                yield compositor.frame(number, *pictures)

    def _cache(self) -> Cache:
        return Cache(self._folder / "cache")


class _Painted:
    """Stands for the sky generator: its takes are in the cache already, and are told apart by shot and seed."""

    id = "bench"

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What names a take."""
        return {"generator": self.id, "shot": shot.id, "seed": shot.seed, "frames": frames}

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """There is nothing to paint."""
        raise EngineError(f"The take of shot {shot.id} has vanished from the cache.")


def _painted(template: str, shot_id: str, size: FilmSize, folder: Path) -> Path:
    """A clip of the middle of a legend's shot."""
    board = load_template(template, "en").model_copy(update={"canvas": size.canvas})
    shot = next(shot for shot in board.shots if shot.id == shot_id)
    frames = size.seconds * size.canvas.fps
    painter = SkyGenerator().open(board, shot, 2 * frames)
    clip = folder / f"{shot_id}{clip_suffix(size.canvas.width, size.canvas.height)}"
    with ClipWriter(clip, size.canvas.width, size.canvas.height, size.canvas.fps) as writer:
        for number in range(frames):
            writer.write(packed_frame(painter.paint(frames // 2 + number)))
    return clip


def _keep(take: PlannedTake, clip: Path, cache: Cache) -> None:
    """Make a clip the take of a shot."""
    with cache.claim("takes", take.key, clip.suffix, threading.Event()) as claim:
        if claim.found is None:
            try:
                os.link(clip, claim.path)
            except OSError:
                shutil.copyfile(clip, claim.path)
            claim.publish(take.recipe)


def _captions(plan: Schedule) -> list[Caption]:
    """Two captions a shot; the second touches the first."""
    captions = []
    for span in plan.spans:
        middle, end = span.start + span.frames // 2, span.end - span.overlap // 2 - 4
        captions.append(Caption(span.start + span.frames // 8, middle, ("Vega shines on the bank of the river,",)))
        captions.append(Caption(middle, end, ("and Altair looks across",)))
    return captions


class _MemoryWatch:
    """Watches how far the program's resident memory rises."""

    def __enter__(self) -> _MemoryWatch:
        self._process = psutil.Process()
        self._before = self._peak = self._process.memory_info().rss
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory-watch", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def rise_mb(self) -> float:
        """Megabytes over what it was before."""
        return (self._peak - self._before) / 2**20

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            self._peak = max(self._peak, self._process.memory_info().rss)


def _cpu() -> float:
    """CPU seconds of the program and its children that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def assembly_table(cost: AssemblyCost) -> Table:
    """The costs as a table for people."""
    table = Table("what", "CPU", "", box=None)
    film = f"{cost.shots} shots, {cost.frames} frames of {cost.width}x{cost.height}"
    table.add_row("the finished frames encoded, nothing else", f"{cost.encode_s:.2f} s", film)
    table.add_row("first export, takes in the cache", f"{cost.first_s:.2f} s", f"{cost.first_ratio:.2f} x that")
    table.add_row("one shot changed", f"{cost.changed_s:.2f} s", f"{cost.changed_share:.1%} of the first export")
    share = cost.unchanged_s / cost.first_s
    table.add_row("nothing changed", f"{cost.unchanged_s:.2f} s", f"{share:.1%} of the first export")
    table.add_row("first export, wall", f"{cost.first_wall_s:.2f} s", f"{cost.memory_mb:.0f} MB more memory")
    return table
