"""A Greek temple as a drawing: steps, fluted columns, a pediment, a fire burning inside, on a bare hill."""

from __future__ import annotations

import numpy as np

from engine.sky.layers.land.sprite import Drawing

MARBLE_TOP, MARBLE_FOOT = (0.066, 0.070, 0.092), (0.030, 0.031, 0.042)
SHADE = (0.0068, 0.0080, 0.0130)
RIM = (0.115, 0.130, 0.180)
INSIDE = (0.0040, 0.0042, 0.0064)
ROCK_TOP, ROCK_FOOT = (0.0125, 0.0145, 0.0230), (0.0018, 0.0022, 0.0040)
CLIMB = 62.0
ARCH = np.linspace(0, np.pi, 33)


def _hill(drawing: Drawing, unit: float) -> None:
    """The rock that bears the temple, ragged at its edge, with a path of steps up to it."""
    rng = np.random.default_rng(4)
    x = np.linspace(-1, 1, 161)
    line = CLIMB * np.exp(-(np.abs(x / 0.70) ** 3.2)) - 8 * np.abs(x)
    rough = np.interp(x, np.linspace(-1, 1, 42), rng.normal(0, 3.0, 42)) + np.interp(
        x, np.linspace(-1, 1, 120), rng.normal(0, 1.1, 120)
    )
    line = line + rough * np.clip((np.abs(x) - 0.40) * 5, 0, 1)
    edge = [(a * 372 * unit, b * unit) for a, b in zip(x.tolist(), line.tolist(), strict=True)]
    drawing.fill([(-376 * unit, -30 * unit), *edge, (376 * unit, -30 * unit)], ROCK_TOP, ROCK_FOOT, flash=0.6)
    drawing.stroke(edge, 1.1 * unit, (0.040, 0.047, 0.070), opacity=0.6)
    for _ in range(150):
        # ledges of the rock catch the light
        a, b = rng.uniform(-0.92, 0.92), rng.uniform(0.05, 0.92)
        top = float(np.interp(a, x, line))
        y = top * b - 26 * (1 - b)
        long = rng.uniform(5, 26)
        ledge = [(a * 372 + long * s, y + rng.normal(0, 0.8)) for s in (-0.5, -0.15, 0.2, 0.5)]
        drawing.stroke([(p * unit, q * unit) for p, q in ledge], 0.9 * unit, (0.026, 0.031, 0.047), opacity=0.5 * b)
    for k in range(17):
        t = k / 16
        wide, y = 44 - 18 * t, -24 + (CLIMB + 22) * t
        drawing.box(-wide * unit, y * unit, wide * unit, (y + 5.4) * unit, (0.030, 0.031, 0.040), SHADE, glow=0.02 * t)
        drawing.stroke([(-wide * unit, (y + 5.4) * unit), (wide * unit, (y + 5.4) * unit)], 0.6, RIM, opacity=0.35)


def _column(drawing: Drawing, x: float, y: float, tall: float, thick: float) -> None:
    """A Doric column: a slight swelling, flutes, an echinus and an abacus; lit from the left."""
    t = np.linspace(0, 1, 13)
    half = thick * (0.5 - 0.10 * t + 0.018 * np.sin(np.pi * t))
    left = [(x - float(h), y + float(s) * tall * 0.93) for h, s in zip(half, t, strict=True)]
    right = [(x + float(h), y + float(s) * tall * 0.93) for h, s in zip(half, t, strict=True)][::-1]
    drawing.fill([*left, *right], MARBLE_TOP, MARBLE_FOOT, flash=0.9)
    # round: dark towards the right, flutes between
    for share, deep in ((0.10, 0.25), (0.45, 0.5), (0.75, 0.75)):
        edge = [(x + float(h) * share, q) for h, (_, q) in zip(half, left, strict=True)]
        drawing.fill([*edge, *right], SHADE, SHADE, flash=0.3, opacity=deep * 0.62)
    for share in (-0.62, -0.25, 0.12, 0.48, 0.78):
        flute = [(x + float(h) * share, q) for h, (_, q) in zip(half, left, strict=True)]
        drawing.stroke(flute, 0.10 * thick, SHADE, opacity=0.34)
    drawing.stroke(left, 0.9, RIM, opacity=0.65)
    top, wide = y + tall * 0.93, thick * 0.40
    drawing.fill(
        [(x - wide, top), (x + wide, top), (x + thick * 0.62, top + tall * 0.035),
         (x - thick * 0.62, top + tall * 0.035)],
        MARBLE_TOP, SHADE,
    )  # fmt: skip
    drawing.box(x - thick * 0.66, top + tall * 0.035, x + thick * 0.66, y + tall, MARBLE_TOP, MARBLE_FOOT)


def greek_temple(width: float, scale: float) -> Drawing:
    """The drawing of a temple on its hill, ``width`` reference pixels wide; scale: pixels per reference pixel."""
    unit = width / 760
    drawing = Drawing(width * 0.5, 235 * unit + 8, 30 * unit, scale)
    _hill(drawing, unit)
    half, columns, tall, thick = 146.0, 6, 82.0, 17.0
    foot = CLIMB - 1
    for k in range(3):
        wide = half + 12 - 5 * k
        drawing.box(
            -wide * unit, (foot + 5 * k) * unit, wide * unit, (foot + 5 * k + 5) * unit, MARBLE_TOP, MARBLE_FOOT
        )
        drawing.stroke([(-wide * unit, (foot + 5 * k + 5) * unit), (wide * unit, (foot + 5 * k + 5) * unit)], 0.8, RIM)
    floor = foot + 15
    # the inside: dark, with firelight that comes out of the door of the cella
    drawing.box(
        -half * 0.95 * unit, floor * unit, half * 0.95 * unit, (floor + tall) * unit, INSIDE, INSIDE, flash=0.05
    )
    for share in np.linspace(1.0, 0.16, 26):
        # firelight that thins out towards the outer columns: one soft arch within the other
        arch = [(half * 0.93 * share * np.cos(a), floor + tall * (0.35 + 0.65 * share) * np.sin(a)) for a in ARCH]
        glow = 0.012 + 0.30 * float(np.exp(-((share / 0.42) ** 2)))
        drawing.fill([(float(p) * unit, float(q) * unit) for p, q in arch], INSIDE, INSIDE, glow=glow, flash=0.02)
    drawing.box(-15 * unit, floor * unit, 15 * unit, (floor + tall * 0.74) * unit, INSIDE, glow=0.62, flash=0)
    drawing.box(-9 * unit, floor * unit, 9 * unit, (floor + tall * 0.55) * unit, INSIDE, glow=1.0, flash=0)
    for x in np.linspace(-half + thick * 0.5, half - thick * 0.5, columns):
        _column(drawing, float(x) * unit, floor * unit, tall * unit, thick * unit)
    _entablature(drawing, floor + tall, half, unit)
    drawing.shine(8 * unit, 0.45)
    drawing.shine(30 * unit, 0.30)
    drawing.fade_out(4 * unit, -24 * unit)
    return drawing


def _entablature(drawing: Drawing, y: float, half: float, unit: float) -> None:
    """Architrave, frieze with triglyphs, cornice, pediment and its ornaments."""
    drawing.box(-half * unit, y * unit, half * unit, (y + 9) * unit, MARBLE_TOP, MARBLE_FOOT)
    drawing.box(-half * unit, (y + 9) * unit, half * unit, (y + 19) * unit, MARBLE_FOOT, SHADE)
    for x in np.linspace(-half + 6, half - 6, 11):
        for shift in (-3.2, 0.0, 3.2):
            drawing.box(
                (x + shift - 1.1) * unit, (y + 9.5) * unit, (x + shift + 1.1) * unit, (y + 18.5) * unit, MARBLE_TOP
            )
    eaves = y + 19
    drawing.box(-(half + 7) * unit, eaves * unit, (half + 7) * unit, (eaves + 4) * unit, MARBLE_TOP, MARBLE_FOOT)
    peak = eaves + 4 + 42
    triangle = [(-(half + 7) * unit, (eaves + 4) * unit), ((half + 7) * unit, (eaves + 4) * unit), (0.0, peak * unit)]
    drawing.fill(triangle, MARBLE_TOP, MARBLE_FOOT)
    inner = [
        (-(half - 22) * unit, (eaves + 6.5) * unit),
        ((half - 22) * unit, (eaves + 6.5) * unit),
        (0.0, (peak - 8) * unit),
    ]
    drawing.fill(inner, (0.016, 0.018, 0.028), SHADE, flash=0.5)
    # worn figures in the gable, taller towards the middle
    for k, x in enumerate(np.linspace(-96, 96, 9)):
        high = 27 * (1 - abs(x) / 125)
        lean = 2.5 * ((k * 7) % 3 - 1)
        drawing.fill(
            [((x - 4) * unit, (eaves + 7) * unit), ((x + 4) * unit, (eaves + 7) * unit),
             ((x + 2.2 + lean) * unit, (eaves + 7 + high * 0.75) * unit),
             ((x + lean) * unit, (eaves + 7 + high) * unit),
             ((x - 2.2 + lean) * unit, (eaves + 7 + high * 0.75) * unit)], MARBLE_FOOT, SHADE, opacity=0.9,
        )  # fmt: skip
    drawing.stroke([triangle[0], triangle[2], triangle[1]], 1.5 * unit, RIM, opacity=0.8)
    drawing.stroke([triangle[0], triangle[1]], 1.0 * unit, RIM, opacity=0.6)
    for x, high in ((0.0, 9.0), (-(half + 5), 6.5), (half + 5, 6.5)):
        base = peak if x == 0 else eaves + 4
        leaf = [
            (-2.6, 0),
            (2.6, 0),
            (3.6, 0.45 * high),
            (1.4, 0.7 * high),
            (0, high),
            (-1.4, 0.7 * high),
            (-3.6, 0.45 * high),
        ]
        drawing.fill([((x + a) * unit, (base + b) * unit) for a, b in leaf], MARBLE_TOP, MARBLE_FOOT)
