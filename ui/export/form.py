"""The choices of an export, as a form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui.amounts import short_path
from ui.export import words
from ui.export.naming import stem_of, with_suffix
from ui.export.segments import Segments
from ui.export.shape_icon import shape_icon
from ui.icons import icon
from ui.ports.exporting import Choices
from ui.widgets.labelled import name_button

PRESETS = ("", "720p", "1080p", "1440p", "4k")
ASPECTS = ("", "16:9", "9:16", "1:1", "4:3")
QUALITIES = ("draft", "standard", "master")
LABELS: tuple[bool | None, ...] = (None, True, False)
CHECKS = ("burn_captions", "soft_captions", "vtt", "posters", "stems", "edl")


class ExportForm(QWidget):
    """All that can be chosen of a film.

    Signals:
        changed: something else is chosen.
        folder_wanted: another folder is to be chosen.
    """

    changed = Signal()
    folder_wanted = Signal()

    def __init__(self, name: str, folder: Path, canvas: tuple[int, int], parent: QWidget | None = None) -> None:
        """
        Args:
            name: of the file at first.
            folder: where it is put at first.
            canvas: the storyboard's own size.
            parent: owner.
        """
        super().__init__(parent)
        self.setObjectName("exportForm")
        self._folder, self._canvas = folder, canvas
        self._name, self._place, self._change = QLineEdit(f"{name}.mp4"), QLabel(), QToolButton()
        self._preset, self._encoder, self._label = QComboBox(), QComboBox(), QComboBox()
        self._aspect = Segments("exportAspect", ASPECTS)
        self._quality = Segments("exportQuality", QUALITIES)
        self._quality.choose("standard")
        self._quality_says, self._label_says = QLabel(), QLabel()
        self._checks = {check: QCheckBox() for check in CHECKS}
        self._titles: list[QLabel] = []
        self._encoders: tuple[str, ...] = ("auto",)
        self._lay_out()
        self._fill()
        self._connect()
        self._retranslate()

    def choices(self) -> Choices:
        """What is chosen."""
        encoder = self._encoder.currentData() or "auto"
        checks = {check: box.isChecked() for check, box in self._checks.items()}
        return Choices(
            self._folder / with_suffix(self._name.text(), encoder), self._preset.currentData() or "",
            self._aspect.value, self._quality.value, encoder, ai_label=self._label.currentData(), **checks,
        )  # fmt: skip

    def set_folder(self, folder: Path) -> None:
        """Put the film elsewhere."""
        self._folder = folder
        self._show_folder()
        self.changed.emit()

    def set_encoders(self, names: Sequence[str]) -> None:
        """Encoders that work here; the chosen one stays."""
        if tuple(names) == self._encoders:
            return
        chosen = self._encoder.currentData()
        self._encoders = tuple(names)
        self._fill_encoders(chosen)

    def set_captions(self, burned: bool) -> None:
        """Whether captions are in the picture at first."""
        self._checks["burn_captions"].setChecked(burned)

    def keep_shape(self) -> None:
        """A dome master and a 360-degree picture are as the storyboard has them."""
        for part in (self._preset, self._aspect):
            part.setEnabled(False)
            part.setToolTip(self.tr("A dome or a 360-degree picture keeps the size of its storyboard"))

    def begin(self) -> None:
        """The name is what is changed first, without its ending."""
        self._name.setFocus()
        self._name.setSelection(0, len(stem_of(self._name.text())))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event) -> None:
        """The folder is cut to the place it has."""
        super().resizeEvent(event)
        self._show_folder()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for says in (self._quality_says, self._label_says, self._place):
            says.setProperty("role", "faint")
        for says in (self._quality_says, self._label_says):
            says.setWordWrap(True)
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        place.addWidget(self._change)
        rows: tuple[tuple[QWidget | QHBoxLayout, bool], ...] = (
            (self._name, True), (place, False), (self._preset, True), (self._aspect, True), (self._quality, True),
            (self._quality_says, False), (self._encoder, True), (self._pair("burn_captions", "soft_captions"), True),
            (self._pair("vtt"), False), (self._pair("posters", "stems"), True), (self._pair("edl"), False),
            (self._label, True), (self._label_says, False),
        )  # fmt: skip
        for row, (part, titled) in enumerate(rows):
            if titled:
                self._titles.append(QLabel())
                self._titles[-1].setProperty("role", "faint")
                grid.addWidget(self._titles[-1], row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if isinstance(part, QWidget):
                grid.addWidget(part, row, 1)
            else:
                grid.addLayout(part, row, 1)
        grid.setRowStretch(len(rows), 1)

    def _pair(self, *checks: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for check in checks:
            row.addWidget(self._checks[check], 1)
        return row

    def _fill(self) -> None:
        names = (("exportName", self._name), ("exportFolder", self._place), ("exportChange", self._change),
                 ("exportPreset", self._preset), ("exportEncoder", self._encoder),
                 ("exportLabel", self._label))  # fmt: skip
        for name, part in names:
            part.setObjectName(name)
        for check, box in self._checks.items():
            box.setObjectName(f"export_{check}")
        for preset in PRESETS:
            self._preset.addItem("", preset)
        for label in LABELS:
            self._label.addItem("", label)
        self._change.setIcon(icon("folder"))
        self._change.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._checks["burn_captions"].setChecked(True)
        self._fill_encoders("auto")

    def _fill_encoders(self, chosen: str | None) -> None:
        self._encoder.blockSignals(True)
        self._encoder.clear()
        for name in self._encoders:
            self._encoder.addItem(words.encoder(name), name)
        self._encoder.setCurrentIndex(max(0, self._encoder.findData(chosen)))
        self._encoder.blockSignals(False)

    def _connect(self) -> None:
        self._name.textChanged.connect(self.changed)
        self._encoder.currentIndexChanged.connect(self._end_name)
        for combo in (self._preset, self._encoder, self._label):
            combo.currentIndexChanged.connect(self._tell)
        for segments in (self._aspect, self._quality):
            segments.changed.connect(self._tell)
        for box in self._checks.values():
            box.toggled.connect(self.changed)
        self._change.clicked.connect(self.folder_wanted)

    def _end_name(self) -> None:
        """ProRes lies in a .mov file, anything else in an .mp4 one."""
        suffix = ".mov" if self._encoder.currentData() == "prores" else ".mp4"
        self._name.setText(stem_of(self._name.text()) + suffix)

    def _tell(self) -> None:
        self._quality_says.setText(words.quality(self._quality.value))
        self.changed.emit()

    def _show_folder(self) -> None:
        text, room = short_path(self._folder), max(80, self._place.width())
        self._place.setText(self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self._place.setToolTip(text)
        self._place.setAccessibleName(self.tr("Folder: {0}").format(text))

    def _retranslate(self) -> None:
        titles = (self.tr("File"), self.tr("Size"), self.tr("Shape"), self.tr("Quality"), self.tr("Encoder"),
                  self.tr("Captions"), self.tr("Beside it"), self.tr("AI label"))  # fmt: skip
        parts = (self._name, self._preset, self._aspect, self._quality, self._encoder, self._checks["burn_captions"],
                 self._checks["posters"], self._label)  # fmt: skip
        for label, title, part in zip(self._titles, titles, parts, strict=True):
            label.setText(title)
            if not isinstance(part, QCheckBox):
                part.setAccessibleName(title)
        name_button(self._change, self.tr("Change…"), self.tr("Put the film into another folder"))
        for number, preset in enumerate(PRESETS):
            self._preset.setItemText(number, words.preset(preset, self._canvas))
        for aspect in ASPECTS:
            across, down = (int(part) for part in aspect.split(":")) if aspect else self._canvas
            self._aspect.name(aspect, aspect or self.tr("As it is"), words.aspect(aspect), shape_icon(across, down))
        for quality in QUALITIES:
            self._quality.name(quality, words.quality_name(quality), words.quality(quality))
        for check, box in self._checks.items():
            box.setText(words.check(check))
            box.setToolTip(words.check_tip(check))
        for number, label in enumerate(LABELS):
            self._label.setItemText(number, words.label(label))
        self._label_says.setText(words.label_says())
        self._quality_says.setText(words.quality(self._quality.value))
        self._fill_encoders(self._encoder.currentData())
        self._show_folder()
