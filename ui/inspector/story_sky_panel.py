"""The sky of the whole story."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.document import Document
from ui.inspector.panel import Panel
from ui.inspector.sky_fields import SkyFields
from ui.inspector.sky_view import SkyView
from ui.ports import Services


class StorySkyPanel(Panel):
    """Place and time, and the map of what stands over them."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.fields, self.view = SkyFields(services.understanding), SkyView(services.understanding)
        self.column.addWidget(self.fields)
        self.column.addWidget(self.view)
        self.fields.edited.connect(lambda sky, merge: self.edit(self.tr("Sky"), merge, sky=sky))

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.fields.retranslate()

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        self.fields.show_value(self.board.sky)
        self.view.ask(self.board.sky, None)
