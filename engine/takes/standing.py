"""How the takes of a storyboard stand: current or stale, in the cache or gone, chosen or not."""

from __future__ import annotations

from dataclasses import dataclass

from engine.content import content_key
from engine.generators.generator import TakeMaker
from engine.jobs.cache import Cache
from engine.takes.planned import other_takes, take_recipe
from storyboard.model import Shot, Storyboard, Take
from storyboard.takes import as_asked
from storyboard.timing import Schedule


@dataclass(frozen=True)
class Standing:
    """One take of a shot. ``current``: it shows the shot as it stands now, made as the take was asked for, with
    however much memory; else it is stale and still plays.
    ``there``: its clip lies in the cache; a current take that is gone can be made again."""

    shot_id: str
    take: Take
    current: bool
    there: bool
    chosen: bool


def standings(storyboard: Storyboard, plan: Schedule, generator: TakeMaker, cache: Cache) -> list[Standing]:
    """How every take of the shots of a schedule stands, shot by shot.

    Raises:
        EngineError: a shot cannot be understood; the message names it.
    """
    return [
        Standing(
            shot.id,
            take,
            _is_current(storyboard, shot, take, span.frames, generator),
            cache.find("takes", take.key) is not None,
            take.key == shot.chosen,
        )
        for span in plan.spans
        for shot in [storyboard.shots[span.index]]
        for take in shot.takes
    ]  # fmt: skip


def _is_current(storyboard: Storyboard, shot: Shot, take: Take, frames: int, generator: TakeMaker) -> bool:
    asked = as_asked(shot, take)
    if take.key == content_key(take_recipe(storyboard, asked, frames, generator)):
        return True
    return take.key in other_takes(storyboard, asked, frames, generator)
