"""A chip: a thing by its name in a small pill that can be taken away or put back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.icons import pixmap

HEIGHT, PAD, SIGN, GAP = 26, 9, 13, 5


class Chip(QAbstractButton):
    """``put_back`` False: the cross at its end, Delete or Return takes the thing away; True: pressing it anywhere puts
    the thing back. Either is told by ``clicked``."""

    def __init__(self, words: str, icon: str, put_back: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._put_back = icon, put_back
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._say()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words + 2 * PAD + 2 * (SIGN + GAP) + 3, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Long names are cut."""
        return QSize(80, HEIGHT)

    def hitButton(self, pos) -> bool:
        """Where a press counts: on the cross, or everywhere to put the thing back."""
        return self.rect().contains(pos) and (self._put_back or pos.x() >= self.width() - PAD - SIGN - GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Return do what the cross does."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if event.key() in keys:
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be pressed."""
        over = self.hitButton(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill, the sign of its kind, its name, and a cross or a plus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.hasFocus() or (self.underMouse() and self._put_back)
        pen = QPen(theme.colour("accent" if lit else "line"), 1)
        if self._put_back:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if self._put_back else theme.colour("raised"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, HEIGHT / 2, HEIGHT / 2)
        top, ratio = (HEIGHT - SIGN) // 2, self.devicePixelRatioF()
        faint = "faint" if self._put_back else "accent"
        painter.drawPixmap(PAD, top, pixmap(self._icon, SIGN, ratio, faint))
        cross = "plus" if self._put_back else "x"
        painter.drawPixmap(self.width() - PAD - SIGN, top, pixmap(cross, SIGN, ratio, "text" if lit else "faint"))
        painter.setPen(theme.colour("faint" if self._put_back else "text"))
        room = self.rect().adjusted(PAD + SIGN + GAP, 0, -PAD - SIGN - GAP, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _say(self) -> None:
        words = self.tr("Put back: {0}") if self._put_back else self.tr("Take out: {0}")
        self.setToolTip(words.format(self.text()))
        self.setAccessibleName(words.format(self.text()))
