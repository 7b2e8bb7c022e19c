"""The studio's models: judged, fetched and removed in the background."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.model_store import ModelState, ModelStore
from app.studio.errands import Errands
from app.studio.words.engine.saying import worded
from engine.models.card import ModelCard
from engine.models.catalogue import card_of, cards, named
from engine.models.fetching import Fetched, FetchProgress, remove_model
from ui.ports.models import Fetching, ModelRow, Models

translate = QCoreApplication.translate
BETWEEN = " · "
"""Between a model's name and its recipe's."""


class StudioModels(Models):
    """Models as the settings have them; `close` stops a fetch and ends the threads."""

    _came = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands("models", self.trouble.emit, self)
        self._fetches = Errands("fetch", self.trouble.emit, self)
        self._rows: tuple[ModelRow, ...] = ()
        self._fetching: Fetching | None = None
        self._cancel = threading.Event()
        self._came.connect(self._know_progress)

    def close(self) -> None:
        """Stop; what came of a fetch is kept."""
        self._cancel.set()
        self._fetches.close()
        self._errands.close()

    def rows(self) -> Sequence[ModelRow]:
        """Every model; empty until ``look`` has looked."""
        return tuple(replace(row, title=_called(row.title), reason=worded(row.reason)) for row in self._rows)

    def look(self) -> None:
        """Judge every model for this machine anew; ``changed`` tells."""
        self._errands.run(_judged, self._know_rows)

    def fetching(self) -> Fetching | None:
        """The fetch that goes on."""
        return self._fetching

    def fetch(self, name: str) -> None:
        """Bring a model here, or the rest of it."""
        if self._fetching is not None:
            return
        self._cancel = cancel = threading.Event()
        self._fetching = Fetching(name)
        self._fetches.run(lambda: ModelStore().fetch(name, "", self._came.emit, cancel), self._arrived, self._failed)
        self.changed.emit()

    def stop(self) -> None:
        """Stop the fetch; what came is kept."""
        self._cancel.set()

    def remove(self, name: str) -> None:
        """Remove a model's files."""
        self._errands.run(lambda: remove_model(card_of(name), ModelStore().folder), self._gone)

    def _know_rows(self, rows: tuple[ModelRow, ...]) -> None:
        self._rows = rows
        self.changed.emit()

    def _know_progress(self, progress: FetchProgress) -> None:
        if self._fetching is not None:
            self._fetching = Fetching(self._fetching.name, progress.done, progress.total)
            self.progressed.emit()

    def _arrived(self, fetched: Fetched) -> None:
        self._fetching = None
        self.told.emit(translate("Studio", "The model is here: {0}").format(fetched.folder))
        self.changed.emit()
        self.look()

    def _failed(self, words: str) -> None:
        stopped = self._cancel.is_set()
        self._fetching = None
        (self.told if stopped else self.trouble).emit(
            translate("Studio", "Stopped. What came is kept; the next fetch goes on from there.") if stopped else words
        )
        self.changed.emit()
        self.look()

    def _gone(self, freed: int) -> None:
        self.told.emit(translate("Studio", "{0} MB are free again.").format(round(freed / 1e6)))
        self.look()


def _called(title: str) -> str:
    """A model's title in the language of the windows: its own name is kept, its recipe is said."""
    model, between, recipe = title.partition(BETWEEN)
    return model + between + worded(recipe)


def _judged() -> tuple[ModelRow, ...]:
    store = ModelStore()
    every = [card.sampled_by(recipe) for card in cards() for recipe in ("", *(one.id for one in card.recipes))]
    return tuple(_row(card, store.state(card)) for card in every)


def _row(card: ModelCard, state: ModelState) -> ModelRow:
    title = f"{card.title}{BETWEEN}{card.recipe_called(card.recipe).title}" if card.recipe else card.title
    here = bool(state.disk.weights) and (not card.recipe or card.recipe in state.disk.recipes)
    return ModelRow(
        named(card), title, state.fit.verdict, state.fit.reason, here, state.disk.partly and not here,
        round(state.gb * 1e9), card.licence.id + ("?" if card.licence.unverified else ""),
    )  # fmt: skip
