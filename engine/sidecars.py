"""What is written beside a film: captions, posters, stems, an edit decision list."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from engine.assembly.captions import Caption, subtitle_entries
from engine.assembly.edl import SUFFIX, EdlClip, check_library, write_edl
from engine.assembly.posters import Picture as Still
from engine.assembly.posters import cover, finest, rgb_of, write_jpeg
from engine.directing.scene import scene_of
from engine.errors import EngineError
from engine.film_settings import FilmSettings
from engine.generators.generator import TakeMaker
from engine.jobs.cache import Entry
from engine.takes.making import take_frames
from engine.takes.planned import PlannedTake
from storyboard.file import write_atomically
from storyboard.formats.srt import write_srt
from storyboard.formats.vtt import write_vtt
from storyboard.model import Storyboard
from storyboard.timing import Schedule

BEST_MOMENT = 0.72
"""Where in a shot its key frame lies: what is drawn is drawn by then, and nothing goes yet."""
SAMPLE_RATE = 48_000
Shown = tuple[PlannedTake, Entry | None]
"""The take of a shot, and its clip where that lies in the cache."""
Stems = Iterable[tuple[str, NDArray[np.float32]]]


@dataclass(frozen=True)
class Sidecars:
    """The files beside one film, of ``storyboard`` with its title as the film has it."""

    film: Path
    storyboard: Storyboard
    plan: Schedule
    captions: Sequence[Caption]
    takes: Sequence[Shown]
    generator: TakeMaker

    def write(self, settings: FilmSettings, stems: Stems) -> list[Path]:
        """Write what the settings ask for.

        Args:
            stems: the film's stems by name, (samples, 2) at 48 kHz; gone through only where they are wanted.

        Raises:
            EngineError: one cannot be written; the film stays.
        """
        try:
            written = [self._web_captions()] if settings.vtt and self.captions else []
            written += self._posters() if settings.posters else []
            sounds = list(self._stems(stems)) if settings.stems else []
            written += sounds
            written += self._edl(sounds or [self.film], settings.edl_media) if settings.edl else []
        except OSError as error:
            raise EngineError(
                f"The film {self.film} is whole, but not everything beside it could be written ({error.strerror}): "
                "free some space there and export it again; nothing is painted twice."
            ) from error
        return written

    def _folder(self, what: str) -> Path:
        folder = self.film.with_name(f"{self.film.stem}.{what}")
        folder.mkdir(exist_ok=True)
        return folder

    def _web_captions(self) -> Path:
        path = self.film.with_suffix(".vtt")
        write_atomically(path, write_vtt(subtitle_entries(self.captions, self.plan.fps)).encode("utf-8"))
        return path

    def _posters(self) -> list[Path]:
        folder = self._folder("posters")
        stills = [self._still(index) for index in range(len(self.takes))]
        paths = []
        for number, (shot, still) in enumerate(zip(self.storyboard.shots, stills, strict=True), 1):
            paths.append(folder / f"{number:02d}-{_plain(shot.id)}.jpg")
            write_jpeg(still, paths[-1])
        front = self.film.with_name(f"{self.film.stem}.cover.jpg")
        peopled = [
            shot.footage is None and bool(scene_of(shot, self.storyboard).figures) for shot in self.storyboard.shots
        ]
        best = [still for still, figures in zip(stills, peopled, strict=True) if figures] or stills
        write_jpeg(cover(finest(best), self.storyboard.title, self.storyboard.language), front)
        return [front, *paths]

    def _still(self, index: int) -> Still:
        """The key frame of a shot, from its clip, or painted where that is gone."""
        take, clip = self.takes[index]
        number = round((take.frames - 1) * BEST_MOMENT)
        if clip is not None:
            return rgb_of(next(iter(take_frames(take, clip, number, 1))))
        return self.generator.open(self.storyboard, take.shot, take.frames).paint(number)

    def _stems(self, stems: Stems) -> Iterator[Path]:
        """Each stem as a WAV file of floats: nothing is cut off that the mix's limiter would have caught."""
        folder = self._folder("stems")
        for name, sound in stems:
            path = folder / f"{name}.wav"
            part = path.with_name(f".{name}.{secrets.token_hex(4)}.part.wav")
            try:
                soundfile.write(part, sound, SAMPLE_RATE, subtype="FLOAT")
                os.replace(part, path)
            except soundfile.SoundFileError as error:
                raise EngineError(f"The stem {path} cannot be written ({error}): free some space there.") from error
            finally:
                part.unlink(missing_ok=True)
            yield path

    def _edl(self, sounds: Sequence[Path], with_media: bool) -> list[Path]:
        check_library()
        clips, copies = [], []
        for (take, entry), shot in zip(self.takes, self.storyboard.shots, strict=True):
            path = entry.path if entry is not None else None
            if path is not None and with_media:
                path = _beside(path, self._folder("media") / f"{take.index + 1:02d}-{_plain(shot.id)}{path.suffix}")
                copies.append(path)
            frames = int(entry.recipe.get("frames", take.frames)) if entry is not None else take.frames
            clips.append(EdlClip(shot.title or shot.id, path, frames, take.key))
        path = self.film.with_suffix(SUFFIX)
        write_edl(path, self.storyboard.title, self.plan, clips, self.captions, sounds)
        return [path, *copies]


def write_captions(film: Path, captions: Sequence[Caption], fps: int) -> Path:
    """Write the captions beside a film, for players and translators.

    Raises:
        EngineError: they cannot be written.
    """
    target = film.with_suffix(".srt")
    try:
        write_atomically(target, write_srt(subtitle_entries(captions, fps)).encode("utf-8"))
    except OSError as error:
        raise EngineError(f"The captions {target} cannot be written ({error.strerror}).") from error
    return target


def _beside(source: Path, target: Path) -> Path:
    """A copy of a clip under another name, whole or not at all. It is no link: the cache must not change with it."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        shutil.copyfile(source, part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _plain(name: str) -> str:
    """A shot's id as a part of a file's name on every system."""
    return "".join(character if character.isalnum() or character in "-_" else "-" for character in name)[:60]
