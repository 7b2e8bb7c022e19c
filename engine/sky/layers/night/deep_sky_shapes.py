"""Shapes of deep-sky objects: galaxies with arms and dust, globulars, nebulae, planetaries, as small linear pictures.

A shape is (SIDE, SIDE, 3); its object's semi-axes reach half way from the middle to the edge, x runs along the major
axis. Its mean brightness inside the semi-axes is about 1.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.layers.noise import fft_noise, warp
from engine.sky.light import smoothstep

SIDE = 256
OPEN_CLUSTER, GLOBULAR, GAS, PLANETARY, REMNANT, GALAXY = 3, 4, 5, 6, 7, 8
SPIRALS = {"M 33": 1.0, "M 51": 1.0, "M 101": 1.0, "M 74": 0.9, "M 83": 0.9, "M 81": 0.7, "M 31": 0.55, "M 63": 0.6}
"""Contrast of spiral arms where it is known to be strong; other galaxies have a little."""
GLOBULAR_RADIUS = 0.42
"""Plummer radius of a globular cluster in its semi-axes."""
Shape = NDArray[np.float32]


def shape_of(name: str, kind: int, flat: float, rng: np.random.Generator) -> Shape | None:
    """The shape of an object of a type, ``flat`` its minor over its major axis; None for what is only its stars."""
    y, x = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) / SIDE * 4 - 2
    r = np.hypot(x, y)
    if name == "M 45":
        return _pleiades_mist(x, y, r, rng)
    if kind == GALAXY:
        return _galaxy(x, y, r, flat, SPIRALS.get(name, 0.25), rng)
    if kind == GLOBULAR:
        return _globular(r, rng)
    if kind == GAS:
        return _orion(x, y, r, rng) if name == "M 42" else _gas(r, rng)
    if kind == REMNANT:
        return _remnant(r, rng)
    if kind == PLANETARY:
        return _planetary(x, y, r, name)
    if kind == OPEN_CLUSTER:
        return _faint_members(r, rng)
    return None


def _edge(r: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 inside, softly 0 at the border of the picture."""
    return 1 - smoothstep(1.45, 1.98, r)


def _noise(beta: float, rng: np.random.Generator, lowest: float = 3) -> NDArray[np.float64]:
    """Clouds of mean 0 and variance 1, drawn out by another field."""
    drift_x, drift_y = fft_noise(SIDE, SIDE, 3.2, rng, lowest=2), fft_noise(SIDE, SIDE, 3.2, rng, lowest=2)
    return warp(fft_noise(SIDE, SIDE, beta, rng, lowest=lowest), 14 * drift_x, 14 * drift_y).astype(float)


def _coloured(light: NDArray[np.float64], colour: NDArray[np.float64]) -> Shape:
    """Light (n, n) of a colour (3,) or (n, n, 3), scaled to a mean of about 1 inside the semi-axes."""
    picture = light[..., None] * colour
    inside = slice(SIDE // 4, 3 * SIDE // 4)
    mean = float((picture[inside, inside] @ [0.2126, 0.7152, 0.0722]).mean())
    return np.ascontiguousarray(picture / max(mean, 1e-9), np.float32)


def _galaxy(x, y, r, flat: float, arms: float, rng: np.random.Generator) -> Shape:
    bulge = np.exp(-((r / 0.16) ** 0.9) * 1.7) * 3.2
    disc = np.exp(-r * 2.1)
    turn = np.arctan2(y, x)
    winding = 2 * turn + 5.2 * np.log(np.maximum(r, 0.05)) + 0.5 * _noise(3.0, rng)
    wave = 0.5 + 0.5 * np.cos(winding)
    spread = smoothstep(0.10, 0.35, r)
    clumps = np.exp(0.38 * _noise(2.2, rng, 8))
    bright = disc * (1 - arms * spread * (1 - wave**1.4) * 0.85) * (1 + (clumps - 1) * spread * (0.4 + 0.6 * arms))
    # dust on the near side of a tilted disc, along the inner edges of the arms
    lanes = np.exp(-(((np.cos(winding + 0.9) - 1) / 0.35) ** 2)) * spread * (0.75 - 0.45 * flat)
    near = 0.35 + 0.65 * smoothstep(-0.5, 0.6, y)
    bright = bright * (1 - np.clip(lanes * near * (0.35 + arms), 0, 0.72))
    old, young = np.array([1.12, 0.98, 0.78]), np.array([0.78, 0.97, 1.28])
    share = np.clip(bulge / (bulge + disc + 1e-9), 0, 1)[..., None]
    knots = (np.maximum(_noise(2.0, rng, 20) - 1.9, 0) * disc * wave * arms)[..., None] * np.array([1.3, 0.75, 0.95])
    light = (bulge + bright) * _edge(r)
    picture = _coloured(light, old * share + young * (1 - share))
    return picture + (knots * 6 * _edge(r)[..., None]).astype(np.float32)


def _globular(r, rng: np.random.Generator) -> Shape:
    """A ball of old stars: a broad glow that is resolved into yellow giants, the densest in the middle, and some blue
    stars among them. Both follow Plummer's profile, wider than the real one so that the ball is seen as one."""
    glow = 0.55 / (1 + (r / GLOBULAR_RADIUS) ** 2) ** 2
    warm, blue = (_sprinkled(count, rng) for count in (1500, 220))
    light = (glow + warm) * _edge(r)
    colour = np.array([1.12, 0.97, 0.76])
    tint = np.array([0.72, 0.92, 1.30])
    both = light[..., None] * colour + (0.8 * blue * _edge(r))[..., None] * tint
    bright = both @ np.array([0.2126, 0.7152, 0.0722])
    return _coloured(bright, both / np.maximum(bright, 1e-9)[..., None])


def _sprinkled(count: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Light (SIDE, SIDE) of stars of a globular cluster, most of them faint, as far out as Plummer's profile has
    them."""
    inside = rng.uniform(0.0, 0.96, count)
    far = GLOBULAR_RADIUS * np.sqrt(inside / (1 - inside))
    angle = rng.uniform(0, 2 * np.pi, count)
    column = ((far * np.cos(angle) + 2) / 4 * SIDE).astype(int)
    row = ((far * np.sin(angle) + 2) / 4 * SIDE).astype(int)
    kept = (column >= 0) & (column < SIDE) & (row >= 0) & (row < SIDE)
    stars = np.zeros((SIDE, SIDE))
    np.add.at(stars, (row[kept], column[kept]), rng.gamma(0.42, 1.9, int(kept.sum())))
    return np.asarray(cv2.GaussianBlur(stars, (0, 0), 0.75), np.float64)


def _gas(r, rng: np.random.Generator) -> Shape:
    clouds = np.exp(0.42 * _noise(3.0, rng)) * np.exp(-(((r + 0.10 * _noise(3.2, rng)) / 0.70) ** 2))
    return _coloured(np.clip(clouds, 0, None) * _edge(r), np.array([1.55, 0.60, 0.78]))


def _orion(x, y, r, rng: np.random.Generator) -> Shape:
    """The Great Nebula: a bright heart, two wings that open to the south, a dark bay before them."""
    fine, broad = _noise(2.5, rng, 5), _noise(3.0, rng)
    heart = np.exp(-((np.hypot(x + 0.05, y * 1.1) / 0.24) ** 1.4)) * 6.0
    # along the major axis: the wings curve back on both sides of the heart
    bend = x - 0.62 * (np.abs(y) + 0.02) ** 1.25 + 0.05 * broad
    wings = np.exp(-((bend / 0.34) ** 2)) * np.exp(-((np.abs(y) / 0.95) ** 2.2)) * 1.5
    halo = np.exp(-((r / 0.95) ** 2)) * 0.5
    bay = 1 - 0.8 * np.exp(-(((x - 0.40) / 0.17) ** 2) - ((y + 0.05) / 0.11) ** 2)
    light = (heart + (wings + halo) * np.exp(0.5 * fine + 0.3 * broad)) * bay * _edge(r)
    warm, rose, blue = np.array([1.05, 1.05, 1.0]), np.array([1.55, 0.62, 0.80]), np.array([0.70, 0.80, 1.35])
    inner = np.exp(-((r / 0.33) ** 2))[..., None]
    outer = smoothstep(0.55, 1.2, r + 0.15 * broad)[..., None]
    return _coloured(light, warm * inner + (1 - inner) * (rose * (1 - 0.7 * outer) + blue * 0.7 * outer))


def _remnant(r, rng: np.random.Generator) -> Shape:
    ridges = 1 - np.abs(_noise(2.4, rng, 5))
    threads = np.exp(3.2 * (ridges - 1)) * np.exp(-((r / 0.95) ** 4))
    glow = np.exp(-((r / 0.62) ** 2)) * 0.55
    colour = np.array([1.35, 0.62, 0.52]) + (np.array([0.62, 0.95, 1.25]) - np.array([1.35, 0.62, 0.52])) * (
        np.exp(-((r / 0.45) ** 2))[..., None]
    )
    return _coloured((threads + glow) * _edge(r), colour)


def _planetary(x, y, r, name: str) -> Shape:
    if name == "M 27":
        waist = np.exp(-(((r - 0.1) / 0.85) ** 4)) * (0.35 + np.exp(-((x / (0.28 + 0.5 * np.abs(y))) ** 2)))
        light = waist
    else:
        light = np.exp(-(((r - 0.74) / 0.20) ** 2)) + 0.32 * np.exp(-((r / 0.8) ** 6))
    rim = smoothstep(0.70, 1.05, r)[..., None]
    return _coloured(light * _edge(r), np.array([0.50, 1.08, 1.05]) * (1 - rim) + np.array([1.45, 0.62, 0.50]) * rim)


def _pleiades_mist(x, y, r, rng: np.random.Generator) -> Shape:
    """Blue dust that the sisters light up, combed by their drift."""
    combed = fft_noise(SIDE, SIDE, 2.2, rng, aspect=3.0, lowest=6).astype(float)
    cloud = np.exp(0.55 * _noise(2.8, rng) + 0.28 * combed) * np.exp(-((r / 0.62) ** 2))
    knots = sum(
        strength * np.exp(-((np.hypot(x - a, y - b) / size) ** 2))
        for a, b, size, strength in ((0.0, 0.02, 0.22, 1.2), (-0.32, 0.22, 0.24, 1.6), (0.30, -0.12, 0.2, 0.9),
                                     (-0.26, -0.24, 0.18, 0.9))
    )  # fmt: skip
    return _coloured(cloud * (0.45 + knots) * _edge(r), np.array([0.52, 0.86, 1.75]))


def _faint_members(r, rng: np.random.Generator) -> Shape:
    """Stars of an open cluster below the catalogue's limit, as a fine sprinkle."""
    stars = np.zeros((SIDE, SIDE))
    spots = np.clip(rng.normal(SIDE / 2, SIDE / 9, (2, 170)), 0, SIDE - 1).astype(int)
    np.add.at(stars, (spots[0], spots[1]), rng.gamma(0.45, 2.0, 170))
    return _coloured(cv2.GaussianBlur(stars, (0, 0), 0.75) * _edge(r), np.array([0.94, 1.0, 1.10]))
