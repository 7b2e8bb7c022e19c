"""Paints the lanes of narration, captions and effects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from ui import theme
from ui.ports.sound import CaptionSpan, EffectSpan
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
LONGEST_S = 120
"""No caption or effect is looked for further back than this."""


def paint_narration(easel: Easel) -> None:
    """The spoken lines: their words over their loudness; a dashed box where a line has not been spoken yet."""
    layout = easel.layout
    on = layout.board.narration.enabled
    seen = layout.visible()
    if seen and (layout.spans[seen[-1]].end - layout.spans[seen[0]].start) * layout.scale.px / len(seen) < DETAIL_PX:
        _plain_strip(easel, Lane.NARRATION, "narration")
        return
    for index in range(max(0, seen.start - 1), seen.stop):
        shot = layout.board.shots[index]
        wave = easel.state.wave(shot.id)
        box = layout.line_box(index, len(wave) / WAVE_HZ if wave else None)
        if box is None or box.right() < layout.scale.gutter:
            continue
        box.adjust(0.5, 1, -1, -1)
        _paint_line_box(easel, box, spoken=bool(wave) and on)
        words = QRectF(max(box.left(), layout.scale.gutter) + 5, box.top(), 0, WORDS_PX)
        words.setRight(box.right() - 4)
        easel.text(shot.line, words, theme.colour("text" if on else "faint"))
        if wave and on:
            _paint_wave(easel, wave, box.adjusted(2, WORDS_PX, -2, -3))


def _paint_line_box(easel: Easel, box: QRectF, spoken: bool) -> None:
    if spoken:
        pill(easel.painter, box, theme.colour("narration", 46))
        return
    easel.painter.setPen(QPen(theme.colour("narration", 130), 1, Qt.PenStyle.DashLine))
    easel.painter.setBrush(theme.colour("narration", 16))
    easel.painter.drawRoundedRect(box, 4, 4)


def _paint_wave(easel: Easel, wave: Sequence[float], box: QRectF) -> None:
    """Upright bars, the loudest value of each stretch."""
    bars, middle, half = [], box.center().y(), box.height() / 2
    first = max(0, int((easel.layout.scale.gutter - box.left()) / BAR_PX))
    last = int((min(box.right(), easel.layout.width) - box.left()) / BAR_PX)
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
    ink = theme.colour("text" if easel.layout.board.captions.enabled else "faint")
    _paint_chips(easel, Lane.CAPTIONS, easel.state.captions, "captions", lambda span: span.text, ink)


def paint_effects(easel: Easel) -> None:
    """Each sound in the picture as long as it lasts."""
    ink = theme.colour("text")
    _paint_chips(easel, Lane.EFFECTS, easel.state.effects, "effects", lambda span: sound_name(span.kind), ink)


def _paint_chips(easel: Easel, lane: Lane, spans: Sequence[CaptionSpan | EffectSpan], colour: str, words, ink) -> None:
    layout, timed = easel.layout, easel.timed
    first, last = timed.scale.frame(timed.scale.gutter), timed.scale.frame(layout.width)
    reach = LONGEST_S * layout.plan.fps
    start = bisect_left(spans, first - reach, key=lambda span: span.start)
    longer = abs(layout.plan.total_frames - timed.plan.total_frames)
    end = bisect_left(spans, last + longer, key=lambda span: span.start)
    if end - start > (last - first) * layout.scale.px / 4:
        _plain_strip(easel, lane, colour)
        return
    for span in spans[start:end]:
        moved = carried(span.start, timed.plan, layout.plan)
        box = layout.strip(lane, moved, moved + span.end - span.start)
        if box.right() < layout.scale.gutter or box.left() > layout.width:
            continue
        box.adjust(0.5, 1, -0.5, -1)
        pill(easel.painter, box, theme.colour(colour, 52), radius=min(4.0, box.width() / 2))
        if box.width() > 22:
            left = max(box.left(), layout.scale.gutter) + 5
            easel.text(words(span), QRectF(left, box.top(), box.right() - 4 - left, box.height()), ink)


def _plain_strip(easel: Easel, lane: Lane, colour: str) -> None:
    """Too many to be told apart."""
    layout = easel.layout
    strip = layout.strip(lane, 0, layout.plan.total_frames).adjusted(0, 2, 0, -2)
    strip.setLeft(max(strip.left(), layout.scale.gutter))
    strip.setRight(min(strip.right(), layout.width))
    easel.painter.fillRect(strip, theme.colour(colour, 60))
