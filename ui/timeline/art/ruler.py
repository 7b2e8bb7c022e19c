"""Paints the ruler with its times and marks."""

from __future__ import annotations

from PySide6.QtCore import QLine, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from ui import theme
from ui.timeline.art.easel import Easel
from ui.timeline.lanes import Lane
from ui.timeline.layout import marker_frames
from ui.timeline.scale import clock, strokes

LABELS_PX = 16


def paint_ruler(easel: Easel) -> None:
    """Strokes and times, as many as there is room for; then the marks."""
    scale, height = easel.layout.scale, easel.layout.lanes.height_of(Lane.RULER)
    box = QRectF(scale.gutter, 0, easel.layout.width - scale.gutter, height)
    easel.tile(("ruler", scale, easel.layout.plan.fps), box, _paint_strokes)
    _paint_markers(easel, height)


def _paint_strokes(easel: Easel, box: QRectF) -> None:
    layout, painter, height = easel.layout, easel.painter, int(box.height())
    painter.fillRect(box, theme.colour("panel"))
    painter.save()
    painter.translate(box.left() - layout.scale.gutter, 0)
    fps = layout.plan.fps
    major, minor = strokes(layout.scale.px, fps)
    first = max(0, int(layout.scale.frame(layout.scale.gutter)) // major * major)
    last = layout.scale.frame(layout.width)
    lines = []
    for frame in range(first, int(last) + 1, minor):
        x = int(layout.scale.x(frame))
        if x >= layout.scale.gutter:
            lines.append(QLine(x, height - (9 if frame % major == 0 else 5), x, height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(theme.colour("line"))
    painter.drawLines(lines)
    for frame in range(first, int(last) + 1, major):
        x = layout.scale.x(frame)
        if x >= layout.scale.gutter - 2:
            words = clock(frame, fps, frames=major % fps != 0)
            easel.text(words, QRectF(x + 4, 0, 90, height - 8), theme.colour("faint"))
    painter.restore()


def _paint_markers(easel: Easel, height: int) -> None:
    marks = marker_frames(easel.layout)
    for frame, mark in marks:
        x = easel.layout.scale.x(frame)
        if not easel.layout.scale.gutter - 1 <= x <= easel.layout.width + 150:
            continue
        flag = QPolygonF([QPointF(x - 4.5, 2), QPointF(x + 4.5, 2), QPointF(x + 4.5, 11), QPointF(x, 16),
                          QPointF(x - 4.5, 11)])  # fmt: skip
        easel.painter.setPen(Qt.PenStyle.NoPen)
        easel.painter.setBrush(theme.colour("good"))
        easel.painter.drawPolygon(flag)
        easel.painter.setPen(theme.colour("good", 90))
        easel.painter.drawLine(QPointF(x, 16), QPointF(x, easel.layout.lanes.bottom))
        if mark.text:
            wide = min(easel.width_of(mark.text) + 8, 130)
            easel.painter.fillRect(QRectF(x + 6, 1, wide, LABELS_PX), theme.colour("raised"))
            easel.text(mark.text, QRectF(x + 10, 1, wide - 4, LABELS_PX), theme.colour("good"))
