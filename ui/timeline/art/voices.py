"""Paints the lanes of narration, captions and effects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from ui import theme
from ui.timeline.art.easel import Easel, pill
from ui.timeline.lanes import Lane
from ui.timeline.layout import carried
from ui.timeline.state import WAVE_HZ
from ui.timeline.words import sound_name

WORDS_PX = 16
BAR_PX = 3.0
"""From one bar of a waveform to the next."""
DETAIL_PX = 8
"""Shots narrower than this show a plain strip."""
CHIP_PX = 9
"""Captions that have less room than this on average are painted as a plain strip."""
LONGEST_S = 120
"""No caption or effect is looked for further back than this."""


def paint_narration(easel: Easel) -> None:
    """The spoken lines: their words over their loudness; a dashed box where a line has not been spoken yet."""
    layout = easel.layout
    on = layout.board.narration.enabled
    if layout.mean_px < DETAIL_PX:
        _plain_strip(easel, Lane.NARRATION, "narration")
        return
    seen = easel.seen_shots()
    for index in range(max(0, seen.start - 1), seen.stop):
        _paint_line(easel, index, on)


def _paint_line(easel: Easel, index: int, on: bool) -> None:
    layout, shot = easel.layout, easel.layout.board.shots[index]
    wave = easel.state.wave(shot.id)
    box = layout.line_box(index, len(wave) / WAVE_HZ if wave else None)
    if box is None or box.right() < easel.since or box.left() > easel.right:
        return
    room = min(layout.scale.x(layout.spans[index].end) - box.left(), box.width())

    def paint(easel: Easel, box: QRectF) -> None:
        inside = box.adjusted(0.5, 1, -1, -1)
        spoken = wave if on else None
        _paint_line_box(easel, inside, bool(spoken), too_long=box.width() > room + 2)
        words = easel.seen(inside, 5)
        words.setHeight(WORDS_PX)
        words.setRight(min(words.right(), box.left() + room))
        easel.text(shot.line, words, theme.colour("text" if on else "faint"))
        if spoken:
            _paint_wave(easel, spoken, inside.adjusted(2, WORDS_PX, -2, -3))

    easel.tile(("line", shot.line, on, id(wave), round(room), layout.scale.px), box, paint, wave)


def _paint_line_box(easel: Easel, box: QRectF, spoken: bool, too_long: bool) -> None:
    """Filled where it is spoken, dashed where not yet; with a red edge where it is longer than its shot."""
    colour = "danger" if too_long else "narration"
    edge = QPen(theme.colour(colour, 150), 1, Qt.PenStyle.SolidLine if spoken else Qt.PenStyle.DashLine)
    easel.painter.setPen(edge if too_long or not spoken else Qt.PenStyle.NoPen)
    easel.painter.setBrush(theme.colour(colour, 46 if spoken else 16))
    easel.painter.drawRoundedRect(box, 4, 4)


def _paint_wave(easel: Easel, wave: Sequence[float], box: QRectF) -> None:
    """Upright bars, the loudest value of each stretch."""
    bars, middle, half = [], box.center().y(), box.height() / 2
    first = max(0, int((easel.left - box.left()) / BAR_PX))
    last = int((min(box.right(), easel.right) - box.left()) / BAR_PX)
    values_a_bar = BAR_PX / easel.layout.scale.px * WAVE_HZ / easel.layout.plan.fps
    for number in range(first, last):
        start = int(number * values_a_bar)
        high = max(1.0, max(wave[start : max(start + 1, int((number + 1) * values_a_bar))], default=0.0) * half)
        bars.append(QRectF(box.left() + number * BAR_PX, middle - high, BAR_PX - 1, 2 * high))
    easel.painter.setPen(Qt.PenStyle.NoPen)
    easel.painter.setBrush(theme.colour("narration"))
    easel.painter.drawRects(bars)


def paint_captions(easel: Easel) -> None:
    """Each caption as long as it stands."""
    ink = "text" if easel.layout.board.captions.enabled else "faint"
    _paint_chips(easel, Lane.CAPTIONS, easel.state.captions, "captions", lambda span: span.text, ink)


def paint_effects(easel: Easel) -> None:
    """Each sound in the picture as long as it lasts."""
    _paint_chips(easel, Lane.EFFECTS, easel.state.effects, "effects", lambda span: sound_name(span.kind), "text")


def said(spans: Sequence, words: Callable, near: float) -> list[tuple[str, int]]:
    """What stands in the chips of spans that may lie over each other: the words, and the frame before which they end
    because the next chip begins. Chips that begin nearly together say their words in the last of them."""
    told, waiting = [], []
    for number, span in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else span.end
        waiting.append(words(span))
        if following - span.start < near and number + 1 < len(spans):
            told.append(("", span.end))
        else:
            told.append((" · ".join(dict.fromkeys(waiting)), min(following, span.end)))
            waiting = []
    return told


def _paint_chips(easel: Easel, lane: Lane, spans: Sequence, colour: str, words: Callable, ink: str) -> None:
    layout, timed = easel.layout, easel.timed
    first, last = timed.scale.frame(easel.since), timed.scale.frame(layout.width)
    reach = LONGEST_S * layout.plan.fps
    start = bisect_left(spans, first - reach, key=lambda span: span.start)
    longer = abs(layout.plan.total_frames - timed.plan.total_frames)
    end = bisect_left(spans, last + longer, key=lambda span: span.start)
    if (end - start) * CHIP_PX > (last - first) * layout.scale.px:
        _plain_strip(easel, lane, colour)
        return
    seen = spans[start:end]
    for span, (text, until) in zip(seen, said(seen, words, CHIP_PX * 3 / layout.scale.px), strict=True):
        moved = carried(span.start, timed.plan, layout.plan)
        box = layout.strip(lane, moved, moved + span.end - span.start)
        if box.right() >= easel.since and box.left() <= easel.right:
            _paint_chip(easel, box, text, (until - span.start) * layout.scale.px, colour, ink)


def _paint_chip(easel: Easel, box: QRectF, words: str, room: float, colour: str, ink: str) -> None:
    def paint(easel: Easel, box: QRectF) -> None:
        inside = box.adjusted(0.5, 1, -0.5, -1)
        pill(easel.painter, inside, theme.colour(colour, 52), radius=min(4.0, inside.width() / 2))
        place = easel.seen(inside, 5)
        place.setRight(min(place.right(), box.left() + room - 4))
        if place.width() > 12:
            easel.text(words, place, theme.colour(ink))

    easel.tile(("chip", words, round(room), colour, ink), box, paint)


def _plain_strip(easel: Easel, lane: Lane, colour: str) -> None:
    """Too many to be told apart."""
    layout = easel.layout
    strip = layout.strip(lane, 0, layout.plan.total_frames).adjusted(0, 2, 0, -2)
    strip.setLeft(max(strip.left(), easel.left))
    strip.setRight(min(strip.right(), easel.right))
    easel.painter.fillRect(strip, theme.colour(colour, 60))
