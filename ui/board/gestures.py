"""What the mouse does on the board: pressing, reordering by drag with a ghost, selecting with a rubber band."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication

from ui.board.choosing import Choosing
from ui.board.layout import FIELDS, Field, Hit, Insertion, Layout
from ui.document import Document
from ui.editing import Editing


class Ground(Protocol):
    """What a gesture needs of the view. Points are those of the contents, however far it is scrolled."""

    @property
    def cards(self) -> Layout:
        """Where the cards lie."""
        ...

    def edit_field(self, index: int, name: Field) -> None:
        """Let the person write."""

    def refresh(self) -> None:
        """Paint anew."""

    def add_shot(self) -> None:
        """A new shot at the end."""

    def open_transition_menu(self, index: int) -> None:
        """Choose how a shot hands over."""


@dataclass
class Gesture:
    """The gesture under way: what was pressed and where, and what has come of it."""

    hit: Hit
    start: QPoint
    modifiers: Qt.KeyboardModifier
    at: QPoint
    moving: frozenset[str] = frozenset()
    copying: bool = False
    insertion: Insertion | None = None
    band: QRect | None = None
    kept: tuple[str, ...] = field(default=())
    """Shots that were selected before a rubber band with Ctrl began."""

    @property
    def dragging(self) -> bool:
        """Whether it has become a drag."""
        return bool(self.moving) or self.band is not None


class Gestures:
    """Follows the mouse from press to release. Nothing is edited before the release; Escape ends it with nothing."""

    def __init__(self, ground: Ground, document: Document, editing: Editing, choosing: Choosing) -> None:
        self._ground, self._document, self._editing, self._choosing = ground, document, editing, choosing
        self.now: Gesture | None = None

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The left button goes down."""
        hit = self._ground.cards.hit(point)
        self.now = Gesture(hit, point, modifiers, point)
        if hit.part in ("empty", "chip", "add"):
            return
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._choosing.toggle(hit.index)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._choosing.through(hit.index)
        elif self._document.storyboard.shots[hit.index].id not in self._document.selection:
            self._choosing.one(hit.index)

    def move(self, point: QPoint) -> None:
        """The mouse goes on with the button down."""
        now = self.now
        if now is None:
            return
        now.at = point
        if not now.dragging and (point - now.start).manhattanLength() >= QApplication.startDragDistance():
            self._begin(now)
        if now.moving:
            now.insertion = self._ground.cards.insertion(point)
        elif now.band is not None:
            now.band = QRect(now.start, point)
            self._choosing.these(self._ground.cards.within(now.band), now.kept)
        if now.dragging:
            self._ground.refresh()

    def release(self) -> None:
        """The button comes up: the drag is done, or it was a click."""
        now, self.now = self.now, None
        if now is None:
            return
        if now.moving and now.insertion is not None:
            self._drop(now.moving, now.insertion.index, now.copying)
        elif not now.dragging:
            self._click(now)
        self._ground.refresh()

    def cancel(self) -> bool:
        """Escape: as if nothing had been begun; whether a gesture was under way."""
        now, self.now = self.now, None
        if now is None:
            return False
        if now.band is not None:
            self._document.select(now.kept)
        self._ground.refresh()
        return now.dragging

    def _begin(self, now: Gesture) -> None:
        if now.hit.part == "empty":
            keeps = now.modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
            now.kept = self._document.selection if keeps else ()
            now.band = QRect(now.start, now.at)
        elif now.hit.part not in ("chip", "add"):
            self._lift(now)

    def _lift(self, now: Gesture) -> None:
        """The drag takes the selected shots along; the pressed one is one of them."""
        pressed = self._document.storyboard.shots[now.hit.index].id
        now.moving = frozenset({*self._document.selection, pressed})
        now.copying = bool(now.modifiers & Qt.KeyboardModifier.AltModifier)

    def _drop(self, ids: frozenset[str], index: int, copying: bool) -> None:
        if copying:
            self._document.select(ids)
            self._editing.duplicate_selected(index)
        else:
            self._editing.move_to(set(ids), index)

    def _click(self, now: Gesture) -> None:
        hit, plain = now.hit, now.modifiers == Qt.KeyboardModifier.NoModifier
        if hit.part == "add":
            self._ground.add_shot()
        elif hit.part == "chip":
            self._ground.open_transition_menu(hit.index)
        elif hit.part == "empty" and plain:
            self._document.select(())
        elif plain and hit.index >= 0:
            self._choosing.one(hit.index)
            if hit.part in FIELDS:
                self._ground.edit_field(hit.index, hit.part)
