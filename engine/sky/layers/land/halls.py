"""A palace of the old Chinese kind as a drawing: halls with double roofs and upswept eaves on terraces of stone."""

from __future__ import annotations

import numpy as np

from engine.sky.layers.land.sprite import Drawing, Points

TILE_TOP, TILE_FOOT = (0.0150, 0.0190, 0.0340), (0.0042, 0.0054, 0.0105)
RIM = (0.085, 0.100, 0.150)
BEAM = (0.0052, 0.0040, 0.0048)
WALL_TOP, WALL_FOOT = (0.0090, 0.0050, 0.0052), (0.0160, 0.0078, 0.0066)
POST = (0.0066, 0.0034, 0.0036)
STONE_TOP, STONE_FOOT = (0.0250, 0.0270, 0.0370), (0.0075, 0.0088, 0.0140)
BLACK = (0.0020, 0.0022, 0.0036)
FAR = (0.0100, 0.0145, 0.0280)


def _slope(half: float, ridge: float, tall: float, lift: float) -> Points:
    """The right outline of a roof from the end of its ridge to the tip of its eave: hollow, then swept up."""
    t = np.linspace(0, 1, 40)
    x = ridge + (half - ridge) * t
    y = tall * (1 - t) ** 1.75 + lift * np.clip((t - 0.62) / 0.38, 0, 1) ** 2.4
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _eave(half: float, lift: float) -> Points:
    """The lower edge from the right tip to the left: level in the middle, rising towards the tips."""
    x = np.linspace(half, -half, 61)
    y = lift * (np.abs(x) / half) ** 5.5 - 1.6
    return list(zip(x.tolist(), y.tolist(), strict=True))


def roof(drawing: Drawing, x: float, y: float, half: float, ridge: float, tall: float, *, gable: bool = False) -> None:
    """A roof whose eaves lie at the height y: half its width, half its ridge, its height above the eaves.

    gable: with the small upright gable of a hip-and-gable roof below its ridge.
    """
    lift = 0.055 * half + 3.0
    right = _slope(half, ridge, tall, lift)
    left = [(-a, b) for a, b in reversed(right)]
    outline = [*left, *right, *_eave(half, lift)]
    drawing.fill([(x + a, y + b) for a, b in outline], TILE_TOP, TILE_FOOT, flash=0.55)
    for k in range(-9, 10):
        # courses of tiles run down and spread
        share = k / 9.5
        course = [
            (x + share * (ridge + (half - ridge) * t), y + tall * (1 - t) ** 1.75 + lift * abs(share) ** 5.5 * t**4)
            for t in np.linspace(0.02, 0.97, 14)
        ]
        drawing.stroke(course, 0.7, (0.0230, 0.0285, 0.0480), opacity=0.38)
    for side in (-1, 1):
        drawing.stroke([(x + side * a, y + b + 0.5) for a, b in right], 1.3, RIM, opacity=0.72)
    drawing.stroke([(x + a, y + b + 0.4) for a, b in _eave(half, lift)], 0.8, RIM, opacity=0.30)
    # the ridge sags a little; its ends carry curled finials
    bow = [(x + ridge * s, y + tall + 1.6 + 1.6 * s * s) for s in np.linspace(-1, 1, 15)]
    drawing.stroke(bow, 3.2, (0.0120, 0.0150, 0.0260))
    drawing.stroke([(a, b + 1.4) for a, b in bow], 0.9, RIM, opacity=0.9)
    size = 2.0 + 0.05 * half
    for side in (-1, 1):
        finial = [(0, 0), (1.1, 0.2), (1.2, 1.6), (0.5, 2.4), (-0.2, 2.2), (0.25, 1.7), (0.2, 1.0), (-0.9, 0.6)]
        drawing.fill(
            [(x + side * (ridge + size * (a - 0.9)), y + tall + 1.2 + size * b) for a, b in finial], TILE_TOP, BLACK
        )
    if gable:
        wide, high = ridge * 0.34, tall * 0.40
        peak = y + tall * 0.66
        drawing.fill([(x - wide, peak - high), (x + wide, peak - high), (x, peak)], (0.010, 0.008, 0.011), BLACK)
        drawing.stroke([(x - wide - 3, peak - high - 1), (x, peak + 1.5), (x + wide + 3, peak - high - 1)], 1.0, RIM)


def body(drawing: Drawing, x: float, y: float, half: float, tall: float, bays: int, light: float) -> None:
    """The timber front of a hall: posts, a beam, lattice windows lit from within, a wide door in the middle."""
    drawing.box(x - half, y, x + half, y + tall, WALL_TOP, WALL_FOOT, flash=0.4)
    bay = 2 * half / bays
    for k in range(bays):
        middle = x - half + bay * (k + 0.5)
        # brighter towards the middle bay, where the lamps stand
        bright = light * (1.0 - 0.55 * abs(k - (bays - 1) / 2) / max(bays / 2, 1))
        wide, foot = 0.40 * bay, tall * (0.04 if k == bays // 2 else 0.26)
        top = tall * 0.80
        drawing.box(middle - wide, y + foot, middle + wide, y + top, BEAM, glow=bright, flash=0.1)
        drawing.box(middle - wide, y + foot, middle + wide, y + foot + 0.5 * (top - foot), BEAM, glow=1.25 * bright)
        for bar in np.linspace(-0.75, 0.75, 5):
            drawing.stroke([(middle + bar * wide, y + foot), (middle + bar * wide, y + top)], 0.55, BEAM, flash=0)
        for level in np.linspace(foot, top, 6)[1:-1]:
            drawing.stroke([(middle - wide, y + level), (middle + wide, y + level)], 0.5, BEAM, flash=0)
    for k in range(bays + 1):
        at = x - half + bay * k
        drawing.box(at - 1.3, y, at + 1.3, y + tall, POST, (0.0110, 0.0056, 0.0050), flash=0.5)
    drawing.box(x - half - 2, y + tall * 0.86, x + half + 2, y + tall + 1, (0.0036, 0.0046, 0.0066), BEAM, glow=0.012)
    # brackets under the eaves
    for at in np.linspace(x - half, x + half, 2 * bays + 1):
        drawing.fill(
            [(at - 1, y + tall * 0.88), (at + 1, y + tall * 0.88), (at + 2.4, y + tall + 2), (at - 2.4, y + tall + 2)],
            BEAM,
        )


def terrace(drawing: Drawing, x: float, y: float, half: float, tall: float) -> None:
    """A terrace of pale stone with a balustrade."""
    drawing.fill(
        [(x - half - 2, y), (x + half + 2, y), (x + half, y + tall), (x - half, y + tall)],
        STONE_TOP,
        STONE_FOOT,
        flash=0.9,
    )
    drawing.stroke([(x - half, y + tall), (x + half, y + tall)], 0.9, RIM, opacity=0.75)
    drawing.stroke([(x - half, y + tall + 3.2), (x + half, y + tall + 3.2)], 0.7, STONE_TOP)
    for at in np.linspace(x - half, x + half, max(3, int(half / 5))):
        drawing.box(at - 0.5, y + tall, at + 0.5, y + tall + 4.4, STONE_TOP, STONE_FOOT)


def stairs(drawing: Drawing, x: float, y: float, half: float, tall: float) -> None:
    """Broad stairs with a smooth carved way in their middle, lamplit from above."""
    drawing.fill(
        [(x - half * 1.25, y), (x + half * 1.25, y), (x + half, y + tall), (x - half, y + tall)],
        (0.040, 0.036, 0.038), STONE_FOOT, glow=0.035,
    )  # fmt: skip
    for level in np.linspace(0, 1, max(4, int(tall / 2.2))):
        wide = half * (1.25 - 0.25 * level)
        drawing.stroke([(x - wide, y + level * tall), (x + wide, y + level * tall)], 0.5, BLACK, opacity=0.55)
    drawing.fill(
        [(x - half * 0.3, y), (x + half * 0.3, y), (x + half * 0.24, y + tall), (x - half * 0.24, y + tall)],
        STONE_TOP, STONE_FOOT, glow=0.02,
    )  # fmt: skip


def hall(drawing: Drawing, x: float, y: float, half: float, light: float, *, double: bool) -> None:
    """A hall of a half width: a body, its roof, and a second roof above where ``double``."""
    tall = half * 0.30 + 6
    body(drawing, x, y, half * 0.80, tall, 9 if double else 5, light)
    high = half * (0.20 if double else 0.42)
    if double:
        upper = y + tall + high * 0.72
        body(drawing, x, upper, half * 0.60, half * 0.10 + 2, 9, 0.35 * light)
        roof(drawing, x, upper + half * 0.10 + 2, half * 0.86, half * 0.46, half * 0.36, gable=True)
        # the lower roof hides the foot of the upper storey
        roof(drawing, x, y + tall, half * 1.06, half * 0.64, high)
    else:
        roof(drawing, x, y + tall, half * 1.08, half * 0.60, high)


def tower(drawing: Drawing, x: float, y: float, half: float, storeys: int, light: float) -> None:
    """A gate tower of several storeys, each smaller than the one below."""
    for level in range(storeys):
        size = half * (1 - 0.17 * level)
        tall = size * 0.46
        body(drawing, x, y, size * 0.72, tall, 3, light * (0.9 - 0.2 * level))
        last = level == storeys - 1
        roof(drawing, x, y + tall, size * 1.12, size * (0.42 if last else 0.68), size * (0.62 if last else 0.30))
        y += tall + size * (0.62 if last else 0.24)


def lanterns(drawing: Drawing, x: float, y: float, half: float, count: int) -> None:
    """Round lamps that hang in a row under the eaves."""
    for at in np.linspace(x - half, x + half, count):
        ring = [(at + 1.7 * np.cos(a), y + 1.9 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 13)]
        drawing.fill(ring, (0.020, 0.004, 0.003), glow=1.5, flash=0)


def chinese_palace(width: float, scale: float) -> Drawing:
    """The drawing of a palace ``width`` reference pixels wide; scale: pixels per reference pixel."""
    share = width / 760
    drawing = Drawing(width * 0.56, 300 * share + 10, 26 * share, scale)
    unit = share

    def at(x: float) -> float:
        return x * unit

    # far halls, nearly lost in the air
    for x, half in ((-118, 40), (128, 46), (-236, 34), (232, 32)):
        roof(drawing, at(x), at(66), at(half), at(half * 0.55), at(half * 0.42))
        drawing.box(at(x - half * 0.8), at(20), at(x + half * 0.8), at(66), FAR, FAR, flash=0.3)
    # the wall that joins the wings
    drawing.box(at(-352), at(-6), at(352), at(30), (0.0098, 0.0064, 0.0072), (0.0056, 0.0040, 0.0052), flash=0.4)
    drawing.stroke([(at(-352), at(31)), (at(352), at(31))], 2.6 * unit, TILE_FOOT)
    drawing.stroke([(at(-352), at(32.5)), (at(352), at(32.5))], 0.8, RIM, opacity=0.5)
    for side in (-1, 1):
        tower(drawing, at(side * 316), at(0), at(44), 3, 0.55)
        hall(drawing, at(side * 205), at(8), at(64), 0.62, double=False)
        terrace(drawing, at(side * 205), at(-8), at(66), at(14))
        lanterns(drawing, at(side * 205), at(27), at(46), 5)
    # the great hall on three terraces
    for level, (half, y, tall) in enumerate(((158, -10, 16), (146, 6, 14), (134, 20, 13))):
        terrace(drawing, at(0), at(y), at(half), at(tall))
        stairs(drawing, at(0), at(y), at(26 - 2 * level), at(tall))
    hall(drawing, at(0), at(33), at(118), 1.0, double=True)
    lanterns(drawing, at(0), at(33 + 118 * 0.30 - 4), at(84), 9)
    drawing.box(at(-380), at(-26), at(380), at(-9), BLACK, BLACK, flash=0.1)
    drawing.shine(7 * unit, 0.40)
    drawing.shine(26 * unit, 0.25)
    drawing.fade_out(-9 * unit, -25 * unit)
    return drawing
