"""What makes the picture of a shot: the sky painter, a video model, or a picture or film of the person's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from storyboard import edits
from storyboard.model import Storyboard
from storyboard.takes import generator_of, shot_of
from ui.document import Document
from ui.icons import icon
from ui.inspector.fields import ChoiceField, NumberField, SwitchField
from ui.inspector.panel import ShotPanel
from ui.inspector.seed_field import SeedField
from ui.inspector.shared import SEVERAL
from ui.inspector.vocabulary import generators, guidances
from ui.ports import Services
from ui.ports.importing import Brought
from ui.widgets.form import Form

SKY, MODEL, FOOTAGE = "sky", "diffusion", "footage"
KINDS = "*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp *.mp4 *.mov *.mkv *.webm *.avi *.m4v"


class MakerPanel(ShotPanel):
    """The generator, the file of footage, how a video model goes about it, and the seed of what is painted."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.generator, self.file = ChoiceField(), QPushButton()
        self.start, self.fit, self.seed = NumberField(0.0, 36_000.0, 0.5, 2), ChoiceField(), SeedField()
        self.guidance, self.follows = ChoiceField(), SwitchField()
        self.file.setIcon(icon("folder-open"))
        self._fault = QLabel()
        self._fault.setProperty("role", "faint")
        self._fault.setWordWrap(True)
        self._faults: tuple[str, ...] | None = None
        """What was wrong with the file that was chosen; empty: nothing, but it shows nothing; None: all is well."""
        self._waiting: dict[int, tuple[str, ...]] = {}
        self._form = Form()
        self._form.add("generator", self.generator)
        self._form.add("footageFile", self.file)
        self._form.add("footageStart", self.start)
        self._form.add("footageFit", self.fit)
        self._form.add("guidance", self.guidance)
        self._form.add("follows", self.follows)
        self._form.add("seed", self.seed)
        self.column.addWidget(self._form)
        self.column.addWidget(self._fault)
        self.generator.edited.connect(self._choose)
        self.file.clicked.connect(self._ask_for_file)
        self.start.edited.connect(lambda value: self._change(f"start {self.start.sitting}", start_s=value))
        self.fit.edited.connect(lambda value: self._change("", fit=value))
        self.guidance.edited.connect(lambda value: self.edit_shots(self.tr("True sky"), guidance=value))
        self.follows.edited.connect(lambda on: self.edit_shots(self.tr("Goes on from the last shot"), follows=on))
        self.seed.edited.connect(lambda seed: self.edit_shots(self.tr("Seed"), seed=seed))
        services.importing.brought.connect(self._take_brought)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("generator", self.tr("Made by"), self.tr("What makes the picture of this shot."))
        self._form.say("footageFile", self.tr("File"), self.tr("Choose another picture or film."))
        self._form.say("footageStart", self.tr("From"), self.tr("Where in the film the shot begins."))
        self._form.say("footageFit", self.tr("Fit"), self.tr("Fill the picture and crop, or show all of it."))
        self._form.say("guidance", self.tr("True sky"), self.tr("How closely the model keeps to the true sky."))
        self._form.say("follows", self.tr("Begins"), self.tr("It begins with the last frame of the shot before."))
        self.follows.say(self.tr("where the last shot ended"))
        self._form.say("seed", self.tr("Seed"), self.tr("The same number gives the same picture."))
        self.start.setSuffix(self.tr(" s"))
        self.seed.retranslate()

    def refresh(self) -> None:
        """Show the shots as they stand."""
        self.generator.set_choices([*generators(), (FOOTAGE, self.tr("My own picture or film"), "film")])
        kind = self.shared(lambda shot: generator_of(self.board, shot))
        self.generator.show_value(kind)
        for name in ("footageFile", "footageStart", "footageFit"):
            self._form.show_row(name, kind == FOOTAGE)
        self._form.show_row("guidance", kind == MODEL)
        self._form.show_row("follows", kind == MODEL and self.board.shots[0].id not in self.ids)
        self._form.show_row("seed", kind in (SKY, MODEL))
        self.guidance.set_choices([(None, self.tr("As the story")), *guidances()])
        self.guidance.show_value(self.shared(lambda shot: shot.guidance))
        self.follows.show_value(self.shared(lambda shot: shot.follows))
        self._say_fault()
        self.seed.show_value(self.shared(lambda shot: shot.seed), self.board.seed)
        if kind != FOOTAGE:
            return
        self.fit.set_choices([
            ("cover", self.tr("Fill the picture"), "maximize"), ("contain", self.tr("Show all of it"), "minimize"),
        ])  # fmt: skip
        file = self.shared(lambda shot: shot.footage.file if shot.footage else "")
        self.file.setText(self.tr("Several") if file is SEVERAL else Path(file).name)
        self.start.show_value(self.shared(lambda shot: shot.footage.start_s if shot.footage else 0.0))
        self.fit.show_value(self.shared(lambda shot: shot.footage.fit if shot.footage else "cover"))

    def bring(self, path: Path) -> None:
        """Let these shots show a picture or a film; it is looked at first."""
        self._faults = None
        self._say_fault()
        self._waiting[self.services.importing.bring([path])] = self.ids

    def _choose(self, kind: str) -> None:
        if kind != FOOTAGE:
            own = None if kind == self.board.generator else kind
            self.edit_shots(self.tr("Made by"), footage=None, generator=own)
        elif any(shot.footage is None for shot in self.shots):
            self.refresh()
            self._ask_for_file()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a picture or a film"), str(self.document.base))
        dialog.setNameFilters([self.tr("Pictures and films ({0})").format(KINDS), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.bring(Path(name)))
        dialog.open()

    def _take_brought(self, request: int, brought: Brought) -> None:
        ids = self._waiting.pop(request, None)
        if ids is None:
            return
        footage = next((shot.footage for shot in brought.shots if shot.footage is not None), None)
        self._faults = brought.faults if footage is None or brought.faults else None
        self._say_fault()
        if footage is None:
            return
        there = [shot.id for shot in self.board.shots if shot.id in ids]
        words = self.tr("Own picture or film")
        self.document.edit(words, lambda board: edits.with_shots(board, there, footage=footage))

    def _say_fault(self) -> None:
        nothing = self.tr("This file holds neither a picture nor a film: choose another one.")
        self._fault.setText(self.services.worded("\n".join(self._faults or ())) or nothing)
        self._fault.setVisible(self._faults is not None)

    def _change(self, merge: str, **changes: object) -> None:
        def changed(board: Storyboard, shot_id: str) -> Storyboard:
            footage = shot_of(board, shot_id).footage
            return edits.with_shot(board, shot_id, footage=footage.model_copy(update=changes)) if footage else board

        self.edit_each(self.tr("Own picture or film"), changed, merge)
