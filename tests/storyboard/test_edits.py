"""Edits of a storyboard: pure, and the same object where nothing changes."""

from __future__ import annotations

import pytest

from storyboard import edits
from storyboard.errors import StoryboardError
from storyboard.model import Footage, Marker, Shot, Sky, Storyboard, Transition
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
    assert shot.scene and second.scene
    assert second.scene.figures[0].start_s == pytest.approx(shot.scene.figures[0].start_s - 4.0)
    assert parted.transition_after(index).kind == "cut"
    assert parted.transition_after(index + 1) == legend.transition_after(index)
    Storyboard.model_validate(parted.model_dump())


def test_footage_goes_on_where_it_was_split(board: Storyboard) -> None:
    board = edits.with_shot(board, "a", footage=Footage(file="x.mp4", start_s=2.0))
    second = edits.split(board, "a", 1.5, 4.0).shots[1]
    assert second.footage and second.footage.start_s == 3.5


def test_a_part_must_not_be_too_short(board: Storyboard) -> None:
    with pytest.raises(StoryboardError, match="0.5 seconds"):
        edits.split(board, "a", 0.2, 4.0)


def test_a_transition_is_changed_piece_by_piece(board: Storyboard) -> None:
    cut = edits.with_transition(board, "a", kind="cut")
    assert cut.shots[0].transition == Transition(kind="cut", frames=0)
    assert edits.with_transition(cut, "a", frames=12).shots[0].transition == Transition(kind="crossfade", frames=12)
    assert edits.with_transition(board, "a", kind="zoom").shots[0].transition == Transition(kind="zoom", frames=20)
    longest = edits.with_transition(board, "a", frames=999).shots[0].transition
    assert longest and longest.frames == edits.LONGEST_TRANSITION


def test_one_transition_holds_everywhere(board: Storyboard) -> None:
    mixed = edits.with_transition(board, "b", kind="zoom")
    same = edits.with_transition_everywhere(mixed, Transition(kind="push", frames=12))
    assert {same.transition_after(index).kind for index in range(4)} == {"push"}
    assert edits.with_transition_everywhere(same, same.transition) is same


def test_a_figure_comes_into_a_shots_words(board: Storyboard) -> None:
    board = edits.with_shot(board, "a", text="夏夜的银河", without=("zhinu", "moon"))
    shown = edits.with_figure(board, "a", "zhinu", "织女").shots[0]
    assert shown.text == "夏夜的银河。织女。" and shown.without == ("moon",) and shown.scene is None
    assert edits.with_figure(board, "b", "orion", "Orion").shots[1].text == "Orion."
    twice = edits.with_figure(edits.with_figure(board, "b", "orion", "Orion"), "b", "lepus", "the Hare")
    assert twice.shots[1].text == "Orion. the Hare."
    assert edits.with_figure(twice, "b", "lepus", "The hare") is twice


def test_a_figure_comes_into_a_scene_of_its_own() -> None:
    legend = load_template("qixi", "en")
    shot = legend.shots[0]
    shown = edits.with_figure(legend, shot.id, "zhinu", "the Weaver").shots[0]
    assert shown.scene is not None and [cue.name for cue in shown.scene.figures] == ["zhinu"]
    assert edits.with_figure(legend, "bridge", "zhinu", "the Weaver").shots[7].scene == legend.shots[7].scene


def test_durations_stay_inside_their_limits(board: Storyboard) -> None:
    assert edits.with_duration(board, "a", 0.01).shots[0].duration_s == edits.SHORTEST_S
    assert edits.with_duration(board, "a", 1e6).shots[0].duration_s == edits.LONGEST_S
    assert edits.with_duration(board, "a", None) is board


def test_shots_of_another_storyboard_stay_as_they_were_there() -> None:
    here = Storyboard(language="en", shots=(Shot(id="a"),))
    there = Storyboard(
        language="zh", sky=Sky(place="Luoyang"),
        shots=(Shot(id="a"), Shot(id="b", language="en", sky=Sky(place="Xi'an"))),
    )
    first, second = edits.shots_for(here, there)
    assert (first.language, first.sky, first.voice, first.transition) == ("zh", Sky(place="Luoyang"), None, None)
    assert (second.language, second.sky) == ("en", Sky(place="Xi'an"))
    assert edits.shots_for(here, here)[0] is here.shots[0]


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


def test_a_mark_is_renamed(board: Storyboard) -> None:
    mark = Marker(shot="b", at_s=1)
    marked = edits.with_marker(board, mark)
    assert edits.with_marker_text(marked, mark, "here").markers[0].text == "here"
    assert edits.with_marker_text(marked, mark, "") is marked
    assert edits.with_marker_text(board, mark, "here") is board
