"""A hold: the right of a running program to something, as a text that can be kept in a file.

It ends when it is let go or when its program ends, whichever is first: nothing has to be written for that.
"""

from __future__ import annotations

import secrets

from engine.jobs.owner import is_running, this_program

_held: set[str] = set()


def new_hold() -> str:
    """A hold of the running program."""
    hold = f"{this_program()}#{secrets.token_hex(8)}"
    _held.add(hold)
    return hold


def let_go(hold: str) -> None:
    """End a hold of the running program."""
    _held.discard(hold)


def is_held(hold: str) -> bool:
    """Whether a hold lasts, of this program or another."""
    program = hold.partition("#")[0]
    return hold in _held if program == this_program() else is_running(program)
