"""The buttons under the picture: go, stop, loop, what time it is, how loud, what is drawn over the picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QSlider, QToolButton, QWidget

from ui.amounts import time_code
from ui.icons import icon
from ui.preview.layout import Overlays
from ui.transport import Transport

ICON = 18
ROOM_FOR_ALL, ROOM_FOR_VOLUME = 560, 480
"""Narrower bars show the playhead's time without the film's, and only the loudspeaker of the volume."""


class TransportBar(QWidget):
    """Moves the playhead; says by signals what else is wanted.

    Signals:
        volume_changed: how loud, 0 to 1.
        overlays_changed: what is to be drawn over the picture, an `Overlays`.
        full_screen_wanted: the picture on the whole screen, or not any more.
    """

    volume_changed = Signal(float)
    overlays_changed = Signal(object)
    full_screen_wanted = Signal()

    def __init__(self, transport: Transport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transport, self._total, self._fps = transport, transport.total, 24
        self._start = self._button("skip-back", "previewStart", lambda: transport.seek(0))
        self._back = self._button("step-back", "previewFrameBack", lambda: self._step(-1))
        self._play = self._button("play", "previewPlay", transport.toggle, 24)
        self._next = self._button("step-forward", "previewFrameForward", lambda: self._step(1))
        self._end = self._button("skip-forward", "previewEnd", lambda: transport.seek(transport.total - 1))
        self._loop = self._button("repeat", "previewLoop", None)
        self._loop.setCheckable(True)
        self._loop.toggled.connect(self._set_loop)
        self._rate, self._clock = QLabel(), QLabel()
        self._mute = self._button("volume-2", "previewMute", None)
        self._mute.setCheckable(True)
        self._mute.toggled.connect(self._tell_volume)
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._guides = self._button("grid-3x3", "previewGuides", None)
        self._guides.setCheckable(True)
        self._full = self._button("maximize", "previewFullScreen", self.full_screen_wanted.emit)
        self._safe, self._thirds, self._centre = self._guide(), self._guide(), self._guide()
        self._dress()
        self._arrange()
        self._retranslate()
        transport.playing_changed.connect(self._show_playing)
        transport.loop_changed.connect(self._loop.setChecked)
        transport.moved.connect(self._show_time)

    def set_film(self, total: int, fps: int) -> None:
        """The film's frames, and how many a second."""
        self._total, self._fps = total, fps
        self._show_time()

    @property
    def time_words(self) -> str:
        """What the clock reads."""
        return self._clock.text()

    @property
    def volume(self) -> float:
        """How loud it is set, 0 to 1."""
        return 0.0 if self._mute.isChecked() else self._volume.value() / 100

    def overlays(self) -> Overlays:
        """What is to be drawn over the picture."""
        return Overlays(self._safe.isChecked(), self._thirds.isChecked(), self._centre.isChecked())

    def set_overlays(self, overlays: Overlays) -> None:
        """Show which are drawn, without telling."""
        for action, on in zip(
            (self._safe, self._thirds, self._centre), (overlays.safe, overlays.thirds, overlays.centre), strict=True
        ):
            action.blockSignals(True)
            action.setChecked(on)
            action.blockSignals(False)
        self._guides.setChecked(overlays != Overlays())

    def set_volume(self, share: float) -> None:
        """Show how loud it is, without telling."""
        for each in (self._volume, self._mute):
            each.blockSignals(True)
        self._mute.setChecked(share == 0)
        if share > 0:
            self._volume.setValue(round(share * 100))
        for each in (self._volume, self._mute):
            each.blockSignals(False)
        self._mute.setIcon(icon("volume-x" if share == 0 else "volume-2"))

    def set_full(self, full: bool) -> None:
        """Whether the picture fills the screen."""
        self._full.setIcon(icon("minimize" if full else "maximize"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out in a narrow window what can be missed."""
        self._volume.setVisible(self.width() >= ROOM_FOR_VOLUME)
        self._show_time()
        super().resizeEvent(event)

    def _button(self, sign: str, name: str, run, size: int = ICON) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setIcon(icon(sign))
        button.setIconSize(QSize(size, size))
        button.setProperty("flat", True)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if run is not None:
            button.clicked.connect(lambda: run())
        return button

    def _guide(self) -> QAction:
        action = QAction(self)
        action.setCheckable(True)
        action.toggled.connect(self._tell_overlays)
        return action

    def _dress(self) -> None:
        self._clock.setObjectName("previewClock")
        self._rate.setProperty("role", "faint")
        self._volume.setObjectName("previewVolume")
        self._volume.setRange(0, 100)
        self._volume.setValue(80)
        self._volume.setFixedWidth(76)
        self._volume.valueChanged.connect(self._unmute)
        menu = QMenu(self)
        menu.addActions([self._safe, self._thirds, self._centre])
        self._guides.setMenu(menu)
        self._guides.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 2, 8, 6)
        row.setSpacing(2)
        row.addWidget(self._clock)
        row.addWidget(self._rate)
        row.addStretch(1)
        for button in (self._start, self._back, self._play, self._next, self._end):
            row.addWidget(button)
        row.addSpacing(6)
        row.addWidget(self._loop)
        row.addStretch(1)
        for each in (self._mute, self._volume, self._guides, self._full):
            row.addWidget(each)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _step(self, frames: int) -> None:
        self._transport.pause()
        self._transport.seek(self._transport.frame + frames)

    def _set_loop(self, on: bool) -> None:
        self._transport.loop_shot = on

    def _unmute(self) -> None:
        self._mute.setChecked(False)
        self._tell_volume()

    def _tell_volume(self) -> None:
        self._mute.setIcon(icon("volume-x" if self.volume == 0 else "volume-2"))
        self.volume_changed.emit(self.volume)

    def _tell_overlays(self) -> None:
        self._guides.setChecked(self.overlays() != Overlays())
        self.overlays_changed.emit(self.overlays())

    def _show_playing(self, playing: bool) -> None:
        self._play.setIcon(icon("pause" if playing else "play"))
        rate = self._transport.rate
        self._rate.setText("" if rate in (0.0, 1.0) else f"{rate:+g}×".replace("+", ""))
        self._name_play()

    def _show_time(self, *_: object) -> None:
        words = time_code(self._transport.frame, self._fps)
        if self.width() >= ROOM_FOR_ALL:
            words += f" / {time_code(self._total, self._fps)}"
        self._clock.setText(words)

    def _name_play(self) -> None:
        words = self.tr("Pause (Space)") if self._transport.playing else self.tr("Play (Space)")
        self._play.setToolTip(words)
        self._play.setAccessibleName(words)

    def _retranslate(self) -> None:
        words = {
            self._start: self.tr("To the start (Home)"),
            self._back: self.tr("One frame back (Left)"),
            self._next: self.tr("One frame on (Right)"),
            self._end: self.tr("To the end (End)"),
            self._loop: self.tr("Play this shot again and again"),
            self._mute: self.tr("Sound off"),
            self._volume: self.tr("Volume"),
            self._guides: self.tr("Guides over the picture"),
            self._full: self.tr("Full screen (F11)"),
        }
        for widget, text in words.items():
            widget.setToolTip(text)
            widget.setAccessibleName(text)
        clock = self.tr("Minutes, seconds and frames: the playhead, and the whole film")
        self._clock.setToolTip(clock)
        self._clock.setAccessibleDescription(clock)
        self._safe.setText(self.tr("Safe areas (93 % and 90 %)"))
        self._thirds.setText(self.tr("Rule of thirds"))
        self._centre.setText(self.tr("Centre cross"))
        self._name_play()
        self._show_time()
