"""What the menus of the main window do, where it is more than one call to the document or the playhead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from ui import theme
from ui.document import Document
from ui.editing import Editing
from ui.ports import Services
from ui.transport import Transport

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class Commands(QObject):
    """The commands of one main window."""

    def __init__(
        self, window: MainWindow, document: Document, transport: Transport, editing: Editing, services: Services
    ) -> None:
        super().__init__(window)
        self.window, self.document, self.transport = window, document, transport
        self.editing, self.services = editing, services

    @property
    def fps(self) -> int:
        """Frames of a second."""
        return self.document.schedule.fps

    # files

    def show_start(self) -> None:
        """The page of legends and recent storyboards."""
        self.window.show_start()

    def open_file(self) -> None:
        """Ask for a file and open it."""
        kinds = self.tr("Storyboards, bundles and scripts (*.starloom *.starpack *.txt *.md);;All files (*)")
        self._ask_open(self.tr("Open"), kinds, lambda paths: self.services.shelf.open_file(paths[0]), several=False)

    def insert_files(self) -> None:
        """Ask for files and put them behind the current shot."""
        index = self.document.index_of(self.document.current.id) + 1
        kinds = self.tr("Pictures, films, sounds, texts and storyboards (*)")
        self._ask_open(
            self.tr("Insert files"), kinds, lambda paths: self.editing.insert_files(paths, index), several=True
        )

    def save(self) -> None:
        """Save the document; ask where, the first time."""
        self.window.workspace.flush()
        if self.document.path is None:
            self.save_as()
        else:
            self.services.shelf.save()

    def save_as(self) -> None:
        """Ask where, and save."""
        shelf = self.services.shelf
        self._ask_save(self.tr("Save the storyboard"), ".starloom", shelf.save)

    def save_bundle(self) -> None:
        """Ask where, and save one file with everything that the storyboard uses."""
        self._ask_save(self.tr("Save a bundle to share"), ".starpack", self.services.shelf.save_bundle)

    def export(self) -> None:
        """The dialog of the film's export."""
        self.window.workspace.flush()
        self.window.show_export()

    def _ask_open(self, title: str, kinds: str, use: Callable[[list[Path]], object], several: bool) -> None:
        """A file dialog that does not stop the program."""
        dialog = QFileDialog(self.window, title, str(self.document.base), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if several else QFileDialog.FileMode.ExistingFile)
        self._show(dialog, use)

    def _ask_save(self, title: str, suffix: str, use: Callable[[Path], object]) -> None:
        self.window.workspace.flush()
        place = (self.document.path or self.services.shelf.name_to_save()).with_suffix(suffix)
        dialog = QFileDialog(self.window, title, str(place), f"*{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        self._show(dialog, lambda paths: use(paths[0]))

    def _show(self, dialog: QFileDialog, use: Callable[[list[Path]], object]) -> None:
        dialog.accepted.connect(lambda: use([Path(name) for name in dialog.selectedFiles()]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # shots and takes

    def select_all(self) -> None:
        """Select every shot."""
        self.document.select([shot.id for shot in self.document.storyboard.shots])

    def make_takes(self, *, new_seed: bool) -> None:
        """Takes of the selected shots, in the queue; with a new seed also of those that have theirs."""
        takes = self.services.takes
        shots = [shot for shot in self.editing.selected() if new_seed or not takes.has_clip(shot)]
        self._put_into_queue(shots, new_seed)

    def make_all_takes(self) -> None:
        """Takes of all shots that have none."""
        takes = self.services.takes
        self._put_into_queue([shot.id for shot in self.document.storyboard.shots if not takes.has_clip(shot.id)], False)

    def _put_into_queue(self, shots: list[str], new_seed: bool) -> None:
        if not shots:
            self.window.tell(self.tr("What the film shows is there already; “Make another take” paints it anew."))
            return
        self.services.takes.make(shots, new_seed)
        self.window.tell(self.tr("%n take(s) put into the queue.", "", len(shots)))

    # playback

    def step(self, frames: int) -> None:
        """Look at a frame so many later."""
        self.transport.pause()
        self.transport.seek(self.transport.frame + frames)

    def step_shot(self, step: int) -> None:
        """To the start of the shot before or after."""
        starts = [span.start for span in self.document.schedule.spans]
        now = self.transport.frame
        wanted = [start for start in starts if (start - now) * step > 0]
        if wanted:
            self.transport.seek(min(wanted) if step > 0 else max(wanted))

    def full_screen(self) -> None:
        """The preview on the whole screen, and back."""
        self.window.preview.toggle_full_screen()

    # the window

    def show_palette(self) -> None:
        """The field that finds commands."""
        self.window.palette_of_commands.open()

    def show_settings(self) -> None:
        """The settings."""
        self.window.show_settings()

    def show_about(self) -> None:
        """Version, licences, credits."""
        self.window.show_about()

    def show_keys(self) -> None:
        """All shortcuts."""
        self.window.show_keys()

    def set_theme(self, name: theme.Name) -> None:
        """Another theme, now and from now on."""
        self.services.preferences.change(theme=name)

    def set_language(self, name: str) -> None:
        """Another language, now and from now on."""
        self.services.preferences.change(language=name)

    def open_logs(self) -> None:
        """The folder of logs, in the system's file manager."""
        self.services.preferences.open_folder(self.services.preferences.log_folder())
