"""Simplified Chinese names of stars and asterisms in traditional characters."""

from __future__ import annotations

import json
from functools import lru_cache

import assets


def to_traditional(text: str) -> str:
    """The name in traditional characters."""
    words, characters = _tables()
    for simplified, traditional in words.items():
        text = text.replace(simplified, traditional)
    return text.translate(characters)


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], dict[int, str]]:
    data = json.loads((assets.folder("sky") / "traditional.json").read_text(encoding="utf-8"))
    return data["words"], str.maketrans(data["characters"])
