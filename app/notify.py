"""Telling that a queue is done: on the desktop, and to the server of the person's choice.

``announce`` writes the message down and shows it on the desktop; ``deliver`` runs in a thread of its own and sends
what waits, also what an earlier run of the program left. Films are expected first and told once, even when the program
dies in between.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType

from app.desktop_notice import show_notice
from app.settings import Report, Settings, change_settings, load_settings, with_part
from app.sources import default_language
from app.webhook_endpoint import load_endpoint
from engine.errors import EngineError
from engine.jobs.database import Database
from engine.jobs.expected import Expected
from engine.jobs.job import Done, Failed, Job
from engine.jobs.notices import FilmOutcome, Notice, QueueSummary, message_of, notice_of
from engine.jobs.outbox import Outbox
from engine.jobs.webhook import TIMEOUT_S, send
from storyboard.model import Language

LOOK_S = 1.0
"""How often ``deliver`` looks for new messages."""


class Telling:
    """Tells of a queue while it is worked: expects the films that wait, and announces them when none waits any more.
    What waits to be sent is sent meanwhile, and once more when the work ends."""

    def __init__(
        self, database: Database, report: Report = lambda message: None,
        tell: Callable[[Database, QueueSummary], None] | None = None,
    ) -> None:
        """
        Args:
            database: the queue's.
            report: called with a sentence where telling fails; the work goes on.
            tell: what is done when no film waits any more; ``announce`` when left out.
        """  # fmt: skip
        self._database, self._report, self._tell = database, report, tell or announce
        self._stop = threading.Event()
        self._sender = threading.Thread(target=deliver, args=(database, self._stop, report), daemon=True)
        self._expected: set[int] = set()

    def __enter__(self) -> Telling:
        self._expected = Expected(self._database).films()
        self._sender.start()
        return self

    def look(self, jobs: Iterable[Job]) -> None:
        """Take note of the queue's jobs as they stand; called again and again.

        Raises:
            DatabaseError: the database cannot be written.
        """
        films = [job for job in jobs if job.kind == "film"]
        waiting = {job.id for job in films if not job.finished}
        if new := waiting - self._expected:
            Expected(self._database).add(new)
            self._expected |= new
        if self._expected and not waiting:
            self._tell(self._database, QueueSummary(tuple(_outcomes(films))))
            self._expected = set()

    def stop(self) -> None:
        """Send no more; what is left goes next time."""
        self._stop.set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if kind is None:  # who stops the work is not kept waiting: what is left goes next time
            self._sender.join(TIMEOUT_S + LOOK_S)
            with contextlib.suppress(EngineError):  # said by the thread already
                deliver_due(self._database, threading.Event())


def _outcomes(films: Iterable[Job]) -> Iterator[FilmOutcome]:
    """What became of films; of those that were cancelled the person knows already."""
    for job in films:
        if isinstance(job.state, Done | Failed):
            yield FilmOutcome(job.id, job.film_title, "done" if isinstance(job.state, Done) else "failed")


def announce(
    database: Database, summary: QueueSummary, language: Language | None = None,
    show: Callable[[Notice], object] = show_notice,
) -> None:
    """Tell that a queue is done, as the person has set it: of the films that were expected and are not told yet.

    Args:
        database: where the message to the server waits until it is delivered.
        summary: what became of the films.
        language: of the desktop's words; the system's when left out.
        show: puts a notice on the desktop.

    Raises:
        DatabaseError: the message cannot be written down; the films are still expected then.
    """  # fmt: skip
    settings = load_settings()
    outbox, expected = Outbox(database), Expected(database)
    with database.change() as connection:
        told = QueueSummary(tuple(film for film in summary.films if expected.take(connection, film.id)))
        if told.films and settings.webhook.enabled:
            outbox.put(connection, message_of(told, settings.webhook.titles))
    if told.films and settings.notices.desktop:
        show(notice_of(told, language or default_language()))


def deliver(database: Database, stop: threading.Event, report: Report = lambda message: None) -> None:
    """Send what waits, until ``stop`` is set. A fault of the database or the settings is reported, and tried again."""
    said = ""
    while not stop.is_set():
        try:
            deliver_due(database, stop)
            said = ""
        except EngineError as problem:
            if str(problem) != said:
                said = str(problem)
                report(said)
        stop.wait(LOOK_S)


def deliver_due(database: Database, stop: threading.Event) -> None:
    """Send what is due now, each message once.

    Raises:
        WebhookError: the kept address or secret cannot be used.
        EngineError: the database or the settings cannot be written.
    """
    endpoint = load_endpoint(load_settings())
    if endpoint is None:
        return
    outbox = Outbox(database)
    if not outbox.deliver_due(lambda message: send(endpoint, message), stop, endpoint.timeout_s):
        change_settings(_switched_off)


def _switched_off(settings: Settings) -> Settings:
    note = "The server said that nobody listens there any more (HTTP 410)."
    return with_part(settings, "webhook", enabled=False, note=note)
