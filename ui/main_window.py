"""The main window: the start page or the workspace, menus, the queue, messages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSettings, QSize, Qt, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui import keys, language
from ui.actions import Actions
from ui.closing import ask_before_closing
from ui.command_palette import CommandPalette
from ui.commands import Commands
from ui.docks import Dock
from ui.document import Document
from ui.editing import Editing
from ui.export import ExportDialog, FinishedBar
from ui.menus import Menus, retranslate_undo, specs
from ui.ports import Services
from ui.preview import Preview
from ui.queue import QueuePanel
from ui.settings import AboutDialog, SettingsDialog
from ui.shortcuts import ShortcutsDialog
from ui.start import StartPage
from ui.status_bar import StatusBar
from ui.transport import Transport
from ui.undo_history import UndoHistory
from ui.widgets.message_bar import Kind, MessageBar
from ui.workspace import View, Workspace

SMALLEST = (1000, 660)
USUAL = QSize(1440, 900)
FRAME_PX = 40
"""Room that a window's frame may take of the screen."""
LANGUAGE = "语言 · Language"
"""In both languages, for whoever cannot read the one that is shown."""


class MainWindow(QMainWindow):
    """Shows one document."""

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mainWindow")
        self.setMinimumSize(*SMALLEST)
        self._document, self._services, self._worked = document, services, False
        self.transport = Transport(self)
        document.timed.connect(self._measure)  # before the views, which show how long the film is
        self._measure()
        self.editing = Editing(document, self.transport, services.importing, self)
        self.start_page = StartPage(services)
        self.workspace = Workspace(document, self.transport, services, self.editing)
        self.messages, self.finished_bar = MessageBar(worded=services.worded), FinishedBar(services)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start_page)
        self._pages.addWidget(self.workspace)
        self.setCentralWidget(self._column(self.messages, self.finished_bar, self._pages))
        self.queue_panel = QueuePanel(services)
        self._queue_dock = self._dock("queueDock", self.queue_panel)
        self._history_dock = UndoHistory(document, self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._history_dock)
        self._history_dock.hide()
        self.commands = Commands(self, document, self.transport, self.editing, services)
        self.actions_of_window = Actions(self)
        for spec in specs(self.commands):
            self.actions_of_window.add(spec)
        self._menus = Menus(self.menuBar(), self.actions_of_window)
        self._language_menu()
        self.palette_of_commands = CommandPalette(self.actions_of_window, self)
        for action in self._languages.actions():
            self.palette_of_commands.add(f"{LANGUAGE}: {action.text()}", action)
        self._plain_keys = keys.PlainKeys(self)
        self._status()
        self._connect()
        self._retranslate()
        self._restore_places()
        self.show_start()

    @property
    def preview(self) -> Preview:
        """The player of the storyboard as it stands."""
        return self.workspace.preview

    def tell(self, words: str) -> None:
        """Say in the status bar what is going on."""
        self._status_bar.tell(words)

    def say(self, words: str, kind: Kind = "fault") -> None:
        """Show a message above the page."""
        self.messages.say(words, kind)

    def show_start(self) -> None:
        """The page of legends and recent storyboards."""
        self.transport.pause()
        self.start_page.hero.show_way_back(self._name() if self._worked else "")
        self._pages.setCurrentWidget(self.start_page)
        self._enable()

    def show_workspace(self) -> None:
        """The page of the open storyboard."""
        self._pages.setCurrentWidget(self.workspace)
        self._worked = True
        self._enable()
        self.workspace.focus_view()

    def show_view(self, view: View) -> None:
        """The timeline or the board."""
        self.workspace.show_view(view)
        self.show_workspace()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        if name in ("library", "inspector"):
            self.workspace.toggle(name)
        else:
            dock = self._queue_dock if name == "queue" else self._history_dock
            dock.setVisible(dock.isHidden())
        self._check_panels()

    def show_export(self) -> None:
        """The dialog of the film's export."""
        dialog = ExportDialog(self._document, self._services, self)
        dialog.started.connect(self._export_started)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_settings(self) -> None:
        """The settings."""
        _open(SettingsDialog(self._services, self))

    def show_about(self) -> None:
        """Version, licences, credits."""
        _open(AboutDialog(self))

    def show_keys(self) -> None:
        """All shortcuts."""
        _open(ShortcutsDialog(self.actions_of_window, self))

    # what Qt calls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that no widget wanted may be a shortcut of the menus."""
        if not (self._pages.currentWidget() is self.workspace and keys.trigger(self.actions_of_window, event)):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what becomes of unsaved edits; remember where the panels were."""
        self.workspace.flush()
        if self._services.shelf.unsaved():
            match ask_before_closing(self):
                case "save":  # and close when it is written
                    self._services.shelf.saved.connect(lambda path: QTimer.singleShot(0, self.close))
                    self.commands.save()
                    event.ignore()
                    return
                case "stay":
                    event.ignore()
                    return
        self.transport.pause()
        places = QSettings()
        places.setValue("window/geometry", self.saveGeometry())
        places.setValue("window/panels", self.saveState())
        super().closeEvent(event)

    # the parts

    def _column(self, *widgets: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget)
        return page

    def _dock(self, name: str, widget: QWidget) -> Dock:
        dock = Dock(self)
        dock.setObjectName(name)
        dock.setWidget(widget)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        dock.hide()
        dock.visibilityChanged.connect(lambda shown: self._check_panels())
        return dock

    def _language_menu(self) -> None:
        menu = self._menus["view"].addMenu("")
        menu.setObjectName("languageMenu")
        self.language_menu, self._languages = menu, QActionGroup(self)
        for name, words in language.NAMES.items():
            action = self._languages.addAction(menu.addAction(words))
            action.setCheckable(True)
            action.setData(name)
            action.triggered.connect(lambda checked=False, name=name: self.commands.set_language(name))

    def _status(self) -> None:
        bar = self._status_bar = StatusBar(self._services)
        bar.queue_summary.clicked.connect(lambda: self.toggle_panel("queue"))
        self.setStatusBar(bar)

    def _connect(self) -> None:
        document, services, stack = self._document, self._services, self._document.undo_stack
        document.replaced.connect(lambda: self.transport.seek(0))
        for signal in (document.changed, stack.cleanChanged, services.shelf.saved):
            signal.connect(self._retitle)
        for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.indexChanged):
            signal.connect(self._enable)
        services.shelf.opened.connect(self.show_workspace)
        self.start_page.hero.back_asked.connect(self.show_workspace)
        services.shelf.saved.connect(self._saved)
        for fault in (
            document.refused, self.editing.fault, services.shelf.trouble, services.jobs.trouble,
            services.playback.trouble, services.sound.trouble, services.preferences.trouble, self.finished_bar.trouble,
        ):  # fmt: skip
            fault.connect(self.say)
        self.editing.told.connect(self.tell)
        services.shelf.told.connect(lambda words: self.say(words, "info"))
        services.preferences.told.connect(self.tell)
        self.finished_bar.queue_wanted.connect(self._queue_dock.show)
        self.workspace.view_changed.connect(lambda view: self._check_panels())

    def _measure(self) -> None:
        self.transport.set_total(self._document.schedule.total_frames)

    def _saved(self, path: Path) -> None:
        self.tell(self.tr("Saved as {0}").format(path.name))

    def _export_started(self) -> None:
        self._queue_dock.show()
        self.tell(self.tr("The film is in the queue; you can go on working."))

    # how things stand

    def _enable(self) -> None:
        """Which actions make sense now."""
        working = self._pages.currentWidget() is self.workspace
        stack = self._document.undo_stack
        for spec, action in self.actions_of_window:
            action.setEnabled(working or spec.menu in ("help", "view") or spec.name in _ALWAYS)
        self.actions_of_window["undo"].setEnabled(working and stack.canUndo())
        self.actions_of_window["redo"].setEnabled(working and stack.canRedo())
        retranslate_undo(self.actions_of_window, stack.undoText(), stack.redoText())
        self._check_panels()
        self._retitle()

    def _check_panels(self) -> None:
        shown = {
            "showTimeline": self.workspace.view == "timeline", "showBoard": self.workspace.view == "board",
            "showLibrary": not self.workspace.library.isHidden(),
            "showInspector": not self.workspace.inspector.isHidden(),
            "showQueue": not self._queue_dock.isHidden(), "showHistory": not self._history_dock.isHidden(),
        }  # fmt: skip
        for name, checked in shown.items():
            self.actions_of_window[name].setChecked(checked)

    def _retitle(self) -> None:
        if self._pages.currentWidget() is self.start_page:
            self.setWindowTitle("Starloom 织星")
            return
        self.setWindowTitle(f"{self._name()}[*] — Starloom 织星")
        self.setWindowModified(not self._document.undo_stack.isClean())

    def _name(self) -> str:
        board, path = self._document.storyboard, self._document.path
        return board.title or (path.stem if path else self.tr("Untitled"))

    def _retranslate(self) -> None:
        self.actions_of_window.retranslate()
        self._menus.retranslate()
        self.language_menu.setTitle(LANGUAGE)
        self._queue_dock.setWindowTitle(self.tr("Queue"))
        for action in self._languages.actions():
            action.setChecked(action.data() == language.current())
        self._enable()

    def _restore_places(self) -> None:
        places = QSettings()
        geometry, panels = places.value("window/geometry"), places.value("window/panels")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(USUAL.boundedTo(self.screen().availableSize() - QSize(0, FRAME_PX)))
        if panels is not None:
            self.restoreState(panels)


_ALWAYS = ("startPageAction", "open", "settings", "quit", "palette")


def _open(dialog) -> None:
    """Show a dialog that does not stop the program, and let it go when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
