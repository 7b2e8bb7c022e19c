"""The star catalogue and the colours of its stars."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

import assets

RECORD = np.dtype(
    [
        ("hip", "<u4"),
        ("ra", "<u4"),
        ("de", "<i4"),
        ("pmra", "<i2"),
        ("pmde", "<i2"),
        ("plx", "<u2"),
        ("v", "<i2"),
        ("bv", "<i2"),
        ("flag", "u1"),
    ]
)
NO_COLOUR = -32000


@dataclass(frozen=True)
class Catalogue:
    """Stars sorted by V magnitude, ICRS, epoch J2000.0. All arrays have one entry per star.

    ra, dec in radians; pm_ra (with cos dec), pm_dec in radians a year; parallax in arcseconds (0: unknown);
    v and bv in magnitudes; rgb is the linear Rec.709 colour of luminance 1.
    """

    hip: NDArray[np.int64]
    ra: NDArray[np.float64]
    dec: NDArray[np.float64]
    pm_ra: NDArray[np.float64]
    pm_dec: NDArray[np.float64]
    parallax: NDArray[np.float64]
    v: NDArray[np.float32]
    bv: NDArray[np.float32]
    rgb: NDArray[np.float32]

    @property
    def directions(self) -> NDArray[np.float64]:
        """Unit vectors (n, 3), ICRS at J2000.0."""
        return unit_vectors(self.ra, self.dec)

    def rows(self, hips: list[int] | tuple[int, ...]) -> NDArray[np.int64]:
        """Row of each HIP number.

        Raises:
            KeyError: a number is not in this catalogue.
        """
        index = _row_index(len(self.hip))
        return np.array([index[h] for h in hips], dtype=np.int64)


def unit_vectors(ra: NDArray[np.float64], dec: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unit vectors (..., 3) of right ascension and declination in radians."""
    return np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], -1)


def colour_of(bv: NDArray[np.floating]) -> NDArray[np.float64]:
    """B-V to linear Rec.709 of luminance 1, white at B-V 0.30.

    Temperature after Ballesteros (2012), a black body seen through the colour matching fits of Wyman, Sloan and
    Shirley (2013).
    """
    rgb = _black_body(4600 * (1 / (0.92 * bv + 1.7) + 1 / (0.92 * bv + 0.62)))
    white = _black_body(np.array([4600 * (1 / (0.92 * 0.30 + 1.7) + 1 / (0.92 * 0.30 + 0.62))]))
    rgb = rgb / white
    return rgb / (rgb @ [0.2126, 0.7152, 0.0722])[:, None]


def _black_body(kelvin: NDArray[np.floating]) -> NDArray[np.float64]:
    nm = np.arange(390.0, 771.0, 5.0)

    def lobe(mean: float, left: float, right: float) -> NDArray[np.float64]:
        return np.exp(-0.5 * ((nm - mean) * np.where(nm < mean, left, right)) ** 2)

    x = 1.056 * lobe(599.8, 0.0264, 0.0323) + 0.362 * lobe(442.0, 0.0624, 0.0374) - 0.065 * lobe(501.1, 0.0490, 0.0382)
    y = 0.821 * lobe(568.8, 0.0213, 0.0247) + 0.286 * lobe(530.9, 0.0613, 0.0322)
    z = 1.217 * lobe(437.0, 0.0845, 0.0278) + 0.681 * lobe(459.0, 0.0385, 0.0725)
    metres = nm * 1e-9
    radiance = metres**-5 / np.expm1(1.4388e-2 / (metres[None] * np.reshape(kelvin, (-1, 1))))
    xyz = np.stack([(radiance * curve).sum(1) for curve in (x, y, z)], 1)
    to_rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
    rgb = np.clip(xyz / xyz[:, 1:2] @ to_rgb.T, 1e-6, None)
    return rgb / (rgb @ [0.2126, 0.7152, 0.0722])[:, None]


@lru_cache(maxsize=4)
def load(faintest: float = 99.0) -> Catalogue:
    """The catalogue down to V magnitude ``faintest`` (8: 41,411 stars; all: 118,216)."""
    data = zlib.decompress((assets.folder("sky") / "stars_hip_j2000.bin.z").read_bytes())
    rows = np.frombuffer(data, RECORD)
    rows = rows[rows["v"] <= round(min(faintest, 99.0) * 100)]
    mas = np.radians(1 / 3.6e6)
    bv = np.where(rows["bv"] == NO_COLOUR, 0.6, rows["bv"] / 1000.0)
    # a few thousand different colours among all the stars
    values, which = np.unique(np.clip(bv, -0.4, 2.0), return_inverse=True)
    colours = colour_of(values)
    return Catalogue(
        hip=rows["hip"].astype(np.int64),
        ra=rows["ra"] / 2.0**32 * 2 * np.pi,
        dec=rows["de"] / (2.0**31 - 1) * np.pi / 2,
        pm_ra=rows["pmra"] * mas,
        pm_dec=rows["pmde"] * mas,
        parallax=rows["plx"] / 50.0 / 1000.0,
        v=(rows["v"] / 100.0).astype(np.float32),
        bv=bv.astype(np.float32),
        rgb=colours[which].astype(np.float32),
    )


@lru_cache(maxsize=4)
def _row_index(count: int) -> dict[int, int]:
    data = zlib.decompress((assets.folder("sky") / "stars_hip_j2000.bin.z").read_bytes())
    hips = np.frombuffer(data, RECORD)["hip"][:count].tolist()
    return {hip: row for row, hip in enumerate(hips)}
