"""Paints the shots of the story track."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from ui import theme
from ui.timeline.art.easel import Easel, pill
from ui.timeline.art.transitions import paint_transition
from ui.timeline.lanes import Lane
from ui.timeline.state import TakeMark
from ui.timeline.words import seconds_text, shot_name

HEAD_PX, FOOT_PX = 19, 17
FULL_PX, NUMBERED_PX, BLOCK_PX = 46, 18, 5
"""From these widths on a shot shows all, its number, or at least itself; narrower ones are painted as one band."""
COLUMN_PX = 4


def paint_story(easel: Easel) -> None:
    """All shots that can be seen, and how they hand over."""
    layout = easel.layout
    seen = layout.visible()
    if not seen:
        return
    frames = layout.spans[seen[-1]].end - layout.spans[seen[0]].start
    if frames * layout.scale.px / len(seen) < BLOCK_PX:
        _paint_band(easel)
        return
    for index in seen:
        _paint_shot(easel, index)
    for index in range(max(0, seen[0] - 1), seen[-1] + 1):
        if index < len(layout.spans) - 1:
            paint_transition(easel, index)
    for index in seen:
        _paint_edge(easel, index)


def _paint_shot(easel: Easel, index: int) -> None:
    layout, painter = easel.layout, easel.painter
    box = layout.block(index).adjusted(0.5, 0.5, -0.5, -0.5)
    shot = layout.board.shots[index]
    selected = shot.id in easel.selection
    pill(painter, box, theme.colour("raised"), radius=min(5.0, box.width() / 3))
    body = layout.body(index)
    if body.width() < NUMBERED_PX:
        if selected:
            painter.fillRect(box, theme.colour("accent", 90))
        return
    if body.width() < FULL_PX:
        easel.text(str(index + 1), body.adjusted(0, 0, 0, HEAD_PX - body.height()), _ink(selected), True, True)
        _paint_thumbnails(easel, index, box)
        return
    _paint_thumbnails(easel, index, box)
    _paint_head(easel, index, body, selected)
    _paint_foot(easel, index, body)


def _ink(selected: bool) -> QColor:
    return theme.colour("accent" if selected else "text")


def _paint_thumbnails(easel: Easel, index: int, box: QRectF) -> None:
    """The shot's picture, side by side as often as it fits; cut at its right edge."""
    painter = easel.painter
    inside = box.adjusted(0, HEAD_PX, 0, -FOOT_PX)
    shot_id = easel.layout.board.shots[index].id
    painter.fillRect(inside, theme.colour("sunken"))
    picture = easel.state.picture(shot_id, int(inside.height()), easel.ratio)
    if picture is None:
        return
    wide = picture.width() / easel.ratio
    left = max(inside.left(), 0.0)
    x = inside.left() + (left - inside.left()) // wide * wide
    right = min(inside.right(), easel.layout.width)
    while x < right:
        part = min(wide, inside.right() - x)
        painter.drawPixmap(
            QRectF(x, inside.top(), part, inside.height()), picture, QRectF(0, 0, part * easel.ratio, picture.height())
        )
        x += wide
    if not easel.state.is_current(shot_id):
        painter.fillRect(inside, theme.colour("ground", 60))


def _seen_part(easel: Easel, body: QRectF) -> QRectF:
    """The part of a shot's body that is in sight, so that its words stay so while it scrolls out."""
    left = max(body.left(), easel.layout.scale.gutter) + 6
    return QRectF(left, body.top(), max(0.0, min(body.right(), easel.layout.width) - 5 - left), body.height())


def _paint_head(easel: Easel, index: int, body: QRectF, selected: bool) -> None:
    head = _seen_part(easel, body)
    head.setHeight(HEAD_PX)
    number = str(index + 1)
    easel.text(number, head, theme.colour("accent"), True)
    head.setLeft(head.left() + easel.width_of(number, True) + 6)
    easel.text(shot_name(easel.layout.board.shots[index]), head, _ink(selected))


def _paint_foot(easel: Easel, index: int, body: QRectF) -> None:
    foot = _seen_part(easel, body)
    foot.setTop(foot.bottom() - FOOT_PX)
    shot, span = easel.layout.board.shots[index], easel.layout.spans[index]
    fixed = shot.duration_s is not None
    mark = easel.state.take_mark(shot.id)
    right = foot.right()
    if foot.width() > 60 and mark is not TakeMark.READY:
        right -= 13
        easel.sign("refresh-cw" if mark is TakeMark.STALE else "pencil", right, foot.top() + 3, 11,
                   "accent" if mark is TakeMark.STALE else "faint")  # fmt: skip
    if shot.hit and foot.width() > 76:
        right -= 15
        easel.sign("bell", right, foot.top() + 3, 11, "music")
    easel.sign("lock" if fixed else "audio-lines", foot.left(), foot.top() + 3, 11, "accent" if fixed else "faint")
    length = QRectF(foot.left() + 15, foot.top(), right - foot.left() - 15, FOOT_PX)
    easel.text(seconds_text(span.frames, easel.layout.plan.fps), length, theme.colour("faint"))


def _paint_edge(easel: Easel, index: int) -> None:
    """The frame of a selected shot, or of the one that the inspector shows."""
    shot_id = easel.layout.board.shots[index].id
    selected = shot_id in easel.selection
    if not selected and (easel.selection or shot_id != easel.current):
        return
    box = easel.layout.block(index).adjusted(1, 1, -1, -1)
    if box.width() < 3:
        return
    easel.painter.setBrush(Qt.BrushStyle.NoBrush)
    easel.painter.setPen(QPen(theme.colour("accent", 255 if selected else 130), 2 if selected else 1))
    easel.painter.drawRoundedRect(box, min(5.0, box.width() / 3), min(5.0, box.width() / 3))


def _paint_band(easel: Easel) -> None:
    """Shots too narrow to be told apart: columns in the colours of what lies there, so that many cost no more."""
    layout, painter = easel.layout, easel.painter
    top, height = layout.lanes.top(Lane.STORY), layout.lanes.height_of(Lane.STORY)
    end = min(layout.width, layout.scale.x(layout.plan.total_frames))
    plain, other, chosen = QPainterPath(), QPainterPath(), QPainterPath()
    shots, x = layout.board.shots, max(layout.scale.gutter, layout.scale.x(0))
    while x < end:
        index = layout.index_at(layout.scale.frame(x))
        column = QRectF(x, top + HEAD_PX, min(COLUMN_PX, end - x), height - HEAD_PX)
        (chosen if shots[index].id in easel.selection else plain if index % 2 else other).addRect(column)
        x += COLUMN_PX
    painter.fillPath(plain, theme.colour("raised"))
    painter.fillPath(other, theme.colour("line"))
    painter.fillPath(chosen, theme.colour("accent", 170))
    painter.setPen(theme.colour("line"))
    painter.drawLine(QPointF(layout.scale.gutter, top + HEAD_PX), QPointF(end, top + HEAD_PX))
