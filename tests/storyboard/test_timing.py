"""The schedule: whole frames, overlaps, what every film frame shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.model import Canvas, Shot, Storyboard, Transition
from storyboard.timing import schedule

KINDS = ("crossfade", "cut", "black")


def _board(shots: int, fps: int = 24, frames: int = 20, kind: str = "crossfade") -> Storyboard:
    return Storyboard(
        canvas=Canvas(fps=fps),
        transition=Transition.model_validate({"kind": kind, "frames": frames}),
        shots=tuple(Shot(id=f"s{i}", line="a line") for i in range(shots)),
    )


def test_a_shot_is_as_long_as_its_line_with_head_and_tail() -> None:
    plan = schedule(_board(1), {"s0": 6.0})
    span = plan.spans[0]
    assert span.frames > 6 * 24
    assert span.line_start + 6 * 24 < span.end


def test_a_fixed_duration_holds() -> None:
    board = Storyboard(shots=(Shot(id="a", line="x", duration_s=7.5),))
    assert schedule(board, {"a": 2.0}).total_frames == 180


def test_shots_overlap_by_their_transition() -> None:
    plan = schedule(_board(3), {"s0": 4, "s1": 5, "s2": 6})
    for span, following in zip(plan.spans[:-1], plan.spans[1:], strict=True):
        assert following.start == span.end - span.overlap
        assert span.overlap == 20
    assert plan.total_frames == sum(s.frames for s in plan.spans) - 40


@pytest.mark.parametrize("fps", [12, 24, 25, 30, 50, 60])
@pytest.mark.parametrize("frames", [12, 20, 48])
def test_a_transition_lasts_as_long_at_every_frame_rate(fps: int, frames: int) -> None:
    plan = schedule(_board(3, fps, frames), {"s0": 4, "s1": 5, "s2": 6})
    for span in plan.spans[:-1]:
        assert abs(span.overlap / fps - frames / 24) <= 0.5 / fps + 1e-9


def test_a_cut_has_no_overlap() -> None:
    plan = schedule(_board(2, kind="cut"), {"s0": 4, "s1": 4})
    assert plan.spans[0].overlap == 0
    assert plan.blend(plan.spans[0].end).index == 1


@given(
    st.lists(st.floats(0, 30), min_size=1, max_size=12),
    st.integers(1, 120),
    st.integers(0, 240),
    st.sampled_from(KINDS),
)
def test_every_film_frame_shows_real_frames(seconds: list[float], fps: int, frames: int, kind: str) -> None:
    board = _board(len(seconds), fps, frames, kind)
    plan = schedule(board, {f"s{i}": length for i, length in enumerate(seconds)})
    seen: dict[int, set[int]] = {}
    for number in range(plan.total_frames):
        blend = plan.blend(number)
        span = plan.spans[blend.index]
        assert 0 <= blend.frame < span.frames
        seen.setdefault(blend.index, set()).add(blend.frame)
        if blend.progress is not None:
            assert 0 < blend.progress < 1
            assert blend.next_frame is not None
            assert 0 <= blend.next_frame < plan.spans[blend.index + 1].frames
            seen.setdefault(blend.index + 1, set()).add(blend.next_frame)
    for span in plan.spans:
        assert seen[span.index] == set(range(span.frames)), "a frame of a shot is never shown"


def test_the_music_changes_inside_every_hand_over() -> None:
    plan = schedule(_board(4), {f"s{i}": 5 for i in range(4)})
    for frame, span, following in zip(plan.cut_frames(), plan.spans[:-1], plan.spans[1:], strict=True):
        assert following.start <= frame <= span.end
