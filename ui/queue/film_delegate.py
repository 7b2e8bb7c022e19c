"""How a film that was made is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.icons import pixmap
from ui.ports import Jobs
from ui.ports.jobs import FilmMade
from ui.queue.film_model import FILM, facts_of
from ui.widgets.pictures import covering

HEIGHT, GAP = 78, 10
PICTURE = QSize(104, 58)
RADIUS = 8


class FilmDelegate(QStyledItemDelegate):
    """Draws films as cards; one whose file is gone is faint and says so."""

    def __init__(self, jobs: Jobs, view: QListView) -> None:
        super().__init__(view)
        self._jobs, self._view = jobs, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list."""
        return QSize(self._view.viewport().width(), HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a film."""
        film: FilmMade = index.data(FILM)
        row: QRect = option.rect  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        card = row.adjusted(1, 3, -2, -3)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if chosen and self._view.hasFocus() else "faint" if chosen else "line"
        painter.setPen(theme.colour(edge))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        place = QRect(card.left() + 8, card.top() + (card.height() - PICTURE.height()) // 2 + 1, 0, 0)
        place.setSize(PICTURE)
        self._picture(painter, film, place)
        self._words(painter, film, QRect(place.right() + 1 + GAP, card.top(), 0, card.height()), card.right() - GAP)
        painter.restore()

    def _picture(self, painter: QPainter, film: FilmMade, place: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(place, 4, 4)
        painter.fillPath(path, theme.colour("sunken"))
        picture = self._jobs.film_picture(film.number) if film.there else None
        if picture is None:
            sign = pixmap("film" if film.there else "circle-help", 20, self._view.devicePixelRatioF(), "faint")
            painter.drawPixmap(place.center().x() - 10, place.center().y() - 10, sign)
            return
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, covering(picture, place))
        painter.setClipping(False)

    def _words(self, painter: QPainter, film: FilmMade, place: QRect, right: int) -> None:
        plain, bold = self._view.font(), QFont(self._view.font())
        bold.setWeight(QFont.Weight.DemiBold)
        height, width = QFontMetrics(plain).height(), max(20, right - place.left())
        top = place.top() + (place.height() - 3 * height - 6) // 2
        where, sign = (str(film.path.parent), "") if film.there else (self._gone(), "danger")
        lines = ((film.title, bold, "text"), (facts_of(film), plain, "faint"), (where, plain, sign or "faint"))
        for number, (text, font, colour) in enumerate(lines):
            line = QRect(place.left(), top + number * (height + 3), width, height)
            elide = Qt.TextElideMode.ElideMiddle if number == 2 and film.there else Qt.TextElideMode.ElideRight
            painter.setFont(font)
            painter.setPen(theme.colour(colour if film.there or number else "faint"))
            shown = QFontMetrics(font).elidedText(text, elide, width)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _gone(self) -> str:
        return self.tr("The file is not there any more")
