"""Cards in rows: as many beside each other as fit, all of one width."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

GAP = 16


def columns_for(width: int, least: int, count: int, most: int) -> int:
    """How many cards of at least a width stand beside each other; never more than there are, but for cards that would
    grow too wide."""
    fitting = max(1, (width + GAP) // (least + GAP))
    return max(1, min(fitting, most, max(count, 1)))


class CardGrid(QWidget):
    """Lays its cards out anew when its width changes."""

    def __init__(
        self, least: int, most: int, rows: int = 0, fixed: bool = False, parent: QWidget | None = None
    ) -> None:
        """
        Args:
            least: the smallest width of a card.
            most: cards in a row at most.
            rows: of which no more are shown; 0: all.
            fixed: few cards keep the width that ``most`` of them would have.
        """
        super().__init__(parent)
        self._least, self._most, self._rows, self._fixed = least, most, rows, fixed
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    @property
    def columns(self) -> int:
        """Cards in a row now."""
        return self._columns

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these and no others."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self._cards = list(cards)
        for card in cards:
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._columns = 0
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit now."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        count = self._most if self._fixed else len(self._cards)
        columns = columns_for(self.width(), self._least, count, self._most)
        if columns == self._columns:
            return
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        shown = columns * self._rows if self._rows else len(self._cards)
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns)
            card.setVisible(number < shown)
