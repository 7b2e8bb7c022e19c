"""Memory: what one part of a film has freed must not stay with the process while the next part grows."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Collect what is unreachable and hand freed memory back to the system."""
    gc.collect()
    trim()


def trim() -> None:
    """Hand freed memory back to the system, where its allocator would keep it (glibc on Linux); a few milliseconds."""
    if not sys.platform.startswith("linux"):
        return
    try:
        release = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return
    release(0)
