"""A take made again from nothing but its description: scene, look, sky, canvas, seed and frames stand in its recipe."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from engine.content import content_key
from engine.errors import BadInput
from engine.generators.generator import Generator
from engine.jobs.cache import Cache
from engine.takes.making import Made, make_take
from engine.takes.planned import take_recipe
from storyboard.errors import StoryboardError
from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule, ShotSpan

NEEDED = ("generator", "scene", "look", "sky", "canvas", "language", "frames", "seed")


def why_not_again(recipe: dict[str, Any], generator: Generator) -> str | None:
    """What keeps a take from being made again just as it was; None where nothing does."""
    if recipe.get("generator", generator.id) != generator.id:
        return f"it was made by the generator '{recipe['generator']}'"
    missing = [name for name in NEEDED if name not in recipe]
    if missing:
        return f"its description lacks {', '.join(missing)}"
    try:
        storyboard, frames = _storyboard(recipe)
        now = take_recipe(storyboard, storyboard.shots[0], frames, generator)
    except (ValidationError, StoryboardError, TypeError, ValueError) as error:
        return f"its description cannot be used ({error})"
    others = sorted(name for name in recipe.keys() | now.keys() if recipe.get(name) != now.get(name))
    if not others:
        return None
    if "version" in others:
        return "it was painted by another version of Starloom"
    return f"this Starloom, or this machine, differs in {', '.join(others)}"


def make_again(
    recipe: dict[str, Any], generator: Generator, cache: Cache, report: Callable[[int, int], None],
    cancel: threading.Event,
) -> str:
    """Make the take of a recipe, unless the cache has it; gives its key. ``report``: as in ``make_take``.

    Raises:
        BadInput: it cannot be made just as it was.
        EngineError: the cache cannot be written.
        Cancelled: ``cancel`` was set.
    """  # fmt: skip
    reason = why_not_again(recipe, generator)
    if reason is not None:
        raise BadInput(f"The take {content_key(recipe)[:12]} cannot be made again: {reason}.")
    storyboard, frames = _storyboard(recipe)
    plan = Schedule(storyboard.canvas.fps, (ShotSpan(0, storyboard.shots[0].id, 0, frames, 0, "cut", 0),))
    made: Made = make_take(storyboard, plan, 0, generator, cache, 0, report, cancel)
    return made.key


def _storyboard(recipe: dict[str, Any]) -> tuple[Storyboard, int]:
    """A storyboard of the one shot that a recipe describes, and its frames."""
    shot = Shot.model_validate({"id": "take", "scene": recipe["scene"], "seed": recipe["seed"]})
    parts = {name: recipe[name] for name in ("look", "sky", "canvas", "language")}
    return Storyboard.model_validate({**parts, "shots": [shot]}), int(recipe["frames"])
