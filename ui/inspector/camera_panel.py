"""How the camera moves over a shot."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from storyboard import scene_edits
from storyboard.model import Camera
from ui.document import Document
from ui.inspector.camera_moves import FOLLOW, FOR_FOOTAGE, ICONS, MOVES, OWN, SCENE, camera_of, move_of
from ui.inspector.fields import Choice, ChoiceField, NumberField
from ui.inspector.panel import ShotPanel
from ui.inspector.shared import SEVERAL
from ui.ports import Services
from ui.widgets.form import Form
from ui.widgets.section import Section

BOUNDS = {
    "push": (-0.6, 4.0, 0.02, 2), "pan_deg": (-180.0, 180.0, 1.0, 1), "tilt_deg": (-60.0, 60.0, 1.0, 1),
    "roll_deg": (-180.0, 180.0, 1.0, 1), "orbit_deg": (-90.0, 90.0, 1.0, 1), "turn_h": (-24.0, 24.0, 0.1, 2),
}  # fmt: skip
"""Least, most, step and decimals of the camera's values."""
OF_THE_SKY = ("roll_deg", "orbit_deg", "turn_h")
"""Values that only the sky painter knows."""


class CameraPanel(ShotPanel):
    """A move by its name, and its values one by one for whoever wants them."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.move_field = ChoiceField()
        self._form, self._fine = Form(), Form()
        self._form.add("cameraMove", self.move_field)
        self.fine = Section("cameraFine", open=False)
        self.fine.add(self._fine)
        self.values = {name: NumberField(*bounds) for name, bounds in BOUNDS.items()}
        for name, field in self.values.items():
            self._fine.add(name, field)
            field.edited.connect(lambda value, name=name: self._set(name, value))
        self.column.addWidget(self._form)
        self.column.addWidget(self.fine)
        self.move_field.edited.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        tip = self.tr("How the camera moves from the first to the last frame.")
        self._form.say("cameraMove", self.tr("Move"), tip)
        self.fine.say(self.tr("Fine tuning"))
        self._fine.say("push", self.tr("Push"), self.tr("How much nearer it goes: 0.2 is a fifth; negative goes back."))
        self._fine.say("pan_deg", self.tr("Pan"), self.tr("Degrees to the right."))
        self._fine.say("tilt_deg", self.tr("Tilt"), self.tr("Degrees up."))
        self._fine.say("roll_deg", self.tr("Roll"), self.tr("Degrees by which the picture turns."))
        self._fine.say("orbit_deg", self.tr("Orbit"), self.tr("Degrees by which land and water turn past."))
        self._fine.say("turn_h", self.tr("Sky turns"), self.tr("Hours by which the sky turns meanwhile."))
        for name, field in self.values.items():
            field.setSuffix(self.tr(" h") if name == "turn_h" else "°" if name.endswith("_deg") else "")

    def refresh(self) -> None:
        """Show the shots as they stand."""
        footage = all(shot.footage is not None for shot in self.shots)
        for name in OF_THE_SKY:
            self._fine.show_row(name, not footage)
        move = self.shared(lambda shot: move_of(shot.camera))
        self.move_field.set_choices(self._choices(move, footage))
        self.move_field.show_value(move)
        for name, field in self.values.items():
            values = self.shared(lambda shot, name=name: getattr(shot.camera or self._scenes(), name))
            field.show_value(values)

    def _scenes(self) -> Camera:
        """The camera of a shot that has none of its own: as the scene has it."""
        one = self.shot
        if one is not None and one.camera is None and one.scene is not None:
            return one.scene.camera
        return self.understood.camera if self.understood is not None else Camera()

    def _choices(self, move: object, footage: bool) -> list[Choice]:
        names = {
            "still": self.tr("Still"), "push_in": self.tr("Push in"), "pull_back": self.tr("Pull back"),
            "pan_left": self.tr("Pan left"), "pan_right": self.tr("Pan right"), "tilt_up": self.tr("Tilt up"),
            "orbit": self.tr("Orbit"), "turning_sky": self.tr("Let the sky turn"),
        }  # fmt: skip
        alone = self.tr("A slow, gentle move") if footage else self.tr("As the scene has it")
        choices: list[Choice] = [(SCENE, alone, "sparkles")]
        choices += [(name, names[name], ICONS[name]) for name in (FOR_FOOTAGE if footage else MOVES)]
        figures = [part for part in self.understood.parts if part.kind == "figure"] if self.understood else []
        for part in [] if footage else figures:
            choices.append((f"{FOLLOW}{part.id}", self.tr("Follow: {0}").format(part.name), "crosshair"))
        if move == OWN:
            choices.append((OWN, self.tr("A move of its own"), "sliders-horizontal"))
        elif move is not SEVERAL and move not in [choice[0] for choice in choices]:
            followed = str(move).removeprefix(FOLLOW)
            choices.append((move, self.tr("Follow: {0}").format(followed), "crosshair"))
        return choices

    def _choose(self, move: str) -> None:
        if move != OWN:
            self.edit_shots(self.tr("Camera"), camera=camera_of(move))

    def _set(self, name: str, value: float) -> None:
        start = self._scenes()
        self.edit_each(
            self.tr("Camera"),
            lambda board, shot_id: scene_edits.with_camera(board, shot_id, start, **{name: value}),
            f"{name} {self.values[name].sitting}",
        )
