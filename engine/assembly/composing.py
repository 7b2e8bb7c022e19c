"""Composing: takes become the frames of the film, with hand-overs, fades and captions, as packed frames."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

from engine.assembly.caption_art import CaptionTrack, caption_bitmap
from engine.assembly.captions import Caption
from engine.assembly.front_captions import front_captions
from engine.assembly.hand_over import HandOver
from engine.assembly.label import Mark
from engine.assembly.planes import Packed, fade
from engine.assembly.transitions import ease
from storyboard.model import Canvas, Captions
from storyboard.seeds import seed_for
from storyboard.timing import Schedule

_KEPT = 2


class Compositor:
    """Makes film frames of take frames. Any frame on its own, by any thread."""

    def __init__(
        self, plan: Schedule, captions: Sequence[Caption], canvas: Canvas, mark: Mark | None = None, *,
        style: Captions = Captions(), seed: int = 0,
    ) -> None:  # fmt: skip
        """``captions`` are burned into the picture in a ``style``, ``mark`` into its start; ``seed`` is the
        storyboard's."""
        self._plan, self._mark = plan, mark
        self._track = _track(captions, canvas, style)
        self._hand_overs = HandOvers(plan, canvas, seed)

    def frame(self, number: int, first: Packed, second: Packed | None = None) -> Packed:
        """Film frame ``number`` of the take's frame that belongs there, and in a hand-over of the next take's.

        What is given may be drawn into.
        """
        blend = self._plan.blend(number)
        packed = first
        if second is not None and blend.progress is not None:
            packed = self._hand_overs.after(blend.index).packed(first, second, blend.progress)
        gain = self._plan.gain(number)
        if gain < 1:
            packed = fade(packed, ease(gain))
        self._track.draw(packed, number)
        if self._mark is not None:
            self._mark.draw(packed, number)
        return packed


class HandOvers:
    """The hand-overs of a film, each prepared when it is first needed; safe to use from several threads."""

    def __init__(self, plan: Schedule, canvas: Canvas, seed: int) -> None:
        """``seed``: the storyboard's."""
        self._plan, self._canvas, self._seed = plan, canvas, seed
        self._made: OrderedDict[int, HandOver] = OrderedDict()
        self._lock = threading.Lock()

    def after(self, index: int) -> HandOver:
        """How shot ``index`` hands over to the next."""
        with self._lock:
            if index not in self._made:
                span = self._plan.spans[index]
                seed = stars_seed(self._plan, index, self._seed)
                self._made[index] = HandOver(span.transition, self._canvas, seed, span.overlap)
                if len(self._made) > _KEPT:
                    self._made.popitem(last=False)
            self._made.move_to_end(index)
            return self._made[index]


def stars_seed(plan: Schedule, index: int, seed: int) -> int:
    """What the stars stand by in a star dissolve from shot ``index`` to the next."""
    return seed_for(seed, plan.spans[index].shot_id, plan.spans[index + 1].shot_id, "stars")


def _track(captions: Sequence[Caption], canvas: Canvas, style: Captions) -> CaptionTrack:
    """Captions flat in the picture, or hung in front of the viewer of a dome or a 360-degree picture."""
    if canvas.projection in ("flat", "rectilinear"):
        draw = partial(caption_bitmap, width=canvas.width, height=canvas.height, style=style)
        return CaptionTrack(captions, canvas.width, canvas.height, draw)
    return front_captions(captions, canvas, style)
