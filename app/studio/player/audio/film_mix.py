"""The film's sound for the player: its lines at once, the whole mix a while after the storyboard was left alone."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.studio import loading
from app.studio.player.audio.feed import RATE, Feed
from app.studio.player.audio.spoken_lines import SpokenLines, line_key
from app.studio.player.frames.state import FilmState
from storyboard.model import Shot, Storyboard

if TYPE_CHECKING:
    from app.studio.player.audio.sources import LinesSource
    from engine.jobs.cache import Cache
    from engine.sound.narrator.narrator import Narrator
    from engine.sound.narrator.speech import Speech

QUIET_S = 3.0
log = logging.getLogger(__name__)


class FilmMix:
    """Gives a feed its sources. Mixes in a thread of low urgency, one film at a time: a mix that was begun is finished
    and kept, since a step back may ask for it again."""

    def __init__(
        self, feed: Feed, lines: SpokenLines, cache: Callable[[], Cache], trouble: Callable[[str], None],
        quiet_s: float = QUIET_S,
    ) -> None:  # fmt: skip
        """
        Args:
            cache: the cache that mixes are kept in; asked for in the thread.
            trouble: called, from the thread, with a sentence where the sound cannot be mixed.
        """
        self._feed, self._lines, self._cache, self._trouble, self._quiet_s = feed, lines, cache, trouble, quiet_s
        self._changed = threading.Condition()
        self._state: FilmState | None = None
        self._heard: object = None
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="preview-mix", daemon=True)

    def show(self, state: FilmState) -> None:
        """The film is another one."""
        with self._changed:
            self._state = state
            if not self._thread.is_alive() and not self._cancel.is_set():
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread, and with it the mix that is being made."""
        with self._changed:
            self._cancel.set()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        _step_back()
        with loading.in_turn:
            from app.studio.player.audio import sources  # noqa: F401 - the windows do not wait for it later
            from engine.lines import line_narrator

        done: FilmState | None = None
        with line_narrator() as narrator:
            while True:
                with self._changed:
                    while not self._cancel.is_set() and self._state is done:
                        self._changed.wait()
                    state = self._state
                if self._cancel.is_set() or state is None:
                    return
                self._play_lines(state, narrator)
                with self._changed:
                    left_alone = not self._changed.wait_for(
                        lambda now=state: self._cancel.is_set() or self._state is not now, self._quiet_s
                    )
                if left_alone and not self._lines.missing(state.storyboard):
                    self._play_mix(state, narrator)
                    done = state
                elif left_alone:
                    self._quiet_again(state)

    def _quiet_again(self, state: FilmState) -> None:
        """Lines are still being spoken: look again when they may be there."""
        with self._changed:
            self._changed.wait_for(lambda: self._cancel.is_set() or self._state is not state, self._quiet_s)

    def _play_lines(self, state: FilmState, narrator: Narrator) -> None:
        """Play the lines alone where another sound than before is to be heard."""
        story = state.storyboard
        known = [spoken is not None and spoken.known for spoken in map(state.speech.get, (s.id for s in story.shots))]
        heard = state.plan, tuple(line_key(story, shot) for shot in story.shots), tuple(known)
        if heard != self._heard:
            self._heard = heard
            self._feed.change(self._spoken_alone(state, narrator))

    def _play_mix(self, state: FilmState, narrator: Narrator) -> None:
        from app.studio.player.audio.sources import MixedSource
        from engine.errors import Cancelled, EngineError
        from engine.kept_sound import keep_sound
        from engine.soundtrack import Soundtrack

        story = state.storyboard
        try:
            spoken = [shot for shot in story.shots if (one := state.speech.get(shot.id)) is not None and one.known]
            speech = {shot.id: self._speech(story, shot, narrator) for shot in spoken}
            entry, _ = keep_sound(Soundtrack(story, state.plan, speech, state.base), self._cache(), self._cancel)
            if self._state is state:
                self._feed.change(MixedSource(entry.path))
        except Cancelled:
            return
        except (EngineError, OSError) as error:
            self._trouble(str(error))
        except Exception:  # the player goes on with the lines alone
            log.exception("the sound cannot be mixed")

    def _spoken_alone(self, state: FilmState, narrator: Narrator) -> LinesSource:
        from app.studio.player.audio.sources import LinesSource

        story, fps = state.storyboard, state.plan.fps
        lines = []
        for span, shot in zip(state.plan.spans, story.shots, strict=True):
            spoken = state.speech.get(shot.id)
            if spoken is not None and spoken.known:
                speak = partial(self._speech, story, shot, narrator)
                lines.append((round(span.line_start * RATE / fps), round(spoken.seconds * RATE), speak))
        return LinesSource(lines)

    def _speech(self, storyboard: Storyboard, shot: Shot, narrator: Narrator) -> Speech:
        from app.studio.player.audio.speaking import speech_of

        return self._lines.speak(storyboard, shot, lambda: speech_of(storyboard, shot, narrator, self._cancel))


def _step_back() -> None:
    """Let every other thread go first, where the system lets a thread say so."""
    if sys.platform.startswith("linux"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
