"""A file on the desktop: a small window out of which files are dragged into other programs.

Run as ``python -m tests.ui.e2e.desktop X Y FILE...``: the window lies at X, Y and is dragged from anywhere in it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Desktop(QLabel):
    """Drags its files as soon as it is pressed."""

    def __init__(self, files: list[Path]) -> None:
        super().__init__("\n".join(file.name for file in files))
        self._files = files
        self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setFixedSize(120, 40)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in self._files])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        print("dropped", flush=True)


def main() -> None:
    """Show it until the program is ended."""
    app = QApplication(sys.argv[:1])
    x, y, *names = sys.argv[1:]
    desktop = Desktop([Path(name) for name in names])
    desktop.move(int(x), int(y))
    desktop.show()
    print("shown", flush=True)
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
