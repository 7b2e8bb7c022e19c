"""Every kind of hand-over: it begins with one picture, ends with the other, and goes one way between."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import get_args

import numpy as np
import pytest

from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.hand_over import HandOver
from engine.assembly.planes import Packed
from storyboard.model import Canvas, TransitionKind

KINDS: tuple[TransitionKind, ...] = get_args(TransitionKind)
MOVING: tuple[TransitionKind, ...] = ("stars", "push", "zoom")
CANVASES = {
    "wide": Canvas(width=320, height=180),
    "upright": Canvas(width=180, height=320),
    "odd": Canvas(width=162, height=94),
    "dome": Canvas(width=256, height=256, projection="fulldome", dome_tilt_deg=15),
    "360": Canvas(width=384, height=192, projection="equirect"),
}
STEPS = 20


def _sky(canvas: Canvas, seed: int, colour: tuple[int, int, int]) -> Packed:
    """A dark picture of one hue with some stars in it."""
    random = np.random.default_rng(seed)
    rgb = np.empty((canvas.height, canvas.width, 3), np.uint8)
    rgb[:] = colour
    rgb[random.integers(0, canvas.height, 60), random.integers(0, canvas.width, 60)] = 230
    packed = np.empty((canvas.height * 3 // 2, canvas.width), np.uint8)
    rgb_to_yuv420(rgb, *yuv420_planes(packed))
    return packed


def _pictures(canvas: Canvas) -> tuple[Packed, Packed]:
    return _sky(canvas, 1, (70, 20, 10)), _sky(canvas, 2, (10, 30, 80))


def _near(one: Packed, other: Packed) -> float:
    """Mean difference of code values."""
    return float(np.abs(one.astype(float) - other).mean())


@pytest.mark.parametrize("shape", CANVASES)
@pytest.mark.parametrize("kind", KINDS)
def test_it_begins_with_one_shot_and_ends_with_the_other(kind: TransitionKind, shape: str) -> None:
    canvas = CANVASES[shape]
    a, b = _pictures(canvas)
    kept = a.copy(), b.copy()
    hand_over = HandOver(kind, canvas, 3, STEPS)
    frames = [hand_over.packed(a, b, (step + 1) / (STEPS + 1)) for step in range(STEPS)]
    between = _near(a, b)
    assert _near(frames[0], a) < 0.2 * between and _near(frames[-1], b) < 0.2 * between
    assert _near(hand_over.packed(a, b, 1e-6), a) <= 0.5 and _near(hand_over.packed(a, b, 1 - 1e-6), b) <= 0.5
    for frame in frames:
        assert frame.shape == a.shape and frame.dtype == np.uint8
        luma, blue, red = yuv420_planes(frame)
        assert luma.min() >= 15 and luma.max() <= 235
        assert min(blue.min(), red.min()) >= 15 and max(blue.max(), red.max()) <= 241
    assert np.array_equal(a, kept[0]) and np.array_equal(b, kept[1]), "what is given stays as it is"


@pytest.mark.parametrize("kind", ["crossfade", "black", "stars", "push", "zoom"])
def test_it_goes_one_way(kind: TransitionKind) -> None:
    """Of the hues that only one of the pictures has, the one goes and the other comes, step by step."""
    canvas = CANVASES["wide"]
    a, b = _pictures(canvas)
    hand_over = HandOver(kind, canvas, 3, STEPS)
    blue = [float(yuv420_planes(hand_over.packed(a, b, step / STEPS))[1].mean()) for step in range(1, STEPS)]
    assert blue[0] < blue[-1]
    if kind in ("stars", "push"):
        assert all(later >= earlier - 0.15 for earlier, later in zip(blue, blue[1:], strict=False))
    half = STEPS // 2
    assert max(blue[: half - 2]) <= min(blue[half + 2 :]) + 0.5


def test_every_kind_looks_its_own_way() -> None:
    a, b = _pictures(CANVASES["wide"])
    frames = [HandOver(kind, CANVASES["wide"], 3).packed(a, b, 0.4) for kind in KINDS]
    for number, frame in enumerate(frames):
        assert all(_near(frame, other) > 1.0 for other in frames[number + 1 :]), KINDS[number]


def test_it_is_the_same_every_time_in_any_order_and_by_many_threads() -> None:
    canvas = CANVASES["wide"]
    a, b = _pictures(canvas)
    for kind in MOVING:
        first, again = HandOver(kind, canvas, 7), HandOver(kind, canvas, 7)
        alone = [first.packed(a, b, step / 20) for step in range(1, 20)]
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda step: again.packed(a, b, step / 20), reversed(range(1, 20))))  # noqa: B023
        for one, other in zip(alone, reversed(together), strict=True):
            np.testing.assert_array_equal(one, other)


def test_other_seeds_scatter_other_stars() -> None:
    canvas = CANVASES["wide"]
    a, b = _pictures(canvas)
    one, other = (HandOver("stars", canvas, seed).packed(a, b, 0.3) for seed in (1, 2))
    assert _near(one, other) > 0.5


@pytest.mark.parametrize("shape", CANVASES)
def test_bright_stars_come_first_and_in_no_grid(shape: str) -> None:
    canvas = CANVASES[shape]
    black = np.full((canvas.height * 3 // 2, canvas.width), 128, np.uint8)
    black[: canvas.height] = 16
    hand_over = HandOver("stars", canvas, 11)
    luma = [yuv420_planes(hand_over.packed(black, black, step / 20))[0].astype(int) - 16 for step in range(1, 20)]
    total = [light.sum() for light in luma]
    assert max(total[3:10]) > 4 * total[0] and total[-1] < 0.1 * max(total)
    early, late = (light > 0.5 * light.max() for light in (luma[3], luma[11]))
    assert luma[3].max() > luma[11].max() + 25, "faint ones come last"
    assert 0 < early.sum() < 0.05 * early.size and late.any()
    columns = np.bincount(np.nonzero(late)[1], minlength=canvas.width)
    assert (columns > 0).sum() > 4, "spread over the picture"


def test_a_push_moves_both_pictures_to_the_left_by_the_same_way() -> None:
    canvas = Canvas(width=640, height=64)
    ramp = np.full((96, 640), 128, np.uint8)
    ramp[:64] = np.linspace(40, 120, 640).astype(np.uint8)
    light = ramp.copy()
    light[:64] += 100
    middle = yuv420_planes(HandOver("push", canvas).packed(ramp, light, 0.5))[0][32].astype(int)
    assert abs(middle[10] - ramp[32, 330]) <= 2 and abs(middle[-10] - light[32, 310]) <= 2
    assert middle[310] < ramp[32, 628] - 15, "the coming picture throws a shadow"
    assert (middle[340:] > 130).all()


def test_domes_do_not_move() -> None:
    for shape in ("dome", "360"):
        canvas = CANVASES[shape]
        a, b = _pictures(canvas)
        np.testing.assert_array_equal(
            HandOver("push", canvas).packed(a, b, 0.3), HandOver("crossfade", canvas).packed(a, b, 0.3)
        )
        early = HandOver("zoom", canvas).packed(a, b, 0.12)
        assert (np.abs(early.astype(int) - a) <= 3).mean() > 0.9, "a light in front, all else where it was"


@pytest.mark.parametrize("kind", KINDS)
def test_an_overlay_hands_over_at_the_same_places(kind: TransitionKind) -> None:
    canvas = CANVASES["wide"]
    a = np.full((180, 320, 4), 200, np.uint8)
    b = np.full((180, 320, 4), 60, np.uint8)
    hand_over = HandOver(kind, canvas, 3, STEPS)
    begin, end = hand_over.picture(a, b, 1e-6), hand_over.picture(a, b, 1 - 1e-6)
    assert np.abs(begin.astype(int) - a).max() <= 2 and np.abs(end.astype(int) - b).max() <= 2
    frames = [hand_over.picture(a, b, step / STEPS) for step in range(1, STEPS)]
    assert all(frame.shape == a.shape and np.ptp(frame, axis=2).max() <= 1 for frame in frames)
    assert all(frame.max() <= 201 for frame in frames), "no light is added where nothing is"
    if kind == "stars":
        before, after = (np.full((270, 320), value, np.uint8) for value in (200, 60))
        film = HandOver(kind, canvas, 3, STEPS).packed(before, after, 0.9)
        seen = yuv420_planes(film)[0].astype(int) - hand_over.picture(a, b, 0.9)[..., 0]
        assert np.median(np.abs(seen)) <= 1
