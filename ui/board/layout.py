"""Where the cards of the board lie: rows that flow with the width, all cards of one size. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect

Part = Literal["card", "title", "text", "line", "mark", "chip", "add", "empty"]
Field = Literal["title", "text", "line"]
FIELDS: tuple[Field, ...] = ("title", "text", "line")

MARGIN = 26
GUTTER = 46
ROW_GAP = 24
PAD = 10
CHIP = 26
SMALLEST, USUAL, LARGEST = 150, 232, 420
"""Widths that a person can ask cards to have, in logical pixels."""
TALLEST = 1.0
"""Width over height of the tallest thumbnail; a portrait picture stands in it with its sides dark."""


@dataclass(frozen=True)
class Hit:
    """What lies under a point: a part of the card or chip ``index``, the card that adds a shot, or nothing."""

    part: Part
    index: int = -1


@dataclass(frozen=True)
class Insertion:
    """Where something is put: before the shot ``index``; ``mark`` is the stroke that shows it."""

    index: int
    mark: QRect


@dataclass(frozen=True)
class Parts:
    """The rectangles of one card."""

    card: QRect
    thumb: QRect
    mark: QRect
    title: QRect
    text: QRect
    line: QRect

    def field(self, name: Field) -> QRect:
        """The rectangle of a field that can be written in."""
        return {"title": self.title, "text": self.text, "line": self.line}[name]


def text_lines(card_width: int) -> tuple[int, int]:
    """How many lines of the scene text and of the narrator's line a card of that width shows."""
    if card_width < 190:
        return 1, 1
    return (2, 2) if card_width < 215 else (2, 3)


@dataclass(frozen=True)
class Layout:
    """Cards of one size in ``columns``; there is one place more than shots, for the card that adds one."""

    count: int
    columns: int
    card_width: int
    thumb_height: int
    line_height: int

    @property
    def card_height(self) -> int:
        """Height of a card."""
        text, line = text_lines(self.card_width)
        return self.thumb_height + 2 * PAD + 12 + (1 + text + line) * self.line_height

    @property
    def rows(self) -> int:
        """Rows with the card that adds a shot."""
        return self.count // self.columns + 1

    @property
    def height(self) -> int:
        """Height of everything."""
        return 2 * MARGIN + self.rows * (self.card_height + ROW_GAP) - ROW_GAP

    def card(self, index: int) -> QRect:
        """The rectangle of a card; ``count`` is the card that adds a shot."""
        row, column = divmod(index, self.columns)
        x = MARGIN + column * (self.card_width + GUTTER)
        return QRect(x, MARGIN + row * (self.card_height + ROW_GAP), self.card_width, self.card_height)

    def parts(self, index: int) -> Parts:
        """The rectangles of a card."""
        card = self.card(index)
        text, line = text_lines(self.card_width)
        thumb = QRect(card.x(), card.y(), card.width(), self.thumb_height)
        left, width, y = card.x() + PAD, card.width() - 2 * PAD, thumb.bottom() + 1 + PAD
        title = QRect(left, y, width, self.line_height + 2)
        words = QRect(left, title.bottom() + 4, width, text * self.line_height)
        said = QRect(left, words.bottom() + 7, width, line * self.line_height)
        mark = QRect(thumb.right() - 29, thumb.y() + 6, 24, 24)
        return Parts(card, thumb, mark, title, words, said)

    def chip(self, index: int) -> QRect:
        """The chip of the transition from shot ``index`` to the next, in the gap behind its card."""
        card = self.card(index)
        middle = QPoint(card.right() + 1 + GUTTER // 2, card.y() + self.thumb_height // 2)
        return QRect(middle.x() - 19, middle.y() - CHIP + 3, 38, 2 * CHIP - 6)

    def hit(self, point: QPoint) -> Hit:
        """What lies under a point."""
        row = (point.y() - MARGIN) // (self.card_height + ROW_GAP)
        column = (point.x() - MARGIN) // (self.card_width + GUTTER)
        index = row * self.columns + column
        if row < 0 or not 0 <= column < self.columns or not 0 <= index <= self.count:
            return Hit("empty")
        if index == self.count:
            return Hit("add") if self.card(index).contains(point) else Hit("empty")
        if index < self.count - 1 and self.chip(index).contains(point):
            return Hit("chip", index)
        parts = self.parts(index)
        if not parts.card.contains(point):
            return Hit("empty")
        if parts.mark.contains(point):
            return Hit("mark", index)
        for name in FIELDS:
            if parts.field(name).adjusted(-4, -2, 4, 2).contains(point):
                return Hit(name, index)
        return Hit("card", index)

    def insertion(self, point: QPoint) -> Insertion:
        """Where something lands that is let go at a point: in the gap nearest to it in its row."""
        pitch = self.card_height + ROW_GAP
        row = min(max((point.y() - MARGIN + ROW_GAP // 2) // pitch, 0), max(self.count - 1, 0) // self.columns)
        first = row * self.columns
        last = min(first + self.columns, self.count)
        index = first + sum(point.x() > self.card(number).center().x() for number in range(first, last))
        return Insertion(index, self._mark(index, first))

    def _mark(self, index: int, first: int) -> QRect:
        """The stroke before a card, or behind the last one of the row that begins with ``first``."""
        if index == first:
            card = self.card(index)
            return QRect(card.x() - 16, card.y(), 4, card.height())
        card = self.card(index - 1)
        return QRect(card.right() + 1 + GUTTER // 2 - 2, card.y(), 4, card.height())

    def visible(self, top: int, bottom: int) -> range:
        """Indices of the cards that lie between two heights."""
        pitch = self.card_height + ROW_GAP
        first = max((top - MARGIN) // pitch, 0) * self.columns
        last = (max(bottom - MARGIN, 0) // pitch + 1) * self.columns
        return range(min(first, self.count), min(last, self.count))

    def within(self, area: QRect) -> list[int]:
        """Indices of the cards that a rectangle touches."""
        area = area.normalized()
        return [index for index in self.visible(area.top(), area.bottom()) if self.card(index).intersects(area)]

    def step(self, index: int, across: int, down: int) -> int:
        """The card so many places on, or so many rows below."""
        wanted = index + across + down * self.columns
        if down > 0 and wanted >= self.count and index // self.columns < (self.count - 1) // self.columns:
            return self.count - 1
        if down and not 0 <= wanted < self.count:
            return index
        return min(max(wanted, 0), self.count - 1)


def lay_out(count: int, width: int, wanted: int, aspect: float, line_height: int) -> Layout:
    """Lay cards out.

    Args:
        count: how many shots there are.
        width: of the view.
        wanted: how wide a card should be; it becomes as wide as fills the row.
        aspect: width over height of the film's picture.
        line_height: of the text.
    """
    room = max(width - MARGIN, wanted)
    columns = max(1, room // (wanted + GUTTER))
    card_width = min(room // columns - GUTTER, round(wanted * 1.5))
    card_width = max(card_width, SMALLEST - GUTTER)
    return Layout(count, columns, card_width, round(card_width / max(aspect, TALLEST)), line_height)
