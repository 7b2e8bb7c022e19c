"""The picture on the whole screen; the bar hides when the mouse rests."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.document import Document
from ui.preview.controls import Controls
from ui.preview.keys import obey
from ui.preview.picture_view import PictureView
from ui.transport import Transport

HIDES_MS = 2000


class FullScreen(QWidget):
    """A window of its own over everything.

    Signals:
        left: the person wants the window back.
    """

    left = Signal()

    def __init__(self, document: Document, transport: Transport, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("previewFullScreenWindow")
        self._document, self._transport = document, transport
        self.picture, self.controls = PictureView(self, dark_room=True), Controls(document, transport, self)
        self.controls.setProperty("role", "card")
        self.controls.bar.set_full(True)
        self.picture.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.picture.clicked.connect(transport.toggle)
        self.picture.double_clicked.connect(self.left)
        self.picture.wheeled.connect(lambda steps: transport.seek(transport.frame + steps))
        self.controls.bar.full_screen_wanted.connect(self.left)
        self._rest = QTimer(self, singleShot=True, interval=HIDES_MS)
        self._rest.timeout.connect(self._hide_controls)
        for widget in (self.picture, self.controls, *self.controls.findChildren(QWidget)):
            widget.installEventFilter(self)
        self._retranslate()

    def enter(self) -> None:
        """Fill the screen."""
        self.showFullScreen()
        self.activateWindow()
        self.setFocus()
        self.wake()

    def wake(self) -> None:
        """Show the bar for a while."""
        self.controls.show()
        self.unsetCursor()
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse moves somewhere: show the bar."""
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn):
            self.wake()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture fills the window, the bar lies over its lower edge."""
        self.picture.setGeometry(self.rect())
        high = self.controls.sizeHint().height()
        wide = min(self.width(), max(640, self.width() * 2 // 3))
        self.controls.setGeometry((self.width() - wide) // 2, self.height() - high - 16, wide, high)
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and F11 leave."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.left.emit()
        elif not obey(event, self._document, self._transport):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window system closes it: as if the person had left."""
        event.ignore()
        self.left.emit()

    def _hide_controls(self) -> None:
        if self.controls.underMouse() or self.controls.isAncestorOf(self.focusWidget() or self):
            self._rest.start()
            return
        self.controls.hide()
        self.setCursor(Qt.CursorShape.BlankCursor)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preview"))
