"""From validation errors to problems a person can mend: place, what, remedy."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from storyboard.errors import Problem

REMEDIES = {
    "missing": "Add it.",
    "extra_forbidden": "Remove it.",
    "literal_error": "Use one of the values named.",
    "json_invalid": "Correct the text at this place, or restore the file from a backup.",
    "frozen_instance": "Make a new storyboard instead.",
}


def problems_of(error: ValidationError) -> list[Problem]:
    """Every problem of a validation, in the order of the file."""
    items = [(_place(item["loc"]), item) for item in error.errors(include_url=False)]
    return [
        Problem(place, _sentence(item["msg"]), REMEDIES.get(item["type"], "Correct this value."))
        for place, item in items
        # a list whose items are all faulty counts as empty too: the items say enough
        if item["type"] != "too_short" or not any(other.startswith(f"{place}[") for other, _ in items)
    ]


def _place(location: tuple[Any, ...]) -> str:
    if not location:
        return "the storyboard"
    parts = []
    for step in location:
        parts.append(f"[{step + 1}]" if isinstance(step, int) else f".{step}" if parts else str(step))
    return "".join(parts)


def _sentence(message: str) -> str:
    message = message.removeprefix("Value error, ")
    message = message[:1].upper() + message[1:]
    return message if message.endswith(".") else message + "."
