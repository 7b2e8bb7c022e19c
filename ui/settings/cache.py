"""Settings: what is kept of films made here, and how much of it."""

from __future__ import annotations

from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QProgressBar, QPushButton, QWidget

from ui.icons import icon
from ui.ports import Preferences
from ui.settings.page import Page, name

GB = 1_000_000_000


def size_words(size: int) -> str:
    """A size as people read it: "1.4 GB", "230 MB"."""
    return f"{size / GB:.1f} GB" if size >= GB else f"{size / 1_000_000:.0f} MB"


class CachePage(Page):
    """The cache's size and limit, and making room."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._size, self._bar = QLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._limit = QDoubleSpinBox(minimum=1, maximum=2000, decimals=0, singleStep=5)
        self._limit.setObjectName("cacheLimit")
        self._limit.setSuffix(" GB")
        self._limit.setMinimumWidth(110)
        self._limit.lineEdit().setTextMargins(7, 0, 0, 0)
        self._limit.setKeyboardTracking(False)
        self._room = QPushButton()
        self._room.setObjectName("makeRoom")
        self._room.setIcon(icon("trash-2"))
        self._labels = [self.row(self._size, wide=True), self.row(self._bar, wide=True), self.row(self._limit),
                        self.row(self._room)]  # fmt: skip
        self._room_note = self.note()
        self.body.addStretch(1)
        self.retranslate()
        preferences.counted.connect(self.follow)
        self._limit.valueChanged.connect(self._set_limit)
        self._room.clicked.connect(self._make_room)
        self.follow()

    def shown(self) -> None:
        """Count anew."""
        self._preferences.count()

    def follow(self) -> None:
        """Show what was counted."""
        facts = self._preferences.cache()
        self._room.setEnabled(bool(facts.size))
        self._limit.blockSignals(True)
        self._limit.setValue(round(facts.limit / GB))
        self._limit.blockSignals(False)
        if facts.size is None:
            self._size.setText(self.tr("being counted…"))
            self._bar.setRange(0, 1)
            self._bar.setValue(0)
            return
        self._size.setText(self.tr("{0} of {1}").format(size_words(facts.size), size_words(facts.limit)))
        self._bar.setRange(0, 1000)
        self._bar.setValue(min(1000, round(1000 * facts.size / facts.limit)))

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(
            self.tr("Cache"),
            self.tr("Every shot that was made is kept, so that an edit makes only what has changed. What was not used "
                    "for the longest time goes when the cache is full."),
        )  # fmt: skip
        for label, words in zip(self._labels, (self.tr("Size"), "", self.tr("Limit"), ""), strict=True):
            label.setText(words)
        self._room.setText(self.tr("Make room now"))
        self._room_note.setText(self.tr("Takes that your storyboards have named stay."))
        name(self._limit, self.tr("Limit of the cache in gigabytes"))
        name(self._room, self._room.text(), self.tr("Remove everything that can be made again"))
        name(self._bar, self.tr("How full the cache is"))
        self.follow()

    def _set_limit(self, value: float) -> None:
        self._preferences.set_cache_limit(round(value * GB))

    def _make_room(self) -> None:
        self._room.setEnabled(False)
        self._preferences.make_room()
