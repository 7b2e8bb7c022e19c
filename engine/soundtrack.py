"""The sound of a film: speech at its frames, score composed to the schedule, effects of the scenes, all mixed."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.cancelling import cancelled, unless_cancelled
from engine.content import digest_of, file_digest
from engine.directing.scene import effects_of, mood_of, scene_of
from engine.errors import BadInput
from engine.media.errors import MediaError
from engine.media.source import file_named
from engine.memory import give_back
from engine.sound.audio import fade_ends, samples
from engine.sound.effects import Cue, render_effects
from engine.sound.mix import FADE_IN_S, FADE_OUT_S, mix, stems
from engine.sound.music_file import MusicFileError, load_music
from engine.sound.narrator.speech import Speech
from engine.sound.score.composer import compose
from engine.sound.score.plan import Section
from storyboard.model import Storyboard
from storyboard.seeds import seed_for
from storyboard.timing import Schedule

SAMPLE_RATE = 48_000
MADE_BY = ("sound", "soundtrack.py")
MADE_FROM = ("sound",)


class Soundtrack:
    """Everything that is heard in one film."""

    def __init__(
        self, storyboard: Storyboard, plan: Schedule, speech: dict[str, Speech], base: Path | None = None
    ) -> None:
        self._storyboard, self._plan, self._speech, self._base = storyboard, plan, speech, base
        self._samples = round(plan.total_frames * SAMPLE_RATE / plan.fps)

    def mixed(self, cancel: threading.Event) -> NDArray[np.float32]:
        """The whole sound, float32 (samples, 2) at 48 kHz, as long as the picture.

        Raises:
            EngineError: the person's music cannot be read.
            Cancelled: ``cancel`` was set.
        """
        music, effects = self._made(cancel)
        return unless_cancelled(lambda: mix(self._samples, self._spoken(), music, effects), cancel)

    def stems(self, cancel: threading.Event) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """What the mix is the sum of before it is brought to its loudness and limited, one after another: "speech",
        "music" and "effects", those that are heard; each as long as the picture.

        Raises:
            EngineError: the person's music cannot be read.
            Cancelled: ``cancel`` was set.
        """
        music, effects = self._made(cancel)
        for name, stem in stems(self._samples, self._spoken(), music, effects):
            if cancel.is_set():
                raise cancelled()
            fade_ends(stem, samples(FADE_IN_S), samples(FADE_OUT_S))
            yield name, stem

    def _made(self, cancel: threading.Event) -> tuple[NDArray[np.float32] | None, NDArray[np.float32] | None]:
        """Music and effects."""
        music = unless_cancelled(lambda: self._music(cancel), cancel)
        give_back()  # what the players used
        effects = unless_cancelled(self._effects, cancel)
        give_back()
        return music, effects

    def recipe(self) -> dict[str, Any]:
        """Everything that the sound depends on, as values of JSON's kinds: equal recipes, equal sounds.

        Raises:
            EngineError: a scene or the person's music cannot be understood.
        """
        return {
            "version": digest_of(MADE_BY, MADE_FROM),
            "samples": self._samples,
            "speech": [
                [start, speech.measured, hashlib.sha256(speech.samples.tobytes()).hexdigest()]
                for start, speech in self._spoken()
            ],
            "music": self._music_recipe(),
            "effects": [asdict(cue) for cue in self.cues()],
            "seed": self._storyboard.seed,
        }

    def _music_recipe(self) -> dict[str, Any] | None:
        settings = self._storyboard.music
        if not settings.enabled:
            return None
        if settings.file is None:
            return {"style": settings.style, "sections": [asdict(section) for section in self.sections()]}
        path = music_path(settings.file, self._base)
        try:
            return {"file": file_digest(path)}
        except OSError as error:
            raise BadInput(f"The music {path} cannot be read ({error.strerror}): choose another file.") from error

    def _spoken(self) -> list[tuple[int, Speech]]:
        if not self._storyboard.narration.enabled:
            return []
        fps = self._plan.fps
        return [
            (round(span.line_start * SAMPLE_RATE / fps), self._speech[span.shot_id])
            for span in self._plan.spans
            if span.shot_id in self._speech
        ]

    def _music(self, cancel: threading.Event) -> NDArray[np.float32] | None:
        settings = self._storyboard.music
        if not settings.enabled:
            return None
        if settings.file is not None:
            return load_music(music_path(settings.file, self._base), self._samples, cancel)
        return compose(self.sections(), settings.style, seed_for(self._storyboard.seed, "score")).samples

    def sections(self) -> list[Section]:
        """One section of the score per shot; they change in the middle of each hand-over."""
        plan, shots, characters = self._plan, self._storyboard.shots, self._storyboard.characters
        borders = [0, *plan.cut_frames(), plan.total_frames]
        return [
            Section(
                borders[i] / plan.fps, borders[i + 1] / plan.fps, mood_of(shot, characters), shot.intensity, shot.hit
            )
            for i, shot in enumerate(shots)
        ]

    def _effects(self) -> NDArray[np.float32] | None:
        cues = self.cues()
        if not cues:
            return None
        return render_effects(cues, self._samples / SAMPLE_RATE, seed_for(self._storyboard.seed, "effects"))

    def cues(self) -> list[Cue]:
        """The sounds in the picture at their times in the film."""
        cues = []
        for span, shot in zip(self._plan.spans, self._storyboard.shots, strict=True):
            start_s, length_s = span.start / self._plan.fps, span.frames / self._plan.fps
            for cue in effects_of(scene_of(shot, self._storyboard)):
                end_s = min(cue.end_s if cue.end_s is not None else length_s, length_s)
                if cue.kind == "thunder":
                    end_s = min(cue.start_s + 5.0, length_s)
                if end_s > cue.start_s:
                    cues.append(Cue(cue.kind, start_s + cue.start_s, start_s + end_s, cue.gain_db))
        return cues


def music_path(name: str, base: Path | None) -> Path:
    """Where the storyboard's own music lies: relative names start from ``base``.

    Raises:
        MusicFileError: the name means a device, an address or another computer.
    """
    try:
        return file_named(name, base)
    except MediaError as error:
        raise MusicFileError(f"The music file {error}") from error
