"""The studio's shelf: opens, saves and makes storyboards, and keeps what a crash would take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, QTimer
from PySide6.QtGui import QPixmap

from app import recovery
from app.studio.errands import Errands
from app.studio.pictures import thumbnails
from app.studio.shelf import recents
from app.studio.shelf.journalling import Journalling
from app.studio.shelf.opening import Found, Stamp, read_file
from app.studio.shelf.saving import Bundling, Saved, Saving
from storyboard import file
from storyboard.edits import with_part
from storyboard.errors import StoryboardError
from storyboard.journal import Unsaved
from storyboard.model import Language, Shot, Storyboard
from storyboard.templates import LANGUAGES, load_template, template_ids
from storyboard.writing import language_of, storyboard_from_script, storyboard_from_sentence
from ui.document import Document
from ui.ports import Pictures, Preferences, Shelf
from ui.ports.shelf import Recent, Recovered

LATER_MS = 700
"""The first window comes first."""

translate = QCoreApplication.translate


class StudioShelf(Shelf):
    """Opens into one document; `close` ends its threads."""

    def __init__(
        self, document: Document, pictures: Pictures | None = None, preferences: Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._pictures = document, pictures or Pictures()
        self._preferences = preferences or Preferences()
        self._errands = Errands("shelf", self.trouble.emit, self)
        self._journalling = Journalling(document, self._errands, self)
        self._journalling.trouble.connect(self.trouble)
        self._journalling.rested.connect(self._save_by_itself)
        self._journalling.put_aside.connect(self._tell_put_aside)
        self._recents: tuple[Recent, ...] = ()
        self._left: dict[str, Unsaved] = {}
        self._gone: set[str] = set()
        self._stamp: Stamp = None
        self._proposed: Path | None = None
        self._opened = 0
        self._lengths: dict[tuple[str, str], float] = {}
        self._recent_pictures: dict[Path, QPixmap] = {}
        self._pictures.ready.connect(self._keep_picture_of)
        self._errands.run(recents.load, self._show_recents)
        self._look_for_left_behind()
        QTimer.singleShot(LATER_MS, self, lambda: self._errands.run(_template_lengths, self._know_lengths))

    # -- what lies there -----------------------------------------------------------------------------------------------

    def template_seconds(self, template_id: str, language: str) -> float:
        """How long a legend's film is about; 0 until that is known."""
        return self._lengths.get((template_id, language), 0.0)

    def recents(self) -> Sequence[Recent]:
        """Storyboards that were open here, the last one first."""
        return self._recents

    def recent_picture(self, path: Path) -> QPixmap | None:
        """A recent storyboard's picture, 320 pixels wide; None where there is none yet."""
        if path not in self._recent_pictures:
            picture = QPixmap(str(recents.picture_file(path)))
            if picture.isNull():
                return None
            self._recent_pictures[path] = picture
        return self._recent_pictures[path]

    def recovered(self) -> Sequence[Recovered]:
        """What crashes left behind, the latest first."""
        return [
            Recovered(key, left.storyboard.title, left.at, left.document, len(left.storyboard.shots))
            for key, left in self._left.items()
            if key not in self._gone
        ]

    def forget_recent(self, path: Path) -> None:
        """Take a storyboard off the list; its file stays."""
        self._recent_pictures.pop(path, None)
        self._errands.run(lambda: recents.forget(path), self._show_recents)

    def discard_recovered(self, key: str) -> None:
        """Let unsaved edits go."""
        left = self._left.get(key)
        if left is not None:
            self._gone.add(key)
            self._errands.run(lambda: recovery.discard(left))
            self.changed.emit()

    # -- opening -------------------------------------------------------------------------------------------------------

    def open_template(self, template_id: str, language: str) -> None:
        """Begin with a legend."""
        self._begin(lambda: load_template(template_id, language), saved=True)

    def open_sentence(self, words: str) -> None:
        """Begin with a sentence, or with a longer text: it is parted into shots."""
        make = storyboard_from_script if "\n" in words.strip() else storyboard_from_sentence
        self._begin(lambda: make(words, language=language_of(words)), saved=False)

    def open_empty(self, language: str) -> None:
        """Begin with nothing."""
        spoken: Language = "zh" if language == "zh" else "en"
        self._begin(lambda: Storyboard(language=spoken, shots=(Shot(id="shot-01"),)), saved=True)

    def open_file(self, path: Path) -> None:
        """Open a storyboard, a bundle or a script."""
        self._errands.run(lambda: read_file(path), self._open_found)

    def open_storyboard(self, storyboard: Storyboard, base: Path) -> None:
        """Open a storyboard that no file holds; relative names of its files start from ``base``."""
        self._open(Found(storyboard, None, base), saved=True)

    def recover(self, key: str) -> None:
        """Open unsaved edits as they were; they stay kept until they are saved. The file they belong to stays."""
        left = self._left.get(key)
        if left is None:
            return
        base = left.document.parent if left.document else None
        self._gone.add(key)  # it goes for good when the new document's journal holds it
        found = Found(left.storyboard, None, base or Path.cwd())
        self._open(found, saved=False, home=left.document, kept=lambda: self.discard_recovered(key))
        self._proposed = recovery.free_name(left, base or _documents())

    def _begin(self, make: Callable[[], Storyboard], saved: bool) -> None:
        try:
            board = self._dressed(make())
        except StoryboardError as error:
            self.trouble.emit(str(error))
            return
        self._open(Found(board, None, Path.cwd()), saved)

    def _dressed(self, storyboard: Storyboard) -> Storyboard:
        """A new storyboard with the voice that the person likes best."""
        values = self._preferences.values()
        voice = values.voice_zh if storyboard.language == "zh" else values.voice_en
        return with_part(storyboard, "narration", voice=voice or None, rate=values.rate)

    def _open_found(self, found: Found) -> None:
        self._open(found, saved=True)
        if found.path is not None:
            self._remember_recent(found.path)
        elif found.storyboard.title:
            words = translate("Studio", "{0} has been read as a script: save it as a storyboard when you like it.")
            self.told.emit(words.format(found.storyboard.title))

    def _open(
        self, found: Found, saved: bool, home: Path | None = None, kept: Callable[[], None] = lambda: None
    ) -> None:
        """Make a storyboard the window's document."""
        self._journalling.begin(found.storyboard, home or found.path, saved, kept)
        self._stamp, self._proposed = found.stamp, None
        self._opened += 1
        self._document.replace(found.storyboard, found.path, found.base)
        if not saved:
            self._document.undo_stack.resetClean()
        self.opened.emit()
        self._look_for_left_behind()

    # -- saving --------------------------------------------------------------------------------------------------------

    def unsaved(self) -> bool:
        """Whether the document has edits that no file holds."""
        return self._journalling.unsaved()

    def name_to_save(self) -> Path:
        """Where a document without a file would be saved, unless the person says otherwise."""
        return self._proposed or _documents() / f"{recovery.plain(self._document.storyboard.title)}{file.SUFFIX}"

    def save(self, path: Path | None = None) -> None:
        """Save the document, under another name where one is given; ``saved`` or ``trouble`` tells."""
        target = path or self._document.path
        if target is None:
            self.trouble.emit("This storyboard has no file yet: choose where to save it.")
            return
        if target.suffix.lower() != file.SUFFIX:
            target = target.with_name(target.name + file.SUFFIX)
        saving = Saving(self._document, target.resolve(), self._stamp)
        let_go, opened = self._journalling.hold(saving.board), self._opened

        def done(saved: Saved) -> None:
            if opened == self._opened:
                self._saved(saving, saved)
            else:  # another document was opened while the disk worked
                self.saved.emit(saving.path)

        self._errands.run(lambda: saving.save(let_go), done)

    def save_bundle(self, path: Path) -> None:
        """Save the document as it stands, with all files that it uses, as one file to share."""
        bundling = Bundling(self._document, path)
        self._errands.run(bundling.save, self.told.emit)

    def _saved(self, saving: Saving, saved: Saved) -> None:
        current, path = self._document.storyboard is saving.board, saving.path
        self._stamp = saved.stamp
        self._document.saved_as(saved.written, path, saved.names)
        self._journalling.saved(self._document.storyboard if current else saved.written)
        if current:
            self._document.undo_stack.setClean()
        if saved.was_changed:
            words = translate(
                "Studio", "{0} had been changed by another program: that version is kept among its earlier versions."
            )
            self.told.emit(words.format(path.name))
        self._remember_recent(path)
        self.saved.emit(path)

    def _save_by_itself(self) -> None:
        if self._document.path is not None and self._preferences.values().autosave:
            self.save()

    # -- keeping -------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """The window closes: unsaved edits stay recoverable, threads end."""
        self._errands.close()
        self._journalling.close()

    def _remember_recent(self, path: Path) -> None:
        title = self._document.storyboard.title
        self._errands.run(lambda: recents.add(path, title), self._show_recents)
        self._keep_picture_of(self._summit())

    def _show_recents(self, opened: Sequence[recents.Opened]) -> None:
        def found() -> tuple[Recent, ...]:
            return tuple(Recent(one.path, one.title, one.at, one.path.is_file()) for one in opened)

        self._errands.run(found, self._set_recents)

    def _set_recents(self, found: tuple[Recent, ...]) -> None:
        self._recents = found
        self.changed.emit()

    def _summit(self) -> str:
        """The shot whose picture stands for the storyboard."""
        return max(self._document.storyboard.shots, key=lambda shot: shot.intensity).id

    def _keep_picture_of(self, shot_id: str) -> None:
        """Keep the picture of the open storyboard, when it is that shot's."""
        path = self._document.path
        if path is None or shot_id != self._summit():
            return
        picture = self._pictures.picture(shot_id)
        if picture is not None:
            self._recent_pictures[path] = picture
            image, place = picture.toImage(), recents.picture_file(path)
            self._errands.run(lambda: thumbnails.write(image, place), lambda _: self.changed.emit())

    def _look_for_left_behind(self) -> None:
        """Errands come one after the other: a document that is being put aside lies there by then."""
        aside = self._journalling.aside
        self._errands.run(lambda: recovery.left_behind(put_aside=tuple(aside)), self._show_left_behind)

    def _show_left_behind(self, found: recovery.LeftBehind) -> None:
        self._left = {unsaved.journal.name: unsaved for unsaved in found.unsaved}
        self.changed.emit()

    def _tell_put_aside(self, title: str) -> None:
        words = translate("Studio", "The unsaved edits of {0} are kept: they stand under Recovered on the start page.")
        self.told.emit(words.format(title or translate("Studio", "the storyboard before")))

    def _know_lengths(self, lengths: dict[tuple[str, str], float]) -> None:
        self._lengths = lengths
        self.changed.emit()


def _documents() -> Path:
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(places[0]) if places else Path.home()


def _template_lengths() -> dict[tuple[str, str], float]:
    from engine.lines import estimated_schedule

    return {
        (template_id, language): estimated_schedule(load_template(template_id, language)).duration_s
        for template_id in template_ids()
        for language in LANGUAGES
    }
