"""When the words of a shot are heard: estimated from its line alone, since a shot is understood before it is spoken."""

from __future__ import annotations

from dataclasses import dataclass

from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.speech import Clause
from storyboard.model import Shot, Storyboard
from storyboard.timing import HEAD_S, SHORTEST_SHOT_S, SILENT_SHOT_S, TAIL_S

HANDED_OVER_S = 0.3
"""What the hand-over from the shot before takes of the line's head, about."""


@dataclass(frozen=True)
class Heard:
    """The clauses of a line, in seconds of the line, and the length of its shot in seconds."""

    clauses: tuple[Clause, ...]
    shot_s: float

    def at(self, place: int) -> float:
        """Second of the shot, to a tenth, at which the character of the line at ``place`` is heard."""
        clause = next((one for one in self.clauses if place < one.shown_end), self.clauses[-1])
        share = (place - clause.shown_start) / max(clause.shown_end - clause.shown_start, 1)
        inside = clause.start_s + min(max(share, 0.0), 1.0) * (clause.end_s - clause.start_s)
        return round(HEAD_S + HANDED_OVER_S + inside, 1)


def heard(shot: Shot, storyboard: Storyboard) -> Heard:
    """When a shot's line is heard; no clauses where it has none."""
    if not shot.line.strip():
        return Heard((), shot.duration_s or SILENT_SHOT_S)
    spoken = estimate(shot.line, storyboard.language_of(shot), storyboard.narration.rate)
    needed = max(HEAD_S + HANDED_OVER_S + spoken.duration_s + TAIL_S, SHORTEST_SHOT_S)
    return Heard(spoken.clauses, shot.duration_s or needed)
