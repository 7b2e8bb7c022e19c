"""Comparing two takes of a shot: side by side or by a wipe, playing in step."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from ui.amounts import time_code
from ui.icons import icon
from ui.ports import Takes
from ui.ports.takes import TakeState
from ui.preview.comparison import Comparison, Mode

TICK_MS = 16


class CompareView(QWidget):
    """Shows frames of two clips from `Takes`, with a small bar of its own.

    Signals:
        closed: the person is done.
    """

    closed = Signal()

    def __init__(self, takes: Takes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareView")
        self._takes = takes
        self._shot, self._keys, self._fps, self._from = "", ("", ""), 24, 0
        self.comparison = Comparison()
        self._title, self._clock, self._place = QLabel(), QLabel(), QSlider(Qt.Orientation.Horizontal)
        self._beside, self._wipe = self._button("square-split-horizontal"), self._button("blend")
        self._play, self._close = self._button("play"), self._button("x")
        self._running, self._time = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer), QElapsedTimer()
        self._arrange()
        self._running.timeout.connect(self._advance)
        self._place.valueChanged.connect(self._show)
        self._play.clicked.connect(self.toggle)
        self._close.clicked.connect(self.leave)
        self._modes = QButtonGroup(self)
        for button in (self._beside, self._wipe):
            button.setCheckable(True)
            self._modes.addButton(button)
        self._beside.clicked.connect(lambda: self.comparison.set_mode("beside"))
        self._wipe.clicked.connect(lambda: self.comparison.set_mode("wipe"))
        self._beside.setChecked(True)
        takes.picture_ready.connect(self._come)
        takes.changed.connect(self._name)
        self._retranslate()

    @property
    def frame(self) -> int:
        """The frame of both clips that is looked at."""
        return self._place.value()

    @property
    def playing(self) -> bool:
        """Whether they run."""
        return self._running.isActive()

    def open(self, shot_id: str, first: str, second: str, aspect: float, fps: int, frame: int = 0) -> None:
        """Compare two takes of a shot by their keys, from a frame on."""
        self._shot, self._keys, self._fps = shot_id, (first, second), fps
        self.comparison.set_aspect(aspect)
        self.comparison.show_pictures(None, None)
        self._place.setRange(0, max(1, *(self._takes.clip_frames(key) for key in self._keys)) - 1)
        self._place.setValue(frame)
        self._name()
        self._show()
        self.comparison.setFocus()

    def set_mode(self, mode: Mode) -> None:
        """Beside each other, or one over the other."""
        (self._wipe if mode == "wipe" else self._beside).setChecked(True)
        self.comparison.set_mode(mode)

    def toggle(self) -> None:
        """Run or stand; they begin again where they stood at the end."""
        if self.playing:
            self._running.stop()
        else:
            if self.frame >= self._place.maximum():
                self._place.setValue(0)
            self._from = self.frame
            self._time.start()
            self._running.start()
        self._play.setIcon(icon("pause" if self.playing else "play"))
        self._retranslate()

    def leave(self) -> None:
        """Stop, and be done."""
        if self.playing:
            self.toggle()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, Space runs, arrows step."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() in steps:
            self._place.setValue(self.frame + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._name()
        super().changeEvent(event)

    def _button(self, sign: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
        button.setIconSize(QSize(18, 18))
        button.setProperty("flat", True)
        return button

    def _arrange(self) -> None:
        for widget, name in (
            (self._beside, "compareBeside"), (self._wipe, "compareWipe"), (self._play, "comparePlay"),
            (self._close, "compareClose"), (self._place, "comparePlace"),
        ):  # fmt: skip
            widget.setObjectName(name)
        self._title.setProperty("role", "heading")
        self._clock.setProperty("role", "faint")
        head, foot = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((head, (self._title, None, self._beside, self._wipe, self._close)),
                             (foot, (self._play, self._place, self._clock))):  # fmt: skip
            row.setContentsMargins(10, 5, 8, 5)
            row.setSpacing(4)
            for widget in widgets:
                if widget is None:
                    row.addStretch(1)
                else:
                    row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.comparison, 1)
        column.addLayout(foot)

    def _advance(self) -> None:
        """By the time that has passed; frames that come late are left out."""
        number = self._from + int(self._time.elapsed() * self._fps / 1000)
        self._place.setValue(number)
        if number >= self._place.maximum():
            self.toggle()

    def _show(self) -> None:
        frames = [self._picture(key) for key in self._keys]
        self.comparison.show_pictures(*frames)
        words = f"{time_code(self.frame, self._fps)} / {time_code(self._place.maximum() + 1, self._fps)}"
        self._clock.setText(words)

    def _picture(self, key: str):
        """A frame of a clip, its last one where the other is longer."""
        length = self._takes.clip_frames(key)
        return self._takes.clip_frame(key, min(self.frame, length - 1)) if length else None

    def _come(self, key: str) -> None:
        if self.isVisible() and key in self._keys:
            self._show()

    def _name(self, *_: object) -> None:
        found = {take.key: (number, take) for number, take in enumerate(self._takes.of(self._shot), 1)}
        self.comparison.set_names(*(self._called(*found[key]) if key in found else "" for key in self._keys))

    def _called(self, number: int, take: TakeState) -> str:
        words = self.tr("Take {0}").format(number)
        if take.seed is not None:
            words += " · " + self.tr("seed {0}").format(take.seed)
        if take.chosen:
            words += " · " + self.tr("chosen")
        return words

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Compare takes"))
        for widget, words in (
            (self._beside, self.tr("Side by side")),
            (self._wipe, self.tr("Wipe: drag the seam")),
            (self._play, self.tr("Pause (Space)") if self.playing else self.tr("Play both (Space)")),
            (self._close, self.tr("Close (Esc)")),
            (self._place, self.tr("Place in the takes")),
        ):
            widget.setToolTip(words)
            widget.setAccessibleName(words)
