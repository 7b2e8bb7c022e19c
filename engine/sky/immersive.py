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
from engine.sky.frame import Frame, Ground
from engine.sky.layers.beings.figures import FigureDust
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.hero_stars import HeroStars
from engine.sky.layers.night.names import ConstellationNames, StarNames
from engine.sky.painter import build_stage
from engine.sky.plates import Hanging, Plate, matte
from engine.sky.projection import FAR_AWAY, Projection, Stereographic, Vectors, surrounding
from engine.sky.scenery import WATER, Scenery, drawn_layers, has_ground, on_sky
from engine.sky.sphere import SphereNight, SphereStars
from engine.sky.tone import Grade
from storyboard.model import Camera, Canvas, Look, Scene, Sky

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
        bare = scene.model_copy(update={"elements": tuple(filter(on_sky, scene.elements))})
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
        viewer = self._path.viewer(time)
        self._night.paint(buffer, viewer)
        self._stars.paint(buffer, Frame(self.stage, time, self._path.projection(time), Ground(1.0, 0.0, 0.0)))
        self._faces.paint(buffer, viewer, time)
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
        layers = drawn_layers(stage, sky)
        self._lines: list[Layer] = [layer for layer in layers if not isinstance(layer, BY_POINTS)]
        self._points: list[Layer] = [layer for layer in layers if isinstance(layer, BY_POINTS)]
        hang = [(_own_share(plate), _whole_share(plate)) for plate in self._plates]
        picture = (output, size.width, size.height)
        self._tiles = [Hanging(plate, *picture, own) for plate, (own, _) in zip(self._plates, hang, strict=True)]
        self._sheets = [Hanging(plate, *picture, all_) for plate, (_, all_) in zip(self._plates, hang, strict=True)]

    def paint(self, buffer: NDArray[np.float32], viewer: NDArray[np.float64], time: float) -> None:
        """Lay all faces over the buffer."""
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


_STILL = Ground(1.0, 0.0, 0.0)


def _turns() -> list[NDArray[np.float64]]:
    """The faces front, right, back, left, above, below, from the viewer's frame."""
    right, up, forward = np.eye(3)
    sides = [
        np.stack([np.cos(a) * right - np.sin(a) * forward, up, np.cos(a) * forward + np.sin(a) * right])
        for a in np.arange(4) * np.pi / 2
    ]
    return [*sides, np.stack([right, -forward, up]), np.stack([right, forward, -up])]


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
