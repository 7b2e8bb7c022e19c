"""How the takes of a storyboard stand, looked up in a thread; what has not changed is not looked up again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from engine.errors import EngineError
from engine.jobs.cache import Cache
from storyboard.errors import StoryboardError
from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule, ShotSpan
from ui.ports.takes import TakeState


@dataclass(frozen=True)
class Looked:
    """What was found of one shot: its takes, and whether the one that the film shows lies in the cache."""

    takes: tuple[TakeState, ...] = ()
    has_clip: bool = False


@dataclass(frozen=True)
class _Remembered:
    shot: Shot
    frames: int
    rest: Storyboard
    looked: Looked


class TakeLook:
    """Looks in a thread of its own; of several questions the last one is answered."""

    def __init__(self, cache: Cache, answer: Callable[[dict[str, Looked]], None]) -> None:
        """``answer``: called, in the thread, with what was found by the shots' ids."""
        self._cache, self._answer = cache, answer
        self._known: dict[str, _Remembered] = {}
        self._last_rest: Storyboard | None = None
        self._question: tuple[Storyboard, Schedule] | None = None
        self._changed = threading.Condition()
        self._ending = self._forget = self._forget_all = False
        self._thread = threading.Thread(target=self._work, name="takes", daemon=True)
        self._thread.start()

    def ask(self, storyboard: Storyboard, plan: Schedule) -> None:
        """Look the takes of a storyboard up; returns at once."""
        with self._changed:
            self._question = (storyboard, plan)
            self._changed.notify_all()

    def forget_missing(self) -> None:
        """Clips that were not there may be by now."""
        with self._changed:
            self._forget = True

    def forget(self) -> None:
        """Nothing is known any more: every take is looked up anew."""
        with self._changed:
            self._forget_all = True

    def close(self) -> None:
        """Look no more."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._question is not None)
                if self._ending:
                    return
                question, self._question = self._question, None
                forget, self._forget = self._forget, False
                forget_all, self._forget_all = self._forget_all, False
            assert question is not None
            if forget_all:
                self._known = {}
            elif forget:
                self._known = {shot: known for shot, known in self._known.items() if _all_there(known.looked)}
            found = self._look(*question)
            if found is not None:
                self._answer(found)

    def _look(self, storyboard: Storyboard, plan: Schedule) -> dict[str, Looked] | None:
        """What is found; None where another question came meanwhile."""
        rest = _rest(storyboard)
        # one object compares at once
        rest = self._last_rest if self._last_rest is not None and self._last_rest == rest else rest
        self._last_rest = rest
        known: dict[str, _Remembered] = {}
        for shot, span in zip(storyboard.shots, plan.spans, strict=True):
            if self._ending or self._question is not None:
                self._known |= known
                return None
            before = self._known.get(shot.id)
            if before is None or shot.follows or (before.shot, before.frames, before.rest) != (shot, span.frames, rest):
                before = _Remembered(shot, span.frames, rest, self._looked(storyboard, shot, plan, span))
            known[shot.id] = before
        self._known = known
        return {shot: remembered.looked for shot, remembered in known.items()}

    def _looked(self, storyboard: Storyboard, shot: Shot, plan: Schedule, span: ShotSpan) -> Looked:
        from engine.generators.registry import ShotGenerator
        from engine.takes.before import know_order
        from engine.takes.planned import planned_take
        from engine.takes.standing import standings

        generator = ShotGenerator()
        know_order(generator, plan, self._cache)
        try:
            film = planned_take(storyboard, shot, span, generator, self._cache)
            found = standings(storyboard, Schedule(plan.fps, (span,)), generator, self._cache)
        except (EngineError, StoryboardError):
            return Looked()  # what cannot be understood has no takes; the inspector says why
        states = tuple(
            TakeState(each.take.key, each.take.generator, each.take.seed, each.take.made, each.take.note, each.current,
                      each.there, each.chosen)
            for each in found
        )  # fmt: skip
        return Looked(states, self._cache.has("takes", film.key))


def _rest(storyboard: Storyboard) -> Storyboard:
    """What all shots share; a title or a mark on the timeline changes no picture."""
    return storyboard.model_copy(update={"shots": (), "markers": (), "media": (), "title": ""})


def _all_there(looked: Looked) -> bool:
    return looked.has_clip and all(take.there for take in looked.takes)
