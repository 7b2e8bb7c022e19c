"""The drawing operations of a figure: plain tables of numbers in, strokes and light on a canvas out.

Each operation is a table with ``op`` and the keys named in the functions below. Shared keys: ``reveal`` = [start, end]
in the figure's own time 0..1, ``moves`` = name of a sway of the figure, ``clip`` = name of an earlier body that limits
the ink (to ``strength``, 1 = full), ``part`` = joint the operation belongs to. Lengths are plane units.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np

from engine.sky.figures.canvas import Canvas, Region, Sway, strip_of
from engine.sky.figures.splines import (
    Points,
    arc_length,
    catmull_rom,
    limb_outline,
    loft_surface,
    normals,
    resample,
    tangents,
)

Operation = Mapping[str, Any]

STROKE_SAMPLES = 70
LOFT_SAMPLES = 90

EXTENT_MARGIN = 14.0
"""Plane units a curve may swing out beyond its points, its own width included."""


def _reveal(operation: Operation) -> tuple[float, float]:
    start, end = operation.get("reveal", (0.0, 1.0))
    return float(start), float(end)


def _clip(canvas: Canvas, operation: Operation) -> Region | None:
    name = operation.get("clip")
    if name is None:
        return None
    region, strength = canvas.regions[name], float(operation.get("strength", 1.0))
    return region if strength == 1.0 else Region(region.box, region.cover * np.float32(strength))


def outline_of(form: Mapping[str, Any]) -> Points:
    """Closed outline of one form: ``outline`` (spline), ``polygon`` (straight), ``limb`` (x, y, radius) or ``ellipse``
    (x, y, radius x, radius y, turn in degrees)."""
    if "outline" in form:
        return catmull_rom(form["outline"], 12, closed=True)
    if "polygon" in form:
        return np.asarray(form["polygon"], np.float64)
    if "limb" in form:
        return limb_outline(form["limb"])
    x, y, radius_x, radius_y, turn = form["ellipse"]
    angle = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    a, b = radius_x * np.cos(angle), radius_y * np.sin(angle)
    return np.stack([x + a * c - b * s, y + a * s + b * c], 1)


def draw_body(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """``forms`` grown together by ``blend``, lit (``glow``, ``rim``, ``base``), covering (``cover``) and outlined by
    ``line`` wide ink with lost edges (``lost``). ``name`` keeps the region for clips."""
    outlines = [outline_of(form) for form in operation["forms"]]
    blend = float(operation.get("blend", 1.0))
    region = canvas.fuse(outlines, blend)
    canvas.lay_body(
        region,
        glow=float(operation.get("glow", 1.0)),
        rim=float(operation.get("rim", 5.0)),
        base=float(operation.get("base", 0.12)),
        cover=float(operation.get("cover", 1.0)),
    )
    width = float(operation.get("line", 1.1))
    if width > 0:
        for contour in canvas.outlines_of(region, float(np.clip(3 * blend, 0.9, 3.0))):
            canvas.lay_outline(contour, width, _reveal(operation), float(operation.get("lost", 0.18)))
    if "name" in operation:
        canvas.regions[operation["name"]] = region
    canvas.loosen(region, sway)
    canvas.kindle(region, _reveal(operation))


def draw_region(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """A named region for clips only: nothing is drawn."""
    outlines = [outline_of(form) for form in operation["forms"]]
    canvas.regions[operation["name"]] = canvas.fuse(outlines, float(operation.get("blend", 0.0)))


def draw_stroke(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """One line through ``points`` (``straight``, ``closed``), ``width`` wide; tapered unless ``taper`` is false."""
    points = np.asarray(operation["points"], np.float64)
    closed = bool(operation.get("closed", False))
    if operation.get("straight", False):
        curve = np.vstack([points, points[:1]]) if closed else points
        curve = np.vstack([np.linspace(a, b, 24, endpoint=False) for a, b in pairwise(curve)] + [curve[-1:]])
    else:
        curve = catmull_rom(points, closed=closed)
        curve = np.vstack([curve, curve[:1]]) if closed else curve
    u = arc_length(curve) / max(arc_length(curve)[-1], 1e-6)
    half = np.full(len(curve), float(operation.get("width", 1.0)) * 0.5)
    if operation.get("taper", not closed):
        half = half * (0.1 + 0.9 * np.sin(np.pi * np.clip(u, 0, 1)) ** 0.6)
    else:
        half = half * (0.80 + 0.20 * np.sin(u * np.pi * 7 + points[0, 0]))
    start, end = _reveal(operation)
    canvas.lay_line(curve, half, start + (end - start) * u, _clip(canvas, operation))
    if sway is not None:
        canvas.loosen(curve, sway, thickness=5)


def draw_loft(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """``strands`` flowing tapered lines over the surface through ``guides``.

    ``width``, ``folds`` (number of waves across the surface that swell and thin the lines), ``wander`` and ``wave``
    (displacement of a line), ``ends`` (ragged ends), ``shortest`` (of broken lines), ``crowd`` (exponent across),
    ``broken`` (share of broken lines), ``seed``.
    """
    rng = np.random.default_rng(int(operation.get("seed", 0)))
    surface = loft_surface(operation["guides"], LOFT_SAMPLES)
    strands, last = int(operation["strands"]), surface.shape[1] - 1
    width, folds = float(operation.get("width", 0.5)), float(operation.get("folds", 0.0))
    ends, shortest = float(operation.get("ends", 0.10)), float(operation.get("shortest", 0.45))
    wander, wave = float(operation.get("wander", 0.5)), float(operation.get("wave", 0.0))
    broken, crowd, seed = (
        float(operation.get("broken", 0.35)),
        float(operation.get("crowd", 1.0)),
        int(operation.get("seed", 0)),
    )
    start, end = _reveal(operation)
    clip = _clip(canvas, operation)
    u = np.linspace(0, 1, STROKE_SAMPLES)
    # chance first, strand by strand; then all strands at once
    across, first, final, phase, weight, delay = np.empty((6, strands, 1))
    for i in range(strands):
        across[i] = np.clip((i + 0.5) / strands + rng.normal(0, 0.35 / strands), 0, 1) ** crowd
        first[i], final[i] = max(0.0, rng.normal(0, ends)), min(1.0, 1 - max(0.0, rng.normal(0, ends)))
        if rng.random() < broken:
            middle, span = rng.random(), shortest + rng.random() * 0.4
            first[i], final[i] = max(0.0, middle - span / 2), min(1.0, middle + span / 2)
        phase[i], weight[i], delay[i] = rng.random() * 2 * np.pi, rng.random(), rng.random()
    share = first + (final - first) * u
    along, lane = share * (LOFT_SAMPLES - 1), across * last
    j = np.clip(along.astype(int), 0, LOFT_SAMPLES - 2)
    k = np.clip(lane.astype(int), 0, last - 1)
    b, a = (along - j)[..., None], (lane - k)[..., None]
    curves = (surface[j, k] * (1 - a) + surface[j, k + 1] * a) * (1 - b)
    curves += (surface[j + 1, k] * (1 - a) + surface[j + 1, k + 1] * a) * b
    curves += normals(curves) * (wander * np.sin(u * 5 + phase) + wave * np.sin(u * 14 + phase))[..., None]
    half = width * 0.5 * (0.1 + 0.9 * np.sin(np.pi * u) ** 0.55) * (0.55 + 0.75 * weight)
    if folds:
        crest = 0.5 + 0.5 * np.cos(2 * np.pi * folds * across + 1.1 * np.sin(u * 2.6) + seed)
        half = half * (0.30 + 0.85 * crest**1.3)
    times = start + (end - start) * (0.8 * share + 0.2 * delay)
    for i in range(strands):
        canvas.lay_line(curves[i], half[i], times[i], clip)
    if sway is not None:
        canvas.loosen(np.vstack([surface[:, 0], surface[::-1, -1]]), sway)


def draw_chain(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """Links every ``step`` along ``points``, seen flat and edge-on by turns."""
    curve = catmull_rom(operation["points"], 24)
    step, width = float(operation.get("step", 7.5)), float(operation.get("width", 0.7))
    links = resample(curve, max(2, int(arc_length(curve)[-1] / step) + 1))
    along, across = tangents(links), normals(links)
    angle = np.linspace(0, 2 * np.pi, 19)[:, None]
    start, end = _reveal(operation)
    for i, centre in enumerate(links):
        breadth = step * (0.26 if i % 2 == 0 else 0.08)
        ring = centre + np.cos(angle) * along[i] * step * 0.62 + np.sin(angle) * across[i] * breadth
        times = start + (end - start) * (i + np.linspace(0, 1, len(ring))) / len(links)
        canvas.lay_line(ring, np.full(len(ring), width * 0.5), times, _clip(canvas, operation))
    if sway is not None:
        canvas.loosen(curve, sway, thickness=6)


def draw_rings(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """Cross contours round a ``limb`` (x, y, radius): ``count`` arcs from ``low`` to ``high`` (-1..1 across the limb),
    bent by ``bow`` radii, ``width`` wide, swelling on the shaded side."""
    curve = catmull_rom(operation["limb"])
    count = int(operation["count"])
    rings = resample(curve, count + 1)
    along, across = tangents(rings), normals(rings)
    low, high = float(operation.get("low", -0.95)), float(operation.get("high", 0.95))
    bow, width = float(operation.get("bow", 0.35)), float(operation.get("width", 0.45))
    start, end = _reveal(operation)
    clip = _clip(canvas, operation)
    s = np.linspace(low, high, 22)
    for i in range(count + 1):
        radius = rings[i, 2]
        lift = bow * radius * (np.sqrt(np.maximum(0, 1 - s * s)) - 0.5)
        arc = rings[i, :2] + across[i] * (s * radius)[:, None] + along[i] * lift[:, None]
        facing = (across[i] @ canvas.light) * s
        half = width * 0.5 * np.clip(0.62 - 0.60 * facing, 0.12, 1.0)
        half = half * (0.15 + 0.85 * np.sin(np.pi * np.linspace(0, 1, len(s))) ** 0.5)
        canvas.lay_line(arc, half, start + (end - start) * (i + np.linspace(0, 0.8, len(s))) / (count + 1), clip)


def draw_scales(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """Scales along a ``limb`` (x, y, radius): rows of ``across`` scallops every ``step``, shifted by half in turn."""
    curve = catmull_rom(operation["limb"])
    rows = resample(curve, max(2, int(arc_length(curve)[-1] / float(operation.get("step", 6.0)))))
    along, sideways = tangents(rows), normals(rows)
    number, width = int(operation.get("across", 5)), float(operation.get("width", 0.5))
    low, high = float(operation.get("low", -1.0)), float(operation.get("high", 1.0))
    step = arc_length(rows[:, :2])[-1] / (len(rows) - 1)
    start, end = _reveal(operation)
    clip = _clip(canvas, operation)
    angle = np.linspace(-1, 1, 13)
    for i, row in enumerate(rows):
        for j in range(number + 1):
            lane = np.clip(low + (high - low) * (j + 0.5 * (i % 2) + angle * 0.5) / number, -0.98, 0.98)
            # equal angles round the limb crowd the scales towards its edges, as on a real round body
            s = np.sin(lane * np.pi / 2)
            dip = (1 - angle * angle) * step * 0.92 + 0.25 * row[2] * (np.sqrt(1 - s * s) - 0.5)
            arc = row[:2] + sideways[i] * (s * row[2])[:, None] + along[i] * dip[:, None]
            facing = (sideways[i] @ canvas.light) * s
            half = width * 0.5 * np.clip(0.60 + 0.50 * facing, 0.15, 1.1) * (0.35 + 0.65 * np.cos(angle * 1.3))
            when = start + (end - start) * (i + 0.5 * (angle + 1)) / len(rows)
            canvas.lay_line(arc, half, when, clip)


def draw_engraving(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """Banknote lines over the region ``clip``: parallel lines (``angle_deg``, ``spacing``) bent by the region's relief
    (``bend``), swelling towards the light between ``width`` = [thin, thick]."""
    region = canvas.regions[operation["clip"]]
    cover = region.cover
    rows = np.nonzero(cover.max(1) > 0.5)[0]
    if len(rows) == 0:
        return
    height = canvas.relief(cover)
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3) * np.float32(canvas.density / 8)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3) * np.float32(canvas.density / 8)
    steepness = 1 / np.sqrt(1 + slope_x**2 + slope_y**2)
    toward = -(slope_x * canvas.light[0] + slope_y * canvas.light[1]) * steepness
    bright = np.clip(0.45 + 0.55 * toward, 0, 1)
    angle = np.radians(float(operation.get("angle_deg", 20.0)))
    spacing = float(operation.get("spacing", 3.2))
    y, x = np.mgrid[0 : cover.shape[0], 0 : cover.shape[1]].astype(np.float32) / np.float32(canvas.density)
    level = (y * np.cos(angle) + x * np.sin(angle) - height * float(operation.get("bend", 0.6))) / spacing
    distance = np.abs(level - np.round(level)) * spacing
    thin, thick = operation.get("width", (0.12, 0.9))
    half = 0.5 * (thin + (thick - thin) * bright ** float(operation.get("contrast", 1.2)))
    lines = np.clip((half - distance) * canvas.density * 0.8 + 0.5, 0, 1) * cover
    lines *= np.minimum(1, half * canvas.density * 1.6 + 0.1) * float(operation.get("strength", 0.85))
    start, end = _reveal(operation)
    sweep = np.clip((np.arange(cover.shape[0]) - rows[0]) / max(1, rows[-1] - rows[0]), 0, 1)
    when = np.broadcast_to((start + (end - start) * sweep).astype(np.float32)[:, None], cover.shape)
    ink, time = region.of(canvas.ink), region.of(canvas.time)
    wins = lines > ink
    ink[wins] = lines[wins]
    time[wins] = when[wins]


def draw_ribbon(canvas: Canvas, operation: Operation, sway: Sway | None) -> None:
    """A floating ribbon along ``points``: two edges that cross where it twists (``twists``), ``breadth`` wide, with
    ``strands`` lines between them and a faint luminous body."""
    curve = resample(catmull_rom(operation["points"]), 260)
    u = np.linspace(0, 1, len(curve))
    breadth, twists = float(operation.get("breadth", 8.0)), float(operation.get("twists", 2.0))
    turn = np.cos(np.pi * twists * u + float(operation.get("phase", 0.4)))
    taper = np.clip(np.minimum(u, 1 - u) * 7, 0, 1) ** 0.6
    across = normals(curve) * (breadth * 0.5 * taper * (0.18 + 0.82 * np.abs(turn)) * np.sign(turn + 1e-9))[:, None]
    glow = float(operation.get("glow", 0.5))
    if glow > 0:
        wide = normals(curve) * (breadth * 0.5 * taper * (0.18 + 0.82 * np.abs(turn)))[:, None]
        region = canvas.fuse([np.vstack([curve + wide, (curve - wide)[::-1]])], 0.0)
        canvas.lay_body(region, glow=glow, rim=breadth * 0.6, base=0.10, cover=float(operation.get("cover", 0.6)))
        canvas.kindle(region, _reveal(operation))
    start, end = _reveal(operation)
    strands, width = int(operation.get("strands", 9)), float(operation.get("width", 0.6))
    rng = np.random.default_rng(int(operation.get("seed", 0)))
    for i in range(strands):
        lane = -1 + 2 * i / max(1, strands - 1)
        edge = abs(lane) > 0.99
        half = width * 0.5 * (1.0 if edge else 0.35 + 0.4 * rng.random())
        half = half * (0.45 + 0.55 * np.abs(turn)) * (0.15 + 0.85 * np.sin(np.pi * u) ** 0.4)
        canvas.lay_line(curve + across * lane, half, start + (end - start) * u)
    if sway is not None:
        canvas.loosen(strip_of(curve, breadth * 0.7), sway)


OPERATIONS: dict[str, Callable[[Canvas, Operation, Sway | None], None]] = {
    "body": draw_body,
    "region": draw_region,
    "stroke": draw_stroke,
    "loft": draw_loft,
    "chain": draw_chain,
    "rings": draw_rings,
    "scales": draw_scales,
    "engraving": draw_engraving,
    "ribbon": draw_ribbon,
}
"""Every operation a figure may use, by its name."""


def extent_of(operations: Sequence[Operation]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of everything that some operations can mark."""
    marked = []
    for operation in operations:
        lines = [*operation.get("guides", ()), *(operation[key] for key in ("points", "limb") if key in operation)]
        outlines = [outline_of(form) for form in operation.get("forms", ())]
        grow = EXTENT_MARGIN + float(operation.get("breadth", 0.0)) + 3 * float(operation.get("blend", 0.0))
        for points in [*outlines, *(np.asarray(line, np.float64) for line in lines)]:
            reach = grow + (points[:, 2:3].max() if points.shape[1] > 2 else 0.0)
            marked += [points[:, :2].min(0) - reach, points[:, :2].max(0) + reach]
    left, top = np.min(marked, 0)
    right, bottom = np.max(marked, 0)
    return float(left), float(top), float(right), float(bottom)


def draw(canvas: Canvas, operations: Sequence[Operation], sways: Mapping[str, Sway]) -> None:
    """Run the operations of a figure in order.

    Raises:
        KeyError: an operation, a sway or a clip region that does not exist.
    """
    for operation in operations:
        moves = operation.get("moves")
        OPERATIONS[operation["op"]](canvas, operation, None if moves is None else sways[moves])
