"""Scale, ruler, lanes, layout, hits and snapping, without a window."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard import edits
from storyboard.model import Canvas, Marker, Shot, Storyboard, Transition
from storyboard.timing import schedule
from ui.timeline import snapping
from ui.timeline.art.music import intensity_points
from ui.timeline.hits import Part, hit
from ui.timeline.lanes import LEAST_HEIGHT, Lane, Lanes
from ui.timeline.layout import Layout, carried, marker_frames
from ui.timeline.pointer import edge_speed
from ui.timeline.scale import NEAREST_PX, Scale, clock, fitting_px, strokes
from ui.timeline.words import length_in_frames

GUTTER = 90


def layout(shots: int = 6, px: float = 1.0, left: float = 0.0, kind: str = "crossfade", width: float = 1000) -> Layout:
    """Shots of 5 s at 24 frames a second, which share 24 frames."""
    board = Storyboard(
        canvas=Canvas(fps=24), transition=Transition.model_validate({"kind": kind, "frames": 24}),
        shots=tuple(Shot(id=f"s{n}", duration_s=5, line="a line", intensity=n % 10 / 10) for n in range(shots)),
    )  # fmt: skip
    return Layout(board, schedule(board, {}), Scale(px, left, GUTTER), Lanes(300), width)


@given(st.floats(0.001, 8), st.floats(0, 5000), st.floats(0, 100000))
def test_pixels_and_frames_are_each_others_inverse(px: float, left: float, frame: float) -> None:
    scale = Scale(px, left, GUTTER)
    assert scale.frame(scale.x(frame)) == pytest.approx(frame, abs=1e-3)


def test_zooming_leaves_the_frame_under_the_pointer() -> None:
    scale = Scale(1.0, 400, GUTTER)
    assert scale.zoomed(3.0, 600).frame(600) == pytest.approx(scale.frame(600))
    assert fitting_px(2000, 1000) == 0.5 and fitting_px(10, 1000) == NEAREST_PX


@pytest.mark.parametrize(("px", "major", "minor"), [(8.0, 24, 1), (1.0, 120, 10), (0.05, 2880, 240)])
def test_the_ruler_has_as_many_strokes_as_there_is_room_for(px: float, major: int, minor: int) -> None:
    assert strokes(px, 24) == (major, minor)


@given(st.floats(0.0005, 8), st.sampled_from([12, 24, 25, 30, 60]))
def test_labels_never_run_into_each_other(px: float, fps: int) -> None:
    major, minor = strokes(px, fps)
    assert major * px >= 84 or major == 36000 * fps
    assert major % minor == 0


def test_times_read_as_clocks() -> None:
    assert clock(24 * 84, 24) == "1:24" and clock(24 * 3784, 24) == "1:03:04"
    assert clock(24 * 24 + 7, 24, frames=True) == "0:24.07"


def test_the_story_takes_what_the_other_lanes_leave() -> None:
    small, large, huge = Lanes(LEAST_HEIGHT), Lanes(LEAST_HEIGHT + 40), Lanes(2000)
    assert large.height_of(Lane.STORY) == small.height_of(Lane.STORY) + 40
    assert huge.height_of(Lane.STORY) == 168
    assert small.bottom <= LEAST_HEIGHT
    for lane in Lane:
        assert large.at(large.top(lane) + 1) is lane
    assert large.at(large.bottom + 30) is None


def test_only_shots_in_sight_are_visible() -> None:
    assert list(layout(1000, px=1.0, left=9700).visible()) == list(range(100, 111))
    assert list(layout(6).visible()) == [0, 1, 2, 3, 4, 5]
    assert list(layout(6, left=5000).visible()) == []
    assert list(layout(1000, px=1.0, left=9700).visible(since=GUTTER + 500)) == list(range(106, 111))


def test_neighbours_share_their_overlap() -> None:
    one = layout()
    assert one.block(0).right() == one.overlap(0).right()
    assert one.overlap(0).left() == one.block(1).left()
    assert one.body(1).left() == one.block(0).right()
    assert one.body(1).right() == one.block(2).left()


def test_the_parts_of_a_shot_lie_side_by_side() -> None:
    one = layout()
    y = one.lanes.top(Lane.STORY) + 20
    found = [hit(one, x, y).part for x in (one.body(1).left() + 2, one.body(1).center().x(), one.body(1).right() - 2)]
    assert found == [Part.START_EDGE, Part.SHOT, Part.END_EDGE]
    assert hit(one, one.overlap(1).center().x(), y) == hit(one, one.overlap(1).left() + 1, y)
    assert hit(one, one.overlap(1).center().x(), y).part is Part.TRANSITION
    assert hit(one, 20, y).part is Part.HEADER
    assert hit(one, one.block(5).right() + 30, y).part is Part.EMPTY
    assert hit(one, one.block(5).right() + 2, y).part is Part.END_EDGE


@pytest.mark.parametrize("px", [0.02, 0.05, 0.1, 0.3, 1.0])
def test_short_shots_can_still_be_taken_in_the_middle(px: float) -> None:
    one = layout(kind="cut", px=px)
    y = one.lanes.top(Lane.STORY) + 20
    for index in range(6):
        assert hit(one, one.block(index).center().x(), y).part is Part.SHOT
        assert hit(one, one.block(index).center().x(), y).index == index


def test_a_cut_can_be_taken_though_it_has_no_length() -> None:
    one = layout(kind="cut")
    y = one.lanes.top(Lane.STORY) + 20
    assert hit(one, one.block(2).right() - 2, y).part is Part.TRANSITION
    assert hit(one, one.block(2).right() + 2, y).index == 2


def test_a_line_is_hit_where_it_is_spoken() -> None:
    one = layout()
    y = one.lanes.top(Lane.NARRATION) + 20
    start = one.scale.x(one.spans[1].line_start)
    assert hit(one, start + 2, y, lambda index: 2.0).index == 1
    assert hit(one, start + 60, y, lambda index: 2.0).index == -1


def test_marks_are_hit_on_the_ruler() -> None:
    one = layout()
    mark = Marker(shot="s1", at_s=2, text="here")
    board = edits.with_marker(one.board, mark)
    one = Layout(board, one.plan, one.scale, one.lanes, one.width)
    [(frame, found)] = marker_frames(one)
    assert frame == one.spans[1].start + 48 and found == mark
    assert hit(one, one.scale.x(frame) + 3, 8).marker == mark
    assert hit(one, one.scale.x(frame) + 12, 8).part is Part.RULER


def test_what_is_dropped_goes_to_the_nearest_gap() -> None:
    one = layout()
    assert [one.insertion_index(one.body(2).left() + 1), one.insertion_index(one.body(2).right() - 1)] == [2, 3]
    assert one.insertion_index(0) == 0 and one.insertion_index(9000) == 6
    assert one.gap_x(0) == GUTTER and one.gap_x(6) == one.block(5).right()
    assert one.gap_x(2) == one.overlap(1).center().x()


def test_edges_hold_on_to_near_points() -> None:
    assert snapping.snapped(103, [0, 100, 200], 5) == 100
    assert snapping.snapped(150, [0, 100, 200], 5) is None
    assert snapping.snapped(3, [], 5) is None
    plan = layout(3).plan
    assert {0, plan.total_frames, plan.spans[1].start, plan.spans[1].end} <= set(snapping.cuts(plan))
    assert snapping.next_cut(plan, 0, 1) == plan.spans[1].start
    assert snapping.next_cut(plan, plan.spans[1].start, -1) == 0
    assert snapping.next_cut(plan, plan.total_frames, 1) == plan.total_frames - 1


def test_captions_go_where_their_shot_goes() -> None:
    old = layout(4)
    board = edits.with_duration(old.board, "s1", 8)
    new = schedule(board, {})
    assert carried(old.spans[2].start + 10, old.plan, new) == new.spans[2].start + 10
    assert carried(10, old.plan, new) == 10


def test_the_curve_of_intensity_has_few_points_where_shots_are_many() -> None:
    assert len(intensity_points(layout(6, px=1.0))) == 6
    assert len(intensity_points(layout(1000, px=0.008))) < 100


def test_scrolling_is_faster_near_the_edge() -> None:
    assert edge_speed(500, 90, 1000) == 0
    assert edge_speed(995, 90, 1000) > edge_speed(970, 90, 1000) > 0
    assert edge_speed(60, 90, 1000) < edge_speed(100, 90, 1000) < 0


@pytest.mark.parametrize(
    ("typed", "frames"),
    [("20", 20), ("20 f", 20), ("1.5", 36), ("0.5s", 12), ("2 秒", 48), ("12 帧", 12), ("0,5 s", 12), ("x", None),
     ("", None), ("-3", None)],
)  # fmt: skip
def test_lengths_are_understood_as_they_are_typed(typed: str, frames: int | None) -> None:
    assert length_in_frames(typed, 24) == frames
