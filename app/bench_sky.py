"""``starloom bench sky``: what every layer of the sky generator costs, beside the bare encoder in the same run."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from rich.table import Table

from app.bench import FilmCost, bench_film, packed_frame, throwaway_segment
from engine.generators.generator import FramePainter
from engine.generators.sky import SkyGenerator
from engine.lines import estimated_schedule
from engine.sky.painter import ShotPainter
from storyboard.model import Camera, Canvas, LinesCue, Scene, Shot, Storyboard, View
from storyboard.templates import load_template

SAMPLES, LARGE_SAMPLES = 6, 4
ENCODED = 96
LARGE, DRAFT = Canvas(width=1920, height=1080), Canvas(width=960, height=540)
BLOOM_AND_TONE = "bloom and tone"
LINES = LinesCue(show=("Lyr", "Aql", "Cyg"), names=False)
PLAIN_SCENES = {
    "still": Scene(view=View(kind="sky", ra_deg=297.0, dec_deg=24.0)),
    "with lines": Scene(view=View(kind="sky", ra_deg=297.0, dec_deg=24.0), lines=(LINES,)),
    "panning": Scene(view=View(kind="sky", ra_deg=297.0, dec_deg=24.0), lines=(LINES,), camera=Camera(pan_deg=12.0)),
    "over a horizon": Scene(view=View(kind="horizon", sidereal_h=19.0, horizon=0.95), lines=(LINES,)),
}
"""The summer triangle on the Milky Way: no land, water or figures."""


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
    """Mean over the shots of a film at another size, CPU milliseconds a frame; ``growth``: how many times the painting
    of the same frames at 1280x720 that is, the two by turns."""

    width: int
    height: int
    paint_ms: float
    encode_ms: float
    frames_per_s: float
    growth: float


@dataclass(frozen=True)
class SkyCost:
    """All of it. ``large`` counts two cores and the encoder, ``draft`` painting alone on one core; ``film`` is the
    whole film in a process of its own with what is cached and compiled, sound and speech included."""

    template: str
    shots: tuple[SkyShotCost, ...]
    mean_ms: float
    frames_per_s: float
    large: SizeCost | None = None
    draft: SizeCost | None = None
    film: FilmCost | None = None


def bench_sky(template: str, language: str = "en", *, whole: bool = True) -> SkyCost:
    """Measure a template; ``whole`` also makes its film. Costs are CPU time, so that other work hardly counts.

    Raises:
        StoryboardError: there is no such template.
    """
    board = load_template(template, language)
    board = board.model_copy(update={"canvas": Canvas(fps=board.canvas.fps)})
    return SkyCost(
        template,
        *_shot_costs(board, ENCODED),
        _size_cost(board, LARGE, ENCODED),
        _size_cost(board, DRAFT, 0),
        bench_film(template, language, cold=False) if whole else None,
    )


def bench_plain_sky(canvas: Canvas = Canvas(), encoded: int = ENCODED) -> SkyCost:
    """Measure shots of nothing but the sky: Milky Way, stars, air and a few constellation lines."""
    shots = tuple(Shot(id=name, scene=scene, duration_s=6.0) for name, scene in PLAIN_SCENES.items())
    return SkyCost("plain sky", *_shot_costs(Storyboard(title="Plain sky", canvas=canvas, shots=shots), encoded))


def _shot_costs(board: Storyboard, encoded: int) -> tuple[tuple[SkyShotCost, ...], float, float]:
    """Every shot, their mean CPU milliseconds a frame, and the frames a second that it makes of two cores."""
    shots = tuple(_shot_cost(board, number, encoded) for number in range(len(board.shots)))
    mean = float(np.mean([shot.paint_ms + shot.encode_ms for shot in shots]))
    return shots, mean, 2000 / mean


def _opened(board: Storyboard, number: int) -> tuple[ShotPainter, int]:
    frames = estimated_schedule(board).spans[number].frames
    painter = SkyGenerator().open(board, board.shots[number], frames)
    assert isinstance(painter, ShotPainter)  # the canvas is flat
    return painter, frames


def _shot_cost(board: Storyboard, number: int, encoded: int) -> SkyShotCost:
    _opened(board, number)  # draws its figures where no film has yet: what counts is opening from the cache
    started = time.thread_time()
    painter, frames = _opened(board, number)
    opened = time.thread_time() - started
    numbers = np.linspace(0.1 * frames, 0.95 * frames, SAMPLES).astype(int)
    # kernels are compiled before the clock runs
    for index in numbers:
        painter.paint(int(index))
    layers = _layer_costs(painter, numbers)
    paint = sum(layers.values())
    encode = encoder_cost(painter, board.canvas, frames, encoded)
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


def encoder_cost(painter: FramePainter, canvas: Canvas, frames: int, count: int) -> float:
    """CPU milliseconds a frame of colour conversion and H.264, over ``count`` frames from the middle of a shot.

    Counted is what the process spends, all of the encoder's threads, from opening the file to closing it, without what
    painting those frames takes, which is done between them on this thread. ``ENCODED`` frames are two groups of
    pictures at 24 frames/s: two key frames, as often as in a film; opening and flushing the encoder are spread over
    them. A shot that is shorter is encoded whole.
    """
    count = min(count, frames)
    first = (frames - count) // 2
    painted = 0.0
    began = time.process_time()
    with throwaway_segment(canvas) as segment:
        for index in range(first, first + count):
            started = time.thread_time()
            frame = painter.paint(index)
            painted += time.thread_time() - started
            segment.write(packed_frame(frame))
    return (time.process_time() - began - painted) * 1000 / count


def _size_cost(board: Storyboard, canvas: Canvas, encoded: int) -> SizeCost:
    """Mean cost at another size; ``encoded`` frames of each shot are encoded, 0 none, then one core is counted."""
    canvas = canvas.model_copy(update={"fps": board.canvas.fps})
    large = board.model_copy(update={"canvas": canvas})
    paint, usual, encode = [], [], []
    for number in range(len(board.shots)):
        (painter, frames), (beside, _) = _opened(large, number), _opened(board, number)
        numbers = np.linspace(0.3 * frames, 0.8 * frames, LARGE_SAMPLES).astype(int)
        times = [(_paint_s(painter, index), _paint_s(beside, index)) for index in (numbers[0], *numbers)][1:]
        paint.append(1000 * float(np.mean([pair[0] for pair in times])))
        usual.append(1000 * float(np.mean([pair[1] for pair in times])))
        if encoded:
            encode.append(encoder_cost(painter, canvas, frames, encoded))
    mean, coding = float(np.mean(paint)), float(np.mean(encode)) if encode else 0.0
    speed = 2000 / (mean + coding) if encoded else 1000 / mean
    return SizeCost(canvas.width, canvas.height, mean, coding, speed, mean / float(np.mean(usual)))


def _paint_s(painter: ShotPainter, index: int) -> float:
    """CPU seconds of painting a frame on this thread."""
    started = time.thread_time()
    painter.paint(int(index))
    return time.thread_time() - started


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
    for size, remark in ((cost.large, ""), (cost.draft, "a draft on one core, ")):
        if size:
            remark += f"painting is {size.growth:.2f} times that of 1280x720"
            coding = f"{size.encode_ms:.1f} ms" if size.encode_ms else "none"
            table.add_row(f"{size.width}x{size.height}", f"{size.paint_ms:.1f} ms", coding,
                          f"{size.frames_per_s:.1f}", "", remark)  # fmt: skip
    if cost.film:
        ratio = cost.film.wall_s / cost.film.film_s
        table.add_row("whole film", f"{cost.film.wall_s:.1f} s", "", f"{ratio:.2f} x its length", "",
                      f"peak memory {cost.film.peak_mb:.0f} MB")  # fmt: skip
    return table
