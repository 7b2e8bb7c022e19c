"""Small editors that open on the timeline itself, where the thing is that they change."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from storyboard import edits
from storyboard.model import Marker, Storyboard, TransitionKind
from storyboard.timing import TRANSITION_FPS
from ui.document import Document
from ui.icons import icon
from ui.timeline.words import length_in_frames
from ui.transitions import ICONS, name_of


class Inline(QFrame):
    """A field in a frame of its own over the timeline. Enter and a click elsewhere keep what was typed, Escape does
    not.

    Signals:
        refused: a sentence; what was typed cannot be used.
    """

    refused = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.returnPressed.connect(self.close)
        self.row = QHBoxLayout()
        self.row.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addLayout(self.row)
        self.column = column
        self._keeps = True

    def open_at(self, place: QPoint) -> None:
        """Show it with its lower edge's middle at a place of the screen."""
        self.adjustSize()
        self.move(place - QPoint(self.width() // 2, self.height() + 6))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self._keeps = False
            self.close()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """It closes: keep what was typed."""
        super().hideEvent(event)
        if self._keeps and not event.spontaneous():
            self._keeps = False
            self.keep()

    def keep(self) -> None:
        """Do what was typed."""


class TransitionEditor(Inline):
    """How a shot hands over to the next: for how long, and in which way."""

    def __init__(self, document: Document, shot_id: str, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("TransitionEditor", "Transition"), parent)
        self.setObjectName("transitionEditor")
        self._document, self._shot_id = document, shot_id
        span = document.span(shot_id)
        self.field.setObjectName("transitionLength")
        self.field.setText(f"{span.overlap}")
        self.field.setFixedWidth(92)
        self.field.setPlaceholderText(self.tr("20 or 0.8 s"))
        self.field.setToolTip(self.tr("Length: frames (20) or seconds (0.8 s)"))
        self.kinds = QComboBox()
        self.kinds.setObjectName("transitionKind")
        self.kinds.setAccessibleName(self.tr("Kind of transition"))
        self.kinds.setToolTip(self.tr("Kind of transition"))
        for kind, sign in ICONS.items():
            self.kinds.addItem(icon(sign), name_of(kind), kind)
        self.kinds.setCurrentIndex(self.kinds.findData(span.transition))
        self.kinds.activated.connect(self._take_kind)
        self.row.addWidget(self.kinds)
        hint = QLabel(self.field.toolTip())
        hint.setProperty("role", "faint")
        self.column.addWidget(hint)

    def _take_kind(self) -> None:
        kind: TransitionKind = self.kinds.currentData()
        self._document.edit(
            self.tr("Transition"), lambda board: edits.with_transition(board, self._shot_id, kind=kind)
        )
        self.field.setText(f"{self._document.span(self._shot_id).overlap}")

    def keep(self) -> None:
        """Give the hand-over the length that was typed."""
        span, fps = self._document.span(self._shot_id), self._document.schedule.fps
        frames = length_in_frames(self.field.text(), fps)
        if frames is None:
            self.refused.emit(
                self.tr("“{0}” is no length of a transition: type frames (20) or seconds (0.8 s).").format(
                    self.field.text()
                )
            )
            return
        if frames == span.overlap:
            return
        counted = round(frames * TRANSITION_FPS / fps)

        def change(board: Storyboard) -> Storyboard:
            if counted == 0:
                return edits.with_transition(board, self._shot_id, kind="cut")
            return edits.with_transition(board, self._shot_id, frames=counted)

        self._document.edit(self.tr("Transition"), change)


class MarkerEditor(Inline):
    """What a mark says."""

    def __init__(self, document: Document, marker: Marker, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("MarkerEditor", "Marker"), parent)
        self.setObjectName("markerEditor")
        self._document, self._marker = document, marker
        self.field.setObjectName("markerText")
        self.field.setText(marker.text)
        self.field.setMaxLength(80)
        self.field.setMinimumWidth(180)
        self.field.setPlaceholderText(self.tr("What happens here"))

    def keep(self) -> None:
        """Give the mark the words that were typed."""
        text = self.field.text().strip()
        self._document.edit(
            self.tr("Rename marker"), lambda board: edits.with_marker_text(board, self._marker, text)
        )
