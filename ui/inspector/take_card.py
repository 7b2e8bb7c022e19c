"""A take in the list of takes: its picture, what is to be known of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ui import amounts, theme
from ui.icons import icon, pixmap
from ui.inspector.vocabulary import generators
from ui.ports.takes import TakeState

PICTURE = QSize(96, 54)
HEIGHT, PAD = 66, 6


def made_words(made: str) -> str:
    """When a take was made, as people write it; as it stands where it is no time."""
    try:
        return amounts.moment(made)
    except ValueError:
        return made


class TakeCard(QAbstractButton):
    """Pressing it chooses the take.

    Signals:
        dropped: the take is not wanted any more.
        compared: the take should be seen beside the chosen one.
    """

    dropped = Signal()
    compared = Signal()

    def __init__(self, state: TakeState, number: int, comparable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self._number = state, number
        self._picture: QPixmap | None = None
        self.setObjectName(f"take-{state.key[:8]}")
        self.setCheckable(True)
        self.setChecked(state.chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.compare, self.drop = QToolButton(self), QToolButton(self)
        for button, sign, name in ((self.compare, "layers", "compareTake"), (self.drop, "trash-2", "dropTake")):
            button.setObjectName(name)
            button.setIcon(icon(sign, "faint"))
            button.setProperty("flat", True)
        self.compare.setVisible(comparable)
        self.compare.clicked.connect(self.compared)
        self.drop.clicked.connect(self.dropped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 2, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.compare)
        row.addWidget(self.drop)
        self._say()

    def sizeHint(self) -> QSize:
        """As high as its picture."""
        return QSize(240, HEIGHT)

    def set_picture(self, picture: QPixmap | None) -> None:
        """Its picture is there."""
        self._picture = picture
        self.update()

    @property
    def mark(self) -> str:
        """What is wrong with it: its clip is gone, or the shot has changed since; "" where nothing is."""
        if not self.state.there:
            return self.tr("clip missing")
        return "" if self.state.current else self.tr("of an earlier state")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, Delete drops."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, and three short lines beside it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        chosen, lit = self.state.chosen, self.hasFocus() or self.underMouse()
        edge = "accent" if chosen or self.hasFocus() else "faint" if lit else "line"
        painter.setPen(QPen(theme.colour(edge), 1.5 if chosen else 1))
        painter.setBrush(theme.colour("raised" if chosen else "panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)
        room = QRectF(PAD, (HEIGHT - PICTURE.height()) / 2, PICTURE.width(), PICTURE.height())
        self._paint_picture(painter, room)
        self._paint_words(painter, round(room.right()) + 9)

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        painter.fillRect(room, theme.colour("sunken"))
        if self._picture is None:
            sign = pixmap("image", 18, self.devicePixelRatioF(), "faint")
            painter.drawPixmap(round(room.center().x()) - 9, round(room.center().y()) - 9, sign)
            return
        size = self._picture.deviceIndependentSize()
        scale = min(room.width() / size.width(), room.height() / size.height())
        shown = QRectF(0, 0, size.width() * scale, size.height() * scale)
        shown.moveCenter(room.center())
        painter.setOpacity(1.0 if self.state.there and self.state.current else 0.6)
        painter.drawPixmap(shown, self._picture, QRectF(self._picture.rect()))
        painter.setOpacity(1.0)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        right = self.compare.x() if not self.compare.isHidden() else self.drop.x()
        lines = [
            (self._title(), "text"), (made_words(self.state.made), "faint"),
            (self.mark, "danger" if not self.state.there else "accent"),
        ]  # fmt: skip
        lines = [line for line in lines if line[0]]
        step = self.fontMetrics().lineSpacing() + 1
        top = (HEIGHT - step * len(lines)) // 2 + self.fontMetrics().ascent()
        for number, (words, name) in enumerate(lines):
            painter.setPen(theme.colour(name))
            cut = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(right - left - 4, 10))
            painter.drawText(left, top + number * step, cut)

    def _title(self) -> str:
        words = self.state.note or self.tr("Take {0}").format(self._number)
        return self.tr("{0} · in the film").format(words) if self.state.chosen else words

    def _say(self) -> None:
        makers = {name: words for name, words, _ in generators()} | {"footage": self.tr("Own picture or film")}
        maker = makers.get(self.state.generator, self.state.generator)
        facts = [self._title(), maker, made_words(self.state.made), self.mark]
        if self.state.seed is not None:
            facts.insert(2, self.tr("seed {0}").format(self.state.seed))
        self.setToolTip("\n".join(fact for fact in facts if fact))
        self.setAccessibleName(", ".join(fact for fact in facts if fact))
        self.compare.setToolTip(self.tr("Compare with the take that the film shows"))
        self.compare.setAccessibleName(self.tr("Compare this take"))
        self.drop.setToolTip(self.tr("Forget this take"))
        self.drop.setAccessibleName(self.tr("Forget this take"))
