"""A map of the sky above the horizon on which the camera can be turned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.inspector.sky_disc import RIM, SkyDisc
from ui.inspector.sky_painting import paint_fan, painted_sky
from ui.inspector.vocabulary import compass_words
from ui.ports.understanding import SkyMap

LARGEST = 320
STEP_DEG = {Qt.Key.Key_Left: 5.0, Qt.Key.Key_Right: -5.0, Qt.Key.Key_Down: 5.0, Qt.Key.Key_Up: -5.0}
"""East is on the left: turning the camera to the left on the map is a growing azimuth."""


class SkyMapView(QWidget):
    """The disc of the sky. The night is dark in every theme.

    Signals:
        turned: the person turned the camera; carries the azimuth in degrees.
    """

    turned = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("skyMap")
        self._map, self._azimuth, self._width, self._turnable = SkyMap(), None, 60.0, False
        self._sky: QPixmap | None = None
        self.sitting = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    @property
    def azimuth_deg(self) -> float | None:
        """Where the camera looks; None where no direction of the horizon is meant."""
        return self._azimuth

    def show_map(self, sky: SkyMap) -> None:
        """Another sky."""
        if sky != self._map:
            self._map, self._sky = sky, None
            self.update()

    def show_camera(self, azimuth_deg: float | None, width_deg: float, turnable: bool) -> None:
        """Where the camera looks, how much of the horizon it sees, and whether it can be turned here."""
        self._azimuth, self._width, self._turnable = azimuth_deg, width_deg, turnable and azimuth_deg is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._turnable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor if self._turnable else Qt.CursorShape.ArrowCursor)
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(280, 280)

    def minimumSizeHint(self) -> QSize:
        """Small enough for a narrow window."""
        return QSize(160, 160)

    def hasHeightForWidth(self) -> bool:
        """It stays a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide."""
        return min(width, LARGEST)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn the camera to where the sky is pressed."""
        if event.button() == Qt.MouseButton.LeftButton and self._disc().contains(*event.position().toTuple(), RIM):
            self.sitting += 1
            self._turn_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the camera round."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._turn_to(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows turn the camera by five degrees, with Shift by one."""
        step = STEP_DEG.get(Qt.Key(event.key()))
        if step is None or not self._turnable or self._azimuth is None:
            super().keyPressEvent(event)
            return
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._turn(self._azimuth + (step / 5 if fine else step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Turns by the keys from now on are one step of the history."""
        self.sitting += 1
        super().focusInEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._sky = None
        elif event.type() == QEvent.Type.LanguageChange:
            self._sky = None
            self._tell()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The stars are drawn anew."""
        self._sky = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stars, drawn once for a sky, and the camera's fan over them."""
        if self._sky is None or self._sky.devicePixelRatio() != self.devicePixelRatioF():
            letters = {0: self.tr("N"), 90: self.tr("E"), 180: self.tr("S"), 270: self.tr("W")}
            ratio = self.devicePixelRatioF()
            self._sky = painted_sky(self._map, self._disc(), self.size(), ratio, self.font(), letters)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._sky)
        if self._azimuth is not None:
            paint_fan(painter, self._disc(), self._azimuth, self._width)
        if self.hasFocus():
            disc = self._disc()
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(disc.x, disc.y), disc.radius + 2, disc.radius + 2)

    def _disc(self) -> SkyDisc:
        radius = min(self.width(), self.height()) / 2 - RIM
        return SkyDisc(self.width() / 2, self.height() / 2, max(radius, 10.0))

    def _turn_to(self, point: QPointF) -> None:
        if self._turnable:
            self._turn(self._disc().azimuth(point.x(), point.y()))

    def _turn(self, azimuth_deg: float) -> None:
        self._azimuth = round(azimuth_deg % 360, 1)
        self._tell()
        self.update()
        self.turned.emit(self._azimuth)

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Map of the sky"))
        if self._azimuth is None:
            words = self.tr("The sky above the horizon, east on the left.")
        else:
            looks = self.tr("The camera looks {0}, {1} degrees.").format(
                compass_words(self._azimuth), round(self._azimuth)
            )
            how = self.tr("Press, draw or use the arrows to turn it.")
            words = f"{looks} {how}" if self._turnable else looks
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
