"""What a card says of its shot's take."""

from __future__ import annotations

import pytest

from storyboard.model import Shot
from tests.ui.board.conftest import ToldTakes
from ui.board.marks import Mark, mark_of, marks_of_jobs, words_of
from ui.ports.jobs import JobRow
from ui.ports.takes import TakeState

SHOT = Shot(id="bridge")


def take(current: bool, chosen: bool) -> TakeState:
    return TakeState("0" * 64, "sky", 1, "", "", current, True, chosen)


def test_takes_are_ready_stale_or_none() -> None:
    takes = ToldTakes()
    assert mark_of(SHOT, takes, {}).state == "none"
    takes.known["bridge"] = (take(current=False, chosen=False),)
    assert mark_of(SHOT, takes, {}).state == "stale"
    takes.clips.add("bridge")
    assert mark_of(SHOT, takes, {}).state == "ready"
    takes.known["bridge"] = (take(current=False, chosen=True), take(current=True, chosen=False))
    assert mark_of(SHOT, takes, {}).state == "stale"


def test_the_queue_goes_before_takes_but_a_failure_behind_them() -> None:
    takes = ToldTakes()
    takes.clips.add("bridge")
    assert mark_of(SHOT, takes, {"bridge": Mark("making", 0.5)}) == Mark("making", 0.5)
    assert mark_of(SHOT, takes, {"bridge": Mark("failed")}).state == "ready"
    assert mark_of(SHOT, ToldTakes(), {"bridge": Mark("failed")}).state == "failed"


def test_the_queue_is_read_for_this_storyboard_alone() -> None:
    rows = (
        JobRow(1, "take", 1, "Qixi", "a", "pending"),
        JobRow(2, "take", 1, "Qixi", "a", "running", share=0.25),
        JobRow(3, "speech", 1, "Qixi", "b", "running"),
        JobRow(4, "take", 2, "Orion", "c", "running"),
        JobRow(5, "take", 1, "Qixi", "d", "done"),
        JobRow(6, "take", 1, "Qixi", "e", "failed"),
    )
    assert marks_of_jobs(rows, "Qixi") == {"a": Mark("making", 0.25), "e": Mark("failed")}


@pytest.mark.parametrize("share", [None, 0.42])
def test_a_mark_says_how_far_it_is(share: float | None) -> None:
    assert ("42%" in words_of(Mark("making", share))) == (share is not None)
