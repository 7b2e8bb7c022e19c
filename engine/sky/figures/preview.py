"""A figure on its own, for looking: night, its stars, bloom and film curve, as a PNG."""

from __future__ import annotations

import zlib
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

import assets
from engine.sky.figures.compose import STILL, Palette, Shimmer, composite, rotate_about, scale_and_shift
from engine.sky.figures.figure import FigureData, directions_to_plane, load_figure
from engine.sky.figures.sheet import rasterise

STAR_RECORD = np.dtype(
    [("hip", "<u4"), ("ra", "<u4"), ("de", "<i4"), ("pmra", "<i2"), ("pmde", "<i2"), ("plx", "<u2"), ("v", "<i2"),
     ("bv", "<i2"), ("flag", "u1")]
)  # fmt: skip


def read_stars(faintest: float = 7.0) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """HIP numbers (n,), ICRS unit vectors (n, 3) and V magnitudes (n,) of the stars up to ``faintest``."""
    packed = (assets.folder("sky") / "stars_hip_j2000.bin.z").read_bytes()
    records = np.frombuffer(zlib.decompress(packed), STAR_RECORD)
    records = records[: np.searchsorted(records["v"], faintest * 100, "right")]
    ra = records["ra"] / 2**32 * 2 * np.pi
    dec = records["de"] / (2**31 - 1) * np.pi / 2
    vectors = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], 1)
    return records["hip"].astype(np.int64), vectors, records["v"] / 100


def preview(
    figure_id: str,
    path: Path,
    *,
    size: tuple[int, int] | None = None,
    reveal: float = 1.0,
    fill: float = 1.0,
    palette: Palette | str | None = None,
    time_s: float = 0.0,
    sway: float = 0.0,
    shimmer: Shimmer = STILL,
    parts: dict[str, float] | None = None,
    cache_dir: Path | None = None,
) -> NDArray[np.uint8]:
    """Paint a figure with its stars and save it; returns the picture (H, W, 3) uint8 RGB.

    ``size`` (width, height) defaults to the figure's frame at 3 pixels per unit, at most 1400 pixels; ``parts``: angle
    in radians of each joint.

    Raises:
        FigureError: there is no such figure.
        OSError: the picture cannot be written.
    """
    figure = load_figure(figure_id)
    left, top, right, bottom = figure.frame
    if size is None:
        scale = min(3.0, 1400 / max(right - left, bottom - top))
        size = (int((right - left) * scale), int((bottom - top) * scale))
    scale = min(size[0] / (right - left), size[1] / (bottom - top))
    shift = (size[0] / 2 - scale * (left + right) / 2, size[1] / 2 - scale * (top + bottom) / 2)
    to_screen = scale_and_shift(scale, *shift)
    picture = _night(size)
    _add_stars(picture, figure, to_screen, scale, hero=False)
    look = figure.palette if palette is None else palette
    for part in (None, *figure.parts):
        matrix = to_screen
        if part is not None and parts and part in parts:
            matrix = to_screen @ rotate_about(figure.parts[part], parts[part])
        sheet = rasterise(figure, scale, part=part, cache_dir=cache_dir)
        composite(
            picture, sheet, matrix, reveal=reveal, fill=fill, palette=look, time_s=time_s, sway=sway, shimmer=shimmer
        )
    _add_stars(picture, figure, to_screen, scale, hero=True)
    finished = develop(picture)
    path.parent.mkdir(parents=True, exist_ok=True)
    done, encoded = cv2.imencode(".png", finished[..., ::-1])
    if not done:
        raise OSError(f"The picture {path} cannot be encoded as PNG.")
    path.write_bytes(encoded.tobytes())  # cv2.imwrite fails on some paths with Chinese letters
    return finished


def develop(picture: NDArray[np.float32], *, bloom: float = 0.34, exposure: float = 1.25) -> NDArray[np.uint8]:
    """Bloom and filmic curve (Narkowicz's fit of ACES) of a linear picture, to sRGB bytes."""
    glow = np.zeros_like(picture)
    level = picture
    for weight in (0.34, 0.26, 0.20, 0.14, 0.10):
        level = cv2.GaussianBlur(cv2.resize(level, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), (5, 5), 1.25)
        glow += weight * cv2.resize(level, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = (picture + bloom * glow) * exposure
    curve = np.clip(light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14), 0, 1)
    coded = np.where(curve <= 0.0031308, 12.92 * curve, 1.055 * np.maximum(curve, 1e-6) ** (1 / 2.4) - 0.055)
    return np.clip(coded * 255 + 0.5, 0, 255).astype(np.uint8)


def _night(size: tuple[int, int]) -> NDArray[np.float32]:
    width, height = size
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    top, bottom = np.array([0.0016, 0.0030, 0.0105], np.float32), np.array([0.0030, 0.0075, 0.0220], np.float32)
    return np.ascontiguousarray(np.broadcast_to(top + (bottom - top) * down**1.6, (height, width, 3)), np.float32)


def _add_stars(
    picture: NDArray[np.float32], figure: FigureData, to_screen: NDArray[np.float64], scale: float, *, hero: bool
) -> None:
    if figure.on_screen:
        return
    hips, vectors, magnitudes = read_stars()
    chosen = np.isin(hips, figure.hero) if hero else (vectors @ _centre(figure) > 0.3)
    at = directions_to_plane(figure, vectors[chosen]) * scale + to_screen[:2, 2]
    height, width = picture.shape[:2]
    unit = scale / 1.6
    for (x, y), magnitude in zip(at, magnitudes[chosen], strict=True):
        if not (8 < x < width - 8 and 8 < y < height - 8):
            continue
        flux = 9.0 * np.exp(-0.74 * magnitude) * unit * unit
        _add_spot(picture, x, y, min(flux, 1.6 if not hero else 5.0) * (2.0 if hero else 1.0), 0.85 * max(1.0, unit))
        if hero:
            _add_spot(picture, x, y, 2.2 * flux**0.5 * unit, 3.4 * unit)
            _add_glint(picture, x, y, 0.22 * flux**0.4, 9.0 * unit * flux**0.2)


def _centre(figure: FigureData) -> NDArray[np.float64]:
    assert figure.plane is not None
    return figure.plane.axes()[2]


def _add_spot(picture: NDArray[np.float32], x: float, y: float, flux: float, sigma: float) -> None:
    radius = int(3 * sigma + 2)
    left, top = int(x) - radius, int(y) - radius
    box = picture[max(0, top) : top + 2 * radius + 1, max(0, left) : left + 2 * radius + 1]
    grid_y, grid_x = np.ogrid[max(0, top) : max(0, top) + box.shape[0], max(0, left) : max(0, left) + box.shape[1]]
    spread = np.exp(-((grid_x + 0.5 - x) ** 2 + (grid_y + 0.5 - y) ** 2) / (2 * sigma * sigma))
    box += (flux / (2 * np.pi * sigma * sigma) * spread)[..., None].astype(np.float32)


def _add_glint(picture: NDArray[np.float32], x: float, y: float, peak: float, length: float) -> None:
    """A small four-pointed cross."""
    reach = int(2 * length)
    for along_x in (True, False):
        half_x, half_y = (reach, 2) if along_x else (2, reach)
        left, top = max(0, int(x) - half_x), max(0, int(y) - half_y)
        box = picture[top : int(y) + half_y + 1, left : int(x) + half_x + 1]
        grid_y, grid_x = np.ogrid[top : top + box.shape[0], left : left + box.shape[1]]
        dx, dy = np.abs(grid_x + 0.5 - x), np.abs(grid_y + 0.5 - y)
        along, across = (dx, dy) if along_x else (dy, dx)
        box += (peak * np.exp(-along / (0.28 * length) - across**2 / 0.9))[..., None].astype(np.float32)
