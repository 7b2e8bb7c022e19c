"""Where cards lie, what lies under a point, where something lands: without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect

from ui.board.layout import LARGEST, SMALLEST, Hit, Layout, lay_out


@pytest.fixture
def cards() -> Layout:
    return lay_out(10, 1000, 232, 16 / 9, 18)


def test_cards_fill_the_row_and_do_not_touch(cards: Layout) -> None:
    assert cards.columns == 3
    rects = [cards.card(index) for index in range(11)]
    assert all(not one.intersects(other) for place, one in enumerate(rects) for other in rects[:place])
    assert 900 < cards.chip(2).right() < 1000


@pytest.mark.parametrize("width", [120, 320, 900, 1400, 3000])
@pytest.mark.parametrize("wanted", [SMALLEST, 232, LARGEST])
def test_every_width_has_a_layout(width: int, wanted: int) -> None:
    cards = lay_out(300, width, wanted, 9 / 16, 18)
    assert cards.columns >= 1
    assert cards.card(300).bottom() < cards.height
    parts = cards.parts(4)
    for rect in (parts.thumb, parts.title, parts.text, parts.line):
        assert parts.card.contains(rect)


def test_what_lies_under_a_point(cards: Layout) -> None:
    parts = cards.parts(4)
    assert cards.hit(parts.thumb.center()) == Hit("card", 4)
    assert cards.hit(parts.title.center()) == Hit("title", 4)
    assert cards.hit(parts.text.center()) == Hit("text", 4)
    assert cards.hit(parts.line.center()) == Hit("line", 4)
    assert cards.hit(parts.mark.center()) == Hit("mark", 4)
    assert cards.hit(cards.chip(4).center()) == Hit("chip", 4)
    assert cards.hit(cards.card(10).center()) == Hit("add")
    assert cards.hit(QPoint(3, 3)).part == "empty"


def test_the_last_card_has_no_chip(cards: Layout) -> None:
    assert cards.hit(cards.chip(9).center()).part == "empty"


def test_what_is_let_go_lands_in_the_nearest_gap_of_its_row(cards: Layout) -> None:
    fourth = cards.card(4)
    assert cards.insertion(fourth.center() - QPoint(20, 0)).index == 4
    assert cards.insertion(fourth.center() + QPoint(20, 0)).index == 5
    assert cards.insertion(QPoint(-50, -50)).index == 0
    assert cards.insertion(QPoint(5000, 5000)).index == 10


def test_the_mark_stands_where_the_pointer_is_at_a_rows_end(cards: Layout) -> None:
    at_end, at_start = cards.insertion(cards.card(2).topRight()), cards.insertion(cards.card(3).topLeft())
    assert at_end.index == at_start.index == 3
    assert at_end.mark.top() == cards.card(2).top() and at_start.mark.top() == cards.card(3).top()


def test_only_what_is_seen_is_visible() -> None:
    cards = lay_out(1000, 1000, 232, 16 / 9, 18)
    top = cards.card(500).top()
    seen = cards.visible(top, top + 600)
    assert 500 in seen and len(seen) <= 4 * cards.columns
    assert cards.visible(-100, -50) == range(cards.columns)


def test_a_band_takes_what_it_touches(cards: Layout) -> None:
    band = QRect(cards.card(4).center(), cards.card(1).center())
    assert cards.within(band) == [1, 4]


@pytest.mark.parametrize(
    ("start", "across", "down", "expected"),
    [(0, -1, 0, 0), (2, 1, 0, 3), (9, 1, 0, 9), (1, 0, 1, 4), (1, 0, -1, 1), (7, 0, 1, 9), (9, 0, 1, 9), (9, 0, -1, 6)],
)
def test_steps_stay_on_the_cards(cards: Layout, start: int, across: int, down: int, expected: int) -> None:
    assert cards.step(start, across, down) == expected
