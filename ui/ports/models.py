"""The models of the diffusion generator: which of them run on this machine, which are here, fetching and removing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True)
class ModelRow:
    """One model, or one model with a recipe that makes it fast; ``name`` is what the program calls it.

    ``reason``: why it fits, is slow or does not run; ``here``: it is whole on this disk; ``partly``: a fetch was begun;
    ``fetch_bytes``: what a fetch brings; ``licence``: under what terms it may be used.
    """

    name: str
    title: str
    verdict: Literal["fits", "slow", "no"]
    reason: str
    here: bool = False
    partly: bool = False
    fetch_bytes: int = 0
    licence: str = ""


@dataclass(frozen=True)
class Fetching:
    """A fetch that goes on: of which model, how many bytes of how many are here."""

    name: str
    done: int = 0
    total: int = 0


class Models(QObject):
    """Models and their files. One fetch goes on at a time.

    Signals:
        changed: rows are other ones, or a fetch has begun or ended.
        progressed: the fetch is further.
        trouble: a sentence; why something could not be done.
        told: a sentence; what was done.
    """

    changed = Signal()
    progressed = Signal()
    trouble = Signal(str)
    told = Signal(str)

    def rows(self) -> Sequence[ModelRow]:
        """Every model; empty until ``look`` has looked."""
        return ()

    def look(self) -> None:
        """Judge every model for this machine anew; ``changed`` tells."""

    def fetching(self) -> Fetching | None:
        """The fetch that goes on."""
        return None

    def fetch(self, name: str) -> None:
        """Bring a model here, or the rest of it."""

    def stop(self) -> None:
        """Stop the fetch; what came is kept."""

    def remove(self, name: str) -> None:
        """Remove a model's files."""
