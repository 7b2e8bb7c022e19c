"""The surface a figure is rasterised on: ink with its times, two-sided light, mask and looseness.

Everything is in plane units (the pixels of the drawing plane, y down); a canvas holds ``density`` pixels per unit.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.sky.figures.kernels import draw_ink
from engine.sky.figures.splines import Points, arc_length, normals, tangents

Plane = NDArray[np.float32]
Box = tuple[int, int, int, int]
Window = tuple[slice, slice]

RELIEF_SIZE = 220
"""Longest side in pixels at which the inflated relief of an engraving is solved."""

SPREADS = ((2.5, 1.0), (6.0, 0.1), (14.0, 0.01))
"""How looseness and dawn are carried on: widths in units and their weights."""


@dataclass(frozen=True)
class Sway:
    """How one kind of cloth, hair or tail moves: nothing at ``rest``, fully ``reach`` units away, by ``amount``. What
    is also ``tied`` at another point hangs between the two as a chain, and swings most in its middle."""

    rest: tuple[float, float]
    reach: float
    amount: float
    tied: tuple[float, float] | None = None

    def amounts(self, x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
        """Largest displacement in units at plane points; negative where it swings as a chain."""
        away = np.hypot(np.asarray(x) - self.rest[0], np.asarray(y) - self.rest[1])
        if self.tied is None:
            u = np.clip(away / self.reach, 0, 1)
            return self.amount * u * u * (3 - 2 * u)
        other = np.hypot(np.asarray(x) - self.tied[0], np.asarray(y) - self.tied[1])
        return -self.amount * np.sin(np.pi * away / np.maximum(away + other, 1e-6))


@dataclass(frozen=True, eq=False)
class Region:
    """A covered area: pixel ``box`` (left, top, right, bottom) on the canvas and ``cover`` 0..1 inside it."""

    box: Box
    cover: Plane

    def of(self, plane: Plane) -> Plane:
        """The view of a canvas plane under this region's box."""
        left, top, right, bottom = self.box
        return plane[top:bottom, left:right]


class Canvas:
    """Planes (rows, columns) float32 of one figure under construction."""

    def __init__(self, frame: tuple[float, float, float, float], density: float, light: tuple[float, float]):
        left, top, right, bottom = frame
        self.origin = np.array([left, top], np.float64)
        self.density = float(density)
        self.shape = (round((bottom - top) * density), round((right - left) * density))
        self.light = np.asarray(light, np.float64) / np.linalg.norm(light)
        self.ink = np.zeros(self.shape, np.float32)
        self.time = np.zeros(self.shape, np.float32)
        self.fill = np.zeros(self.shape, np.float32)
        self.counter = np.zeros(self.shape, np.float32)
        self.mask = np.zeros(self.shape, np.float32)
        self.regions: dict[str, Region] = {}
        self._everywhere = np.ones(self.shape, np.float32)
        # looseness and dawn are smooth: one pixel per unit is plenty
        self.loose_shape = (int(bottom - top) + 2, int(right - left) + 2)
        self.loose = np.zeros(self.loose_shape, np.float32)
        self.loose_known = np.zeros(self.loose_shape, np.float32)
        self.dawn = np.zeros(self.loose_shape, np.float32)
        self.dawn_known = np.zeros(self.loose_shape, np.float32)

    def to_pixels(self, points: ArrayLike) -> Points:
        """Pixel coordinates (n, 2) of points in plane units."""
        return (np.asarray(points, np.float64)[:, :2] - self.origin) * self.density

    def blur(self, plane: ArrayLike, sigma: float) -> Plane:
        """Gaussian blur, ``sigma`` in plane units."""
        blurred = cv2.GaussianBlur(np.asarray(plane, np.float32), (0, 0), max(0.3, sigma * self.density))
        return np.asarray(blurred, np.float32)

    def box_of(self, outlines: list[Points], margin: float) -> Box:
        """Pixel box (left, top, right, bottom) round outlines, grown by ``margin`` units, inside the canvas."""
        pixels = np.vstack([self.to_pixels(outline) for outline in outlines])
        grow = margin * self.density + 2
        low, high = np.floor(pixels.min(0) - grow), np.ceil(pixels.max(0) + grow)
        rows, columns = self.shape
        left, right = int(np.clip(low[0], 0, columns - 1)), int(np.clip(high[0], 1, columns))
        top, bottom = int(np.clip(low[1], 0, rows - 1)), int(np.clip(high[1], 1, rows))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def fuse(self, outlines: list[Points], blend: float) -> Region:
        """Region of several outlines grown together: union, blur by ``blend`` units, sharpened again."""
        box = self.box_of(outlines, 3 * max(blend, 1.0))
        corner = np.array(box[:2])
        union = np.zeros((box[3] - box[1], box[2] - box[0]), np.uint8)
        for outline in outlines:
            fixed = np.round((self.to_pixels(outline) - corner) * 16).astype(np.int32)
            drawn = np.zeros_like(union)
            cv2.fillPoly(drawn, [fixed], 255, cv2.LINE_AA, 4)
            np.maximum(union, drawn, out=union)
        cover = union.astype(np.float32) / 255
        if blend > 0:
            cover = np.clip((self.blur(cover, blend) - 0.5) * 6 + 0.5, 0, 1)
        return Region(box, cover)

    def facing(self, cover: Plane, rim: float) -> tuple[Plane, Plane]:
        """Distance to the edge in units, and how much each pixel of a puffed-up cover faces the light, -1..1."""
        distance = cv2.distanceTransform((cover > 0.5).astype(np.uint8), cv2.DIST_L2, 5) / np.float32(self.density)
        height = np.sqrt(np.clip(1 - (1 - np.clip(distance / (rim * 2.2), 0, 1)) ** 2, 0, 1))
        height = self.blur(height, 1.2)
        slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3)
        slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3)
        toward = -(slope_x * self.light[0] + slope_y * self.light[1]) * (self.density * 1.1)
        return distance.astype(np.float32), np.clip(toward, -1, 1).astype(np.float32)

    def lay_body(self, region: Region, *, glow: float, rim: float, base: float, cover: float) -> None:
        """Light a region from inside its edge and let it hide what lies below (``cover`` 0..1)."""
        shape = region.cover
        distance, toward = self.facing(shape, rim)
        edge = np.exp(-distance / rim)
        lit, away = np.clip(toward, 0, 1), np.clip(-toward, 0, 1)
        hide = 1 - shape * np.float32(cover)
        fill, counter, ink, mask = (region.of(plane) for plane in (self.fill, self.counter, self.ink, self.mask))
        fill[...] = fill * hide + shape * (base + 0.16 * edge + 0.55 * edge * lit + 0.09 * lit) * glow
        counter[...] = counter * hide + shape * (0.05 * edge + 0.62 * edge * away + 0.06 * away) * glow
        ink *= hide
        np.maximum(mask, shape, out=mask)

    def lay_line(self, points: ArrayLike, half_widths: ArrayLike, times: ArrayLike, clip: Region | None = None) -> None:
        """One ink line: half widths in units, times 0..1 at its points; only inside ``clip`` where one is given."""
        pixels = self.to_pixels(points)
        ink, time, limit = self.ink, self.time, self._everywhere
        if clip is not None:
            pixels = pixels - np.array(clip.box[:2])
            ink, time, limit = clip.of(ink), clip.of(time), clip.cover
        half = (np.asarray(half_widths) * self.density).astype(np.float32)
        draw_ink(ink, time, limit, np.ascontiguousarray(pixels, np.float32), half, np.asarray(times, np.float32))

    def lay_outline(self, outline: Points, width: float, reveal: tuple[float, float], lost: float) -> None:
        """A closed outline as a lit edge: full where its normal meets the light, down to ``lost`` in the shade."""
        curve = np.vstack([outline, outline[:1]])
        along = tangents(curve)
        outward = np.stack([along[:, 1], -along[:, 0]], 1)
        area = np.sum(curve[:-1, 0] * curve[1:, 1] - curve[1:, 0] * curve[:-1, 1])
        facing = np.clip(outward @ self.light * (1 if area > 0 else -1), -1, 1)
        weight = lost + (1 - lost) * np.clip(0.5 + 0.75 * facing, 0, 1) ** 1.3
        window = np.hanning(19)
        weight = np.convolve(np.pad(weight, 9, mode="wrap"), window / window.sum(), "valid")
        length = arc_length(curve)
        hand = np.sin(length * 0.11 + curve[0, 0]) * np.sin(length * 0.043 + curve[0, 1])
        times = reveal[0] + (reveal[1] - reveal[0]) * length / max(length[-1], 1e-6)
        self.lay_line(curve, width * 0.5 * weight * (0.86 + 0.14 * hand), times)

    def outlines_of(self, region: Region, smoothing: float) -> list[Points]:
        """Outer contours of a region in plane units, smoothed over ``smoothing`` units to each side."""
        contours, _ = cv2.findContours((region.cover > 0.5).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        window = np.hanning(2 * max(3, int(smoothing * self.density)) + 1)
        window /= window.sum()
        half = len(window) // 2
        found = []
        for contour in contours:
            if len(contour) < max(24, 20 * self.density):
                continue
            pixels = contour[:, 0].astype(np.float64)
            smooth = [np.convolve(np.pad(pixels[:, k], half, mode="wrap"), window, "valid") for k in (0, 1)]
            found.append((np.stack(smooth, 1)[::2] + np.array(region.box[:2])) / self.density + self.origin)
        return found

    def relief(self, cover: Plane) -> Plane:
        """Height in units of a cover blown up like a cushion: the root of a solution of Poisson's equation."""
        ratio = min(1.0, RELIEF_SIZE / max(cover.shape))
        small = cv2.resize(cover, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA)
        inside = (small > 0.5).astype(np.float32)
        unit = 1 / (ratio * self.density)
        height = np.zeros_like(inside)
        kernel = np.array([[0, 0.25, 0], [0.25, 0, 0.25], [0, 0.25, 0]], np.float32)
        for _ in range(420):
            height = (cv2.filter2D(height, -1, kernel) + np.float32(0.25)) * inside
        height = np.sqrt(2 * height) * np.float32(unit)
        size = (cover.shape[1], cover.shape[0])
        return self.blur(cv2.resize(height, size, interpolation=cv2.INTER_CUBIC), 1.5)

    def loosen(self, area: Region | Points, sway: Sway | None, thickness: float = 0.0) -> None:
        """Mark a region, an outline, or a line ``thickness`` units wide as moving with ``sway``, or as firm."""
        window, covered = self._coarse(area, thickness)
        if sway is None:
            self.loose[window][covered] = 0
        else:
            y, x = np.ogrid[window]
            self.loose[window][covered] = sway.amounts(x + self.origin[0], y + self.origin[1])[covered]
        self.loose_known[window][covered] = 1

    def kindle(self, region: Region, reveal: tuple[float, float]) -> None:
        """Set when a body begins to glow: halfway through the drawing of its outline."""
        window, covered = self._coarse(region, 0.0)
        self.dawn[window][covered] = 0.5 * (reveal[0] + reveal[1])
        self.dawn_known[window][covered] = 1

    def looseness(self) -> Plane:
        """Sway in units at one pixel per unit, smooth, and carried on a little beyond the drawing."""
        return _spread(self.loose, self.loose_known)

    def dawns(self) -> Plane:
        """Moment each place begins to glow, at one pixel per unit, smooth."""
        return _spread(self.dawn, self.dawn_known)

    def _coarse(self, area: Region | Points, thickness: float) -> tuple[Window, NDArray[np.bool_]]:
        """Window of the planes of one pixel per unit that an area touches, and the pixels it covers there."""
        rows, columns = self.loose_shape
        if isinstance(area, Region):
            left, top = round(area.box[0] / self.density), round(area.box[1] / self.density)
            size = [max(1, round(side / self.density)) for side in area.cover.shape[::-1]]
            small = cv2.resize(area.cover, size, interpolation=cv2.INTER_AREA)[: rows - top, : columns - left]
            return np.s_[top : top + small.shape[0], left : left + small.shape[1]], small > 0.4
        points = area[:, :2] - self.origin
        grow = int(thickness) + 2
        low = np.clip(np.floor(points.min(0)).astype(int) - grow, 0, [columns, rows])
        high = np.clip(np.ceil(points.max(0)).astype(int) + grow, low, [columns, rows])
        covered = np.zeros((high[1] - low[1], high[0] - low[0]), np.uint8)
        fixed = np.round((points - low) * 16).astype(np.int32)
        if thickness > 0 and covered.size:
            cv2.polylines(covered, [fixed], False, 1, max(1, int(thickness)), cv2.LINE_8, 4)
        elif covered.size:
            cv2.fillPoly(covered, [fixed], 1, cv2.LINE_8, 4)
        return np.s_[low[1] : high[1], low[0] : high[0]], covered > 0


def _spread(values: Plane, known: Plane) -> Plane:
    """Known values smoothed, and carried on a little into the unknown."""
    both = np.dstack([values * known, known])
    total = cv2.GaussianBlur(both, (0, 0), SPREADS[0][0]) * np.float32(SPREADS[0][1])
    # the wide ones at a quarter of the size: nothing in them is finer
    small = cv2.resize(both, (max(2, both.shape[1] // 4), max(2, both.shape[0] // 4)), interpolation=cv2.INTER_AREA)
    for sigma, share in SPREADS[1:]:
        wide = cv2.GaussianBlur(small, (0, 0), sigma / 4)
        total += cv2.resize(wide, both.shape[1::-1], interpolation=cv2.INTER_LINEAR) * np.float32(share)
    return np.asarray(total[..., 0] / (total[..., 1] + np.float32(1e-6)), np.float32)


def strip_of(curve: Points, half_width: float) -> Points:
    """Closed outline of a ribbon of constant width along a curve."""
    across = normals(curve) * half_width
    return np.vstack([curve[:, :2] + across, (curve[:, :2] - across)[::-1]])
