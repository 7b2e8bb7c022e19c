"""The set of a shot around a viewer: its own picture in front, and ground and water that go on to the sides and behind.

A set is painted flat, in reference pixels. In front it keeps its picture exactly, with the horizon on the viewer's
horizon; to the sides and behind stand plates of the same elements with other ridges and waves. Where two plates of land
meet, their ridges come down to a low saddle. Below its picture the ground melts into the dark under the viewer's feet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import SteeredPath
from engine.sky.figures import load_figure
from engine.sky.frame import Frame, Ground, Stage
from engine.sky.layers.beings.figures import SetFigure, figure_layers
from engine.sky.layers.elements import build_element
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.atmosphere import Atmosphere
from engine.sky.layers.night.milky_way import MilkyWay
from engine.sky.layers.night.starfall import FallingStars
from engine.sky.layers.night.stars import Stars
from engine.sky.light import smoothstep
from engine.sky.painter import build_layers, build_stage
from engine.sky.plates import Hanging, Plate, Share, with_foot
from engine.sky.projection import Projection
from storyboard.model import Canvas, Element, FigureCue, Scene, Sky
from storyboard.seeds import seed_for

LAND = {"mountains", "hills", "plain", "forest", "desert", "snowfield", "island"}
WATER = {"sea", "lake"}
BEHIND = {"aurora", "comet", "nebula", "meteors", "starfall"}
"""Elements of the sky that are seen behind the land, and in the water."""
BEFORE = {"rain", "snow"}
"""Elements that fall between the viewer and the land."""
AROUND = LAND | WATER | BEFORE | {"clouds", "mist", "shore", "aurora"}
"""Elements that go on all around the viewer; the others stand in front only."""
FLOATING = {
    "magpies",
    "flock",
    "river",
    "glow",
    "hairpin",
    "meteors",
    "moon",
    "fireflies",
    "comet",
    "nebula",
    "arrows",
    "lanterns",
    "light_ripples",
    "starfall",
    "palace",
    "loom_hall",
}
"""Elements that a free view of the sky composes with its stars and not with its ground."""
PLACED = {"peak", "gap", "glow_x", "x", "from_x", "to_x", "far"}
"""Settings that hold for the picture in front alone."""
JOIN = float(np.radians(9))
SADDLE = float(np.radians(10))
SQUAT = 0.30
"""Height of ridges, as a share, where one plate hands over to the next."""
TALLEST = float(np.radians(30))
WIDEST = float(np.radians(75))
SIDES = 3
SIDE_DETAIL = 0.75
SKY_LAYERS = (MilkyWay, Stars, Atmosphere)


def _with(scene: Scene, elements: Iterable[Element], figures: Iterable[FigureCue]) -> Scene:
    return scene.model_copy(update={"elements": tuple(elements), "figures": tuple(figures)})


def has_ground(scene: Scene) -> bool:
    """Whether a scene has a horizon: a true one, or that of its land and water."""
    return scene.view.kind == "horizon" or any(spec.kind in LAND | WATER for spec in scene.elements)


def stands(spec: Element, scene: Scene) -> bool:
    """Whether an element belongs to the ground and its weather; in a true view of a place all do."""
    return scene.view.kind == "horizon" or spec.kind not in FLOATING


def on_sky(spec: Element) -> bool:
    """Whether an element has its true place on the sky, or fills all of it."""
    if fills_sky(spec):
        return True
    if spec.kind in ("comet", "nebula"):
        return spec.setting("ra_deg", None) is not None
    return spec.kind == "moon" and bool(spec.setting("true", False))


def fills_sky(spec: Element) -> bool:
    """Whether an element is everywhere on the sky: trails of the stars, meteors that no one has composed."""
    if spec.kind == "meteors":
        return all(spec.setting(name, None) is None for name in ("times", "paths", "region"))
    return spec.kind in ("star_trails", "shower")


def drawn_layers(stage: Stage, sky: Sky) -> list[Layer]:
    """What is drawn on the sky of a stage: neither its own light nor the set."""
    kept = (spec for spec in stage.scene.elements if on_sky(spec) and not fills_sky(spec))
    scene = stage.scene.model_copy(update={"elements": tuple(kept)})
    layers = build_layers(replace(stage, scene=scene), sky)
    return [layer for layer in layers if not isinstance(layer, (*SKY_LAYERS, SetFigure))]


@dataclass
class _Falls:
    """The falling stars of a plate, without the darkness: that lies over the whole sky and not over the plate."""

    starfall: FallingStars
    order: int = FallingStars.order

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the stars."""
        self.starfall.paint_falls(buffer, frame)


@dataclass
class _Darkness:
    """What the water at the sides mirrors of falling stars in front: the darkness that they bring."""

    starfalls: list[FallingStars]
    order: int = FallingStars.order

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Darken the sky."""
        for starfall in self.starfalls:
            starfall.darken(buffer, frame)


@dataclass(frozen=True)
class _Section:
    """One plate of the set: its stage, the layers of the sky that its water mirrors, the set, and where it hangs."""

    plate: Plate
    stage: Stage
    sky: list[Layer]
    layers: list[Layer]
    hanging: Hanging
    water: bool
    foot: bool

    def picture(self, time: float) -> NDArray[np.float32]:
        """The premultiplied picture (h, w, 4) of the set at ``time``."""
        frame = Frame(self.stage, time, self.stage.path.projection(time), Ground(1.0, 0.0, 0.0))
        behind = np.zeros((self.plate.height, self.plate.width, 3), np.float32)
        for layer in self.sky:
            layer.paint(behind, frame)
        dark, light = behind.copy(), behind + np.float32(1)
        for layer in self.layers:
            layer.paint(dark, frame)
            layer.paint(light, frame)
        alpha = np.clip(1 - (light - dark).mean(-1, keepdims=True), 0, 1)
        if self.water:
            alpha[round(self.plate.centre_y) + 1 :] = 1
        picture = np.concatenate([dark - (1 - alpha) * behind, alpha], -1)
        return with_foot(picture) if self.foot else picture


@dataclass(frozen=True)
class _Ring:
    """Where the plates of a set hang: the one in front and its share, the azimuths where the others meet, the height of
    the horizon in all of them (a share of theirs); the shot's seed."""

    front: Plate
    joins: NDArray[np.float64]
    share: Share
    level: float
    seed: int


class Scenery:
    """All plates of a shot's set, laid over a dome or a panorama."""

    def __init__(
        self, scene: Scene, canvas: Canvas, sky: Sky, duration_s: float, seed: int, language: str, lift: float,
        output: Projection,
    ) -> None:  # fmt: skip
        self._make = lambda scene, size, plate, seed: _stage(
            scene, size, sky, duration_s, seed, language, lift, plate, canvas.fps
        )
        self._output, self._canvas = output, canvas
        self._sections: list[_Section] = []
        self._starfalls: list[FallingStars] = []
        if not scene.elements and not scene.figures:
            return
        self._sky = sky
        self._lightning = tuple(spec for spec in scene.elements if spec.kind == "lightning")
        elements = [spec for spec in scene.elements if not on_sky(spec)]
        standing = [spec for spec in elements if stands(spec, scene)]
        floating = [spec for spec in elements if not stands(spec, scene)]
        if not has_ground(scene):
            self._float(_with(scene, elements, scene.figures), seed, lift)
            return
        wet = any(spec.kind in WATER for spec in standing) or scene.view.kind == "horizon"
        if floating or not wet:
            self._float(_with(scene, floating, () if wet else scene.figures), seed, lift)
        self._stand(_with(scene, standing, scene.figures if wet else ()), seed)

    def paint(self, buffer: NDArray[np.float32], time: float) -> None:
        """Lay the set over the buffer, what is behind first."""
        for section in self._sections:
            section.hanging.lay(buffer, section.picture(time))

    def hidden(self, time: float) -> float:
        """How much of the whole sky is hidden at ``time`` seconds of the shot until its stars have fallen, 0..1."""
        return max((starfall.hidden(time) for starfall in self._starfalls), default=0.0)

    def _size(self, scene: Scene, detail: float = 1.0) -> float:
        """Pixels of a plate per reference pixel."""
        return float(np.clip(self._output.scale * 1.15 * detail / scene.view.scale, 0.25, 3.0))

    def _float(self, scene: Scene, seed: int, lift: float) -> None:
        """A set without ground: the shot's picture, soft at its edges, where the view aims."""
        unit = self._size(scene)
        width, height = 2 * round(640 * unit), 2 * round(360 * unit)
        c, s = np.cos(lift), np.sin(lift)
        back = np.array([[1.0, 0, 0], [0, c, -s], [0, s, c]])
        centre = scene.view.centre[0] * width, scene.view.centre[1] * height
        plate = Plate(back, *centre, scene.view.scale * height / 720, width, height)
        self._add(scene, plate, seed, _soft_edges(plate), bend=None)

    def _stand(self, scene: Scene, seed: int) -> None:
        """A set on the ground: sides and back first, the shot's own picture over them."""
        unit, view = self._size(scene), scene.view
        level = view.centre[1] if view.kind == "horizon" else view.horizon
        level = 0.86 if level is None else level
        width, height = 2 * round(640 * unit), 2 * round(360 * unit)
        scale = view.scale * height / 720
        front = Plate(np.eye(3), view.centre[0] * width, level * height, scale, width, height)
        right = min(2 * float(np.arctan((width - front.centre_x) / (2 * scale))), WIDEST)
        left = min(2 * float(np.arctan(front.centre_x / (2 * scale))), WIDEST)
        # where one plate hands over to the next, azimuths from the front to the right
        joins = np.linspace(right - JOIN / 2, 2 * np.pi - left + JOIN / 2, SIDES + 1)
        land = any(spec.kind in LAND for spec in scene.elements)
        behind, before = ([spec for spec in scene.elements if spec.kind in kinds] for kinds in (BEHIND, BEFORE))
        standing = [spec for spec in scene.elements if spec.kind not in BEHIND | BEFORE]
        ring = _Ring(front, joins, _fading(-left + JOIN, right - JOIN, JOIN), level, seed)
        # what hangs in the air is neither bent down to the land's saddles nor melts into the ground
        self._surround(_with(scene, behind, ()), ring, None)
        self._surround(_with(scene, standing, scene.figures), ring, _saddles(joins) if land else _altitude, behind)
        self._surround(_with(scene, before, ()), ring, None)

    def _surround(self, scene: Scene, ring: _Ring, bend: Share | None, mirrored: Sequence[Element] = ()) -> None:
        """Some of the elements of a set, at the sides and in front; mirrored: what its water shows beside the sky."""
        lasting = [spec for spec in scene.elements if spec.kind in AROUND and not spec.setting("far", False)]
        if lasting:
            for number in (1, 0, 2):
                self._side(_with(scene, map(_anywhere, lasting), ()), number, ring, bend, mirrored)
        whole = ring.share
        share = _within(ring.front, bend is None)
        self._add(scene, ring.front, ring.seed, lambda rays: whole(rays) * share(rays), bend, mirrored)

    def _side(self, scene: Scene, number: int, ring: _Ring, bend: Share | None, mirrored: Sequence[Element]) -> None:
        unit = self._size(scene, SIDE_DETAIL)
        height = 2 * round(360 * unit)
        scale = scene.view.scale * height / 720
        begin, end = ring.joins[number], ring.joins[number + 1]
        # the back is laid first and shows under both its neighbours; these show under the front
        reach = {0: (-JOIN / 2, -JOIN / 2), 1: (-JOIN / 2, JOIN / 2), 2: (JOIN / 2, JOIN / 2)}[number]
        middle, half = (begin + end) / 2, (end - begin) / 2 + 2.2 * JOIN
        width = 2 * int(np.ceil(2 * np.tan(half / 2) * scale))
        c, s = np.cos(middle), np.sin(middle)
        turn = np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])
        plate = Plate(turn, width / 2, ring.level * height, scale, width, height)
        alone = scene.model_copy(update={"lines": (), "labels": ()})
        sides, share = _fading(begin + reach[0], end + reach[1], JOIN), _within(plate, bend is None)
        seed = seed_for(ring.seed, "side", number)
        again = tuple(map(_anywhere, mirrored))
        self._add(alone, plate, seed, lambda rays: sides(rays) * share(rays), bend, again, front=False)

    def _add(
        self, scene: Scene, plate: Plate, seed: int, share: Share, bend: Share | None, mirrored: Sequence[Element] = (),
        *, front: bool = True,
    ) -> None:  # fmt: skip
        # lightning lights all of the set, wherever it strikes
        lit = (spec for spec in self._lightning if spec not in scene.elements)
        stage = self._make(_with(scene, (*scene.elements, *lit), scene.figures), plate, plate, seed)
        built = [build_element(spec, stage) for spec in scene.elements]
        self._starfalls += [layer for layer in built if isinstance(layer, FallingStars)]
        layers: list[Layer] = [_Falls(layer) if isinstance(layer, FallingStars) else layer for layer in built]
        for cue in scene.figures:
            if cue.place is not None or load_figure(cue.name).on_screen:
                layers += figure_layers(cue, stage)
        if not layers:
            return
        water = any(spec.kind in WATER for spec in scene.elements)
        seen: list[Layer] = []
        if water:
            seen = self._mirrored(replace(stage, scene=_with(scene, mirrored, scene.figures)), front)
        hanging = Hanging(plate, self._output, self._canvas.width, self._canvas.height, share, bend)
        layers.sort(key=lambda layer: layer.order)
        self._sections.append(_Section(plate, stage, seen, layers, hanging, water, bend is not None))

    def _mirrored(self, stage: Stage, front: bool) -> list[Layer]:
        """The layers that the water of a plate mirrors; stars fall in front alone."""
        layers = [layer for layer in build_layers(stage, self._sky) if not isinstance(layer, SetFigure)]
        if front:
            return layers
        return [_Darkness(self._starfalls) if isinstance(layer, FallingStars) else layer for layer in layers]


def _stage(scene, size, sky, duration_s, seed, language, lift, plate, fps) -> Stage:
    """The stage of a plate."""
    canvas = Canvas.model_construct(width=size.width, height=size.height, fps=fps, projection="flat", dome_tilt_deg=0.0)
    level = plate.centre_y / plate.height * 720 if plate.turn[1, 1] == 1 else None
    path = SteeredPath(
        scene.view, scene.camera, sky, duration_s, lift, plate.camera, (plate.centre_x, plate.centre_y), level
    )
    return replace(build_stage(scene, canvas, sky, duration_s, seed, language), path=path, horizon=level, framing=None)


def _anywhere(spec: Element) -> Element:
    """An element without what places it in the picture in front."""
    return Element.model_validate({key: value for key, value in spec.model_dump().items() if key not in PLACED})


def _azimuth(rays: NDArray[np.float64]) -> NDArray[np.float64]:
    """Azimuth from the front to the right, radians."""
    return np.arctan2(rays[..., 0], rays[..., 2])


def _altitude(rays: NDArray[np.float64]) -> NDArray[np.float64]:
    """Altitude, radians."""
    return np.arctan2(rays[..., 1], np.hypot(rays[..., 0], rays[..., 2]))


def _apart(azimuth: NDArray[np.float64], place: float) -> NDArray[np.float64]:
    """Signed angle from ``place``, -pi to pi."""
    return (azimuth - place + np.pi) % (2 * np.pi) - np.pi


def _fading(begin: float, end: float, width: float) -> Share:
    """1 between two azimuths, fading out over ``width`` beyond each."""
    middle, half = (begin + end) / 2, (end - begin) / 2

    def share(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        return 1 - smoothstep(half, half + width, np.abs(_apart(_azimuth(rays), middle)))

    return share


def _within(plate: Plate, hung: bool) -> Share:
    """1 on a standing plate, fading towards its upper edge and, where it is hung in the air, towards its lower one."""

    def share(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        y = plate.camera(np.eye(3)).project(rays)[..., 1] / plate.height
        above = np.where(_altitude(rays) > 0, smoothstep(0.01, 0.16, y), 1.0)
        return above * (1 - smoothstep(0.9, 0.99, y)) if hung else above

    return share


def _soft_edges(plate: Plate) -> Share:
    """1 in the middle of a plate, fading towards its edges."""

    def share(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        pixels = plate.camera(np.eye(3)).project(rays)
        x, y = pixels[..., 0] / plate.width, pixels[..., 1] / plate.height
        inside = np.minimum(np.minimum(x, 1 - x), np.minimum(y, 1 - y))
        return smoothstep(0.005, 0.12, inside) * (rays @ plate.turn[2] > 0)

    return share


def _saddles(joins: NDArray[np.float64]) -> Share:
    """The altitude to look up, so that ridges come down where plates meet; the horizon stays where it is."""

    def bend(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        altitude, azimuth = _altitude(rays), _azimuth(rays)
        lowered = np.zeros_like(azimuth)
        for place in joins:
            lowered = np.maximum(lowered, np.exp(-((_apart(azimuth, place) / SADDLE) ** 2)))
        share = 1 - (1 - SQUAT) * lowered
        near = np.exp(-((altitude / TALLEST) ** 2))
        return np.where(altitude > 0, altitude * (1 + (1 / share - 1) * near), altitude)

    return bend
