"""All elements a scene can name. Importing a module registers its elements; a new one is added to this list."""

from engine.sky.layers import (
    clouds,
    foam,
    forest,
    hills,
    lightning,
    mountains,
    plain,
    rock,
    sea,
)
from engine.sky.layers.layer import build_element, element_kinds

__all__ = [
    "build_element",
    "clouds",
    "element_kinds",
    "foam",
    "forest",
    "hills",
    "lightning",
    "mountains",
    "plain",
    "rock",
    "sea",
]
