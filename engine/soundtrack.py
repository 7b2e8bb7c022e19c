"""The sound of a film: speech at its frames, score composed to the schedule, effects of the scenes, all mixed."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.cancelling import unless_cancelled
from engine.directing.scene import effects_of, mood_of, scene_of
from engine.memory import give_back
from engine.sound.effects import Cue, render_effects
from engine.sound.mix import mix
from engine.sound.music_file import load_music
from engine.sound.narrator.speech import Speech
from engine.sound.score import Section, compose
from storyboard.model import Storyboard
from storyboard.seeds import seed_for
from storyboard.timing import Schedule

SAMPLE_RATE = 48_000


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
        music = unless_cancelled(self._music, cancel)
        effects = unless_cancelled(self._effects, cancel)
        give_back()  # mixing needs the most: what the players used must be gone by then
        return unless_cancelled(lambda: mix(self._samples, self._spoken(), music, effects).samples, cancel)

    def _spoken(self) -> list[tuple[int, Speech]]:
        if not self._storyboard.narration.enabled:
            return []
        fps = self._plan.fps
        return [
            (round(span.line_start * SAMPLE_RATE / fps), self._speech[span.shot_id])
            for span in self._plan.spans
            if span.shot_id in self._speech
        ]

    def _music(self) -> NDArray[np.float32] | None:
        settings = self._storyboard.music
        if not settings.enabled:
            return None
        if settings.file is not None:
            return load_music(music_path(settings.file, self._base), self._samples)
        return compose(self.sections(), settings.style, seed_for(self._storyboard.seed, "score")).samples

    def sections(self) -> list[Section]:
        """One section of the score per shot; they change in the middle of each hand-over."""
        plan, shots = self._plan, self._storyboard.shots
        borders = [0, *plan.cut_frames(), plan.total_frames]
        return [
            Section(borders[i] / plan.fps, borders[i + 1] / plan.fps, mood_of(shot), shot.intensity, shot.hit)
            for i, shot in enumerate(shots)
        ]

    def _effects(self) -> NDArray[np.float32] | None:
        cues = []
        for span, shot in zip(self._plan.spans, self._storyboard.shots, strict=True):
            start_s, length_s = span.start / self._plan.fps, span.frames / self._plan.fps
            for cue in effects_of(scene_of(shot, self._storyboard)):
                end_s = min(cue.end_s if cue.end_s is not None else length_s, length_s)
                if cue.kind == "thunder":
                    end_s = min(cue.start_s + 5.0, length_s)
                if end_s > cue.start_s:
                    cues.append(Cue(cue.kind, start_s + cue.start_s, start_s + end_s, cue.gain_db))
        if not cues:
            return None
        return render_effects(cues, self._samples / SAMPLE_RATE, seed_for(self._storyboard.seed, "effects"))



def music_path(name: str, base: Path | None) -> Path:
    """Where the storyboard's own music lies: relative names start from ``base``."""
    path = Path(name)
    return path if path.is_absolute() else (base or Path.cwd()) / path
