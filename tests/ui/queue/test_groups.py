"""Groups of the queue, and where jobs go when they are dragged: without a window."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.ui.queue.listed_jobs import film
from ui.ports.jobs import UNFINISHED, JobRow
from ui.queue.groups import groups_of, overall
from ui.queue.ordering import Move, group_moves, job_moves


def moved(rows: Sequence[JobRow], moves: Sequence[Move]) -> list[int]:
    """What the engine's queue makes of moves: a film takes its own jobs along."""
    order = [row for row in rows if row.state in UNFINISHED]
    for job, place in moves:
        along = [row for row in order if row.id == job]
        if along[0].kind == "film":
            along = [row for row in order if row.film == along[0].film]
        rest = [row for row in order if row not in along]
        order = [*rest[: place - 1], *along, *rest[place - 1 :]]
    return [row.id for row in order]


def test_unfinished_films_come_in_the_order_of_their_work_and_finished_ones_last() -> None:
    rows = [*film(1, state="done"), *film(3), *film(2), *film(4, state="failed")]
    groups = groups_of(rows)
    assert [group.number for group in groups] == [3, 2, 4, 1]
    assert [row.kind for row in groups[0].rows] == ["speech", "take", "take"], "its own job is the head"
    assert groups[0].head is not None and groups[0].head.kind == "film"
    assert groups[0].seconds_left == 20.0 and groups[3].seconds_left is None
    assert groups[2].state == "failed" and groups[3].state == "done"


def test_how_much_is_done_counts_work_and_not_jobs() -> None:
    rows = film(1)
    rows[0] = replace(rows[0], state="done", share=1.0)
    rows[1] = replace(rows[1], state="running", share=0.5)
    (group,) = groups_of(rows)
    assert group.share == pytest.approx((1 + 5) / 26)
    assert group.state == "running" and [row.id for row in group.running] == [101]
    assert overall([group]) == (1, 0, pytest.approx(6 / 26))
    assert overall(groups_of(film(2, head=False)))[:2] == (0, 3), "takes alone are counted one by one"


def test_a_film_moves_before_another_with_all_its_jobs() -> None:
    rows = [*film(1), *film(2), *film(3)]
    first, second, third = groups_of(rows)
    moves = group_moves(rows, third, first)
    assert moves == [(350, 1)]
    assert moved(rows, moves) == [row.id for row in (*film(3), *film(1), *film(2))]
    assert moved(rows, group_moves(rows, first, None)) == [row.id for row in (*film(2), *film(3), *film(1))]
    assert group_moves(rows, first, second) == [], "it stands there already"
    assert group_moves(rows, third, None) == [] and group_moves(rows, second, second) == []


def test_takes_alone_move_one_by_one_and_keep_their_order() -> None:
    rows = [*film(1), *film(2, head=False), *film(3)]
    first, alone, _ = groups_of(rows)
    takes = film(2, head=False)
    assert moved(rows, group_moves(rows, alone, first)) == [row.id for row in (*takes, *film(1), *film(3))]
    assert moved(rows, group_moves(rows, alone, None)) == [row.id for row in (*film(1), *film(3), *takes)]


def test_a_job_moves_inside_its_group() -> None:
    rows = [*film(1, takes=3), *film(2)]
    assert moved(rows, job_moves(rows, rows[3], rows[1]))[:5] == [100, 103, 101, 102, 150]
    assert moved(rows, job_moves(rows, rows[1], None))[:5] == [100, 102, 103, 101, 150]
    assert job_moves(rows, rows[1], rows[2]) == [], "it stands there already"
    done = [replace(rows[0], state="done"), *rows[1:]]
    assert job_moves(done, done[0], done[2]) == [], "what is finished does not move"


def test_any_order_can_be_had_by_moves() -> None:
    dice = random.Random(5)
    for _ in range(50):
        rows = [row for number in range(1, 5) for row in film(number, head=bool(dice.randrange(2)))]
        groups = groups_of(rows)
        group, before = dice.sample([*groups, None], 2)
        if group is None:
            continue
        result = moved(rows, group_moves(rows, group, before))
        mine = [row.id for row in group.jobs]
        rest = [row.id for row in rows if row.id not in mine]
        place = rest.index(before.jobs[0].id) if before is not None else len(rest)
        assert result == [*rest[:place], *mine, *rest[place:]]
