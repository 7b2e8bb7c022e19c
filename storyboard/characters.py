"""Edits of the story's characters. Each gives the changed storyboard."""

from __future__ import annotations

from typing import Any

from storyboard.model import Character, Storyboard


def with_new_character(storyboard: Storyboard, name: str) -> Storyboard:
    """One more character, with a name that none has yet."""
    taken = {character.name for character in storyboard.characters}
    number, free = 2, name
    while free in taken:
        number, free = number + 1, f"{name} {number}"
    return storyboard.model_copy(update={"characters": (*storyboard.characters, Character(name=free))})


def with_character(storyboard: Storyboard, index: int, **changes: Any) -> Storyboard:
    """Fields of a character changed; a name of nothing but blanks is left as it was."""
    if "name" in changes and not changes["name"].strip():
        return storyboard
    characters = list(storyboard.characters)
    characters[index] = characters[index].model_copy(update=changes)
    return storyboard.model_copy(update={"characters": tuple(characters)})


def without_character(storyboard: Storyboard, index: int) -> Storyboard:
    """One character less."""
    kept = (*storyboard.characters[:index], *storyboard.characters[index + 1 :])
    return storyboard.model_copy(update={"characters": kept})
