"""The characters of the story: their names, what they look like, and the figures that play them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from storyboard import characters
from storyboard.model import Character
from ui.document import Document
from ui.icons import icon
from ui.inspector.fields import Choice, ChoiceField
from ui.inspector.panel import Panel, tab_after
from ui.inspector.typing_field import LineField, TextField
from ui.ports import Services


class CharacterCard(QFrame):
    """One character.

    Signals:
        edited: a field was changed; carries its name, its value, and a word that is the same while it is typed in.
        removed: the character should go.
    """

    edited = Signal(str, object, str)
    removed = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"character-{number}")
        self.setProperty("role", "card")
        self.name, self.description, self.figure, self.remove = LineField(), TextField(1), ChoiceField(), QToolButton()
        self.palette_words = LineField()
        self.remove.setIcon(icon("trash-2", "faint"))
        self.remove.setProperty("flat", True)
        for field, name in (
            (self.name, "characterName"), (self.description, "characterDescription"), (self.figure, "characterFigure"),
            (self.palette_words, "characterPalette"),
            (self.remove, "removeCharacter"),
        ):  # fmt: skip
            field.setObjectName(name)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self.figure)
        column.addWidget(self.description)
        column.addWidget(self.palette_words)
        self.name.edited.connect(lambda words: self.edited.emit("name", words, f"name {self.name.typing.sitting}"))
        self.description.edited.connect(
            lambda words: self.edited.emit("description", words, f"looks {self.description.typing.sitting}")
        )
        self.palette_words.edited.connect(
            lambda words: self.edited.emit("palette", words, f"palette {self.palette_words.typing.sitting}")
        )
        self.figure.edited.connect(lambda figure: self.edited.emit("figure", figure, ""))
        self.remove.clicked.connect(self.removed)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        for field, words, tip in (
            (self.name, self.tr("Name"), self.tr("As the shots' words call them.")),
            (self.description, self.tr("What they look like"), self.tr("What they look like, in your own words.")),
            (self.palette_words, self.tr("Colours"), self.tr("The colours they wear; video models are told of them.")),
            (self.figure, self.tr("Figure"), self.tr("The figure of the sky that plays them.")),
            (self.remove, self.tr("Remove"), self.tr("Take this character out")),
        ):
            field.setAccessibleName(words)
            field.setToolTip(tip)
        self.name.setPlaceholderText(self.tr("Name"))

    def show_value(self, character: Character, figures: list[Choice]) -> None:
        """Show a character."""
        self.name.show_value(character.name)
        self.description.show_value(character.description)
        self.description.setPlaceholderText(self.tr("What they look like"))
        self.palette_words.show_value(character.palette)
        self.palette_words.setPlaceholderText(self.tr("Colours"))
        self.figure.set_choices(figures)
        self.figure.show_value(character.figure)


class CastPanel(Panel):
    """A card for every character, and a button that adds one."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self._cards: list[CharacterCard] = []
        self._says, self.add = QLabel(), QPushButton()
        self._says.setProperty("role", "faint")
        self._says.setWordWrap(True)
        self.add.setObjectName("addCharacter")
        self.add.setIcon(icon("plus"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addWidget(self._says)
        self.column.addLayout(self._list)
        self.column.addWidget(self.add)
        self.add.clicked.connect(self._add)
        services.understanding.named.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._says.setText(self.tr("Name your people here: where a shot's words say the name, its figure appears."))
        self.add.setText(self.tr("Add a character"))
        self.add.setToolTip(self.tr("One more name that the story knows"))
        for card in self._cards:
            card.retranslate()

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        cast = self.board.characters
        figures: list[Choice] = [(None, self.tr("No figure")), *self.services.understanding.figures()]
        while len(self._cards) > len(cast):
            card = self._cards.pop()
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        while len(self._cards) < len(cast):
            self._append()
        for card, character in zip(self._cards, cast, strict=True):
            card.show_value(character, figures)
        self._says.setVisible(not cast)

    def _append(self) -> None:
        number = len(self._cards)
        card = CharacterCard(number)
        card.edited.connect(lambda name, value, merge: self._change(number, name, value, merge))
        card.removed.connect(lambda: self._remove(number))
        self._cards.append(card)
        self._list.addWidget(card)
        before = self._cards[-2].description if number else self._says
        tab_after(before, (card.name, card.remove, card.figure, card.description))

    def _add(self) -> None:
        name = self.tr("Somebody")
        self.document.edit(self.tr("Add a character"), lambda board: characters.with_new_character(board, name))
        self._cards[-1].name.setFocus()
        self._cards[-1].name.selectAll()

    def _change(self, number: int, name: str, value: object, merge: str) -> None:
        self.document.edit(
            self.tr("Character"),
            lambda board: characters.with_character(board, number, **{name: value}),
            f"character {number} {merge}" if merge else "",
        )

    def _remove(self, number: int) -> None:
        self.flush()
        self.document.edit(
            self.tr("Remove a character"), lambda board: characters.without_character(board, number)
        )
