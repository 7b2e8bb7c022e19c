"""What a person does to the storyboard from any view: the menus, the board and the timeline all call this."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QApplication

from storyboard import edits
from storyboard.errors import StoryboardError
from storyboard.model import Marker, Shot, Storyboard
from storyboard.templates import load_template
from ui import mime
from ui.document import Document
from ui.ports import Importing
from ui.ports.importing import Brought
from ui.transport import Transport


class Editing(QObject):
    """The commands of editing.

    Signals:
        fault: a sentence; what could not be done, and why. The storyboard is as it was.
        told: a sentence; what is going on.
    """

    fault = Signal(str)
    told = Signal(str)

    def __init__(
        self, document: Document, transport: Transport, importing: Importing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._transport, self._importing = document, transport, importing
        self._waiting: dict[int, str | None] = {}
        importing.brought.connect(self._insert_brought)
        importing.progress.connect(self._tell_progress)

    def selected(self) -> tuple[str, ...]:
        """Ids that a command is for: the selected shots, or the current one."""
        return self._document.selection or (self._document.current.id,)

    def shot_under_playhead(self) -> tuple[Shot, float]:
        """The shot that the playhead stands in, and the seconds from its start; inside a transition the later one."""
        plan, frame = self._document.schedule, self._transport.frame
        index = max(number for number, span in enumerate(plan.spans) if span.start <= frame or number == 0)
        return self._document.storyboard.shots[index], (frame - plan.spans[index].start) / plan.fps

    def remove_selected(self) -> None:
        """Delete, and close the gap."""
        ids = set(self.selected())
        first = min(self._document.index_of(shot_id) for shot_id in ids)
        if self._document.edit(self.tr("Delete"), lambda board: edits.remove(board, ids)):
            shots = self._document.storyboard.shots
            self._document.select([shots[min(first, len(shots) - 1)].id])

    def duplicate_selected(self, index: int | None = None) -> None:
        """Copies behind the selected shots, or before the shot ``index``."""
        ids = set(self.selected())
        self._insert_and_select(self.tr("Duplicate"), lambda board: edits.duplicate(board, ids, index))

    def move_selected(self, step: int) -> None:
        """The selected shots one place earlier (-1) or later (1)."""
        places = [self._document.index_of(shot_id) for shot_id in self.selected()]
        self.move_to(set(self.selected()), places[0] - 1 if step < 0 else places[-1] + 2)

    def move_to(self, ids: set[str], index: int) -> None:
        """Shots put before the one that has ``index`` now."""
        self._document.edit(self.tr("Move"), lambda board: edits.move(board, ids, index))

    def split_at_playhead(self) -> None:
        """Cut the shot under the playhead in two."""
        shot, at_s = self.shot_under_playhead()
        span = self._document.span(shot.id)
        length = span.frames / self._document.schedule.fps
        self._insert_and_select(self.tr("Split"), lambda board: edits.split(board, shot.id, at_s, length))

    def trim_to_playhead(self, edge: str) -> None:
        """The shot under the playhead begins ("start") or ends ("end") there."""
        shot, at_s = self.shot_under_playhead()
        fps = self._document.schedule.fps
        length = self._document.span(shot.id).frames / fps

        def trimmed(board: Storyboard) -> Storyboard:
            if edge == "start":
                return edits.with_start(board, shot.id, at_s, length)
            return edits.with_duration(board, shot.id, at_s + 1 / fps)

        self._document.edit(self.tr("Trim"), trimmed)

    def add_marker(self) -> None:
        """A mark at the playhead."""
        shot, at_s = self.shot_under_playhead()
        mark = Marker(shot=shot.id, at_s=round(at_s, 3))
        self._document.edit(self.tr("Marker"), lambda board: edits.with_marker(board, mark))

    def insert_empty(self, index: int | None = None) -> None:
        """A new shot behind the current one, or before the shot ``index``."""
        at = self._document.index_of(self._document.current.id) + 1 if index is None else index
        self._insert_and_select(
            self.tr("New shot"), lambda board: edits.insert(board, at, [edits.new_shot(board)])
        )

    def copy(self) -> None:
        """The selected shots onto the clipboard."""
        ids = set(self.selected())
        QApplication.clipboard().setMimeData(
            mime.shots_data([shot for shot in self._document.storyboard.shots if shot.id in ids])
        )

    def cut(self) -> None:
        """Copy, then delete."""
        self.copy()
        self.remove_selected()

    def paste(self) -> None:
        """What the clipboard holds, behind the current shot: shots, files, or plain text as new shots."""
        data = QApplication.clipboard().mimeData()
        if data is None:  # some systems have none while the clipboard is empty
            return
        index = self._document.index_of(self._document.current.id) + 1
        if data.hasText() and not mime.takes(data):
            text = data.text().strip()
            if text:
                self._insert_and_select(
                    self.tr("Paste"), lambda board: edits.insert(board, index, [edits.new_shot(board, text, text)])
                )
            return
        self.drop(data, index)

    def drop(self, data: QMimeData, index: int) -> bool:
        """Take what was dropped before the shot ``index``; whether it is something that can be taken. Files come in
        when they have been looked at, in their order, at the place where they were dropped."""
        if template := mime.template_of(data):
            self.insert_template(template, index)
            return True
        if shots := mime.shots_of(data):
            self._insert_and_select(self.tr("Insert shots"), lambda board: edits.insert(board, index, shots))
            return True
        if files := mime.files_of(data):
            self.insert_files(files, index)
            return True
        return False

    def insert_template(self, template_id: str, index: int) -> None:
        """All shots of a legend, in the storyboard's language."""
        try:
            shots = load_template(template_id, self._document.storyboard.language).shots
        except StoryboardError as error:
            self.fault.emit(str(error))
            return
        self._insert_and_select(self.tr("Insert legend"), lambda board: edits.insert(board, index, shots))

    def insert_files(self, paths: Sequence[Path], index: int) -> None:
        """Pictures, films, sounds, texts and storyboards of the person's own."""
        shots = self._document.storyboard.shots
        before = shots[index].id if index < len(shots) else None
        self.told.emit(self.tr("Looking at %n file(s)…", "", len(paths)))
        self._waiting[self._importing.bring(paths)] = before

    def _insert_brought(self, request: int, brought: Brought) -> None:
        if request not in self._waiting:
            return
        before = self._waiting.pop(request)
        shots = self._document.storyboard.shots
        index = next((number for number, shot in enumerate(shots) if shot.id == before), len(shots))

        def change(board: Storyboard) -> Storyboard:
            if brought.music is not None:
                board = edits.with_part(board, "music", enabled=True, file=brought.music)
            return edits.insert(board, index, brought.shots)

        self._insert_and_select(self.tr("Insert files"), change)
        if brought.faults:
            self.fault.emit("\n".join((*brought.faults, *brought.notes)))
        else:
            self.told.emit("\n".join(brought.notes))

    def _tell_progress(self, request: int, done: int, total: int) -> None:
        if request in self._waiting and total > 1:
            self.told.emit(self.tr("Looking at files: {0} of {1}").format(done, total))

    def _insert_and_select(self, words: str, change) -> None:
        before = {shot.id for shot in self._document.storyboard.shots}
        if self._document.edit(words, change):
            new = [shot.id for shot in self._document.storyboard.shots if shot.id not in before]
            if new:
                self._document.select(new, new[0])
