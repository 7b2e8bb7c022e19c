"""The catalogue: every model the diffusion generator knows, read from ``assets/models``."""

from __future__ import annotations

import difflib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

import assets
from engine.errors import BadInput, EngineError
from engine.models.card import Installed, ModelCard, Recipe, Source, Tier, Weights
from engine.models.strategy import Strategy

__all__ = ["Installed", "ModelCard", "Recipe", "Source", "Strategy", "Tier", "Weights", "card_of", "cards",
           "load_cards", "named", "weights_names"]  # fmt: skip

_CARD = TypeAdapter(ModelCard)


class CatalogueError(EngineError):
    """An entry of the catalogue cannot be used; says which file and which field."""


@lru_cache
def cards() -> tuple[ModelCard, ...]:
    """Every model of the catalogue, the most capable first.

    Raises:
        CatalogueError: an entry is wrong.
    """
    return load_cards(assets.folder("models"))


def load_cards(folder: Path) -> tuple[ModelCard, ...]:
    """The cards of a folder of .toml files, in the order of their ``order``.

    The words that keep unwanted things out of a picture are one for all models (``shared/negative.toml``), unless a
    card has its own.

    Raises:
        CatalogueError: an entry is wrong.
    """
    shared = _read(folder / "shared" / "negative.toml")
    found = [_card(path, shared) for path in sorted(folder.glob("*.toml"))]
    return tuple(card for _, card in sorted(found, key=lambda one: (one[0], one[1].id)))


def card_of(name: str) -> ModelCard:
    """A model by its id, or by its id and a recipe: "wan2.2-t2v-a14b+lightning".

    Raises:
        BadInput: the catalogue has no such model or recipe.
    """
    wanted, _, recipe = name.partition("+")
    by_id = {card.id: card for card in cards()}
    if wanted not in by_id:
        near = difflib.get_close_matches(wanted, by_id, 2, 0.6)
        hint = f"did you mean {' or '.join(near)}?" if near else f"choose one of {', '.join(by_id)}."
        raise BadInput(f"There is no model '{wanted}' in the catalogue: {hint}")
    return by_id[wanted].sampled_by(recipe)


def weights_names() -> tuple[str, ...]:
    """Every form of weights that some model has, the largest kind first."""
    sizes: dict[str, float] = {}
    for card in cards():
        whole = max(one.gib for one in card.weights)
        for one in card.weights:
            sizes[one.id] = max(sizes.get(one.id, 0.0), one.gib / whole)
    return tuple(sorted(sizes, key=lambda name: -sizes[name]))


def named(card: ModelCard) -> str:
    """What a person calls a card: its id, and the recipe it samples by."""
    return f"{card.id}+{card.recipe}" if card.recipe else card.id


def _card(path: Path, shared: dict[str, Any]) -> tuple[int, ModelCard]:
    raw = _read(path)
    order = raw.pop("order", 0)
    try:
        card = _CARD.validate_python({"negative": shared["en"], "negative_zh": shared["zh"], **raw})
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise CatalogueError(f"The model card {path} is wrong at '{field}': {fault['msg']}.") from None
    if fault := _contradiction(card, path):
        raise CatalogueError(f"The model card {path} is wrong at {fault}.")
    return order, card


def _contradiction(card: ModelCard, path: Path) -> str:
    """What in a card does not go together, field first; "" where all does."""
    if card.id != path.stem:
        return f"'id': it must be the file's name, {path.stem}"
    if (card.frames - 1) % card.frame_step:
        return f"'frames': {card.frames} is not {card.frame_step} * n + 1"
    if any(side % card.size_step for size in (*card.sizes, (card.width, card.height)) for side in size):
        return f"'sizes': every side must divide by {card.size_step}"
    if (card.boundary is None) != (card.experts == 1):
        return "'boundary': two experts need one, a single one has none"
    parts = {"transformer", "transformer_2"} if card.experts == 2 else {"transformer"}
    for weights in card.weights:
        if weights.storage == "gguf" and (set(weights.files) != parts or weights.source is None):
            return f"'weights.{weights.id}': GGUF needs a source and one file for each of {', '.join(sorted(parts))}"
    for recipe in card.recipes:
        if set(recipe.files) != parts:
            return f"'recipes.{recipe.id}': it needs one file for each of {', '.join(sorted(parts))}"
    for tier in card.tiers:
        if tier.weights not in {weights.id for weights in card.weights}:
            return f"'tiers': {tier.gb} GB names the weights '{tier.weights}', which the card does not have"
        if tier.width % card.size_step or tier.height % card.size_step or (tier.frames - 1) % card.frame_step:
            return f"'tiers': the size or the frames of {tier.gb} GB do not follow the model's steps"
    if list(card.tiers) != sorted(card.tiers, key=lambda tier: tier.gb):
        return "'tiers': they must go from small to large"
    return ""


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(f"The model catalogue lacks {path}: install Starloom again.") from None
    except (OSError, ValueError) as error:
        raise CatalogueError(f"The model card {path} cannot be read: {error}.") from None
