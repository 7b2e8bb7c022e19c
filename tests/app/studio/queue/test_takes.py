"""Takes of the open storyboard: made in the queue, written into their shots, seen."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from storyboard import edits
from storyboard.takes import choose, drop
from tests.app.studio.queue.desk import Desk, small_board

LONG = 60_000


def made(qtbot: QtBot, desk: Desk, count: int, shot: str = "s1") -> None:
    qtbot.waitUntil(lambda: len(desk.takes.of(shot)) == count, timeout=LONG)


def test_a_finished_take_is_in_its_shot_and_undo_goes_on_as_before(qtbot: QtBot, desk: Desk) -> None:
    desk.document.edit("Title", lambda board: edits.with_shot(board, "s1", title="Dawn"))
    desk.jobs.open()
    desk.takes.make(["s1"])
    made(qtbot, desk, 1)
    (take,) = desk.takes.of("s1")
    assert take.current and take.there and not take.chosen and take.seed is None
    assert desk.takes.has_clip("s1") and not desk.takes.has_clip("s0")
    assert desk.document.undo_stack.count() == 1
    desk.document.undo_stack.undo()
    shot = desk.document.shot("s1")
    assert shot is not None and shot.title == "Star 1" and [known.key for known in shot.takes] == [take.key]


def test_another_seed_gives_another_take_each_time(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.open()
    desk.takes.make(["s1"], new_seed=True)
    made(qtbot, desk, 1)
    desk.takes.make(["s1"], new_seed=True)
    made(qtbot, desk, 2)
    first, second = desk.takes.of("s1")
    assert len({first.seed, second.seed, None}) == 3 and first.key != second.key
    assert not first.current or not desk.takes.has_clip("s1") or first.key != second.key
    desk.document.edit("Choose", lambda board: choose(board, "s1", first.key))
    qtbot.waitUntil(lambda: desk.takes.has_clip("s1"), timeout=LONG)
    assert [take.chosen for take in desk.takes.of("s1")] == [True, False]


def test_a_take_of_a_shot_that_has_changed_is_stale(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.open()
    desk.takes.make(["s1"])
    made(qtbot, desk, 1)
    with qtbot.waitSignal(desk.takes.changed, timeout=LONG) as told:
        desk.document.edit("Length", lambda board: edits.with_duration(board, "s1", 1.5))
    assert told.args == ["s1"]
    assert not desk.takes.of("s1")[0].current and not desk.takes.has_clip("s1")
    (entry,) = [listed for listed in desk.cache.listed() if listed.key == desk.takes.of("s1")[0].key]
    desk.document.edit("Drop", lambda board: drop(board, "s1", entry.key))
    made(qtbot, desk, 0)


def test_pictures_and_frames_of_a_take(qtbot: QtBot, desk: Desk) -> None:
    desk.jobs.open()
    desk.takes.make(["s1"])
    made(qtbot, desk, 1)
    key = desk.takes.of("s1")[0].key
    assert desk.takes.clip_frames(key) == 4 and desk.takes.clip_frames("0" * 64) == 0
    assert desk.takes.picture(key) is None
    qtbot.waitUntil(lambda: desk.takes.picture(key) is not None, timeout=LONG)
    desk.takes.clip_frame(key, 1)
    qtbot.waitUntil(lambda: all(desk.takes.clip_frame(key, number) is not None for number in (1, 2, 3)), timeout=LONG)
    assert desk.takes.clip_frame(key, 9) is None and desk.takes.picture("0" * 64) is None


def test_a_take_of_a_document_that_is_closed_is_not_written_into_another(qtbot: QtBot, desk: Desk) -> None:
    desk.takes.make(["s1"])
    other = small_board("other", id="other")
    desk.document.replace(other, base=desk.folder)
    with qtbot.waitSignal(desk.jobs.jobs_seen, timeout=LONG):
        desk.jobs.open()
    qtbot.waitUntil(lambda: [row.state for row in desk.jobs.state().rows] == ["done"], timeout=LONG)
    qtbot.wait(300)
    assert desk.document.storyboard is other


def test_takes_that_waited_while_the_program_was_closed_are_written_too(qtbot: QtBot, desk: Desk) -> None:
    from engine.jobs.order import Order, order_takes
    from engine.jobs.queue import Queue

    order_takes(Queue(), Order(desk.document.storyboard, desk.document.base), ["s2"])
    desk.jobs.open()
    made(qtbot, desk, 1, "s2")
