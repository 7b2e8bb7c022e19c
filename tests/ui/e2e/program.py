"""The real studio, run as ``python -m tests.ui.e2e.program``, which answers questions about what its window shows.

Questions come as lines of JSON on standard input, answers go out as lines of JSON. The studio itself knows nothing of
this; it is driven by the screen's mouse and keys alone.
"""

from __future__ import annotations

import faulthandler
import json
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QMenuBar, QWidget

from app.studio.studio import Studio

_warnings: list[str] = []


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

    def open(self, path: str) -> None:
        """Open a storyboard, as a file named on the command line is opened."""
        self._studio.open(Path(path))

    def quit(self) -> None:
        """End the program without asking what becomes of unsaved edits."""
        self._studio.app.exit(0)

    def rect(self, name: str) -> list[int]:
        """Where a widget is on the screen: left, top, width, height."""
        widget = _shown(name)
        return _rect(widget.mapToGlobal(QPoint(0, 0)), widget.rect())

    def row(self, name: str, index: int, under: int = -1) -> list[int]:
        """Where a row of a list or tree is; ``under``: the row that it is a child of."""
        view = _shown(name)
        assert isinstance(view, QAbstractItemView)
        model = view.model()
        parent = model.index(under, 0) if under >= 0 else view.rootIndex()
        rect = view.visualRect(model.index(index, 0, parent))
        return _rect(view.viewport().mapToGlobal(rect.topLeft()), rect)

    def entry(self, words: str) -> list[int]:
        """Where an entry of the menu bar or of an open menu is."""
        for menu in _widgets():
            if isinstance(menu, QMenu | QMenuBar) and menu.isVisible():
                for action in menu.actions():
                    if words in (action.objectName(), action.text().replace("&", "")):
                        rect = menu.actionGeometry(action)
                        return _rect(menu.mapToGlobal(rect.topLeft()), rect)
        raise LookupError(f"no menu shows {words}")

    def children(self, name: str) -> list[dict[str, Any]]:
        """What assistive tools are told of the children of a widget: their names and places."""
        interface = QAccessible.queryAccessibleInterface(_shown(name))
        assert interface is not None
        return [_told(interface.child(number)) for number in range(interface.childCount())]

    def board(self) -> dict[str, Any]:
        """The document."""
        return self._studio.document.storyboard.model_dump(mode="json", exclude_defaults=True)

    def spans(self) -> list[list[int]]:
        """Frames of the shots: start, length, and how many are shared with the next."""
        return [[span.start, span.frames, span.overlap] for span in self._studio.document.schedule.spans]

    def state(self) -> dict[str, Any]:
        """What is going on."""
        document, window = self._studio.document, self._studio.window
        focus = QApplication.focusWidget()
        modal = QApplication.activeModalWidget()
        return {
            "title": window.windowTitle(), "path": str(document.path or ""),
            "undo": document.undo_stack.count(), "index": document.undo_stack.index(),
            "selection": list(document.selection), "frame": window.transport.frame,
            "playing": window.transport.playing, "message": window.messages.text,
            "focus": focus.objectName() if focus else "", "modal": modal.objectName() if modal else "",
        }  # fmt: skip

    def jobs(self) -> list[dict[str, Any]]:
        """The queue."""
        return [
            {"kind": row.kind, "state": row.state, "reason": row.reason, "target": str(row.target or "")}
            for row in self._studio.jobs.state().rows
        ]

    def words(self, name: str) -> str:
        """The words of a widget."""
        widget: Any = _shown(name)
        return widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()

    def visible(self, name: str) -> bool:
        """Whether a widget is shown."""
        return any(widget.objectName() == name and widget.isVisible() for widget in _widgets())

    def warnings(self) -> list[str]:
        """What Qt complained of so far."""
        return _warnings

    def picture(self, path: str) -> None:
        """Save what the window shows."""
        (QApplication.activeModalWidget() or self._studio.window).grab().save(path)


def _widgets() -> list[QWidget]:
    return [widget for top in QApplication.topLevelWidgets() for widget in (top, *top.findChildren(QWidget))]


def _shown(name: str) -> QWidget:
    for widget in _widgets():
        if widget.objectName() == name and widget.isVisible():
            return widget
    raise LookupError(f"no widget {name} is shown")


def _rect(corner: QPoint, size: QRect) -> list[int]:
    return [corner.x(), corner.y(), size.width(), size.height()]


def _told(interface: QAccessibleInterface) -> dict[str, Any]:
    rect: QRect = interface.rect()
    return {"name": interface.text(QAccessible.Text.Name), "rect": _rect(rect.topLeft(), rect)}


def _note(kind: QtMsgType, context: object, words: str) -> None:
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        _warnings.append(words)


def main() -> None:
    """Run the studio until it is closed."""
    faulthandler.enable()  # where it hangs, should it have to be aborted
    qInstallMessageHandler(_note)
    studio = Studio(sys.argv[:1])
    answers = Answers(studio)

    def read() -> None:
        for line in sys.stdin:
            answers.asked.emit(line)

    threading.Thread(target=read, daemon=True).start()
    studio.show()
    sys.exit(studio.run())


if __name__ == "__main__":
    main()
