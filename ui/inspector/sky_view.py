"""The map of a sky with what is to be said about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from storyboard.model import Sky, View
from ui.inspector.sky_map import SkyMapView
from ui.ports import Understanding
from ui.ports.understanding import SkyMap


class SkyView(QWidget):
    """Asks for the map of a sky and shows it when it comes."""

    def __init__(self, understanding: Understanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._understanding = understanding
        self._asked: tuple[Sky, View | None] | None = None
        self.map, self.says = SkyMapView(), QLabel()
        self.says.setWordWrap(True)
        self.says.setProperty("role", "faint")
        self.says.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.map)
        column.addWidget(self.says)
        understanding.mapped.connect(self._take)

    def ask(self, sky: Sky, view: View | None) -> None:
        """Show this sky; where its sidereal time and latitude are given, as this view has it."""
        if view is not None:
            # only what turns the sky: a camera that looks elsewhere needs no other map
            view = View(latitude_deg=view.latitude_deg, sidereal_h=view.sidereal_h)
        if (sky, view) != self._asked:
            self._asked = sky, view
            self._understanding.ask_map(sky, view)

    def changeEvent(self, event: QEvent) -> None:
        """The names of the stars follow the language."""
        if event.type() == QEvent.Type.LanguageChange and self._asked is not None:
            self._understanding.ask_map(*self._asked)
        super().changeEvent(event)

    def _take(self, sky: Sky, found: SkyMap) -> None:
        if (sky, found.view) != self._asked:
            return
        if not found.fault:
            self.map.show_map(found)
        self.says.setText(found.fault or found.says)
        self.says.show()
