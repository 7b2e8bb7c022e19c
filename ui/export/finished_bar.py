"""A line that says that a film is made, with what one wants to do then."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from ui import desktop, theme
from ui.icons import icon, pixmap
from ui.ports import Services
from ui.widgets.labelled import name_button


class FinishedBar(QFrame):
    """Shows itself when a film is made, or could not be made; stays until it is closed or something is chosen.

    Signals:
        queue_wanted: the person wants to see why a film failed.
        trouble: a sentence; why the film cannot be played or shown.
    """

    queue_wanted = Signal()
    trouble = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("finishedBar")
        self._path: Path | None = None
        self._failed: tuple[str, str] | None = None
        self._worded = services.worded
        self._sign, self._words = QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._play, self._folder, self._posters = QToolButton(), QToolButton(), QToolButton()
        self._queue, self._close = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 8, 7)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for name, button, sign in (
            ("finishedPlay", self._play, "play"), ("finishedFolder", self._folder, "folder-open"),
            ("finishedPosters", self._posters, "image"), ("finishedQueue", self._queue, "list-video"),
            ("finishedClose", self._close, "x"),
        ):  # fmt: skip
            button.setObjectName(name)
            button.setIcon(icon(sign))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        self._close.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._close.setProperty("flat", True)
        self._play.clicked.connect(self._play_film)
        self._folder.clicked.connect(self._show_folder)
        self._posters.clicked.connect(self._show_posters)
        self._queue.clicked.connect(self._show_queue)
        self._close.clicked.connect(self.hide)
        services.jobs.film_made.connect(self.film_made)
        services.jobs.film_failed.connect(self.film_failed)
        self._retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def film_made(self, path: Path) -> None:
        """Say that a film is made."""
        self._path, self._failed = path, None
        self._tell()

    def film_failed(self, title: str, reason: str) -> None:
        """Say that a film could not be made, and why."""
        self._path, self._failed = None, (title, reason)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tell(self) -> None:
        made = self._path is not None
        for button in (self._play, self._folder):
            button.setVisible(made)
        self._posters.setVisible(self._path is not None and posters_of(self._path).is_dir())
        self._queue.setVisible(not made)
        self._say()
        self._dress()
        self.show()

    def _say(self) -> None:
        if self._path is not None:
            self._words.setText(self.tr("The film “{0}” is ready.").format(self._path.name))
        elif self._failed is not None:
            title, reason = self._failed
            self._words.setText(self.tr("The film “{0}” could not be made. {1}").format(title, self._worded(reason)))
        self.setAccessibleName(self._words.text())

    def _play_film(self) -> None:
        if self._path is not None and not desktop.open_file(self._path):
            self.trouble.emit(self.tr("No program was found that plays “{0}”.").format(self._path.name))
        self.hide()

    def _show_folder(self) -> None:
        if self._path is not None and not desktop.show_in_folder(self._path):
            self.trouble.emit(self.tr("The folder “{0}” cannot be shown.").format(self._path.parent))

    def _show_posters(self) -> None:
        if self._path is not None and not desktop.open_file(posters_of(self._path)):
            self.trouble.emit(self.tr("The folder “{0}” cannot be shown.").format(posters_of(self._path)))

    def _show_queue(self) -> None:
        self.queue_wanted.emit()
        self.hide()

    def _dress(self) -> None:
        sign, colour = ("circle-check", "good") if self._failed is None else ("triangle-alert", "danger")
        self._sign.setPixmap(pixmap(sign, 18, self.devicePixelRatioF(), colour))
        edge, ground = getattr(theme.colours(), colour), theme.colours().raised
        sheet = f"#finishedBar {{ background: {ground}; border: 1px solid {edge}; border-radius: 8px; }}"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def _retranslate(self) -> None:
        for button, text, tip in (
            (self._play, self.tr("Play"), self.tr("Play the film with the system's player")),
            (self._folder, self.tr("Show in folder"), self.tr("Show the film's file in its folder")),
            (self._posters, self.tr("Posters"), self.tr("Show the cover and the pictures of the shots")),
            (self._queue, self.tr("Show the queue"), self.tr("See what failed, and try it again")),
            (self._close, "", self.tr("Close this message")),
        ):  # fmt: skip
            name_button(button, text, tip)
        self._say()


def posters_of(film: Path) -> Path:
    """The folder of a film's posters."""
    return film.with_name(f"{film.stem}.posters")
