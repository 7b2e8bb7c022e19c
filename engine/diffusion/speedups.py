"""Speed-ups as settings: what each does, and what it costs in quality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StepCache = Literal["none", "first-block", "mag", "taylor"]

QUALITY: dict[str, str] = {
    "cache.none": "Every step is computed; the picture is the model's own.",
    "cache.first-block": "Steps that change little reuse the last one: with 40 steps about half the time, fine detail "
    "and motion soften as the threshold grows (0.05 to 0.1). Of no use with 4 steps.",
    "cache.mag": "Like the first-block cache, by ratios measured once for a model; without them it is left out.",
    "cache.taylor": "Attention is extrapolated between full steps: risky with motion, saves little on Wan.",
    "compile": "The same picture but for rounding; the first clip waits while blocks are compiled (4 to 50 s).",
    "attention": "Exact kernels differ by rounding only; 'sage' computes in 8 bits and may blur faint stars.",
    "channels_last": "The VAE's weights in another order: the same picture but for rounding.",
}
"""What each setting does to the picture, for the person who sets it."""


@dataclass(frozen=True)
class Speedups:
    """What may be done to be faster; left alone, nothing.

    ``cache``: reuse of what changed little from step to step; ``cache_threshold``: how little (first-block and mag).
    ``mag_ratios``: the model's magnitudes from step to step, which the mag cache needs. ``compile``: compile the
    repeated blocks. ``attention``: a kernel's name in diffusers ("native", "flash", "sage", "_native_cudnn", ...); one
    that does not work here is left out with a remark. ``channels_last``: convolutions of the VAE in that order.
    ``preview_every``: steps between previews; 0: none.
    """

    cache: StepCache = "none"
    cache_threshold: float = 0.08
    mag_ratios: tuple[float, ...] = ()
    compile: bool = False
    attention: str = "native"
    channels_last: bool = False
    preview_every: int = 4
