"""A text under substitution whose characters remember where they came from."""

from __future__ import annotations

import re
from collections.abc import Callable

Replacement = str | Callable[[re.Match[str]], str]


class Traced:
    """Text with, for each of its characters, the index of the shown character it stands for."""

    def __init__(self, text: str, first: int = 0) -> None:
        """``first``: index of ``text[0]`` in the shown line."""
        self.text = text
        self.source = list(range(first, first + len(text)))

    def replace(self, pattern: str | re.Pattern[str], by: Replacement) -> None:
        """Substitute as ``re.sub`` does; ``by`` is plain text (no group references) or a function of the match."""
        text: list[str] = []
        source: list[int] = []
        end = 0
        for match in re.finditer(pattern, self.text):
            new = by if isinstance(by, str) else by(match)
            text += [self.text[end : match.start()], new]
            source += self.source[end : match.start()] + _spread(self.source[match.start() : match.end()], len(new))
            end = match.end()
        self.text = "".join(text) + self.text[end:]
        self.source = source + self.source[end:]

    def part(self, start: int, end: int) -> Traced:
        """The characters [start, end), still traced."""
        piece = Traced(self.text[start:end])
        piece.source = self.source[start:end]
        return piece

    def stripped(self) -> Traced:
        """Without white space at the ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, len(self.text.rstrip()) if start < len(self.text) else start)


def _spread(source: list[int], count: int) -> list[int]:
    """``count`` origins spread evenly over the replaced characters' origins."""
    return [source[i * len(source) // count] for i in range(count)] if source else []
