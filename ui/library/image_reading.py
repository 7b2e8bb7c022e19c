"""Small pictures of image files, read in the background: a person's photograph may be huge."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

LARGEST = QSize(320, 320)


class ImageReading(QObject):
    """Hands out small pictures; the first question for one starts its reading.

    Signals:
        ready: a picture is there; carries its path.
    """

    ready = Signal(str)
    _was_read = Signal(str, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, QPixmap | None] = {}
        self._worker = ThreadPoolExecutor(1, "image-reading")
        self._was_read.connect(self._keep)

    def of(self, path: Path) -> QPixmap | None:
        """A file's picture; None: it is on its way, or cannot be read."""
        name = str(path)
        if name not in self._known:
            self._known[name] = None
            self._worker.submit(self._read, name)
        return self._known[name]

    def close(self) -> None:
        """Read no more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _read(self, name: str) -> None:
        reader = QImageReader(name)
        reader.setAutoTransform(True)
        if reader.size().isValid():
            reader.setScaledSize(reader.size().scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if not image.isNull():
            self._was_read.emit(name, image)

    def _keep(self, name: str, image: QImage) -> None:
        self._known[name] = QPixmap.fromImage(image)
        self.ready.emit(name)
