"""The scrub bar over the transport bar, as the preview and the full screen have them."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.document import Document
from ui.preview.scrub_bar import ScrubBar
from ui.preview.transport_bar import TransportBar
from ui.transport import Transport


class Controls(QFrame):
    """Follows the document and the playhead, and moves it."""

    def __init__(self, document: Document, transport: Transport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._transport = document, transport
        self.scrub, self.bar = ScrubBar(), TransportBar(transport)
        self._resume = 0.0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scrub)
        column.addWidget(self.bar)
        self.scrub.sought.connect(transport.seek)
        self.scrub.held.connect(self._hold)
        transport.moved.connect(self.scrub.set_frame)
        document.timed.connect(self._follow)
        document.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        plan, shots = self._document.schedule, self._document.storyboard.shots
        names = [shot.title or shot.text or shot.line for shot in shots]
        self.scrub.set_film(plan.total_frames, plan.fps, [span.start for span in plan.spans], names)
        self.scrub.set_frame(self._transport.frame)
        self.bar.set_film(plan.total_frames, plan.fps)

    def _hold(self, held: bool) -> None:
        """While the person holds the playhead the film stands; it runs on where it ran before."""
        if held:
            self._resume = self._transport.rate
            self._transport.pause()
        elif self._resume:
            self._transport.play(self._resume)
