"""Figures in a shot: the drawing on its stars, the dust that gathers into it, the hero stars over it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.folders import cache_folder
from engine.sky.figures import (
    CELL,
    NO_BOX,
    Box,
    Dust,
    FigureData,
    FigureSheet,
    around,
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
from engine.sky.layers.beings.figure_motions import gestures_of, moves_parts, on_sky, pose_of, shimmer_of
from engine.sky.layers.beings.figure_sheets import fill_of, moved, reveal_of, sheets_of, style_of
from engine.sky.layers.beings.joints import DOWN, Matrix, Pose, motion_of
from engine.sky.layers.beings.set_figure import SetFigure
from engine.sky.layers.beings.stone import stony
from engine.sky.layers.layer import Layer, Order
from engine.sky.layers.night.hero_stars import HeroStars
from engine.sky.light import ease_out, f32, smoothstep, splat
from storyboard.model import FigureCue
from storyboard.seeds import seed_for

DUST_GRAINS = 5000
DUST_COLOUR = np.array([1.0, 0.80, 0.50], np.float32)
SETTLED = 1.4
"""Times of the drawing after which every grain lies in its place."""
EDGE_POINTS = 9
HAZE = 64.0
"""Reference pixels over the ground in which what sinks into it dissolves."""
DUST_BANK = 70.0
"""Reference pixels a grain can have sunk by before its dust has settled to a third."""


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


BEHIND = -0.6
"""Cosine of the angle to the camera's axis beyond which nothing is seen."""


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
        self._resting = None if gestures_of(cue) else self._directions(np.concatenate(self._edges))

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Lay the figure into the buffer as far as it is drawn."""
        cue, time = self._cue, frame.time
        pose = on_sky(pose_of(cue, self._figure, time), self._figure)
        if time < cue.start_s or pose.shown <= 0:
            return
        palette = stony(self._palette, pose.stone) if pose.stone > 0 else self._palette
        down = self._down(frame) if pose.freed > 0 else DOWN
        matrices = [motion_of(self._figure, pose, part, down) for _, part in self._sheets]
        boxes = self._boxes(matrices, frame, buffer.shape)
        whole = around(boxes)
        if whole == NO_BOX:
            return
        ground = frame.horizon_y if pose.sinks and frame.stage.scene.view.kind == "horizon" else None
        behind = None if ground is None else _above_ground(buffer, whole, ground, frame.unit).copy()
        # one mesh for all parts: each looks up its own piece of it
        directions = frame.camera.unproject(mesh_points(whole)) @ self._of_date
        plane = directions_to_plane(self._figure, directions)
        for (sheet, part), matrix, box in zip(self._sheets, matrices, boxes, strict=True):
            joint = self._figure.parts.get(part)
            shown = pose.shown_of(joint)
            if box == NO_BOX or shown <= 0:
                continue
            box, nodes = _piece(plane, whole, box)
            if self._resting is None:
                nodes = moved(nodes, np.linalg.inv(matrix))
            composite_mapped(
                buffer, sheet, nodes, box,
                reveal=reveal_of(cue, time), fill=fill_of(cue, time) * shown,
                ink_gain=cue.strength * shown * (1 + pose.flare_of(joint)),
                palette=palette, time_s=time, sway=pose.sway, shimmer=shimmer_of(cue),
            )  # fmt: skip

        if behind is not None and ground is not None:
            # it dissolves into the haze and is not cut off by the land
            band = _above_ground(buffer, whole, ground, frame.unit)
            rows = np.arange(whole[3] - len(band), whole[3]) + 0.5
            hazy = pose.sinks * smoothstep(ground - HAZE * frame.unit, ground, rows)
            band += (behind - band) * f32(hazy[:, None, None])

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

    def _boxes(self, matrices: list[Matrix], frame: Frame, shape: tuple[int, ...]) -> list[Box]:
        """The pixels (left, top, right, bottom) inside the edge of each sheet, moved by its matrix."""
        edges = self._resting
        if edges is None:
            placed = [moved(edge, matrix) for edge, matrix in zip(self._edges, matrices, strict=True)]
            edges = self._directions(np.concatenate(placed))
        behind = (edges @ frame.camera.rotation[2]).reshape(len(matrices), -1) < BEHIND
        horizon = frame.horizon_y if frame.stage.scene.view.kind == "horizon" else None
        bottom = shape[0] if horizon is None else min(shape[0], int(horizon) + 2)
        limits = np.array([shape[1], bottom])
        xy = frame.camera.project(edges).reshape(len(matrices), -1, 2)
        low = np.clip(np.floor(xy.min(1)) - 8, 0, limits).astype(int)
        high = np.clip(np.ceil(xy.max(1)) + 8, 0, limits).astype(int)
        # of a sheet that reaches behind the camera the edge says nothing
        low[behind.any(1)], high[behind.any(1)] = 0, limits
        gone = behind.all(1) | (high <= low).any(1)
        return [
            NO_BOX if out else (int(a[0]), int(a[1]), int(b[0]), int(b[1]))
            for out, a, b in zip(gone, low, high, strict=True)
        ]


def _above_ground(buffer: NDArray[np.float32], box: Box, ground: float, unit: float) -> NDArray[np.float32]:
    """The pixels of a box that lie in the haze over the ground, a view into the buffer."""
    top = int(np.clip(ground - HAZE * unit, box[1], box[3]))
    return buffer[top : box[3], box[0] : box[2]]


def _piece(nodes: NDArray[np.float64], whole: Box, box: Box) -> tuple[Box, NDArray[np.float64]]:
    """``box`` grown to the mesh of ``whole``, and its own part of the mesh's ``nodes``."""
    column, row = (box[0] - whole[0]) // CELL, (box[1] - whole[1]) // CELL
    box = (whole[0] + column * CELL, whole[1] + row * CELL, box[2], box[3])
    columns, rows = -(-(box[2] - box[0]) // CELL) + 1, -(-(box[3] - box[1]) // CELL) + 1
    return box, nodes[row : row + rows, column : column + columns]


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
        self._parts = _parts_of(cue, figure, self._dust.points)
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
            # where it sinks into the ground dust rises, and drifts to both sides
            deep, bank = np.maximum(xy[:, 1] - horizon, 0) * pose.sinks, DUST_BANK * unit
            xy += deep[:, None] * np.stack([0.6 * np.sin(7 * dust.phases), -1 - dust.phases / (4 * np.pi)], 1)
            light *= (1 + 8 * smoothstep(0, 0.3, deep / bank)) * np.exp(-deep / bank)
            light = np.where(xy[:, 1] < horizon, light, 0)
        x, y = (np.ascontiguousarray(xy[:, i], np.float32) for i in (0, 1))
        colour = (light[:, None] * DUST_COLOUR).astype(np.float32)
        splat(buffer, x, y, colour, np.full(len(x), 0.72 * unit, np.float32))

    def _moved_goal(self, pose: Pose) -> NDArray[np.float64]:
        """Directions of date (n, 3) of the grains on a figure in a pose: they go with the part they lie on."""
        points = moved(self._dust.points, pose.matrix)
        for part, grains in self._parts:
            points[grains] = moved(self._dust.points[grains], motion_of(self._figure, pose, part))
        return plane_directions(self._figure, points) @ self._of_date.T


def _parts_of(cue: FigureCue, figure: FigureData, points: NDArray[np.float64]) -> list[tuple[str, NDArray[np.intp]]]:
    """Which of ``points`` (n, 2) in plane units lie on each part that a cue's gesture moves."""
    found: list[tuple[str, NDArray[np.intp]]] = []
    if not moves_parts(cue, figure):
        return found
    for name in figure.parts:
        sheet = rasterise(figure, 1.0, part=name, cache_dir=cache_folder("figures"))
        column, row = ((points - sheet.origin) * sheet.density).astype(np.intp).T
        height, width = sheet.mask.shape
        inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
        on_it = sheet.mask[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)] > 0.2
        found.append((name, np.flatnonzero(inside & on_it)))
    return found
