"""The light of foam: the fringe where the sea laps at something, and rings where something breaks through it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import periodic, runs
from engine.sky.layers.noise import tile_at
from engine.sky.layers.water.sea import DEFAULT_HORIZON
from engine.sky.light import f32

NIGHT_FOAM = np.array([0.0210, 0.0310, 0.0420])
FLASH_FOAM = np.array([0.30, 0.38, 0.62])
RINGS_REACH = 3.2
"""How far the rings run, in half widths of the churned patch."""
PROFILE_REACH, PROFILE_STEPS = 4.0, 256


@compiled
def fringe_compiled(buffer, tile, line, weight, left, unit, reach, time, r, g, b):
    """Foam below a waterline: line (n) heights in pixels and weight (n) of the columns from ``left`` on.

    reach: how far it spreads towards the viewer, reference pixels. It runs out and draws back, differently along the
    line, and breaks into shreds at its outer edge.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    for k in range(line.shape[0]):
        x = left + k
        if x < 0 or x >= width or weight[k] <= f32(0.003):
            continue
        px = f32(x) / unit
        slow = tile_at(tile, px * f32(0.35) + time * f32(0.6), f32(40) + time * f32(0.9))
        surge = (
            f32(0.55) + f32(0.30) * math.sin(time * f32(1.25) + px * f32(0.013) + slow * f32(1.1)) + f32(0.15) * slow
        )
        far = max(surge, f32(0.12)) * reach
        for y in range(max(0, int(line[k] - f32(3) * unit)), min(height, int(line[k] + far * f32(1.6) * unit) + 2)):
            d = (f32(y) + f32(0.5) - line[k]) / unit
            if d < f32(0):
                # thrown up against the stone
                level = math.exp(d * f32(1.3)) * f32(0.5)
                shred = f32(0.5) + f32(0.5) * tile_at(tile, px * f32(2.1), d * f32(3) + time * f32(9))
            else:
                level = f32(1) - d / far
                shred = tile_at(tile, px * f32(0.42) + time * f32(1.2), d * f32(3.2) - time * f32(4)) + f32(
                    0.6
                ) * tile_at(tile, px * f32(1.1) - time * f32(1.5), d * f32(8) + f32(100) - time * f32(6))
                shred = f32(0.30) + f32(0.42) * shred + f32(0.75) * math.exp(-d * f32(0.8))
                if level < f32(0):
                    level = f32(0)
                level = level * (f32(0.35) + f32(0.65) * level)
            light = min(max(shred, f32(0)), f32(1.3)) * level * weight[k]
            buffer[y, x, 0] += r * light
            buffer[y, x, 1] += g * light
            buffer[y, x, 2] += b * light


def fringe_plain(buffer, tile, line, weight, left, unit, reach, time, r, g, b) -> None:
    """The same with numpy."""
    x = np.arange(left, left + len(line))
    kept = (x >= 0) & (x < buffer.shape[1]) & (weight > f32(0.003))
    x, line, weight = x[kept], line[kept], weight[kept]
    px = x.astype(f32) / unit
    slow = periodic(tile, px * f32(0.35) + time * f32(0.6), np.full_like(px, f32(40) + time * f32(0.9)))
    surge = f32(0.55) + f32(0.30) * np.sin(time * f32(1.25) + px * f32(0.013) + slow * f32(1.1)) + f32(0.15) * slow
    far = np.maximum(surge, f32(0.12)) * reach
    first = np.maximum(0, (line - f32(3) * unit).astype(np.int64))
    end = np.minimum(buffer.shape[0], (line + far * f32(1.6) * unit).astype(np.int64) + 2)
    k, y = runs(first, end)
    d, px, far = (y.astype(f32) + f32(0.5) - line[k]) / unit, px[k], far[k]
    # thrown up against the stone
    thrown = np.exp(np.minimum(d, 0) * f32(1.3)) * f32(0.5)
    thrown *= np.clip(f32(0.5) + f32(0.5) * periodic(tile, px * f32(2.1), d * f32(3) + time * f32(9)), 0, f32(1.3))
    level = np.maximum(1 - d / far, f32(0))
    shred = periodic(tile, px * f32(0.42) + time * f32(1.2), d * f32(3.2) - time * f32(4))
    shred += f32(0.6) * periodic(tile, px * f32(1.1) - time * f32(1.5), d * f32(8) + f32(100) - time * f32(6))
    shred = f32(0.30) + f32(0.42) * shred + f32(0.75) * np.exp(-np.maximum(d, 0) * f32(0.8))
    run_out = np.clip(shred, 0, f32(1.3)) * level * (f32(0.35) + f32(0.65) * level)
    light = np.where(d < 0, thrown, run_out) * weight[k]
    buffer[y, x[k]] += light[:, None] * np.array([r, g, b], f32)


fringe = fringe_compiled if HAVE_NUMBA else fringe_plain


def ring_profile(
    churn: float, spread: NDArray[np.floating], gains: NDArray[np.floating]
) -> NDArray[np.float32]:
    """Light of the churned middle and of the rings (n, 2) at the distances k / PROFILE_STEPS from the middle.

    churn: light of the broken water in the middle; spread: radii of the rings that run outwards, in half widths of the
    churned patch, gains: of their light, which falls with the radius.
    """
    away = np.arange(int(PROFILE_REACH * PROFILE_STEPS) + 2) / PROFILE_STEPS
    middle, ring = churn * np.exp(-(((away - 1) / 0.30) ** 2)), np.zeros_like(away)
    for wide, gain in zip(spread, gains, strict=True):
        faint = max(0.0, 1 - (wide - 0.8) / 2.0)
        ring += 0.55 * gain * faint * faint * np.exp(-(((away - wide) / (0.05 + 0.04 * wide)) ** 2))
    # their faint tails would cost more than they show
    return np.maximum(np.stack([middle, ring], -1) - 0.01, 0).astype(f32)


@compiled
def rings_compiled(buffer, tile, line, left, cx, half, flat, unit, profile, time, r, g, b):
    """Churned water around a point: an ellipse around column ``cx`` whose middle follows the waterline ``line``.

    half: half width in pixels, flat: height of the ellipse against its width; profile (n, 2): from ``ring_profile``.
    """
    height, width = buffer.shape[0], buffer.shape[1]
    lowest, highest = f32(1e9), f32(-1e9)
    for k in range(line.shape[0]):
        lowest, highest = min(lowest, line[k]), max(highest, line[k])
    up, edge = flat * half * f32(RINGS_REACH), f32(RINGS_REACH * RINGS_REACH)
    across, down, last = f32(1) / half, f32(1) / (half * flat), f32(profile.shape[0] - 2)
    for y in range(max(0, int(lowest - up)), min(height, int(highest + up) + 1)):
        middle = f32(y) + f32(0.5)
        beside = max(max(middle - highest, lowest - middle), f32(0)) * down
        reach = math.sqrt(max(edge - beside * beside, f32(0))) * half
        even, coarse = -1, f32(0)
        for x in range(max(0, left, int(cx - reach) - 1), min(width, left + line.shape[0], int(cx + reach) + 2)):
            dx, dy = (f32(np.int32(x)) + f32(0.5) - cx) * across, (middle - line[x - left]) * down
            square = dx * dx + dy * dy
            if square > edge:
                continue
            px, py = f32(np.int32(x)) / unit, dy * half / unit
            if even != x & -2:  # every second column will do
                even = x & -2
                high = (middle - line[max(even, left, 0) - left]) / (flat * unit)
                coarse = tile_at(tile, f32(even) / unit * f32(0.30) + time * f32(1.4), high * f32(0.30) - time * f32(2))
            away = min(max(math.sqrt(square) + f32(0.16) * coarse, f32(0)) * f32(PROFILE_STEPS), last)
            i = np.int32(away)
            part = away - f32(i)
            churned = profile[i, 0] + (profile[i + 1, 0] - profile[i, 0]) * part
            ring = profile[i, 1] + (profile[i + 1, 1] - profile[i, 1]) * part
            if churned + ring <= f32(0):
                continue
            fine = tile_at(tile, px * f32(0.85) - time * f32(2), py * f32(0.60) + f32(70))
            level = churned * max(f32(0), f32(0.55) + f32(0.5) * fine + f32(0.4) * coarse)
            level += ring * max(f32(0), f32(0.45) + f32(0.55) * fine)
            buffer[y, x, 0] += r * level
            buffer[y, x, 1] += g * level
            buffer[y, x, 2] += b * level


def rings_plain(buffer, tile, line, left, cx, half, flat, unit, profile, time, r, g, b) -> None:
    """The same with numpy."""
    x = np.arange(left, left + len(line))
    kept = (x >= 0) & (x < buffer.shape[1])
    x, line = x[kept], line[kept]
    up = flat * half * f32(RINGS_REACH)
    first = np.maximum(0, (line - up).astype(np.int64))
    k, y = runs(first, np.minimum(buffer.shape[0], (line + up).astype(np.int64) + 1))
    even = x[k] & -2
    high = (y.astype(f32) + f32(0.5) - line[np.maximum(even - x[:1], 0)]) / (flat * unit)
    x, line = x[k], line[k]
    dx, dy = (x.astype(f32) + f32(0.5) - cx) / half, (y.astype(f32) + f32(0.5) - line) / (half * flat)
    square = dx * dx + dy * dy
    px, py = x.astype(f32) / unit, dy * half / unit
    coarse = periodic(tile, even.astype(f32) / unit * f32(0.30) + time * f32(1.4), high * f32(0.30) - time * f32(2))
    away = np.clip((np.sqrt(square) + f32(0.16) * coarse) * f32(PROFILE_STEPS), 0, f32(len(profile) - 2))
    i = away.astype(np.int64)
    churned, ring = (profile[i] + (profile[i + 1] - profile[i]) * (away - i.astype(f32))[:, None]).T
    fine = periodic(tile, px * f32(0.85) - time * f32(2), py * f32(0.60) + f32(70))
    level = churned * np.maximum(f32(0.55) + f32(0.5) * fine + f32(0.4) * coarse, f32(0))
    level += ring * np.maximum(f32(0.45) + f32(0.55) * fine, f32(0))
    level[(square > f32(RINGS_REACH * RINGS_REACH)) | (churned + ring <= f32(0))] = 0
    buffer[y, x] += level[:, None] * np.array([r, g, b], f32)


rings = rings_compiled if HAVE_NUMBA else rings_plain


def flatness(stage: Stage, y: float) -> float:
    """Height of a circle on the water at reference y against its width: the nearer to the horizon, the flatter."""
    horizon = DEFAULT_HORIZON if stage.horizon is None else stage.horizon
    return min(max((y - horizon) / 330, 0.05), 0.4)


def foam_colour(frame: Frame, strength: float) -> tuple[np.float32, np.float32, np.float32]:
    """Light of foam now: the night's, and the flash's."""
    light = (NIGHT_FOAM + 0.16 * min(frame.flash, 1.5) * FLASH_FOAM) * strength
    return f32(light[0]), f32(light[1]), f32(light[2])
