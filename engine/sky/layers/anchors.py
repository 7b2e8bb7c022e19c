"""Where an element stands: at a star, or at a place of the picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from engine.sky.layers.night.star_places import apparent_directions, pixels_of


class Anchor:
    """A place that follows the camera: a star by HIP number (it rides on the sky, lifted by the air as its light is) or
    reference pixels."""

    def __init__(self, place: Any, stage: Stage, shift: tuple[float, float] = (0.0, 0.0)) -> None:
        """place: a HIP number, or [x, y] in reference pixels; shift: added to it, reference pixels.

        Raises:
            EngineError: neither of the two, or no such star.
        """
        self._shift = shift
        self._direction: NDArray[np.float64] | None = None
        self._point = (0.0, 0.0)
        if isinstance(place, (int, np.integer)):
            try:
                self._direction = apparent_directions([int(place)], stage)[0]
            except KeyError:
                raise EngineError(
                    f"The catalogue has no star HIP {place}: give another number or a place [x, y]."
                ) from None
        else:
            try:
                x, y = place
                self._point = (float(x), float(y))
            except (TypeError, ValueError):
                raise EngineError(f"'{place}' is no place: give a HIP number or [x, y] in reference pixels.") from None

    def pixels(self, frame: Frame) -> NDArray[np.float64]:
        """The place (2,) in pixels now."""
        if self._direction is None:
            x, y = frame.to_pixels(self._point[0] + self._shift[0], self._point[1] + self._shift[1])
            return np.array([float(x), float(y)])
        point = pixels_of(self._direction[None], frame)[0]
        return point + np.array(self._shift) * frame.unit * frame.zoom


def anchor_of(spec: Any, stage: Stage, default: tuple[float, float] | None = None) -> Anchor:
    """The anchor of an element from its settings ``hip``, or ``x`` and ``y``, and ``shift`` [dx, dy]."""
    shift = spec.setting("shift", (0.0, 0.0))
    hip = spec.setting("hip", None)
    if hip is not None:
        return Anchor(int(hip), stage, (float(shift[0]), float(shift[1])))
    middle = default or (stage.reference_width / 2, 300.0)
    return Anchor(
        (spec.setting("x", middle[0]), spec.setting("y", middle[1])), stage, (float(shift[0]), float(shift[1]))
    )
