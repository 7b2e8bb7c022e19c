"""Settings: the language and the looks of the windows, and saving."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ui.language import NAMES
from ui.ports import Preferences
from ui.settings.page import Page, name


class GeneralPage(Page):
    """Language, theme, movement, saving by itself."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._language, self._theme = QComboBox(), QComboBox()
        self._language.setObjectName("languageChoice")
        self._theme.setObjectName("themeMenu")
        self._motion, self._autosave = QCheckBox(), QCheckBox()
        self._motion.setObjectName("motion")
        self._autosave.setObjectName("autosave")
        for key in ("system", *NAMES):
            self._language.addItem("", key)
        for key in ("dark", "light"):
            self._theme.addItem("", key)
        self._labels = [self.row(self._language), self.row(self._theme), self.row(self._motion),
                        self.row(self._autosave)]  # fmt: skip
        self._autosave_note = self.note()
        self.body.addStretch(1)
        self.retranslate()
        self.follow()
        preferences.changed.connect(self.follow)
        self._language.activated.connect(lambda: preferences.change(language=self._language.currentData()))
        self._theme.activated.connect(lambda: preferences.change(theme=self._theme.currentData()))
        self._motion.clicked.connect(lambda on: preferences.change(motion=on))
        self._autosave.clicked.connect(lambda on: preferences.change(autosave=on))

    def follow(self) -> None:
        """Show what holds."""
        values = self._preferences.values()
        self._language.setCurrentIndex(self._language.findData(values.language))
        self._theme.setCurrentIndex(self._theme.findData(values.theme))
        self._motion.setChecked(values.motion)
        self._autosave.setChecked(values.autosave)

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(self.tr("General"), self.tr("Changes hold at once."))
        names = (self.tr("Language"), self.tr("Theme"), self.tr("Movement"), self.tr("Saving"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        languages = (self.tr("As the system"), *NAMES.values())
        for number, words in enumerate(languages):
            self._language.setItemText(number, words)
        for number, words in enumerate((self.tr("Dark: an observatory by night"), self.tr("Light: paper by day"))):
            self._theme.setItemText(number, words)
        self._motion.setText(self.tr("Pictures may move by themselves"))
        self._autosave.setText(self.tr("Save by itself, two minutes after the last edit"))
        self._autosave_note.setText(
            self.tr("A storyboard without a file is never lost either: after a crash it stands on the start page.")
        )
        name(self._language, names[0], self.tr("The language of the windows; stories keep their own"))
        name(self._theme, names[1], self.tr("The colours of the windows"))
        name(self._motion, self._motion.text(), self.tr("The sky and the legends of the start page move slowly"))
        name(self._autosave, self._autosave.text(), self.tr("Ten earlier versions of every file are kept"))
