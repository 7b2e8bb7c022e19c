"""Which storyboards were opened or saved here: the cache keeps the takes that they name."""

from __future__ import annotations

import contextlib
from pathlib import Path

from storyboard.model import Storyboard


def remember(path: Path, storyboard: Storyboard) -> None:
    """A storyboard's file was opened or saved.

    Where the user's data folder cannot be written it is opened all the same: its takes can be made again.
    """
    from engine.jobs.cache_keeping import Keeping
    from engine.jobs.database import DatabaseError

    with contextlib.suppress(DatabaseError):
        Keeping().remember(path, storyboard)
