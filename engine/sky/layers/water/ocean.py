"""A deep-water wave field: the slopes of a periodic patch of sea at any time.

J. Tessendorf, "Simulating Ocean Water" (2001): a Phillips spectrum of random complex amplitudes whose phases turn with
the dispersion of deep water, omega = sqrt(g k), transformed by one inverse FFT that carries both slopes.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.light import f32, scratch

GRAVITY = 9.81


class Ocean:
    """A square patch of sea, periodic, ``patch_m`` metres wide, under a wind of ``wind`` metres a second.

    Reentrant: holds only constants.
    """

    def __init__(
        self,
        patch_m: float,
        wind: float,
        direction: tuple[float, float],
        rng: np.random.Generator,
        size: int = 256,
        shortest_m: float = 0.25,
    ) -> None:
        self.size = size
        k = 2 * np.pi * np.fft.fftfreq(size, patch_m / size)
        kx, kz = np.meshgrid(k, k)
        length = np.hypot(kx, kz)
        length[0, 0] = 1
        longest = wind * wind / GRAVITY
        along = (kx * direction[0] + kz * direction[1]) / (length * math.hypot(*direction))
        power = np.exp(-1 / (length * longest) ** 2) / length**4 * (0.2 + 0.8 * along * along)
        power *= np.exp(-((length * shortest_m) ** 2))
        power[0, 0] = 0
        # the unpaired frequencies would make the transform complex
        power[size // 2, :] = 0
        power[:, size // 2] = 0
        waves = rng.standard_normal((size, size)) + 1j * rng.standard_normal((size, size))
        first = waves * np.sqrt(power / 2)
        slope_power = 2 * float((np.abs(first) ** 2 * length**2).sum())
        # two slopes share this power; each gets a variance near 1
        first *= size * size / max(math.sqrt(slope_power), 1e-30)
        mirrored = np.conj(np.roll(first[::-1, ::-1], 1, (0, 1)))
        # i kx h + i (i kz h), whose transform holds the slopes as real and imaginary part, is cosines of the phase
        # times the one and sines times the other; each as two planes
        turn = 1j * kx - kz
        self._cosines, self._sines = (
            np.stack([part.real, part.imag]).astype(f32)
            for part in (turn * (first + mirrored), turn * 1j * (first - mirrored))
        )
        # row i and row N - i turn alike
        self._omega = np.sqrt(GRAVITY * length[: size // 2 + 1]).astype(f32)

    def slopes(self, time: float) -> NDArray[np.float32]:
        """Slopes (N, N, 2) across and away at ``time`` seconds, in units of their own typical size."""
        half = self.size // 2
        phase = self._omega * f32(time)
        cosine, sine = np.cos(phase), np.sin(phase)
        spectrum = scratch(f"waves {self.size}", self.size, self.size, 2)
        for rows, c, s in (
            (slice(0, half + 1), cosine, sine),
            (slice(half + 1, self.size), cosine[half - 1 : 0 : -1], sine[half - 1 : 0 : -1]),
        ):
            for part in range(2):
                even, odd = c * self._cosines[part, rows], s * self._sines[part, rows]
                np.add(even, odd, out=spectrum[rows, :, part])
        return np.asarray(cv2.dft(spectrum, flags=cv2.DFT_INVERSE | cv2.DFT_SCALE), f32)


def shrink_rows(slopes: NDArray[np.float32], levels: int) -> NDArray[np.float32]:
    """The tile (N, N, 2) and its averages over 2, 4, ... rows, stacked from row 0, N, 3N/2, ... on.

    Seen near the horizon a pixel is hundreds of times deeper than it is wide: averaging along the view alone keeps the
    crests sharp across and lets the waves fade with the distance instead of sparkling.
    """
    rows, columns = slopes.shape[:2]
    out = np.empty((2 * rows - (rows >> levels), columns, 2), f32)
    out[:rows] = slopes
    start = 0
    for _ in range(levels):
        upper = out[start : start + rows]
        start, rows = start + rows, rows // 2
        mean = np.add(upper[0::2], upper[1::2], out=out[start : start + rows])
        mean *= f32(0.5)
    return out
