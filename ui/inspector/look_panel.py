"""The look of the whole film."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from storyboard.errors import StoryboardError
from storyboard.looks import completed
from storyboard.model import Look
from ui.document import Document
from ui.inspector.fields import ChoiceField, ShareField
from ui.inspector.panel import Panel
from ui.inspector.vocabulary import figure_styles
from ui.ports import Services
from ui.widgets.form import Form
from ui.widgets.section import Section

BOUNDS = {
    "exposure": (0.3, 3.0), "contrast": (0.5, 2.0), "saturation": (0.0, 2.0), "bloom": (0.0, 1.0),
    "vignette": (0.0, 1.0), "grain": (0.0, 4.0),
}  # fmt: skip


class LookPanel(Panel):
    """A look by its name, its values one by one, and how figures are drawn."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.look, self.figures = ChoiceField(), ChoiceField()
        self._form, self._fine = Form(), Form()
        self._form.add("look", self.look)
        self._form.add("figureStyle", self.figures)
        self.fine = Section("lookFine", open=False)
        self.fine.add(self._fine)
        self.values = {name: ShareField(*bounds) for name, bounds in BOUNDS.items()}
        for name, field in self.values.items():
            self._fine.add(name, field)
            field.edited.connect(lambda value, name=name: self._set(name, value))
        self.column.addWidget(self._form)
        self.column.addWidget(self.fine)
        self.look.edited.connect(lambda name: self.edit(self.tr("Look"), look=Look(name=name)))
        self.figures.edited.connect(lambda style: self.edit_part(self.tr("Figures"), "look", figure_style=style))
        services.understanding.named.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("look", self.tr("Look"), self.tr("Colours, light and texture of the whole film."))
        self._form.say("figureStyle", self.tr("Figures"), self.tr("How the beings of the sky are drawn."))
        self.fine.say(self.tr("Fine tuning"))
        self._fine.say("exposure", self.tr("Exposure"), self.tr("How bright the picture is."))
        self._fine.say("contrast", self.tr("Contrast"))
        self._fine.say("saturation", self.tr("Saturation"), self.tr("How strong the colours are."))
        self._fine.say("bloom", self.tr("Bloom"), self.tr("Light that spills around bright stars."))
        self._fine.say("vignette", self.tr("Vignette"), self.tr("How dark the corners are."))
        self._fine.say("grain", self.tr("Grain"), self.tr("The fine noise of film."))

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        self.look.set_choices(list(self.services.understanding.looks()))
        self.look.show_value(self.board.look.name)
        look = self._whole()
        self.figures.set_choices(figure_styles())
        self.figures.show_value(look.figure_style)
        for name, field in self.values.items():
            field.show_value(getattr(look, name))

    def _whole(self) -> Look:
        """The look with what its name brings; as it stands where nobody knows the name."""
        try:
            return completed(self.board.look)
        except StoryboardError:
            return self.board.look

    def _set(self, name: str, value: float) -> None:
        self.edit_part(self.tr("Look"), "look", f"{name} {self.values[name].sitting}", **{name: value})
