"""All elements a scene can name. Importing a module registers its elements; a new one is added to this list."""

from engine.sky.layers.birds import flock, magpies
from engine.sky.layers.land import forest, hills, mountains, plain
from engine.sky.layers.layer import build_element, element_kinds
from engine.sky.layers.lights import fireflies, glow, hairpin, river
from engine.sky.layers.night import meteors, moon
from engine.sky.layers.water import foam, rock, sea
from engine.sky.layers.weather import clouds, lightning, mist

__all__ = [
    "build_element",
    "clouds",
    "element_kinds",
    "fireflies",
    "flock",
    "foam",
    "forest",
    "glow",
    "hairpin",
    "hills",
    "lightning",
    "magpies",
    "meteors",
    "mist",
    "moon",
    "mountains",
    "plain",
    "river",
    "rock",
    "sea",
]
