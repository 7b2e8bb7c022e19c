"""The thread that speaks lines a moment after they were written, those that are new alone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from app.studio import loading
from app.studio.player.audio.spoken_lines import SpokenLines
from storyboard.model import Shot, Storyboard

if TYPE_CHECKING:
    from engine.sound.narrator.narrator import Narrator

TELL_S = 0.5
"""News of spoken lines are told together, at most so often."""
log = logging.getLogger(__name__)


class LineSpeaker:
    """Speaks the newest storyboard's lines, the current shot's first."""

    def __init__(
        self, lines: SpokenLines, spoken: Callable[[], None], trouble: Callable[[str], None], quiet_s: float
    ) -> None:
        """
        Args:
            spoken: called when lines were spoken or estimated.
            trouble: called with a sentence about a line that cannot be spoken; both from the thread.
            quiet_s: so long the storyboard is left alone before lines are spoken.
        """
        self._lines, self._spoken, self._trouble, self._quiet_s = lines, spoken, trouble, quiet_s
        self._changed = threading.Condition()
        self._wanted: tuple[Storyboard, str] | None = None
        self._cancel = threading.Event()
        self._told = 0.0
        self._thread = threading.Thread(target=self._run, name="speak-lines", daemon=True)

    def show(self, storyboard: Storyboard, current: str) -> None:
        """Speak this storyboard's lines, those of the shot ``current`` first."""
        with self._changed:
            self._wanted = storyboard, current
            if not self._thread.is_alive() and not self._cancel.is_set():
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread and the line that is being spoken."""
        with self._changed:
            self._cancel.set()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with loading.in_turn:
            from engine.lines import line_narrator

        done: tuple[Storyboard, str] | None = None
        with line_narrator() as narrator:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda seen=done: self._cancel.is_set() or self._wanted is not seen)
                    wanted = self._wanted
                if self._cancel.is_set() or wanted is None:
                    return
                if self._lines.estimate_all(wanted[0]):
                    self._spoken()
                if not self._left_alone(wanted, self._quiet_s):
                    continue
                self._speak(wanted, narrator)
                done = wanted

    def _left_alone(self, wanted: tuple[Storyboard, str], seconds: float) -> bool:
        """Whether the storyboard stays as it is for so long."""
        with self._changed:
            return not self._changed.wait_for(lambda: self._cancel.is_set() or self._wanted is not wanted, seconds)

    def _speak(self, wanted: tuple[Storyboard, str], narrator: Narrator) -> None:
        storyboard, current = wanted
        missing = sorted(self._lines.missing(storyboard), key=lambda shot: shot.id != current)
        for shot in missing:
            if not self._left_alone(wanted, 0):
                break
            self._speak_one(storyboard, shot, narrator)
            if time.monotonic() - self._told > TELL_S:
                self._tell()
        if missing:
            self._tell()

    def _speak_one(self, storyboard: Storyboard, shot: Shot, narrator: Narrator) -> None:
        from app.studio.player.audio.speaking import speech_of
        from engine.errors import Cancelled, EngineError

        try:
            self._lines.speak(storyboard, shot, lambda: speech_of(storyboard, shot, narrator, self._cancel))
        except Cancelled:
            return
        except EngineError as error:
            self._lines.give_up(storyboard, shot)
            self._trouble(str(error))
        except Exception:  # one line must not end the thread
            log.exception("the line of shot %s cannot be spoken", shot.id)
            self._lines.give_up(storyboard, shot)

    def _tell(self) -> None:
        self._told = time.monotonic()
        self._spoken()
