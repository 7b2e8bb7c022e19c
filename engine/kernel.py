"""Kernels: hot loops compiled by numba, with twins of numpy and OpenCV for machines where numba cannot be imported.

A film is painted by the one or the other, never by both. A kernel is a loop that numba compiles; its twin has the same
arguments and the same effect, within the tolerance that ``tests/engine/sky/test_twins.py`` states:

    @compiled
    def splat_compiled(buffer, x, y, colour, sigma): ...

    def splat_plain(buffer, x, y, colour, sigma): ...

    splat = splat_compiled if HAVE_NUMBA else splat_plain

Kernels run on one thread without the interpreter's lock: the painter is parallel over frames, never inside one. What
only other kernels call needs no twin; nor does a short loop over the samples of a voice, which runs as it is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

os.environ.setdefault("NUMBA_THREADING_LAYER", "workqueue")

try:
    from numba import njit

    HAVE_NUMBA = True
except (ImportError, OSError):  # not installed, or its compiler's library cannot be loaded
    HAVE_NUMBA = False

OPTIONS: dict[str, Any] = {"fastmath": True, "cache": True, "nogil": True, "error_model": "numpy"}


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function compiled by numba at its first call and kept on disk; as it is where there is no numba."""
    return njit(**OPTIONS)(function) if HAVE_NUMBA else function
