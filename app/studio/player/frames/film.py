"""The film's frames at the preview's size: its takes where they are made, drafts where they are not, handed over, faded
and captioned as the film will be."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from av.video.reformatter import ColorRange, Colorspace
from PySide6.QtGui import QImage

from app.studio.player.audio.shot_sounds import shot_captions
from app.studio.player.frames.clips import Clips
from app.studio.player.frames.drafts import Draft, Drafts
from app.studio.player.frames.room import Made
from app.studio.player.frames.sizes import shown_canvas
from app.studio.player.frames.state import FilmState
from app.studio.player.frames.warm import Report
from engine.assembly.captions import Caption
from engine.assembly.composing import Compositor
from engine.assembly.planes import BLACK, GREY, Packed, video_frame
from engine.errors import EngineError
from engine.generators.generator import TakeMaker
from engine.jobs.cache import Cache, Entry
from engine.takes.before import know_order
from engine.takes.clip import ClipError
from engine.takes.planned import PlannedTake, planned_take
from storyboard.model import Canvas
from storyboard.takes import as_asked

log = logging.getLogger(__name__)
_REMEMBERED = 64
DARK = 9
"""How much lighter than black a frame is that cannot be shown."""


@dataclass(frozen=True)
class _Source:
    """Where a shot's frames come from: a clip, a draft, or nowhere."""

    take: PlannedTake | None = None
    entry: Entry | None = None
    draft: Draft | None = None


class FilmFrames:
    """Makes frames of the newest state; for one thread."""

    def __init__(
        self, generator: Callable[[Path, threading.Event], TakeMaker], cache: Cache, opened: Callable[[], None],
        trouble: Callable[[str], None], preparing: Report,
    ) -> None:  # fmt: skip
        """
        Args:
            generator: makes what paints drafts, from the folder that the names of files start from and an event that
                ends its work.
            opened: called when a draft was opened, so that its frames can be made now; from any thread.
            preparing: told how far the painter is made ready on a machine's first day; from any thread.
            trouble: called once with a sentence about every shot that cannot be shown.
        """
        self._make_generator, self._cache, self._trouble = generator, cache, trouble
        self._opened, self._preparing, self._closed = opened, preparing, threading.Event()
        self._generator = generator(Path(), self._closed)
        self._drafts, self._clips = Drafts(self._generator, opened, preparing, self._closed), Clips()
        self._sources: OrderedDict[int, _Source] = OrderedDict()
        self._captions: OrderedDict[int, list[Caption]] = OrderedDict()
        self._compositors: OrderedDict[int, Compositor] = OrderedDict()
        self._state: FilmState | None = None
        self._told: set[str] = set()

    def show(self, state: FilmState) -> None:
        """From now on frames are of this state."""
        if self._state is None or state.base != self._state.base:
            self._drafts.close()
            self._generator = self._make_generator(state.base, self._closed)
            self._drafts = Drafts(self._generator, self._opened, self._preparing, self._closed)
            self._sources.clear()
        self._state = state
        self._compositors.clear()

    def ready(self, number: int) -> bool:
        """Whether a frame can be made without waiting; begins to open what it needs."""
        state = self._now()
        blend = state.plan.blend(number)
        sources = [self._source(index) for index in range(blend.index, blend.index + 1 + (blend.progress is not None))]
        return all(source.draft is None or source.draft.ready for source in sources)

    def prepare(self, index: int) -> None:
        """Begin to open a shot that will be asked for soon, if the film has it."""
        if index < len(self._now().plan.spans):
            self._source(index)

    def frame(self, number: int) -> Made:
        """A frame of the film."""
        state = self._now()
        blend = state.plan.blend(number)
        canvas = shown_canvas(state.storyboard.canvas)
        first, draft = self._picture(blend.index, blend.frame, canvas)
        second = None
        if blend.progress is not None and blend.next_frame is not None:
            second, also = self._picture(blend.index + 1, blend.next_frame, canvas)
            draft = draft or also
        packed = self._compositor(blend.index, canvas).frame(number, first, second)
        return Made(image_of(packed), draft)

    def close(self) -> None:
        """Open no more shots."""
        self._closed.set()
        self._drafts.close()

    def _now(self) -> FilmState:
        assert self._state is not None
        return self._state

    def _picture(self, index: int, number: int, canvas: Canvas) -> tuple[Packed, bool]:
        """A frame of a shot at the preview's size, and whether it is a draft."""
        source = self._source(index)
        try:
            if source.take is not None and source.entry is not None:
                return fitted(self._clips.frame(source.take, source.entry, number), canvas), False
            if source.draft is not None:
                return fitted(source.draft.frame(number), canvas), True
        except ClipError:
            # the clip has gone since it was found: the shot is painted as one that was never made
            self._sources[self._now().marks[index]] = self._drafted(index)
            return self._picture(index, number, canvas)
        except Exception as error:  # noqa: BLE001 - a fault of one shot's painter must not stop the player
            self._fail(index, error)
        return dark(canvas), True

    def _fail(self, index: int, error: Exception) -> None:
        shot_id, sentence = self._now().storyboard.shots[index].id, str(error)
        if not isinstance(error, EngineError):
            log.exception("shot %s cannot be shown", shot_id, exc_info=error)
            fault = type(error).__name__
            sentence = f"Shot {shot_id} cannot be shown: its painter has failed ({fault}). Change its words or its sky."
        elif shot_id not in sentence:
            sentence = f"Shot {shot_id}: {sentence}"
        self._sources[self._now().marks[index]] = _Source()
        if sentence not in self._told:
            self._told.add(sentence)
            self._trouble(sentence)

    def _source(self, index: int) -> _Source:
        mark = self._now().marks[index]
        source = self._sources.get(mark)
        # a draft that was asked for and never opened, since others came in between, begins anew
        if source is None or (source.draft is not None and source.draft.dropped):
            source = self._sources[mark] = self._found(index)
        self._sources.move_to_end(mark)
        while len(self._sources) > _REMEMBERED:
            self._sources.popitem(last=False)
        return source

    def _found(self, index: int) -> _Source:
        """The clip of a shot, or its draft."""
        state = self._now()
        shot, span = state.storyboard.shots[index], state.plan.spans[index]
        try:
            know_order(self._generator, state.plan, self._cache, self._closed)
            take = planned_take(state.storyboard, shot, span, self._generator, self._cache)
            entry = take.stale or self._cache.find("takes", take.key)
            return _Source(take, entry) if entry is not None else self._drafted(index)
        except Exception as error:  # noqa: BLE001 - a shot that cannot be understood must not stop the player
            self._fail(index, error)
            return _Source()

    def _drafted(self, index: int) -> _Source:
        state = self._now()
        shot = state.storyboard.shots[index]
        chosen = next((take for take in shot.takes if take.key == shot.chosen), None)
        wanted = shot if chosen is None else as_asked(shot, chosen)
        return _Source(draft=self._drafts.draft(state.storyboard, wanted, state.plan.spans[index].frames))

    def _compositor(self, index: int, canvas: Canvas) -> Compositor:
        """What composes the frames around a shot: only captions near it are ever looked at."""
        compositor = self._compositors.get(index)
        if compositor is None:
            state = self._now()
            near = range(max(0, index - 1), min(len(state.plan.spans), index + 2))
            shown = [caption for each in near for caption in self._captions_of(each)]
            burned = shown if state.storyboard.captions.enabled else []
            style, seed = state.storyboard.captions, state.storyboard.seed
            compositor = self._compositors[index] = Compositor(state.plan, burned, canvas, style=style, seed=seed)
            while len(self._compositors) > 3:
                self._compositors.popitem(last=False)
        return compositor

    def _captions_of(self, index: int) -> list[Caption]:
        """The captions of a shot at their frames of the film."""
        state = self._now()
        shot, span, mark = state.storyboard.shots[index], state.plan.spans[index], state.marks[index]
        spoken = state.speech.get(shot.id)
        if spoken is None:
            return []
        if mark not in self._captions:
            last = index == len(state.plan.spans) - 1
            try:
                self._captions[mark] = shot_captions(state.storyboard, shot, span, last, spoken)
            except Exception:  # a picture without its caption is better than none
                log.exception("the captions of shot %s cannot be laid out", shot.id)
                self._captions[mark] = []
            while len(self._captions) > _REMEMBERED:
                self._captions.popitem(last=False)
        return [moved(caption, span.start) for caption in self._captions[mark]]


def moved(caption: Caption, frames: int) -> Caption:
    """A caption so many frames later."""
    return Caption(caption.start_frame + frames, caption.end_frame + frames, caption.lines)


def fitted(packed: Packed, canvas: Canvas) -> Packed:
    """A frame at the size of a canvas."""
    if packed.shape == (canvas.height * 3 // 2, canvas.width):
        return packed
    smaller = packed.shape[1] > canvas.width
    frame = video_frame(packed).reformat(
        canvas.width, canvas.height, "yuv420p", interpolation="AREA" if smaller else "BICUBIC"
    )
    return np.asarray(frame.to_ndarray(), np.uint8)


def dark(canvas: Canvas) -> Packed:
    """A calm frame, a little lighter than black."""
    packed = np.full((canvas.height * 3 // 2, canvas.width), round(GREY), np.uint8)
    packed[: canvas.height] = round(BLACK) + DARK
    return packed


def image_of(packed: Packed) -> QImage:
    """A frame as Qt shows it."""
    frame = video_frame(packed).reformat(
        format="bgra", src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG, dst_color_range=ColorRange.JPEG,
    )  # fmt: skip
    pixels = np.ascontiguousarray(frame.to_ndarray())
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
