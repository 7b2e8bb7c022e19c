"""The painter: a scene becomes a stage and layers; any frame of it is painted alone, bit for bit the same."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.sky.camera import CameraPath
from engine.sky.focus import Focus
from engine.sky.following import guide_of
from engine.sky.frame import Flash, Stage
from engine.sky.framing import fitted_to_lens, framing_of
from engine.sky.layers.beings.figures import SkyFigure, figure_layers
from engine.sky.layers.elements import build_element
from engine.sky.layers.layer import Layer
from engine.sky.layers.night.atmosphere import Atmosphere
from engine.sky.layers.night.bodies import Bodies
from engine.sky.layers.night.constellation_lines import ConstellationLines
from engine.sky.layers.night.culture_art import CultureArt
from engine.sky.layers.night.deep_sky import DeepSky
from engine.sky.layers.night.grids import Grid
from engine.sky.layers.night.hero_stars import HeroStars
from engine.sky.layers.night.milky_way import MilkyWay
from engine.sky.layers.night.names import ConstellationNames, StarNames
from engine.sky.layers.night.stars import Stars
from engine.sky.layers.weather.lightning import flashes_of, spaced
from engine.sky.lifting import InTheAir, stands_low
from engine.sky.light import scratch
from engine.sky.observer import Observer
from engine.sky.projection import Stereographic
from engine.sky.tone import Grade
from storyboard.model import Canvas, Look, Scene, Sky

cv2.setNumThreads(1)


class ShotPainter:
    """Paints the frames of one shot. Building it is slow (textures, figures); painting is reentrant."""

    def __init__(
        self, scene: Scene, *, canvas: Canvas, look: Look, sky: Sky, duration_s: float, seed: int, language: str
    ) -> None:
        self.stage = build_stage(scene, canvas, sky, duration_s, seed, language)
        self.layers = build_layers(self.stage, sky)
        self._focus = Focus(scene.camera, self.layers)
        self._grade = Grade(look, canvas.width, canvas.height, seed, scene.exposure)

    def light(self, index: int) -> NDArray[np.float32]:
        """Linear light (H, W, 3) of frame ``index``, before bloom and tone."""
        buffer = np.empty((self.stage.height, self.stage.width, 3), np.float32)
        self._paint_light(buffer, index)
        return buffer

    def _paint_light(self, buffer: NDArray[np.float32], index: int) -> None:
        """All layers back to front; the first one, the Milky Way, fills the buffer whatever it held."""
        self._focus.paint(buffer, self.stage.frame(index / self.stage.fps))

    def paint(self, index: int) -> NDArray[np.uint8]:
        """The picture (H, W, 3) uint8 RGB of frame ``index``."""
        buffer = scratch("frame", self.stage.height, self.stage.width, 3)
        self._paint_light(buffer, index)
        return self._grade.develop(buffer, index)


def build_stage(scene: Scene, canvas: Canvas, sky: Sky, duration_s: float, seed: int, language: str) -> Stage:
    """The fixed facts of a shot."""
    guide, lens = guide_of(scene, sky), Stereographic
    if canvas.projection == "rectilinear":
        scene, lens = fitted_to_lens(scene, sky, guide)
    composed = CameraPath(scene.view, scene.camera, sky, duration_s, 1280, 720, lens, guide=guide)
    first, last = composed.projection(0.0), composed.projection(duration_s)
    framing = framing_of(scene, canvas.width, canvas.height, first, last, composed.of_date)
    found: list[Flash] = []
    for spec in scene.elements:
        if spec.kind == "lightning":
            found.extend(flashes_of(spec, duration_s))
    flashes = spaced(found)
    shocks = tuple((flash.peak_s, flash.strength) for flash in flashes)
    path = CameraPath(
        scene.view, scene.camera, sky, duration_s, canvas.width, canvas.height, lens, framing, shocks, guide
    )
    return Stage(
        width=canvas.width,
        height=canvas.height,
        fps=canvas.fps,
        duration_s=duration_s,
        seed=seed,
        language=language,
        scene=scene,
        of_date=path.of_date,
        path=path,
        horizon=path.horizon,
        flashes=flashes,
        framing=framing,
    )


def build_layers(stage: Stage, sky: Sky) -> list[Layer]:
    """The layers of a stage under a storyboard's sky, back to front."""
    scene = stage.scene
    layers: list[Layer] = [MilkyWay(stage, scene.milky_way), Stars(stage, scene.milky_way), Atmosphere(stage)]
    if scene.deep_sky > 0:
        layers.append(DeepSky(stage, scene.deep_sky))
    if scene.bodies:
        layers.append(Bodies(stage, Observer.of(sky)))
    for cue in scene.lines:
        layers.append(ConstellationLines(cue, stage))
        if cue.art > 0:
            layers.append(CultureArt(cue, stage))
        if cue.names:
            layers.append(ConstellationNames(cue, stage))
    layers.extend(Grid(cue, stage) for cue in scene.grids)
    if scene.labels:
        layers.append(StarNames(scene.labels, stage))
    for figure in scene.figures:
        low = stands_low(figure.name, stage)
        layers.extend(
            InTheAir(layer, layer.order) if low and isinstance(layer, SkyFigure | HeroStars) else layer
            for layer in figure_layers(figure, stage)
        )
    layers.extend(build_element(spec, stage) for spec in scene.elements)
    return sorted(layers, key=lambda layer: layer.order)
