"""The sky over a shot: the storyboard's or its own, and where the camera looks in it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from storyboard import scene_edits
from storyboard.model import Sky
from ui.document import Document
from ui.inspector.fields import ChoiceField, NumberField
from ui.inspector.panel import ShotPanel
from ui.inspector.shared import SEVERAL
from ui.inspector.sky_fields import SkyFields
from ui.inspector.sky_view import SkyView
from ui.ports import Services
from ui.widgets.form import Form


class ShotSkyPanel(ShotPanel):
    """Place, time and map of the sky; the map turns the camera of a shot that looks over a horizon."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.whose, self.fields = ChoiceField(), SkyFields(services.understanding)
        self.view, self._why = SkyView(services.understanding), QLabel()
        self.looks = NumberField(0.0, 359.9, 5.0, 1, "°")
        self.looks.setWrapping(True)
        self._why.setWordWrap(True)
        self._why.setProperty("role", "faint")
        self._form, self._direction = Form(), Form()
        self._form.add("whoseSky", self.whose)
        self._direction.add("azimuth", self.looks)
        for widget in (self._form, self.fields, self.view, self._direction, self._why):
            self.column.addWidget(widget)
        self.whose.edited.connect(self._choose)
        self.fields.edited.connect(lambda sky, merge: self.edit_shots(self.tr("Sky"), merge, sky=sky))
        self.view.map.turned.connect(lambda azimuth: self._turn(azimuth, f"map {self.view.map.sitting}"))
        self.looks.edited.connect(lambda azimuth: self._turn(azimuth, f"azimuth {self.looks.sitting}"))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("whoseSky", self.tr("Taken from"), self.tr("Whose place and time hold over this shot."))
        tip = self.tr("From north (0°) through east (90°), south (180°) and west (270°).")
        self._direction.say("azimuth", self.tr("Looks to"), tip)
        self.fields.retranslate()

    def refresh(self) -> None:
        """Show the shots as they stand."""
        self.whose.set_choices([(False, self.tr("The storyboard")), (True, self.tr("A place and time of its own"))])
        own = self.shared(lambda shot: shot.sky is not None)
        self.whose.show_value(own)
        self.fields.setVisible(own is True)
        sky: Sky = next((shot.sky for shot in self.shots if shot.sky is not None), self.board.sky)
        self.fields.show_value(sky)
        one, found = self.shot, self.understood
        self.view.setVisible(one is not None)
        if one is None:
            self._direction.hide()
            self._why.hide()
            return
        self.view.ask(self.board.sky_of(one), found.view if found else None)
        turnable = scene_edits.can_turn(one.scene)
        azimuth = one.scene.view.azimuth_deg % 360 if one.scene and turnable else found.azimuth_deg if found else None
        self.view.map.show_camera(azimuth, found.width_deg if found else 60.0, turnable)
        self._direction.setVisible(turnable)
        self.looks.show_value(azimuth if azimuth is not None else SEVERAL)
        self._why.setText("" if turnable or found is None else self._reason(azimuth))
        self._why.setVisible(bool(self._why.text()))

    def _reason(self, azimuth: float | None) -> str:
        if azimuth is None:
            return self.tr("This shot is a free view of the sky without a horizon, so the map shows no direction.")
        one = self.shot
        if one is not None and one.scene is not None:
            return self.tr("The direction is searched so that the true sky stands as this scene wishes.")
        return self.tr("The direction comes from the shot's words; name another figure and the camera looks there.")

    def _choose(self, own: bool) -> None:
        self.edit_shots(self.tr("Sky"), sky=self.board.sky if own else None)

    def _turn(self, azimuth: float, merge: str) -> None:
        self.edit_each(
            self.tr("Turn the camera"),
            lambda board, shot_id: scene_edits.with_azimuth(board, shot_id, azimuth),
            merge,
        )
