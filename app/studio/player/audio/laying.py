"""The thread that lays out what is read and heard in the newest film, and looks voices and styles up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.studio import loading
from app.studio.player.frames.state import FilmState
from ui.ports.sound import CaptionSpan, EffectSpan

if TYPE_CHECKING:
    from engine.sound.narrator.voices import Voice
    from engine.sound.score.style import Style

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Laid:
    """The captions, effects and cadences of a film at their frames."""

    captions: tuple[CaptionSpan, ...] = ()
    effects: tuple[EffectSpan, ...] = ()
    cadences: tuple[int, ...] = ()


class Laying:
    """Keeps the newest film's layout. ``laid``, ``voices`` and ``styles`` are what is known by now."""

    def __init__(self, news: Callable[[], None]) -> None:
        """``news``: called, from the thread, when any of them is another one."""
        self._news = news
        self.laid = Laid()
        self.voices: tuple[Voice, ...] = ()
        self.styles: tuple[Style, ...] = ()
        self._changed = threading.Condition()
        self._state: FilmState | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="lay-out", daemon=True)

    def show(self, state: FilmState) -> None:
        """Lay this film out."""
        with self._changed:
            self._state = state
            if not self._thread.is_alive() and not self._closed:
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        with loading.in_turn:
            from app.studio.player.audio.layout import Layout

        self._look_up()
        layout, done = Layout(), None
        while True:
            with self._changed:
                self._changed.wait_for(lambda seen=done: self._closed or self._state is not seen)
                if self._closed:
                    return
                state = done = self._state
            if state is None:
                continue
            try:
                laid = layout.laid(state)
            except Exception:  # the lanes stay as they were
                log.exception("the film cannot be laid out")
                continue
            if laid != self.laid:
                self.laid = laid
                self._news()

    def _look_up(self) -> None:
        """The voices that this machine speaks with, and the score's styles."""
        from engine.errors import EngineError
        from engine.sound.narrator.narrator import Narrator
        from engine.sound.narrator.voices import LANGUAGES
        from engine.sound.score.style import styles

        self.styles = tuple(styles().values())
        try:
            with Narrator() as narrator:
                self.voices = tuple(voice for name in LANGUAGES for voice in narrator.voices(name))
        except EngineError as error:
            log.warning("no voice can be used: %s", error)  # a line that is to be spoken says so in the window
        self._news()
