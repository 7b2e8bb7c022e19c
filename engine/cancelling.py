"""Work that cannot look at the cancel event itself: done in a thread that is left behind when the person stops."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from engine.errors import Cancelled

Value = TypeVar("Value")


def cancelled() -> Cancelled:
    """The error that says that the person stopped a film."""
    return Cancelled("The film was cancelled.")


def unless_cancelled(
    work: Callable[[], Value], cancel: threading.Event, stop: Callable[[], None] | None = None
) -> Value:
    """The result of ``work``; when ``cancel`` is set first, ``stop`` is called and the work is left behind.

    Raises:
        Cancelled: ``cancel`` was set.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="sound")
    future = pool.submit(work)
    try:
        while not future.done():
            if cancel.wait(0.05):
                if stop is not None:
                    stop()
                raise cancelled()
        return future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
