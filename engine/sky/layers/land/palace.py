"""A palace far off: a Chinese palace with upswept eaves and lit windows, or a Greek temple on its rock."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.sky.frame import Frame, Stage
from engine.sky.layers.land.halls import chinese_palace
from engine.sky.layers.land.sprite import Sprite
from engine.sky.layers.land.temple import greek_temple
from engine.sky.layers.layer import Order, element
from engine.sky.light import smoothstep
from storyboard.model import Element

DEFAULT_BASE = 590.0
DRAWINGS = {"chinese": chinese_palace, "greek": greek_temple}
WATERS = {"sea": -2.0, "lake": -18.0}


@element("palace")
class Palace:
    """A palace or a temple.

    Settings (reference pixels, 720 high):
        style: "chinese", halls on terraces, or "greek", a temple with columns and stairs (default chinese).
        x: place of its middle (default: the middle of the picture).
        base: height of its foot (default: a little below the horizon, else 590). A sea or lake of the scene mirrors it.
        width: its width (default 620, or what fits into the picture).
        lights: light of windows and fires (default 1); colour: [r, g, b] of it, linear (default warm).
        light_s: when its lights are lit, over two seconds (default: they burn from the beginning).
    """

    order = Order.LAND - 1

    def __init__(self, spec: Element, stage: Stage) -> None:
        """Raises:
        EngineError: no such style.
        """
        style = str(spec.setting("style", "chinese")).lower()
        if style not in DRAWINGS:
            raise EngineError(f"There is no palace of the style '{style}': use one of {', '.join(sorted(DRAWINGS))}.")
        rise = 4.0
        for water in (other.kind for other in stage.scene.elements if other.kind in WATERS):
            # the water mirrors what stands above it when it is painted; a lake has a shore before the palace
            self.order = Order.WATER - 1
            rise = WATERS[water]
        width = float(spec.setting("width", min(620.0, 0.92 * stage.reference_width)))
        base = float(spec.setting("base", DEFAULT_BASE if stage.horizon is None else stage.horizon + rise))
        x = float(spec.setting("x", stage.reference_width / 2))
        self._sprite = Sprite(DRAWINGS[style](width, stage.unit), x, base)
        self._glow = np.asarray(spec.setting("colour", (1.0, 0.50, 0.17)), float) * float(spec.setting("lights", 1.0))
        self._lit = spec.setting("light_s", None)

    def paint(self, buffer: NDArray[np.float32], frame: Frame) -> None:
        time = frame.time
        burning = 1.0 if self._lit is None else float(smoothstep(0, 2.0, time - float(self._lit)))
        # lamps flicker a little, never in step with anything
        flicker = 1 + 0.035 * np.sin(time * 7.3) + 0.025 * np.sin(time * 12.1 + 1.3) + 0.03 * np.sin(time * 1.9)
        self._sprite.paint(buffer, frame, self._glow * (0.85 * burning * flicker))
