"""A line spoken aloud for whoever wants to hear it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from app.studio import loading

if TYPE_CHECKING:
    from engine.sound.narrator.narrator import Narrator
    from engine.sound.narrator.speech import Speech

log = logging.getLogger(__name__)


class Wish(NamedTuple):
    """A line to be listened to, as it is to be spoken."""

    key: str
    line: str
    language: str
    voice: str | None
    rate: float


class Listening:
    """Speaks one line after another in a thread; the newest wish ends those before it."""

    def __init__(self, heard: Callable[[str, Speech], None], failed: Callable[[str, str], None]) -> None:
        """
        Args:
            heard: called with a wish's key and its speech.
            failed: called with a wish's key and a sentence; both from the thread.
        """
        self._heard, self._failed = heard, failed
        self._changed = threading.Condition()
        self._wish: Wish | None = None
        self._cancel, self._closed = threading.Event(), False
        self._thread = threading.Thread(target=self._run, name="listen", daemon=True)

    def ask(self, wish: Wish | None) -> None:
        """Speak this line; None: be quiet."""
        with self._changed:
            self._cancel.set()
            self._cancel, self._wish = threading.Event(), wish
            if wish is not None and not self._thread.is_alive() and not self._closed:
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._cancel.set()
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with loading.in_turn:
            from engine.lines import line_narrator

        with line_narrator() as narrator:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._closed or self._wish is not None)
                    wish, cancel, self._wish = self._wish, self._cancel, None
                if self._closed or wish is None:
                    return
                self._speak(wish, narrator, cancel)

    def _speak(self, wish: Wish, narrator: Narrator, cancel: threading.Event) -> None:
        from app.studio.player.audio.speaking import speech_aloud
        from engine.errors import Cancelled, EngineError

        try:
            speech = speech_aloud(wish.line, wish.language, wish.voice, wish.rate, narrator, cancel)
        except Cancelled:
            return
        except EngineError as error:
            self._failed(wish.key, str(error))
        except Exception as error:
            log.exception("a line cannot be spoken")
            self._failed(wish.key, f"The line cannot be spoken ({type(error).__name__}): try another voice.")
        else:
            if not cancel.is_set():
                self._heard(wish.key, speech)
