"""The footage generator: shows a picture or a film of the person's own instead of the sky.

A picture is moved over as the shot's camera says, a film is shown at its own pace. A film's sound is not heard. Nothing
of what is shown is generated.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.content import digest_of
from engine.errors import Cancelled, EngineError
from engine.folders import cache_folder
from engine.footage.film import FilmFrames, Stretch
from engine.footage.kept import kept_picture
from engine.footage.painter import FilmPainter, Place, StillPainter
from engine.generators.generator import FramePainter
from engine.media.errors import MediaError, shown
from engine.media.facts import MediaFacts, check_limits
from engine.media.probing import facts_of
from engine.media.source import Source, file_named, open_source
from storyboard.media import measured_file
from storyboard.model import Canvas, Footage, Shot, Storyboard

MADE_BY = ("footage", "media", "generators/footage.py")

class FootageGenerator:
    """Opens shots that show a file."""

    id = "footage"

    def __init__(self, base: Path | None = None, cancel: threading.Event | None = None) -> None:
        """
        Args:
            base: folder that relative names of files start from; the working folder when left out.
            cancel: ends what a film is being decoded for.
        """
        self._base, self._cancel = base, cancel

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What a shot's picture depends on: the bytes of its file, where it begins, how it fits and how it is moved.

        A file that is not there now is known by what the storyboard says of its bytes, so that the clip that was made
        of it is found; a file that never was is told when the shot is opened.
        """
        footage = _footage_of(shot)
        camera = None if shot.camera is None else shot.camera.model_dump(include={"push", "pan_deg", "tilt_deg"})
        return {
            "generator": self.id,
            "version": digest_of(MADE_BY),
            "file": self._content(storyboard, footage.file),
            "start_s": footage.start_s,
            "fit": footage.fit,
            "camera": camera,
            "canvas": storyboard.canvas.model_dump(mode="json"),
            "frames": frames,
        }

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot.

        Raises:
            EngineError: the file is missing or cannot be used; the message names the shot.
            Cancelled: ``cancel`` was set.
        """
        footage = _footage_of(shot)
        try:
            return self._opened(storyboard.canvas, shot, footage, frames)
        except Cancelled:
            raise
        except EngineError as error:
            raise EngineError(f"Shot {shot.id}: {error}") from error
        except OSError as error:
            reason = error.strerror or error
            raise EngineError(f"Shot {shot.id}: {shown(footage.file)} cannot be read in ({reason}).") from error

    def _content(self, storyboard: Storyboard, name: str) -> str:
        try:
            measured = measured_file(file_named(name, self._base))
        except MediaError:
            measured = None
        if measured is not None:
            return measured[0]
        record = next((record for record in storyboard.media if record.path == name), None)
        return record.sha256 if record is not None else f"missing: {name}"

    def _opened(self, canvas: Canvas, shot: Shot, footage: Footage, frames: int) -> FramePainter:
        name, path = shown(footage.file), file_named(footage.file, self._base)
        measured = measured_file(path)
        if measured is None:
            raise MediaError(
                f"{name} is not there: find it again with starloom relink, or choose another picture or film."
            )
        source, sha256 = open_source(path), measured[0]
        facts = _facts(source, sha256, name)
        if facts.kind not in ("image", "video"):
            raise MediaError(f"{name} is no picture and no film: choose another file.")
        check_limits(facts, name)
        place = Place(canvas, footage.fit, shot.camera)
        if facts.kind == "image":
            return StillPainter(kept_picture(path, sha256, self._cancel), place, frames)
        film = FilmFrames(source, facts, sha256, cache_folder(self.id), self._cancel)
        return FilmPainter(film, Stretch(footage.start_s, frames, canvas.fps), place)


def _footage_of(shot: Shot) -> Footage:
    if shot.footage is None:
        raise EngineError(f"Shot {shot.id} shows no picture or film of your own: choose a file.")
    return shot.footage


@lru_cache(maxsize=256)
def _facts(source: Source, sha256: str, name: str) -> MediaFacts:
    """What a file is, found out once as long as its bytes stay."""
    return facts_of(source, name, None)
