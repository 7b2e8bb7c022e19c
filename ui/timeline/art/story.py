"""Paints the shots of the story track."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

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
    """All shots that can be seen, each with the hand-over to it."""
    layout = easel.layout
    seen = easel.seen_shots()
    if not seen:
        return
    if layout.mean_px < BLOCK_PX:
        _paint_band(easel)
        return
    for index in seen:
        _paint_shot(easel, index)
    edged = easel.selection or {easel.current}
    for index in seen:
        if layout.spans[index].shot_id in edged:
            _paint_edge(easel, index)


def _paint_shot(easel: Easel, index: int) -> None:
    layout, state = easel.layout, easel.state
    span, shot, px = layout.spans[index], layout.board.shots[index], layout.scale.px
    before = layout.spans[index - 1] if index else None
    inner = (before.overlap * px if before else 0.0, (span.frames - span.overlap) * px)
    kind = before.transition if before else None
    selected = shot.id in easel.selection
    key = (id(shot), index, span.frames, round(inner[0]), round(inner[1]), kind, selected, state.look_of(shot.id))

    def paint(easel: Easel, box: QRectF) -> None:
        body = QRectF(box.left() + inner[0], box.top(), inner[1] - inner[0], box.height())
        _paint_block(easel, index, box, body, selected)
        if kind is not None:
            paint_transition(easel, kind, QRectF(box.left(), box.top(), inner[0], box.height()))

    easel.tile(key, layout.block(index), paint, shot)


def _paint_block(easel: Easel, index: int, box: QRectF, body: QRectF, selected: bool) -> None:
    box = box.adjusted(0.5, 0.5, -0.5, -0.5)
    pill(easel.painter, box, theme.colour("raised"), radius=min(5.0, box.width() / 3))
    if body.width() < NUMBERED_PX:
        if selected:
            easel.painter.fillRect(box, theme.colour("accent", 90))
        return
    _paint_thumbnails(easel, index, box)
    if body.width() < FULL_PX:
        head = QRectF(body.left(), body.top(), body.width(), HEAD_PX)
        easel.text(str(index + 1), head, theme.colour("accent"), bold=True, middle=True)
        return
    _paint_head(easel, index, body, selected)
    _paint_foot(easel, index, body)


def _ink(selected: bool) -> QColor:
    return theme.colour("accent" if selected else "text")


def _paint_thumbnails(easel: Easel, index: int, box: QRectF) -> None:
    """The shot's picture, side by side as often as it fits; cut at its right edge."""
    painter = easel.painter
    inside = box.adjusted(0, HEAD_PX, 0, -FOOT_PX)
    inside.setTopLeft(QPointF(round(inside.left()), round(inside.top())))
    shot_id = easel.layout.board.shots[index].id
    painter.fillRect(inside, theme.colour("sunken"))
    picture = easel.state.picture(shot_id, round(inside.height()), easel.ratio)
    if picture is None:
        return
    wide = picture.width() / easel.ratio
    x = inside.left() + max(0.0, (easel.left - inside.left()) // wide) * wide
    right = min(inside.right(), easel.right)
    while x < right:
        part = round(min(wide, inside.right() - x) * easel.ratio)
        painter.drawPixmap(int(x), int(inside.top()), picture, 0, 0, part, picture.height())
        x += wide
    if not easel.state.is_current(shot_id):
        painter.fillRect(inside, theme.colour("ground", 60))


def _paint_head(easel: Easel, index: int, body: QRectF, selected: bool) -> None:
    head = easel.seen(body, 6)
    head.setHeight(HEAD_PX)
    number = str(index + 1)
    easel.text(number, head, theme.colour("accent"), bold=True)
    head.setLeft(head.left() + easel.width_of(number, True) + 6)
    easel.text(shot_name(easel.layout.board.shots[index]), head, _ink(selected))


def _paint_foot(easel: Easel, index: int, body: QRectF) -> None:
    foot = easel.seen(body, 6)
    foot.setTop(foot.bottom() - FOOT_PX)
    shot, span = easel.layout.board.shots[index], easel.layout.spans[index]
    fixed = shot.duration_s is not None
    mark = easel.state.take_mark(shot.id)
    right = foot.right()
    if foot.width() > 60 and mark is not TakeMark.READY:
        right -= 12
        sign, colour = ("refresh-cw", "accent") if mark is TakeMark.STALE else ("pencil", "faint")
        easel.sign(sign, right, foot.top() + 3, 11, colour)
    if shot.hit and foot.width() > 76:
        right -= 15
        easel.sign("bell", right, foot.top() + 3, 11, "music")
    easel.sign("lock" if fixed else "audio-lines", foot.left(), foot.top() + 3, 11, "accent" if fixed else "faint")
    length = QRectF(foot.left() + 15, foot.top(), right - foot.left() - 15, FOOT_PX)
    words = seconds_text(span.frames, easel.layout.plan.fps)
    if easel.width_of(words) <= length.width():
        easel.text(words, length, theme.colour("faint"))


def _paint_edge(easel: Easel, index: int) -> None:
    """The frame of a selected shot, or of the one that the inspector shows."""
    selected = easel.layout.spans[index].shot_id in easel.selection
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
    end = int(min(easel.right, layout.scale.x(layout.plan.total_frames)))
    columns: dict[str, list[QRect]] = {"raised": [], "line": [], "accent": []}
    shots, starts = layout.board.shots, layout.plan.starts
    for x in range(int(max(easel.since, layout.scale.x(0))), end, COLUMN_PX):
        index = max(0, bisect_right(starts, layout.scale.frame(x)) - 1)
        colour = "accent" if shots[index].id in easel.selection else "raised" if index % 2 else "line"
        columns[colour].append(QRect(x, top, min(COLUMN_PX, end - x), height))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for colour, boxes in columns.items():
        painter.setBrush(theme.colour(colour))
        painter.drawRects(boxes)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
