"""JSON read strictly: what the standard library lets pass or trips over is refused with a sentence.

Not a number, infinity, a key given twice, endless digits, endless nesting and half characters would be changed in
silence, or could not be written again.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from storyboard.errors import Problem

DEEPEST = 64
MOST_DIGITS = 64
RESTORE = "Correct it there, or bring an earlier version back (starloom backups)."


class NotStrict(ValueError):
    """A text that is no strict JSON; ``problem`` says where and why."""

    def __init__(self, what: str, place: str = "the text", remedy: str = RESTORE) -> None:
        self.problem = Problem(place, what, remedy)
        super().__init__(str(self.problem))


def read_json(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        NotStrict: it is no JSON, or JSON that could not be kept as it is.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_number, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise NotStrict(f"The text is no JSON ({error.msg}).", place) from None
    except RecursionError:
        raise _too_deep() from None
    _check_depth(value)
    return value


def utf8(value: Any) -> bytes:
    """A value as compact JSON in UTF-8.

    Raises:
        NotStrict: a string holds half of a character (a lone surrogate), which no file can hold.
    """
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise NotStrict("A text holds half of a character (a lone surrogate).", remedy="Write it again.") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise NotStrict(f"'{key[:40]}' is given twice in one object.", remedy="Keep one of the two.")
            seen.add(key)
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise NotStrict(f"A whole number has {len(digits)} digits: {digits[:12]}….", remedy="Write a smaller number.")
    return int(digits)


def _number(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise NotStrict(f"The number {digits[:24]} is too large.", remedy="Write a smaller number.")
    return value


def _constant(name: str) -> NoReturn:
    raise NotStrict(f"{name} is no number.", remedy="Write a number.")


def _too_deep() -> NotStrict:
    return NotStrict(f"The text is nested too deeply (more than {DEEPEST} levels): it is no storyboard.", remedy="")


def _check_depth(value: Any) -> None:
    """Level by level: a recursion would itself trip over what it looks for."""
    level = [value]
    for _ in range(DEEPEST + 1):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(part for part in item.values() if isinstance(part, (dict, list)))
            elif isinstance(item, list):
                inner.extend(part for part in item if isinstance(part, (dict, list)))
        if not inner:
            return
        level = inner
    raise _too_deep()
