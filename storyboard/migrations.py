"""How storyboard files of older formats are moved on: one pure step from each version to the next.

A step takes the whole document as it was read and returns it as the next version has it. A step is never changed once
a version has been given out, and a file of every version stays among the tests' fixtures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from storyboard.model import SCHEMA_VERSION

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: tuple[Step, ...] = ()
"""The step at place n moves version n + 1 to version n + 2; with version 1 there is none yet."""

FIRST_VERSION = 1


class NewerFormat(Exception):
    """The document was written by a newer Starloom; ``version`` is its format."""

    def __init__(self, version: int) -> None:
        self.version = version
        super().__init__(f"format {version}, this Starloom reads up to {SCHEMA_VERSION}")


def moved_on(raw: dict[str, Any], steps: Sequence[Step] = STEPS) -> dict[str, Any]:
    """The document in the newest format; what has no version that makes sense is left for the model to refuse.

    Raises:
        NewerFormat: its version is above the newest one.
    """
    version = raw.get("version", FIRST_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < FIRST_VERSION:
        return raw
    newest = FIRST_VERSION + len(steps)
    if version > newest:
        raise NewerFormat(version)
    for number in range(version, newest):
        raw = {**steps[number - FIRST_VERSION](raw), "version": number + 1}
    return raw
