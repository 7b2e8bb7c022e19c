"""The studio: the window and everything that stands behind it, put together and taken apart again."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QSettings, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import assets
from app.crash import log_folder, record
from app.sources import default_language
from app.studio.dressing import Dressing
from app.studio.media.importing import StudioImporting
from app.studio.models import StudioModels
from app.studio.pictures.pictures import StudioPictures
from app.studio.player.audio.spoken_lines import SpokenLines
from app.studio.player.playback import FilmPlayback
from app.studio.player.sound import FilmSound
from app.studio.preferences import StudioPreferences
from app.studio.queue.exporting import StudioExporting
from app.studio.queue.jobs import StudioJobs
from app.studio.queue.takes import StudioTakes
from app.studio.queue.tray import Tray
from app.studio.shelf.shelf import StudioShelf
from app.studio.words.engine.saying import worded
from app.studio.words.understanding import UnderstandingOfWords
from engine.folders import data_folder
from engine.jobs.cache import Cache
from storyboard.model import Shot, Storyboard
from ui import fonts
from ui.document import Document
from ui.main_window import MainWindow
from ui.ports import Services

_log = logging.getLogger("starloom")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG, QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}  # fmt: skip


class Studio(QObject):
    """One window with its document and services."""

    _crashed = Signal(str)

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        """Make everything; ``show`` shows the window, ``run`` runs until it is closed."""
        # threads of the engine hand the interpreter over sooner than they would by themselves: the window goes first
        sys.setswitchinterval(0.001)
        self.app = _application(arguments)
        super().__init__()
        self._lines = SpokenLines()
        self.document = Document(_empty(), self._lines.lengths, self)
        self.preferences = StudioPreferences(self)
        cache = Cache()
        pictures = StudioPictures(self.document, self)
        self.jobs = StudioJobs(self.document, cache, pictures, self)
        self.shelf = StudioShelf(self.document, pictures, self.preferences, self)
        self._playback = FilmPlayback(self.document, self._lines, cache=lambda: cache, parent=self)
        self._takes = StudioTakes(self.document, self.jobs, cache, self)
        self.services = Services(
            pictures=pictures,
            playback=self._playback,
            sound=FilmSound(self.document, self._lines, parent=self),
            takes=self._takes,
            understanding=UnderstandingOfWords(self.document, self),
            jobs=self.jobs,
            exporting=StudioExporting(
                self.document, self.jobs, cache, self, lambda: self.preferences.values().films_folder
            ),
            importing=StudioImporting(self.document, self),
            shelf=self.shelf,
            preferences=self.preferences,
            models=StudioModels(self),
            worded=worded,
        )
        self.window = MainWindow(self.document, self.services)
        # rules of looks are worked out for every widget each time one is put into another: dressed last, once is enough
        self._dressing = Dressing(self.app, self.preferences, self)
        self._tray = Tray(self)
        self._connect()

    def show(self) -> None:
        """Show the window; then the queue is opened and what crashes left behind is looked for."""
        self.window.show()
        self.jobs.open()

    def run(self) -> int:
        """Run until the window is closed; the exit code."""
        try:
            return self.app.exec()
        finally:
            self.close()

    def close(self) -> None:
        """End every thread; what is under way in the queue goes back to its place."""
        self.services.playback.stop()
        self.window.workspace.library.close_workers()
        for service in vars(self.services).values():
            if hasattr(service, "close"):
                service.close()
        self.document.undo_stack.blockSignals(True)  # when it goes, it tells of steps that nobody can see any more
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def open(self, path: Path) -> None:
        """Open a file in the window."""
        self.shelf.open_file(path)

    def _connect(self) -> None:
        self.services.sound.measured.connect(self.document.retime)
        self.services.sound.measured.connect(self._playback.refresh)
        self.services.takes.changed.connect(self._playback.take_changed)
        self.preferences.models_changed.connect(self._follow_models)
        self.jobs.notice.connect(self._tray.show)
        self.jobs.reopened.connect(self.shelf.open_storyboard)
        self._crashed.connect(self.window.say)
        sys.excepthook = self._record
        threading.excepthook = lambda told: self._record(told.exc_type, told.exc_value, told.exc_traceback)

    def _follow_models(self) -> None:
        """How models are held is another thing now: which takes are current, and what the preview shows of them."""
        self._takes.look_again()
        self._playback.take_changed("")

    def _record(
        self, kind: type[BaseException], problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What nobody foresaw: the log gets the trace, the person a sentence, and work goes on."""
        problem = problem if problem is not None else kind()
        log = record(problem)
        self._crashed.emit(f"Something unexpected went wrong ({problem}). Your work is kept; the details are in {log}.")


def _application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with its names, letters and log."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(list(arguments) or ["starloom"])
    app.setApplicationName("starloom")
    app.setApplicationDisplayName("Starloom 织星")
    app.setDesktopFileName("starloom")
    app.setWindowIcon(QIcon(str(assets.folder("icons") / "starloom.svg")))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(data_folder()))
    fonts.apply(app)
    return app


def keep_log() -> None:
    """Write what Qt and we say, and a trace where the program is torn down, into the user's log folder."""
    folder = log_folder()
    logging.basicConfig(
        filename=folder / "studio.log", level=logging.INFO, encoding="utf-8",
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )  # fmt: skip
    qInstallMessageHandler(lambda kind, context, words: _log.log(_LEVELS[kind], "Qt: %s", words))
    faulthandler.enable((folder / "fault.log").open("a", encoding="utf-8"))


def _empty() -> Storyboard:
    return Storyboard(language=default_language(), shots=(Shot(id="shot"),))
