"""The clip maker at hand: one model stays loaded between shots, and one clip is made at a time in a program."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from engine.cancelling import cancelled
from engine.diffusion.reports import Reporter
from engine.diffusion.request import ClipRequest, Pictures
from engine.generators.guided.chosen_model import ChosenModel
from engine.models.strategy import Strategy


class Maker(Protocol):
    """Makes clips of one model, as `engine.diffusion.maker.ClipMaker` does."""

    @property
    def strategy(self) -> Strategy:
        """How the model is held now."""
        ...

    def hold_by(self, strategy: Strategy) -> None:
        """Hold it by another strategy of the same weights from now on."""
        ...

    def make(self, request: ClipRequest, report: Reporter = ..., cancel: threading.Event | None = None) -> Pictures:
        """One clip, uint8 RGB (frames, height, width, 3)."""
        ...

    def read(self, prompts: Sequence[str], report: Reporter = ..., cancel: threading.Event | None = None) -> None:
        """Read prompts ahead, so that the text encoder is loaded once for many clips."""
        ...

    def close(self) -> None:
        """Let go of the model."""
        ...


class _AtHand:
    """The maker that was used last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.model: ChosenModel | None = None
        self.maker: Maker | None = None
        self.used = 0.0

    def of(self, model: ChosenModel) -> Maker:
        """The maker of a model, held as that says; another one's memory is freed first."""
        if self.maker is None or self.model is None or not _same_weights(self.model, model):
            self.drop()
            # only now torch: who never uses a video model never loads it
            from engine.diffusion.libraries import prepare_libraries

            prepare_libraries()
            from engine.diffusion.maker import ClipMaker

            self.maker, self.model = ClipMaker(model.installed, model.strategy, model.speedups), model
        self.maker.hold_by(model.strategy)
        return self.maker

    def drop(self) -> None:
        """Free what is loaded."""
        if self.maker is not None:
            self.maker.close()
        self.maker = self.model = None


def _same_weights(one: ChosenModel, other: ChosenModel) -> bool:
    """Whether two models are one, at most held otherwise."""
    parts = [(held.device, held.dtype, held.storage, held.weights) for held in (one.strategy, other.strategy)]
    return parts[0] == parts[1] and replace(one, strategy=other.strategy) == other


_at_hand = _AtHand()


@contextmanager
def maker_of(model: ChosenModel, cancel: threading.Event) -> Iterator[Maker]:
    """The maker of a model, for one shot; whoever comes second waits.

    Raises:
        EngineError: the model cannot be used.
        Cancelled: ``cancel`` was set while waiting.
    """
    while not _at_hand.lock.acquire(timeout=0.1):
        if cancel.is_set():
            raise cancelled()
    try:
        yield _at_hand.of(model)
    finally:
        _at_hand.used = time.monotonic()
        _at_hand.lock.release()


def drop_models(idle_s: float = 0.0) -> None:
    """Free the model that is loaded, unless it is working or was used in the last seconds."""
    if _at_hand.lock.acquire(blocking=False):
        try:
            if time.monotonic() - _at_hand.used >= idle_s:
                _at_hand.drop()
        finally:
            _at_hand.lock.release()
