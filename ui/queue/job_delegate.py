"""How a row of the queue is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from ui import amounts, theme
from ui.icons import pixmap
from ui.ports import Jobs
from ui.ports.jobs import JobRow
from ui.queue import row_places, words
from ui.queue.groups import Group
from ui.queue.job_model import ITEM
from ui.queue.row_places import Places
from ui.queue.wishes import ICONS, Item, wishes_for
from ui.widgets.pictures import covering

KIND_ICONS = {"speech": "mic", "score": "music", "take": "image", "film": "film"}
STATE_ICONS = {"done": "circle-check", "failed": "triangle-alert", "paused": "pause", "cancelled": "x"}
STATE_COLOURS = {"done": "good", "failed": "danger", "running": "accent", "stopping": "accent"}
RADIUS = 8


class JobDelegate(QStyledItemDelegate):
    """Draws groups as cards and jobs as plain rows below them."""

    def __init__(self, jobs: Jobs, view: QTreeView) -> None:
        super().__init__(view)
        self._jobs, self._view = jobs, view
        self.pointer: QPoint | None = None
        """Where the mouse is in the view; None: elsewhere."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the view; higher where a reason is told."""
        item: Item = index.data(ITEM)
        width = self._view.viewport().width()
        return QSize(width, row_places.row_height(_kind(item), self._reason_height(item, width)))

    def places(self, index: QModelIndex | QPersistentModelIndex, row: QRect) -> Places:
        """Where the parts of a row lie."""
        item: Item = index.data(ITEM)
        metrics = QFontMetrics(self._view.font())
        reason = self._reason_height(item, row.width())
        buttons = len(wishes_for(item))
        return row_places.places(row, _kind(item), buttons, metrics.height(), reason, _has_bar(item))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        item: Item = index.data(ITEM)
        row: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        found = self.places(index, row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, item, found, state)
        if isinstance(item, Group):
            opened = self._view.isExpanded(index)  # pyright: ignore[reportArgumentType]
            sign = "chevron-down" if opened else "chevron-right"
            self._icon(painter, found.fold, sign, 16, "faint")
        self._picture(painter, item, found.picture)
        self._words(painter, item, found)
        self._buttons(painter, item, found)
        painter.restore()

    def _ground(self, painter: QPainter, item: Item, found: Places, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        card = found.card.adjusted(1, 0, -1, 0) if isinstance(item, Group) else found.card.adjusted(
            row_places.FOLD, 0, -1, 0
        )  # fmt: skip
        if isinstance(item, Group) or chosen:
            painter.setPen(theme.colour("accent" if focused else "faint" if chosen else "line"))
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(card.adjusted(0, 0, -1, -1), RADIUS, RADIUS)

    def _picture(self, painter: QPainter, item: Item, place: QRect) -> None:
        job = item.head if isinstance(item, Group) and item.head is not None else _first(item)
        if _kind(item) == "slim":
            self._icon(painter, place, KIND_ICONS[job.kind], 15, "faint")
            return
        picture = self._jobs.picture(job.id)
        path = QPainterPath()
        path.addRoundedRect(place, 4, 4)
        painter.fillPath(path, theme.colour("sunken"))
        if picture is None:
            kind = "film" if isinstance(item, Group) else job.kind
            self._icon(painter, place, KIND_ICONS[kind], 18 if isinstance(item, Group) else 15, "faint")
            return
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, covering(picture, place))
        painter.restore()

    def _words(self, painter: QPainter, item: Item, found: Places) -> None:
        group = isinstance(item, Group)
        title = words.group_title(item) if group else words.title(item)
        says = words.group_state(item) if group else words.state(item)
        state = item.state
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold if group else QFont.Weight.Normal)
        self._text(painter, found.title, title, font, "text")
        left = _wait(item)
        line, font = QRect(found.line), self._view.font()
        if sign := STATE_ICONS.get(state):
            self._icon(painter, QRect(line.left(), line.top(), 16, line.height()), sign, 14, _colour(state))
            line.setLeft(line.left() + 20)
        if left:
            width = QFontMetrics(font).horizontalAdvance(left)
            if width < line.width() // 2:
                end = QRect(line.right() - width, line.top(), width + 1, line.height())
                self._text(painter, end, left, font, "faint")
                line.setRight(line.right() - width - 10)
        ailing = isinstance(item, Group) and any(job.state == "failed" for job in item.jobs)
        self._text(painter, line, says, font, "danger" if ailing else _colour(state))
        self._bar(painter, item, found.bar)
        reason = _reason(item)
        if reason:
            painter.setPen(theme.colour("danger"))
            painter.drawText(found.reason, int(Qt.TextFlag.TextWordWrap), reason)

    def _bar(self, painter: QPainter, item: Item, place: QRect) -> None:
        group, share = isinstance(item, Group), item.share
        if not _has_bar(item):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        radius = place.height() / 2
        painter.setBrush(theme.colour("sunken" if group else "line"))
        painter.drawRoundedRect(place, radius, radius)
        if share:
            done = QRect(place)
            done.setWidth(max(place.height(), round(place.width() * share)))
            painter.setBrush(theme.colour("accent" if item.state in ("running", "stopping") else "faint"))
            painter.drawRoundedRect(done, radius, radius)

    def _buttons(self, painter: QPainter, item: Item, found: Places) -> None:
        for wish, place in zip(wishes_for(item), found.buttons, strict=True):
            under = self.pointer is not None and place.contains(self.pointer)
            if under:
                painter.setPen(theme.colour("line"))
                painter.setBrush(theme.colour("panel"))
                painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
            self._icon(painter, place, ICONS[wish], 16, "text" if under else "faint")

    def _text(self, painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(theme.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _icon(self, painter: QPainter, place: QRect, name: str, size: int, colour: str) -> None:
        corner = QPoint(place.center().x() - size // 2 + 1, place.center().y() - size // 2 + 1)
        painter.drawPixmap(corner, pixmap(name, size, self._view.devicePixelRatioF(), colour))

    def _reason_height(self, item: Item, width: int) -> int:
        reason = _reason(item)
        if not reason:
            return 0
        room = QRect(0, 0, row_places.reason_width(width, _kind(item)), 10_000)
        return QFontMetrics(self._view.font()).boundingRect(room, int(Qt.TextFlag.TextWordWrap), reason).height()


def _first(item: Item) -> JobRow:
    """The job whose picture stands for takes that are made alone: one that is done before any other."""
    if not isinstance(item, Group):
        return item
    takes = [row for row in item.rows if row.kind == "take"] or list(item.rows)
    return next((row for row in takes if row.state in ("done", "running")), takes[0])


def _has_bar(item: Item) -> bool:
    if isinstance(item, Group):
        return bool(item.unfinished)
    return item.state in ("running", "stopping")


def _wait(item: Item) -> str:
    """How long it will still take; of what waits, how long it takes once it is begun."""
    if item.seconds_left is None or item.state not in ("running", "stopping", "pending"):
        return ""
    return amounts.wait(item.seconds_left) if item.state == "pending" else amounts.wait_left(item.seconds_left)


def _kind(item: Item) -> row_places.Kind:
    if isinstance(item, Group):
        return "group"
    return "slim" if item.kind in ("speech", "score") else "job"


def _reason(item: Item) -> str:
    if isinstance(item, Group):
        return item.head.reason if item.head is not None else ""
    return item.reason


def _colour(state: str) -> str:
    return STATE_COLOURS.get(state, "faint")
