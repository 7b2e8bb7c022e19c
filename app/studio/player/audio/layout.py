"""What is read and heard where in a film: captions, effects and the music's closes, each shot looked at once."""

from __future__ import annotations

import logging
from collections import OrderedDict

from app.studio.player.audio.laying import Laid
from app.studio.player.audio.shot_sounds import shot_captions, shot_effects
from app.studio.player.frames.state import FilmState
from engine.errors import EngineError
from engine.sound.score.plan import harmony, tempo_map
from engine.sound.score.style import styles
from engine.soundtrack import Soundtrack
from ui.ports.sound import CaptionSpan, EffectSpan

_REMEMBERED = 4096
log = logging.getLogger(__name__)


class Layout:
    """Lays films out; for one thread. A shot that did not change is only moved."""

    def __init__(self) -> None:
        self._captions: OrderedDict[int, tuple[CaptionSpan, ...]] = OrderedDict()
        self._effects: OrderedDict[int, tuple[EffectSpan, ...]] = OrderedDict()

    def laid(self, state: FilmState) -> Laid:
        """A film's layout."""
        captions, effects = [], []
        for index, span in enumerate(state.plan.spans):
            mark = state.marks[index]
            if mark not in self._captions:
                self._captions[mark], self._effects[mark] = self._read(state, index), self._heard(state, index)
            captions += [
                CaptionSpan(one.text, one.start + span.start, one.end + span.start) for one in self._captions[mark]
            ]
            effects += [
                EffectSpan(one.kind, one.start + span.start, one.end + span.start) for one in self._effects[mark]
            ]
        for kept in (self._captions, self._effects):
            while len(kept) > max(_REMEMBERED, 2 * len(state.marks)):
                kept.popitem(last=False)
        return Laid(tuple(captions), tuple(effects), cadences_of(state))

    def _read(self, state: FilmState, index: int) -> tuple[CaptionSpan, ...]:
        shot, span = state.storyboard.shots[index], state.plan.spans[index]
        spoken = state.speech.get(shot.id)
        if spoken is None:
            return ()
        last = index == len(state.plan.spans) - 1
        found = shot_captions(state.storyboard, shot, span, last, spoken)
        return tuple(CaptionSpan("\n".join(one.lines), one.start_frame, one.end_frame) for one in found)

    def _heard(self, state: FilmState, index: int) -> tuple[EffectSpan, ...]:
        shot, span, fps = state.storyboard.shots[index], state.plan.spans[index], state.plan.fps
        try:
            cues = shot_effects(state.storyboard, shot, span, index == len(state.plan.spans) - 1)
        except EngineError as error:
            # whoever shows the shot tells the person; here it has no sound
            log.info("shot %s has no effects: %s", shot.id, error)
            return ()
        return tuple(EffectSpan(cue.kind, round(cue.start_s * fps), round(cue.end_s * fps)) for cue in cues)


def cadences_of(state: FilmState) -> tuple[int, ...]:
    """Frames at which the music comes to a close (the last chord before a cut, the film's last chord) or strikes."""
    music = state.storyboard.music
    style = styles().get(music.style)
    if not music.enabled or music.file is not None or style is None:
        return ()
    sections = Soundtrack(state.storyboard, state.plan, {}).sections()
    if any(section.length_s <= 0 for section in sections):
        return ()
    closes = {chord.section: chord.start_s for chord in harmony(sections, tempo_map(sections, style), style)}
    strikes = [section.start_s for index, section in enumerate(sections) if index and section.hit]
    return tuple(sorted({round(seconds * state.plan.fps) for seconds in (*closes.values(), *strikes)}))
