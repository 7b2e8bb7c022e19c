"""The place and the time of a sky."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QToolButton, QWidget

from storyboard.model import Sky
from ui.icons import icon
from ui.inspector.time_picker import TimePicker
from ui.inspector.typing_field import LineField
from ui.ports import Understanding
from ui.widgets.form import Form


def with_place(sky: Sky, words: str) -> Sky:
    """A sky over the place that words name; coordinates it had of another place go."""
    if words.strip() == sky.place or not words.strip():
        return sky
    return sky.model_copy(update={"place": words.strip(), "latitude_deg": None, "longitude_deg": None})


def with_time(sky: Sky, words: str) -> Sky:
    """A sky at the time that words name."""
    return sky.model_copy(update={"time": words.strip()}) if words.strip() else sky


class SkyFields(QWidget):
    """Two lines of words, with the names of places at hand and a calendar.

    Signals:
        edited: another place or time; carries the new sky and a word that is the same while one field is typed in.
    """

    edited = Signal(object, str)

    def __init__(self, understanding: Understanding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._understanding, self._sky = understanding, Sky()
        self.place, self.time, self.pick = LineField(), LineField(), QToolButton()
        self.pick.setIcon(icon("calendar"))
        self.pick.setObjectName("pickTime")
        self.time.setObjectName("skyTime")
        self.picker = TimePicker(self)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda words: self._change(with_place(self._sky, words), ""))
        self.place.setCompleter(completer)
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.time, 1)
        row.addWidget(self.pick)
        when.setFocusProxy(self.time)
        self._form = Form(self)
        self._form.add("skyPlace", self.place)
        self._form.add("skyWhen", when)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._form)
        self.place.edited.connect(
            lambda words: self._change(with_place(self._sky, words), f"place {self.place.typing.sitting}")
        )
        self.time.edited.connect(
            lambda words: self._change(with_time(self._sky, words), f"time {self.time.typing.sitting}")
        )
        self.pick.clicked.connect(
            lambda: self.picker.open_at(self.time.mapToGlobal(self.time.rect().bottomLeft()), self._sky.time)
        )
        self.picker.picked.connect(lambda words: self._change(with_time(self._sky, words), ""))
        understanding.named.connect(self._show_names)
        self._show_names()
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("skyPlace", self.tr("Place"), self.tr("A town or an old name, or coordinates: 39.9,116.4"))
        tip = self.tr("2026-08-19T13:00:00Z, “qixi 2026”, “winter solstice 755”, “-2800-03-21” …")
        self._form.say("skyWhen", self.tr("Time"), tip)
        self.time.setAccessibleName(self.tr("Time"))
        self.time.setToolTip(tip)
        self.pick.setToolTip(self.tr("Pick a day, an hour or a festival"))
        self.pick.setAccessibleName(self.tr("Pick a time"))

    def show_value(self, sky: Sky) -> None:
        """Show a sky."""
        self._sky = sky
        self.place.show_value(sky.place)
        self.time.show_value(sky.time)

    def _show_names(self) -> None:
        self._names.setStringList(list(self._understanding.places()))

    def _change(self, sky: Sky, merge: str) -> None:
        if sky != self._sky:
            self.edited.emit(sky, merge)
