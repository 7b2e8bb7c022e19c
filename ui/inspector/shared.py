"""What several shots have in common."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Any


class Several(Enum):
    """Stands for a value that is not the same in all shots."""

    VALUES = "several"


SEVERAL = Several.VALUES


def shared(values: Iterable[Any]) -> Any:
    """The value that all have, or ``SEVERAL``; None where there is none at all."""
    values = list(values)
    if not values:
        return None
    return values[0] if all(value == values[0] for value in values) else SEVERAL
