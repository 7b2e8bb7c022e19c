"""A legend on the start page: its pictures, its name, how long it is, in which language to begin."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from storyboard.templates import TemplateCard as Facts
from storyboard.templates import picture_path
from ui import language, mime
from ui.amounts import length
from ui.start.card import Card
from ui.start.slides import Slides
from ui.start.words import shots_words


class TemplateCard(Card):
    """Begins with a legend when it is pressed; it can also be dragged.

    Signals:
        chosen: the legend's id and the language.
        language_chosen: another language was chosen on the card.
    """

    chosen = Signal(str, str)
    language_chosen = Signal()

    def __init__(self, facts: Facts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"template-{facts.id}")
        self._facts, self._seconds = facts, 0.0
        self._pressed_at = QPoint()
        self._slides = Slides(self)
        paths = [picture_path(facts.id, shot_id) for shot_id in facts.shot_ids]
        self._slides.set_files(paths, facts.shot_ids.index(facts.summit))
        self._title, self._summary, self._facts_line, self._begin = QLabel(), QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._choice = QWidget(self)
        self._languages = self._language_choice()
        self.set_language(language.current())
        self.woken.connect(self._slides.start)
        self.left.connect(self._slides.rest)
        self.clicked.connect(lambda: self.chosen.emit(facts.id, self.language))
        self.retranslate()

    @property
    def template_id(self) -> str:
        """The legend's id."""
        return self._facts.id

    @property
    def language(self) -> str:
        """The language that it begins in."""
        return next(name for name, button in self._languages.items() if button.isChecked())

    def set_language(self, name: str) -> None:
        """Begin in this language from now on."""
        self._languages[name].setChecked(True)

    def set_seconds(self, seconds: float) -> None:
        """How long the film is about; 0: not known yet."""
        self._seconds = seconds
        self.retranslate()

    def retranslate(self) -> None:
        """The legend in the language that is chosen on the card, all else in the windows'."""
        spoken = self.language
        self._title.setText(self._facts.names[spoken])
        self._summary.setText(self._facts.summaries[spoken])
        lasts = f" · {length(self._seconds)}" if self._seconds else ""
        self._facts_line.setText(shots_words(self._facts.shots) + lasts)
        self._begin.setText(self.tr("Begin") + " ›")
        self._languages["zh"].setToolTip(self.tr("Tell it in Chinese"))
        self._languages["en"].setToolTip(self.tr("Tell it in English"))
        for button in self._languages.values():
            button.setAccessibleName(button.toolTip())
        self.setAccessibleName(self.tr("Begin with the legend {0}").format(self._facts.names[spoken]))
        self.setAccessibleDescription(f"{self._facts.summaries[spoken]} {self._facts_line.text()}")
        self.setToolTip(self.tr("Begin with this legend: everything in it can be changed"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It may become a drag."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the legend."""
        far = (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if not (event.buttons() & Qt.MouseButton.LeftButton and far):
            super().mouseMoveEvent(event)
            return
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(mime.template_data(self._facts.id))
        drag.setPixmap(self._slides.grab().scaledToWidth(180, Qt.TransformationMode.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The languages stand in the picture's corner."""
        super().resizeEvent(event)
        self._choice.adjustSize()
        self._choice.move(self.width() - self._choice.width() - 12, 12)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "heading")
        self._summary.setProperty("role", "faint")
        self._summary.setWordWrap(True)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._summary.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        self._facts_line.setProperty("role", "faint")
        self._begin.setProperty("role", "accent")
        words = QVBoxLayout()
        words.setContentsMargins(14, 12, 14, 12)
        words.setSpacing(5)
        last = QHBoxLayout()
        last.addWidget(self._facts_line, 1)
        last.addWidget(self._begin)
        words.addWidget(self._title)
        words.addWidget(self._summary, 1)
        words.addLayout(last)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2, 2, 2, 2)
        whole.setSpacing(0)
        whole.addWidget(self._slides)
        whole.addLayout(words, 1)
        for label in (self._title, self._summary, self._facts_line, self._begin):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _language_choice(self) -> dict[str, QToolButton]:
        self._choice.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        group = QButtonGroup(self)
        buttons = {}
        for name, words in (("zh", "中文"), ("en", "English")):
            button = QToolButton(self._choice)
            button.setText(words)
            button.setCheckable(True)
            button.setObjectName(f"{self.objectName()}-{name}")
            button.setProperty("ghost", True)
            group.addButton(button)
            row.addWidget(button)
            buttons[name] = button
        group.buttonClicked.connect(self._choose_language)
        return buttons

    def _choose_language(self) -> None:
        self.retranslate()
        self.language_chosen.emit()
