"""A hand-over of a film: every kind of transition between two pictures, on packed frames and on pictures of channels.

Domes and 360-degree pictures are not pushed, since nothing comes from their side: a push is a crossfade there.
"""

from __future__ import annotations

import cv2
import numpy as np

from engine.assembly.colour import yuv420_planes
from engine.assembly.planes import BLACK, WHITE, Packed
from engine.assembly.planes import hand_over as blended
from engine.assembly.star_dissolve import StarDissolve, doubled
from engine.assembly.star_flight import StarFlight, light_table, nearer
from engine.assembly.transitions import Kind, ease
from engine.assembly.transitions import hand_over as mixed
from storyboard.model import Canvas, TransitionKind

Plane = np.ndarray

FLARE = tuple(light_table(*each) for each in ((228.0, 216.0), (119.0, 96.0), (135.0, 152.0)))
"""Luma and chroma of the light that is flown through: warm white, amber where it is faint."""
STAR_TINT = (-0.055, 0.03)
"""What a star's light adds to both chroma planes, as a share of what it adds to luma."""
SHADOW, SHADOW_WIDTH = 0.55, 0.05
"""How dark the pushing picture's shadow is at its edge, and how wide, in shares of the width."""
SHUTTER = 0.16
"""Share of a frame's way along which a push is blurred."""


class HandOver:
    """One hand-over of a film of one size. Any frame on its own, by any thread."""

    def __init__(self, kind: TransitionKind, canvas: Canvas, seed: int = 0, frames: int = 20) -> None:
        """``seed``: of the star dissolve's stars; ``frames``: how long it lasts, for the blur of a push."""
        flat = canvas.projection in ("flat", "rectilinear")
        self._pushes = kind == "push" and flat
        self._plain: Kind = kind if kind in ("black", "cut") else "crossfade"
        self._frames = max(frames, 1)
        self._dissolve = StarDissolve(canvas, seed) if kind == "stars" else None
        self._flight = StarFlight(canvas) if kind == "zoom" else None

    def packed(self, a: Packed, b: Packed, progress: float) -> Packed:
        """The packed frame at ``progress`` (0 to 1) of the way from ``a`` to ``b``."""
        if self._dissolve is not None:
            return self._dissolved(self._dissolve, a, b, progress)
        if self._flight is not None:
            return self._flown(self._flight, a if progress < 0.5 else b, progress)
        if self._pushes:
            out = np.empty_like(a)
            planes = (yuv420_planes(frame) for frame in (a, b, out))
            for before, after, target, dark in zip(*planes, (BLACK, None, None), strict=True):
                target[...] = self._pushed(before, after, progress, dark)
            return out
        return blended(self._plain, a, b, progress)

    def picture(self, a: Plane, b: Plane, progress: float) -> Plane:
        """The same of pictures (height, width, channels) that hold light on nothing, such as an overlay's: what the
        pictures show moves and gives way as in the film, the hand-over's own light is left out."""
        if self._dissolve is not None:
            weight = doubled(self._dissolve.weight(progress))
            return _weighed(a, b, np.repeat(weight[..., None], a.shape[2], axis=2))
        if self._flight is not None:
            dark = doubled(cv2.bitwise_not(self._flight.light(progress)))
            moved = self._moved(self._flight, a if progress < 0.5 else b, progress)
            return np.asarray(cv2.multiply(moved, np.repeat(dark[..., None], a.shape[2], axis=2), scale=1 / 255))
        if self._pushes:
            return self._pushed(a, b, progress, None)
        return mixed(self._plain, a, b, progress)

    def _dissolved(self, dissolve: StarDissolve, a: Packed, b: Packed, progress: float) -> Packed:
        weight, light = dissolve.weight(progress), dissolve.light(progress)
        small = cv2.resize(light, weight.shape[::-1], interpolation=cv2.INTER_AREA)
        out = np.empty_like(a)
        luma, *chroma = zip(*(yuv420_planes(frame) for frame in (a, b, out)), strict=True)
        cv2.add(_weighed(luma[0], luma[1], doubled(weight)), light, dst=luma[2])
        cv2.threshold(luma[2], WHITE, WHITE, cv2.THRESH_TRUNC, dst=luma[2])
        for (before, after, target), tint in zip(chroma, STAR_TINT, strict=True):
            cv2.addWeighted(_weighed(before, after, weight), 1.0, small, tint, 0.0, dst=target)
        return out

    def _flown(self, flight: StarFlight, shown: Packed, progress: float) -> Packed:
        out, light = np.empty_like(shown), flight.light(progress)
        dark, whole = cv2.bitwise_not(light), (2 * light.shape[0], 2 * light.shape[1])
        for plane, target, colour in zip(yuv420_planes(shown), yuv420_planes(out), FLARE, strict=True):
            share, left = cv2.LUT(light, colour), dark
            if plane.shape == whole:
                share, left = doubled(share), doubled(left)
            moved = self._moved(flight, plane, progress)
            cv2.add(cv2.multiply(moved, left, scale=1 / 255), share, dst=target)
        return out

    @staticmethod
    def _moved(flight: StarFlight, plane: Plane, progress: float) -> Plane:
        scale = flight.scale(progress)
        return plane if abs(scale - 1) < 1e-3 else nearer(plane, scale)

    def _pushed(self, before: Plane, after: Plane, progress: float, dark: float | None) -> Plane:
        """Both pictures side by side as far as the right one has come, blurred along their way; ``dark``: what the
        shadow on the left one goes down to, None without a shadow."""
        width = before.shape[1]
        gone = round(ease(progress) * width)
        way = width * (ease(progress + 0.5 / self._frames) - ease(progress - 0.5 / self._frames))
        blur = round(SHUTTER * way) | 1
        side = [before[:, max(0, gone - blur) :].copy(), after[:, : min(width, gone + blur)]]
        if dark is not None:
            _shade(side[0], round(SHADOW_WIDTH * width), SHADOW * np.sin(np.pi * progress), dark)
        strip = np.concatenate(side, axis=1)
        start = gone - max(0, gone - blur)
        if blur > 1:
            strip = cv2.blur(strip, (blur, 1), borderType=cv2.BORDER_REPLICATE)
        return np.asarray(strip[:, start : start + width])


def _shade(picture: Plane, wide: int, strength: float, dark: float) -> None:
    """Darken the right edge of a picture, in place."""
    wide = min(wide, picture.shape[1])
    if wide and strength > 0:
        edge = picture[:, picture.shape[1] - wide :]
        falling = 1 - strength * (np.arange(1, wide + 1) / wide) ** 2
        edge[...] = np.rint((edge - dark) * falling[None, :] + dark).astype(np.uint8)


def _weighed(a: Plane, b: Plane, weight: Plane) -> Plane:
    """``b`` as far as the weights say (255: all), ``a`` for the rest."""
    left = cv2.multiply(a, cv2.bitwise_not(weight), scale=1 / 255)
    return np.asarray(cv2.add(left, cv2.multiply(b, weight, scale=1 / 255)))
