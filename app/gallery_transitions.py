"""The gallery's sheets of hand-overs: each kind between two shots of a legend, at four moments."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.hand_over import HandOver
from engine.assembly.planes import Packed
from engine.assembly.posters import rgb_of
from engine.generators.sky import SkyGenerator
from storyboard.model import Canvas, Storyboard, TransitionKind
from storyboard.templates import load_template

MOMENTS: dict[TransitionKind, tuple[float, ...]] = {
    "crossfade": (0.25, 0.42, 0.58, 0.75), "black": (0.2, 0.4, 0.62, 0.8), "stars": (0.2, 0.36, 0.52, 0.68),
    "push": (0.25, 0.42, 0.58, 0.75), "zoom": (0.16, 0.34, 0.58, 0.7),
}  # fmt: skip
STORY, SHOT = "andromeda", 5
"""The legend and the number of the shot that hands over to the next one."""
SECONDS, SEED = 8.0, 5


def transition_sheets(canvas: Canvas) -> Iterator[tuple[str, list[NDArray[np.uint8]]]]:
    """The name of each sheet and its pictures."""
    board = load_template(STORY, "en").model_copy(update={"canvas": canvas})
    before, after = _moment(board, SHOT, 0.97), _moment(board, SHOT + 1, 0.12)
    for kind, moments in MOMENTS.items():
        hand_over = HandOver(kind, canvas, SEED)
        yield f"transition-{kind}", [rgb_of(hand_over.packed(before, after, moment)) for moment in moments]


def _moment(board: Storyboard, number: int, share: float) -> Packed:
    """A shot of the legend at a share of its length, as a film has it."""
    frames = round(SECONDS * board.canvas.fps)
    picture = SkyGenerator().open(board, board.shots[number - 1], frames).paint(round(share * frames))
    packed = np.empty((board.canvas.height * 3 // 2, board.canvas.width), np.uint8)
    rgb_to_yuv420(picture, *yuv420_planes(packed))
    return packed
