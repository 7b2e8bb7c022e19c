"""Where things lie in the preview."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from ui.amounts import time_code
from ui.preview import layout


@pytest.mark.parametrize(
    ("width", "height", "aspect", "wanted"),
    [
        (1600, 900, 16 / 9, QRectF(0, 0, 1600, 900)),
        (1000, 900, 2.0, QRectF(0, 200, 1000, 500)),
        (1000, 400, 1.0, QRectF(300, 0, 400, 400)),
        (0, 100, 1.0, QRectF()),
    ],
)
def test_a_picture_keeps_its_shape(width: int, height: int, aspect: float, wanted: QRectF) -> None:
    assert layout.letterboxed(width, height, aspect) == wanted


def test_guides_lie_inside_the_picture() -> None:
    rect = QRectF(100, 50, 800, 400)
    safe = layout.inset(rect, layout.TITLE_SAFE)
    assert safe.width() == pytest.approx(720) and safe.center() == rect.center()
    lines = layout.thirds(rect)
    assert sorted(round(line.x1()) for line in lines if line.dx() == 0) == [367, 633]
    assert sorted(round(line.y1()) for line in lines if line.dy() == 0) == [183, 317]
    assert all(rect.contains(line.center()) for line in layout.cross(rect))


@pytest.mark.parametrize(
    ("frame", "fps", "words"),
    [(0, 24, "0:00.00"), (24 * 81 + 9, 24, "1:21.09"), (25 * 3661, 25, "1:01:01.00"), (119, 120, "0:00.119")],
)
def test_the_clock_counts_frames(frame: int, fps: int, words: str) -> None:
    assert time_code(frame, fps) == words


def test_the_scrub_bar_reaches_every_frame() -> None:
    for total in (1, 2, 500):
        for frame in {0, total // 2, total - 1}:
            assert layout.frame_at(layout.place_of(frame, 700, total), 700, total) == frame
    assert layout.frame_at(-50, 700, 500) == 0 and layout.frame_at(5000, 700, 500) == 499
    assert layout.frame_at(3, 0, 10) == 0


def test_a_frame_belongs_to_the_later_shot() -> None:
    assert [layout.shot_at((0, 50, 90), frame) for frame in (0, 49, 50, 89, 400)] == [0, 0, 1, 1, 2]
