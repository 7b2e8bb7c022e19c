"""Domes and panoramas: the same shot all around the viewer.

Milky Way, air and stars are painted straight into the projection. Lines, names and figures are painted on flat faces
around the viewer and warped, each at its true place. The set hangs on plates of its own.

The viewer's frame (rows right, up, forward) has the zenith above and the shot's azimuth in front. A view that claims no
horizon is lifted so that its scenery stands on the horizon, or, without scenery, its middle well above it.
"""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import Framing, SteeredPath
from engine.sky.frame import Frame, Ground, Stage
from engine.sky.layers.beings.figures import FigureDust
from engine.sky.layers.elements import build_element
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.hero_stars import HeroStars
from engine.sky.layers.night.names import ConstellationNames, StarNames
from engine.sky.lifting import InTheAir
from engine.sky.light import smoothstep
from engine.sky.painter import build_stage
from engine.sky.plates import Hanging, Plate, Share, matte
from engine.sky.projection import FAR_AWAY, Projection, Stereographic, Vectors, surrounding
from engine.sky.scenery import WATER, Scenery, drawn_layers, fills_sky, has_ground, on_sky
from engine.sky.sphere import SphereNight, SphereStars
from engine.sky.tone import Grade
from storyboard.model import Camera, Canvas, Element, Look, Scene, Sky

FREE_ALTITUDE_DEG = {"fulldome": 38.0, "equirect": 20.0}
"""Where the aim of a free view stands at least: before the eyes of the house, or of one who wears goggles."""
FALLBACK_HORIZON = 0.86
FACE_MARGIN = float(np.radians(14))
FEATHER = float(np.radians(1.5))
REFERENCE_SCALE = 480.0
"""Pixels per radian at which letters and lines are as large as in a flat picture 720 pixels high."""
SMALLEST_UNIT = 0.75
BY_POINTS = (ConstellationNames, StarNames, HeroStars, FigureDust)
"""Layers of words and points: each belongs wholly to one face, or it would be cut or doubled at its edge."""


class ImmersivePainter:
    """Paints the frames of one shot as a dome master or a 360-degree picture. Painting is reentrant."""

    def __init__(
        self, scene: Scene, *, canvas: Canvas, look: Look, sky: Sky, duration_s: float, seed: int, language: str
    ) -> None:
        scene = _steady(scene)
        output = surrounding(canvas.projection, canvas.width, float(np.radians(canvas.dome_tilt_deg)))
        ground, lift = has_ground(scene), _lift(scene, canvas)
        unit = max(output.scale / REFERENCE_SCALE, SMALLEST_UNIT)
        bare = scene.model_copy(update={"elements": tuple(_to_scale(s, scene) for s in scene.elements if on_sky(s))})
        sized = Canvas(width=canvas.width, height=2 * round(360 * unit), fps=canvas.fps)
        path = SteeredPath(
            scene.view, scene.camera, sky, duration_s, lift, lambda viewer: replace(output, rotation=viewer)
        )
        built = build_stage(bare, sized, sky, duration_s, seed, language)
        framing = Framing(unit, 0.0, 0.0)
        stage = replace(built, height=canvas.height, path=path, horizon=None, framing=framing)
        self.stage, self._path, self._size = stage, path, (canvas.width, canvas.height)
        self._night = SphereNight(stage, output, canvas.width, canvas.height, ground)
        self._stars = SphereStars(stage, scene.milky_way)
        self._faces = _Faces(bare, sized, sky, duration_s, seed, language, lift, output, canvas, below=not ground)
        self._scenery = Scenery(scene, canvas, sky, duration_s, seed, language, lift, output)
        self._seam = canvas.width // 8 if canvas.projection == "equirect" else 0
        self._circle = _circle(canvas.width) if canvas.projection == "fulldome" else None
        flat = look.model_copy(update={"vignette": 0.0})
        self._grade = Grade(flat, canvas.width + 2 * self._seam, canvas.height, seed, scene.exposure)
        self._thread = threading.local()

    def light(self, index: int) -> NDArray[np.float32]:
        """Linear light (H, W, 3) of frame ``index``, before bloom and tone."""
        buffer = np.empty((self._size[1], self._size[0], 3), np.float32)
        self._paint_light(buffer, index)
        return buffer

    def _paint_light(self, buffer: NDArray[np.float32], index: int) -> None:
        time = index / self.stage.fps
        frame = Frame(self.stage, time, self._path.projection(time), _STILL)
        self._night.paint(buffer, frame)
        self._stars.paint(buffer, frame)
        self._night.darken(buffer, self._scenery.hidden(time))
        self._faces.paint(buffer, frame.camera.rotation, time)
        self._scenery.paint(buffer, time)
        if self._circle is not None:
            buffer *= self._circle

    def paint(self, index: int) -> NDArray[np.uint8]:
        """The picture (H, W, 3) uint8 RGB of frame ``index``."""
        if getattr(self._thread, "buffer", None) is None:
            self._thread.buffer = np.empty((self._size[1], self._size[0], 3), np.float32)
        buffer, seam = self._thread.buffer, self._seam
        self._paint_light(buffer, index)
        if seam:
            # light that scatters over one edge comes in at the other
            wide = np.concatenate([buffer[:, -seam:], buffer, buffer[:, :seam]], 1)
            return np.ascontiguousarray(self._grade.develop(wide, index)[:, seam:-seam])
        picture = self._grade.develop(buffer, index)
        if self._circle is not None:
            picture = np.rint(picture * self._circle).astype(np.uint8)
        return picture


def _steady(scene: Scene) -> Scene:
    """A scene whose horizon is level and whose camera only pans and lets the sky turn."""
    camera = Camera(push=0, pan_deg=scene.camera.pan_deg, turn_h=scene.camera.turn_h)
    view = scene.view.model_copy(update={"roll_deg": 0.0}) if scene.view.kind == "horizon" else scene.view
    return scene.model_copy(update={"camera": camera, "view": view})


def _lift(scene: Scene, canvas: Canvas) -> float:
    """Radians by which what the view aims at stands above the viewer's horizon."""
    view = scene.view
    if view.kind == "horizon":
        return 0.0
    level = view.horizon if view.horizon is not None else FALLBACK_HORIZON
    drawn = 2 * float(np.arctan((level - view.centre[1]) * 720 / (2 * view.scale)))
    least = float(np.radians(FREE_ALTITUDE_DEG[canvas.projection]))
    wet = any(spec.kind in WATER for spec in scene.elements)
    # what stands in water is composed with the stars above it: they stay together
    return drawn if wet else max(drawn, least) if has_ground(scene) else least


def _to_scale(spec: Element, scene: Scene) -> Element:
    """An element of the sky as large on it as in the shot's own flat picture."""
    known = {"comet": ("length", 460.0), "nebula": ("size", 560.0)}
    if spec.kind not in known:
        return spec
    name, usual = known[spec.kind]
    size = float(spec.setting(name, usual)) * REFERENCE_SCALE / scene.view.scale
    return Element.model_validate({**spec.model_dump(), name: size})


def _circle(size: int) -> NDArray[np.float32]:
    """1 inside a dome master's circle, 0 outside, (size, size, 1)."""
    place = np.arange(size) + 0.5 - size / 2
    distance = np.hypot(place[:, None], place[None])
    return np.clip(size / 2 - distance, 0, 1)[..., None].astype(np.float32)


class _Owner(Stereographic):
    """A face's camera that sends far away whatever belongs to another face."""

    def project(self, directions: Vectors) -> NDArray[np.float64]:
        seen = np.asarray(directions, float) @ self.rotation.T
        own = seen[..., 2] >= np.abs(seen[..., :2]).max(-1)
        return np.where(own[..., None], super().project(directions), FAR_AWAY)


class _Faces:
    """What is drawn on the sky: lines, names, figures, on the faces of a cube around the viewer."""

    def __init__(
        self, scene: Scene, canvas: Canvas, sky: Sky, duration_s: float, seed: int, language: str, lift: float,
        output: Projection, size: Canvas, *, below: bool,
    ) -> None:  # fmt: skip
        """canvas: fixes the size of letters and lines; size: the output's; below: whether the sky is seen there."""
        reach = 2 * np.tan((np.pi / 4 + FACE_MARGIN) / 2)
        scale = output.scale * 1.1
        side = 2 * int(np.ceil(reach * scale))
        turns = _turns() if below else _turns()[:5]
        self._plates = [Plate(turn, side / 2, side / 2, scale, side, side) for turn in turns]
        path = SteeredPath(scene.view, scene.camera, sky, duration_s, lift, self._plates[0].camera)
        stage = replace(
            build_stage(scene, canvas, sky, duration_s, seed, language), path=path, horizon=None, framing=None
        )
        free = scene.model_copy(update={"view": scene.view.model_copy(update={"kind": "sky"})})
        # only upright faces have the zenith straight above
        self._stages = [stage] * 4 + [replace(stage, scene=free)] * 2
        everywhere = [spec for spec in scene.elements if fills_sky(spec)]
        stages = [self._face_stage(stage, plate, scene, sky, duration_s, lift) for plate in self._plates]
        self._filling = _filling(everywhere, stages, below)
        layers = drawn_layers(stage, sky)
        self._lines: list[Layer] = [layer for layer in layers if not _by_points(layer)]
        self._points: list[Layer] = [layer for layer in layers if _by_points(layer)]
        own = [_own_share(plate) for plate in self._plates]
        filled = own if below else [_above_horizon(share) for share in own]
        whole = [_whole_share(plate) for plate in self._plates]
        self._tiles, self._sheets, self._skies = (
            [
                Hanging(plate, output, size.width, size.height, share)
                for plate, share in zip(self._plates, shares, strict=True)
            ]
            if wanted
            else []
            for shares, wanted in ((own, self._lines), (whole, self._points), (filled, everywhere))
        )

    @staticmethod
    def _face_stage(stage: Stage, plate: Plate, scene: Scene, sky: Sky, duration_s: float, lift: float) -> Stage:
        """A stage that is the face itself: for what spreads over its picture."""
        path = SteeredPath(scene.view, scene.camera, sky, duration_s, lift, plate.camera)
        return replace(stage, width=plate.width, height=plate.height, path=path, framing=Framing(stage.unit, 0.0, 0.0))

    def paint(self, buffer: NDArray[np.float32], viewer: NDArray[np.float64], time: float) -> None:
        """Lay all faces over the buffer."""
        for i, (plate, tile) in enumerate(zip(self._plates, self._skies, strict=False)):
            frame = Frame(self._stages[i], time, plate.camera(viewer), _STILL)
            self._paint_face(buffer, plate, tile, self._filling[i], frame)
        for plate, tile, stage in zip(self._plates, self._tiles, self._stages, strict=False):
            self._paint_face(buffer, plate, tile, self._lines, Frame(stage, time, plate.camera(viewer), _STILL))
        for plate, sheet, stage in zip(self._plates, self._sheets, self._stages, strict=False):
            camera = _Owner(plate.turn @ viewer, plate.centre_x, plate.centre_y, plate.scale)
            self._paint_face(buffer, plate, sheet, self._points, Frame(stage, time, camera, _STILL))

    @staticmethod
    def _paint_face(
        buffer: NDArray[np.float32], plate: Plate, hanging: Hanging, layers: list[Layer], frame: Frame
    ) -> None:
        if not layers:
            return
        dark = np.zeros((plate.height, plate.width, 3), np.float32)
        for layer in layers:
            layer.paint(dark, frame)
        if not dark.any():
            return
        light = np.ones_like(dark)
        for layer in layers:
            layer.paint(light, frame)
        hanging.lay(buffer, matte(dark, light))


def _by_points(layer: Layer) -> bool:
    return isinstance(layer.layer if isinstance(layer, InTheAir) else layer, BY_POINTS)


_STILL = Ground(1.0, 0.0, 0.0)


def _turns() -> list[NDArray[np.float64]]:
    """The faces front, right, back, left, above, below, from the viewer's frame."""
    right, up, forward = np.eye(3)
    sides = [
        np.stack([np.cos(a) * right - np.sin(a) * forward, up, np.cos(a) * forward + np.sin(a) * right])
        for a in np.arange(4) * np.pi / 2
    ]
    return [*sides, np.stack([right, -forward, up]), np.stack([right, forward, -up])]


def _filling(everywhere: list[Element], stages: list[Stage], below: bool) -> list[list[Layer]]:
    """For every face the layers of what fills the sky: its own star trails, and the meteors of all faces, which cross
    from one to the next."""
    trails = [[build_element(spec, stage) for spec in everywhere if spec.kind == "star_trails"] for stage in stages]
    streaks: list[Layer] = []
    for spec in (spec for spec in everywhere if spec.kind != "star_trails"):
        for number, stage in enumerate(stages):
            # the upper half of the faces that stand upright is sky
            side, upright = stage.width / stage.unit, number < 4
            region = (10.0, 10.0, side - 10.0, side / 2 - 30 if upright and not below else side - 10.0)
            seed = 8 * int(spec.setting("seed", 0)) + number
            own = Element.model_validate({**spec.model_dump(), "region": region, "seed": seed})
            streaks.append(build_element(own, stage))
    return [[*layers, *streaks] for layers in trails]


def _above_horizon(share: Share) -> Share:
    """What shows, but not under the horizon."""
    return lambda rays: share(rays) * smoothstep(-0.01, 0.01, rays[..., 1])


def _own_share(plate: Plate):
    """Directions that belong to a face of the cube, with a narrow soft edge."""

    def share(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        seen = rays @ plate.turn.T
        aside = np.arctan2(np.abs(seen[..., :2]).max(-1), seen[..., 2])
        return np.clip((np.pi / 4 - aside) / FEATHER + 0.5, 0, 1)

    return share


def _whole_share(plate: Plate):
    """Directions on a face and on its margin."""

    def share(rays: NDArray[np.float64]) -> NDArray[np.float64]:
        seen = rays @ plate.turn.T
        aside = np.arctan2(np.abs(seen[..., :2]).max(-1), seen[..., 2])
        return np.clip((np.pi / 4 + 0.8 * FACE_MARGIN - aside) / FEATHER, 0, 1)

    return share
