"""What a clip maker says while it makes the clips of a shot, as events of the engine."""

from __future__ import annotations

import time

from engine.diffusion.reports import Decoded, LoadingPart, Previewed, Remarked, Report, StepDone, SteppedDown
from engine.events import ModelStepped, Noted, PartLoading, Reporter, ShotPreviewed


class ClipTelling:
    """Counts steps over all clips of one shot. A clip's decoding counts as its last step."""

    def __init__(self, shot_id: str, clips: int, report: Reporter) -> None:
        self._shot, self._clips, self._report = shot_id, clips, report
        self._clip, self._steps, self._began, self._clip_s = 0, 0, time.monotonic(), 0.0
        self.notes: list[str] = []
        """What a person should know of how the shot was made."""

    def begin(self, number: int) -> None:
        """Clip ``number`` begins."""
        now = time.monotonic()
        if number:
            self._clip_s = now - self._began
        self._clip, self._began = number, now

    def __call__(self, told: Report) -> None:
        match told:
            case LoadingPart():
                self._report(PartLoading(self._shot, told.part))
            case StepDone():
                self._tell(told.step, told.total, told.seconds_left)
            case Decoded() if told.piece == told.total:
                self._tell(1, 0, 0.0)
            case Previewed() if len(told.pictures):
                self._report(ShotPreviewed(self._shot, told.pictures[len(told.pictures) // 2]))
            case SteppedDown():
                self._note(told.what)
            case Remarked():
                self._note(told.message)

    def _tell(self, step: int, steps: int, left: float) -> None:
        """One more step of a clip of ``steps``; ``steps`` 0: the clip is whole."""
        self._steps = steps or self._steps
        done = step if steps else self._steps + 1
        whole = max(self._clip_s, time.monotonic() - self._began + left)
        self._report(ModelStepped(
            self._shot, self._clip * (self._steps + 1) + done, self._clips * (self._steps + 1),
            left + whole * (self._clips - self._clip - 1),
        ))  # fmt: skip

    def _note(self, message: str) -> None:
        sentence = f"{message[:1].upper()}{message[1:].rstrip('.')}."
        if sentence in self.notes:
            return  # said of an earlier clip of this shot
        self.notes.append(sentence)
        self._report(Noted(f"Shot {self._shot}: {sentence}"))
