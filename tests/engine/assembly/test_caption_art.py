"""Captions in the pixels."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import av
import numpy as np
import pytest

from engine.assembly.caption_art import CaptionTrack, caption_bitmap
from engine.assembly.captions import Caption
from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from storyboard.model import Captions

ONE = ("让牵牛星与织女星相会。",)
TWO = ("七夕之夜牵牛星渡过银河，", "与织女星相会。")
WIDE = ("参宿四" * 5 + "星，",) * 2
ENGLISH = ("When Perseus returned, he saw Andromeda at", "the rock above the sea, chained.")


def _picture(width: int = 1280, height: int = 720, level: int = 60) -> np.ndarray:
    """A packed frame of grey noise about a level."""
    noise = np.random.default_rng(5).integers(-20, 21, (height, width, 1))
    rgb = np.repeat(np.clip(level + noise, 0, 255).astype(np.uint8), 3, axis=2)
    packed = np.empty((height * 3 // 2, width), np.uint8)
    rgb_to_yuv420(rgb, *yuv420_planes(packed))
    return packed


def _seen(packed: np.ndarray) -> np.ndarray:
    """A packed frame as a player shows it, RGB."""
    frame = av.VideoFrame.from_ndarray(packed, "yuv420p")
    return frame.reformat(format="rgb24", src_colorspace="ITU709", src_color_range="MPEG").to_ndarray()


def _changed(lines: tuple[str, ...], width: int = 1280, height: int = 720, level: int = 60) -> tuple[np.ndarray, ...]:
    before = _picture(width, height, level)
    after = before.copy()
    CaptionTrack([Caption(10, 60, lines)], width, height).draw(after, 30)
    shown = _seen(after)
    return shown, np.abs(shown.astype(int) - _seen(before)).max(axis=2)


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (1920, 1080), (720, 1280), (320, 180)], ids=str)
@pytest.mark.parametrize("lines", [ONE, TWO, WIDE, ENGLISH], ids=["one", "two", "wide", "english"])
def test_letters_are_there_and_inside_the_safe_area(lines: tuple[str, ...], size: tuple[int, int]) -> None:
    width, height = size
    after, change = _changed(lines, width, height)
    bright = np.argwhere(after.min(axis=2) > (200 if height > 180 else 150))
    assert len(bright) > 0.0006 * width * height
    assert bright[:, 1].min() >= 0.05 * width
    assert bright[:, 1].max() <= 0.95 * width
    assert bright[:, 0].max() <= 0.951 * height
    assert bright[:, 0].min() > 0.55 * height
    middle = (bright[:, 1].min() + bright[:, 1].max()) / 2
    assert middle == pytest.approx(width / 2, abs=0.01 * width)
    assert change[: height // 2].max() == 0


def test_letters_are_readable_on_white_and_on_black() -> None:
    for level in (0, 255):
        after, change = _changed(TWO, level=level)
        letters = after.min(axis=2) > 220
        if level:
            dark = after.max(axis=2) < 110
            assert dark.sum() > 0.5 * (change > 100).sum() > 1000
        else:
            assert letters.sum() > 3000


@pytest.mark.parametrize("lines", [TWO, WIDE, ENGLISH], ids=["two", "wide", "english"])
@pytest.mark.parametrize("size", [(1280, 720), (720, 1280), (1080, 1080), (320, 180)], ids=str)
def test_large_captions_stay_inside_the_safe_area_low_and_high(lines: tuple[str, ...], size: tuple[int, int]) -> None:
    width, height = size
    for place in ("bottom", "top"):
        rows, columns = np.nonzero(_ink(lines, width, height, Captions(size="large", place=place)))
        assert 0.049 * width <= columns.min() and columns.max() <= 0.951 * width
        assert 0.049 * height <= rows.min() and rows.max() <= 0.951 * height
        assert (rows.max() < 0.4 * height) if place == "top" else (rows.min() > 0.6 * height)


def test_sizes_differ_as_much_as_they_say() -> None:
    tall = {
        size: np.ptp(np.nonzero(_ink(ONE, 1280, 720, Captions(size=size)))[0]) for size in ("small", "normal", "large")
    }
    assert tall["small"] == pytest.approx(0.8 * tall["normal"], rel=0.08)
    assert tall["large"] == pytest.approx(1.3 * tall["normal"], rel=0.08)


def _ink(lines: tuple[str, ...], width: int, height: int, style: Captions) -> np.ndarray:
    """Where the letters of a caption are, in a frame."""
    bitmap = caption_bitmap(lines, width, height, style)
    rows, columns = bitmap.cover.shape
    frame = np.zeros((height + rows, width + columns), bool)
    letters = (bitmap.colour.min(axis=2) > 150) & (bitmap.cover > 0.6)
    frame[bitmap.top : bitmap.top + rows, bitmap.left : bitmap.left + columns] = letters
    return frame


def test_two_rows_stand_above_each_other() -> None:
    _, one = _changed(ONE)
    _, two = _changed(TWO)
    top_one, top_two = np.argwhere(one > 60)[:, 0].min(), np.argwhere(two > 60)[:, 0].min()
    assert 45 < top_one - top_two < 65


def test_nothing_is_drawn_outside_the_captions_frames() -> None:
    track = CaptionTrack([Caption(10, 20, ONE), Caption(40, 50, TWO)], 1280, 720)
    before = _picture()
    for frame_index in (0, 9, 20, 30, 39, 50, 1000):
        after = before.copy()
        track.draw(after, frame_index)
        assert np.array_equal(after, before), frame_index
    for frame_index in (10, 19, 40, 49):
        after = before.copy()
        track.draw(after, frame_index)
        assert not np.array_equal(after, before), frame_index
    empty = before.copy()
    CaptionTrack([], 1280, 720).draw(empty, 5)
    assert np.array_equal(empty, before)


def _strengths(captions: list[Caption], frames: range) -> list[float]:
    track = CaptionTrack(captions, 640, 360)
    sums = []
    for frame_index in frames:
        frame = np.full((540, 640), 16, np.uint8)
        frame[360:] = 128
        track.draw(frame, frame_index)
        sums.append(float(frame[:360].sum() - 16 * 360 * 640))
    return [value / max(sums) for value in sums]


def test_captions_fade_in_and_out_over_four_frames() -> None:
    strengths = _strengths([Caption(10, 40, ONE)], range(10, 40))
    assert strengths[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1], abs=0.02)
    assert strengths[-5:] == pytest.approx([1, 0.8, 0.6, 0.4, 0.2], abs=0.02)


def test_captions_that_touch_change_without_a_dip() -> None:
    strengths = _strengths([Caption(0, 20, ONE), Caption(20, 40, ONE)], range(5, 35))
    assert strengths == pytest.approx([1] * 30, abs=0.001)


def test_drawing_is_the_same_in_any_order_and_by_many_threads() -> None:
    captions = [Caption(10 * number, 10 * number + 9, (f"第{number}句，织女星",)) for number in range(40)]
    track = CaptionTrack(captions, 640, 360)

    def drawn(frame_index: int) -> bytes:
        frame = _picture(640, 360)
        track.draw(frame, frame_index)
        return frame.tobytes()

    alone = [drawn(frame_index) for frame_index in range(0, 400, 7)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(drawn, reversed(range(0, 400, 7))))
    assert alone == together[::-1]


def test_a_row_that_is_too_wide_is_drawn_smaller() -> None:
    after, _ = _changed(("……" * 30,))
    bright = np.argwhere(after.min(axis=2) > 150)
    assert bright[:, 1].min() >= 0.05 * 1280
    assert bright[:, 1].max() <= 0.95 * 1280


def test_a_caption_that_draws_nothing_changes_nothing_visible() -> None:
    _, change = _changed(("🌟",))
    assert change.max() <= 1
