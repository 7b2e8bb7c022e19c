"""Shots cut into clips: whole, in the model's own numbers of frames, with what neighbours share."""

from __future__ import annotations

import pytest

from engine.generators.guided.segments import Segment, fitted_frames, native_frames, segments


@pytest.mark.parametrize(
    ("frames", "fps", "model_fps", "native"),
    [(144, 24, 16, 97), (33, 24, 24, 33), (360, 24, 24, 360), (24, 24, 16, 17), (1, 24, 16, 1), (60, 30, 16, 33)],
)
def test_a_models_frames_reach_from_the_first_to_the_last(frames, fps, model_fps, native) -> None:
    assert native_frames(frames, fps, model_fps) == native
    assert (native - 1) / model_fps >= (frames - 1) / fps > (native - 2) / model_fps


@pytest.mark.parametrize("shared", [1, 5, 8])
@pytest.mark.parametrize("most", [13, 81, 121])
@pytest.mark.parametrize("frames", [1, 2, 13, 33, 97, 121, 122, 241, 360])
def test_clips_cover_a_shot_and_follow_the_models_rule(frames: int, most: int, shared: int) -> None:
    cut = segments(frames, most, 4, shared)
    assert cut[0].start == cut[0].shared == 0
    assert all(one.frames <= most and one.frames % 4 == 1 for one in cut) or frames <= most
    assert all(after.start + after.shared == one.start + one.frames for one, after in zip(cut, cut[1:], strict=False))
    assert cut[-1].start + cut[-1].frames >= frames > cut[-1].start + cut[-1].shared * bool(cut[-1].start)
    assert len({one.frames for one in cut}) == 1, "clips of one length move alike"


def test_six_seconds_on_a_model_of_sixteen_frames_a_second() -> None:
    assert segments(97, 81, 4, 1) == (Segment(0, 49, 0), Segment(48, 49, 1))
    assert fitted_frames(81, 4) == 81 and fitted_frames(82, 4) == 85 and fitted_frames(1, 4) == 5
