"""What a person can do wrong with a storyboard, said in one sentence: what, where, what to do."""

from __future__ import annotations

from dataclasses import dataclass


class StoryboardError(Exception):
    """A storyboard, script or template cannot be used; ``str()`` is one sentence for the person."""


@dataclass(frozen=True)
class Problem:
    """One fault of a storyboard file: where it is, what is wrong and how to mend it."""

    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}".rstrip()


class InvalidStoryboard(StoryboardError):
    """A storyboard file with one or more problems; ``problems`` lists them all."""

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name = name
        self.problems = problems
        first = problems[0]
        more = f" ({len(problems) - 1} more: starloom check lists them)" if len(problems) > 1 else ""
        super().__init__(f"{name} cannot be used: {first}{more}")
