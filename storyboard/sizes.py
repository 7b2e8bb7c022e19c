"""Sizes of the picture by the names that people know them by."""

from __future__ import annotations

from typing import Literal, get_args

from storyboard.model import Canvas

Preset = Literal["720p", "1080p", "1440p", "4k"]
Aspect = Literal["16:9", "9:16", "1:1", "4:3"]
Projection = Literal["flat", "rectilinear", "fulldome", "equirect"]

PRESETS: tuple[Preset, ...] = get_args(Preset)
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
PROJECTIONS: tuple[Projection, ...] = get_args(Projection)

SHORT_SIDE: dict[Preset, int] = {"720p": 720, "1080p": 1080, "1440p": 1440, "4k": 2160}
MASTERS = {"fulldome": (2048, 2048), "equirect": (3840, 1920)}
"""Sizes of a dome master and a 360-degree picture where none was asked for."""


def canvas_size(preset: Preset, aspect: Aspect = "16:9") -> tuple[int, int]:
    """Width and height in pixels, both even: a preset names the shorter side, whichever way the picture stands."""
    across, down = (int(part) for part in aspect.split(":"))
    short, longest = SHORT_SIDE[preset], max(across, down)
    long_side = round(short * longest / min(across, down) / 2) * 2
    return (long_side, short) if across >= down else (short, long_side)


def named_size(canvas: Canvas) -> tuple[Preset, Aspect] | None:
    """The preset and the aspect that a canvas has; None where it has a size of its own."""
    for preset in PRESETS:
        for aspect in ASPECTS:
            if canvas_size(preset, aspect) == (canvas.width, canvas.height):
                return preset, aspect
    return None


def projected(canvas: Canvas, projection: Projection) -> Canvas:
    """The canvas with another projection, in a size that this projection can have."""
    width, height = canvas.width, canvas.height
    if projection in MASTERS:
        if projection != canvas.projection:
            width, height = MASTERS[projection]
    elif canvas.projection in MASTERS:
        width, height = canvas_size("1080p")
    changes = {"projection": projection, "width": width, "height": height}
    return Canvas.model_validate({**canvas.model_dump(), **changes})
