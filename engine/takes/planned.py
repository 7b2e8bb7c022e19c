"""Which take of every shot a film shows: the one that was chosen, or the one that the shot as it stands asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.content import content_key
from engine.generators.generator import TakeMaker
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache, Entry
from engine.takes.clip import clip_format
from storyboard.model import Shot, Storyboard
from storyboard.takes import as_asked
from storyboard.timing import Schedule, ShotSpan


@dataclass(frozen=True)
class PlannedTake:
    """The take of one shot of a film.

    ``shot`` is as the take was asked for, with its seed. ``stale`` is the clip that the person chose though the shot
    has changed since; it is shown as it is, its last frame held where the film needs more frames than it has.
    """

    index: int
    shot: Shot
    key: str
    frames: int
    recipe: dict[str, Any] = field(repr=False)
    stale: Entry | None = None

    @property
    def generator(self) -> str:
        """The id of the generator that makes it, or that made the stale one."""
        recipe = self.recipe if self.stale is None else self.stale.recipe
        return str(recipe.get("generator", "sky"))


def take_recipe(storyboard: Storyboard, shot: Shot, frames: int, generator: TakeMaker) -> dict[str, Any]:
    """Everything that the clip of a shot depends on; its content key is the take's key.

    Raises:
        EngineError: the shot cannot be made; the message names it.
    """
    return _with_clip(storyboard, generator.recipe(storyboard, shot, frames))


def other_takes(storyboard: Storyboard, shot: Shot, frames: int, generator: TakeMaker) -> dict[str, dict[str, Any]]:
    """Keys and recipes of takes that show the shot as it stands as well, made when there was more memory, or less.

    Raises:
        EngineError: the shot cannot be made; the message names it.
    """
    if not isinstance(generator, ShotGenerator):
        return {}
    recipes = (_with_clip(storyboard, recipe) for recipe in generator.other_recipes(storyboard, shot, frames))
    return {content_key(recipe): recipe for recipe in recipes}


def planned_takes(storyboard: Storyboard, plan: Schedule, generator: TakeMaker, cache: Cache) -> list[PlannedTake]:
    """The take of every shot of a film, in order.

    Raises:
        EngineError: a shot cannot be made; the message names it.
    """
    return [
        planned_take(storyboard, shot, span, generator, cache)
        for span, shot in zip(plan.spans, storyboard.shots, strict=True)
    ]


def planned_take(
    storyboard: Storyboard, shot: Shot, span: ShotSpan, generator: TakeMaker, cache: Cache
) -> PlannedTake:
    """The take of one shot of a film.

    Raises:
        EngineError: the shot cannot be made; the message names it.
    """
    index, frames = span.index, span.frames
    chosen = next((take for take in shot.takes if take.key == shot.chosen), None)
    wanted = shot if chosen is None else as_asked(shot, chosen)
    recipe = take_recipe(storyboard, wanted, frames, generator)
    key = content_key(recipe)
    asked = "" if chosen is None else chosen.key
    recipe, key = _made_otherwise(storyboard, wanted, frames, generator, cache, key, asked) or (recipe, key)
    if chosen is None or chosen.key == key:
        return PlannedTake(index, wanted, key, frames, recipe)
    clip = cache.find("takes", chosen.key)
    if clip is None or clip.recipe.get("canvas") != recipe["canvas"]:
        # gone, or made for another size of film: the same seed of the shot as it stands comes nearest
        return PlannedTake(index, wanted, key, frames, recipe)
    return PlannedTake(index, wanted, clip.key, frames, recipe, clip)


def _made_otherwise(
    storyboard: Storyboard, shot: Shot, frames: int, generator: TakeMaker, cache: Cache, key: str, chosen: str
) -> tuple[dict[str, Any], str] | None:
    """The recipe and the key of a take of the same shot that was made when there was more memory, or less, and is still
    there: the chosen one, or any where the one of ``key`` is missing."""
    if chosen == key or (not chosen and cache.has("takes", key)):
        return None
    others = other_takes(storyboard, shot, frames, generator)
    found = {name: recipe for name, recipe in others.items() if cache.has("takes", name)}
    if chosen in found:
        return found[chosen], chosen
    if cache.has("takes", key) or not found:
        return None
    name, recipe = next(iter(found.items()))
    return recipe, name


def _with_clip(storyboard: Storyboard, recipe: dict[str, Any]) -> dict[str, Any]:
    """A picture's recipe with what its clip depends on."""
    canvas = storyboard.canvas
    codec, options = clip_format(canvas.width, canvas.height, canvas.fps)
    return {**recipe, "clip": {"codec": codec, "options": options}}
