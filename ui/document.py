"""The storyboard that is being edited: its state, its undo history, and what is selected in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from storyboard.errors import StoryboardError
from storyboard.media import renamed
from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule, ShotSpan, schedule

Edit = Callable[[Storyboard], Storyboard]
Lengths = Callable[[Storyboard], Mapping[str, float]]
"""Seconds of every line by shot id: as it was spoken, or as it is guessed."""


class Document(QObject):
    """The open storyboard. Every edit is one step of the undo history; what changes nothing leaves none.

    Signals:
        changed: the storyboard is another one (an edit, an undo, a document that was opened).
        replaced: another document was opened; comes before ``changed``.
        timed: the schedule is another one, because the storyboard changed or a line was spoken meanwhile.
        selection_changed: other shots are selected, or another one is the current one.
        refused: a sentence that says why an edit could not be made.
    """

    changed = Signal()
    replaced = Signal()
    timed = Signal()
    selection_changed = Signal()
    refused = Signal(str)

    def __init__(
        self, storyboard: Storyboard, lengths: Lengths = lambda storyboard: {}, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._storyboard, self._lengths = storyboard, lengths
        self._schedule = schedule(storyboard, lengths(storyboard))
        self._selection: tuple[str, ...] = ()
        self._current = storyboard.shots[0].id
        self.base = Path.cwd()
        """The folder that relative media paths start from."""
        self.path: Path | None = None
        """The storyboard's file; None while it has none."""
        self.undo_stack = QUndoStack(self)

    @property
    def storyboard(self) -> Storyboard:
        """The document as it stands."""
        return self._storyboard

    @property
    def schedule(self) -> Schedule:
        """Its shots in frames."""
        return self._schedule

    def edit(self, words: str, change: Edit, merge: str = "") -> bool:
        """Change the storyboard as one step of the undo history; whether anything changed.

        Args:
            words: what the step is called in the history, in the person's language.
            change: gives the changed storyboard; a ``StoryboardError`` of it is told by ``refused``.
            merge: steps one after the other with the same word here are one step (typing, dragging a slider).
        """
        before = self._storyboard
        try:
            after = change(before)
        except StoryboardError as error:
            self.refused.emit(str(error))
            return False
        if after is before or after == before:
            return False
        self.undo_stack.push(_Step(self, words, before, after, merge))
        return True

    def trial(self, change: Edit) -> tuple[Storyboard, Schedule] | None:
        """What an edit would make of the storyboard and its schedule, while an edge is still being dragged; None where
        it would be refused. Nothing is kept of it."""
        try:
            after = change(self._storyboard)
        except StoryboardError:
            return None
        return after, schedule(after, self._lengths(after))

    def replace(self, storyboard: Storyboard, path: Path | None = None, base: Path | None = None) -> None:
        """Open another document; the history begins anew."""
        self.path = path
        self.base = base or (path.parent if path else Path.cwd())
        self.undo_stack.clear()
        self._selection, self._current = (), storyboard.shots[0].id
        self._storyboard = storyboard
        self._schedule = schedule(storyboard, self._lengths(storyboard))
        self.replaced.emit()
        self._tell()
        self.selection_changed.emit()

    def states(self) -> Iterator[Storyboard]:
        """The document as it stands, and every state of its history."""
        yield self._storyboard
        for place in range(self.undo_stack.count()):
            step = self.undo_stack.command(place)
            assert isinstance(step, _Step)
            yield from step.states()

    def saved_as(self, storyboard: Storyboard, path: Path, names: Mapping[str, str] | None = None) -> None:
        """``path`` now holds the document; ``storyboard`` is how it was written (with its media's records). Edits made
        meanwhile stay. ``names``: files that have other names from there, in every state of the history."""
        self.path, self.base = path, path.parent
        if names:
            self.amend(lambda state: renamed(state, names))
        if storyboard != self._storyboard:
            self._storyboard = self._storyboard.model_copy(update={"media": storyboard.media})

    def amend(self, change: Edit) -> bool:
        """Write something down that the person did not do and cannot undo (a take that was finished): the document and
        every state of its history have it from now on; whether the document changed.

        Args:
            change: gives the changed storyboard; called for states of long ago too, where it may find nothing to do.
        """
        amended: dict[int, Storyboard] = {}

        def once(state: Storyboard) -> Storyboard:
            # states are shared by neighbouring steps, and stay shared
            if id(state) not in amended:
                amended[id(state)] = change(state)
            return amended[id(state)]

        before = self._storyboard
        self._storyboard = once(before)
        steps = [self.undo_stack.command(place) for place in range(self.undo_stack.count())]
        for step in steps:
            assert isinstance(step, _Step)
            step.amend(once)
        if self._storyboard is before:
            return False
        self.undo_stack.resetClean()  # the file does not have it
        self._tell()
        return True

    def retime(self) -> None:
        """Lines were spoken meanwhile: lay the shots out by their real lengths."""
        new = schedule(self._storyboard, self._lengths(self._storyboard))
        if new != self._schedule:
            self._schedule = new
            self.timed.emit()

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected shots, in the storyboard's order."""
        return self._selection

    @property
    def current(self) -> Shot:
        """The shot that the inspector shows: the one selected last."""
        return self.shot(self._current) or self._storyboard.shots[0]

    def shot(self, shot_id: str) -> Shot | None:
        """A shot by its id; None where there is none."""
        return next((shot for shot in self._storyboard.shots if shot.id == shot_id), None)

    def index_of(self, shot_id: str) -> int:
        """A shot's place.

        Raises:
            KeyError: there is none.
        """
        for index, shot in enumerate(self._storyboard.shots):
            if shot.id == shot_id:
                return index
        raise KeyError(shot_id)

    def span(self, shot_id: str) -> ShotSpan:
        """The frames of a shot.

        Raises:
            KeyError: there is none.
        """
        return self._schedule.spans[self.index_of(shot_id)]

    def line_s(self, shot_id: str) -> float:
        """Seconds that a shot's line takes, as it was spoken or as it is guessed; 0 where nothing is said."""
        return self._lengths(self._storyboard).get(shot_id, 0.0)

    def select(self, ids: Iterable[str], current: str | None = None) -> None:
        """Select these shots and no others; ``current``: the one that the inspector shows (the last when left out)."""
        wanted = set(ids)
        chosen = tuple(shot.id for shot in self._storyboard.shots if shot.id in wanted)
        if current is None or current not in wanted:
            current = chosen[-1] if chosen else self._current
        if (chosen, current) != (self._selection, self._current):
            self._selection, self._current = chosen, current
            self.selection_changed.emit()

    def show_state(self, storyboard: Storyboard) -> None:
        """Make a state of the history the document; used by its steps alone."""
        self._storyboard = storyboard
        self._schedule = schedule(storyboard, self._lengths(storyboard))
        before = self._selection, self._current
        self._keep_selected({shot.id for shot in storyboard.shots})  # whoever hears of the change may ask for it
        self._tell()
        if (self._selection, self._current) != before:
            self.selection_changed.emit()

    def _keep_selected(self, ids: set[str]) -> None:
        """Only shots that are there are selected and shown."""
        self._selection = tuple(shot_id for shot_id in self._selection if shot_id in ids)
        if self._current not in ids:
            self._current = self._storyboard.shots[0].id

    def _tell(self) -> None:
        self.changed.emit()
        self.timed.emit()


class _Step(QUndoCommand):
    """One edit: the storyboard before and after it."""

    def __init__(self, document: Document, words: str, before: Storyboard, after: Storyboard, merge: str) -> None:
        super().__init__(words)
        self._document, self._before, self._after, self._merge = document, before, after, merge

    def states(self) -> tuple[Storyboard, Storyboard]:
        """The storyboard before and after it."""
        return self._before, self._after

    def amend(self, change: Edit) -> None:
        """Change both states."""
        self._before, self._after = change(self._before), change(self._after)

    def redo(self) -> None:
        """The state after the edit."""
        self._document.show_state(self._after)

    def undo(self) -> None:
        """The state before it."""
        self._document.show_state(self._before)

    def id(self) -> int:
        """Steps of the same number may be merged."""
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later step of the same kind into this one."""
        if not isinstance(other, _Step) or other._merge != self._merge:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True
