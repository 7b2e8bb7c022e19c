"""Figures in a shot: the drawing on its stars, the dust that gathers into it, the hero stars over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.folders import cache_folder
from engine.sky.figures import (
    Dust,
    FigureData,
    FigureSheet,
    Joint,
    Shimmer,
    composite_mapped,
    directions_to_plane,
    dust_points,
    load_figure,
    mesh_points,
    plane_directions,
    rasterise,
)
from engine.sky.figures.styles import STYLES, palette_of
from engine.sky.frame import Frame, Stage
from engine.sky.layers.beings.figure_motions import Pose, gestures_of, on_sky, pose_of, poses_of
from engine.sky.layers.beings.figure_sheets import fill_of, moved, reveal_of, sheets_of, style_of
from engine.sky.layers.beings.set_figure import SetFigure
from engine.sky.layers.layer import Layer, Order
from engine.sky.layers.night.hero_stars import HeroStars
from engine.sky.light import ease_out, smoothstep, splat
from storyboard.model import FigureCue
from storyboard.seeds import seed_for

DUST_GRAINS = 5000
DUST_COLOUR = np.array([1.0, 0.80, 0.50], np.float32)
SETTLED = 1.4
"""Times of the drawing after which every grain lies in its place."""
EDGE_POINTS = 9


def figure_layers(cue: FigureCue, stage: Stage) -> list[Layer]:
    """The layers of one figure cue.

    Raises:
        FigureError: there is no such figure.
    """
    figure = load_figure(cue.name)
    if figure.on_screen or cue.place is not None:
        return [SetFigure(cue, figure, stage)]
    layers: list[Layer] = [SkyFigure(cue, figure, stage)]
    if figure.hero:
        layers.append(HeroStars(list(figure.hero), cue.start_s, stage, min(cue.strength, 1.0)))
    if cue.dust > 0:
        layers.append(FigureDust(cue, figure, stage))
    return layers


class SkyFigure:
    """A figure on its own stars: exact on the turning sky at every zoom."""

    order = Order.FIGURES

    def __init__(self, cue: FigureCue, figure: FigureData, stage: Stage) -> None:
        self._cue, self._figure = cue, figure
        self._palette = palette_of(style_of(cue), cue.palette or figure.palette)
        closest = max(stage.path.projection(t).scale for t in (0.0, stage.duration_s))
        assert figure.plane is not None
        self._sheets = sheets_of(cue, figure, closest / figure.plane.scale)
        self._edges = [_edge(sheet) for sheet, _ in self._sheets]
        self._of_date = stage.of_date
        # without a gesture the sheets' edges stay where they are on the sky
        self._resting = None if gestures_of(cue) else [self._directions(edge) for edge in self._edges]

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Lay the figure into the buffer as far as it is drawn."""
        cue, time = self._cue, frame.time
        pose = on_sky(pose_of(cue, self._figure, time), self._figure)
        if time < cue.start_s or pose.shown <= 0:
            return
        down = self._down(frame) if pose.freed > 0 else (0.0, 1.0)
        for number, (sheet, joint) in enumerate(self._sheets):
            matrix, shown = pose.motion_of(joint, down), pose.shown_of(joint)
            if shown <= 0:
                continue
            if self._resting is None:
                edge = self._directions(moved(self._edges[number], matrix))
            else:
                edge = self._resting[number]
            box = self._box(edge, frame, buffer.shape)
            if box[2] <= box[0] or box[3] <= box[1]:
                continue
            directions = frame.camera.unproject(mesh_points(box)) @ self._of_date
            nodes = directions_to_plane(self._figure, directions)
            if self._resting is None:
                nodes = moved(nodes, np.linalg.inv(matrix))
            composite_mapped(
                buffer, sheet, nodes, box,
                reveal=reveal_of(cue, time), fill=fill_of(cue, time) * shown,
                ink_gain=cue.strength * shown * (1 + pose.flare_of(joint)),
                palette=self._palette, time_s=time, sway=1.0, shimmer=Shimmer(),
            )  # fmt: skip

    def _down(self, frame: Frame) -> tuple[float, float]:
        """Which way in the figure's plane things fall in the picture."""
        left, top, right, bottom = self._figure.frame
        middle = frame.camera.project(self._directions(np.array([[(left + right) / 2, (top + bottom) / 2]])))
        both = frame.camera.unproject(middle + np.array([[0.0, 0.0], [0.0, 1.0]])) @ self._of_date
        x, y = np.diff(directions_to_plane(self._figure, both), axis=0)[0]
        length = float(np.hypot(x, y))
        return float(x) / length, float(y) / length

    def _directions(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Directions of date (n, 3) of points (n, 2) of the figure's plane."""
        return plane_directions(self._figure, points) @ self._of_date.T

    def _box(self, directions: NDArray[np.float64], frame: Frame, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
        """The pixels (left, top, right, bottom) inside the edge of a sheet, ``directions`` (n, 3) of date."""
        if (directions @ frame.camera.rotation[2]).min() < -0.6:
            return (0, 0, 0, 0)
        xy = frame.camera.project(directions)
        (left, top), (right, low) = (np.floor(xy.min(0)) - 8).tolist(), (np.ceil(xy.max(0)) + 8).tolist()
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        bottom = shape[0] if horizon is None else min(shape[0], int(horizon) + 2)
        return (
            int(min(max(left, 0), shape[1])),
            int(min(max(top, 0), bottom)),
            int(min(max(right, 0), shape[1])),
            int(min(max(low, 0), bottom)),
        )


def _edge(sheet: FigureSheet) -> NDArray[np.float64]:
    """Points (n, 2) of the figure's plane along the edge of a sheet."""
    corners = sheet.corners()
    ways = zip(corners, np.roll(corners, -1, 0), strict=True)
    return np.concatenate([np.linspace(start, end, EDGE_POINTS, endpoint=False) for start, end in ways])


class FigureDust:
    """Grains of star dust that gather into the figure as it is drawn, and stay on it as a shimmer."""

    order = Order.DUST

    def __init__(self, cue: FigureCue, figure: FigureData, stage: Stage) -> None:
        self._cue, self._figure = cue, figure
        grains = round(DUST_GRAINS * min(cue.dust * STYLES[style_of(cue)].dust, 1.5))
        sheet = rasterise(figure, 1.0, cache_dir=cache_folder("figures"))
        self._dust: Dust = dust_points(sheet, grains, seed_for(stage.seed, "dust", cue.name))
        self._of_date = stage.of_date
        self._moves = bool(gestures_of(cue))
        self._joints = _joints_of(cue, figure, self._dust.points)
        self._goal = plane_directions(figure, self._dust.points) @ stage.of_date.T
        self._source = plane_directions(figure, self._dust.sources) @ stage.of_date.T

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add the grains on their way."""
        cue, dust, unit = self._cue, self._dust, frame.unit
        since = frame.time - cue.start_s
        pose = on_sky(pose_of(cue, self._figure, frame.time), self._figure)
        shown = float(smoothstep(-0.4, 0.7, since)) * pose.shown
        shown *= 1 - 0.62 * float(smoothstep(cue.draw_s * 0.8, cue.draw_s * 1.4, since))
        if shown <= 0.01:
            return
        settled = since >= SETTLED * cue.draw_s - 0.35
        way = ease_out((since + 0.35 - 0.8 * cue.draw_s * dust.times) / (0.6 * cue.draw_s))[:, None]
        wander = np.stack([np.sin(frame.time * 0.9 + dust.phases), np.cos(frame.time * 0.8 + dust.phases * 1.7)], 1)
        xy = frame.camera.project(self._moved_goal(pose) if self._moves else self._goal)
        if settled:
            xy += wander * (1.1 * unit)
        else:
            xy = frame.camera.project(self._source) * (1 - way) + xy * way
            xy += wander * (1.1 + 9 * np.sin(np.pi * way)) * unit
        twinkle = 0.65 + 0.35 * np.sin(frame.time * (2 + dust.phases * 0.4) + dust.phases * 5)
        light = dust.light * twinkle * (0.25 + 0.75 * way[:, 0]) * (shown * cue.dust * 0.42 * unit * unit)
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        if horizon is not None:
            light = np.where(xy[:, 1] < horizon, light, 0)
        x, y = (np.ascontiguousarray(xy[:, i], np.float32) for i in (0, 1))
        colour = (light[:, None] * DUST_COLOUR).astype(np.float32)
        splat(buffer, x, y, colour, np.full(len(x), 0.72 * unit, np.float32))

    def _moved_goal(self, pose: Pose) -> NDArray[np.float64]:
        """Directions of date (n, 3) of the grains on a figure in a pose: they go with the part they lie on."""
        points = moved(self._dust.points, pose.matrix)
        for joint, grains in self._joints:
            points[grains] = moved(self._dust.points[grains], pose.motion_of(joint))
        return plane_directions(self._figure, points) @ self._of_date.T


def _joints_of(
    cue: FigureCue, figure: FigureData, points: NDArray[np.float64]
) -> list[tuple[Joint, NDArray[np.intp]]]:
    """Which of ``points`` (n, 2) in plane units lie on each part that a cue's gesture turns."""
    found: list[tuple[Joint, NDArray[np.intp]]] = []
    if len(poses_of(cue)) == 1:
        return found
    for name, joint in figure.parts.items():
        sheet = rasterise(figure, 1.0, part=name, cache_dir=cache_folder("figures"))
        column, row = ((points - sheet.origin) * sheet.density).astype(np.intp).T
        height, width = sheet.mask.shape
        inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
        on_it = sheet.mask[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)] > 0.2
        found.append((joint, np.flatnonzero(inside & on_it)))
    return found
