"""The takes of a shot: chosen, made again, compared, forgotten."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from storyboard import takes
from ui.document import Document
from ui.icons import icon
from ui.inspector.panel import ShotPanel, tab_after
from ui.inspector.take_card import TakeCard
from ui.ports import Services
from ui.ports.takes import TakeState


class TakesPanel(ShotPanel):
    """Cards of the takes there are, and the buttons that make more.

    Signals:
        compare_requested: two takes of the shot should be seen side by side; carries their keys.
    """

    compare_requested = Signal(str, str)

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self._cards: list[TakeCard] = []
        self._shown: tuple[str, tuple[TakeState, ...]] = ("", ())
        self._says = QLabel()
        self._says.setProperty("role", "faint")
        self._says.setWordWrap(True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.make, self.again, self.as_it_stands = QPushButton(), QPushButton(), QPushButton()
        for button, name, sign in (
            (self.make, "makeTake", "clapperboard"), (self.again, "newSeedTake", "dices"),
            (self.as_it_stands, "asItStands", "refresh-cw"),
        ):  # fmt: skip
            button.setObjectName(name)
            button.setIcon(icon(sign))
        row = QHBoxLayout()
        row.addWidget(self.make, 1)
        row.addWidget(self.again, 1)
        self.column.addWidget(self._says)
        self.column.addLayout(self._list)
        self.column.addWidget(self.as_it_stands)
        self.column.addLayout(row)
        self.make.clicked.connect(lambda: services.takes.make(self.ids))
        self.again.clicked.connect(lambda: services.takes.make(self.ids, new_seed=True))
        self.as_it_stands.clicked.connect(lambda: self._choose(None))
        services.takes.changed.connect(self._follow)
        services.takes.picture_ready.connect(self._show_picture)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._shown = ("", ())
        self.make.setText(self.tr("Make a take"))
        self.make.setToolTip(self.tr("Paint the shot in full quality, ahead of the films in the queue"))
        self.again.setText(self.tr("New seed"))
        self.again.setToolTip(self.tr("Make a take that chance paints differently"))
        self.as_it_stands.setText(self.tr("As the shot stands now"))
        self.as_it_stands.setToolTip(self.tr("Choose no take: the film shows what the shot says today"))

    def refresh(self) -> None:
        """Show the takes as they stand."""
        one = self.shot
        states = tuple(self.services.takes.of(one.id)) if one is not None else ()
        if (one.id if one else "", states) != self._shown:
            self._shown = one.id if one else "", states
            self._fill(states)
        self.as_it_stands.setVisible(one is not None and one.chosen is not None)
        self._says.setVisible(not states)
        if one is None:
            self._says.setText(self.tr("%n shots selected.", "", len(self.ids)))
        else:
            self._says.setText(self.tr("None kept yet. The film paints what it needs by itself."))

    def _fill(self, states: tuple[TakeState, ...]) -> None:
        for card in self._cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [TakeCard(state, number, len(states) > 1, self) for number, state in enumerate(states, 1)]
        before: QWidget = self._says
        for card in reversed(self._cards):
            key = card.state.key
            card.set_picture(self.services.takes.picture(key))
            card.clicked.connect(lambda checked=False, key=key: self._choose(key))
            card.dropped.connect(lambda key=key: self._drop(key))
            card.compared.connect(lambda key=key: self._compare(key))
            self._list.addWidget(card)
            tab_after(before, (card, card.compare, card.drop))
            before = card.drop

    def _follow(self, shot_id: str) -> None:
        if shot_id in ("", *self.ids):
            self.refresh()

    def _show_picture(self, key: str) -> None:
        for card in self._cards:
            if card.state.key == key:
                card.set_picture(self.services.takes.picture(key))

    def _choose(self, key: str | None) -> None:
        self.edit_each(self.tr("Choose take"), lambda board, shot_id: takes.choose(board, shot_id, key))
        self.refresh()

    def _drop(self, key: str) -> None:
        self.edit_each(self.tr("Forget take"), lambda board, shot_id: takes.drop(board, shot_id, key))

    def _compare(self, key: str) -> None:
        others = [card.state for card in self._cards if card.state.key != key]
        shown = next((state for state in others if state.chosen), others[-1])
        self.compare_requested.emit(shown.key, key)
