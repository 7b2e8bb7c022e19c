"""What the engine understands of a shot's words, as chips that can be taken out and put back."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from storyboard import scene_edits
from ui.document import Document
from ui.inspector.panel import ShotPanel, tab_after
from ui.inspector.vocabulary import moods
from ui.ports import Services
from ui.ports.understanding import Part
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout

ICONS = {"figure": "user", "motion": "move", "element": "image", "lines": "stars", "body": "moon"}


class UnderstoodPanel(ShotPanel):
    """The parts of the picture, and those that were taken out of it."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self._says, self._mood = QLabel(), QLabel()
        self._parts, self._removed = QWidget(), QWidget()
        for row in (self._parts, self._removed):
            FlowLayout(row)
        for label in (self._says, self._mood):
            label.setProperty("role", "faint")
            label.setWordWrap(True)
        for widget in (self._says, self._parts, self._removed, self._mood):
            self.column.addWidget(widget)
        self._shown: tuple[tuple[Part, ...], tuple[Part, ...]] = ((), ())

    def refresh(self) -> None:
        """Show what is understood."""
        found = self.understood
        parts = found.parts if found else ()
        removed = found.removed if found else ()
        if (parts, removed) != self._shown:
            self._shown = parts, removed
            chips = self._fill(self._parts, parts, put_back=False)
            chips += self._fill(self._removed, removed, put_back=True)
            tab_after(self._says, chips)
        self._parts.setVisible(bool(parts))
        self._removed.setVisible(bool(removed))
        self._says.setText(self._sentence())
        self._says.setVisible(bool(self._says.text()))
        self._mood.setText(self._mood_sentence())
        self._mood.setVisible(bool(self._mood.text()))

    def _sentence(self) -> str:
        if len(self.ids) > 1:
            return self.tr("Select one shot to see what is understood of its words.")
        if self.understood is None:
            return self.tr("Looking it up…")
        if self.understood.fault:
            return self.understood.fault
        if not self.understood.parts:
            return self.tr("Nothing but the sky. Name a figure or a thing, such as Orion or the sea, and it appears.")
        return ""

    def _mood_sentence(self) -> str:
        one, found = self.shot, self.understood
        if one is None or found is None or found.mood == one.mood:
            return ""
        return self.tr("The words sound {0}: the music follows them.").format(dict(moods())[found.mood].lower())

    def _fill(self, row: QWidget, parts: tuple[Part, ...], put_back: bool) -> list[Chip]:
        layout = row.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        chips: list[Chip] = []
        for part in parts:
            chip = Chip(part.name, ICONS[part.kind], put_back, row)
            chip.setObjectName(f"{'removed' if put_back else 'part'}-{part.id}")
            chip.clicked.connect(lambda checked=False, part=part: self._change(part, put_back))
            layout.addWidget(chip)
            chip.show()
            chips.append(chip)
        row.updateGeometry()
        return chips

    def _change(self, part: Part, put_back: bool) -> None:
        if put_back:
            words, change = self.tr("Put back {0}"), scene_edits.with_part_again
        else:
            words, change = self.tr("Take out {0}"), scene_edits.without_part
        self.edit_each(words.format(part.name), lambda board, shot_id: change(board, shot_id, part.id))
