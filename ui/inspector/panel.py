"""The fields of the inspector that belong together: what they show, and how they edit the storyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from storyboard import edits
from storyboard.model import Shot, Storyboard
from ui.document import Document
from ui.inspector.shared import shared
from ui.inspector.typing_field import LineField, TextField
from ui.ports import Services
from ui.ports.understanding import Understood


def tab_after(anchor: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let the Tab key come to widgets that were made late right behind another one, or behind the last one before it
    that takes the focus."""
    start = anchor
    while anchor.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = anchor.previousInFocusChain()
        if before is None or before is start:
            return
        anchor = before
    for widget in widgets:
        QWidget.setTabOrder(anchor, widget)
        anchor = widget


class Panel(QWidget):
    """A column of fields. ``retranslate`` says their words, ``refresh`` shows the storyboard as it stands."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.services = document, services
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def board(self) -> Storyboard:
        """The storyboard as it stands."""
        return self.document.storyboard

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""

    def refresh(self) -> None:
        """Show the storyboard as it stands."""

    def flush(self) -> None:
        """Tell the storyboard the words that were typed last."""
        for field in (*self.findChildren(TextField), *self.findChildren(LineField)):
            field.typing.flush()

    def edit(self, words: str, merge: str = "", **changes: Any) -> None:
        """Change fields of the storyboard."""
        self.document.edit(words, lambda board: board.model_copy(update=changes), merge)

    def edit_part(self, words: str, part: str, merge: str = "", **changes: Any) -> None:
        """Change fields of a part of the storyboard ("look", "music", ...)."""
        self.document.edit(words, lambda board: edits.with_part(board, part, **changes), merge)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.refresh()
        super().changeEvent(event)


class ShotPanel(Panel):
    """Fields of the shots that the inspector shows: one, or all that are selected."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.ids: tuple[str, ...] = (document.current.id,)
        self.understood: Understood | None = None

    def show_shots(self, ids: tuple[str, ...], understood: Understood | None) -> None:
        """Show these shots; ``understood``: what the engine makes of the one, None while it is not known."""
        self.ids, self.understood = ids, understood
        self.refresh()

    @property
    def shots(self) -> list[Shot]:
        """The shots that are shown."""
        wanted = set(self.ids)
        return [shot for shot in self.board.shots if shot.id in wanted]

    @property
    def shot(self) -> Shot | None:
        """The one shot that is shown; None where there are several, or where it has just been removed."""
        return next(iter(self.shots), None) if len(self.ids) == 1 else None

    def shared(self, value: Callable[[Shot], Any]) -> Any:
        """What all the shots have in common, or ``SEVERAL``."""
        return shared(value(shot) for shot in self.shots)

    def edit_shots(self, words: str, merge: str = "", **changes: Any) -> None:
        """Change fields of all the shots that are shown."""
        ids = self.ids
        self.document.edit(words, lambda board: edits.with_shots(board, ids, **changes), self._merge(merge))

    def edit_each(self, words: str, change: Callable[[Storyboard, str], Storyboard], merge: str = "") -> None:
        """Do an edit to each of the shots that are shown."""
        ids = self.ids
        self.document.edit(words, lambda board: edits.each(board, ids, change), self._merge(merge))

    def _merge(self, merge: str) -> str:
        return f"{merge} {' '.join(self.ids)}" if merge else ""
