"""Curves a figure is drawn with: centripetal Catmull-Rom splines, their normals, outlines of limbs.

Points are float64 arrays (n, d) in plane units; a third column, where there is one, is a radius that is interpolated
along with the position.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Points = NDArray[np.float64]

SPLINE_STEPS = 14


def catmull_rom(points: ArrayLike, steps: int = SPLINE_STEPS, *, closed: bool = False) -> Points:
    """Curve through ``points`` (..., n, d), ``steps`` samples per span; leading axes are curves of their own.

    The centripetal form (Barry and Goldman's pyramid, knots spaced by the square root of the chord) neither overshoots
    nor loops where control points lie close together.
    """
    control = np.asarray(points, np.float64)
    if control.shape[-2] < 2:
        return control
    first, last = control[..., :1, :], control[..., -1:, :]
    if closed:
        ends = last, np.concatenate([first, control[..., 1:2, :]], -2)
    else:
        ends = 2 * first - control[..., 1:2, :], 2 * last - control[..., -2:-1, :]
    padded = np.concatenate([ends[0], control, ends[1]], -2)
    chords = np.sqrt(np.maximum(1e-6, np.linalg.norm(np.diff(padded[..., :2], axis=-2), axis=-1)))
    knots = np.concatenate([np.zeros((*chords.shape[:-1], 1)), np.cumsum(chords, -1)], -1)
    spans = control.shape[-2] - (0 if closed else 1)
    t0, t1, t2, t3 = (knots[..., k : k + spans, None, None] for k in range(4))
    p0, p1, p2, p3 = (padded[..., k : k + spans, None, :] for k in range(4))
    u = t1 + (t2 - t1) * (np.arange(steps) / steps)[:, None]
    a1 = ((t1 - u) * p0 + (u - t0) * p1) / (t1 - t0)
    a2 = ((t2 - u) * p1 + (u - t1) * p2) / (t2 - t1)
    a3 = ((t3 - u) * p2 + (u - t2) * p3) / (t3 - t2)
    b1 = ((t2 - u) * a1 + (u - t0) * a2) / (t2 - t0)
    b2 = ((t3 - u) * a2 + (u - t1) * a3) / (t3 - t1)
    curve = ((t2 - u) * b1 + (u - t1) * b2) / (t2 - t1)
    curve = curve.reshape(*control.shape[:-2], spans * steps, control.shape[-1])
    return curve if closed else np.concatenate([curve, last], -2)


def arc_length(curve: Points) -> Points:
    """Distance along ``curve`` at each of its points, starting at 0."""
    return np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve[:, :2], axis=0), axis=1))])


def resample(curve: Points, count: int) -> Points:
    """``count`` points at equal distances along ``curve``."""
    length = arc_length(curve)
    at = np.linspace(0, length[-1], count)
    return np.stack([np.interp(at, length, column) for column in curve.T], 1)


def tangents(curve: Points) -> Points:
    """Unit tangents (..., n, 2)."""
    slope = np.gradient(curve[..., :2], axis=-2)
    return slope / (np.linalg.norm(slope, axis=-1)[..., None] + 1e-9)


def normals(curve: Points) -> Points:
    """Unit normals (..., n, 2): the tangent turned by a quarter, to the right of the way where y points down."""
    along = tangents(curve)
    return np.stack([-along[..., 1], along[..., 0]], -1)


def limb_outline(points_and_radii: ArrayLike) -> Points:
    """Closed outline (n, 2) of a limb: a spline through (x, y, radius) with round ends."""
    curve = catmull_rom(points_and_radii)
    along, across = tangents(curve), normals(curve)
    right = curve[:, :2] + across * curve[:, 2:3]
    left = curve[:, :2] - across * curve[:, 2:3]

    def cap(index: int, sense: float) -> Points:
        angle = np.linspace(-np.pi / 2, np.pi / 2, 9)[1:-1, None]
        reach = np.cos(angle) * along[index] - np.sin(angle) * across[index]
        return curve[index, :2] + curve[index, 2] * sense * reach

    return np.vstack([right, cap(-1, 1.0), left[::-1], cap(0, -1.0)])


def loft_surface(guides: list[ArrayLike], samples: int) -> Points:
    """Surface (samples, k, 2) through guide splines: along the guides, then a spline across them."""
    curves = np.array([resample(catmull_rom(guide)[:, :2], samples) for guide in guides])
    if len(curves) == 2:
        mix = np.linspace(0, 1, 40)[None, :, None]
        return curves[0][:, None] * (1 - mix) + curves[1][:, None] * mix
    return catmull_rom(curves.swapaxes(0, 1), 12)
