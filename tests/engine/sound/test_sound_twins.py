"""The kernels of the sound and their twins without numba agree within a millionth of the largest value."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from engine.kernel import HAVE_NUMBA
from engine.sound.filters import high_sections, low_sections
from engine.sound.loudness import HOP, K_WEIGHTING

CLOSE = 1e-6
SECOND = 48_000


def cases() -> Iterator[tuple[str, tuple[Any, ...], tuple[int, ...]]]:
    """Kernel, arguments, and the numbers of those that it writes (none: it returns its work)."""
    random = np.random.default_rng(4)
    sections = np.array(high_sections(30, 4) + low_sections(9000))
    for count in (0, 1, 63, 4097, 3 * SECOND):
        sound = random.standard_normal((count, 2)) * np.linspace(0.02, 0.5, count)[:, None]
        yield "filters.run_sections", (sound, sections), ()
        yield "loudness.weighted_energy", (sound, np.array(K_WEIGHTING), HOP), ()
    yield "loudness.weighted_energy", (sound[: 4 * HOP], np.array(K_WEIGHTING), HOP), ()
    fractions = importlib.import_module("engine.sound.loudness")._FRACTIONS
    for part in (sound, sound[:5], sound.astype(np.float32), np.zeros((100, 1))):
        yield "loudness.peaks_between", (part, fractions), ()
    for reach in (0, 7, 384):
        over = np.maximum(random.standard_normal(9000) - 2.5, 0)
        yield "dynamics.hold_and_release", (over, reach, 0.9998), ()
    stereo = sound.astype(np.float32)
    for follows in (0.0, 0.4):
        dry, send = np.zeros_like(stereo), np.zeros_like(stereo)
        given = (stereo, random.random(len(stereo)), 0.5, follows, 0.2, dry, send)
        yield "score.orchestra.seat_part", given, (5, 6)
    waves = (random.uniform(60, 6500, 9), np.ones(9), random.uniform(0.2, 1e6, 9), random.uniform(0, 6, 9))
    yield "score.instruments.percussion.ring_out", (*waves, SECOND, SECOND), ()
    tables, curves = random.standard_normal((2, 4096)).astype(np.float32), random.random((2, 2000))
    for start in (-500, 1000, len(stereo) - 300, len(stereo) + 5):
        given = (stereo.copy(), *tables, start, 60_000, 77, 3000, *curves, 0.4, 0.9, 64)
        yield "score.instruments.ensembles.add_note", given, (0,)
    for whole in (13, 217, 700):
        string = (random.standard_normal(whole + 2), 20_000, whole, 0.5, 0.3, 0.6, 0.09)
        yield "score.instruments.plucked.circulate", string, ()
    phase = np.mod(np.cumsum(0.1 * random.random(40_000)), 2 * np.pi)
    yield "score.instruments.solo.oscillate", (phase, random.random((40_000 // 240 + 2, 20)), 240), ()


CASES = list(cases())


@pytest.mark.skipif(not HAVE_NUMBA, reason="numba is not installed: there is nothing to compare with")
@pytest.mark.parametrize(("kernel", "arguments", "written"), CASES, ids=[case[0].rpartition(".")[2] for case in CASES])
def test_a_kernel_and_its_twin_agree(kernel: str, arguments: tuple[Any, ...], written: tuple[int, ...]) -> None:
    module, _, name = kernel.rpartition(".")
    there = importlib.import_module(f"engine.sound.{module}")
    results = []
    for way in ("compiled", "plain"):
        own = copy.deepcopy(arguments)
        returned = getattr(there, f"{name}_{way}")(*own)
        results.append([own[number] for number in written] or [returned])
    for one, other in zip(*results, strict=True):
        assert one.shape == other.shape and one.dtype == other.dtype
        close = CLOSE * max(float(np.abs(one).max(initial=0)), 1e-6)
        np.testing.assert_allclose(one, other, rtol=0, atol=close)
