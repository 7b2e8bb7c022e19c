"""The music of the film."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from storyboard import edits
from ui.document import Document
from ui.icons import icon
from ui.inspector.fields import ChoiceField, SwitchField
from ui.inspector.intensity_curve import IntensityCurve
from ui.inspector.panel import Panel
from ui.ports import Services
from ui.ports.importing import Brought
from ui.widgets.form import Form

KINDS = "*.mp3 *.wav *.flac *.ogg *.m4a *.aac *.opus"


class MusicPanel(Panel):
    """A composed score by its style and the curve of its intensity, or the person's own file."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(document, services, parent)
        self.enabled, self.manner, self.curve = SwitchField(), ChoiceField(), IntensityCurve(document)
        self.enabled.setObjectName("musicOn")
        self.file, self.clear, self._fault = QPushButton(), QToolButton(), QLabel()
        self.file.setObjectName("chooseMusic")
        self.file.setIcon(icon("music"))
        self.clear.setObjectName("clearMusic")
        self.clear.setIcon(icon("x"))
        self._fault.setWordWrap(True)
        self._fault.setProperty("role", "faint")
        self._requests: set[int] = set()
        self._faults: tuple[str, ...] | None = None
        """What was wrong with the file that was chosen; empty: nothing, but it holds no sound; None: all is well."""
        own = QWidget()
        row = QHBoxLayout(own)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(self.clear)
        own.setFocusProxy(self.file)
        self._form = Form()
        self._form.add("musicStyle", self.manner)
        self._form.add("musicFile", own)
        self._form.add("curve", self.curve, above=True)
        for widget in (self.enabled, self._form, self._fault):
            self.column.addWidget(widget)
        self.enabled.edited.connect(lambda on: self.edit_part(self.tr("Music"), "music", enabled=on))
        self.manner.edited.connect(lambda style: self.edit_part(self.tr("Music style"), "music", style=style))
        self.file.clicked.connect(self._ask_for_file)
        self.clear.clicked.connect(lambda: self.edit_part(self.tr("Composed music"), "music", file=None))
        self.curve.edited.connect(self._set_intensity)
        services.importing.brought.connect(self._take_brought)
        document.timed.connect(self.curve.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        self.enabled.say(self.tr("Music under the film"))
        self._form.say("musicStyle", self.tr("Style"), self.tr("The score is composed in this style, to the length."))
        self._form.say("musicFile", self.tr("Own file"), self.tr("Play a piece of your own instead."))
        self._form.say("curve", self.tr("Intensity from shot to shot"),
                       self.tr("Draw a point up for fuller music, down for quieter; or use the arrows."))  # fmt: skip
        self.clear.setToolTip(self.tr("Let the score be composed again"))
        self.clear.setAccessibleName(self.tr("Take the own file out"))

    def refresh(self) -> None:
        """Show the storyboard as it stands."""
        music = self.board.music
        self.enabled.show_value(music.enabled)
        self.manner.set_choices(list(self.services.sound.music_styles()))
        self.manner.show_value(music.style)
        self.manner.setEnabled(music.enabled and music.file is None)
        self.file.setEnabled(music.enabled)
        self.file.setText(Path(music.file).name if music.file else self.tr("Choose…"))
        self.clear.setVisible(music.file is not None)
        self._form.show_row("curve", music.enabled and music.file is None)
        nothing = self.tr("This file holds no sound: choose another one.")
        self._fault.setText(self.services.worded("\n".join(self._faults or ())) or nothing)
        self._fault.setVisible(self._faults is not None)
        self.curve.refresh()

    def bring(self, path: Path) -> None:
        """Let the film play a file of the person's own; it is looked at first."""
        self._faults = None
        self.refresh()
        self._requests.add(self.services.importing.bring([path]))

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a piece of music"), str(self.document.base))
        dialog.setNameFilters([self.tr("Music ({0})").format(KINDS), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.bring(Path(name)))
        dialog.open()

    def _take_brought(self, request: int, brought: Brought) -> None:
        if request not in self._requests:
            return
        self._requests.discard(request)
        self._faults = brought.faults if brought.faults or not brought.music else None
        if brought.music is not None:
            self.edit_part(self.tr("Own music"), "music", file=brought.music, enabled=True)
        self.refresh()

    def _set_intensity(self, index: int, value: float) -> None:
        shot_id = self.board.shots[index].id
        self.document.edit(
            self.tr("Intensity"),
            lambda board: edits.with_shot(board, shot_id, intensity=value),
            f"curve {shot_id} {self.curve.sitting}",
        )
