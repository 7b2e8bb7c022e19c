"""The kind of a transition and its length."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from storyboard.edits import LONGEST_TRANSITION
from storyboard.timing import TRANSITION_FPS
from ui.inspector.fields import Choice, ChoiceField, NumberField
from ui.inspector.shared import SEVERAL

AS_STORYBOARD = "as storyboard"


class TransitionFields(QWidget):
    """Two fields side by side.

    Signals:
        kind_edited: another kind was chosen; carries it, or ``AS_STORYBOARD``.
        frames_edited: another length; carries it in 24ths of a second.
    """

    kind_edited = Signal(str)
    frames_edited = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = ChoiceField()
        self.seconds = NumberField(1 / TRANSITION_FPS, LONGEST_TRANSITION / TRANSITION_FPS, 0.25, 2)
        self.kind.setObjectName("transitionKind")
        self.seconds.setObjectName("transitionSeconds")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kind, 2)
        row.addWidget(self.seconds, 1)
        self.setFocusProxy(self.kind)
        self.kind.edited.connect(lambda kind: self.kind_edited.emit(kind))
        self.seconds.edited.connect(lambda seconds: self.frames_edited.emit(round(seconds * TRANSITION_FPS)))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.kind.setAccessibleName(self.tr("Kind of transition"))
        self.kind.setToolTip(self.tr("How a shot hands over to the next"))
        self.seconds.setAccessibleName(self.tr("Seconds of the transition"))
        self.seconds.setToolTip(self.tr("How long both shots are seen"))
        self.seconds.setSuffix(self.tr(" s"))

    def show_value(self, choices: list[Choice], kind: object, frames: object) -> None:
        """Show a transition; a cut takes no time."""
        self.kind.set_choices(choices)
        self.kind.show_value(kind)
        self.seconds.setEnabled(kind != "cut" and frames != 0)
        self.seconds.show_value(frames / TRANSITION_FPS if isinstance(frames, int) else SEVERAL)
