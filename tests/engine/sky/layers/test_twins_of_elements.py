"""Every kernel of the elements and its twin without numba do the same with the arguments of real pictures.

The tolerance: of the numbers that either writes at most one in a thousand differs by more than a thousandth of the
largest one (where a place is rounded to a pixel, last bits decide to which); the others differ by less than a hundred
thousandth of it on the mean.
"""

from __future__ import annotations

import copy
import importlib
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.kernel import HAVE_NUMBA
from engine.sky.frame import Frame, Stage
from engine.sky.layers.arrays import lay_in_order, runs
from engine.sky.layers.layer import Order
from engine.sky.layers.water.mirror import WaterMirror, refill
from engine.sky.layers.water.sea import waterline_mask

CLOSE, SHARE, MEAN = 1e-3, 1e-3, 1e-5
CALLS = 4
BOLT = {"kind": "lightning", "times": [1.4], "x": 500, "y": 520}
LAYERS = "engine.sky.layers."
PAIRS: dict[str, list[dict[str, Any]]] = {
    "birds.birds._draw": [{"kind": "magpies"}],
    "land.trees._paint": [{"kind": "forest"}],
    "land.grass.draw_blades": [{"kind": "plain"}],
    "land.plain._field": [{"kind": "plain"}],
    "land.plain._rows": [{"kind": "plain"}],
    "land.ridges._outlines": [{"kind": "mountains"}],
    "land.ridges._paint": [{"kind": "mountains"}],
    "land.shore._beach": [{"kind": "shore"}],
    "land.sprite._lay": [{"kind": "palace"}],
    "lights.fire._flames": [{"kind": "fire", "x": 4}],
    "lights.sky_lanterns._lanterns": [{"kind": "lanterns", "size": 3}],
    "lights.trails._add_enlarged": [{"kind": "ripples"}],
    "lights.trails.stroke": [{"kind": "arrow"}],
    "water.foam.fringe": [{"kind": "rock", "x": 60}],
    "water.foam.rings": [{"kind": "foam", "x": 1240}],
    "water.mirror._mirror": [{"kind": "sea"}],
    "water.mirror.refill": [{"kind": "sea"}],
    "water.rock.draw_rock": [{"kind": "rock", "x": 60}],
    "water.rock.mirror_rock": [{"kind": "rock", "x": 60}],
    "water.rock.relight": [{"kind": "rock"}, BOLT],
    "water.water.shade_sea": [{"kind": "sea", "wind": 11, "glow_strength": 0.8}, BOLT],
    "weather.cloud_shape._heap": [{"kind": "clouds"}],
    "weather.clouds._shade": [{"kind": "clouds"}, BOLT],
    "weather.mist._drifting": [{"kind": "mist"}],
    "weather.snow._discs": [{"kind": "snow", "near": 2}],
}
SHAPES = [(320, 180), (120, 200)]
BESIDE = (
    "land.sprite._lay", "lights.fire._flames", "water.foam.rings", "water.rock.draw_rock", "water.rock.mirror_rock",
)  # fmt: skip
needs_both = pytest.mark.skipif(not HAVE_NUMBA, reason="without numba there is one form alone")


class Bather:
    """A bright disc that stands in the water and is mirrored by it."""

    order = Order.WATER + 2

    def __init__(self, stage: Stage) -> None:
        self._mirror = WaterMirror(stage, "bather")

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        height, width = buffer.shape[:2]
        top, bottom, left, right = int(0.6 * height), int(0.92 * height), 0, int(0.7 * width)
        behind = buffer[top:bottom, left:right].copy()
        buffer[top:bottom, left:right] += np.array([0.5, 0.4, 0.3], np.float32)
        line = waterline_mask(frame, 0.8 * 720)
        refill(buffer, behind, left, top, line, np.float32(2.5 * frame.unit))
        self._mirror.paint(buffer, behind, left, top, line, frame)


def recorded(monkeypatch, name: str, paint: Callable[[], Any]) -> list[tuple[Any, ...]]:
    """Arguments with which the kernel is called while something is painted: copies, at most CALLS."""
    module, kernel = name.rsplit(".", 1)
    real, calls = getattr(importlib.import_module(LAYERS + module), kernel), []

    def record(*arguments: Any) -> None:
        if len(calls) < CALLS:
            calls.append(copy.deepcopy(arguments))
        real(*arguments)

    for loaded in [part for part in list(sys.modules.values()) if getattr(part, "__name__", "").startswith(LAYERS)]:
        for attribute, value in list(vars(loaded).items()):
            if value is real and attribute == kernel:
                monkeypatch.setattr(loaded, attribute, record)
    monkeypatch.setattr(sys.modules[__name__], kernel, record, raising=False)
    paint()
    return calls


def both_forms(name: str, arguments: tuple[Any, ...]) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """What kernel and twin make of copies of the arguments: of every array that is written, all written numbers."""
    module, kernel = name.rsplit(".", 1)
    home = importlib.import_module(LAYERS + module)
    one, two = copy.deepcopy(arguments), copy.deepcopy(arguments)
    getattr(home, f"{kernel}_compiled")(*one)
    getattr(home, f"{kernel}_plain")(*two)
    results = []
    for before, first, second in zip(arguments, one, two, strict=True):
        if isinstance(before, np.ndarray):
            with np.errstate(invalid="ignore"):  # fresh memory may hold anything
                written = ~((first == before) & (second == before))
            results.append((first[written], second[written]))
    return [pair for pair in results if len(pair[0])]


@needs_both
@pytest.mark.parametrize("shape", SHAPES, ids=["wide", "tall"])
@pytest.mark.parametrize("name", PAIRS)
def test_kernel_and_twin_write_the_same(small_scene, monkeypatch, name, shape) -> None:
    def paint() -> None:
        scene = small_scene(*PAIRS[name], width=shape[0], height=shape[1])
        if name.startswith("water.mirror"):
            scene.layers.append(Bather(scene.stage))
        for time in (1.5, 2.6):
            scene.light(time)

    results = [pair for arguments in recorded(monkeypatch, name, paint) for pair in both_forms(name, arguments)]
    assert sum(len(first) for first, _ in results) > 20
    for first, second in results:
        assert np.isfinite(second).all()
        far = np.abs(first - second) / np.abs(first).max()
        assert (far > CLOSE).mean() <= SHARE
        assert far[far <= CLOSE].mean() <= MEAN


@needs_both
@pytest.mark.parametrize("place", [-4000.0, 5300.0])
@pytest.mark.parametrize("name", BESIDE)
def test_neither_writes_what_lies_beside_the_picture(small_scene, monkeypatch, name, place) -> None:
    spec = {**PAIRS[name][0], "x": place}
    calls = recorded(monkeypatch, name, lambda: small_scene(spec, width=320, height=180).light(2.0))
    assert calls
    assert not any(both_forms(name, arguments) for arguments in calls)


def test_runs_count_every_number_of_every_range() -> None:
    owner, numbers = runs(np.array([3, 7, 5]), np.array([6, 7, 7]))
    assert owner.tolist() == [0, 0, 0, 2, 2]
    assert numbers.tolist() == [3, 4, 5, 5, 6]


def test_dots_lie_each_over_those_before_it() -> None:
    random = np.random.default_rng(1)
    y, x = random.integers(0, 4, 90), random.integers(0, 5, 90)
    cover, light = random.random(90).astype(np.float32), random.random((90, 3)).astype(np.float32)
    expected = random.random((4, 5, 3)).astype(np.float32)
    buffer = expected.copy()
    for n in range(90):
        expected[y[n], x[n]] = expected[y[n], x[n]] * (1 - cover[n]) + light[n]
    lay_in_order(buffer, y, x, cover, light)
    np.testing.assert_allclose(buffer, expected, rtol=1e-5)
    lay_in_order(buffer, y[:0], x[:0], cover[:0], light[:0])
    np.testing.assert_allclose(buffer, expected, rtol=1e-5)
