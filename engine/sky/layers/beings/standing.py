"""Where a figure of the set stands on its ground, how near a gesture has brought it, how it churns the water."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.sky.figures import FigureData
from engine.sky.frame import Stage
from engine.sky.layers.beings.figure_motions import pose_of
from engine.sky.layers.beings.going import facing
from storyboard.model import FigureCue

FAR_ASIDE = 0.30
"""How far behind it, in its own widths, lies the place on the horizon that a figure comes from."""

CHURN_S, CHURN_SAMPLES = 1.5, 12
"""Water goes on boiling for a while after what has stirred it; at how many moments that is looked up."""

BOILS_AT = 0.30
"""Heights a second that a body rises at to churn the water fully."""

GLIDES_AT = 0.55
"""The same of what comes nearer: its growth a second."""

MOST = 1.3
"""However fast a body moves, water boils no harder."""

STEP_S, EARLIEST_S = 0.04, 4.0
"""How finely its way is looked up, and from how long before the shot on."""


class Standing:
    """The place of a placed figure in reference pixels, at its final place and farther away."""

    def __init__(self, cue: FigureCue, figure: FigureData, stage: Stage) -> None:
        self._cue, self._figure = cue, figure
        left, top, right, bottom = figure.frame
        self.x, self.y, self.size = cue.place or figure.own_place
        self.width, self.height = (right - left) * self.size, (bottom - top) * self.size
        horizon = self.y + 0.5 * self.height if stage.horizon is None else stage.horizon
        self._far = self.x + self.width * (0.5 - FAR_ASIDE * facing(figure)), horizon
        mark = figure.marks.get("water", ((left + right) / 2, bottom))
        # its whole way is looked up once: the poses of a moment are dear, and a frame asks for many
        self._grid = np.arange(-EARLIEST_S, stage.duration_s + CHURN_S, STEP_S)
        poses = [pose_of(cue, figure, float(time)) for time in self._grid]
        self._near = np.array([pose.nearness for pose in poses])
        heights = np.array([(pose.matrix @ (mark[0], mark[1], 1.0))[1] for pose in poses]) / (bottom - top)
        self._churn = _churn(self._grid, heights, self._near)

    def nearer(self, x: float, y: float, nearness: float) -> tuple[float, float]:
        """Where a point of its final place lies while the figure is only so near: 1 there, 0 at the horizon."""
        return self._far[0] + (x - self._far[0]) * nearness, self._far[1] + (y - self._far[1]) * nearness

    def nearness(self, time: float) -> float:
        """How near it is at a time."""
        return pose_of(self._cue, self._figure, time).nearness

    def was_near(self, times: NDArray[np.float64]) -> NDArray[np.float64]:
        """How near it was at some times (n)."""
        return np.interp(times, self._grid, self._near)

    def churn(self, times: NDArray[np.float64]) -> NDArray[np.float64]:
        """How hard the water boils round it at some times (n): 0 where it stands still, 1 where it rises fast."""
        return np.interp(times, self._grid, self._churn)


def _churn(
    grid: NDArray[np.float64], heights: NDArray[np.float64], near: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What a body stirs by moving, going on for a while; ``heights``: of its waterline in its own heights."""
    stirred = np.abs(np.gradient(heights, STEP_S)) / BOILS_AT + np.abs(np.gradient(np.log(near), STEP_S)) / GLIDES_AT
    lags = np.linspace(0, CHURN_S, CHURN_SAMPLES)
    weights = np.exp(-3.0 * lags / CHURN_S)
    lingering = np.interp(grid[:, None] - lags, grid, stirred) @ (weights / weights.sum())
    return MOST * np.tanh(lingering / MOST)
