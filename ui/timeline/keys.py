"""The keys of the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.timeline import snapping
from ui.timeline.gestures import Desk
from ui.timeline.viewing import Viewing

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
Pressed = tuple[int, Qt.KeyboardModifier]


class Keys:
    """What each key does while the timeline has the focus."""

    def __init__(self, desk: Desk, viewing: Viewing) -> None:
        self._desk, self._viewing = desk, viewing
        self._table = self._playing() | self._going() | self._changing() | self._looking()

    def knows(self, event: QKeyEvent) -> bool:
        """Whether a key does something here."""
        return _pressed(event) in self._table

    def run(self, event: QKeyEvent) -> bool:
        """Do what a key does; whether it does anything."""
        command = self._table.get(_pressed(event))
        if command is not None:
            command()
        return command is not None

    def _playing(self) -> dict[Pressed, Callable[[], object]]:
        transport = self._desk.transport
        return {
            (Qt.Key.Key_Space, _NONE): transport.toggle,
            (Qt.Key.Key_K, _NONE): transport.pause,
            (Qt.Key.Key_J, _NONE): lambda: transport.shuttle(-1),
            (Qt.Key.Key_L, _NONE): lambda: transport.shuttle(1),
        }

    def _going(self) -> dict[Pressed, Callable[[], object]]:
        def by(frames: Callable[[], int]) -> Callable[[], object]:
            return lambda: self._seek(self._desk.transport.frame + frames())

        fps = lambda: self._desk.document.schedule.fps  # noqa: E731
        return {
            (Qt.Key.Key_Left, _NONE): by(lambda: -1),
            (Qt.Key.Key_Right, _NONE): by(lambda: 1),
            (Qt.Key.Key_Left, _SHIFT): by(lambda: -fps()),
            (Qt.Key.Key_Right, _SHIFT): by(fps),
            (Qt.Key.Key_Home, _NONE): lambda: self._seek(0),
            (Qt.Key.Key_End, _NONE): lambda: self._seek(self._desk.transport.total - 1),
            (Qt.Key.Key_Up, _NONE): lambda: self._to_cut(-1),
            (Qt.Key.Key_Down, _NONE): lambda: self._to_cut(1),
        }

    def _changing(self) -> dict[Pressed, Callable[[], object]]:
        editing, document = self._desk.editing, self._desk.document
        return {
            (Qt.Key.Key_BracketLeft, _NONE): lambda: editing.trim_to_playhead("start"),
            (Qt.Key.Key_BracketRight, _NONE): lambda: editing.trim_to_playhead("end"),
            (Qt.Key.Key_S, _NONE): editing.split_at_playhead,
            (Qt.Key.Key_M, _NONE): editing.add_marker,
            (Qt.Key.Key_Delete, _NONE): editing.remove_selected,
            (Qt.Key.Key_Backspace, _NONE): editing.remove_selected,
            (Qt.Key.Key_Left, _ALT): lambda: self._move(-1),
            (Qt.Key.Key_Right, _ALT): lambda: self._move(1),
            (Qt.Key.Key_D, _CTRL): editing.duplicate_selected,
            (Qt.Key.Key_A, _CTRL): lambda: document.select(shot.id for shot in document.storyboard.shots),
            (Qt.Key.Key_C, _CTRL): editing.copy,
            (Qt.Key.Key_X, _CTRL): editing.cut,
            (Qt.Key.Key_V, _CTRL): editing.paste,
            (Qt.Key.Key_Return, _NONE): lambda: self._select(adds=False),
            (Qt.Key.Key_Enter, _NONE): lambda: self._select(adds=False),
            (Qt.Key.Key_Return, _SHIFT): lambda: self._select(adds=True),
        }

    def _looking(self) -> dict[Pressed, Callable[[], object]]:
        def zoom(steps: float) -> Callable[[], object]:
            return lambda: self._viewing.zoom_steps(steps, self._viewing.scale().x(self._desk.transport.frame))

        return {
            (Qt.Key.Key_F, _NONE): self._viewing.fit,
            (Qt.Key.Key_Plus, _NONE): zoom(1),
            (Qt.Key.Key_Plus, _SHIFT): zoom(1),
            (Qt.Key.Key_Equal, _NONE): zoom(1),
            (Qt.Key.Key_Minus, _NONE): zoom(-1),
        }

    def _seek(self, frame: int) -> None:
        self._desk.transport.seek(frame)
        self._viewing.show_frame(self._desk.transport.frame, page=False)

    def _to_cut(self, direction: int) -> None:
        self._seek(snapping.next_cut(self._desk.document.schedule, self._desk.transport.frame, direction))

    def _move(self, step: int) -> None:
        self._desk.editing.move_selected(step)
        self._viewing.show_frame(self._desk.document.span(self._desk.document.current.id).start, page=False)

    def _select(self, adds: bool) -> None:
        """Select the shot under the playhead."""
        shot, _ = self._desk.editing.shot_under_playhead()
        kept = self._desk.document.selection if adds else ()
        self._desk.document.select([*kept, shot.id], shot.id)


def _pressed(event: QKeyEvent) -> Pressed:
    return event.key(), event.modifiers() & ~_KEYPAD
