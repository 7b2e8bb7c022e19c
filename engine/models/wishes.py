"""What the person wishes of models in the whole program: where they lie, and how they are held in memory.

The program's settings belong to whoever starts it, which says here how to ask for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ModelWishes:
    """``folder``: "" is one among the user's data; ``offload`` and ``weights``: "auto" follows the machine."""

    folder: str = ""
    offload: Literal["auto", "none", "model", "group", "group-stream", "disk"] = "auto"
    weights: str = "auto"


@dataclass
class _Asked:
    """Who is asked."""

    by: Callable[[], ModelWishes]


_asked = _Asked(ModelWishes)


def ask_with(ask: Callable[[], ModelWishes]) -> None:
    """From now on wishes are what ``ask`` gives."""
    _asked.by = ask


def model_wishes() -> ModelWishes:
    """What the person wishes now."""
    return _asked.by()
