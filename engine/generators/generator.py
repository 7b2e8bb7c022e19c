"""The Generator protocol: something that opens a shot and paints its frames."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from storyboard.model import Shot, Storyboard


class AnotherTake(EngineError):
    """A shot is made otherwise from now on than its take says, by the sky painter for a model that failed or by a way
    that needs less memory: ask for its take once more."""


class FramePainter(Protocol):
    """One opened shot. ``paint`` may be called from several threads, in any order."""

    def paint(self, index: int) -> NDArray[np.uint8]:
        """Frame ``index`` of the shot, uint8 RGB (height, width, 3)."""
        ...


class Opener(Protocol):
    """Opens shots, so that their frames can be painted."""

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """Prepare a shot of ``frames`` frames; slow work happens here.

        Raises:
            EngineError: the shot cannot be made.
        """
        ...


class TakeMaker(Opener, Protocol):
    """Makes the picture of shots, and tells what it depends on."""

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """Everything that the picture of a shot depends on, as values of JSON's kinds: equal recipes, equal pictures.

        Raises:
            EngineError: the shot cannot be made.
        """
        ...


class Generator(TakeMaker, Protocol):
    """One way to make the picture of a shot; ``id`` is what its takes are marked with."""

    id: str
