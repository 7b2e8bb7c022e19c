"""The Layer protocol and the registry of elements that a scene can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from storyboard.model import Element


class Order:
    """Drawing order, back to front."""

    MILKY_WAY = 10
    STARS = 20
    ATMOSPHERE = 30
    FAR_LIGHT = 36
    LINES = 40
    CLOUDS = 45
    LIGHTNING = 47
    FIGURES = 50
    HERO_STARS = 55
    DUST = 58
    BRIDGE = 60
    NAMES = 65
    WATER = 70
    LAND = 75
    NEAR = 85
    SPARKS = 90


class Layer(Protocol):
    """One part of the picture. Built once for a shot; ``paint`` is a pure function of the frame: no state, no
    random numbers, safe from several threads at once (scratch memory is local or per thread)."""

    order: int

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        """Add to the linear buffer (H, W, 3)."""
        ...


Builder = Callable[[Element, Stage], Layer]
_BUILDERS: dict[str, Builder] = {}


def element(kind: str) -> Callable[[Builder], Builder]:
    """Class decorator: the layer of elements of this kind; it is built with ``(element, stage)``."""

    def register(builder: Builder) -> Builder:
        _BUILDERS[kind] = builder
        return builder

    return register


def element_kinds() -> tuple[str, ...]:
    """All kinds of elements, sorted."""
    return tuple(sorted(_BUILDERS))


def build_element(spec: Element, stage: Stage) -> Layer:
    """The layer of an element.

    Raises:
        EngineError: no such kind.
    """
    if spec.kind not in _BUILDERS:
        raise EngineError(f"The sky generator has no element '{spec.kind}': use one of {', '.join(element_kinds())}.")
    return _BUILDERS[spec.kind](spec, stage)
