"""Paints the score's lane: how strong the music is meant to be, where it comes to rest, and what it is."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.timeline.art.easel import Easel
from ui.timeline.lanes import Lane
from ui.timeline.layout import Layout, carried

POINT_PX = 14.0
"""The curve has no more points than one every so many pixels."""
CADENCES_PX = 5.0
"""Cadences closer than this are not painted one by one."""


def paint_music(easel: Easel) -> None:
    """The curve of intensity as a soft hill, cadences as small gold lozenges."""
    layout, painter = easel.layout, easel.painter
    strip = layout.strip(Lane.MUSIC, 0, layout.plan.total_frames)
    strip.setLeft(max(strip.left(), easel.left))
    strip.setRight(min(strip.right(), easel.right))
    on = layout.board.music.enabled
    painter.fillRect(strip, theme.colour("music" if on else "line", 24))
    if on:
        if layout.board.music.file is None:
            _paint_curve(easel, strip)
        _paint_cadences(easel, strip)
    words = easel.state.style_name if on else QCoreApplication.translate("Timeline", "No score")
    easel.text(words, strip.adjusted(7, 3, -7, 18 - strip.height()), theme.colour("text" if on else "faint"))


def intensity_points(layout: Layout, since: float = 0.0) -> list[tuple[float, float]]:
    """The curve in sight as places and strengths: one in the middle of each shot; where shots are narrow, only that of
    the strongest of a few."""
    seen, spans = layout.visible(since), layout.spans
    if not seen:
        return []
    first, last = max(0, seen.start - 2), min(len(spans), seen.stop + 2)
    step = max(1, round(POINT_PX / max(layout.mean_px, 0.01)))
    points = []
    for index in range(first - first % step, last, step):
        strength = max([shot.intensity for shot in layout.board.shots[index : index + step]])
        points.append((layout.scale.x(spans[index].start + spans[index].frames / 2), strength))
    return points


def _paint_curve(easel: Easel, strip: QRectF) -> None:
    """The hill, one stretch between two points after the other: most of them look as they did before."""
    points = intensity_points(easel.layout, easel.since)
    if not points:
        return
    before, after = min(strip.left(), points[0][0]), max(strip.right(), points[-1][0])
    points = [(before, points[0][1]), *points, (after, points[-1][1])]
    for (x, strength), (end_x, end_strength) in pairwise(points):
        left, right = round(x), round(end_x)
        if right > left and right > strip.left() and left < strip.right():
            _paint_stretch(easel, QRectF(left, strip.top(), right - left, strip.height()), strength, end_strength)


def _paint_stretch(easel: Easel, box: QRectF, strength: float, end_strength: float) -> None:
    def paint(easel: Easel, box: QRectF) -> None:
        start = QPointF(box.left(), box.bottom() - 3 - strength * (box.height() - 8))
        end = QPointF(box.right(), box.bottom() - 3 - end_strength * (box.height() - 8))
        half = box.center().x()
        line = QPainterPath(start)
        line.cubicTo(QPointF(half, start.y()), QPointF(half, end.y()), end)
        hill = QPainterPath(line)
        hill.lineTo(box.bottomRight())
        hill.lineTo(box.bottomLeft())
        fill = QLinearGradient(box.topLeft(), box.bottomLeft())
        fill.setColorAt(0, theme.colour("music", 150))
        fill.setColorAt(1, theme.colour("music", 26))
        easel.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        easel.painter.fillPath(hill, fill)
        easel.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        easel.painter.setBrush(Qt.BrushStyle.NoBrush)
        easel.painter.setPen(QPen(theme.colour("music"), 1.5))
        easel.painter.drawPath(line)

    easel.tile(("hill", strength, end_strength), box, paint)


def _paint_cadences(easel: Easel, strip: QRectF) -> None:
    layout, frames, scale = easel.layout, easel.state.cadences, easel.timed.scale
    first, last = scale.frame(max(strip.left(), easel.since)), scale.frame(layout.width)
    seen = frames[bisect_left(frames, first) : bisect_left(frames, last)]
    if not seen or layout.mean_px < CADENCES_PX:
        return
    top = strip.bottom() - 10
    for frame in seen:
        x = layout.scale.x(carried(frame, easel.timed.plan, layout.plan))
        easel.tile(("cadence",), QRectF(x - 4, top, 8, 8), _paint_lozenge)


def _paint_lozenge(easel: Easel, box: QRectF) -> None:
    middle = box.center()
    easel.painter.setPen(Qt.PenStyle.NoPen)
    easel.painter.setBrush(theme.colour("accent"))
    easel.painter.drawPolygon(QPolygonF([
        QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()), QPointF(middle.x(), box.bottom()),
        QPointF(box.left(), middle.y()),
    ]))  # fmt: skip
