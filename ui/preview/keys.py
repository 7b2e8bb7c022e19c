"""The keys of the preview: Space, J K L, arrows, Home and End."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.document import Document
from ui.preview.layout import shot_at
from ui.transport import Transport


def obey(event: QKeyEvent, document: Document, transport: Transport) -> bool:
    """Do what a key asks for; whether it is one of these keys."""
    key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    step = document.schedule.fps if shift else 1
    wanted = {
        Qt.Key.Key_Left: transport.frame - step,
        Qt.Key.Key_Right: transport.frame + step,
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: transport.total - 1,
        Qt.Key.Key_Up: _cut(document, transport.frame, -1),
        Qt.Key.Key_Down: _cut(document, transport.frame, 1),
    }.get(Qt.Key(key))
    if wanted is not None:
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            transport.pause()
        transport.seek(wanted)
        return True
    run = {
        Qt.Key.Key_Space: transport.toggle,
        Qt.Key.Key_K: transport.pause,
        Qt.Key.Key_J: lambda: transport.shuttle(-1),
        Qt.Key.Key_L: lambda: transport.shuttle(1),
    }.get(Qt.Key(key))
    if run is not None:
        run()
    return run is not None


def _cut(document: Document, frame: int, direction: int) -> int:
    """The first frame of the shot before or after."""
    starts = [span.start for span in document.schedule.spans]
    here = shot_at(starts, frame)
    if direction > 0:
        return starts[here + 1] if here + 1 < len(starts) else document.schedule.total_frames - 1
    return starts[here] if frame > starts[here] else starts[max(0, here - 1)]
