"""Size, speed and projection of the picture."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from storyboard import sizes
from storyboard.model import Canvas
from ui.document import Document
from ui.inspector.fields import ChoiceField, NumberField
from ui.inspector.panel import Panel
from ui.inspector.vocabulary import projection_rule, projections, size_words
from ui.ports import Services
from ui.widgets.form import Form

RATES = (24, 25, 30, 60)
OWN = "own"
SHAPES: dict[sizes.Aspect, str] = {"16:9": "video", "9:16": "panel-left", "1:1": "square", "4:3": "frame"}


class CanvasPanel(Panel):
    """Presets of size and shape, frames a second, and how the sphere of the sky lies in the picture."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.size_field, self.aspect, self.rate, self.projection = (ChoiceField() for _ in range(4))
        self.tilt, self._rule = NumberField(0.0, 45.0, 1.0, 1, "°"), QLabel()
        self._rule.setProperty("role", "faint")
        self._rule.setWordWrap(True)
        self._form = Form()
        self._form.add("canvasSize", self.size_field)
        self._form.add("canvasAspect", self.aspect)
        self._form.add("frameRate", self.rate)
        self._form.add("projection", self.projection)
        self._form.add("domeTilt", self.tilt)
        self.column.addWidget(self._form)
        self.column.addWidget(self._rule)
        self.size_field.edited.connect(lambda preset: self._resize(preset=preset))
        self.aspect.edited.connect(lambda aspect: self._resize(aspect=aspect))
        self.rate.edited.connect(lambda fps: self.edit_part(self.tr("Frame rate"), "canvas", fps=fps))
        self.projection.edited.connect(
            lambda value: self.edit(self.tr("Projection"), canvas=sizes.projected(self.board.canvas, value))
        )
        self.tilt.edited.connect(
            lambda value: self.edit_part(self.tr("Tilt"), "canvas", f"tilt {self.tilt.sitting}", dome_tilt_deg=value)
        )
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("canvasSize", self.tr("Size"), self.tr("By the shorter side of the picture."))
        self._form.say("canvasAspect", self.tr("Shape"), self.tr("Width to height; the sky is framed anew."))
        self._form.say("frameRate", self.tr("Frame rate"), self.tr("Frames a second: 24 as in the cinema."))
        self._form.say("projection", self.tr("Projection"), self.tr("How the sphere of the sky lies in the picture."))
        self._form.say("domeTilt", self.tr("Tilt"), self.tr("How far the dome leans forward."))

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        canvas = self.board.canvas
        named, flat = sizes.named_size(canvas), canvas.projection not in sizes.MASTERS
        own = [] if flat and named else [(OWN, size_words(canvas))]
        shapes = [(aspect, aspect, SHAPES[aspect]) for aspect in sizes.ASPECTS]
        self.size_field.set_choices([*((preset, preset.upper().replace("P", "p")) for preset in sizes.PRESETS), *own])
        self.aspect.set_choices([*shapes, *([] if named else [(OWN, self.tr("its own"))])])
        self.size_field.show_value(named[0] if flat and named else OWN)
        self.aspect.show_value(named[1] if named else OWN)
        self.size_field.setEnabled(flat)
        self._form.show_row("canvasAspect", flat)
        rates = RATES if canvas.fps in RATES else (*RATES, canvas.fps)
        self.rate.set_choices([(fps, self.tr("{0} a second").format(fps)) for fps in rates])
        self.rate.show_value(canvas.fps)
        self.projection.set_choices(projections())
        self.projection.show_value(canvas.projection)
        self._form.show_row("domeTilt", canvas.projection == "fulldome")
        self.tilt.show_value(canvas.dome_tilt_deg)
        self._rule.setText(projection_rule(canvas.projection))

    def _resize(self, preset: str = "", aspect: str = "") -> None:
        canvas = self.board.canvas
        wanted_preset, wanted_aspect = sizes.named_size(canvas) or ("1080p", "16:9")
        for known in sizes.PRESETS:
            wanted_preset = known if known == preset else wanted_preset
        for known in sizes.ASPECTS:
            wanted_aspect = known if known == aspect else wanted_aspect
        if OWN in (preset, aspect):
            return
        width, height = sizes.canvas_size(wanted_preset, wanted_aspect)
        resized: Canvas = canvas.model_copy(update={"width": width, "height": height})
        self.edit(self.tr("Size"), canvas=resized)
