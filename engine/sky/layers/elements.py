"""All elements a scene can name. Importing a module registers its elements; a new one is added to this list."""

from engine.sky.layers.birds import flock, magpies
from engine.sky.layers.land import dunes, forest, hills, island, lake, mountains, palace, plain, shore, snowfield
from engine.sky.layers.layer import build_element, element_kinds
from engine.sky.layers.lights import arrow, fire, fireflies, glow, hairpin, ripples, river, sky_lanterns
from engine.sky.layers.night import aurora, comet, meteors, moon, nebula, showers, star_trails, starfall
from engine.sky.layers.water import boiling, rock, sea
from engine.sky.layers.weather import clouds, lightning, mist, rain, snow

__all__ = [
    "arrow",
    "aurora",
    "boiling",
    "build_element",
    "clouds",
    "comet",
    "dunes",
    "element_kinds",
    "fire",
    "fireflies",
    "flock",
    "forest",
    "glow",
    "hairpin",
    "hills",
    "island",
    "lake",
    "lightning",
    "magpies",
    "meteors",
    "mist",
    "moon",
    "mountains",
    "nebula",
    "palace",
    "plain",
    "rain",
    "ripples",
    "river",
    "rock",
    "sea",
    "shore",
    "showers",
    "sky_lanterns",
    "snow",
    "snowfield",
    "star_trails",
    "starfall",
]
