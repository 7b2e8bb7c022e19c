"""Smaller clips where the memory is too small for the one that was asked for, and back to its length and size."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.diffusion.request import ClipRequest
from engine.models.card import ModelCard
from engine.models.strategy import Strategy

Frames = NDArray[np.uint8]


def shrunk(request: ClipRequest, card: ModelCard, strategy: Strategy) -> ClipRequest:
    """The request within the strategy's limits: the same shot in fewer frames, and in a smaller size of its shape."""
    limit, frames = strategy.max_frames, request.frames
    if limit is not None and frames > limit:
        frames = max((limit - 1) // card.frame_step, 1) * card.frame_step + 1
    width, height = _size_within(request.width, request.height, strategy.max_pixels, card.size_step)
    if (frames, width, height) == (request.frames, request.width, request.height):
        return request
    clips = {
        name: None if given is None else resized(stretched(given, frames), width, height)
        for name in ("video", "control", "mask") for given in (getattr(request, name),)
    }  # fmt: skip
    stills = {
        name: None if given is None else resized(given[None], width, height)[0]
        for name in ("first", "last") for given in (getattr(request, name),)
    }  # fmt: skip
    return replace(request, width=width, height=height, frames=frames, **clips, **stills)


def restored(frames: Frames, request: ClipRequest) -> Frames:
    """A smaller clip in the length and the size that were asked for."""
    return resized(stretched(frames, request.frames), request.width, request.height)


def stretched(frames: Frames, count: int) -> Frames:
    """A clip spread over ``count`` frames, first on first and last on last; what lies between two is blended. Masks
    (without colours) take the nearer one."""
    if len(frames) == count:
        return frames
    if count == 1 or len(frames) == 1:
        return np.repeat(frames[:1], count, axis=0)
    places = np.linspace(0, len(frames) - 1, count)
    if frames.ndim == 3:
        return frames[np.round(places).astype(int)]
    result = np.empty((count, *frames.shape[1:]), np.uint8)
    for number, place in enumerate(places):
        before = min(int(place), len(frames) - 2)
        share = place - before
        result[number] = cv2.addWeighted(frames[before], 1 - share, frames[before + 1], share, 0)
    return result


def resized(frames: Frames, width: int, height: int) -> Frames:
    """A clip in another size. Masks (without colours) stay hard."""
    if frames.shape[1:3] == (height, width):
        return frames
    smaller = width < frames.shape[2]
    way = cv2.INTER_NEAREST if frames.ndim == 3 else cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4
    return np.stack([cv2.resize(frame, (width, height), interpolation=way) for frame in frames]).astype(np.uint8)


def _size_within(width: int, height: int, pixels: int | None, step: int) -> tuple[int, int]:
    if pixels is None or width * height <= pixels:
        return width, height
    scale = (pixels / (width * height)) ** 0.5
    return max(int(width * scale) // step, 1) * step, max(int(height * scale) // step, 1) * step
