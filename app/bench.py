"""``starloom bench``: what each part of a film costs on this machine, measured in one run."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from engine.assembly.caption_art import CaptionTrack
from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.encoding import Encoding
from engine.assembly.facts import read_back
from engine.assembly.planes import Packed
from engine.assembly.segment_file import SegmentWriter
from engine.assembly.transitions import crossfade
from engine.film import captions_of
from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule, estimated_speech
from engine.soundtrack import Soundtrack
from storyboard.model import Canvas, Storyboard

SAMPLED_FRAMES = 10
WATCHED_EVERY_S = 0.05


@dataclass(frozen=True)
class ShotCost:
    """CPU milliseconds per frame of painting one shot on one thread, and seconds to open it."""

    shot_id: str
    open_s: float
    paint_ms: float


@dataclass(frozen=True)
class FilmCost:
    """A whole film in a process of its own: wall seconds, its length, peak memory in MB."""

    wall_s: float
    film_s: float
    peak_mb: float


def bench_film(template_id: str, language: str, *, cold: bool = True, size: str = "1280x720") -> FilmCost:
    """Make the film of a template from the command line and measure it, with no shot and no sound of it made before;
    ``cold``: as a machine's first film, with nothing cached or compiled at all."""
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        environment = {**os.environ, "STARLOOM_FILMS_DIR": str(Path(folder, "films"))}
        if cold:
            environment["STARLOOM_CACHE_DIR"] = str(Path(folder, "cache"))
            environment["NUMBA_CACHE_DIR"] = str(Path(folder, "kernels"))
        target = Path(folder, "film.mp4")
        words = ["film", template_id, "--lang", language, "--size", size, "-o", str(target), "--json"]
        started = time.monotonic()
        _, peak = run_apart(words, environment)
        wall = time.monotonic() - started
        facts = read_back(target)
        return FilmCost(wall, facts.frames / float(facts.fps), peak)


def run_apart(words: list[str], environment: Mapping[str, str] | None = None) -> tuple[str, float]:
    """Run a command of Starloom in a process of its own; what it printed, and peak memory in MB.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    command = [sys.executable, "-m", "app", *words]
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        process = subprocess.Popen(command, stdout=lines, env=environment, cwd=root)
        peak = _watched(process)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        lines.seek(0)
        return lines.read(), peak


def _watched(process: subprocess.Popen) -> float:
    """Wait for a process; peak resident memory in MB of it and its children."""
    peak = 0.0
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [watched, *watched.children(recursive=True)]
            peak = max(peak, sum(member.memory_info().rss for member in family) / 2**20)
        except psutil.Error:
            pass
        time.sleep(WATCHED_EVERY_S)
    return peak


def bench_shots(storyboard: Storyboard) -> list[ShotCost]:
    """What painting costs, shot by shot."""
    plan = estimated_schedule(storyboard)
    generator = SkyGenerator()
    costs = []
    for span, shot in zip(plan.spans, storyboard.shots, strict=True):
        started = time.monotonic()
        painter = generator.open(storyboard, shot, span.frames)
        opened = time.monotonic() - started
        numbers = np.linspace(0, span.frames - 1, SAMPLED_FRAMES).astype(int)
        painter.paint(int(numbers[0]))
        cpu = time.thread_time()
        for number in numbers:
            painter.paint(int(number))
        costs.append(ShotCost(shot.id, opened, (time.thread_time() - cpu) * 1000 / SAMPLED_FRAMES))
    return costs


def bench_pixels(storyboard: Storyboard) -> dict[str, float]:
    """CPU milliseconds per frame of colour conversion, crossfade, captions and H.264."""
    plan = estimated_schedule(storyboard)
    middle = len(storyboard.shots) // 2
    painter = SkyGenerator().open(storyboard, storyboard.shots[middle], plan.spans[middle].frames)
    frames = [painter.paint(number) for number in range(0, 48, 2)]
    canvas = storyboard.canvas
    captions = captions_of(storyboard, plan, estimated_speech(storyboard))
    track = CaptionTrack(captions, canvas.width, canvas.height)
    shown = captions[len(captions) // 2].start_frame + 6
    packed_frame(frames[0])
    cpu = time.thread_time()
    packed = [packed_frame(frame) for frame in frames]
    costs = {"colour": (time.thread_time() - cpu) * 1000 / len(frames)}
    track.draw(packed[0].copy(), shown)
    cpu = time.thread_time()
    for a, b in pairwise(packed):
        crossfade(a, b, 0.4)
    costs["crossfade"] = (time.thread_time() - cpu) * 1000 / (len(packed) - 1)
    cpu = time.process_time()
    with throwaway_segment(canvas) as segment:
        for frame in packed * 4:
            segment.write(frame)
    costs["H.264"] = (time.process_time() - cpu) * 1000 / (4 * len(packed))
    cpu = time.thread_time()
    for frame in packed:
        track.draw(frame, shown)
    costs["captions"] = (time.thread_time() - cpu) * 1000 / len(packed)
    return costs


def packed_frame(rgb: NDArray[np.uint8]) -> Packed:
    """A painted frame as video keeps it."""
    height, width = rgb.shape[:2]
    packed = np.empty((height * 3 // 2, width), np.uint8)
    rgb_to_yuv420(rgb, *yuv420_planes(packed))
    return packed


@contextlib.contextmanager
def throwaway_segment(canvas: Canvas) -> Iterator[SegmentWriter]:
    """A segment of a film of that size, encoded as in a film and thrown away."""
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        target = Path(folder, "x.mp4")
        with SegmentWriter(target, canvas.width, canvas.height, Fraction(canvas.fps), Encoding()) as writer:
            yield writer


def bench_sound(storyboard: Storyboard) -> dict[str, float]:
    """CPU seconds of the score, effects and mix of a film."""
    speech = estimated_speech(storyboard)
    plan = estimated_schedule(storyboard)
    track = Soundtrack(storyboard, plan, speech)
    cpu, wall = time.process_time(), time.monotonic()
    track.mixed(threading.Event())
    return {"CPU": time.process_time() - cpu, "wall": time.monotonic() - wall}

