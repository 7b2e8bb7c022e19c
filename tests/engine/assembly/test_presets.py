"""Sizes and qualities by name."""

from __future__ import annotations

import pytest

from engine.assembly.presets import QUALITIES, h264, hevc_10, prores
from storyboard.model import Canvas
from storyboard.sizes import ASPECTS, PRESETS, canvas_size


@pytest.mark.parametrize(
    ("preset", "aspect", "size"),
    [
        ("720p", "16:9", (1280, 720)), ("1080p", "16:9", (1920, 1080)), ("1440p", "16:9", (2560, 1440)),
        ("4k", "16:9", (3840, 2160)), ("720p", "9:16", (720, 1280)), ("1080p", "9:16", (1080, 1920)),
        ("1440p", "1:1", (1440, 1440)), ("4k", "1:1", (2160, 2160)), ("1080p", "4:3", (1440, 1080)),
        ("4k", "4:3", (2880, 2160)), ("4k", "9:16", (2160, 3840)),
    ],
)  # fmt: skip
def test_sizes_are_what_their_names_say(preset, aspect, size) -> None:
    assert canvas_size(preset, aspect) == size


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("aspect", ASPECTS)
def test_every_size_is_a_canvas(preset, aspect) -> None:
    width, height = canvas_size(preset, aspect)
    canvas = Canvas(width=width, height=height)
    across, down = (int(part) for part in aspect.split(":"))
    assert abs(canvas.width * down - canvas.height * across) <= 2 * max(across, down)


def test_quality_is_the_constant_rate_factor() -> None:
    assert [h264(quality).options["crf"] for quality in QUALITIES] == ["28", "20", "14"]
    assert [hevc_10(quality).options["crf"] for quality in QUALITIES] == ["28", "20", "14"]
    assert prores("master").options["profile"] == "hq" and prores("master").suffix == ".mov"
