"""A shot's plan as this machine turned out to hold its model: same clips, another strategy."""

from __future__ import annotations

import time
from dataclasses import replace

from engine.generators.guided.shot_plan import ShotPlan
from engine.models.catalogue import named
from engine.models.held import Held, held_key, remember_way, ways_held
from engine.models.strategy import Strategy


def as_held(judged: ShotPlan) -> ShotPlan:
    """The plan by the way that the last such clip needed; as it was judged where none is known."""
    ways = ways_held(_key(judged))
    return _by(judged, ways[0].strategy) if ways and ways[0].fresh else judged


def all_ways(judged: ShotPlan) -> list[ShotPlan]:
    """The plan by every way that its take may have been made by, the roomiest first."""
    return [judged, *(_by(judged, way.strategy) for way in ways_held(_key(judged)))]


def remember_held(judged: ShotPlan, strategy: Strategy) -> None:
    """Such clips needed this strategy: begin with it from now on."""
    remember_way(_key(judged), Held(named(judged.card), strategy, time.time()))


def _key(judged: ShotPlan) -> str:
    frames = max(one.frames for one in judged.segments)
    return held_key(judged.model.digest, judged.model.strategy, judged.size.width, judged.size.height, frames)


def _by(judged: ShotPlan, strategy: Strategy) -> ShotPlan:
    return replace(judged, model=replace(judged.model, strategy=strategy))
