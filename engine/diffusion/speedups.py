"""Speed-ups as settings: what each does, what it costs in quality, and where it is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from engine.models.ratios import Ratios
from engine.models.wishes import ModelWishes, StepCache

QUALITY: dict[str, str] = {
    "cache.none": "Every step is computed; the picture is the model's own.",
    "cache.first-block": "Steps that change little reuse the last one: with 40 steps about half the time, fine detail "
    "and motion soften as the threshold grows (0.05 to 0.1). Of no use with 4 steps.",
    "cache.mag": "Like the first-block cache, by ratios measured once for a model (starloom models "
    "calibrate); without them it is left out.",
    "cache.taylor": "Attention is extrapolated between full steps: risky with motion, saves little on Wan.",
    "cache_threshold": "How much a step may change and still be skipped (first-block and mag): more is faster, and "
    "softer.",
    "compile": "The same picture but for rounding; the first clip waits while blocks are compiled (4 to 50 s).",
    "attention": "Exact kernels differ by rounding only; 'sage' computes in 8 bits and may blur faint stars.",
    "channels_last": "The VAE's weights in another order: the same picture but for rounding.",
    "interpolation": "Empty: ffmpeg estimates the motion between frames. An ONNX file, such as an export of RIFE, does "
    "it instead, by what it has learnt.",
}
"""What each setting does to the picture, for the person who sets it."""

FEWEST_STEPS = 6
"""Steps of a clip below which no step is like the one before, so that there is nothing to reuse."""


@dataclass(frozen=True)
class Speedups:
    """What may be done to be faster; left alone, nothing.

    ``cache``: reuse of what changed little from step to step; ``cache_threshold``: how little (first-block and mag).
    ``mag_ratios``: each expert's magnitudes from step to step, which the mag cache needs. ``compile``: compile the
    repeated blocks. ``attention``: a kernel's name in diffusers ("native", "flash", "sage", "_native_cudnn", ...); one
    that does not work here is left out with a remark. ``channels_last``: convolutions of the VAE in that order.
    ``preview_every``: steps between previews; 0: none.
    """

    cache: StepCache = "none"
    cache_threshold: float = 0.08
    mag_ratios: Ratios = ()
    compile: bool = False
    attention: str = "native"
    channels_last: bool = False
    preview_every: int = 4

    @property
    def compiles(self) -> bool:
        """Whether blocks are to be compiled: the mag cache stands before every block, where no compiler looks."""
        return self.compile and self.cache != "mag"


PLAIN = Speedups()


def quality_note(key: str, value: Any) -> str:
    """What one of the person's settings does to the picture ("step_cache", "first-block"); "" where it is none of
    these."""
    return QUALITY.get(f"cache.{value}" if key == "step_cache" else key, "")


def wished_speedups(wishes: ModelWishes, mag_ratios: Ratios = ()) -> Speedups:
    """The speed-ups that the person wishes. ``mag_ratios``: those of the model, where they are known."""
    return Speedups(
        cache=wishes.step_cache, cache_threshold=wishes.cache_threshold,
        mag_ratios=mag_ratios if wishes.step_cache == "mag" else (), compile=wishes.compile, attention=wishes.attention,
        channels_last=wishes.channels_last,
    )  # fmt: skip


def suited(speedups: Speedups, steps: int) -> tuple[Speedups, str]:
    """The speed-ups for a clip of so many steps that may be cached (0: none may), and why its cache is left out, a
    sentence; "" where it is not."""
    why = ""
    if speedups.cache == "none":
        return speedups, why
    if steps == 0:
        why = "a model that paints over a video has no place for it"
    elif steps < FEWEST_STEPS:
        why = f"in {steps} steps there is nothing to reuse"
    elif speedups.cache == "mag" and sum(map(len, speedups.mag_ratios)) != steps:
        why = f"this model's ratios for {steps} steps are not known, starloom models calibrate measures them"
    if not why:
        return speedups, why
    return replace(speedups, cache="none"), f"The step cache '{speedups.cache}' is left out: {why}."


def changes_of_picture(speedups: Speedups, steps: int) -> dict[str, Any]:
    """What of the speed-ups changes a clip's picture, if only by rounding, as values of JSON's kinds; empty where all
    is plain. ``steps``: those that may be cached."""
    used, _ = suited(speedups, steps)
    changed = {
        name: getattr(used, name)
        for name in ("cache", "attention", "channels_last")
        if getattr(used, name) != getattr(PLAIN, name)
    }
    if speedups.compiles:
        changed["compile"] = True
    if used.cache in ("first-block", "mag"):
        changed["cache_threshold"] = used.cache_threshold
    if used.cache == "mag":
        changed["mag_ratios"] = [list(expert) for expert in used.mag_ratios]
    return changed
