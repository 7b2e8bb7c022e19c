"""The storyboard itself: its title, its language, its seed, how its shots hand over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from storyboard.model import Transition
from ui.document import Document
from ui.inspector.fields import ChoiceField
from ui.inspector.panel import Panel
from ui.inspector.seed_field import SeedField
from ui.inspector.transition_fields import TransitionFields
from ui.inspector.typing_field import LineField
from ui.inspector.vocabulary import languages, transitions
from ui.ports import Services
from ui.widgets.form import Form


class StoryPanel(Panel):
    """What holds for the whole story."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.title, self.language, self.seed = LineField(), ChoiceField(), SeedField(always=True)
        self.transition = TransitionFields()
        self._form = Form()
        self._form.add("storyTitle", self.title, above=True)
        self._form.add("storyLanguage", self.language)
        self._form.add("storyTransition", self.transition, above=True)
        self._form.add("storySeed", self.seed)
        self.column.addWidget(self._form)
        self.title.edited.connect(
            lambda words: self.edit(self.tr("Title"), f"title {self.title.typing.sitting}", title=words)
        )
        self.language.edited.connect(lambda value: self.edit(self.tr("Language"), language=value))
        self.seed.edited.connect(lambda seed: self.edit(self.tr("Seed"), seed=seed))
        self.transition.kind_edited.connect(self._choose_kind)
        self.transition.frames_edited.connect(self._set_frames)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("storyTitle", self.tr("Title"), self.tr("What the film is called."))
        self._form.say("storyLanguage", self.tr("Language"), self.tr("The language of the lines and the sky's names."))
        self._form.say("storySeed", self.tr("Seed"), self.tr("Another number paints seas and clouds differently."))
        self._form.say("storyTransition", self.tr("Between shots"), self.tr("Where a shot has none of its own."))
        self.seed.retranslate()
        self.transition.retranslate()

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        board = self.board
        self.title.show_value(board.title)
        self.language.set_choices(languages())
        self.language.show_value(board.language)
        self.seed.show_value(board.seed, board.seed)
        self.transition.show_value(list(transitions()), board.transition.kind, board.transition.frames)

    def _choose_kind(self, kind: str) -> None:
        frames = 0 if kind == "cut" else self.board.transition.frames or Transition().frames
        self.edit_part(self.tr("Transition"), "transition", kind=kind, frames=frames)

    def _set_frames(self, frames: int) -> None:
        self.edit_part(self.tr("Transition"), "transition", f"frames {self.transition.seconds.sitting}", frames=frames)
