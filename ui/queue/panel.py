"""The queue's panel: what is being made and waits, and the films that were made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QTabWidget, QToolButton, QVBoxLayout, QWidget

from ui import desktop
from ui.icons import icon, pixmap
from ui.ports import Services
from ui.ports.jobs import UNFINISHED
from ui.queue import words
from ui.queue.films import Films
from ui.queue.groups import groups_of, overall
from ui.queue.job_view import JobView
from ui.queue.wishes import ICONS, Wish, wishes_for
from ui.widgets.empty import Empty
from ui.widgets.labelled import name_button
from ui.widgets.message_bar import MessageBar

OFFERED: tuple[Wish, ...] = ("pause", "resume", "retry", "cancel")


class QueuePanel(QFrame):
    """Jobs and films in two tabs, with what can be done with them. Work goes on when it is closed."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queuePanel")
        self._jobs = services.jobs
        self._view = JobView(services.jobs)
        self._films = Films(services)
        self._empty = Empty("list-video")
        self._says, self._note, self._sign = QLabel(), QLabel(), QLabel()
        self._message = MessageBar(worded=services.worded)
        self._hold, self._clear = QToolButton(), QToolButton()
        self._wishes: dict[Wish, QToolButton] = {wish: QToolButton() for wish in OFFERED}
        self._up, self._down = QToolButton(), QToolButton()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("queueTabs")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self._job_page(), icon("list-video"), "")
        self._tabs.addTab(self._films, icon("film"), "")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._message)
        column.addWidget(self._tabs, 1)
        self._connect()
        self._retranslate()

    def show_jobs(self) -> None:
        """Bring the jobs to the front, with the keyboard on them."""
        self._tabs.setCurrentIndex(0)
        self._view.setFocus()

    def show_films(self) -> None:
        """Bring the films to the front."""
        self._tabs.setCurrentIndex(1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._follow()
        super().changeEvent(event)

    def _job_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._top_row())
        note = QHBoxLayout()
        note.setSpacing(7)
        note.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        self._note.setWordWrap(True)
        self._note.setObjectName("queueNote")
        column.addLayout(note)
        column.addWidget(self._view, 1)
        column.addWidget(self._empty, 1)
        return page

    def _top_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._says.setObjectName("queueSays")
        self._says.setProperty("role", "faint")
        row.addWidget(self._says, 1)
        named = [(f"queue{wish.capitalize()}", button, ICONS[wish]) for wish, button in self._wishes.items()]
        named += [("queueEarlier", self._up, "chevron-up"), ("queueLater", self._down, "chevron-down"),
                  ("queueClear", self._clear, "trash-2")]  # fmt: skip
        for name, button, sign in named:
            button.setObjectName(name)
            button.setIcon(icon(sign))
            button.setProperty("flat", True)
            row.addWidget(button)
        self._hold.setObjectName("queueHold")
        self._hold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addSpacing(6)
        row.addWidget(self._hold)
        return row

    def _connect(self) -> None:
        self._jobs.changed.connect(self._follow)
        self._jobs.trouble.connect(self._message.say)
        self._view.chosen.connect(self._enable)
        self._view.rows.dataChanged.connect(self._enable)
        for wish, button in self._wishes.items():
            self._bind(button, wish)
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._clear.clicked.connect(self._jobs.clear_finished)
        self._hold.clicked.connect(self._hold_or_go_on)
        for source in (self._view.commands, self._films):
            source.play_wanted.connect(self._play)
            source.folder_wanted.connect(self._show_folder)

    def _follow(self) -> None:
        """Show how the whole queue stands."""
        state = self._jobs.state()
        films, takes, share = overall(groups_of(state.rows))
        self._says.setText(words.summary(films, takes, share, state.seconds_left) if films or takes else "")
        self._view.setVisible(bool(state.rows))
        self._empty.setVisible(not state.rows)
        note, sign, colour = state.trouble, "triangle-alert", "danger"
        if not note and state.paused:
            running = any(row.state == "running" for row in state.rows)
            note = self.tr("Paused after this job.") if running else self.tr("The queue is paused.")
            sign, colour = "pause", "accent"
        elif not note and state.worked_elsewhere:
            note = self.tr("Another Starloom program works on the queue; this window follows it.")
            sign, colour = "info", "faint"
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._sign.setVisible(bool(note))
        self._sign.setPixmap(pixmap(sign, 16, self.devicePixelRatioF(), colour))
        self._hold.setIcon(icon("play" if state.paused else "pause"))
        if state.paused:
            name_button(self._hold, self.tr("Resume"), self.tr("Go on with the whole queue"))
        else:
            name_button(self._hold, self.tr("Pause"), self.tr("Hold the whole queue back"))
        self._hold.setEnabled(state.paused or any(row.state in UNFINISHED for row in state.rows))
        self._clear.setEnabled(any(row.state not in UNFINISHED for row in state.rows))
        self._enable()

    def _enable(self) -> None:
        """Buttons follow the current row."""
        item = self._view.current_item()
        offered = wishes_for(item) if item is not None else ()
        for wish, button in self._wishes.items():
            button.setVisible(wish in offered)
        commands = self._view.commands
        self._up.setVisible(item is not None and commands.can_move(item))
        self._down.setVisible(self._up.isVisibleTo(self))
        self._up.setEnabled(item is not None and commands.can_move(item, -1))
        self._down.setEnabled(item is not None and commands.can_move(item, 1))

    def _bind(self, button: QToolButton, wish: Wish) -> None:
        button.clicked.connect(lambda: self._wish(wish))

    def _wish(self, wish: Wish) -> None:
        item = self._view.current_item()
        if item is not None:
            self._view.commands.wish(wish, item)

    def _move(self, step: int) -> None:
        item = self._view.current_item()
        if item is not None:
            self._view.commands.move(item, step)

    def _hold_or_go_on(self) -> None:
        state = self._jobs.state()
        if state.paused:
            self._jobs.resume()
        elif any(row.state == "running" for row in state.rows):
            self._hold_menu().popup(self._hold.mapToGlobal(self._hold.rect().bottomLeft()))
        else:
            self._jobs.pause()

    def _hold_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("queueHoldMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("After this job"), self._jobs.pause)
        menu.addAction(self.tr("Now (what is finished of it is kept)"), lambda: self._jobs.pause(now=True))
        return menu

    def _play(self, path: Path) -> None:
        if not desktop.open_file(path):
            self._message.say(self.tr("“{0}” cannot be played: no player was found on this system.").format(path.name))

    def _show_folder(self, path: Path) -> None:
        if not desktop.show_in_folder(path):
            self._message.say(self.tr("The folder “{0}” cannot be shown.").format(path.parent))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Queue"))
        self._tabs.setTabText(0, self.tr("Jobs"))
        self._tabs.setTabText(1, self.tr("Films"))
        self._empty.say(
            self.tr("Nothing to make"),
            self.tr("Export the film, or make a take of a shot: it waits here and is made while you go on."),
        )
        tips = {
            "pause": self.tr("Hold this back (Space)"), "resume": self.tr("Go on with this (Space)"),
            "retry": self.tr("Try this again; only what is missing is made (R)"),
            "cancel": self.tr("Cancel this (Delete)"),
        }  # fmt: skip
        named = [(self._wishes[wish], tips[wish]) for wish in OFFERED]
        named += [(self._up, self.tr("Earlier (Alt+Up)")), (self._down, self.tr("Later (Alt+Down)")),
                  (self._clear, self.tr("Clear what is finished; films and takes stay"))]  # fmt: skip
        for button, tip in named:
            name_button(button, "", tip)
        self._follow()
