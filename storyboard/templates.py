"""Templates: ready storyboards of legends, each one data file in two languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

import assets
from storyboard.errors import InvalidStoryboard, StoryboardError
from storyboard.model import Language, Storyboard
from storyboard.problems import problems_of

LANGUAGES: tuple[str, ...] = get_args(Language)
PICTURES = assets.ROOT / "templates" / "pictures"
"""Small pictures of every shot of every template, painted by packaging/make_pictures.py."""
PICTURE_LANGUAGE = "en"
"""The language of the names of stars in them."""
SKY_PICTURE = PICTURES / "sky.jpg"
"""A wide night sky."""


@dataclass(frozen=True)
class TemplateCard:
    """What a picker shows of a template; ``shot_ids`` in order, ``summit``: the one that tells most in one picture."""

    id: str
    names: dict[str, str]
    summaries: dict[str, str]
    shot_ids: tuple[str, ...]
    summit: str

    @property
    def shots(self) -> int:
        """How many shots it has."""
        return len(self.shot_ids)


def template_ids() -> list[str]:
    """Ids of all templates, in alphabetical order."""
    return sorted(path.stem for path in assets.folder("templates").glob("*.toml"))


def template_cards() -> list[TemplateCard]:
    """A card of every template."""
    cards = []
    for template_id in template_ids():
        raw = _raw(template_id)
        shots = raw["shots"]
        summit = max(shots, key=lambda shot: shot.get("intensity", 0.0))["id"]
        ids = tuple(shot["id"] for shot in shots)
        cards.append(TemplateCard(template_id, raw["title"], raw["summary"], ids, summit))
    return cards


def picture_path(template_id: str, shot_id: str) -> Path:
    """Where the picture of a template's shot lies; a template of a later day may have none yet."""
    return PICTURES / f"{template_id}-{shot_id}.jpg"


@lru_cache(maxsize=16)
def _raw(template_id: str) -> dict[str, Any]:
    path = assets.folder("templates") / f"{template_id}.toml"
    return _read(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StoryboardError(f"The template {path.name} cannot be read ({error}): install Starloom again.") from error


def load_template(template_id: str, language: str) -> Storyboard:
    """The storyboard of a template in one language.

    Raises:
        StoryboardError: no such template or language.
    """
    if template_id not in template_ids():
        raise StoryboardError(f"There is no template '{template_id}': choose one of {', '.join(template_ids())}.")
    if language not in LANGUAGES:
        raise StoryboardError(f"There is no language '{language}': choose one of {', '.join(LANGUAGES)}.")
    raw = _in_language(_raw(template_id), language)
    raw.pop("summary", None)
    try:
        return Storyboard.model_validate({**raw, "id": template_id, "language": language})
    except ValidationError as error:
        raise InvalidStoryboard(f"The template {template_id}", problems_of(error)) from error


def _in_language(value: Any, language: str) -> Any:
    """A copy in which every table of languages is replaced by the words of one of them."""
    if isinstance(value, dict):
        if value and set(value) <= set(LANGUAGES):
            return value[language]
        return {key: _in_language(item, language) for key, item in value.items()}
    if isinstance(value, list):
        return [_in_language(item, language) for item in value]
    return value
