"""Captions of domes and 360-degree pictures: in front, readable, and nothing else is touched."""

from __future__ import annotations

import numpy as np
import pytest

from engine.assembly.captions import Caption
from engine.assembly.front_captions import front_captions
from storyboard.model import Canvas, Captions

LINES = [Caption(start_frame=10, end_frame=50, lines=("The rock by the sea,", "and the tide came in."))]
CANVASES = {
    "dome": Canvas(width=1024, height=1024, projection="fulldome"),
    "leaning dome": Canvas(width=1024, height=1024, projection="fulldome", dome_tilt_deg=20),
    "360": Canvas(width=1536, height=768, projection="equirect"),
}


@pytest.mark.parametrize("kind", CANVASES)
def test_captions_stand_in_front(kind: str) -> None:
    canvas = CANVASES[kind]
    track = front_captions(LINES, canvas)
    packed = np.full((canvas.height * 3 // 2, canvas.width), 40, np.uint8)
    track.draw(packed, 30)
    frame = packed[: canvas.height]
    rows, columns = np.nonzero(frame > 140)  # luma of a light grey
    assert len(rows) > 60
    assert abs(columns.mean() - canvas.width / 2) < 6
    if kind == "360":
        assert canvas.height / 2 < rows.min() and rows.max() < 0.75 * canvas.height
    else:  # inside the circle, in the front quarter
        away = np.hypot(columns + 0.5 - 512, rows + 0.5 - 512)
        assert away.max() < 512 and rows.min() > 768
    untouched = frame[: canvas.height // 2]
    assert (untouched == 40).all()


@pytest.mark.parametrize("kind", CANVASES)
def test_captions_may_stand_high_and_large(kind: str) -> None:
    canvas = CANVASES[kind]

    def letters(**style: str) -> tuple[np.ndarray, np.ndarray]:
        packed = np.full((canvas.height * 3 // 2, canvas.width), 40, np.uint8)
        front_captions(LINES, canvas, Captions.model_validate(style)).draw(packed, 30)
        rows, columns = np.nonzero(packed[: canvas.height] > 140)
        return rows, columns

    low, high, large = letters(), letters(place="top"), letters(size="large")
    assert high[0].max() < low[0].min() and len(high[0]) > 60
    assert abs(high[1].mean() - canvas.width / 2) < 6
    assert np.ptp(large[1]) > 1.1 * np.ptp(low[1])
    if kind != "360":
        assert np.hypot(high[1] + 0.5 - 512, high[0] + 0.5 - 512).max() < 512 and high[0].min() > 512


def test_no_caption_no_change() -> None:
    canvas = CANVASES["dome"]
    rng = np.random.default_rng(3)
    frame = rng.integers(0, 255, (1536, 1024)).astype(np.uint8)
    before = frame.copy()
    front_captions(LINES, canvas).draw(frame, 60)
    np.testing.assert_array_equal(frame, before)
