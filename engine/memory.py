"""Memory: how much there is, and giving back what one part of a film has freed before the next part grows."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from pathlib import Path


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


def memory_bytes() -> int | None:
    """All memory of the machine, or of the group of processes this one is confined to; None where nobody tells."""
    found: list[int] = []
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    elif sys.platform == "win32":
        kilobytes = ctypes.c_ulonglong()
        if ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(kilobytes)):
            found.append(kilobytes.value * 1024)
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        path = Path(limit)
        if path.is_file() and (text := path.read_text(encoding="ascii").strip()).isdigit():
            found.append(int(text))
    return min(found) if found else None
