"""Settings of models: how they are held in memory while they work."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from ui.ports import Preferences
from ui.settings.page import Rows, name

OFFLOADS = ("auto", "none", "model", "group-stream", "group", "disk")


class MemoryRows(Rows):
    """Where the parts of a model lie, and in how many bits."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._offload, self._weights = QComboBox(), QComboBox()
        self._offload.setObjectName("modelsOffload")
        self._weights.setObjectName("modelsWeights")
        self.body.setContentsMargins(0, 14, 12, 0)
        self._labels, self._notes = [], []
        for field in (self._offload, self._weights):
            self._labels.append(self.row(field))
            self._notes.append(self.note())
        self._when = self.note()
        self.body.addStretch(1)
        preferences.changed.connect(self.follow)
        self._offload.activated.connect(lambda: preferences.change_models(offload=self._offload.currentData()))
        self._weights.activated.connect(lambda: preferences.change_models(weights=self._weights.currentData()))
        self.retranslate()

    def follow(self) -> None:
        """Show what holds."""
        kept = self._preferences.models()
        self._offload.setCurrentIndex(self._offload.findData(kept.offload))
        self._weights.setCurrentIndex(self._weights.findData(kept.weights))
        self._notes[0].setText(self._offload_note(kept.offload))
        self._notes[1].setText(
            self.tr("Of the forms that are on this disk, the one that suits this GPU and this memory.")
            if kept.weights == "auto"
            else self.tr("Where they are on this disk. Fewer bits need less memory and lose a little detail; takes "
                         "made with other weights are shown as out of date.")
        )  # fmt: skip

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        for label, words in zip(self._labels, (self.tr("Memory"), self.tr("Weights")), strict=True):
            label.setText(words)
        self._offload.clear()
        for key in OFFLOADS:
            self._offload.addItem(self._offload_words(key), key)
        self._weights.clear()
        for key in ("auto", *self._preferences.models().known_weights):
            self._weights.addItem(self._weights_words(key), key)
        self._when.setText(self.tr("This holds from the next take on; one that is being made goes on as it began."))
        name(self._offload, self.tr("How models are held in memory"))
        name(self._weights, self.tr("The form of the models' weights"))
        self.follow()

    def _offload_words(self, key: str) -> str:
        return {
            "auto": self.tr("As it suits this machine"),
            "none": self.tr("All on the GPU"),
            "model": self.tr("One part at a time on the GPU"),
            "group-stream": self.tr("A few blocks, the next ones on their way"),
            "group": self.tr("A few blocks at a time"),
            "disk": self.tr("Blocks from the disk"),
        }[key]

    def _offload_note(self, key: str) -> str:
        return {
            "auto": self.tr("Chosen for every model from this GPU and this memory; the list of models says what."),
            "none": self.tr("The fastest, and the one that needs the most GPU memory."),
            "model": self.tr("Text, picture and frames are worked on by parts of the model that change places."),
            "group-stream": self.tr("Little GPU memory and almost as fast, but up to twice the model in main memory."),
            "group": self.tr("Little GPU memory, and slower than with the next blocks on their way."),
            "disk": self.tr("The least memory of all, and by far the slowest."),
        }[key]

    def _weights_words(self, key: str) -> str:
        known = {
            "auto": self.tr("As it suits this machine"),
            "bf16": self.tr("16 bits, as their makers give them"),
            "fp8": self.tr("8 bits"),
            "gguf-q8": self.tr("8 bits, GGUF"),
            "gguf-q5": self.tr("5 bits, GGUF"),
            "gguf-q4": self.tr("4 bits, GGUF"),
        }
        return known.get(key, key)
