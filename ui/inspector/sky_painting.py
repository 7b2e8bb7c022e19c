"""How the map of the sky is painted. The night is dark in every theme."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QConicalGradient, QFont, QPainter, QPen, QPixmap, QRadialGradient

from ui import theme
from ui.inspector.sky_disc import RIM, SkyDisc, labelled, star_alpha, star_radius
from ui.ports.understanding import MapLine, MapStar, SkyMap


def painted_sky(
    sky: SkyMap, disc: SkyDisc, size: QSize, ratio: float, font: QFont, letters: Mapping[int, str]
) -> QPixmap:
    """The sky as a picture of ``size`` logical pixels; ``letters``: the compass letters by azimuth in degrees."""
    picture = QPixmap(round(size.width() * ratio), round(size.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_night(painter, disc)
    _paint_lines(painter, disc, sky.lines)
    _paint_stars(painter, disc, sky.stars)
    _paint_names(painter, disc, sky.stars, font)
    _paint_compass(painter, disc, font, letters)
    painter.end()
    return picture


def _paint_night(painter: QPainter, disc: SkyDisc) -> None:
    middle = QPointF(disc.x, disc.y)
    night = QRadialGradient(middle, disc.radius)
    night.setColorAt(0.0, QColor(theme.DARK.sunken))
    night.setColorAt(0.8, QColor(theme.DARK.ground))
    night.setColorAt(1.0, QColor(theme.DARK.raised))
    painter.setBrush(night)
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.drawEllipse(middle, disc.radius, disc.radius)
    grid = QColor(theme.DARK.line)
    grid.setAlpha(120)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(grid, 0.8, Qt.PenStyle.DotLine))
    for altitude in (30, 60):
        painter.drawEllipse(middle, disc.radius * (90 - altitude) / 90, disc.radius * (90 - altitude) / 90)


def _paint_lines(painter: QPainter, disc: SkyDisc, lines: tuple[MapLine, ...]) -> None:
    stroke = QColor(theme.DARK.narration)
    stroke.setAlpha(105)
    painter.setPen(QPen(stroke, 0.9))
    for line in lines:
        painter.drawLine(QPointF(*disc.place(*line.start)), QPointF(*disc.place(*line.end)))


def _paint_stars(painter: QPainter, disc: SkyDisc, stars: tuple[MapStar, ...]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for star in stars:
        colour = QColor(star.colour)
        colour.setAlpha(star_alpha(star.magnitude))
        radius = star_radius(star.magnitude, disc.radius)
        at = QPointF(*disc.place(star.altitude_deg, star.azimuth_deg))
        if star.magnitude < 1.2:
            halo = QRadialGradient(at, radius * 3.2)
            glow = QColor(star.colour)
            glow.setAlpha(90)
            halo.setColorAt(0.0, glow)
            glow.setAlpha(0)
            halo.setColorAt(1.0, glow)
            painter.setBrush(halo)
            painter.drawEllipse(at, radius * 3.2, radius * 3.2)
        painter.setBrush(colour)
        painter.drawEllipse(at, radius, radius)


def _paint_names(painter: QPainter, disc: SkyDisc, stars: tuple[MapStar, ...], base: QFont) -> None:
    font = QFont(base)
    font.setPixelSize(10)
    painter.setFont(font)
    colour = QColor(theme.DARK.text)
    colour.setAlpha(200)
    painter.setPen(colour)
    for star in labelled(stars, disc, 64, 12, most=12):
        x, y = disc.place(star.altitude_deg, star.azimuth_deg)
        width = painter.fontMetrics().horizontalAdvance(star.name)
        fits = disc.contains(x + 6 + width, y)
        painter.drawText(QPointF(x + 6 if fits else x - 6 - width, y + 3.5), star.name)


def _paint_compass(painter: QPainter, disc: SkyDisc, base: QFont, letters: Mapping[int, str]) -> None:
    font = QFont(base)
    font.setPixelSize(11)
    font.setBold(True)
    painter.setFont(font)
    for azimuth, letter in letters.items():
        x, y = SkyDisc(disc.x, disc.y, disc.radius + RIM / 2 + 1).place(0, azimuth)
        painter.setPen(theme.colour("text" if azimuth == 0 else "faint"))
        painter.drawText(QRectF(x - 12, y - 9, 24, 18), Qt.AlignmentFlag.AlignCenter, letter)


def paint_fan(painter: QPainter, disc: SkyDisc, azimuth_deg: float, width_deg: float) -> None:
    """The part of the sky that the camera sees: a fan of light towards an azimuth."""
    middle = QPointF(disc.x, disc.y)
    # Qt counts angles from three o'clock, counter-clockwise; azimuth grows counter-clockwise from the top
    start, spread = 90 + azimuth_deg - width_deg / 2, width_deg
    box = QRectF(disc.x - disc.radius, disc.y - disc.radius, 2 * disc.radius, 2 * disc.radius)
    fan = QConicalGradient(middle, 90 + azimuth_deg - 180)
    half = min(width_deg / 2 / 360, 0.49)
    for place, alpha in ((0.5 - half, 30), (0.5, 95), (0.5 + half, 30)):
        fan.setColorAt(place, theme.colour("accent", alpha))
    painter.setPen(QPen(theme.colour("accent", 200), 1.2))
    painter.setBrush(fan)
    painter.drawPie(box, round(start * 16), round(spread * 16))
    painter.setPen(QPen(theme.colour("accent"), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(box, round(start * 16), round(spread * 16))
