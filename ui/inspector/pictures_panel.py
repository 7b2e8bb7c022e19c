"""What makes the pictures of the whole story: the sky painter, or a video model and how closely it keeps to the sky."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from ui.document import Document
from ui.icons import icon
from ui.inspector.fields import ChoiceField
from ui.inspector.panel import Panel
from ui.inspector.typing_field import LineField
from ui.inspector.vocabulary import generators, guidances
from ui.ports import Services
from ui.widgets.form import Form


class PicturesPanel(Panel):
    """The generator of all shots that have none of their own, its model and its guidance."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.generator, self.model, self.guidance = ChoiceField(), LineField(), ChoiceField()
        self.folder, self._says = QPushButton(), QLabel()
        self.folder.setIcon(icon("folder-open"))
        self._says.setProperty("role", "faint")
        self._says.setWordWrap(True)
        self._form = Form()
        self._form.add("storyGenerator", self.generator)
        self._form.add("storyModel", self.model, above=True)
        self._form.add("storyModelFolder", self.folder)
        self._form.add("storyGuidance", self.guidance)
        self.column.addWidget(self._form)
        self.column.addWidget(self._says)
        self.generator.edited.connect(lambda value: self.edit(self.tr("Made by"), generator=value))
        self.model.edited.connect(
            lambda words: self.edit(self.tr("Model"), f"model {self.model.typing.sitting}", model=words.strip() or None)
        )
        self.folder.clicked.connect(self._ask_for_folder)
        self.guidance.edited.connect(lambda value: self.edit(self.tr("True sky"), guidance=value))
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self._form.say("storyGenerator", self.tr("Made by"), self.tr("What makes the pictures of the shots."))
        self._form.say("storyModel", self.tr("Model"), self.tr("Its name in the list of models, or its folder."))
        self._form.say("storyModelFolder", self.tr("Folder"), self.tr("Choose a folder with a model of your own."))
        self._form.say("storyGuidance", self.tr("True sky"), self.tr("How closely the model keeps to the true sky."))
        self.model.setPlaceholderText(self.tr("The best one that is installed"))
        self.folder.setText(self.tr("Choose…"))
        self._says.setText(
            self.tr("Where the model cannot make a shot, the sky painter does. The film is marked as AI-generated.")
        )

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        board = self.board
        self.generator.set_choices(generators())
        self.generator.show_value(board.generator)
        self.model.show_value(board.model or "")
        self.guidance.set_choices(guidances())
        self.guidance.show_value(board.guidance)
        by_model = board.generator == "diffusion" or any(shot.generator == "diffusion" for shot in board.shots)
        for row in ("storyModel", "storyModelFolder", "storyGuidance"):
            self._form.show_row(row, by_model)
        self._says.setVisible(by_model)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a model's folder"), self.board.model or str(self.document.base))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.edit(self.tr("Model"), model=name))
        dialog.open()
