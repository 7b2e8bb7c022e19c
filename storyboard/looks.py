"""Named looks: the values of a look that a storyboard names and does not give itself."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any

import assets
from storyboard.errors import StoryboardError
from storyboard.model import Look


@lru_cache(maxsize=1)
def _looks() -> dict[str, dict[str, Any]]:
    return tomllib.loads((assets.folder("looks") / "looks.toml").read_text(encoding="utf-8"))


def look_names() -> list[str]:
    """All looks, in the order of their file."""
    return list(_looks())


def look_label(name: str, language: str) -> str:
    """What a look is called in a language."""
    return _looks()[name]["label"][language]


def completed(look: Look) -> Look:
    """The look with everything filled in: what the storyboard gives itself wins over what the name brings.

    Raises:
        StoryboardError: there is no look of that name.
    """
    if look.name not in _looks():
        raise StoryboardError(f"There is no look '{look.name}': use one of {', '.join(look_names())}.")
    named = {key: value for key, value in _looks()[look.name].items() if key != "label"}
    return Look.model_validate({**named, **look.model_dump(exclude_unset=True)})
