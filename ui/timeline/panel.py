"""The timeline with its slim row of tools."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QVBoxLayout, QWidget

from ui.actions import Actions
from ui.document import Document
from ui.editing import Editing
from ui.icons import icon
from ui.ports import Services
from ui.timeline import accessible
from ui.timeline.view import TimelineView
from ui.transport import Transport

SLIDER_STEPS = 1000


class TimelinePanel(QWidget):
    """Tools above, the painted timeline below."""

    def __init__(
        self, document: Document, transport: Transport, services: Services, editing: Editing,
        actions: Actions | None = None, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("timelinePanel")
        accessible.install()
        self.view = TimelineView(document, transport, services, editing, actions)
        self._editing = editing
        self._buttons: dict[str, QToolButton] = {}
        self._zoom = QSlider(Qt.Orientation.Horizontal)
        self._zoom.setObjectName("timelineZoom")
        self._zoom.setRange(0, SLIDER_STEPS)
        self._zoom.setSingleStep(SLIDER_STEPS // 20)
        self._zoom.setPageStep(SLIDER_STEPS // 5)
        self._zoom.setFixedWidth(130)
        self._zoom.valueChanged.connect(self._take_zoom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tools())
        column.addWidget(self.view, 1)
        self.view.viewing.zoomed.connect(self._show_zoom)
        document.timed.connect(self._show_zoom)
        self._retranslate()
        self._show_zoom()

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _tools(self) -> QHBoxLayout:
        viewing = self.view.viewing
        row = QHBoxLayout()
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(2)
        snap = self._button("snap", "magnet", self._toggle_snapping)
        snap.setCheckable(True)
        snap.setChecked(True)
        for button in (
            self._button("addShot", "plus", self._editing.insert_empty),
            self._button("split", "square-split-horizontal", self._editing.split_at_playhead),
            self._button("addMarker", "flag", self._editing.add_marker),
            snap,
        ):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._button("fit", "maximize", viewing.fit))
        row.addWidget(self._button("zoomOut", "zoom-out", lambda: viewing.zoom_steps(-2, self._zoom_x())))
        row.addWidget(self._zoom)
        row.addWidget(self._button("zoomIn", "zoom-in", lambda: viewing.zoom_steps(2, self._zoom_x())))
        return row

    def _button(self, name: str, sign: str, run: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIcon(icon(sign))
        button.setIconSize(QSize(17, 17))
        button.setProperty("flat", True)
        button.clicked.connect(lambda checked=False: run())
        self._buttons[name] = button
        return button

    def _toggle_snapping(self) -> None:
        self.view.desk.snapping = self._buttons["snap"].isChecked()

    def _zoom_x(self) -> float:
        """Zoom at the playhead where it is in sight, else in the middle."""
        layout = self.view.layout_now()
        x = layout.scale.x(self.view.transport.frame)
        return x if layout.scale.gutter <= x <= layout.width else (layout.width + layout.scale.gutter) / 2

    def _take_zoom(self, value: int) -> None:
        self.view.viewing.set_share(value / SLIDER_STEPS, self._zoom_x())

    def _show_zoom(self) -> None:
        self._zoom.blockSignals(True)
        self._zoom.setValue(round(self.view.viewing.share * SLIDER_STEPS))
        self._zoom.blockSignals(False)

    def _retranslate(self) -> None:
        words = {
            "addShot": self.tr("New shot"), "split": self.tr("Split at the playhead (S)"),
            "addMarker": self.tr("Marker at the playhead (M)"),
            "snap": self.tr("Snap to cuts, markers and captions (hold Alt: not)"),
            "fit": self.tr("Show the whole film (F)"), "zoomOut": self.tr("Further off (-)"),
            "zoomIn": self.tr("Nearer (+)"),
        }  # fmt: skip
        for name, text in words.items():
            self._buttons[name].setToolTip(text)
            self._buttons[name].setAccessibleName(text)
        self._zoom.setToolTip(self.tr("Zoom (Ctrl and wheel)"))
        self._zoom.setAccessibleName(self.tr("Zoom"))
