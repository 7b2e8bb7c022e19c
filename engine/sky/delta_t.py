"""Delta T = TT - UT1, how far the turning Earth lags behind uniform time, in seconds.

Yearly values 1973 to 2027 (IERS, as published by the United States Naval Observatory; the last one is predicted),
between them linearly; before and after that the polynomials of Espenak and Meeus (2006), which rest on Morrison and
Stephenson (2004) and end in a parabola on both sides (7 h at -1000, 21 h at -3000: a guess there, uncertain by tens of
minutes). The step at the end of the yearly values fades out until 2150.
"""

from __future__ import annotations

import numpy as np

MODEL = "Espenak-Meeus 2006; IERS yearly values 1973-2027"
FIRST_MEASURED = 1973
MEASURED = (
    43.37, 44.48, 45.48, 46.46, 47.52, 48.53, 49.59,
    50.54, 51.38, 52.17, 52.96, 53.79, 54.34, 54.87, 55.32, 55.82, 56.30,
    56.86, 57.57, 58.31, 59.12, 59.98, 60.79, 61.63, 62.30, 62.97, 63.47,
    63.83, 64.09, 64.30, 64.47, 64.57, 64.69, 64.85, 65.15, 65.46, 65.78,
    66.07, 66.32, 66.60, 66.91, 67.28, 67.64, 68.10, 68.59, 68.97, 69.22,
    69.36, 69.36, 69.29, 69.20, 69.18, 69.14, 69.12, 69.20,
)  # fmt: skip
LAST_MEASURED = FIRST_MEASURED + len(MEASURED) - 1
FADED = 2150.0

# From this year on, a polynomial in (year - origin) / unit, lowest power first.
_PIECES = (
    (-500.0, 0.0, 100.0, (10583.6, -1014.41, 33.78311, -5.952053, -0.1798452, 0.022174192, 0.0090316521)),
    (500.0, 1000.0, 100.0, (1574.2, -556.01, 71.23472, 0.319781, -0.8503463, -0.005050998, 0.0083572073)),
    (1600.0, 1600.0, 1.0, (120.0, -0.9808, -0.01532, 1 / 7129)),
    (1700.0, 1700.0, 1.0, (8.83, 0.1603, -0.0059285, 0.00013336, -1 / 1174000)),
    (
        1800.0, 1800.0, 1.0,
        (13.72, -0.332447, 0.0068612, 0.0041116, -0.00037436, 0.0000121272, -0.0000001699, 0.000000000875),
    ),
    (1860.0, 1860.0, 1.0, (7.62, 0.5737, -0.251754, 0.01680668, -0.0004473624, 1 / 233174)),
    (1900.0, 1900.0, 1.0, (-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197)),
    (1920.0, 1920.0, 1.0, (21.20, 0.84493, -0.076100, 0.0020936)),
    (1941.0, 1950.0, 1.0, (29.07, 0.407, -1 / 233, 1 / 2547)),
    (1961.0, 1975.0, 1.0, (45.45, 1.067, -1 / 260, -1 / 718)),
    (1986.0, 2000.0, 1.0, (63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599)),
    (2005.0, 2000.0, 1.0, (62.92, 0.32217, 0.005589)),
)  # fmt: skip


def delta_t(year: float) -> float:
    """Delta T in seconds at a decimal year (astronomical: 0 is 1 BC)."""
    if FIRST_MEASURED <= year <= LAST_MEASURED:
        return float(np.interp(year, np.arange(FIRST_MEASURED, LAST_MEASURED + 1), MEASURED))
    if LAST_MEASURED < year < FADED:
        step = MEASURED[-1] - _espenak_meeus(LAST_MEASURED)
        return _espenak_meeus(year) + step * (FADED - year) / (FADED - LAST_MEASURED)
    return _espenak_meeus(year)


def _espenak_meeus(year: float) -> float:
    parabola = -20 + 32 * ((year - 1820) / 100) ** 2
    if year < _PIECES[0][0] or year >= 2150:
        return parabola
    if year >= 2050:
        return parabola - 0.5628 * (2150 - year)
    _, origin, unit, terms = next(piece for piece in reversed(_PIECES) if year >= piece[0])
    return float(np.polynomial.polynomial.polyval((year - origin) / unit, terms))
