"""Paints what lies over the lanes and changes with the pointer: playhead, ghost, insertion mark, band, hints."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui import theme
from ui.timeline.art.easel import Easel, pill
from ui.timeline.hits import Hit, Part
from ui.timeline.lanes import Lane
from ui.timeline.scale import clock
from ui.timeline.words import LANE_ICONS, lane_name, shot_name
from ui.transitions import ICONS

GHOSTS = 3
HINT_PX = 150
"""The room that the hint needs."""
FEW_SHOTS = 3
"""With fewer shots than this the timeline says what can be dropped onto it."""


def paint_headers(easel: Easel) -> None:
    """The lanes' icons and names at the left; they do not scroll."""
    layout, painter = easel.layout, easel.painter
    gutter = layout.scale.gutter
    painter.fillRect(QRectF(0, 0, gutter, layout.lanes.height), theme.colour("panel"))
    for lane, name in LANE_ICONS.items():
        top, height = layout.lanes.top(lane), layout.lanes.height_of(lane)
        colour = {Lane.STORY: "accent"}.get(lane, lane.word)
        easel.sign(name, 10, top + height / 2 - 7, 14, colour)
        easel.text(lane_name(lane), QRectF(32, top, gutter - 36, height), theme.colour("faint"))
    painter.setPen(theme.colour("line"))
    painter.drawLine(QPointF(gutter - 0.5, 0), QPointF(gutter - 0.5, layout.lanes.height))


def paint_hint(easel: Easel) -> None:
    """What can be dropped, while there is little on the timeline."""
    layout = easel.layout
    if len(layout.spans) >= FEW_SHOTS:
        return
    left = max(layout.block(len(layout.spans) - 1).right(), layout.scale.gutter) + 14
    top, height = layout.lanes.top(Lane.STORY), layout.lanes.height_of(Lane.STORY)
    box = QRectF(left, top + 4, layout.width - left - 14, height - 8)
    if box.width() < HINT_PX:
        return
    easel.painter.setPen(QPen(theme.colour("faint"), 1, Qt.PenStyle.DashLine))
    easel.painter.setBrush(Qt.BrushStyle.NoBrush)
    easel.painter.drawRoundedRect(box, 8, 8)
    words = QCoreApplication.translate("Timeline", "Drop a legend, pictures, films or a text here")
    easel.text(words, box.adjusted(10, 0, -10, 0), theme.colour("faint"), middle=True)


def paint_hover(easel: Easel, hit: Hit) -> None:
    """The edge or hand-over that a press would take."""
    layout = easel.layout
    if hit.part in (Part.START_EDGE, Part.END_EDGE):
        body = layout.body(hit.index)
        x = body.left() + 2 if hit.part is Part.START_EDGE else body.right() - 2
        pill(easel.painter, QRectF(x - 2, body.top() + 3, 4, body.height() - 6), theme.colour("accent"), radius=2)
    elif hit.part is Part.TRANSITION:
        grip = layout.grip(hit.index)
        easel.painter.setPen(QPen(theme.colour("accent"), 1.5))
        easel.painter.setBrush(theme.colour("accent", 40))
        easel.painter.drawRoundedRect(grip.adjusted(0, 1, 0, -1), 3, 3)
        if layout.overlap(hit.index).width() < 2:
            middle = grip.center()
            pill(easel.painter, QRectF(middle.x() - 10, middle.y() - 10, 20, 20), theme.colour("panel"), radius=10)
            easel.sign(ICONS["cut"], middle.x() - 6, middle.y() - 6, 13, "accent")


def paint_insertion(easel: Easel, index: int) -> None:
    """Where something would come in."""
    x = easel.layout.gap_x(index)
    top = easel.layout.lanes.top(Lane.STORY)
    bottom = top + easel.layout.lanes.height_of(Lane.STORY)
    accent = theme.colour("accent")
    pill(easel.painter, QRectF(x - 1.5, top - 3, 3, bottom - top + 6), accent, radius=1.5)
    for y, way in ((top - 3, 1), (bottom + 3, -1)):
        easel.painter.drawPolygon(QPolygonF([QPointF(x - 6, y), QPointF(x + 6, y), QPointF(x, y + 7 * way)]))


def paint_ghosts(easel: Easel, indexes: tuple[int, ...], at: QPointF, copies: bool) -> None:
    """The shots that are dragged, under the pointer."""
    layout, painter = easel.layout, easel.painter
    height = layout.lanes.height_of(Lane.STORY) * 0.62
    width = min(max(layout.block(indexes[0]).width(), 64.0), 128.0)
    for place, index in reversed(list(enumerate(indexes[:GHOSTS]))):
        box = QRectF(at.x() - 22 + 7 * place, at.y() - height / 2 + 5 * place, width, height)
        painter.setOpacity(0.92 if place == 0 else 0.6)
        pill(painter, box, theme.colour("raised"), theme.colour("accent"), 5)
        shot = layout.board.shots[index]
        picture = easel.state.picture(shot.id, layout.lanes.height_of(Lane.STORY) - 36, easel.ratio)
        inside = box.adjusted(2, 18, -2, -2)
        if picture is not None and place == 0:
            source_height = min(float(picture.height()), picture.width() * inside.height() / inside.width())
            source = QRectF(0, (picture.height() - source_height) / 2, picture.width(), source_height)
            painter.drawPixmap(inside, picture, source)
        if place == 0:
            words = f"{index + 1}  {shot_name(shot)}"
            easel.text(words, QRectF(box.left() + 6, box.top(), width - 10, 18), theme.colour("text"))
    painter.setOpacity(1)
    badge = "+" if copies else str(len(indexes)) if len(indexes) > 1 else ""
    if badge:
        spot = QRectF(at.x() - 22 + width - 12, at.y() - height / 2 - 8, 20, 18)
        pill(painter, spot, theme.colour("accent"), radius=9)
        easel.text(badge, spot, theme.colour("on_accent"), True, True)


def paint_band(easel: Easel, band: QRectF) -> None:
    """The rubber band."""
    easel.painter.setPen(theme.colour("accent"))
    easel.painter.setBrush(theme.colour("accent", 32))
    easel.painter.drawRect(band)


def paint_saying(easel: Easel, words: str, at: QPointF) -> None:
    """A short word beside the pointer: the length that an edge would give."""
    wide = easel.width_of(words, True) + 16
    x = min(max(at.x() - wide / 2, easel.layout.scale.gutter + 4), easel.layout.width - wide - 4)
    box = QRectF(x, max(at.y() - 34, easel.layout.lanes.top(Lane.STORY) + 2), wide, 22)
    pill(easel.painter, box, theme.colour("panel", 245), theme.colour("accent"), 6)
    easel.text(words, box, theme.colour("text"), True, True)


def paint_snap(easel: Easel, frame: int) -> None:
    """The line that an edge holds on to."""
    x = easel.layout.scale.x(frame)
    easel.painter.setPen(QPen(theme.colour("accent", 200), 1, Qt.PenStyle.DashLine))
    easel.painter.drawLine(QPointF(x, 0), QPointF(x, easel.layout.lanes.bottom))


def paint_playhead(easel: Easel, frame: int, held: bool) -> None:
    """Where the film stands; with its time while it is held."""
    layout, painter = easel.layout, easel.painter
    x = round(layout.scale.x(frame)) + 0.5
    if x < layout.scale.gutter - 1 or x > layout.width + 6:
        return
    height = layout.lanes.height_of(Lane.RULER)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("text"), 1.2))
    painter.drawLine(QPointF(x, height - 12), QPointF(x, layout.lanes.bottom))
    painter.setPen(theme.colour("ground"))
    painter.setBrush(theme.colour("text"))
    painter.drawPolygon(QPolygonF([QPointF(x - 6, height - 15), QPointF(x + 6, height - 15), QPointF(x + 6, height - 8),
                                   QPointF(x, height - 1), QPointF(x - 6, height - 8)]))  # fmt: skip
    if held:
        words = clock(frame, layout.plan.fps, frames=True)
        wide = easel.width_of(words, True) + 12
        left = min(max(x + 9, layout.scale.gutter), layout.width - wide - 2)
        box = QRectF(left, 4, wide, 18)
        pill(painter, box, theme.colour("text"), radius=5)
        easel.text(words, box, theme.colour("ground"), True, True)
