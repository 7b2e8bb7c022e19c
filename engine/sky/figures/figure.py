"""A figure as data: its names, the tangent plane it is drawn on, the stars it hangs on, its drawing operations.

The plane is a stereographic (conformal) projection tangent to the sphere at (ra, dec), seen from inside: with roll 0
north is up and east is left; a positive roll turns the drawing's right from west towards north. Drawing coordinates
are pixels of that plane, y down. A figure without a plane is drawn in pixels of a 1280 x 720 screen.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

import assets
from engine.errors import BadInput
from engine.sky.figures.canvas import Sway

Vectors = NDArray[np.float64]

DRAWING = "drawing"
"""Name of the table of operations: the last thing in the file of a figure."""


class FigureError(BadInput):
    """A figure that does not exist or whose data cannot be used."""


@dataclass(frozen=True)
class Plane:
    """Tangent plane of a figure; ``scale`` is pixels per radian at the tangent point, ``centre`` its pixel."""

    ra_deg: float
    dec_deg: float
    roll_deg: float
    scale: float
    centre: tuple[float, float]

    def axes(self) -> Vectors:
        """Rows right, up, forward (ICRS) of an observer inside the sphere who looks at the tangent point."""
        return self._axes

    @cached_property
    def _axes(self) -> Vectors:
        ra, dec, roll = np.radians([self.ra_deg, self.dec_deg, self.roll_deg])
        forward = np.array([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
        west = np.array([np.sin(ra), -np.cos(ra), 0.0])
        north = np.cross(west, forward)
        c, s = np.cos(roll), np.sin(roll)
        return np.stack([c * west + s * north, -s * west + c * north, forward])


@dataclass(frozen=True)
class Anchor:
    """A star of the figure and the drawn point that lies on it."""

    hip: int
    x: float
    y: float


@dataclass(frozen=True)
class Joint:
    """A moving part: the point it turns about, and how far it turns when a gesture turns joints by one radian:
    ``turn`` in most gestures, ``flutter`` with the wings of one that flies, ``show`` when it holds out what it carries.
    ``falls`` where it breaks off when the figure is freed.

    In a gesture with a rhythm it turns by ``swing_deg`` to and fro about ``middle_deg`` and slides by ``slide``.
    ``wave`` names the way it goes, ``pace`` its own cycles in one of the gesture, ``ahead`` the share of a cycle it is
    early by. ``on``: the part that carries it; ``under``: it lies below the body and not over it; ``hangs``: it is a
    pendulum, and goes on when the figure stands.
    """

    pivot: tuple[float, float]
    turn: float = 1.0
    flutter: float = 0.0
    show: float = 0.0
    falls: bool = False
    swing_deg: float = 0.0
    middle_deg: float = 0.0
    slide: tuple[float, float] = (0.0, 0.0)
    wave: Literal["sine", "throw", "pull"] = "sine"
    pace: float = 1.0
    ahead: float = 0.0
    on: str | None = None
    under: bool = False
    hangs: bool = False

    @property
    def in_rhythm(self) -> bool:
        """True where it moves in a gesture with a rhythm."""
        return bool(self.swing_deg or self.middle_deg or any(self.slide))


@dataclass(frozen=True)
class FigureData:
    """Everything a designer wrote about one figure.

    ``frame`` (left, top, right, bottom) bounds the drawing; ``fade`` is how far it dissolves inside each edge.
    ``parts``: joints by name; ``marks``: named points for the painter (an eye that glows, a hand that holds).
    """

    id: str
    name_zh: str
    name_en: str
    plane: Plane | None
    frame: tuple[float, float, float, float]
    fade: tuple[float, float, float, float]
    light: tuple[float, float]
    anchors: tuple[Anchor, ...]
    hero: tuple[int, ...]
    palette: str
    sways: dict[str, Sway] = field(hash=False)
    parts: dict[str, Joint] = field(hash=False)
    marks: dict[str, tuple[float, float]] = field(hash=False)
    drawing: str = field(repr=False, hash=False, compare=False)
    digest: str

    @cached_property
    def operations(self) -> tuple[dict[str, Any], ...]:
        """The operations in order, read when they are first asked for: a stored sheet needs none of them.

        Raises:
            FigureError: the text of the drawing is not TOML.
        """
        try:
            return tuple(tomllib.loads(self.drawing).get(DRAWING, ()))
        except tomllib.TOMLDecodeError as error:
            raise FigureError(f"The drawing of the figure '{self.id}' cannot be read ({error}): correct it.") from error

    @property
    def on_screen(self) -> bool:
        """True where the figure is drawn in pixels of the 1280 x 720 screen, not on the sky."""
        return self.plane is None

    @property
    def own_place(self) -> tuple[float, float, float]:
        """Where a figure of the screen stands that no cue places: x and y of its frame's corner, and its size."""
        return self.frame[0], self.frame[1], 1.0


def figure_names() -> list[str]:
    """Ids of all figures in the data folder."""
    return sorted(path.stem for path in assets.folder("figures").glob("*.toml"))


@lru_cache(maxsize=64)
def load_figure(figure_id: str) -> FigureData:
    """Read one figure.

    Raises:
        FigureError: there is no such figure, or its file lacks something.
    """
    path = assets.folder("figures") / f"{figure_id}.toml"
    if not path.is_file():
        raise FigureError(f"There is no figure '{figure_id}'; there are: {', '.join(figure_names())}.")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
        start = text.find(f"\n[[{DRAWING}]]")
        if start < 0:
            raise FigureError(f"The figure file {path.name} has no [[{DRAWING}]]: draw something.")
        digest = hashlib.sha256(content).hexdigest()[:20]
        return _figure_from(figure_id, tomllib.loads(text[:start]), text[start:], digest)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise FigureError(f"The figure file {path.name} cannot be read ({error!r}): correct it.") from error


def _pair(item: Sequence[float]) -> tuple[float, float]:
    return float(item[0]), float(item[1])


def _sway_from(item: dict[str, Any]) -> Sway:
    tied = _pair(item["tied"]) if "tied" in item else None
    reach = float(item["reach"]) if tied is None else 0.0
    return Sway(_pair(item["rest"]), reach, float(item["amount_px"]), tied)


def _joint_from(item: dict[str, Any]) -> Joint:
    return Joint(**{**item, **{key: _pair(item[key]) for key in ("pivot", "slide") if key in item}})


def _figure_from(figure_id: str, table: dict[str, Any], drawing: str, digest: str) -> FigureData:
    plane = table.get("plane")
    left, top, right, bottom = (float(value) for value in table["frame"])
    light, fade = table.get("light", (-0.75, -0.66)), table.get("fade", (0, 0, 0, 0))
    return FigureData(
        id=figure_id,
        name_zh=table["name"]["zh"],
        name_en=table["name"]["en"],
        plane=None
        if plane is None
        else Plane(
            plane["ra_deg"],
            plane["dec_deg"],
            plane["roll_deg"],
            plane["scale_px_per_rad"],
            (plane["centre"][0], plane["centre"][1]),
        ),
        frame=(left, top, right, bottom),
        fade=(fade[0], fade[1], fade[2], fade[3]),
        light=(light[0], light[1]),
        anchors=tuple(Anchor(item["hip"], item["x"], item["y"]) for item in table.get("anchors", [])),
        hero=tuple(table.get("hero", [])),
        palette=table.get("palette", "gold"),
        sways={name: _sway_from(item) for name, item in table.get("sway", {}).items()},
        parts={name: _joint_from(item) for name, item in table.get("parts", {}).items()},
        marks={name: (point[0], point[1]) for name, point in table.get("marks", {}).items()},
        drawing=drawing,
        digest=digest,
    )


def _plane_of(figure: FigureData) -> Plane:
    if figure.plane is None:
        raise FigureError(f"The figure '{figure.id}' is drawn on the screen and has no place in the sky.")
    return figure.plane


def plane_directions(figure: FigureData, points: ArrayLike) -> Vectors:
    """Unit vectors (n, 3) ICRS of points (n, 2) of the figure's plane.

    Raises:
        FigureError: the figure has no plane.
    """
    plane = _plane_of(figure)
    at = np.asarray(points, np.float64)
    x = (at[..., 0] - plane.centre[0]) / (2 * plane.scale)
    y = (plane.centre[1] - at[..., 1]) / (2 * plane.scale)
    square = x * x + y * y
    local = np.stack([2 * x, 2 * y, 1 - square], -1) / (1 + square)[..., None]
    return local @ plane.axes()


def upright_aim(figure: FigureData) -> tuple[float, float, float]:
    """Right ascension, declination and roll, in degrees, of a view in whose middle a figure's frame stands upright.

    Raises:
        FigureError: the figure has no plane.
    """
    left, top, right, bottom = figure.frame
    middle = np.array([(left + right) / 2, (top + bottom) / 2])
    forward, above = plane_directions(figure, [middle, middle - (0, 1)])
    west = np.cross(forward, (0.0, 0.0, 1.0))
    west /= np.linalg.norm(west)
    roll = np.arctan2(-(above @ west), above @ np.cross(west, forward))
    ra, dec = np.arctan2(forward[1], forward[0]), np.arcsin(forward[2])
    return float(np.degrees(ra) % 360), float(np.degrees(dec)), float(np.degrees(roll))


def directions_to_plane(figure: FigureData, directions: ArrayLike) -> Vectors:
    """Points (n, 2) of the figure's plane of unit vectors (n, 3) ICRS; the antipode of the tangent point goes far out.

    Raises:
        FigureError: the figure has no plane.
    """
    plane = _plane_of(figure)
    local = np.asarray(directions, np.float64) @ plane.axes().T
    scale = 2 * plane.scale / np.maximum(1 + local[..., 2], 1e-6)
    return np.stack([plane.centre[0] + local[..., 0] * scale, plane.centre[1] - local[..., 1] * scale], -1)
