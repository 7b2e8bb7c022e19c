"""Files that a person drops on the storyboard: looked at in the background, one after another, in the given order."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from storyboard.media import name_beside
from storyboard.model import Shot, Storyboard
from ui.document import Document
from ui.ports import Importing
from ui.ports.importing import Brought

if TYPE_CHECKING:
    from app.studio.media.bringing import Found


@dataclass
class _Request:
    """Files that are asked for, and the document as it stood then."""

    number: int
    paths: tuple[Path, ...]
    storyboard: Storyboard
    file: Path | None
    cancel: threading.Event = field(default_factory=threading.Event)


class StudioImporting(Importing):
    """Brings files with what the engine knows of media. Call ``close`` before the program ends."""

    _done = Signal(object, object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._numbers = itertools.count(1)
        self._open: dict[int, _Request] = {}
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="importing")
        self._done.connect(self._deliver)
        document.replaced.connect(self._give_up)

    def bring(self, paths: Sequence[Path]) -> int:
        """Look at files; ``brought`` comes with what this returns."""
        request = _Request(next(self._numbers), tuple(paths), self._document.storyboard, self._document.path)
        self._open[request.number] = request
        self._pool.submit(self._work, request)
        return request.number

    def close(self) -> None:
        """End the work; nothing is brought any more."""
        self._give_up()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _give_up(self) -> None:
        """Another document is open: what was asked for the one before is of no use."""
        for request in self._open.values():
            request.cancel.set()

    def _work(self, request: _Request) -> None:
        """In the background: everything that the files bring."""
        from app.studio.media.bringing import said

        brought = Brought()
        try:
            brought = self._looked_at(request)
        except Exception as error:  # noqa: BLE001 - whoever waits for the files must hear of it
            brought = Brought(faults=(said(error, request.paths[0]),))
        finally:
            self._done.emit(request, brought)

    def _looked_at(self, request: _Request) -> Brought:
        from app.studio.media.bringing import Bringing, said
        from app.studio.media.media_home import MediaHome
        from engine.errors import Cancelled

        brought, files = self._files(request)
        home = MediaHome(request.file, request.cancel)
        bringing = Bringing(request.storyboard, home, request.cancel)
        for done, path in enumerate(files):
            self.progress.emit(request.number, done, len(files))
            try:
                brought = _joined(brought, bringing.bring(path), path)
            except Cancelled:
                return Brought()
            except Exception as error:  # noqa: BLE001 - a fault of one file must not cost the others
                brought = replace(brought, faults=(*brought.faults, said(error, path)))
        self.progress.emit(request.number, len(files), len(files))
        return brought

    def _files(self, request: _Request) -> tuple[Brought, list[Path]]:
        """All files, those of folders too; faults for folders without any."""
        from app.studio.media.bringing import files_of
        from engine.errors import BadInput

        files: list[Path] = []
        faults: list[str] = []
        for path in request.paths:
            try:
                files += files_of(path)
            except BadInput as error:
                faults.append(str(error))
        return Brought(faults=tuple(faults)), files

    def _deliver(self, request: _Request, brought: Brought) -> None:
        """In the window's thread: name the files as the document, wherever it lies by now, finds them."""
        self._open.pop(request.number, None)
        if request.cancel.is_set():
            brought = Brought()
        shots = tuple(self._named(shot) for shot in brought.shots)
        music = brought.music and self._name(brought.music)
        self.brought.emit(request.number, replace(brought, shots=shots, music=music))

    def _named(self, shot: Shot) -> Shot:
        if shot.footage is None:
            return shot
        footage = shot.footage.model_copy(update={"file": self._name(shot.footage.file)})
        return shot.model_copy(update={"footage": footage})

    def _name(self, file: str) -> str:
        document = self._document
        if document.path is None or not Path(file).is_absolute():
            return file
        return name_beside(Path(file), document.path.parent)


def _joined(brought: Brought, found: Found, path: Path) -> Brought:
    """What was brought so far and what one more file brings. A film has one piece of music: the first."""
    faults, music = (*brought.faults, *found.faults), brought.music
    if found.music is not None:
        if music is None:
            music = str(found.music)
        else:
            left_out = f"{path.name} was left out: a film has one piece of music, and you gave several."
            faults = (*faults, left_out)
    return Brought((*brought.shots, *found.shots), music, faults, (*brought.notes, *found.notes))
