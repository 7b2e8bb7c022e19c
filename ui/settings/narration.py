"""Settings: the voices that new storyboards speak with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from ui.icons import icon
from ui.ports import Preferences, Sound
from ui.settings.page import Page, name

SAMPLES = {
    "zh": "很久以前，银河两岸住着牛郎和织女。",
    "en": "Long ago, two lovers lived on either side of the Silver River.",
}
"""A line to listen to in each language."""
HUNDREDTHS = 100


class NarrationPage(Page):
    """A voice for each language, how fast it speaks, and a line to listen to."""

    def __init__(self, preferences: Preferences, sound: Sound, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences, self._sound = preferences, sound
        self._playing = ""
        self._voices = {language: QComboBox() for language in SAMPLES}
        self._listens = {language: QPushButton() for language in SAMPLES}
        self._rate, self._rate_words = QSlider(Qt.Orientation.Horizontal), QLabel()
        self._rate.setRange(50, 200)
        self._rate.setSingleStep(5)
        self._rate.setPageStep(10)
        self._rate.setObjectName("rate")
        self._labels = [self._language_row(language) for language in SAMPLES]
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._rate, 1)
        row.addWidget(self._rate_words)
        self._labels.append(self.row(box, wide=True))
        self._labels[-1].setBuddy(self._rate)
        self._none = self.note()
        self.body.addStretch(1)
        self.retranslate()
        preferences.changed.connect(self.follow)
        sound.listening.connect(self._follow_listening)
        sound.measured.connect(self.follow)
        self._rate.valueChanged.connect(self._say_rate)
        self._rate.sliderReleased.connect(self._set_rate)
        self._rate.actionTriggered.connect(lambda: self._rate.isSliderDown() or self._later())

    def shown(self) -> None:
        """Voices may be known meanwhile."""
        self.follow()

    def follow(self) -> None:
        """Show what holds."""
        values, voices = self._preferences.values(), self._sound.voices()
        chosen = {"zh": values.voice_zh, "en": values.voice_en}
        for language, box in self._voices.items():
            box.clear()
            box.addItem(self.tr("The language's first voice"), "")
            for voice in voices:
                if language in voice.languages:
                    box.addItem(voice.name, voice.id)
            box.setCurrentIndex(max(0, box.findData(chosen[language])))
            self._listens[language].setEnabled(bool(voices))
        self._rate.setValue(round(values.rate * HUNDREDTHS))
        self._say_rate()
        self._none.setVisible(not voices)

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(
            self.tr("Narration"),
            self.tr("What new storyboards speak with. A storyboard and every shot can have a voice of its own."),
        )
        names = (self.tr("Chinese"), self.tr("English"), self.tr("Speed"))
        for label, words in zip(self._labels, names, strict=True):
            label.setText(words)
        for (language, box), words in zip(self._voices.items(), names[:2], strict=True):
            name(box, self.tr("Voice for {0}").format(words))
            name(self._listens[language], self.tr("Listen to the voice for {0}").format(words))
        name(self._rate, self.tr("How fast lines are spoken"))
        self._none.setText(self.tr("The voices of this machine are not known yet."))
        self._follow_listening(self._playing)
        self.follow()

    def _language_row(self, language: str) -> QLabel:
        box, listen = self._voices[language], self._listens[language]
        box.setObjectName(f"voice-{language}")
        listen.setObjectName(f"listen-{language}")
        box.activated.connect(
            lambda _, one=language, chosen=box: self._preferences.change(**{f"voice_{one}": chosen.currentData()})
        )
        listen.clicked.connect(lambda checked=False, one=language: self._listen(one))
        return self.row(box, listen, wide=True)

    def _listen(self, language: str) -> None:
        key = f"settings-{language}"
        if self._playing == key:
            self._sound.stop_listening()
            return
        voice = self._voices[language].currentData() or None
        self._sound.listen(key, SAMPLES[language], language, voice, self._rate.value() / HUNDREDTHS)

    def _follow_listening(self, key: str) -> None:
        self._playing = key
        for language, button in self._listens.items():
            own = key == f"settings-{language}"
            button.setText(self.tr("Stop") if own else self.tr("Listen"))
            button.setIcon(icon("square" if own else "volume-2"))

    def _say_rate(self) -> None:
        self._rate_words.setText(f"{self._rate.value() / HUNDREDTHS:.2f}×")

    def _later(self) -> None:
        """The keyboard has moved it; its value comes right after."""
        self._preferences.change(rate=self._rate.sliderPosition() / HUNDREDTHS)

    def _set_rate(self) -> None:
        self._preferences.change(rate=self._rate.value() / HUNDREDTHS)
