"""How long a shot lasts and how it feels."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from storyboard.edits import LONGEST_S, SHORTEST_S, with_duration
from ui.document import Document
from ui.inspector.fields import ChoiceField, NumberField, ShareField, SwitchField
from ui.inspector.panel import ShotPanel
from ui.inspector.shared import SEVERAL
from ui.inspector.vocabulary import moods
from ui.ports import Services
from ui.widgets.form import Form


class FeelingPanel(ShotPanel):
    """Duration, mood, intensity, and whether a musical accent opens the shot."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.fixed, self.seconds = SwitchField(), NumberField(SHORTEST_S, LONGEST_S, 0.5, 2)
        self.mood, self.intensity, self.hit = ChoiceField(), ShareField(), SwitchField()
        self.fixed.setObjectName("fixedLength")
        length = QWidget()
        row = QHBoxLayout(length)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fixed)
        row.addWidget(self.seconds, 1)
        length.setFocusProxy(self.fixed)
        self.seconds.setObjectName("seconds")
        self._form = Form()
        self._form.add("length", length)
        self._form.add("mood", self.mood)
        self._form.add("intensity", self.intensity)
        self._form.add("hit", self.hit)
        self.column.addWidget(self._form)
        self.fixed.edited.connect(self._fix)
        self.seconds.edited.connect(self._set_seconds)
        self.mood.edited.connect(lambda value: self.edit_shots(self.tr("Mood"), mood=value))
        self.intensity.edited.connect(self._set_intensity)
        self.hit.edited.connect(lambda on: self.edit_shots(self.tr("Accent"), hit=on))
        document.timed.connect(self._show_length)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("length", self.tr("Length"))
        self._form.say("mood", self.tr("Mood"), self.tr("Which harmonies and instruments the music takes here."))
        self._form.say("intensity", self.tr("Intensity"), self.tr("How full the music is here."))
        self._form.say("hit", self.tr("Accent"))
        self.fixed.say(self.tr("fixed"), self.tr("Off: as long as the line needs. On: as many seconds as you say."))
        self.hit.say(self.tr("music strikes at its start"), self.tr("A musical accent where the shot begins."))
        self.seconds.setAccessibleName(self.tr("Seconds"))
        self.seconds.setToolTip(self.tr("How long the shot lasts"))
        self.seconds.setSuffix(self.tr(" s"))

    def refresh(self) -> None:
        """Show the shots as they stand."""
        fixed = self.shared(lambda shot: shot.duration_s is not None)
        self.fixed.show_value(fixed)
        self.seconds.setEnabled(fixed is True)
        self._show_length()
        self.mood.set_choices(moods())
        self.mood.show_value(self.shared(lambda shot: shot.mood))
        self.intensity.show_value(self.shared(lambda shot: shot.intensity))
        self.hit.show_value(self.shared(lambda shot: shot.hit))

    def _show_length(self) -> None:
        lengths = {round(seconds, 2) for seconds in self._lengths().values()}
        self.seconds.show_value(lengths.pop() if len(lengths) == 1 else SEVERAL)

    def _fix(self, on: bool) -> None:
        now = self._lengths()
        self.edit_each(
            self.tr("Length"), lambda board, shot_id: with_duration(board, shot_id, now[shot_id] if on else None)
        )

    def _lengths(self) -> dict[str, float]:
        """Seconds of the shots that are shown, by their ids."""
        plan, wanted = self.document.schedule, set(self.ids)
        return {span.shot_id: span.frames / plan.fps for span in plan.spans if span.shot_id in wanted}

    def _set_seconds(self, seconds: float) -> None:
        merge = f"seconds {self.seconds.sitting}"
        self.edit_each(self.tr("Length"), lambda board, shot_id: with_duration(board, shot_id, seconds), merge)

    def _set_intensity(self, value: float) -> None:
        self.edit_shots(self.tr("Intensity"), f"intensity {self.intensity.sitting}", intensity=value)
