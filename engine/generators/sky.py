"""The sky generator: paints shots from the star catalogue, on any machine, offline."""

from __future__ import annotations

from typing import Any

from engine.content import digest_of
from engine.directing.scene import scene_of
from engine.errors import Cancelled, EngineError
from engine.generators.generator import FramePainter
from engine.kernel import HAVE_NUMBA
from engine.sky.cultures.installed import culture_version
from engine.sky.immersive import ImmersivePainter
from engine.sky.painter import ShotPainter
from storyboard.looks import completed
from storyboard.model import Shot, Storyboard
from storyboard.seeds import seed_for

IMMERSIVE = ("fulldome", "equirect")
PAINTER = ("sky", "text", "kernel.py")
PAINTED_FROM = ("sky", "figures", "fonts")


class SkyGenerator:
    """Opens shots for the painter."""

    id = "sky"

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What a shot's picture depends on: the scene but for its sounds, the look, sky and canvas, its seed, the
        painter and its data.

        Raises:
            EngineError: the scene names something that the sky generator does not know.
        """
        scene = scene_of(shot, storyboard)
        return {
            "generator": self.id,
            "version": digest_of(PAINTER, PAINTED_FROM),
            "compiled": HAVE_NUMBA,
            "scene": scene.model_dump(mode="json", exclude_defaults=True, exclude={"effects"}),
            "look": completed(storyboard.look).model_dump(mode="json", exclude={"name"}),
            "sky": storyboard.sky_of(shot).model_dump(mode="json"),
            "canvas": storyboard.canvas.model_dump(mode="json"),
            "language": storyboard.language,
            "cultures": {cue.culture: culture_version(cue.culture) for cue in (*scene.lines, *scene.labels)},
            "frames": frames,
            "seed": _seed(storyboard, shot),
        }

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot.

        Raises:
            EngineError: the scene names something that the sky generator does not know; the message names the shot.
        """
        return sky_painter(storyboard, shot, frames / storyboard.canvas.fps)


def sky_painter(storyboard: Storyboard, shot: Shot, duration_s: float) -> FramePainter:
    """The painter of a shot that lasts so many seconds, at the canvas's size and frame rate.

    Raises:
        EngineError: the scene names something that the sky generator does not know; the message names the shot.
    """
    try:
        painter = ImmersivePainter if storyboard.canvas.projection in IMMERSIVE else ShotPainter
        return painter(
            scene_of(shot, storyboard),
            canvas=storyboard.canvas,
            look=completed(storyboard.look),
            sky=storyboard.sky_of(shot),
            duration_s=duration_s,
            seed=_seed(storyboard, shot),
            language=storyboard.language,
        )
    except Cancelled:
        raise
    except EngineError as error:
        raise EngineError(f"Shot {shot.id}: {error}") from error


def _seed(storyboard: Storyboard, shot: Shot) -> int:
    return shot.seed if shot.seed is not None else seed_for(storyboard.seed, shot.id, "picture")
