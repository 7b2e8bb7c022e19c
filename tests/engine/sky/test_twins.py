"""Kernels and their twins do the same, picture by picture and film by film.

The tolerances: a twin's numbers differ from its kernel's by less than a ten-thousandth of the largest one, 8-bit
numbers by one at most. In whole pictures of 160 x 90 pixels painted without numba the codes differ on the mean by less
than 0.05 and 99.9 % of the pixels by 2 at most; light differs on the mean by less than a hundred-thousandth. Measured:
0.00003 codes on the mean for the worst, the ripples, and nowhere more than one code. The room is for versions of OpenCV
that interpolate in steps of 1/32 pixel.
"""

from __future__ import annotations

import copy
import importlib
import inspect
import json
import math
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.assembly.facts import read_back
from engine.film import render_film
from engine.folders import cache_folder
from engine.kernel import HAVE_NUMBA
from engine.sky.atmosphere import air_table
from engine.sky.immersive import ImmersivePainter
from engine.sky.layers.elements import element_kinds
from engine.sky.layers.night import milky_way
from engine.sky.layers.night.aurora import ray_colours
from engine.sky.layers.night.backdrop import CELL, FULL, Chart
from engine.sky.layers.night.moon_disc import moon_face
from engine.sky.layers.night.points import CORE_WIDTHS, SMALLEST_SIGMA, core_share, core_sigma, small_profile
from engine.sky.layers.night.stars import star_flux
from engine.sky.painter import ShotPainter
from engine.sky.projection import aim
from engine.sky.tone import GRAIN_SPREAD
from engine.sky.toning import Toning
from storyboard.model import (
    Canvas,
    Element,
    FigureCue,
    LinesCue,
    Look,
    Narration,
    Scene,
    Shot,
    Sky,
    StarLabel,
    Storyboard,
    View,
)

ROOT = Path(__file__).resolve().parents[3]
CLOSE = 1e-4
MEAN_CODES, CODES, SHARE, MEAN_LIGHT = 0.05, 2, 1e-3, 1e-5
f32 = np.float32
needs_numba = pytest.mark.skipif(not HAVE_NUMBA, reason="numba is not installed: there is nothing to compare with")


# -- the pairs ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """Arguments of a pair, and the numbers of those that it writes."""

    name: str
    arguments: tuple[Any, ...]
    written: tuple[int, ...] = (0,)

    def __str__(self) -> str:
        return self.name.rpartition(".")[2]


def cases() -> Iterator[Case]:
    """Random but fitting arguments of every kernel of the sky and the figures, with places at and over the edges."""
    random = np.random.default_rng(20)
    for height, width in ((60, 96), (34, 130)):
        yield from _cases_of_light(random, height, width)
        yield from _cases_of_tone(random, height, width)
        yield from _cases_of_night(random, height, width)
        yield from _cases_of_figures(random, height, width)


def _cases_of_light(random: np.random.Generator, height: int, width: int) -> Iterator[Case]:
    def array(*shape: int) -> np.ndarray:
        return random.random(shape, f32)

    buffer, count = array(height, width, 3), 150
    x, y = (random.uniform(-30, size + 30, count).astype(f32) for size in (width, height))
    x[:4], y[:4] = (0, width, -0.0, 7.5), (0, height, height - 0.5, 0)
    sigma = (0.4 + 20 * array(count) ** 6).astype(f32)
    yield Case("light.splat", (buffer, x, y, array(count, 3), sigma))
    none = (np.empty(0, f32), np.empty(0, f32), np.empty((0, 3), f32), np.empty(0, f32))
    yield Case("light.splat", (buffer, *none))
    start = random.uniform(-20, (width + 20, height + 20), (40, 2))
    ends = np.column_stack([start, start + random.normal(0, 25, (40, 2))])
    segments = np.column_stack([ends, array(40, 2), 0.5 + 3 * array(40, 1), array(40, 3)]).astype(f32)
    yield Case("light.lines", (buffer, segments))
    colour = (f32(0.3), f32(0.4), f32(0.5))
    yield Case("light.polyline", (buffer, start.astype(f32), array(40), f32(1.3), *colour))
    yield Case("light.veil", (buffer, array(height, 3), array(height)))
    for left, top in ((-5, -7), (width - 9, height - 6), (10, 10), (-99, 0), (width + 5, 3)):
        yield Case("light.blend_mask", (buffer, array(20, 26), left, top, *colour, f32(0.7)))
    yield Case("plates.lay", (buffer, array(height, width, 4), np.maximum(array(height, width) - f32(0.3), 0)))
    premultiplied = array(height // 4, width // 4, 4)
    premultiplied[:4] = 0
    for top, magnify in ((0, 4), (height // 3, 4), (height - 7, 2), (3, 1)):
        wide = np.empty((4, 3 * min(width, width // 4 * magnify)), f32)
        yield Case("layers.overlay.over", (buffer, premultiplied, top, magnify, wide))


def _cases_of_tone(random: np.random.Generator, height: int, width: int) -> Iterator[Case]:
    for h, w in ((height, width), (height + 1, width + 1), (2, 2)):
        picture = random.random((h, 3 * w), f32)
        half = random.random((h // 2, w // 2 * 3), f32)
        yield Case("light.halve", (picture, np.zeros(3 * w, f32), np.zeros_like(half)), (2,))
        yield Case("tone.shrink", (picture, np.zeros_like(half)), (1,))
        yield Case("tone.gather", (picture, f32(0.3), half))
    bloom = random.random((height // 2, width // 2 * 3), f32) * f32(0.1)
    grain = random.integers(-60, 60, (height, 3 * (width + GRAIN_SPREAD))).astype(np.int8)
    light = 4 * random.random((height, 3 * width), f32) ** 6
    qx, qy = np.linspace(0.5, 0, 3 * width, dtype=f32), np.linspace(0, 0.5, height, dtype=f32)
    out = np.zeros((height, 3 * width), np.uint8)
    gains = (f32(0.5), f32(1.2), f32(0.4))
    for look in (Look(), Look(saturation=1.3, contrast=1.2, shadows=(1.2, 0.9, 1.0))):
        toning = Toning(look)
        given = (light, bloom, *gains, qx, qy, grain, f32(0.1), height - 5, 300, toning.saturation, toning.table)
        yield Case("tone.grade", (*given, out), (13,))


def _cases_of_night(random: np.random.Generator, height: int, width: int) -> Iterator[Case]:
    def array(*shape: int) -> np.ndarray:
        return random.random(shape, f32)

    buffer, count = array(height, width, 3), 300
    x, y = (random.uniform(-20, size + 20, count).astype(f32) for size in (width, height))
    pole = (f32(width / 2), f32(-400))
    rays = (x, y, 1 + 30 * array(count), np.maximum(array(count) - f32(0.1), 0), ray_colours(), *pole)
    yield Case("layers.night.aurora.draw_rays", (buffer, *rays))
    directions = random.standard_normal((4 * count, 3))
    directions = (directions / np.linalg.norm(directions, axis=1)[:, None]).astype(f32)
    stars = (40 * array(4 * count) ** 6, array(4 * count, 3), array(4 * count), 0.8 + 2 * array(4 * count), f32(3.7))
    axis, up = np.array([0.6, 0, 0.8], f32), np.array([0, 0, 1], f32)
    empty = (np.zeros((4 * count, 3), f32), np.zeros((4 * count, 2), f32), np.zeros((4 * count, 3), f32))
    number = np.zeros(4 * count, np.int32)
    turn = aim(axis.astype(float), np.array([0.0, 0.0, 1.0])).astype(f32)
    for grounded in (True, False):
        for lens in ((), (900, 1, -0.95, 300, 200), (500, 0, 0.05, 300, 200)):
            camera = (turn, np.array(lens, f32))
            given = (directions, up, grounded, air_table(), *stars, axis, f32(0.3), *camera, *empty, number)
            yield Case("layers.night.stars.shine", given, (13, 14, 15, 16))
    v = random.uniform(-1, 9, count)
    flux = array(count, 3) * star_flux(v).astype(f32)[:, None]
    points = (np.column_stack([x, y]), flux, np.arange(count, dtype=np.int32), core_sigma(v), core_share(v))
    for unit in (1.0, 0.4):
        tables = (small_profile(SMALLEST_SIGMA * unit, widths) for widths in CORE_WIDTHS)
        given = (buffer.reshape(height, -1), *points, f32(unit), *tables)
        yield Case("layers.night.points.draw_points", given)
    angle = random.uniform(0, 6, (60, 1)) + np.linspace(0, 0.5, 21)
    radius = random.uniform(0, width, (60, 1))
    arcs = np.stack([width / 2 + radius * np.cos(angle), height / 2 + radius * np.sin(angle)], -1).astype(f32)
    given = (buffer, arcs, array(60, 3), np.linspace(0.2, 1, 21, dtype=f32), f32(height * 0.8))
    yield Case("layers.night.star_trails.draw_arcs", given)
    face = moon_face(np.random.default_rng(1))
    turned = (f32(0.6), f32(0), f32(0.8), f32(0.6), f32(-0.8))
    for at_x, at_y, r in ((width * 0.9, 8, 5.3), (40.3, 30.1, 22), (-90, 5, 4)):
        disc = (buffer, face, f32(at_x), f32(at_y), f32(r), *turned, array(3), array(3), array(3))
        yield Case("layers.night.moon_disc.draw_disc", disc)
    half = -(-height // 2), -(-width // 2)
    shape = tuple(-(-side // CELL) + 2 for side in half)
    down, across = np.mgrid[0 : shape[0], 0 : shape[1]] * 7.0
    chart = Chart.of(array(40, 64, 3), around=True)
    for period, light in ((f32(0), np.zeros((0, 0), f32)), (f32(64), array(half[0], 3 * half[1]))):
        places = (across * 0.9 - down * 0.3 - 9).astype(f32), (down * 0.7 + across * 0.2 - 3).astype(f32)
        air = array(half[0], 3) * f32(chart.peak / FULL**2), array(half[0], 3), light
        given = (buffer.reshape(height, -1), chart.packed, *places, period, *air)
        yield Case("layers.night.backdrop.backdrop", given)
    texture = np.zeros((50, 70, 3), f32)
    texture[2:-2, 2:-2] = array(46, 66, 3)
    for step, turn in ((1.1, 0.3), (0.4, -2.0)):
        ways = (f32(math.cos(turn) * step), f32(math.sin(turn) * step), f32(30), f32(20))
        given = (buffer, texture, f32(width * 0.7), f32(height * 0.4), *ways, f32(height * 0.7))
        yield Case("layers.night.light_sprite.add_texture", given)


def _cases_of_figures(random: np.random.Generator, height: int, width: int) -> Iterator[Case]:
    points = random.uniform(-10, (width + 10, height + 10), (12, 2)).astype(f32)
    widths, times = 0.3 + 2 * random.random(12, f32), np.sort(random.random(12, f32))
    ink, time, clip = *np.zeros((2, height, width), f32), random.random((height, width), f32)
    yield Case("figures.kernels.draw_ink", (ink, time, clip, points, widths, times), (0, 1))


CASES = list(cases())


@needs_numba
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_kernel_and_its_twin_do_the_same(case: Case) -> None:
    module, _, name = case.name.rpartition(".")
    there = importlib.import_module(f"engine.sky.{module}")
    results = []
    for way in ("compiled", "plain"):
        arguments = copy.deepcopy(case.arguments)
        returned = getattr(there, f"{name}_{way}")(*arguments)
        results.append((returned, [arguments[number] for number in case.written]))
    assert results[0][0] == results[1][0]
    for one, other in zip(results[0][1], results[1][1], strict=True):
        close = 1 if one.dtype.kind in "ui" and one.itemsize == 1 else CLOSE * max(float(np.abs(one).max()), 1e-6)
        np.testing.assert_allclose(one.astype(float), other.astype(float), rtol=0, atol=close)


def _pairs() -> list[tuple[str, str]]:
    """Module and name of every kernel that others than kernels call."""
    found = []
    for path in sorted(ROOT.joinpath("engine").rglob("*.py")):
        names = re.findall(r"^@compiled\ndef (\w+)_compiled\(", path.read_text(encoding="utf-8"), re.MULTILINE)
        found += [(".".join(path.relative_to(ROOT).with_suffix("").parts), name) for name in names]
    return found


def test_every_kernel_has_a_twin_with_the_same_arguments() -> None:
    pairs = _pairs()
    assert len(pairs) > 40
    for module, name in pairs:
        there = importlib.import_module(module)
        kernel, twin = getattr(there, f"{name}_compiled"), getattr(there, f"{name}_plain")
        assert list(inspect.signature(getattr(kernel, "py_func", kernel)).parameters) == list(
            inspect.signature(twin).parameters
        ), (module, name)
        assert getattr(there, name) is (kernel if HAVE_NUMBA else twin), (module, name)


# -- whole pictures and a film -----------------------------------------------------------------------------------------

INDICES = (8, 25, 41)
NIGHT = Scene(
    view=View(kind="horizon"),
    lines=(LinesCue(show=("Lyr", "Cyg"), names=True, art=0.5),),
    figures=(FigureCue(name="lepus", start_s=-8.0, dust=0.4),),
    labels=(StarLabel(hip=91262),),
    bodies=True,
)
DOME = Scene(view=View(kind="horizon"), elements=(Element(kind="plain"), Element(kind="mist")))
FILM = Storyboard(
    title="Two shots",
    canvas=Canvas(width=160, height=90, fps=12),
    narration=Narration(enabled=False),
    shots=(
        Shot(id="stars", duration_s=2, scene=NIGHT),
        Shot(id="sea", duration_s=2, mood="heroic", hit=True,
             scene=Scene(view=View(kind="horizon"), elements=(Element(kind="sea"), Element(kind="lightning")))),
    ),
)  # fmt: skip


def subjects() -> dict[str, Callable[[], Any]]:
    """What makes the painter of each compared subject."""
    common: dict[str, Any] = {"look": Look(), "sky": Sky(), "duration_s": 4, "seed": 1, "language": "zh"}
    canvas = Canvas(width=160, height=90, fps=12)
    scenes = {kind: Scene(view=View(kind="horizon"), elements=(Element(kind=kind),)) for kind in element_kinds()}
    makers: dict[str, Callable[[], Any]] = {
        name: lambda scene=scene: ShotPainter(scene, canvas=canvas, **common)
        for name, scene in {"night": NIGHT, **scenes}.items()
    }
    dome = Canvas(width=96, height=96, fps=12, projection="fulldome")
    return {**makers, "dome": lambda: ImmersivePainter(DOME, canvas=dome, **common)}


def paint_everything() -> dict[str, np.ndarray]:
    """Pictures (frames, H, W, 3) of every subject, and its light in one frame."""
    found: dict[str, np.ndarray] = {}
    for name, make in subjects().items():
        painter = make()
        found[f"{name} picture"] = np.stack([painter.paint(index) for index in INDICES])
        found[f"{name} light"] = painter.light(INDICES[1])
    return found


def paint_and_film(folder: Path) -> None:
    """What the process without numba does."""
    np.savez(folder / "pictures.npz", **paint_everything())  # pyright: ignore[reportArgumentType]
    finished = render_film(FILM, folder / "film.mp4")
    folder.joinpath("done.json").write_text(json.dumps([HAVE_NUMBA, finished.frames]), encoding="utf-8")


WITHOUT_NUMBA = """
import runpy, sys
from pathlib import Path
sys.modules["numba"] = None
if __name__ == "__main__":
    runpy.run_path(sys.argv[1])["paint_and_film"](Path(sys.argv[2]))
"""


@dataclass(frozen=True)
class Both:
    """Pictures of both ways, and the folder in which the process without numba left its film."""

    compiled: dict[str, np.ndarray]
    plain: dict[str, np.ndarray]
    folder: Path


def _cache_without_figures(folder: Path) -> Path:
    """A cache with the Milky Way alone: no kernel has a hand in it, and baking it takes long."""
    textures = folder / "cache" / "textures"
    textures.mkdir(parents=True)
    milky_way.texture()
    shutil.copy(cache_folder("textures") / f"milky-way-{milky_way.VERSION}.npy", textures)
    return folder / "cache"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("twins")
    words = [sys.executable, "-c", WITHOUT_NUMBA, __file__, str(folder)]
    environment = {**os.environ, "STARLOOM_CACHE_DIR": str(_cache_without_figures(folder))}
    process = subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    complaints: list[str] = []
    listener = threading.Thread(target=lambda: complaints.append(process.communicate(timeout=200)[1]))
    listener.start()
    compiled = paint_everything()
    listener.join()
    shutil.rmtree(folder / "cache")
    assert process.returncode == 0, complaints
    with np.load(folder / "pictures.npz") as pictures:
        return Both(compiled, dict(pictures), folder)


@needs_numba
@pytest.mark.parametrize("name", ["night", "dome", *element_kinds()])
def test_a_picture_is_the_same_without_numba(both: Both, name: str) -> None:
    one, other = (pictures[f"{name} picture"].astype(int) for pictures in (both.compiled, both.plain))
    apart = np.abs(one - other)
    assert one.max() > 40
    assert apart.mean() <= MEAN_CODES
    assert np.mean(apart.max(-1) > CODES) <= SHARE
    assert np.abs(both.compiled[f"{name} light"] - both.plain[f"{name} light"]).mean() <= MEAN_LIGHT


def test_a_film_is_made_without_numba(both: Both) -> None:
    had_numba, frames = json.loads(both.folder.joinpath("done.json").read_text(encoding="utf-8"))
    assert not had_numba
    facts = read_back(both.folder / "film.mp4")
    assert (facts.width, facts.height, facts.fps) == (160, 90, 12)
    assert facts.frames == frames > 30
    assert facts.audio_codec == "aac" and facts.audio_samples > 2 * 48000
