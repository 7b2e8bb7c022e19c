"""Where the parts of a row of the queue lie. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect

Kind = Literal["group", "job", "slim"]
"""A film or takes alone; a take of it; a line or the score, which have no picture and one line of words."""
HEIGHTS: dict[Kind, int] = {"group": 78, "job": 46, "slim": 30}
GAP = 8
FOLD = 24
"""Width of the sign that folds a group."""
BUTTON = 28
MARGIN = 3
"""Between rows, above and below."""
NARROW = 420
"""Narrower rows have smaller pictures."""


@dataclass(frozen=True)
class Places:
    """The rectangles of one row; ``buttons`` from left to right."""

    card: QRect
    fold: QRect
    picture: QRect
    title: QRect
    line: QRect
    bar: QRect
    reason: QRect
    buttons: tuple[QRect, ...]

    def button_at(self, point: QPoint) -> int:
        """Which button a point lies on; -1: none."""
        return next((place for place, button in enumerate(self.buttons) if button.contains(point)), -1)


def places(
    row: QRect, kind: Kind, buttons: int, line_height: int, reason_height: int = 0, bar_shown: bool = True
) -> Places:
    """The parts of a row.

    Args:
        row: the whole row.
        kind: of the row.
        buttons: how many there are.
        line_height: of a line of text.
        reason_height: of the sentence that says why it failed; 0: there is none.
        bar_shown: whether a bar of progress lies below the words of a group.
    """
    group, slim = kind == "group", kind == "slim"
    card = row.adjusted(0, MARGIN if group else 0, 0, -MARGIN if group else 0)
    height = HEIGHTS[kind] - (2 * MARGIN if group else 0)
    top, left = card.top(), card.left() + (0 if group else FOLD)
    fold = QRect(card.left(), top, FOLD, height) if group else QRect()
    narrow = row.width() < NARROW
    wide = (72 if narrow else 96) if group else 48
    tall = 20 if slim else wide * 9 // 16
    picture = QRect(left + (FOLD if group else GAP), top + (height - tall) // 2, wide, tall)
    right = card.right() - GAP + 1
    middle = top + (height - BUTTON) // 2
    rects = tuple(
        QRect(right - (buttons - place) * BUTTON, middle, BUTTON, BUTTON) for place in range(buttons)
    )  # fmt: skip
    text_left = picture.right() + 1 + GAP + 2
    text_width = max(20, (rects[0].left() if rects else right) - GAP - text_left)
    lines = line_height if slim else 2 * line_height + (14 if group and bar_shown else 2)
    text_top = top + max(2, (height - lines) // 2)
    title = QRect(text_left, text_top, text_width * 3 // 5 if slim else text_width, line_height)
    line = QRect(text_left, title.bottom() + 2, text_width, line_height)
    if slim:
        line = QRect(title.right() + GAP, text_top, text_width - title.width() - GAP, line_height)
    bar = QRect(text_left, line.bottom() + 6, text_width, 5) if group else QRect(
        text_left, top + height - 4, text_width, 2
    )  # fmt: skip
    reason = QRect(text_left, top + height - 2, right - text_left, reason_height)
    return Places(card, fold, picture, title, line, bar, reason, rects)


def row_height(kind: Kind, reason_height: int) -> int:
    """How high a row is."""
    return HEIGHTS[kind] + (reason_height + GAP if reason_height else 0)


def reason_width(row_width: int, kind: Kind) -> int:
    """The width that the sentence of a failure has in a row."""
    return places(QRect(0, 0, row_width, HEIGHTS[kind]), kind, 0, 16).reason.width()
