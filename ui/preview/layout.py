"""Where things lie in the preview, and what its clock reads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF

ACTION_SAFE, TITLE_SAFE = 0.93, 0.90
"""Shares of width and height that screens show for certain, and that titles stay inside (SMPTE ST 2046-1)."""

SCRUB_MARGIN = 10.0


@dataclass(frozen=True)
class Overlays:
    """What is drawn over the picture to compose by."""

    safe: bool = False
    thirds: bool = False
    centre: bool = False


def letterboxed(width: float, height: float, aspect: float) -> QRectF:
    """The largest rectangle of an aspect (width by height) in the middle of a surface."""
    if width <= 0 or height <= 0 or aspect <= 0:
        return QRectF()
    if width / height > aspect:
        wide, high = height * aspect, height
    else:
        wide, high = width, width / aspect
    return QRectF((width - wide) / 2, (height - high) / 2, wide, high)


def inset(rect: QRectF, share: float) -> QRectF:
    """A rectangle in the middle of another with this share of its sides."""
    wide, high = rect.width() * share, rect.height() * share
    return QRectF(rect.center().x() - wide / 2, rect.center().y() - high / 2, wide, high)


def thirds(rect: QRectF) -> list[QLineF]:
    """The four lines that part a picture into nine."""
    lines = []
    for share in (1 / 3, 2 / 3):
        x, y = rect.left() + rect.width() * share, rect.top() + rect.height() * share
        lines += [QLineF(x, rect.top(), x, rect.bottom()), QLineF(rect.left(), y, rect.right(), y)]
    return lines


def cross(rect: QRectF) -> list[QLineF]:
    """A small cross in the middle."""
    arm, middle = min(rect.width(), rect.height()) * 0.04, rect.center()
    return [
        QLineF(middle.x() - arm, middle.y(), middle.x() + arm, middle.y()),
        QLineF(middle.x(), middle.y() - arm, middle.x(), middle.y() + arm),
    ]


def frame_at(x: float, width: float, total: int) -> int:
    """The frame under a point of the scrub bar, which is so wide and has a margin at both ends."""
    long = width - 2 * SCRUB_MARGIN
    return 0 if long <= 0 else min(max(round((x - SCRUB_MARGIN) / long * (total - 1)), 0), total - 1)


def place_of(frame: int, width: float, total: int) -> float:
    """Where a frame stands on the scrub bar."""
    return SCRUB_MARGIN + (width - 2 * SCRUB_MARGIN) * frame / max(total - 1, 1)


def shot_at(starts: Sequence[int], frame: int) -> int:
    """The number of the shot that a frame belongs to, the later one inside a transition."""
    number = 0
    for index, start in enumerate(starts):
        if start > frame:
            break
        number = index
    return number
