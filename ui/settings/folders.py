"""Settings: where films, cache and data lie."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QSizePolicy, QWidget

from ui.icons import icon
from ui.ports import Preferences
from ui.settings.page import Page, name


class FoldersPage(Page):
    """Shows the folders; the one of films can be another."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._places: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._opens: dict[str, QPushButton] = {}
        self._change = QPushButton()
        self._change.setObjectName("changeFilmsFolder")
        self._change.setIcon(icon("pencil"))
        self._change.clicked.connect(self._choose)
        for key, _ in preferences.folders():
            place, button = QLabel(), QPushButton()
            place.setWordWrap(True)
            place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            button.setIcon(icon("folder-open"))
            button.setObjectName(f"open-{key}")
            button.clicked.connect(lambda checked=False, one=key: self._open(one))
            more = (self._change,) if key == "films" else ()
            self._places[key], self._opens[key] = place, button
            self._labels[key] = self.row(place, button, *more, wide=True)
        self.body.addStretch(1)
        self.retranslate()
        self.follow()
        preferences.changed.connect(self.follow)

    def follow(self) -> None:
        """Show the folders as they hold."""
        for key, path in self._preferences.folders():
            self._places[key].setText(str(path))
            self._places[key].setToolTip(str(path))

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(self.tr("Folders"), self.tr("Where things lie on this computer. Nothing is kept anywhere else."))
        names = {"films": self.tr("Films"), "cache": self.tr("Cache"), "data": self.tr("Data")}
        for key, label in self._labels.items():
            label.setText(names.get(key, key))
            self._opens[key].setText(self.tr("Open"))
            name(self._opens[key], self.tr("Open the folder: {0}").format(names.get(key, key)))
        self._change.setText(self.tr("Change…"))
        name(self._change, self.tr("Choose another folder for films"))

    def _open(self, key: str) -> None:
        self._preferences.open_folder(dict(self._preferences.folders())[key])

    def _choose(self) -> None:
        now = str(self._preferences.values().films_folder)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for films"), now)
        if chosen:
            self._preferences.change(films_folder=Path(chosen))
