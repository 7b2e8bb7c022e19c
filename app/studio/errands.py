"""Work away from the windows' thread, one after the other, whose answers come back into it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.crash import record
from engine.errors import EngineError
from storyboard.errors import StoryboardError

Trouble = Callable[[str], None]


class Errands(QObject):
    """One background thread for the disk and everything else that may take its time."""

    _back = Signal(object, object)

    def __init__(self, name: str, trouble: Trouble, parent: QObject | None = None) -> None:
        """``trouble``: called in the windows' thread with a sentence when an errand fails that has no word of its own
        for it."""
        super().__init__(parent)
        self._trouble = trouble
        self._worker = ThreadPoolExecutor(1, name)
        self._closed = False
        self._back.connect(self._answer)

    def run(
        self, work: Callable[[], Any], then: Callable[[Any], None] | None = None, failed: Trouble | None = None
    ) -> None:
        """Do ``work`` in the background; ``then`` gets what it returns, ``failed`` a sentence, both in this thread."""
        if self._closed:
            return
        answers = (then, failed or self._trouble)
        self._worker.submit(work).add_done_callback(lambda done: self._hand_back(done, answers))

    def close(self) -> None:
        """Do what was asked for and end; no answers come any more."""
        self._closed = True
        self._worker.shutdown(wait=True)

    def _hand_back(self, done: Future, answers: object) -> None:
        if not self._closed:
            self._back.emit(done, answers)

    def _answer(self, done: Future, answers: tuple[Callable[[Any], None] | None, Trouble]) -> None:
        if self._closed:
            return
        then, failed = answers
        fault = done.exception()
        if fault is None:
            if then is not None:
                then(done.result())
        elif isinstance(fault, StoryboardError | EngineError):
            failed(str(fault))
        elif isinstance(fault, OSError):
            failed(f"{fault.filename or 'A file'}: {fault.strerror or fault}.")
        elif isinstance(fault, Exception):
            failed(f"Something unexpected went wrong ({fault}); the details are in {record(fault)}.")

