"""The words of a shot: its title, what is seen, what is said, and by whom."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.document import Document
from ui.inspector.fields import ChoiceField
from ui.inspector.listen_button import ListenButton, Spoken
from ui.inspector.panel import ShotPanel
from ui.inspector.shared import SEVERAL
from ui.inspector.typing_field import LineField, TextField
from ui.inspector.vocabulary import languages, seconds_words
from ui.inspector.voices import voice_choices, voice_of
from ui.ports import Services
from ui.widgets.form import Form


class WordsPanel(ShotPanel):
    """Title, scene text and line; words belong to one shot, language and voice to all that are selected."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.title, self.text, self.line = LineField(), TextField(2), TextField(3)
        self.language, self.voice = ChoiceField(), ChoiceField()
        self.listen = ListenButton(services.sound, self._spoken, "inspector shot")
        self._length = QLabel()
        self._length.setProperty("role", "faint")
        self._words, self._speech = Form(), Form()
        self._words.add("title", self.title, above=True)
        self._words.add("sceneText", self.text, above=True)
        self._words.add("line", self.line, above=True)
        self._speech.add("lineLanguage", self.language)
        self._speech.add("lineVoice", self.voice)
        heard = QHBoxLayout()
        heard.addWidget(self.listen)
        heard.addWidget(self._length, 1)
        self.column.addWidget(self._words)
        self.column.addLayout(heard)
        self.column.addWidget(self._speech)
        self.title.edited.connect(lambda words: self._type("title", words, self.title))
        self.text.edited.connect(lambda words: self._type("text", words, self.text))
        self.line.edited.connect(lambda words: self._type("line", words, self.line))
        self.language.edited.connect(lambda value: self.edit_shots(self.tr("Language"), language=value, voice=None))
        self.voice.edited.connect(lambda value: self.edit_shots(self.tr("Voice"), voice=value))
        services.sound.measured.connect(self._show_length)
        document.timed.connect(self._show_length)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._words.say("title", self.tr("Title"), self.tr("What the shot is called; it is not shown in the film."))
        self._words.say("sceneText", self.tr("Scene text"), self.tr("What is to be seen, in your own words."))
        self._words.say("line", self.tr("Line"), self.tr("What the narrator says over this shot."))
        self._speech.say("lineLanguage", self.tr("Language"), self.tr("The language in which the line is spoken."))
        self._speech.say("lineVoice", self.tr("Voice"), self.tr("Who speaks the line."))

    def refresh(self) -> None:
        """Show the shots as they stand."""
        one = self.shot
        for field, name in ((self.title, "title"), (self.text, "text"), (self.line, "line")):
            field.setEnabled(one is not None)
            field.show_value(SEVERAL if one is None else getattr(one, name))
        story = self.tr("As the storyboard")
        self.language.set_choices([(None, story), *languages()])
        self.language.show_value(self.shared(lambda shot: shot.language))
        spoken = self.shared(lambda shot: self.board.language_of(shot))
        self.voice.set_choices(voice_choices(self.services.sound.voices(), str(spoken), story))
        self.voice.setEnabled(spoken is not SEVERAL)
        self.voice.show_value(self.shared(lambda shot: shot.voice))
        self.listen.setEnabled(one is not None and bool(one.line.strip()))
        self._show_length()

    def _show_length(self) -> None:
        one = self.shot
        if one is None or not one.line.strip():
            self._length.setText("" if one is None else self.tr("Nothing is said in this shot."))
            return
        length = seconds_words(self.document.line_s(one.id))
        spoken = self.services.sound.waveform(one.id) is not None
        self._length.setText((self.tr("spoken: {0}") if spoken else self.tr("about {0}")).format(length))

    def _type(self, name: str, words: str, field: LineField | TextField) -> None:
        said = {"title": self.tr("Title"), "text": self.tr("Scene text"), "line": self.tr("Line")}[name]
        self.edit_shots(said, f"{name} {field.typing.sitting}", **{name: words})

    def _spoken(self) -> Spoken:
        one, narration = self.shots[0], self.board.narration
        return one.line, self.board.language_of(one), voice_of(one, self.board), narration.rate
