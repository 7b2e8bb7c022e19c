"""Looks up for the windows what the engine understands of words, and the skies over them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from storyboard.looks import look_label, look_names
from storyboard.model import Shot, Sky, Storyboard, View
from ui import language
from ui.document import Document
from ui.ports import Understanding

SKIES = 2
"""As many skies wait at most: the shot's and the story's."""
CLOSE_S = 5.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Names:
    """Names in one language."""

    language: str = ""
    places: tuple[str, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass
class _Desk:
    """The questions that wait, the latest for every shot, and for the last skies."""

    shots: dict[str, tuple[Shot, Storyboard, str]] = field(default_factory=dict)
    skies: list[tuple[Sky, View | None, str]] = field(default_factory=list)
    closed: bool = False


class UnderstandingOfWords(Understanding):
    """Answers in one background thread, which begins with the first question; ``close`` ends it."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._names = _Names()
        self._desk, self._bell = _Desk(), threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, shot: Shot) -> None:
        """Look a shot of the open storyboard up; an older question about it is forgotten."""
        with self._bell:
            self._desk.shots.pop(shot.id, None)
            self._desk.shots[shot.id] = shot, self._document.storyboard, language.current()
        self._ring()

    def ask_map(self, sky: Sky, view: View | None = None) -> None:
        """Look the sky of a place and time up."""
        question = sky, view, language.current()
        with self._bell:
            others = [waiting for waiting in self._desk.skies if waiting != question]
            self._desk.skies = [*others, question][-SKIES:]
        self._ring()

    def places(self) -> Sequence[str]:
        """Names of known places; empty until ``named`` tells."""
        return self._names.places

    def figures(self) -> Sequence[tuple[str, str]]:
        """Ids and names of all figures; empty until ``named`` tells."""
        return self._names.figures

    def looks(self) -> Sequence[tuple[str, str]]:
        """Ids of all looks and what they are called."""
        return [(name, look_label(name, language.current())) for name in look_names()]

    def close(self) -> None:
        """End the thread; questions that wait are not answered."""
        with self._bell:
            self._desk.closed = True
            self._bell.notify_all()
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    def _ring(self) -> None:
        with self._bell:
            self._bell.notify_all()
        if self._thread is None and not self._desk.closed:
            self._thread = threading.Thread(target=self._work, name="understanding", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._desk.closed or self._desk.shots or self._desk.skies)
                if self._desk.closed:
                    return
                shot = self._desk.shots.pop(next(iter(self._desk.shots))) if self._desk.shots else None
                sky = self._desk.skies.pop(0) if self._desk.skies and shot is None else None
            try:
                if shot is not None:
                    self._answer_shot(*shot)
                elif sky is not None:
                    self._answer_sky(*sky)
            except Exception:  # noqa: BLE001 - one question that fails must not end all answers
                _log.exception("A shot or a sky could not be looked up")

    def _answer_shot(self, shot: Shot, board: Storyboard, spoken: str) -> None:
        from app.studio.words.reading import read

        self.understood.emit(shot.id, read(shot, board, spoken))
        self._keep_names(spoken)

    def _answer_sky(self, sky: Sky, view: View | None, spoken: str) -> None:
        from app.studio.words.sky_chart import chart

        self.mapped.emit(sky, chart(sky, view, spoken))
        self._keep_names(spoken)

    def _keep_names(self, spoken: str) -> None:
        from app.studio.words.reading import figures, places

        if spoken != self._names.language:
            self._names = _Names(spoken, tuple(places(spoken)), tuple(figures(spoken)))
            self.named.emit()
