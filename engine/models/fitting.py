"""Whether a model runs on this machine, how, and why not: a card and the hardware give a verdict and a strategy.

What a GPU of a size can hold is data of the card (its tiers). What is decided here is the rest: memory that is not
free, main memory, disk, the paging file, GPUs that cannot do everything, and what the person wants instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.models.card import GIB, Installed, ModelCard, Offload, Tier, Weights
from engine.models.hardware import Gpu, Hardware
from engine.models.strategy import Strategy

__all__ = ["Fit", "Strategy", "Wish", "fit"]

Verdict = Literal["fits", "slow", "no"]

LENIENT = 0.97
"""A card sold as 24 GB may report a little less than 24 * 10^9 bytes."""
DESKTOP = 1.5 * GIB
"""GPU memory that a desktop takes from every card; the tiers leave room for it."""
PROGRAM_GIB = 4.0
"""Main memory for the program, the system and the frames."""
OLDEST = (7, 0)
"""Compute capability below which half precision is slower than full."""
SMALL_GIB = 6.0
"""A model whose weights are no larger can be tried on a processor."""
TINY_GIB = 0.1
"""A model of a few million parameters, such as one for trials, works anywhere."""
SPARE = 1.05
"""A disk shall keep a twentieth of what is fetched."""
MOVING: dict[str, str] = {
    "none": "all of it stays on the GPU",
    "model": "one part at a time is on the GPU",
    "group": "a few blocks at a time are on the GPU",
    "group-stream": "blocks are moved in while others work",
    "disk": "blocks are read from the disk as they are needed",
}


@dataclass(frozen=True)
class Wish:
    """What the person wants instead of what would be chosen: "auto" leaves it to Starloom."""

    offload: Offload | Literal["auto"] = "auto"
    weights: str = "auto"


@dataclass(frozen=True)
class Fit:
    """What was found: the verdict, why (a sentence), the strategy, and the clip it is good for. ``tier`` is None where
    no GPU serves; the strategy is then one that a person can still insist on."""

    verdict: Verdict
    reason: str
    strategy: Strategy
    tier: Tier | None = None
    fetch_weights: str = ""
    """The form of weights to fetch for it."""


@dataclass(frozen=True)
class _Plan:
    """One way to hold a model, and the main memory that it takes in bytes."""

    weights: Weights
    offload: Offload
    late: bool
    memory: float


def fit(
    card: ModelCard, hardware: Hardware, installed: Installed | None = None, wish: Wish = Wish(), fetch: float = 0.0
) -> Fit:
    """Judge one model for one machine.

    Args:
        card: a card; its recipe counts, being faster.
        installed: where it lies, if it does: only weights that are there are chosen then.
        wish: what the person wants otherwise.
        fetch: bytes that are still to be fetched, where they are known; else the card's sizes serve.
    """
    here = [one for one in card.weights if installed is None or installed.has(one.id)] or list(card.weights)
    weights = [one for one in here if _usable(one, hardware)] or here
    weights = [one for one in weights if wish.weights == one.id] or weights
    gpu, tier = hardware.gpu, None
    if gpu is not None:
        tier = _tier(card, min(gpu.total, gpu.free + DESKTOP))
    if gpu is None or tier is None or (gpu.kind == "cuda" and gpu.capability < OLDEST):
        return _without_gpu(card, hardware, weights)
    plans = [plan for one in _preferred(weights, card, tier) for plan in _plans(card, one, tier, gpu, wish)]
    plans.sort(key=lambda plan: plan.offload == "disk")  # smaller weights are rather taken than the disk
    plan = next((plan for plan in plans if plan.memory <= hardware.memory), None)
    plan = plan or min(plans, key=lambda plan: plan.memory)
    found = _strategy(card, gpu, tier, plan)
    fault = _lacking(card, hardware, plan, installed, fetch)
    if fault:
        return Fit("no", fault, found, tier, plan.weights.id)
    verdict, reason = _judged(card, gpu, tier, plan, wish)
    return Fit(verdict, reason, found, tier, plan.weights.id)


# -- what a GPU can do -------------------------------------------------------------------------------------------------


def _usable(weights: Weights, hardware: Hardware) -> bool:
    if weights.storage == "fp8" and hardware.gpu is not None and hardware.gpu.kind == "mps":
        return False  # Metal has no 8-bit floats
    return weights.storage != "gguf" or hardware.gguf


def _tier(card: ModelCard, memory: float) -> Tier | None:
    """The largest of the card's tiers that so much GPU memory reaches."""
    return next((tier for tier in reversed(card.tiers) if tier.gb * 1e9 * LENIENT <= memory), None)


def _preferred(weights: list[Weights], card: ModelCard, tier: Tier) -> list[Weights]:
    """The tier's weights first, then smaller ones from the nearest on, then larger ones."""
    size = card.weights_called(tier.weights).gib
    return sorted(weights, key=lambda one: (one.id != tier.weights, one.gib > size, abs(one.gib - size)))


def _plans(card: ModelCard, weights: Weights, tier: Tier, gpu: Gpu, wish: Wish) -> list[_Plan]:
    """Ways to hold these weights, the fastest first, each with the main memory it takes."""
    offload = tier.offload if wish.offload == "auto" else wish.offload
    if wish.offload == "auto" and weights.gib > card.weights_called(tier.weights).gib:
        offload = "group-stream"  # more than the tier was judged by: only a part of it may lie on the GPU
    if gpu.kind == "mps" and offload in ("group-stream", "group", "disk"):
        offload = "model"  # blocks are moved by CUDA's streams
    ladder: dict[str, tuple[Offload, ...]] = {
        "none": ("none",), "model": ("model", "group", "disk"), "disk": ("disk",),
        "group": ("group", "disk"), "group-stream": ("group-stream", "group", "disk"),
    }  # fmt: skip
    steps = ladder[offload] if wish.offload == "auto" and gpu.kind == "cuda" else (offload,)
    lateness = (False, True) if card.experts == 2 else (False,)
    return [
        _Plan(weights, step, late or step == "disk", _memory(card, weights, step, late) * GIB)
        for step in steps
        for late in lateness
    ]


def _memory(card: ModelCard, weights: Weights, offload: Offload, late: bool) -> float:
    """Main memory that a plan takes, in GiB.

    Streams pin up to twice what they move (diffusers' documentation). Blocks on the disk need memory only while they
    are put there. The text encoder is dropped before the experts come.
    """
    experts = weights.gib * (1 if late else card.experts)
    held = {"none": weights.gib, "model": experts, "group": experts, "group-stream": 2 * experts,
            "disk": weights.gib / 2}[offload]  # fmt: skip
    return max(held, card.parts.text_encoder) + PROGRAM_GIB


def _strategy(card: ModelCard, gpu: Gpu, tier: Tier, plan: _Plan) -> Strategy:
    smaller = tier.width * tier.height < card.width * card.height
    return Strategy(
        device=gpu.device, dtype="bfloat16" if gpu.bf16 else "float16", storage=plan.weights.storage,
        offload=plan.offload, tiling=True, late_expert=plan.late, drop_text_encoder=True,
        max_frames=tier.frames if tier.frames < card.frames else None,
        max_pixels=tier.width * tier.height if smaller else None, weights=plan.weights.id,
    )  # fmt: skip


# -- the verdict -------------------------------------------------------------------------------------------------------


def _judged(card: ModelCard, gpu: Gpu, tier: Tier, plan: _Plan, wish: Wish) -> tuple[Verdict, str]:
    verdict: Verdict = "fits" if card.recipe else tier.verdict
    why = [f"{gpu.name}, {_memory_gb(gpu.total)} GB: {tier.width}x{tier.height}, {tier.frames} frames, weights "
           f"{plan.weights.id}, {MOVING[plan.offload]}"]  # fmt: skip
    if verdict == "slow" and card.recipes:
        why.append(f"fast with the recipe {card.recipes[0].id}")
    if gpu.total - gpu.free > DESKTOP and _tier(card, gpu.total) != tier:
        why.append(f"other programs hold {_memory_gb(gpu.total - gpu.free)} GB of it, close them for more")
    if plan.weights.gib < card.weights_called(tier.weights).gib and wish.weights == "auto":
        why.append(f"there is too little memory for the weights {tier.weights}, or they are not here")
    if plan.offload == "disk" and wish.offload == "auto":
        verdict = "slow"
        why.append(f"there is too little memory to keep blocks there ({_memory_gb(plan.memory)} GB are used)")
    if not gpu.bf16:
        verdict = "slow"
        why.append("this GPU has no bfloat16, it computes in float16")
    if gpu.kind == "mps":
        verdict = "slow"
        why.append("on a Mac this is an experiment")
    return verdict, "; ".join(why) + "."


def _lacking(card: ModelCard, hardware: Hardware, plan: _Plan, installed: Installed | None, fetch: float) -> str:
    """What the machine has too little of, as a sentence; "" where it has enough."""
    if plan.weights.storage == "gguf" and not hardware.gguf:
        return "Its weights here are GGUF files, which need the package gguf: pip install gguf."
    if plan.memory > hardware.memory:
        return f"It needs {_memory_gb(plan.memory)} GB of memory; this machine has {_memory_gb(hardware.memory)}."
    if hardware.commit is not None and plan.memory > hardware.commit:
        return (f"Windows can promise {_memory_gb(hardware.commit)} GB more memory and the model asks for "
                f"{_memory_gb(plan.memory)}: make the paging file "
                f"{_memory_gb(plan.memory - hardware.commit) + 4} GB larger.")  # fmt: skip
    disk = fetch or (0.0 if installed else fetched_gb(card, plan.weights) * 1e9)
    if disk * SPARE > hardware.disk_free:
        return f"It needs {_disk_gb(disk * SPARE)} GB of free disk; {_disk_gb(hardware.disk_free)} are free."
    return ""


def _without_gpu(card: ModelCard, hardware: Hardware, weights: list[Weights]) -> Fit:
    """The verdict where no GPU serves: a small model may run on the processor, the others do not."""
    gpu = hardware.gpu
    smallest = min(weights or card.weights, key=lambda one: one.gib, default=None)
    own = next((one for one in weights or card.weights if one.storage == "as-is"), smallest)
    strategy = Strategy(
        device="cpu", dtype="float32", storage=own.storage if own else "as-is", tiling=True,
        late_expert=card.experts == 2, drop_text_encoder=True, weights=own.id if own else "",
    )  # fmt: skip
    least = card.tiers[0].gb if card.tiers else 0
    needs = f"It needs a GPU with {least} GB of memory" if least else "It needs a GPU"
    if gpu is not None and gpu.kind == "cuda" and gpu.capability < OLDEST:
        return Fit("no", f"{gpu.name} is too old for it: compute capability {gpu.capability[0]}.{gpu.capability[1]}, "
                         f"{OLDEST[0]}.{OLDEST[1]} or newer is needed.", strategy)  # fmt: skip
    if gpu is not None:
        held = f", and other programs hold {_memory_gb(gpu.total - gpu.free)} of them: close them"
        busy = held if _tier(card, gpu.total) else ""
        return Fit("no", f"{needs}; {gpu.name} has {_memory_gb(gpu.total)}{busy}.", strategy)
    if hardware.trouble:
        return Fit("no", f"{needs}; {hardware.trouble}.", strategy)
    if own is not None and own.gib <= SMALL_GIB:
        memory = (2 * max(own.gib * card.experts, card.parts.text_encoder) + PROGRAM_GIB) * GIB  # float32
        if own.gib < TINY_GIB:
            return Fit("fits", "It is small enough for the processor.", strategy, fetch_weights=own.id)
        if memory <= hardware.memory:
            return Fit("slow", f"{needs}; there is none, and on the processor a clip of seconds takes hours.",
                       strategy, fetch_weights=own.id)  # fmt: skip
    return Fit("no", f"{needs}; this machine has none that torch can use.", strategy)


def fetched_gb(card: ModelCard, weights: Weights) -> float:
    """What is to be fetched for one form of a card's weights (and its recipe), in 10^9 bytes, after the card."""
    total = card.source.gb if card.source else 0.0
    if weights.storage == "gguf" and weights.source is not None:
        total = card.base_gb + weights.source.gb
    return total + (card.recipe_called(card.recipe).source.gb if card.recipe else 0.0)


def _memory_gb(size: float) -> int:
    """Bytes of memory as people count them: a GPU of 24576 MiB is one of 24 GB."""
    return round(size / GIB)


def _disk_gb(size: float) -> int:
    return round(size / 1e9)


