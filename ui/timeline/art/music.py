"""Paints the score's lane: how strong the music is meant to be, where it comes to rest, and what it is."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.timeline.art.easel import Easel
from ui.timeline.lanes import Lane
from ui.timeline.layout import Layout, carried

POINT_PX = 6.0
"""The curve has no more points than one every so many pixels."""
CADENCES_PX = 5.0
"""Cadences closer than this are not painted one by one."""


def paint_music(easel: Easel) -> None:
    """The curve of intensity as a soft hill, cadences as small gold lozenges."""
    layout, painter = easel.layout, easel.painter
    strip = layout.strip(Lane.MUSIC, 0, layout.plan.total_frames)
    strip.setLeft(max(strip.left(), layout.scale.gutter))
    strip.setRight(min(strip.right(), layout.width))
    on = layout.board.music.enabled
    painter.fillRect(strip, theme.colour("music" if on else "line", 24))
    if on:
        if layout.board.music.file is None:
            _paint_curve(easel, strip)
        _paint_cadences(easel, strip)
    words = easel.state.style_name if on else QCoreApplication.translate("Timeline", "No score")
    easel.text(words, strip.adjusted(7, 3, -7, 18 - strip.height()), theme.colour("text" if on else "faint"))


def intensity_points(layout: Layout) -> list[QPointF]:
    """The curve's points in sight: one in the middle of each shot, as high as its intensity; where shots are narrow,
    only some of them."""
    seen = layout.visible()
    if not seen:
        return []
    top, height = layout.lanes.top(Lane.MUSIC), layout.lanes.height_of(Lane.MUSIC)
    first, last = max(0, seen.start - 2), min(len(layout.spans), seen.stop + 2)
    wide = (layout.spans[last - 1].end - layout.spans[first].start) * layout.scale.px / (last - first)
    step = max(1, round(POINT_PX / max(wide, 0.01)))
    points = []
    for index in range(first - first % step, last, step):
        group = layout.board.shots[index : index + step]
        strength = max(shot.intensity for shot in group)
        span = layout.spans[index]
        points.append(QPointF(layout.scale.x(span.start + span.frames / 2), top + height - 3 - strength * (height - 8)))
    return points


def _paint_curve(easel: Easel, strip: QRectF) -> None:
    points = intensity_points(easel.layout)
    if not points:
        return
    hill = QPainterPath(QPointF(strip.left(), points[0].y() if points[0].x() > strip.left() else strip.bottom()))
    before = hill.currentPosition()
    for point in [*points, QPointF(max(strip.right(), points[-1].x()), points[-1].y())]:
        half = (before.x() + point.x()) / 2
        hill.cubicTo(QPointF(half, before.y()), QPointF(half, point.y()), point)
        before = point
    painter = easel.painter
    painter.save()
    painter.setClipRect(strip)
    line = QPainterPath(hill)
    hill.lineTo(QPointF(before.x(), strip.bottom()))
    hill.lineTo(strip.bottomLeft())
    fill = QLinearGradient(strip.topLeft(), strip.bottomLeft())
    fill.setColorAt(0, theme.colour("music", 150))
    fill.setColorAt(1, theme.colour("music", 26))
    painter.fillPath(hill, fill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("music"), 1.5))
    painter.drawPath(line)
    painter.restore()


def _paint_cadences(easel: Easel, strip: QRectF) -> None:
    layout, frames = easel.layout, sorted(easel.state.cadences)
    scale = easel.timed.scale
    seen = frames[bisect_left(frames, scale.frame(strip.left())) : bisect_left(frames, scale.frame(layout.width))]
    if not seen or strip.width() / len(seen) < CADENCES_PX:
        return
    y = strip.bottom() - 6
    easel.painter.setPen(Qt.PenStyle.NoPen)
    easel.painter.setBrush(theme.colour("accent"))
    for frame in seen:
        x = layout.scale.x(carried(frame, easel.timed.plan, layout.plan))
        easel.painter.drawPolygon(
            QPolygonF([QPointF(x, y - 4), QPointF(x + 3.5, y), QPointF(x, y + 4), QPointF(x - 3.5, y)])
        )
