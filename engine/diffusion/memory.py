"""The ladder of what is done when the memory does not suffice, one rung at a time.

A rung is a change of the strategy, so that the next clip of the model begins where this one ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import torch

from engine.diffusion.placing import BLOCKWISE
from engine.diffusion.request import ClipRequest
from engine.models.card import ModelCard
from engine.models.strategy import Strategy

FEWEST, SMALLEST = 17, 0.3
"""Frames below which a clip is a slide show, and share of the pixels below which it is a blur."""
_FEWER, _SMALLER = 0.62, 0.5625


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory of the device, pinned memory or main memory is used up."""
    if isinstance(error, (torch.OutOfMemoryError, MemoryError)):
        return True
    words = str(error).lower()
    return isinstance(error, (RuntimeError, OSError)) and (
        "out of memory" in words or "can't allocate memory" in words or "paging file is too small" in words
        or "cannot allocate memory" in words
    )  # fmt: skip


def rungs(strategy: Strategy, card: ModelCard, request: ClipRequest) -> Iterator[tuple[Strategy, str]]:
    """Ways to make a request in less memory, from the harmless to the drastic: the strategy, and what it changes."""
    yield strategy, "memory was freed, and the clip is tried again"
    if not strategy.tiling:
        strategy = replace(strategy, tiling=True)
        yield strategy, "the clip is decoded in tiles"
    if strategy.offload not in BLOCKWISE:
        strategy = replace(strategy, offload="group", drop_text_encoder=True)
        yield strategy, "blocks of the model wait in main memory until their turn comes, which is slower"
    if card.experts == 2 and not strategy.late_expert:
        strategy = replace(strategy, late_expert=True)
        yield strategy, "one expert is in memory at a time, and loaded anew for every clip"
    yield from _smaller(strategy, card, request)


def _smaller(strategy: Strategy, card: ModelCard, request: ClipRequest) -> Iterator[tuple[Strategy, str]]:
    frames = min(request.frames, strategy.max_frames or request.frames)
    whole = request.width * request.height
    pixels = min(whole, strategy.max_pixels or whole)
    while True:
        fewer = max(int((frames - 1) * _FEWER) // card.frame_step * card.frame_step + 1, FEWEST)
        smaller = int(pixels * _SMALLER)
        if fewer >= frames and smaller < whole * SMALLEST:
            return
        if fewer < frames:
            frames = fewer
            strategy = replace(strategy, max_frames=frames)
            yield strategy, f"{frames} frames are made instead of {request.frames}, and stretched over the time"
        if smaller >= whole * SMALLEST:
            pixels = smaller
            strategy = replace(strategy, max_pixels=pixels)
            share = round(100 * (pixels / whole) ** 0.5)
            yield strategy, f"the clip is made at {share} % of its width and height, and enlarged"
