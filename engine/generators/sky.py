"""The sky generator: paints shots from the star catalogue, on any machine, offline."""

from __future__ import annotations

from engine.directing.scene import scene_of
from engine.errors import Cancelled, EngineError
from engine.generators.generator import FramePainter
from engine.sky.immersive import ImmersivePainter
from engine.sky.painter import ShotPainter
from storyboard.looks import completed
from storyboard.model import Shot, Storyboard
from storyboard.seeds import seed_for

IMMERSIVE = ("fulldome", "equirect")


class SkyGenerator:
    """Opens shots for the painter."""

    id = "sky"

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot.

        Raises:
            EngineError: the scene names something that the sky generator does not know; the message names the shot.
        """
        seed = shot.seed if shot.seed is not None else seed_for(storyboard.seed, shot.id, "picture")
        try:
            painter = ImmersivePainter if storyboard.canvas.projection in IMMERSIVE else ShotPainter
            return painter(
                scene_of(shot, storyboard),
                canvas=storyboard.canvas,
                look=completed(storyboard.look),
                sky=storyboard.sky,
                duration_s=frames / storyboard.canvas.fps,
                seed=seed,
                language=storyboard.language,
            )
        except Cancelled:
            raise
        except EngineError as error:
            raise EngineError(f"Shot {shot.id}: {error}") from error
