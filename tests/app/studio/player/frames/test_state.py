"""Which frames hold after an edit, how they are kept, and how large they are."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from app.studio.player.frames.room import FrameRoom, Made
from app.studio.player.frames.sizes import DRAFT_PIXELS, LONGEST, draft_canvas, shown_canvas
from app.studio.player.frames.state import Marker
from storyboard import edits
from storyboard.model import Canvas, Shot, Storyboard, Take
from storyboard.timing import schedule

STORY = Storyboard(shots=tuple(Shot(id=name, text=name, duration_s=4) for name in "abcd"))


def marks(marker: Marker, board: Storyboard) -> dict[str, int]:
    state = marker.state(board, schedule(board, {}))
    return dict(zip([shot.id for shot in board.shots], state.marks, strict=True))


@pytest.mark.parametrize(
    ("change", "anew"),
    [
        (lambda board: edits.with_shot(board, "b", text="A comet."), "b"),
        (lambda board: edits.with_shot(board, "b", seed=5), "b"),
        (lambda board: edits.with_shot(board, "b", takes=(Take(key="0" * 64),)), "b"),
        (lambda board: edits.with_duration(board, "b", 6.0), "b"),
        (lambda board: edits.with_transition(board, "b", frames=40), "b"),
        (lambda board: edits.move(board, {"c"}, 0), ""),
        (lambda board: edits.move(board, {"d"}, 0), "cd"),
        (lambda board: edits.with_part(board, "look", exposure=2.0), "abcd"),
        (lambda board: edits.with_part(board, "canvas", width=640, height=360), "abcd"),
        (lambda board: edits.with_part(board, "captions", enabled=False), "abcd"),
        (lambda board: board.model_copy(update={"seed": 9}), "abcd"),
        (lambda board: edits.with_part(board, "music", enabled=False), ""),
        (lambda board: board.model_copy(update={"title": "Other"}), ""),
    ],
)
def test_only_what_looks_different_is_marked_anew(change, anew: str) -> None:
    marker = Marker(lambda storyboard, shot: None)
    before = marks(marker, STORY)
    after = marks(marker, change(STORY))
    assert "".join(sorted(name for name in "abcd" if before[name] != after[name])) == anew


def test_what_is_spoken_changes_the_captions() -> None:
    known = {"a": object()}
    marker = Marker(lambda storyboard, shot: known.get(shot.id))
    board = edits.with_shot(STORY, "a", line="A star.")
    before = marks(marker, board)
    assert marks(marker, board) == before
    known["a"] = object()
    assert marks(marker, board)["a"] != before["a"]


def test_touching_a_shot_marks_it_anew() -> None:
    marker = Marker(lambda storyboard, shot: None)
    before = marks(marker, STORY)
    marker.touch("c")
    after = marks(marker, STORY)
    assert [name for name in "abcd" if before[name] != after[name]] == ["c"]
    marker.touch("")
    assert all(marks(marker, STORY)[name] != after[name] for name in "abcd")


def test_a_shot_that_follows_changes_with_the_shots_before_it() -> None:
    board = edits.with_shots(STORY, ["b", "c"], follows=True)
    marker = Marker(lambda storyboard, shot: None)

    def anew(change) -> str:
        nonlocal board
        before = marks(marker, board)
        board = change(board)
        after = marks(marker, board)
        assert marks(marker, board) == after
        return "".join(name for name in sorted(after) if before[name] != after[name])

    assert anew(lambda board: edits.with_shot(board, "a", text="A comet.")) == "abc"
    assert anew(lambda board: edits.with_shot(board, "b", seed=5)) == "bc"
    assert anew(lambda board: edits.with_shot(board, "d", seed=5)) == "d"
    assert anew(lambda board: edits.move(board, {"d"}, 2)) == "cd", "another shot is before it now"
    before = marks(marker, board)
    marker.touch("a")
    after = marks(marker, board)
    assert [name for name in "abcd" if before[name] != after[name]] == ["a", "b"], "a take of the shot before was made"


def test_a_frame_is_known_by_what_it_shows() -> None:
    marker = Marker(lambda storyboard, shot: None)
    plan = schedule(STORY, {})
    state = marker.state(STORY, plan)
    longer = edits.with_duration(STORY, "a", 7.0)
    later = marker.state(longer, schedule(longer, {}))
    moved = later.plan.spans[1].start - plan.spans[1].start
    middle = plan.spans[1].start + 40
    assert state.signature(middle) == later.signature(middle + moved)
    assert state.signature(3) != state.signature(4)
    assert state.signature(plan.spans[1].start + 2) != later.signature(plan.spans[1].start + 2 + moved)


def test_the_room_stays_within_its_bytes() -> None:
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    room = FrameRoom(limit=10 * image.sizeInBytes())
    for number in range(30):
        room.put((number,), Made(image, False))
        room.get((3,))
    assert room.size <= 10 * image.sizeInBytes() and room.capacity == 10
    assert room.get((3,)) is not None and room.get((29,)) is not None and room.get((10,)) is None


@pytest.mark.parametrize(
    "canvas",
    [
        Canvas(), Canvas(width=1920, height=1080), Canvas(width=1080, height=1920), Canvas(width=320, height=180),
        Canvas(width=2048, height=2048, projection="fulldome"), Canvas(width=4096, height=2048, projection="equirect"),
        Canvas(width=1280, height=546), Canvas(width=4096, height=64),
    ],
)  # fmt: skip
def test_sizes_are_even_and_keep_the_shape(canvas: Canvas) -> None:
    for small, longest in ((shown_canvas(canvas), LONGEST), (draft_canvas(canvas), 1000)):
        assert Canvas.model_validate(small.model_dump()) == small, "it is a canvas that films can have"
        if canvas.height > 64:
            assert max(small.width, small.height) <= longest
            assert small.width / small.height == pytest.approx(canvas.width / canvas.height, rel=0.012)
    draft = draft_canvas(canvas)
    assert draft.width * draft.height < 1.15 * DRAFT_PIXELS or canvas.height <= 64
    assert draft.fps == canvas.fps
