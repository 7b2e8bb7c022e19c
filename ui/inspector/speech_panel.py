"""The narration and the captions of the film."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.document import Document
from ui.inspector.fields import ChoiceField, ShareField, SwitchField
from ui.inspector.listen_button import ListenButton, Spoken
from ui.inspector.panel import Panel
from ui.inspector.voices import voice_choices
from ui.ports import Services
from ui.widgets.form import Form

SAMPLES = {
    "zh": "夏天的夜里，有一条发光的河，横过天空。",
    "en": "On summer nights a river of light crosses the sky.",
}
"""What the voice says where no shot has a line yet."""


class SpeechPanel(Panel):
    """Who speaks and how fast; how the words are written in the picture."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.spoken, self.voice, self.rate = SwitchField(), ChoiceField(), ShareField(0.5, 2.0)
        self.written, self.size_field, self.place = SwitchField(), ChoiceField(), ChoiceField()
        self.listen = ListenButton(services.sound, self._sample, "inspector voice")
        self.spoken.setObjectName("narrationOn")
        self.voice.setObjectName("narrationVoice")
        self.written.setObjectName("captionsOn")
        who = QWidget()
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.voice, 1)
        row.addWidget(self.listen)
        who.setFocusProxy(self.voice)
        self._speech, self._captions = Form(), Form()
        self._speech.add("voice", who)
        self._speech.add("rate", self.rate)
        self._captions.add("captionSize", self.size_field)
        self._captions.add("captionPlace", self.place)
        for widget in (self.spoken, self._speech, self.written, self._captions):
            self.column.addWidget(widget)
        self.spoken.edited.connect(lambda on: self.edit_part(self.tr("Narration"), "narration", enabled=on))
        self.voice.edited.connect(lambda voice: self.edit_part(self.tr("Voice"), "narration", voice=voice))
        self.rate.edited.connect(
            lambda rate: self.edit_part(self.tr("Pace"), "narration", f"rate {self.rate.sitting}", rate=rate)
        )
        self.written.edited.connect(lambda on: self.edit_part(self.tr("Captions"), "captions", enabled=on))
        self.size_field.edited.connect(lambda size: self.edit_part(self.tr("Captions"), "captions", size=size))
        self.place.edited.connect(lambda place: self.edit_part(self.tr("Captions"), "captions", place=place))
        services.sound.measured.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.spoken.say(self.tr("A narrator speaks the lines"))
        self.written.say(self.tr("Captions in the picture"), self.tr("The lines are burned into the picture."))
        self._speech.say("voice", self.tr("Voice"), self.tr("Who speaks where a shot has no voice of its own."))
        self.voice.setAccessibleName(self.tr("Voice"))
        self._speech.say("rate", self.tr("Pace"), self.tr("1 is how the voice speaks by itself."))
        self._captions.say("captionSize", self.tr("Size"), self.tr("How large the captions are."))
        self._captions.say("captionPlace", self.tr("Place"), self.tr("Where the captions stand."))

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        board = self.board
        self.spoken.show_value(board.narration.enabled)
        self.voice.set_choices(
            voice_choices(self.services.sound.voices(), board.language, self.tr("Default voice"))
        )
        self.voice.show_value(board.narration.voice)
        self.rate.show_value(board.narration.rate)
        self._speech.setEnabled(board.narration.enabled)
        self.written.show_value(board.captions.enabled)
        self._captions.setEnabled(board.captions.enabled)
        self.size_field.set_choices([
            ("small", self.tr("Small")), ("normal", self.tr("Normal")), ("large", self.tr("Large")),
        ])  # fmt: skip
        self.size_field.show_value(board.captions.size)
        self.place.set_choices([("bottom", self.tr("Bottom")), ("top", self.tr("Top"))])
        self.place.show_value(board.captions.place)

    def _sample(self) -> Spoken:
        board = self.board
        lines = [shot.line for shot in board.shots if shot.line.strip() and shot.language in (None, board.language)]
        line = lines[0] if lines else SAMPLES[board.language]
        return line, board.language, board.narration.voice, board.narration.rate
