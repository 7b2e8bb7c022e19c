"""Small pictures of shots."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap


class Pictures(QObject):
    """Thumbnails of the open storyboard's shots, painted in the background and kept on disk.

    Signals:
        ready: a shot has a newer picture; carries its id.
    """

    ready = Signal(str)

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap | None:
        """What a shot looks like at a share of its length (320 pixels wide and as high as the canvas says): the newest
        picture there is, also one of its state before an edit; a newer one is on its way then. None: none yet."""
        return None

    def is_current(self, shot_id: str) -> bool:
        """Whether the picture shows the shot as it stands."""
        return False
