"""Places on the Earth: by name in Chinese or English, or by coordinates."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

import assets
from engine.errors import BadInput
from storyboard.model import Sky

_NUMBER = r"\s*([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)\s*"
_COORDINATES = re.compile(f"{_NUMBER}[,，;]{_NUMBER}(?:[,，;]{_NUMBER}m?)?")
LOWEST_M, HIGHEST_M = -500.0, 20000.0


@dataclass(frozen=True)
class Place:
    """A place: geographic latitude and longitude (east positive) in degrees, height above the sea in metres, and its
    names in Chinese and English (empty for bare coordinates)."""

    id: str
    latitude_deg: float
    longitude_deg: float
    altitude_m: float = 0.0
    zh: str = ""
    en: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def radians(self) -> tuple[float, float, float]:
        """Latitude and longitude in radians and the height in metres."""
        return float(np.radians(self.latitude_deg)), float(np.radians(self.longitude_deg)), self.altitude_m


def place_of(text: str) -> Place:
    """The place that a person's words name: a name, or "latitude,longitude" or "latitude,longitude,height".

    Raises:
        BadInput: no such place, or coordinates out of range.
    """
    if numbers := _COORDINATES.fullmatch(text):
        return _at(float(numbers[1]), float(numbers[2]), float(numbers[3] or 0), text)
    found = _by_name().get(_key(text))
    if found is None:
        near = difflib.get_close_matches(_key(text), _by_name(), 3, 0.7)
        known = dict.fromkeys(_by_name()[name].en for name in near)
        hint = f"did you mean {' or '.join(known)}? Otherwise write" if known else "write"
        raise BadInput(f"There is no place '{text}' in the list: {hint} its coordinates, like 39.9042,116.4074,44.")
    return found


def place_of_sky(sky: Sky) -> Place:
    """The place of a storyboard's sky: its coordinates where it gives them, else the place it names.

    Raises:
        BadInput: no coordinates, and the name is not known.
    """
    if sky.latitude_deg is None or sky.longitude_deg is None:
        return place_of(sky.place)
    named = _by_name().get(_key(sky.place), Place("", 0, 0, 0, sky.place, sky.place))
    return replace(named, latitude_deg=sky.latitude_deg, longitude_deg=sky.longitude_deg)


def _at(latitude_deg: float, longitude_deg: float, altitude_m: float, text: str) -> Place:
    if abs(latitude_deg) > 90 or abs(longitude_deg) > 360 or not LOWEST_M <= altitude_m <= HIGHEST_M:
        raise BadInput(
            f"The place '{text}' is not on the Earth: latitude goes from -90 to 90, longitude from -180 to 180 (east "
            f"positive), height from {LOWEST_M:.0f} to {HIGHEST_M:.0f} metres."
        )
    return Place("", latitude_deg, (longitude_deg + 180) % 360 - 180, altitude_m)


def _key(name: str) -> str:
    """A name as it is looked up: without accents, case, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@lru_cache(maxsize=1)
def all_places() -> tuple[Place, ...]:
    """Every place of the list, in its order."""
    table = tomllib.loads((assets.folder("sky") / "places.toml").read_text(encoding="utf-8"))
    return tuple(
        Place(id, *map(float, row["at"]), zh=row["zh"], en=row["en"], aliases=tuple(row.get("also", ())))
        for id, row in table["places"].items()
    )


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for place in all_places():
        for name in (place.id, place.zh, place.en, *place.aliases):
            found.setdefault(_key(name), place)
    return found
