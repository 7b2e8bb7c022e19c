"""Exports of the studio: what they cost, and their way into the queue."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.studio.queue.film_facts import Question, facts_of, place_fault, wished
from app.studio.queue.jobs import StudioJobs
from app.studio.words.engine.saying import worded
from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.queue import Queue
from storyboard.errors import StoryboardError
from ui.document import Document
from ui.ports import Exporting
from ui.ports.exporting import Choices, Facts
from ui.ports.jobs import UNFINISHED

translate = QCoreApplication.translate
TRIED_AT = (1280, 720, 24)
"""Width, height and frames a second that encoders are tried with to be offered; where one cannot do a film's own size,
x264 stands in and the film's notes say so."""
SETTINGS = ("quality", "encoder", "soft_captions", "vtt", "posters", "stems", "edl", "ai_label")
"""Choices that the film's settings have under the same names."""

_log = logging.getLogger(__name__)


class StudioExporting(Exporting):
    """Looks up what exports of one window's document cost, in a thread of its own, and orders them."""

    _encoders_tried = Signal(object)

    def __init__(
        self, document: Document, jobs: StudioJobs, cache: Cache, parent: QObject | None = None,
        films: Callable[[], Path] = lambda: Path(platformdirs.user_videos_dir()),
    ) -> None:  # fmt: skip
        """``films``: the folder that the person keeps films in."""
        super().__init__(parent)
        self._document, self._jobs, self._cache, self._films = document, jobs, cache, films
        self._encoders: tuple[str, ...] | None = None
        self._folder: Path | None = None
        self._question: Question | None = None
        self._changed = threading.Condition()
        self._ending = False
        self._database: Database | None = None
        self._thread = threading.Thread(target=self._work, name="exporting", daemon=True)
        self._trial = threading.Thread(target=self._try_encoders, name="encoders", daemon=True)
        self._thread.start()
        self._encoders_tried.connect(self._know_encoders)

    def close(self) -> None:
        """Look nothing up any more."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._thread.join()

    def ask(self, choices: Choices) -> None:
        """Look up what an export would cost; of several questions the last one is answered."""
        document = self._document
        with self._changed:
            self._question = Question(
                document.storyboard, document.schedule, document.base, choices, self._being_made()
            )  # fmt: skip
            self._changed.notify_all()

    def size(self, choices: Choices) -> tuple[int, int] | None:
        """Width and height of the film in pixels; None where the choices do not go together."""
        try:
            canvas = wished(self._document.storyboard, choices).canvas
        except StoryboardError:
            return None
        return canvas.width, canvas.height

    def start(self, choices: Choices) -> str:
        """Put the film into the queue; returns "" or a sentence that says why it cannot be."""
        fault = place_fault(choices, self._being_made())
        try:
            board, base = wished(self._document.storyboard, choices), self._document.base
        except StoryboardError as error:
            return worded(error)
        if fault:
            return fault
        self._folder = choices.target.parent

        def order(queue: Queue) -> None:
            from engine.film_settings import FilmSettings
            from engine.jobs.order import Order, order_film

            settings = FilmSettings.from_json({name: getattr(choices, name) for name in SETTINGS})
            order_film(queue, Order(board, base, choices.target, settings))

        self._jobs.do(order)
        return ""

    def encoders(self) -> tuple[str, ...]:
        """Encoders that work on this machine; tried in the background when this is asked for the first time."""
        if self._encoders is None:
            self._encoders = ("auto",)
            self._trial.start()
        return self._encoders

    def folder(self) -> Path:
        """Where the last film of this session was put; else the person's folder of films, which is made where it is
        missing, or the home folder where it cannot be."""
        if self._folder is not None:
            return self._folder
        films = self._films()
        try:
            films.mkdir(parents=True, exist_ok=True)
        except OSError:
            return Path.home()
        return films

    def _being_made(self) -> frozenset[Path]:
        """Files that unfinished films of the queue are written to."""
        return frozenset(
            row.target for row in self._jobs.state().rows
            if row.kind == "film" and row.target is not None and row.state in UNFINISHED
        )  # fmt: skip

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._question is not None)
                if self._ending:
                    return
                question, self._question = self._question, None
            assert question is not None
            facts = self._facts(question)
            if facts is not None:
                self.known.emit(question.choices, facts)

    def _facts(self, question: Question) -> Facts | None:
        def overtaken() -> bool:
            return self._ending or self._question is not None

        try:
            if self._database is None:
                self._database = Queue().database
            return facts_of(question, self._cache, self._database, overtaken)
        except (EngineError, StoryboardError) as error:
            return Facts(fault=worded(error))
        except Exception as unforeseen:  # noqa: BLE001 - the next question is answered
            _log.exception("what an export costs could not be looked up")
            words = translate("Studio", "What the film costs cannot be told just now ({0}).")
            return Facts(notes=(words.format(type(unforeseen).__name__),))

    def _try_encoders(self) -> None:
        """In a thread: a hardware encoder is tried in a process of its own, which takes seconds the first time."""
        from engine.assembly.encoders import ENCODERS, works

        try:
            found = [name for name in ENCODERS if works(name, "standard", *TRIED_AT)]
        except (OSError, RuntimeError):  # no process can be started for a trial
            found = [name for name, encoder in ENCODERS.items() if not encoder.hardware]
        self._encoders_tried.emit(("auto", *found))

    def _know_encoders(self, found: tuple[str, ...]) -> None:
        self._encoders = found
        self.encoders_changed.emit()
