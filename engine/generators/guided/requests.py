"""From a shot's plan to the requests of its clips: what the sky painter draws, where the model takes it."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.diffusion.request import ClipRequest, Pictures
from engine.generators.guided.segments import Segment
from engine.generators.guided.shot_plan import ShotPlan
from engine.generators.guided.sky_guide import SkyGuide

UNKNOWN = 128
"""Grey of a control video where nothing is known."""


class Requests:
    """The requests of one shot's clips."""

    def __init__(
        self, plan: ShotPlan, guide: SkyGuide | None, references: tuple[Pictures, ...] = (),
        before: Pictures | None = None,
    ) -> None:
        """
        Args:
            guide: the painter's pictures; None where the model is led by words alone.
            references: pictures of the characters, for models that take them.
            before: last frame of the shot before, at the model's size, that the shot begins with.
        """  # fmt: skip
        self._plan, self._guide, self._before = plan, guide, before
        self._references = references if "references" in plan.card.starts else ()

    def of(self, number: int, tail: Pictures | None) -> ClipRequest:
        """The request of clip ``number``; ``tail``: the last frames of the clip before, as many as they share."""
        plan = self._plan
        segment = plan.segments[number]
        if tail is None and self._before is not None:
            tail = self._before[None]
        ways = {"first": self._first, "video": self._video, "control": self._control}
        given = ways[plan.way](segment, tail) if plan.way in ways else {}
        return ClipRequest(
            prompt=plan.prompt.text, negative=plan.prompt.negative, width=plan.size.width, height=plan.size.height,
            frames=segment.frames, seed=plan.seed_of(number), steps=plan.steps, references=self._references, **given,
        )  # fmt: skip

    def _first(self, segment: Segment, tail: Pictures | None) -> dict[str, Any]:
        """Its first frame: the last one before it, else the sky; and for an exact sky also its last."""
        given = {}
        if tail is not None:
            given["first"] = tail[-1]
        elif self._guide is not None:
            given["first"] = self._guide.picture(segment.start)
        if self._guide is not None and self._plan.guidance == "exact" and "last" in self._plan.card.starts:
            given["last"] = self._guide.picture(segment.start + segment.frames - 1)
        return given

    def _video(self, segment: Segment, tail: Pictures | None) -> dict[str, Any]:
        """The painter's film to paint over, beginning with the frames before it."""
        assert self._guide is not None
        video = self._guide.pictures(segment.start, segment.frames)
        if tail is not None:
            video[: len(tail)] = tail
        return {"video": video, "strength": self._plan.strength}

    def _control(self, segment: Segment, tail: Pictures | None) -> dict[str, Any]:
        """The painter's film, kept where the sky is open, and the frames before it, kept whole."""
        shape = segment.frames, self._plan.size.height, self._plan.size.width
        if self._guide is not None:
            control = self._guide.pictures(segment.start, segment.frames)
            mask = self._guide.masks(segment.start, segment.frames)
        elif tail is not None:
            control, mask = np.full((*shape, 3), UNKNOWN, np.uint8), np.full(shape, 255, np.uint8)
        else:
            return {}
        if tail is not None:
            control[: len(tail)], mask[: len(tail)] = tail, 0
        return {"control": control, "mask": mask}
