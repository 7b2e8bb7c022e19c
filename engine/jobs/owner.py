"""Who holds something: a running program, told apart from a later one that was given the same process number."""

from __future__ import annotations

import os
from functools import lru_cache

import psutil

SAME_START_S = 2.0
"""Start times of one process may be told this far apart, where the clock was set meanwhile."""


def this_program() -> str:
    """The running program as a text: its process number and its start."""
    return _named(os.getpid())


@lru_cache(maxsize=4)
def _named(process: int) -> str:
    return f"{process}@{psutil.Process(process).create_time():.2f}"


def is_running(owner: str) -> bool:
    """Whether the program that ``this_program`` named there is still running."""
    number, _, start = owner.partition("@")
    try:
        process = psutil.Process(int(number))
        same = abs(process.create_time() - float(start)) < SAME_START_S
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.AccessDenied:
        return True
    except (psutil.NoSuchProcess, ValueError):
        return False
