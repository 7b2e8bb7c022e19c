"""The page of the storyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.document import Document
from ui.inspector.canvas_panel import CanvasPanel
from ui.inspector.cast_panel import CastPanel
from ui.inspector.look_panel import LookPanel
from ui.inspector.music_panel import MusicPanel
from ui.inspector.page import Page
from ui.inspector.pictures_panel import PicturesPanel
from ui.inspector.speech_panel import SpeechPanel
from ui.inspector.story_panel import StoryPanel
from ui.inspector.story_sky_panel import StorySkyPanel
from ui.ports import Services


class StoryPage(Page):
    """Everything that holds for the whole film."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add("story", StoryPanel(document, services))
        self.add("pictures", PicturesPanel(document, services))
        self.add("look", LookPanel(document, services))
        self.add("music", MusicPanel(document, services))
        self.add("speech", SpeechPanel(document, services))
        self.add("storySky", StorySkyPanel(document, services))
        self.add("cast", CastPanel(document, services))
        self.add("canvas", CanvasPanel(document, services))
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the headings in the language that holds now."""
        for name, words in (
            ("story", self.tr("Story")), ("pictures", self.tr("Pictures")),
            ("look", self.tr("Look")), ("music", self.tr("Music")),
            ("speech", self.tr("Narration and captions")), ("storySky", self.tr("Sky")),
            ("cast", self.tr("Characters")), ("canvas", self.tr("Canvas")),
        ):  # fmt: skip
            self.sections[name].say(words)

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        for panel in self.panels:
            panel.refresh()
