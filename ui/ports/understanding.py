"""What the engine understands of a shot's words, and the sky over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, Signal

from storyboard.model import Camera, Mood, Shot, Sky, View


@dataclass(frozen=True)
class Part:
    """A figure of a shot, what it does, or an element. ``id`` is what ``Shot.without`` names."""

    id: str
    name: str
    kind: Literal["figure", "motion", "element", "lines", "body"]


@dataclass(frozen=True)
class Understood:
    """What a shot shows: its parts (``removed``: those that its words ask for and the person does not want), its mood,
    its camera, its sky as it is resolved (a sentence of place and time), the view whose sky stands over it, and where
    it looks (azimuth in degrees from north through east, None where no true horizon is claimed; ``width_deg`` of the
    horizon are in the picture)."""

    parts: tuple[Part, ...] = ()
    removed: tuple[Part, ...] = ()
    mood: Mood = "calm"
    camera: Camera = field(default_factory=Camera)
    sky_says: str = ""
    view: View | None = None
    azimuth_deg: float | None = None
    width_deg: float = 60.0
    fault: str = ""


@dataclass(frozen=True)
class MapStar:
    """A star on the sky map: altitude and azimuth in degrees, magnitude, colour as #rrggbb, its name where it is one of
    the brightest."""

    altitude_deg: float
    azimuth_deg: float
    magnitude: float
    colour: str
    name: str = ""


@dataclass(frozen=True)
class MapLine:
    """A stroke of a constellation's figure on the sky map, as altitude and azimuth of its ends in degrees."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class SkyMap:
    """The sky above the horizon at one place and time, or as the view that was asked with turns it."""

    stars: tuple[MapStar, ...] = ()
    lines: tuple[MapLine, ...] = ()
    view: View | None = None
    says: str = ""
    fault: str = ""


class Understanding(QObject):
    """Looks shots up; answers come by signals.

    Signals:
        understood: a shot that was asked for is understood; carries its id and an `Understood`.
        mapped: a sky that was asked for is there; carries the `Sky` and a `SkyMap`.
        named: the names of places, figures and looks are known, or known in another language.
    """

    understood = Signal(str, object)
    mapped = Signal(object, object)
    named = Signal()

    def ask(self, shot: Shot) -> None:
        """Look a shot of the open storyboard up."""

    def ask_map(self, sky: Sky, view: View | None = None) -> None:
        """Look the sky of a place and time up; ``view``: a shot's view, whose own sidereal time and latitude hold."""

    def places(self) -> Sequence[str]:
        """Names of known places, in the person's language."""
        return ()

    def figures(self) -> Sequence[tuple[str, str]]:
        """Ids of all figures and what they are called in the person's language."""
        return ()

    def looks(self) -> Sequence[tuple[str, str]]:
        """Ids of all looks and what they are called."""
        return ()
