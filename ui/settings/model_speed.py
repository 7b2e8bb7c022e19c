"""Settings of models: what makes them faster, each with what it costs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ui.icons import icon
from ui.ports import Preferences
from ui.settings.page import Rows, name

CACHES = ("none", "first-block", "mag", "taylor")
BY_THRESHOLD = ("first-block", "mag")


class SpeedRows(Rows):
    """Step cache, attention, compiling, the order of the VAE's weights, and who makes the frames between."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._cache, self._attention = QComboBox(), QComboBox()
        self._threshold = QDoubleSpinBox(minimum=0.01, maximum=1.0, decimals=2, singleStep=0.01)
        self._threshold.setMinimumWidth(90)
        self._threshold.lineEdit().setTextMargins(7, 0, 0, 0)
        self._threshold.setKeyboardTracking(False)
        self._compile, self._last = QCheckBox(), QCheckBox()
        self._between, self._choose, self._ffmpeg = QLabel(), QPushButton(), QPushButton()
        self._between.setWordWrap(True)
        self._between.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        for widget, word in (
            (self._cache, "stepCache"), (self._threshold, "cacheThreshold"), (self._attention, "attention"),
            (self._compile, "compileBlocks"), (self._last, "channelsLast"), (self._between, "betweenModel"),
            (self._choose, "chooseBetweenModel"), (self._ffmpeg, "betweenByFfmpeg"),
        ):  # fmt: skip
            widget.setObjectName(word)
        self._choose.setIcon(icon("file-video"))
        self._ffmpeg.setIcon(icon("undo-2"))
        self._lay_out()
        self._connect()
        self.retranslate()

    def follow(self) -> None:
        """Show what holds."""
        kept = self._preferences.models()
        self._cache.setCurrentIndex(self._cache.findData(kept.step_cache))
        self._notes[0].setText(self._cache_note(kept.step_cache))
        self._threshold.blockSignals(True)
        self._threshold.setValue(kept.cache_threshold)
        self._threshold.blockSignals(False)
        self._threshold.setEnabled(kept.step_cache in BY_THRESHOLD)
        self._attention.setCurrentIndex(self._attention.findData(kept.attention))
        self._compile.setChecked(kept.compile)
        self._last.setChecked(kept.channels_last)
        self._between.setText(Path(kept.interpolation).name if kept.interpolation else self.tr("ffmpeg"))
        self._between.setToolTip(kept.interpolation or self.tr("ffmpeg makes the frames between"))
        self._ffmpeg.setEnabled(bool(kept.interpolation))

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        words = (self.tr("Step cache"), self.tr("Threshold"), self.tr("Attention"), self.tr("Compiling"),
                 self.tr("VAE"), self.tr("Frames between"), "")  # fmt: skip
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        self._cache.clear()
        for key in CACHES:
            self._cache.addItem(self._cache_words(key), key)
        self._attention.clear()
        for key in self._preferences.models().known_attention:
            self._attention.addItem(self._attention_words(key), key)
        self._compile.setText(self.tr("Compile the model's blocks"))
        self._last.setText(self.tr("Keep its weights with channels last"))
        self._choose.setText(self.tr("Choose a file…"))
        self._ffmpeg.setText(self.tr("By ffmpeg"))
        notes = (
            self._cache_note(self._preferences.models().step_cache),
            self.tr("How much may change in a step that is still skipped: more is faster, and softer."),
            self.tr("Exact ways differ by rounding only; SageAttention computes in 8 bits and may blur faint stars. "
                    "One that does not work here is left out, and the take says so."),
            self.tr("The same picture but for rounding. The first clip waits 4 to 50 seconds for it."),
            self.tr("The same picture but for rounding."),
            self.tr("Where a model gives fewer frames than the film, ffmpeg estimates the motion between them. An ONNX "
                    "file, such as an export of RIFE, does it by what it has learnt."),
        )  # fmt: skip
        for label, text in zip(self._notes, notes, strict=True):
            label.setText(text)
        self._when.setText(
            self.tr("All of this holds from the next take on. Takes that were made otherwise are shown as out of date.")
        )
        name(self._cache, self.tr("Which steps of a model are skipped"))
        name(self._threshold, self.tr("How much may change in a step that is skipped"))
        name(self._attention, self.tr("How attention is computed"))
        name(self._compile, self._compile.text())
        name(self._last, self._last.text())
        name(self._choose, self.tr("Choose a model for the frames between"))
        name(self._ffmpeg, self.tr("Let ffmpeg make the frames between"))
        self.follow()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 14, 12, 0)
        self._when = QLabel()
        self._when.setProperty("role", "faint")
        self._when.setWordWrap(True)
        self.body.insertWidget(0, self._when)
        self.body.insertSpacing(1, 8)
        self._labels, self._notes = [], []
        for field in (self._cache, self._threshold, self._attention, self._compile, self._last):
            self._labels.append(self.row(field))
            self._notes.append(self.note())
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._choose)
        row.addWidget(self._ffmpeg)
        self._labels += [self.row(self._between, wide=True), self.row(buttons)]
        self._notes.append(self.note())
        self.body.addStretch(1)

    def _connect(self) -> None:
        change = self._preferences.change_models
        self._preferences.changed.connect(self.follow)
        self._cache.activated.connect(lambda: change(step_cache=self._cache.currentData()))
        self._threshold.valueChanged.connect(lambda value: change(cache_threshold=round(value, 2)))
        self._attention.activated.connect(lambda: change(attention=self._attention.currentData()))
        self._compile.clicked.connect(lambda on: change(compile=on))
        self._last.clicked.connect(lambda on: change(channels_last=on))
        self._choose.clicked.connect(self._ask_for_file)
        self._ffmpeg.clicked.connect(lambda: change(interpolation=""))

    def _ask_for_file(self) -> None:
        now = self._preferences.models().interpolation
        kinds = self.tr("ONNX models ({0})").format("*.onnx")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Model for the frames between"), now, kinds)
        if chosen:
            self._preferences.try_between_model(chosen)

    def _cache_words(self, key: str) -> str:
        return {
            "none": self.tr("No step is skipped"),
            "first-block": self.tr("By the first block"),
            "mag": self.tr("By measured ratios"),
            "taylor": self.tr("By extrapolation"),
        }[key]

    def _cache_note(self, key: str) -> str:
        return {
            "none": self.tr("Every step is computed; the picture is the model's own."),
            "first-block": self.tr("Steps that change little take over the last one: with 40 steps about half the "
                                   "time, while fine detail and motion soften with the threshold (0.05 to 0.1). Of no "
                                   "use with 4 steps."),
            "mag": self.tr("Skips steps as by the first block, after ratios that were measured once for a model; where "
                           "they are not known it does nothing."),
            "taylor": self.tr("Attention is guessed between full steps: risky where things move, and it saves little."),
        }[key]  # fmt: skip

    def _attention_words(self, key: str) -> str:
        known = {
            "native": self.tr("PyTorch's choice"),
            "_native_cudnn": "cuDNN",
            "_native_efficient": self.tr("PyTorch, sparing memory"),
            "_native_flash": self.tr("PyTorch, flash"),
            "_native_math": self.tr("PyTorch, plain"),
            "flash": "FlashAttention 2",
            "_flash_3": "FlashAttention 3",
            "flex": "FlexAttention",
            "sage": self.tr("SageAttention (8 bits)"),
            "xformers": "xFormers",
        }
        return known.get(key, key)
