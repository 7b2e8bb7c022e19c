"""Every shot to the generator that makes its picture."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import Any

from engine.errors import Cancelled, EngineError
from engine.events import Noted, Reporter, silent
from engine.generators.diffusion import Before, DiffusionGenerator
from engine.generators.footage import FootageGenerator
from engine.generators.generator import AnotherTake, FramePainter, Generator
from engine.generators.sky import SkyGenerator
from storyboard.model import Shot, Storyboard
from storyboard.takes import generator_of

_log = logging.getLogger(__name__)


class ShotGenerator:
    """Makes the picture of any shot: the person's own footage, the sky, or a video model, for which the sky painter
    stands in where it fails. ``stand_ins``: why, by the ids of such shots."""

    def __init__(
        self, base: Path | None = None, cancel: threading.Event | None = None, *, report: Reporter = silent,
        stand_in: bool = True, sketch: bool = False, stand_ins: dict[str, str] | None = None,
    ) -> None:
        """
        Args:
            base: folder that relative names of files start from; the working folder when left out.
            cancel: ends what a shot is being opened for.
            report: told of a model's steps, from the thread that opens the shot.
            stand_in: the sky painter may make a shot where its model cannot; else that is an error.
            sketch: shots of models are opened as the sky painter draws them, for a picture at once.
            stand_ins: what earlier attempts at the same film have found.
        """  # fmt: skip
        self._report, self._stand_in, self._sketch = report, stand_in, sketch
        self._sky, self._model = SkyGenerator(), DiffusionGenerator(base, cancel, report)
        every: tuple[Generator, ...] = (self._sky, FootageGenerator(base, cancel), self._model)
        self._by_id = {generator.id: generator for generator in every}
        self.stand_ins = stand_ins if stand_ins is not None else {}

    def knowing(self, before: Before) -> None:
        """Let shots that follow the one before begin as that ends."""
        self._model.before = before

    def of(self, storyboard: Storyboard, shot: Shot) -> Generator:
        """The generator that makes a shot's picture."""
        wanted = generator_of(storyboard, shot)
        return self._sky if wanted == self._model.id and shot.id in self.stand_ins else self._by_id[wanted]

    def note_of(self, shot_id: str) -> str:
        """What a person should know of how a shot was made; "" where that is nothing."""
        if shot_id in self.stand_ins:
            return self.stand_ins[shot_id]
        return " ".join(self._model.notes.get(shot_id, ()))

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What the shot's picture depends on.

        Raises:
            EngineError: the shot cannot be made.
        """
        generator = self.of(storyboard, shot)
        try:
            return generator.recipe(storyboard, shot, frames)
        except Cancelled:
            raise
        except EngineError as error:
            if generator is not self._model or not self._stand_in:
                raise
            self._give_way(shot, error)
            return self._sky.recipe(storyboard, shot, frames)

    def other_recipes(self, storyboard: Storyboard, shot: Shot, frames: int) -> list[dict[str, Any]]:
        """What takes of the shot as it stands may say that were made when there was more memory, or less.

        Raises:
            EngineError: the shot cannot be made.
        """
        if self.of(storyboard, shot) is not self._model:
            return []
        return self._model.other_recipes(storyboard, shot, frames)

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot.

        Raises:
            AnotherTake: a model failed, or needs less memory; the shot's take is another one from now on.
            EngineError: the shot cannot be made; the message names it.
        """
        generator = self.of(storyboard, shot)
        if generator is not self._model:
            return generator.open(storyboard, shot, frames)
        if self._sketch:
            return self._sky.open(storyboard, shot, frames)
        try:
            return generator.open(storyboard, shot, frames)
        except (Cancelled, AnotherTake):
            raise
        except EngineError as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - whatever a model's libraries raise must not cost the film
            _log.exception("shot %s: the model failed", shot.id)
            failure = EngineError(f"The model failed ({type(error).__name__}: {error}).")
        if not self._stand_in:
            raise EngineError(f"Shot {shot.id}: {failure}") from None
        self._give_way(shot, failure)
        raise AnotherTake(self.stand_ins[shot.id])

    def _give_way(self, shot: Shot, error: EngineError) -> None:
        """From now on the sky painter makes a shot."""
        reason = f"The sky painter made shot {shot.id} instead of the model: {error}"
        self.stand_ins[shot.id] = reason
        self._report(Noted(reason))
