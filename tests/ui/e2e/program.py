"""The real studio, run as ``python -m tests.ui.e2e.program``, which answers questions about what its window shows.

Questions come as lines of JSON on standard input, answers go out as lines of JSON. The studio itself knows nothing of
this; it is driven by the screen's mouse and keys alone.
"""

from __future__ import annotations

import json
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from app.studio.studio import Studio


class Answers(QObject):
    """Answers questions in the windows' thread."""

    asked = Signal(str)

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio
        self.asked.connect(self._answer)

    def _answer(self, line: str) -> None:
        question = json.loads(line)
        try:
            answer = getattr(self, question.pop("ask"))(**question)
        except Exception as error:  # noqa: BLE001 - the test reads what went wrong
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)

    def rect(self, name: str) -> list[int]:
        """Where a widget is on the screen: left, top, width, height."""
        widget = _shown(name)
        corner = widget.mapToGlobal(QPoint(0, 0))
        return [corner.x(), corner.y(), widget.width(), widget.height()]

    def child(self, name: str, index: int) -> dict[str, Any]:
        """Where a child of an accessible widget is, and what it is called."""
        return _told(_interface(name).child(index))

    def children(self, name: str) -> list[dict[str, Any]]:
        """All children of an accessible widget."""
        interface = _interface(name)
        return [_told(interface.child(number)) for number in range(interface.childCount())]

    def shots(self) -> list[str]:
        """Ids of the document's shots."""
        return [shot.id for shot in self._studio.document.storyboard.shots]

    def board(self) -> dict[str, Any]:
        """The document."""
        return self._studio.document.storyboard.model_dump(mode="json", exclude_defaults=True)

    def spans(self) -> list[list[int]]:
        """Frames of the shots: start and length."""
        return [[span.start, span.frames] for span in self._studio.document.schedule.spans]

    def state(self) -> dict[str, Any]:
        """What is going on."""
        document, window = self._studio.document, self._studio.window
        return {
            "title": window.windowTitle(), "undo": document.undo_stack.count(), "index": document.undo_stack.index(),
            "selection": list(document.selection), "frame": window.transport.frame,
            "playing": window.transport.playing, "message": window.messages.text,
        }  # fmt: skip


def _shown(name: str) -> QWidget:
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget, name)]:
            if widget.objectName() == name and widget.isVisible():
                return widget
    raise LookupError(f"no widget {name} is shown")


def _interface(name: str) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(_shown(name))
    assert found is not None
    return found


def _told(interface: QAccessibleInterface) -> dict[str, Any]:
    rect: QRect = interface.rect()
    return {"name": interface.text(QAccessible.Text.Name), "rect": [rect.x(), rect.y(), rect.width(), rect.height()]}


def main() -> None:
    """Run the studio until it is closed."""
    studio = Studio(sys.argv)
    answers = Answers(studio)

    def read() -> None:
        for line in sys.stdin:
            answers.asked.emit(line)

    threading.Thread(target=read, daemon=True).start()
    studio.show()
    sys.exit(studio.run())


if __name__ == "__main__":
    main()
