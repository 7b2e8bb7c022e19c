"""The films that were made: played, shown in their folder, gone on from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.ports import Services
from ui.ports.jobs import FilmMade
from ui.queue.film_delegate import FilmDelegate
from ui.queue.film_model import FILM, FilmModel
from ui.widgets.empty import Empty
from ui.widgets.labelled import name_button

Deed = Callable[[FilmMade], None]


class FilmList(QListView):
    """The list itself: Enter plays, Delete takes off the list.

    Signals:
        play, forget: the current film is to be played, or taken off the list.
        chosen: another film is the current one.
    """

    play = Signal()
    forget = Signal()
    chosen = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.play.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.forget.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell whose buttons follow."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Films(QWidget):
    """The history with what can be done with a film.

    Signals:
        play_wanted, folder_wanted: carries the film's path.
    """

    play_wanted = Signal(object)
    folder_wanted = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueFilms")
        self._jobs = services.jobs
        self._rows = FilmModel(services.jobs, self)
        self._list = FilmList()
        self._list.setObjectName("filmList")
        self._list.setModel(self._rows)
        self._list.setItemDelegate(FilmDelegate(services.jobs, self._list))
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._open_menu)
        self._list.doubleClicked.connect(lambda: self._do(self._play))
        self._list.play.connect(lambda: self._do(self._play))
        self._list.forget.connect(lambda: self._do(self._forget))
        self._empty = Empty("clapperboard")
        self._buttons: list[tuple[QToolButton, str, Deed, bool]] = []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._list, 1)
        column.addLayout(self._button_row())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(page)
        self._rows.modelReset.connect(self._follow)
        self._list.chosen.connect(self._enable)
        self._retranslate()
        self._follow()

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        deeds: tuple[tuple[str, str, Deed, bool], ...] = (
            ("filmPlay", "play", self._play, True), ("filmFolder", "folder-open", self._show, True),
            ("filmReopen", "history", self._reopen, False), ("filmForget", "x", self._forget, False),
        )  # fmt: skip
        for name, sign, deed, needs_file in deeds:
            button = QToolButton()
            button.setIcon(icon(sign))
            button.setObjectName(name)
            self._bind(button, deed)
            self._buttons.append((button, sign, deed, needs_file))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _bind(self, button: QToolButton, deed: Deed) -> None:
        button.clicked.connect(lambda: self._do(deed))

    def current(self) -> FilmMade | None:
        """The film that the keyboard is on."""
        return self._list.currentIndex().data(FILM)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _do(self, deed: Deed) -> None:
        film = self.current()
        if film is not None:
            deed(film)

    def _play(self, film: FilmMade) -> None:
        if film.there:
            self.play_wanted.emit(film.path)

    def _show(self, film: FilmMade) -> None:
        folder = film.path if film.there else Path(film.path.parent) / "."
        self.folder_wanted.emit(folder)

    def _reopen(self, film: FilmMade) -> None:
        self._jobs.reopen(film.number)

    def _forget(self, film: FilmMade) -> None:
        self._jobs.forget_film(film.number)

    def _open_menu(self, point: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button, sign, _, _ in self._buttons:
            action = menu.addAction(icon(sign), button.text().strip() or button.toolTip(), button.click)
            action.setEnabled(button.isEnabled())
        menu.popup(self._list.viewport().mapToGlobal(point))

    def _follow(self) -> None:
        self._stack.setCurrentIndex(1 if self._rows.films else 0)
        if self._rows.films and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._rows.index(0))
        self._enable()

    def _enable(self) -> None:
        film = self.current()
        for button, _, _, needs_file in self._buttons:
            button.setEnabled(film is not None and (film.there or not needs_file))

    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Films that were made"))
        self._empty.say(self.tr("No film yet"), self.tr("Films that you export are kept here, with their storyboards."))
        texts = (
            (self.tr("Play"), self.tr("Play the film with the system's player (Enter)")),
            ("", self.tr("Show the film's file in its folder")),
            (self.tr("Open its storyboard"), self.tr("Open the storyboard as it was when this film was made")),
            ("", self.tr("Take the film off this list (Delete); its file stays")),
        )
        for (button, *_), (text, tip) in zip(self._buttons, texts, strict=True):
            style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if text else Qt.ToolButtonStyle.ToolButtonIconOnly
            button.setToolButtonStyle(style)
            name_button(button, text, tip)
