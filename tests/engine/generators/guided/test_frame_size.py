"""The size of a model's picture, and its way to the canvas and back."""

from __future__ import annotations

import numpy as np
import pytest

from engine.generators.guided.frame_size import FrameSize, frame_size
from engine.models.catalogue import card_of
from storyboard.model import Canvas


@pytest.mark.parametrize(
    ("model", "canvas", "size"),
    [
        ("wan2.2-t2v-a14b", (1280, 720), (1280, 720)), ("wan2.2-ti2v-5b", (1280, 720), (1280, 704)),
        ("wan2.2-ti2v-5b", (720, 1280), (704, 1280)), ("wan2.2-t2v-a14b", (1920, 1080), (1280, 720)),
        ("wan2.2-t2v-a14b", (960, 540), (832, 480)), ("wan2.1-t2v-1.3b", (1280, 720), (832, 480)),
        ("wan2.2-ti2v-5b", (160, 96), (160, 96)), ("wan2.2-t2v-a14b", (720, 720), (720, 720)),
    ],
)  # fmt: skip
def test_a_model_paints_the_canvas_or_its_nearest_native_size(model, canvas, size) -> None:
    found = frame_size(card_of(model), Canvas(width=canvas[0], height=canvas[1]))
    assert (found.width, found.height) == size


def test_a_shape_that_the_model_does_not_know_keeps_the_canvas_shape() -> None:
    found = frame_size(card_of("wan2.2-ti2v-5b"), Canvas(width=2048, height=858))
    assert found.width % 32 == found.height % 32 == 0 and found.width * found.height <= 1280 * 704
    assert found.width / found.height == pytest.approx(2048 / 858, rel=0.05)


def test_less_memory_makes_a_smaller_picture() -> None:
    found = frame_size(card_of("wan2.2-t2v-a14b"), Canvas(width=1280, height=720), 832 * 480)
    assert (found.width, found.height) == (832, 480)


def test_704_becomes_720_by_covering_and_cropping_the_sides() -> None:
    size = FrameSize(1280, 720, 1280, 704)
    picture = np.zeros((704, 1280, 3), np.uint8)
    picture[:, 640:] = 200
    picture[:352] += 40
    shown = size.to_canvas(picture)
    assert shown.shape == (720, 1280, 3)
    assert shown[100, 630, 0] == 40 and shown[100, 650, 0] == 240 and shown[350, 10, 0] == 40 and shown[370, 10, 0] == 0


@pytest.mark.parametrize("size", [(1280, 704), (832, 480), (704, 704)])
def test_a_star_comes_back_to_its_place(size: tuple[int, int]) -> None:
    fit = FrameSize(1280, 720, *size)
    for x, y in ((400, 200), (640, 360), (850, 600)):
        picture = np.zeros((720, 1280, 3), np.uint8)
        picture[y - 4 : y + 5, x - 4 : x + 5] = 255
        back = fit.to_canvas(fit.to_model(picture))[..., 0].astype(float)
        rows, columns = np.indices(back.shape)
        assert (columns * back).sum() / back.sum() == pytest.approx(x, abs=1.5)
        assert (rows * back).sum() / back.sum() == pytest.approx(y, abs=1.5)


def test_nothing_changes_where_both_are_equally_large() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (96, 160, 3), np.uint8)
    fit = FrameSize(160, 96, 160, 96)
    assert np.array_equal(fit.to_model(picture), picture) and np.array_equal(fit.to_canvas(picture), picture)
