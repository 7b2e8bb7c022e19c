"""Edits of a storyboard: pure, and the same object where nothing changes."""

from __future__ import annotations

import pytest

from storyboard import edits
from storyboard.errors import StoryboardError
from storyboard.model import Footage, Marker, Shot, Storyboard, Transition
from storyboard.templates import load_template


@pytest.fixture
def board() -> Storyboard:
    return Storyboard(shots=tuple(Shot(id=name, line=f"{name}.") for name in "abcde"))


def ids(storyboard: Storyboard) -> str:
    return " ".join(shot.id for shot in storyboard.shots)


@pytest.mark.parametrize(
    ("moved", "index", "expected"),
    [({"a"}, 3, "b c a d e"), ({"e"}, 0, "e a b c d"), ({"b", "d"}, 5, "a c e b d"), ({"d", "b"}, 0, "b d a c e"),
     ({"c"}, 2, "a b c d e"), ({"c"}, 3, "a b c d e"), ({"a"}, -4, "a b c d e")],
)  # fmt: skip
def test_moved_shots_keep_their_order(board: Storyboard, moved: set[str], index: int, expected: str) -> None:
    assert ids(edits.move(board, moved, index)) == expected


def test_what_changes_nothing_is_the_same_object(board: Storyboard) -> None:
    assert edits.move(board, {"c"}, 3) is board
    assert edits.insert(board, 2, []) is board
    assert edits.with_shot(board, "a", line="a.") is board
    assert edits.with_part(board, "music", style="starlight") is board


def test_inserted_shots_get_ids_of_their_own(board: Storyboard) -> None:
    more = edits.insert(board, 1, [Shot(id="a"), Shot(id="a"), Shot(id="new")])
    assert ids(more) == "a a-2 a-3 new b c d e"
    Storyboard.model_validate(more.model_dump())


def test_copies_stand_behind_the_last(board: Storyboard) -> None:
    assert ids(edits.duplicate(board, {"a", "c"})) == "a b c a-2 c-2 d e"


def test_the_last_shot_leaves_an_empty_one(board: Storyboard) -> None:
    left = edits.remove(board, set("abcde"))
    assert len(left.shots) == 1 and left.shots[0].line == ""


def test_marks_go_with_their_shots(board: Storyboard) -> None:
    marked = edits.with_marker(board, Marker(shot="b", at_s=1))
    assert edits.remove(marked, {"b"}).markers == ()
    parted = edits.split(marked, "b", 0.75, 4.0)
    assert parted.markers == (Marker(shot="b-2", at_s=0.25),)


def test_a_split_parts_the_line_and_the_cues() -> None:
    legend = load_template("andromeda", "en")
    shot = next(shot for shot in legend.shots if shot.scene and shot.scene.figures and len(shot.line) > 60)
    parted = edits.split(legend, shot.id, 4.0, 9.0)
    index = legend.shots.index(shot)
    first, second = parted.shots[index : index + 2]
    assert f"{first.line} {second.line}".split() == shot.line.split()
    assert (first.duration_s, second.duration_s) == (4.0, 5.0)
    assert second.scene.figures[0].start_s == pytest.approx(shot.scene.figures[0].start_s - 4.0)
    assert parted.transition_after(index).kind == "cut"
    assert parted.transition_after(index + 1) == legend.transition_after(index)
    Storyboard.model_validate(parted.model_dump())


def test_footage_goes_on_where_it_was_split(board: Storyboard) -> None:
    board = edits.with_shot(board, "a", footage=Footage(file="x.mp4", start_s=2.0))
    assert edits.split(board, "a", 1.5, 4.0).shots[1].footage.start_s == 3.5


def test_a_part_must_not_be_too_short(board: Storyboard) -> None:
    with pytest.raises(StoryboardError, match="0.5 seconds"):
        edits.split(board, "a", 0.2, 4.0)


def test_a_transition_is_changed_piece_by_piece(board: Storyboard) -> None:
    cut = edits.with_transition(board, "a", kind="cut")
    assert cut.shots[0].transition.frames == 0
    assert edits.with_transition(cut, "a", frames=12).shots[0].transition.model_dump() == {
        "kind": "crossfade", "frames": 12,
    }  # fmt: skip
    assert edits.with_transition(board, "a", kind="zoom").shots[0].transition.frames == 20
    assert edits.with_transition(board, "a", frames=999).shots[0].transition.frames == edits.LONGEST_TRANSITION


def test_durations_stay_inside_their_limits(board: Storyboard) -> None:
    assert edits.with_duration(board, "a", 0.01).shots[0].duration_s == edits.SHORTEST_S
    assert edits.with_duration(board, "a", 1e6).shots[0].duration_s == edits.LONGEST_S
    assert edits.with_duration(board, "a", None) is board


def test_a_shot_begins_later_and_ends_as_it_did() -> None:
    shot = Shot(id="a", footage=Footage(file="a.mp4", start_s=3))
    board = Storyboard(shots=(shot,), markers=(Marker(shot="a", at_s=4), Marker(shot="a", at_s=0.5)))
    later = edits.with_start(board, "a", 1.5, 8.0)
    assert later.shots[0].duration_s == 6.5
    assert later.shots[0].footage is not None and later.shots[0].footage.start_s == 4.5
    assert [mark.at_s for mark in later.markers] == [2.5, 0.0]
    assert edits.with_start(board, "a", 0, 8.0) is board


def test_footage_cannot_begin_before_its_first_frame() -> None:
    board = Storyboard(shots=(Shot(id="a", footage=Footage(file="a.mp4", start_s=1)),))
    earlier = edits.with_start(board, "a", -5, 8.0)
    assert earlier.shots[0].footage is not None and earlier.shots[0].footage.start_s == 0
    assert earlier.shots[0].duration_s == 9.0


def test_cues_keep_their_place_before_the_end() -> None:
    board = load_template("qixi", "en")
    shot = next(shot for shot in board.shots if shot.scene and shot.scene.figures)
    later = edits.with_start(board, shot.id, 1.0, 9.0)
    changed = next(other for other in later.shots if other.id == shot.id)
    assert shot.scene and changed.scene
    assert changed.scene.figures[0].start_s == shot.scene.figures[0].start_s - 1.0


def test_one_transition_is_used_everywhere(board: Storyboard) -> None:
    one = edits.with_transition(board, "b", "stars", 36)
    everywhere = edits.with_transition_everywhere(one, one.transition_after(1))
    assert [everywhere.transition_after(n) for n in range(4)] == [Transition(kind="stars", frames=36)] * 4
    assert everywhere.shots[1].transition is None
    assert edits.with_transition_everywhere(board, board.transition) is board


def test_a_mark_is_renamed(board: Storyboard) -> None:
    mark = Marker(shot="b", at_s=1)
    marked = edits.with_marker(board, mark)
    assert edits.with_marker_text(marked, mark, "here").markers[0].text == "here"
    assert edits.with_marker_text(marked, mark, "") is marked
    assert edits.with_marker_text(board, mark, "here") is board
