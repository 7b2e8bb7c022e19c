"""``starloom bench sky``: what every layer of the sky generator costs, beside the bare encoder in the same run."""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.table import Table

from app.bench import FilmCost, bench_film
from engine.assembly.writer import FilmWriter
from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule
from engine.sky.painter import ShotPainter
from storyboard.model import Canvas, Storyboard
from storyboard.templates import load_template

SAMPLES, ENCODED = 6, 16
LARGE_SAMPLES, LARGE_ENCODED = 2, 8
LARGE, DRAFT = Canvas(width=1920, height=1080), Canvas(width=960, height=540)
BLOOM_AND_TONE = "bloom and tone"


@dataclass(frozen=True)
class SkyShotCost:
    """CPU milliseconds a frame of one shot at 1280x720: each layer on one thread, all of them together with bloom and
    tone, colour conversion and H.264; frames a second that two idle cores give; seconds to open it from the cache."""

    shot_id: str
    layers_ms: dict[str, float]
    paint_ms: float
    encode_ms: float
    frames_per_s: float
    open_s: float


@dataclass(frozen=True)
class SizeCost:
    """Mean over the shots of a film at another size, CPU milliseconds a frame."""

    width: int
    height: int
    paint_ms: float
    encode_ms: float
    frames_per_s: float


@dataclass(frozen=True)
class SkyCost:
    """All of it. ``large`` counts two cores and the encoder, ``draft`` painting alone on one core; ``film`` is the
    whole film in a process of its own with what is cached and compiled, sound and speech included."""

    template: str
    shots: tuple[SkyShotCost, ...]
    mean_ms: float
    frames_per_s: float
    large: SizeCost
    draft: SizeCost
    film: FilmCost | None


def bench_sky(template: str, language: str = "en", *, whole: bool = True) -> SkyCost:
    """Measure a template; ``whole`` also makes its film. Costs are CPU time, so that other work hardly counts.

    Raises:
        StoryboardError: there is no such template.
    """
    board = load_template(template, language)
    board = board.model_copy(update={"canvas": Canvas(fps=board.canvas.fps)})
    shots = tuple(_shot_cost(board, number) for number in range(len(board.shots)))
    mean = float(np.mean([shot.paint_ms + shot.encode_ms for shot in shots]))
    return SkyCost(
        template,
        shots,
        mean,
        2000 / mean,
        _size_cost(board, LARGE, LARGE_ENCODED),
        _size_cost(board, DRAFT, 0),
        bench_film(template, language, cold=False) if whole else None,
    )


def _opened(board: Storyboard, number: int) -> tuple[ShotPainter, int]:
    frames = estimated_schedule(board).spans[number].frames
    painter = SkyGenerator().open(board, board.shots[number], frames)
    assert isinstance(painter, ShotPainter)  # the canvas is flat
    return painter, frames


def _shot_cost(board: Storyboard, number: int) -> SkyShotCost:
    started = time.thread_time()
    painter, frames = _opened(board, number)
    opened = time.thread_time() - started
    numbers = np.linspace(0.1 * frames, 0.95 * frames, SAMPLES).astype(int)
    # kernels are compiled before the clock runs
    for index in numbers:
        painter.paint(int(index))
    layers = _layer_costs(painter, numbers)
    paint = sum(layers.values())
    encode = _encoder_cost(painter, board.canvas, frames // 2, min(ENCODED, frames - frames // 2))
    return SkyShotCost(board.shots[number].id, layers, paint, encode, 2000 / (paint + encode), opened)


def _layer_costs(painter: ShotPainter, numbers: np.ndarray) -> dict[str, float]:
    """Milliseconds of every kind of layer in the order of painting, several of a kind together."""
    stage = painter.stage
    spent: dict[str, float] = defaultdict(float)
    buffer = np.full((stage.height, stage.width, 3), 0.0, np.float32)  # touched: new memory costs more at first
    for number in numbers:
        frame = stage.frame(number / stage.fps)
        for layer in painter.layers:
            started = time.thread_time()
            layer.paint(buffer, frame)
            spent[type(layer).__name__] += time.thread_time() - started
    # the rest of a whole frame
    started = time.thread_time()
    for number in numbers:
        painter.paint(int(number))
    spent[BLOOM_AND_TONE] = max(time.thread_time() - started - sum(spent.values()), 0.0)
    return {name: seconds * 1000 / len(numbers) for name, seconds in spent.items()}


def _encoder_cost(painter: ShotPainter, canvas: Canvas, first: int, count: int) -> float:
    """Milliseconds a frame of colour conversion and H.264 for frames that follow each other."""
    frames = [painter.paint(first + n) for n in range(count)]
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        started = time.process_time()
        with FilmWriter(Path(folder, "x.mp4"), canvas.width, canvas.height, canvas.fps) as writer:
            for frame in frames:
                writer.write(frame)
        return (time.process_time() - started) * 1000 / count


def _size_cost(board: Storyboard, canvas: Canvas, encoded: int) -> SizeCost:
    """Mean cost at another size; ``encoded`` frames of each shot are encoded, 0 none, then one core is counted."""
    board = board.model_copy(update={"canvas": canvas.model_copy(update={"fps": board.canvas.fps})})
    paint, encode = [], []
    for number in range(len(board.shots)):
        painter, frames = _opened(board, number)
        numbers = np.linspace(0.3 * frames, 0.8 * frames, LARGE_SAMPLES).astype(int)
        painter.paint(int(numbers[0]))
        paint.append(sum(_layer_costs(painter, numbers).values()))
        if encoded:
            encode.append(_encoder_cost(painter, board.canvas, frames // 2, min(encoded, frames - frames // 2)))
    mean, coding = float(np.mean(paint)), float(np.mean(encode)) if encode else 0.0
    speed = 2000 / (mean + coding) if encoded else 1000 / mean
    return SizeCost(canvas.width, canvas.height, mean, coding, speed)


def sky_table(cost: SkyCost) -> Table:
    """The costs as a table for people: a line a shot, its dearest layers beside it."""
    table = Table("shot", "paint", "H.264", "frames/s", "opens in", "dearest layers (ms a frame)", box=None)
    for shot in cost.shots:
        dearest = sorted(shot.layers_ms.items(), key=lambda item: -item[1])[:5]
        table.add_row(
            shot.shot_id,
            f"{shot.paint_ms:.1f} ms",
            f"{shot.encode_ms:.1f} ms",
            f"{shot.frames_per_s:.1f}",
            f"{shot.open_s:.2f} s",
            ", ".join(f"{name} {milliseconds:.1f}" for name, milliseconds in dearest),
        )
    table.add_row("mean", f"{cost.mean_ms:.1f} ms", "included", f"{cost.frames_per_s:.1f}", "", "")
    large, draft = cost.large, cost.draft
    table.add_row(
        f"{large.width}x{large.height}", f"{large.paint_ms:.1f} ms", f"{large.encode_ms:.1f} ms",
        f"{large.frames_per_s:.1f}", "", "",
    )  # fmt: skip
    table.add_row(
        f"{draft.width}x{draft.height}", f"{draft.paint_ms:.1f} ms", "none", f"{draft.frames_per_s:.1f}", "",
        "a draft on one core",
    )  # fmt: skip
    if cost.film:
        ratio = cost.film.wall_s / cost.film.film_s
        table.add_row("whole film", f"{cost.film.wall_s:.1f} s", "", f"{ratio:.2f} x its length", "",
                      f"peak memory {cost.film.peak_mb:.0f} MB")  # fmt: skip
    return table
