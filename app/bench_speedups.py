"""``starloom bench diffusion --speedups``: what each speed-up saves, and how far its picture is off.

Both makers have the same weights and are asked for the same clips, by turns on a processor, where others work as well.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from rich.table import Table

from app.bench_diffusion import FULL, TEXT_WIDTH, Run, check_full, device_name, full_loaders, one_thread, timed
from engine.diffusion.speedups import Ratios, Speedups
from engine.models.card import Installed
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy

if TYPE_CHECKING:
    from engine.diffusion.maker import ClipMaker
    from engine.diffusion.request import ClipRequest

SPEEDUP_RUN, SPEEDUP_QUICK = Run(3, 40, 160, 96, 17), Run(1, 8, 64, 32, 5)
TINY = "wan2.1-t2v-1.3b"
PEAK = 255.0


@dataclass(frozen=True)
class SpeedupCost:
    """One speed-up beside the plain way: ``ratio`` of the times (median, lowest and highest of the pairs; below 1 is
    faster), and how far the pictures differ in 8-bit steps (mean, largest) and in decibels (``psnr``; None where they
    are the same). ``remarks``: what was left out and why; then the rest measures nothing."""

    model: str
    weights: str
    device: str
    speedup: str
    width: int
    height: int
    frames: int
    steps: int
    pairs: int
    plain_s: float
    ratio: float
    ratio_low: float
    ratio_high: float
    mean_off: float
    most_off: int
    psnr: float | None
    remarks: tuple[str, ...]


def speedups_to_measure(ratios: Ratios) -> dict[str, Speedups]:
    """What is measured, by its name."""
    return {
        "first-block, 0.05": Speedups(cache="first-block", cache_threshold=0.05),
        "first-block, 0.08": Speedups(cache="first-block"),
        "first-block, 0.1": Speedups(cache="first-block", cache_threshold=0.1),
        "mag, 0.08": Speedups(cache="mag", mag_ratios=ratios),
        "taylor": Speedups(cache="taylor"),
        "compile": Speedups(compile=True),
        "attention flash": Speedups(attention="flash"),
        "attention sage": Speedups(attention="sage"),
        "attention _native_cudnn": Speedups(attention="_native_cudnn"),
        "channels_last": Speedups(channels_last=True),
    }


def bench_speedups_tiny(run: Run = SPEEDUP_RUN) -> Iterator[SpeedupCost]:
    """Measure with tiny random weights, on one thread; ``SPEEDUP_QUICK`` without compiling, which takes
    longer than all the rest."""
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    from engine.diffusion.trial import trial_model

    with one_thread(), tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        installed = trial_model(card_of(TINY), Path(folder) / "model", layers=8)
        yield from _measured(installed, Strategy(), run, "tiny, random", None)


def bench_speedups_model(installed: Installed, strategy: Strategy, run: Run | None = None) -> Iterator[SpeedupCost]:
    """Measure with a model that is here, at its own size and steps unless ``run`` says otherwise."""
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    card = installed.card
    yield from _measured(
        installed, strategy, run or Run(1, card.steps, card.width, card.height, card.frames), strategy.storage, None
    )


def bench_speedups_full(name: str, run: Run | None = None) -> Iterator[SpeedupCost]:
    """Measure with random weights of full size, made in the memory of a CUDA device.

    Raises:
        BadInput: there is no such model, or no CUDA device.
    """
    check_full(name)
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    from engine.diffusion.trial import trial_reader

    card = card_of(FULL[name])
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        installed = trial_reader(card, Path(folder), TEXT_WIDTH)
        strategy = Strategy("cuda", "bfloat16", tiling=True)
        run = run or Run(1, 10, card.width, card.height, card.frames)
        yield from _measured(installed, strategy, run, "full size, random", full_loaders(name, "cuda"))


def _measured(
    installed: Installed, strategy: Strategy, run: Run, weights: str, given: Mapping[str, Callable[[], Any]] | None
) -> Iterator[SpeedupCost]:
    from engine.diffusion.maker import ClipMaker
    from engine.diffusion.request import ClipRequest

    card = installed.card
    asked = ClipRequest("银河 the stars", "", run.width, run.height, run.frames, 7, steps=run.steps)
    if "text" not in card.starts:
        asked = replace(asked, first=np.zeros((run.height, run.width, 3), np.uint8))
    for name, speedups in speedups_to_measure(_ratios(installed, strategy, asked, given)).items():
        if speedups.compile and run is SPEEDUP_QUICK:
            continue
        alone = strategy.device == "cuda"  # a second model may not fit there
        plain = ClipMaker(installed, strategy, given=given)
        expected, plain_s = _clips(plain, asked, strategy.device, run.pairs if alone else 0)
        if alone:
            plain.close()
        other = ClipMaker(installed, strategy, speedups, given=given)
        remarks: list[str] = []
        made, spent = _clips(other, asked, strategy.device, run.pairs if alone else 0, remarks)
        for number in range(0 if alone else run.pairs):
            for maker, times in ((plain, plain_s), (other, spent))[:: -1 if number % 2 else 1]:
                times.append(timed(lambda maker=maker: maker.make(asked), strategy.device))
        for maker in (plain, other):
            maker.close()
        ratios = [one / usual for one, usual in zip(spent, plain_s, strict=True)]
        yield SpeedupCost(
            card.id, weights, device_name(strategy.device), name, run.width, run.height, run.frames, run.steps,
            run.pairs, median(plain_s), median(ratios), min(ratios), max(ratios), *_off(expected, made),
            tuple(remarks),
        )  # fmt: skip


def _clips(
    maker: ClipMaker, asked: ClipRequest, device: str, count: int, remarks: list[str] | None = None
) -> tuple[NDArray[np.uint8], list[float]]:
    """A clip, for which all is loaded and compiled, and the seconds of so many more."""
    from engine.diffusion.reports import Remarked

    def note(report: Any) -> None:
        if isinstance(report, Remarked) and remarks is not None:
            remarks.append(report.message)

    made = maker.make(asked, note)
    return made, [timed(lambda: maker.make(asked), device) for _ in range(count)]


def _ratios(
    installed: Installed, strategy: Strategy, asked: ClipRequest, given: Mapping[str, Callable[[], Any]] | None
) -> Ratios:
    from engine.diffusion.calibrating import ratios_of_clip

    return () if installed.card.family == "wan-vace" else ratios_of_clip(installed, strategy, asked, given=given)


def _off(expected: NDArray[np.uint8], made: NDArray[np.uint8]) -> tuple[float, int, float | None]:
    """Mean and largest difference in 8-bit steps, and the signal-to-noise ratio in decibels."""
    off = np.abs(expected.astype(np.int16) - made)
    square = float(np.square(off.astype(np.float64)).mean())
    return float(off.mean()), int(off.max()), 10 * float(np.log10(PEAK**2 / square)) if square else None


def speedups_table(costs: list[SpeedupCost]) -> Table:
    """For people: a line a speed-up."""
    table = Table("speed-up", "time : plain", "mean off", "largest off", "PSNR", box=None)
    for cost in costs:
        if cost.remarks:
            table.add_row(cost.speedup, "left out", "-", "-", "-")
            continue
        table.add_row(
            cost.speedup, f"{cost.ratio:.2f} ({cost.ratio_low:.2f} to {cost.ratio_high:.2f})", f"{cost.mean_off:.2f}",
            f"{cost.most_off}", "same" if cost.psnr is None else f"{cost.psnr:.1f} dB",
        )  # fmt: skip
    return table
