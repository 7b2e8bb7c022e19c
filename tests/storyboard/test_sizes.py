"""Sizes of the picture by name, and what a projection asks of them."""

from __future__ import annotations

import pytest

from storyboard.model import Canvas
from storyboard.sizes import ASPECTS, PRESETS, PROJECTIONS, canvas_size, named_size, projected


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_named_size_is_known_by_its_name_again(preset, aspect) -> None:
    width, height = canvas_size(preset, aspect)
    assert named_size(Canvas(width=width, height=height)) == (preset, aspect)


def test_a_size_of_its_own_has_no_name() -> None:
    assert named_size(Canvas(width=1000, height=500)) is None


@pytest.mark.parametrize("start", PROJECTIONS)
@pytest.mark.parametrize("end", PROJECTIONS)
def test_every_projection_follows_every_other_in_a_size_it_can_have(start, end) -> None:
    canvas = projected(projected(Canvas(), start), end)
    assert canvas.projection == end
    assert Canvas.model_validate(canvas.model_dump()) == canvas
    if end in ("flat", "rectilinear") and start in ("flat", "rectilinear"):
        assert (canvas.width, canvas.height) == (1280, 720)
