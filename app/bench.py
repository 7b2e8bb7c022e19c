"""``starloom bench``: what each part of a film costs on this machine, measured in one run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from engine.assembly.caption_art import CaptionTrack
from engine.assembly.facts import read_back
from engine.assembly.transitions import crossfade
from engine.assembly.writer import FilmWriter
from engine.film import captions_of
from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule, estimated_speech
from engine.soundtrack import Soundtrack
from storyboard.model import Storyboard

SAMPLED_FRAMES = 10


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


def bench_film(template_id: str, language: str, *, cold: bool = True) -> FilmCost:
    """Make the film of a template from the command line and measure it; ``cold``: with nothing cached or compiled."""
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        environment = dict(os.environ)
        if cold:
            environment["STARLOOM_CACHE_DIR"] = str(Path(folder, "cache"))
            environment["NUMBA_CACHE_DIR"] = str(Path(folder, "kernels"))
        target = Path(folder, "film.mp4")
        command = [sys.executable, "-m", "app", "film", template_id, "--lang", language, "-o", str(target), "--json"]
        started = time.monotonic()
        root = Path(__file__).resolve().parents[1]
        with tempfile.TemporaryFile("w+") as lines:
            process = subprocess.Popen(command, stdout=lines, env=environment, cwd=root)
            peak = _watched(process)
            wall = time.monotonic() - started
            if process.returncode != 0:
                raise subprocess.CalledProcessError(process.returncode, command)
        facts = read_back(target)
        return FilmCost(wall, facts.frames / float(facts.fps), peak)


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
        time.sleep(0.1)
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


def bench_assembly(storyboard: Storyboard) -> dict[str, float]:
    """CPU milliseconds per frame of crossfade and captions, and of colour and encoding together."""
    plan = estimated_schedule(storyboard)
    middle = len(storyboard.shots) // 2
    painter = SkyGenerator().open(storyboard, storyboard.shots[middle], plan.spans[middle].frames)
    frames = [painter.paint(number) for number in range(0, 48, 2)]
    canvas = storyboard.canvas
    captions = captions_of(storyboard, plan, estimated_speech(storyboard))
    track = CaptionTrack(captions, canvas.width, canvas.height)
    shown = captions[len(captions) // 2].start_frame + 6
    track.draw(frames[0].copy(), shown)
    costs = {}
    cpu = time.thread_time()
    for a, b in zip(frames[:-1], frames[1:], strict=True):
        crossfade(a, b, 0.4)
    costs["crossfade"] = (time.thread_time() - cpu) * 1000 / (len(frames) - 1)
    cpu = time.thread_time()
    for frame in frames:
        track.draw(frame, shown)
    costs["captions"] = (time.thread_time() - cpu) * 1000 / len(frames)
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        cpu = time.process_time()
        with FilmWriter(Path(folder, "x.mp4"), canvas.width, canvas.height, canvas.fps) as writer:
            for _ in range(4):
                for frame in frames:
                    writer.write(frame)
        costs["colour and H.264"] = (time.process_time() - cpu) * 1000 / (4 * len(frames))
    return costs


def bench_sound(storyboard: Storyboard) -> dict[str, float]:
    """CPU seconds of the score, effects and mix of a film."""
    speech = estimated_speech(storyboard)
    plan = estimated_schedule(storyboard)
    track = Soundtrack(storyboard, plan, speech)
    cpu, wall = time.process_time(), time.monotonic()
    track.mixed(threading.Event())
    return {"CPU": time.process_time() - cpu, "wall": time.monotonic() - wall}

