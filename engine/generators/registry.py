"""Every shot to the generator that makes its picture."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from engine.generators.footage import FootageGenerator
from engine.generators.generator import FramePainter, Generator
from engine.generators.sky import SkyGenerator
from storyboard.model import Shot, Storyboard
from storyboard.takes import generator_of


class ShotGenerator:
    """Makes the picture of any shot: the person's own footage, or the sky."""

    def __init__(self, base: Path | None = None, cancel: threading.Event | None = None) -> None:
        """
        Args:
            base: folder that relative names of files start from; the working folder when left out.
            cancel: ends what a shot is being opened for.
        """
        every: tuple[Generator, ...] = (SkyGenerator(), FootageGenerator(base, cancel))
        self._by_id = {generator.id: generator for generator in every}

    def of(self, storyboard: Storyboard, shot: Shot) -> Generator:
        """The generator that makes a shot's picture."""
        return self._by_id[generator_of(storyboard, shot)]

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What the shot's picture depends on.

        Raises:
            EngineError: the shot cannot be made.
        """
        return self.of(storyboard, shot).recipe(storyboard, shot, frames)

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot.

        Raises:
            EngineError: the shot cannot be made; the message names it.
        """
        return self.of(storyboard, shot).open(storyboard, shot, frames)
