"""The start page: legends to begin with, words to film, what was open before, what a crash left."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from storyboard.templates import template_cards
from ui import language, mime, theme
from ui.ports import Services
from ui.ports.shelf import Recent
from ui.start.card_grid import CardGrid
from ui.start.hero import Hero
from ui.start.recent_card import RecentCard
from ui.start.recovered_row import RecoveredRow
from ui.start.template_card import TemplateCard

WIDEST = 1480
MARGIN = 32


class StartPage(QWidget):
    """Asks the shelf to open what is chosen; the shelf's ``opened`` tells when it is."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAcceptDrops(True)
        self._shelf = services.shelf
        self._rows: dict[str, RecoveredRow] = {}
        self._recents: dict[Recent, RecentCard] = {}
        self.hero = Hero(self)
        self.templates = CardGrid(270, 4, parent=self)
        self.templates.setObjectName("templatePicker")
        self._recent_grid = CardGrid(190, 6, rows=2, fixed=True, parent=self)
        self._recent_grid.setObjectName("recents")
        self._headings = {name: _heading(self) for name in ("recovered", "templates", "recents")}
        self._recovered = QVBoxLayout()
        self._recovered.setSpacing(8)
        self._frame = _DropFrame(self)
        self._cards = [TemplateCard(facts, self) for facts in template_cards()]
        self.templates.set_cards(self._cards)
        self._lay_out()
        self._connect()
        self._retranslate()
        self._follow()

    def open_dialog(self) -> None:
        """Let the person choose a file to open."""
        kinds = self.tr("Storyboards, bundles and scripts") + " (*.starloom *.starpack *.txt *.md)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open"), "", kinds)
        if chosen:
            self._shelf.open_file(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome everywhere on the page."""
        if mime.files_of(event.mimeData()):
            event.acceptProposedAction()
            self._frame.show_over(self)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They go elsewhere."""
        self._frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file; a page opens one document."""
        self._frame.hide()
        files = mime.files_of(event.mimeData())
        if files:
            event.acceptProposedAction()
            self._shelf.open_file(files[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a calm margin on wide screens."""
        super().resizeEvent(event)
        side = max(MARGIN, (self.width() - WIDEST) // 2)
        self._content.setContentsMargins(side, 22, side, 36)

    def showEvent(self, event: QShowEvent) -> None:
        """Times go on while the page is not in sight."""
        super().showEvent(event)
        for card in self._recents.values():
            card.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language: new films are in it too, unless a card says otherwise."""
        if event.type() == QEvent.Type.LanguageChange:
            for card in self._cards:
                card.set_language(language.current())
            self._retranslate()
            self._tell_lengths()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("startContent")
        self._content = QVBoxLayout()
        self._content.setSpacing(12)
        self._content.addWidget(self._headings["recovered"])
        self._content.addLayout(self._recovered)
        self._content.addWidget(self._headings["templates"])
        self._content.addWidget(self.templates)
        self._content.addSpacing(8)
        self._content.addWidget(self._headings["recents"])
        self._content.addWidget(self._recent_grid)
        self._content.addStretch(1)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.hero)
        whole.addLayout(self._content, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self._shelf.changed.connect(self._follow)
        self._shelf.opened.connect(self.hero.sentence.clear)
        self.hero.sentence.created.connect(self._shelf.open_sentence)
        self.hero.open_asked.connect(self.open_dialog)
        self.hero.empty_asked.connect(self._open_empty)
        for card in self._cards:
            card.chosen.connect(self._shelf.open_template)
            card.language_chosen.connect(self._tell_lengths)

    def _retranslate(self) -> None:
        self._headings["recovered"].setText(self.tr("Recovered"))
        self._headings["templates"].setText(self.tr("Begin with a legend"))
        self._headings["recents"].setText(self.tr("Recent storyboards"))
        self.templates.setAccessibleName(self.tr("Legends"))
        self._recent_grid.setAccessibleName(self.tr("Recent storyboards"))
        for card in self._cards:
            card.retranslate()

    # -- what the shelf holds ------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        self._tell_lengths()
        self._show_recovered()
        self._show_recents()
        self._order_tabs()

    def _tell_lengths(self) -> None:
        """A legend lasts longer or shorter in another language."""
        for card in self._cards:
            card.set_seconds(self._shelf.template_seconds(card.template_id, card.language))

    def _show_recovered(self) -> None:
        found = {one.key: one for one in self._shelf.recovered()}
        for key in [key for key in self._rows if key not in found]:
            self._rows.pop(key).deleteLater()
        for key, one in found.items():
            if key not in self._rows:
                row = RecoveredRow(one, self)
                row.opened.connect(self._shelf.recover)
                row.let_go.connect(self._shelf.discard_recovered)
                self._rows[key] = row
                self._recovered.addWidget(row)
        self._headings["recovered"].setVisible(bool(self._rows))

    def _show_recents(self) -> None:
        found = list(self._shelf.recents())
        if found != list(self._recents):
            self._recents = {one: self._recents.pop(one, None) or self._recent_card(one) for one in found}
            self._recent_grid.set_cards(list(self._recents.values()))
        for one, card in self._recents.items():
            card.set_picture(self._shelf.recent_picture(one.path))
        self._headings["recents"].setVisible(bool(self._recents))
        self._recent_grid.setVisible(bool(self._recents))

    def _recent_card(self, recent: Recent) -> RecentCard:
        card = RecentCard(recent, self._shelf.recent_picture(recent.path), self)
        card.opened.connect(self._shelf.open_file)
        card.removed.connect(self._shelf.forget_recent)
        return card

    def _order_tabs(self) -> None:
        """The Tab key goes as the eye does."""
        parts = (self.hero, *self._rows.values(), *self._cards, *self._recents.values())
        for before, after in pairwise(widget for part in parts for widget in _reached_by_tab(part)):
            QWidget.setTabOrder(before, after)

    def _open_empty(self) -> None:
        self._shelf.open_empty(language.current())


def _reached_by_tab(part: QWidget) -> list[QWidget]:
    return [one for one in (part, *part.findChildren(QWidget)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _heading(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("role", "heading")
    return label


class _DropFrame(QWidget):
    """A gold frame around the page while files are held over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self, page: QWidget) -> None:
        """Around the whole page."""
        self.setGeometry(page.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and a breath of gold."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("accent", 26))
        painter.setPen(QPen(theme.colour("accent"), 3))
        painter.drawRect(self.rect().adjusted(2, 2, -2, -2))
        painter.end()
