"""Settings of models: where they lie and where they come from."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.icons import icon
from ui.ports import Preferences
from ui.settings.page import Rows, name


class FetchingRows(Rows):
    """The models' folder; the source, its mirror and the proxy; and whether anything is fetched at all."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._place = QLabel()
        self._place.setWordWrap(True)
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._open, self._change, self._usual = QPushButton(), QPushButton(), QPushButton()
        self._source, self._endpoint, self._proxy = QComboBox(), QLineEdit(), QLineEdit()
        self._offline = QCheckBox()
        for widget, word in (
            (self._place, "modelsFolder"), (self._open, "openModelsFolder"), (self._change, "changeModelsFolder"),
            (self._usual, "usualModelsFolder"), (self._source, "modelsSource"), (self._endpoint, "modelsEndpoint"),
            (self._proxy, "modelsProxy"), (self._offline, "modelsOffline"),
        ):  # fmt: skip
            widget.setObjectName(word)
        for button, sign in ((self._open, "folder-open"), (self._change, "pencil"), (self._usual, "undo-2")):
            button.setIcon(icon(sign))
        for key in ("hub", "modelscope"):
            self._source.addItem("", key)
        self._lay_out()
        self._connect()
        self.retranslate()

    def follow(self) -> None:
        """Show what holds."""
        kept = self._preferences.models()
        self._place.setText(str(kept.folder))
        self._place.setToolTip(str(kept.folder))
        for button in (self._change, self._usual):
            button.setEnabled(not kept.folder_fixed)
        self._source.setCurrentIndex(self._source.findData(kept.source))
        for field, text in ((self._endpoint, kept.endpoint), (self._proxy, kept.proxy)):
            if not field.isModified():  # else it holds what is being written, or what could not be taken
                field.setText(text)
        self._offline.setChecked(kept.offline)
        for field in (self._source, self._endpoint, self._proxy):
            field.setEnabled(not kept.offline)
        self._folder_note.setText(
            self.tr("The environment variable STARLOOM_MODELS_DIR names it: it can only be changed there.")
            if kept.folder_fixed
            else self.tr("Models that are here already are not moved: move their folders yourself, and they are found "
                         "in the new place. What is fetched from now on goes there.")
        )  # fmt: skip

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        words = (self.tr("Models lie in"), "", self.tr("Fetched from"), self.tr("Mirror"), self.tr("Proxy"),
                 self.tr("Network"))  # fmt: skip
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        self._open.setText(self.tr("Open"))
        self._change.setText(self.tr("Change…"))
        self._usual.setText(self.tr("The usual folder"))
        self._source.setItemText(0, self.tr("Hugging Face"))
        self._source.setItemText(1, self.tr("ModelScope"))
        self._endpoint.setPlaceholderText(self.tr("none"))
        self._proxy.setPlaceholderText(self.tr("as the system has it"))
        self._offline.setText(self.tr("Fetch nothing"))
        notes = (
            self.tr("ModelScope is nearer in mainland China, but does not have every model."),
            self.tr("A server that answers in the source's place, like https://hf-mirror.com. Your token goes to no "
                    "mirror."),
            self.tr("Only for fetching models, like http://127.0.0.1:7890. Left empty, the system's own is used."),
            self.tr("What is on this disk works without a network."),
        )  # fmt: skip
        for label, text in zip(self._notes, notes, strict=True):
            label.setText(text)
        name(self._open, self.tr("Open the folder of models"))
        name(self._change, self.tr("Choose another folder for models"))
        name(self._usual, self.tr("Go back to the folder among your data"))
        name(self._source, words[2], self.tr("Where models are fetched from"))
        name(self._endpoint, self.tr("Address of a mirror"))
        name(self._proxy, self.tr("Address of a proxy"))
        name(self._offline, self._offline.text(), self.tr("Fetching is switched off"))
        self.follow()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 14, 12, 0)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self._open, self._change, self._usual):
            row.addWidget(button)
        self._labels = [self.row(self._place, wide=True), self.row(buttons)]
        self._folder_note = self.note()
        self._notes: list[QLabel] = []
        for field, wide in ((self._source, False), (self._endpoint, True), (self._proxy, True), (self._offline, False)):
            self._labels.append(self.row(field, wide=wide))
            self._notes.append(self.note())
        self.body.addStretch(1)

    def _connect(self) -> None:
        change = self._preferences.change_models
        self._preferences.changed.connect(self.follow)
        self._open.clicked.connect(lambda: self._preferences.open_folder(self._preferences.models().folder))
        self._change.clicked.connect(self._choose)
        self._usual.clicked.connect(lambda: change(folder=""))
        self._source.activated.connect(lambda: change(source=self._source.currentData()))
        self._offline.clicked.connect(lambda on: change(offline=on))
        self._endpoint.editingFinished.connect(lambda: self._keep(self._endpoint, "endpoint"))
        self._proxy.editingFinished.connect(lambda: self._keep(self._proxy, "proxy"))

    def _keep(self, field: QLineEdit, value: str) -> None:
        """Keep an address that was written; one that cannot be used stays to be corrected."""
        if field.isModified() and self._preferences.change_models(**{value: field.text()}):
            field.setModified(False)
            self.follow()

    def _choose(self) -> None:
        now = str(self._preferences.models().folder)
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder for models"), now)
        if chosen:
            self._preferences.change_models(folder=chosen)
