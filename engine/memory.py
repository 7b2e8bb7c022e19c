"""Memory: what one part of a film has freed must not stay with the process while the next part grows."""

from __future__ import annotations

import ctypes
import gc
import sys


def give_back() -> None:
    """Hand freed memory back to the system, where its allocator would keep it (glibc on Linux)."""
    gc.collect()
    if not sys.platform.startswith("linux"):
        return
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError):
        return
    trim(0)
