"""A deep-water wave field: the slopes of a periodic patch of sea at any time.

J. Tessendorf, "Simulating Ocean Water" (2001): a Phillips spectrum of random complex amplitudes whose phases turn with
the dispersion of deep water, omega = sqrt(g k), transformed by one inverse FFT that carries both slopes.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA, compiled
from engine.sky.light import f32

GRAVITY = 9.81


@compiled
def _spectrum_compiled(first, mirrored, omega, kx, kz, time, out):
    """out (N, N) complex64: i kx h + i (i kz h) at ``time``, whose transform holds the slopes as real and imaginary."""
    n = first.shape[0]
    for i in range(n):
        for j in range(n):
            phase = omega[i, j] * time
            c, s = math.cos(phase), math.sin(phase)
            a, b = first[i, j], mirrored[i, j]
            real = a.real * c - a.imag * s + b.real * c + b.imag * s
            imaginary = a.real * s + a.imag * c + b.imag * c - b.real * s
            out[i, j] = complex(
                -kx[i, j] * imaginary - kz[i, j] * real,
                kx[i, j] * real - kz[i, j] * imaginary,
            )


def _spectrum_plain(first, mirrored, omega, kx, kz, time, out) -> None:
    """The same with numpy."""
    turn = np.exp(np.complex64(1j) * (omega * time))
    height = first * turn + mirrored * np.conj(turn)
    out[...] = np.complex64(1j) * kx * height - kz * height


_spectrum = _spectrum_compiled if HAVE_NUMBA else _spectrum_plain


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
        self._first = first.astype(np.complex64)
        self._mirrored = np.conj(np.roll(first[::-1, ::-1], 1, (0, 1))).astype(np.complex64)
        self._omega = np.sqrt(GRAVITY * length).astype(f32)
        self._kx, self._kz = kx.astype(f32), kz.astype(f32)

    def slopes(self, time: float) -> NDArray[np.float32]:
        """Slopes (N, N, 2) across and away at ``time`` seconds, in units of their own typical size."""
        out = np.empty((self.size, self.size), np.complex64)
        _spectrum(self._first, self._mirrored, self._omega, self._kx, self._kz, f32(time), out)
        return np.fft.ifft2(out).astype(np.complex64, copy=False).view(f32).reshape(self.size, self.size, 2)


def shrink_rows(slopes: NDArray[np.float32], levels: int) -> NDArray[np.float32]:
    """The tile (N, N, 2) and its averages over 2, 4, ... rows, stacked from row 0, N, 3N/2, ... on.

    Seen near the horizon a pixel is hundreds of times deeper than it is wide: averaging along the view alone keeps the
    crests sharp across and lets the waves fade with the distance instead of sparkling.
    """
    parts = [slopes]
    for _ in range(levels):
        parts.append(f32(0.5) * (parts[-1][0::2] + parts[-1][1::2]))
    return np.concatenate(parts)
