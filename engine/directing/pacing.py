"""Pacing: when the figures of a shot come and act, and when the camera turns, after the words of its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from engine.directing import lexicon
from engine.directing.gestures import Act, Called, cue_of, gestures_in
from engine.directing.heard import Heard, heard
from storyboard.model import FigureCue, Shot, Storyboard

FIRST_S, EACH_S, FIRST_AT_MOST_S = 0.7, 0.5, 2.0
"""When the first figure begins to be drawn, and by how much later each other one, where the line does not name them;
nobody waits longer for the first."""
BEFORE_NAMED_S = 0.8
"""So long before its name is heard a figure begins to be drawn."""
HELD_S, SETTLES_S = 3.0, 0.3
"""So long before the shot's end every figure has begun to be drawn, and all is done that figures do."""
SOONEST_S, HAPPENS_BEFORE_S = 0.8, 0.7
"""What happens at once, as lightning, does so no sooner, and so long before the shot's end at the latest."""
LEAST_TO_TURN_S = 4.8
"""In shots that are shorter the camera does not turn."""
TURN_S, TURN = 3.0, 0.36
"""How long the camera turns at most: seconds, and a share of the shot."""
STAYS, GOES = 0.38, 0.42
"""Shares of the shot before which the camera does not turn, and after which it does at the latest."""
LEAVES, COMES = 0.25, 0.45
"""Shares of the turn after which the first figure is out of the picture, and the second begins to be drawn."""


class Pacing:
    """The pacing of one shot whose scene is understood from its words."""

    def __init__(self, shot: Shot, storyboard: Storyboard) -> None:
        self._heard = heard(shot, storyboard)
        self._doing = gestures_in(f"{shot.text} {shot.line}", storyboard.characters)
        self._line_begins = len(shot.text) + 1
        located = lexicon.located(shot.line, storyboard.characters) if self._heard.clauses else []
        self._words_s = {entry.words[0]: self._heard.at(place) for place, entry in located}
        self._named_s: dict[str, float] = {}
        for place, entry in located:
            for name in entry.figures:
                self._named_s.setdefault(name, self._heard.at(place))
        self._done_s = _done(shot, storyboard, self._heard, self._doing)

    @property
    def may_turn(self) -> bool:
        """Whether there is time for the camera to turn from one figure to another."""
        return self._heard.shot_s >= LEAST_TO_TURN_S

    def turn(self, towards: str) -> tuple[float, float]:
        """When the camera begins to turn to a figure, so that it is there soon after its name is heard, and for how
        long: seconds."""
        whole_s = self._heard.shot_s
        length = round(min(TURN_S, TURN * whole_s), 1)
        wanted = self._named_s.get(towards, 0.0) - 0.5 * length
        return round(max(STAYS * whole_s, min(wanted, GOES * whole_s)), 1), length

    def cues(self, names: Sequence[str], towards: str | None) -> list[FigureCue]:
        """The cues of figures in the order they are named; ``towards``: the one the camera turns to."""
        starts, ends_s = self._starts(names), self._heard.shot_s - SETTLES_S
        leaves_s = ends_s
        if towards is not None:
            turns_s, turn_s = self.turn(towards)
            starts[towards] = turns_s + COMES * turn_s
            leaves_s = turns_s + LEAVES * turn_s
        return [
            cue_of(name, round(starts[name], 2), self._acts(name), ends_s if name == towards else leaves_s)
            for name in names
        ]

    def heard_at(self, place: int) -> float | None:
        """When the line speaks the letter that stands at a place of text and line together; None where it is text."""
        inside = place - self._line_begins
        return self._heard.at(inside) if self._heard.clauses and inside >= 0 else None

    def timed(self, element: Mapping[str, Any], word: str) -> dict[str, Any]:
        """The settings of an element that happens at a time, as lightning does: when the line speaks of it; ``word``:
        the first one of its entry."""
        times = element.get("times") or ([element["start_s"]] if "start_s" in element else [])
        if not times or word not in self._words_s:
            return dict(element)
        last = self._heard.shot_s - HAPPENS_BEFORE_S - times[-1]
        later = max(min(self._words_s[word] - times[0], last), SOONEST_S - times[0])
        moved = [round(time + later, 2) for time in times]
        return {**element, **({"times": moved} if "times" in element else {"start_s": moved[0]})}

    def _starts(self, names: Sequence[str]) -> dict[str, float]:
        """When each figure begins to be drawn."""
        starts: dict[str, float] = {}
        for number, name in enumerate(names):
            earliest = FIRST_S + EACH_S * number
            latest = FIRST_AT_MOST_S if number == 0 else self._heard.shot_s - HELD_S
            starts[name] = max(earliest, min(self._named_s.get(name, earliest) - BEFORE_NAMED_S, latest))
        return starts

    def _acts(self, name: str) -> list[Act]:
        called = self._doing.get(name, ())
        return [Act(gesture, self._done_s.get((name, gesture.motion))) for gesture, _ in called]


def _done(
    shot: Shot, storyboard: Storyboard, timing: Heard, doing: Mapping[str, Sequence[Called]]
) -> dict[tuple[str, str], float]:
    """When the line speaks of each thing that a figure does, by id and motion; ``doing``: what text and line together
    call for, where the line alone may not say who."""
    done: dict[tuple[str, str], float] = {}
    line_begins = len(shot.text) + 1
    for calls, begins in ((gestures_in(shot.line, storyboard.characters), 0), (doing, line_begins)):
        for name, called in calls.items():
            for gesture, place in called:
                if timing.clauses and place >= begins:
                    done.setdefault((name, gesture.motion), timing.at(place - begins))
    return done
