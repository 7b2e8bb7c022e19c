"""How a shot hands over to the next."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from storyboard.edits import with_transition
from storyboard.model import Transition, TransitionKind
from storyboard.timing import TRANSITION_FPS
from ui.document import Document
from ui.inspector.fields import Choice
from ui.inspector.panel import ShotPanel
from ui.inspector.transition_fields import AS_STORYBOARD, TransitionFields
from ui.inspector.vocabulary import seconds_words, transitions
from ui.ports import Services


def transition_words(transition: Transition) -> str:
    """A transition in few words: "Crossfade, 0.8 s"."""
    name = next(words for kind, words, _ in transitions() if kind == transition.kind)
    return name if transition.kind == "cut" else f"{name}, {seconds_words(transition.frames / TRANSITION_FPS)}"


class TransitionPanel(ShotPanel):
    """The transition behind a shot: its own, or the storyboard's."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.fields, self._last = TransitionFields(), QLabel()
        self._last.setProperty("role", "faint")
        self._last.setWordWrap(True)
        self.column.addWidget(self.fields)
        self.column.addWidget(self._last)
        self.fields.kind_edited.connect(self._choose)
        self.fields.frames_edited.connect(self._set_frames)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.fields.retranslate()
        self._last.setText(self.tr("The film ends with this shot: it fades to black."))

    def refresh(self) -> None:
        """Show the shots as they stand."""
        last = self.ids == (self.board.shots[-1].id,)
        self._last.setVisible(last)
        self.fields.setVisible(not last)
        story = next(icon for kind, _, icon in transitions() if kind == self.board.transition.kind)
        choices: list[Choice] = [(AS_STORYBOARD, self.tr("As the storyboard"), story), *transitions()]
        kind = self.shared(lambda shot: shot.transition.kind if shot.transition else AS_STORYBOARD)
        frames = self.shared(lambda shot: (shot.transition or self.board.transition).frames)
        self.fields.show_value(choices, kind, frames)
        self.fields.kind.setToolTip(self.tr("The storyboard has: {0}").format(transition_words(self.board.transition)))

    def _choose(self, kind: str) -> None:
        if kind == AS_STORYBOARD:
            self.edit_shots(self.tr("Transition"), transition=None)
            return
        chosen: TransitionKind = next(known for known, _, _ in transitions() if known == kind)
        self.edit_each(self.tr("Transition"), lambda board, shot_id: with_transition(board, shot_id, chosen))

    def _set_frames(self, frames: int) -> None:
        merge = f"transition {self.fields.seconds.sitting}"
        self.edit_each(
            self.tr("Transition"), lambda board, shot_id: with_transition(board, shot_id, frames=frames), merge
        )
