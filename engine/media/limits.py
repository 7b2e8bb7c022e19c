"""What a child that reads a person's media may use. Applied inside the child, before it looks at the file."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _SIGKILL = 1, 38, 9


@dataclass(frozen=True)
class Limits:
    """Seconds of processor, bytes of address space and bytes of the largest file of one child."""

    cpu_s: int
    memory: int
    file_size: int
    wall_s: float


def apply(cpu_s: int, memory: int, file_size: int) -> None:
    """Limit this process and all that it becomes or starts, as far as the system offers it.

    Windows has none of these: there the parent watches the child's memory and time.
    """
    if os.name != "posix":
        return
    import resource

    wanted = {"CPU": cpu_s, "AS": memory, "FSIZE": file_size, "NOFILE": 64, "CORE": 0}
    for name, value in wanted.items():
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is None:
            continue
        with contextlib.suppress(ValueError, OSError):  # a system that does not limit this, or already limits it more
            resource.setrlimit(kind, (value, value))
    if sys.platform.startswith("linux"):
        _without_network()


def _without_network() -> None:
    """Leave the network and tie this process's life to its parent's. What the system refuses is left out: the list of
    protocols forbids the network a second time."""
    libc = ctypes.CDLL(None)
    libc.unshare(_CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
