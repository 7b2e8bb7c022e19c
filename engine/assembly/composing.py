"""Composing: takes become the frames of the film, with hand-overs, fades and captions, as packed frames."""

from __future__ import annotations

from collections.abc import Sequence

from engine.assembly.caption_art import CaptionTrack
from engine.assembly.captions import Caption
from engine.assembly.front_captions import front_captions
from engine.assembly.label import Mark
from engine.assembly.planes import Packed, fade, hand_over
from engine.assembly.transitions import ease
from storyboard.model import Canvas
from storyboard.timing import Schedule


class Compositor:
    """Makes film frames of take frames. Any frame on its own, by any thread."""

    def __init__(
        self, plan: Schedule, captions: Sequence[Caption], canvas: Canvas, mark: Mark | None = None
    ) -> None:
        """``captions`` are burned into the picture, ``mark`` into its start."""
        self._plan, self._mark = plan, mark
        flat = canvas.projection in ("flat", "rectilinear")
        self._track = (
            CaptionTrack(captions, canvas.width, canvas.height) if flat else front_captions(captions, canvas)
        )

    def frame(self, number: int, first: Packed, second: Packed | None = None) -> Packed:
        """Film frame ``number`` of the take's frame that belongs there, and in a hand-over of the next take's.

        What is given may be drawn into.
        """
        blend = self._plan.blend(number)
        packed = first
        if second is not None and blend.progress is not None:
            packed = hand_over(blend.kind, first, second, blend.progress)
        gain = self._plan.gain(number)
        if gain < 1:
            packed = fade(packed, ease(gain))
        self._track.draw(packed, number)
        if self._mark is not None:
            self._mark.draw(packed, number)
        return packed
