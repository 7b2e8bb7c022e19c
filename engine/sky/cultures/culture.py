"""A sky culture: its figures as lines between stars, their names, its pictures, its names of stars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

Names = dict[str, str]
"""Names by naming: zh-Hans, zh-Hant, pinyin, en, la, native."""

BUILT_IN = ("western", "chinese", "chinese_song")
"""Ids of the cultures that Starloom brings along."""
PREFERENCES = {
    "auto-zh": ("zh-Hans", "native", "la", "en"),
    "auto-en": ("la", "en", "native"),
    "zh-Hans": ("zh-Hans", "native", "la", "en"),
    "zh-Hant": ("zh-Hant", "zh-Hans", "native", "la", "en"),
    "pinyin": ("pinyin", "la", "native", "en"),
    "en": ("en", "la", "pinyin", "native"),
    "la": ("la", "pinyin", "en", "native"),
}


@dataclass(frozen=True)
class Art:
    """A picture of a figure: its file, and three places in it that lie on stars: ((x, y) in pixels, HIP number)."""

    file: Path
    anchors: tuple[tuple[tuple[float, float], int], ...]


@dataclass(frozen=True)
class LineFigure:
    """A constellation or 星官: polylines of HIP numbers (one number alone: a single star), names, its picture."""

    id: str
    paths: tuple[tuple[int, ...], ...]
    names: Names
    art: Art | None = None

    @property
    def stars(self) -> list[int]:
        """Its HIP numbers, each once, sorted."""
        return sorted({hip for path in self.paths for hip in path})


@dataclass(frozen=True)
class Culture:
    """Figures by every name that a scene may call them; names of stars by HIP number; the colour of its lines."""

    id: str
    figures: dict[str, LineFigure]
    colour: tuple[float, float, float]
    star_names: dict[int, Names] = field(default_factory=dict)

    def all_figures(self) -> Iterator[LineFigure]:
        """Every figure that has stars, once."""
        seen: set[str] = set()
        for figure in self.figures.values():
            if figure.paths and figure.id not in seen:
                seen.add(figure.id)
                yield figure


def chosen_name(names: Names, naming: str, language: str) -> str:
    """The name for a naming ("auto": the one of the storyboard's language), or the nearest there is; else ""."""
    wanted = PREFERENCES[f"auto-{language}" if naming == "auto" else naming]
    return next((names[key] for key in wanted if names.get(key)), "")


def is_chinese(text: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return any("\u3400" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in text)
