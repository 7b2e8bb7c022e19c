"""Which shots are selected, as files are in a file manager: one, a range from an anchor, single ones added."""

from __future__ import annotations

from collections.abc import Iterable

from ui.document import Document
from ui.transport import Transport


class Choosing:
    """Changes the document's selection, and takes the playhead to the shot that is looked at."""

    def __init__(self, document: Document, transport: Transport) -> None:
        self._document, self._transport = document, transport
        self._anchor = ""

    def one(self, index: int) -> None:
        """This shot alone."""
        shot_id = self._id(index)
        self._anchor = shot_id
        self._document.select([shot_id])
        self._seek(shot_id)

    def toggle(self, index: int) -> None:
        """This shot too, or no longer."""
        shot_id = self._id(index)
        chosen = set(self._document.selection) ^ {shot_id}
        self._anchor = shot_id
        self._document.select(chosen, shot_id if shot_id in chosen else None)
        if shot_id in chosen:
            self._seek(shot_id)

    def through(self, index: int) -> None:
        """All shots from the anchor to this one."""
        anchor = self._anchor if self._document.shot(self._anchor) else self._document.current.id
        first, last = sorted((self._document.index_of(anchor), index))
        self._anchor = anchor
        shots = self._document.storyboard.shots[first : last + 1]
        self._document.select([shot.id for shot in shots], self._id(index))
        self._seek(self._id(index))

    def these(self, indices: Iterable[int], also: Iterable[str] = ()) -> None:
        """These shots, and ``also`` those with the given ids."""
        self._document.select([*also, *(self._id(index) for index in indices)])

    def everything(self) -> None:
        """All shots."""
        self._document.select([shot.id for shot in self._document.storyboard.shots], self._document.current.id)

    def _id(self, index: int) -> str:
        return self._document.storyboard.shots[index].id

    def _seek(self, shot_id: str) -> None:
        self._transport.seek(self._document.schedule.entry(self._document.index_of(shot_id)))
