"""The models of this machine, as the person's settings have them: where they lie, whence they come, how they fit."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from app.settings import ModelSettings, load_settings
from engine.errors import BadInput
from engine.models.card import Installed, ModelCard, Weights
from engine.models.catalogue import card_of, cards
from engine.models.fetching import Fetched, Report, fetch_model, repair_model
from engine.models.fitting import Fit, Wish, fetched_gb, fit
from engine.models.folder import OnDisk, installed, model_called, models_folder, on_disk
from engine.models.hardware import Hardware, look
from engine.models.hub import Hub, hub_called


@dataclass(frozen=True)
class ModelState:
    """One model on this machine: whether it runs here, and how much of it is here. ``gb``: what a fetch brings in all,
    in 10^9 bytes."""

    card: ModelCard
    fit: Fit
    disk: OnDisk
    gb: float


class ModelStore:
    """The catalogue's models, with one look at the machine that is kept until the next one."""

    def __init__(self, settings: ModelSettings | None = None) -> None:
        self.settings = settings or load_settings().models
        self.folder = models_folder(self.settings.folder)
        self._hardware: Hardware | None = None

    @property
    def hardware(self) -> Hardware:
        """What this machine has; the first look may take some seconds where there is a GPU."""
        if self._hardware is None:
            self._hardware = look(self.folder)
        return self._hardware

    def states(self) -> list[ModelState]:
        """Every model of the catalogue."""
        return [self.state(card) for card in cards()]

    def state(self, card: ModelCard) -> ModelState:
        """One model."""
        found = self.fit(card, installed(card, self.folder))
        gb = fetched_gb(card, card.weights_called(found.fetch_weights or card.weights[0].id))
        return ModelState(card, found, on_disk(card, self.folder), gb)

    def fit(self, card: ModelCard, there: Installed | None = None) -> Fit:
        """Whether a model runs here and how, as the settings wish."""
        return fit(card, self.hardware, there, Wish(self.settings.offload, self.settings.weights))

    def model(self, name: str) -> tuple[Installed, Fit]:
        """A model to make films with, by its name in the catalogue or a folder, and how it runs here.

        Raises:
            BadInput: there is none, or it is not whole.
        """
        found = model_called(name, self.folder)
        return found, self.fit(found.card, found)

    def fetch(
        self, name: str, weights: str, report: Report, cancel: threading.Event, *, source: str = "", endpoint: str = ""
    ) -> Fetched:
        """Bring a model here. ``weights`` "" takes what fits this machine, ``source`` and ``endpoint`` "" the settings.

        Raises:
            EngineError: it cannot be brought; says why.
            Cancelled: ``cancel`` was set; what came is kept.
        """
        self._check_online()
        card = card_of(name)
        chosen, kind = self.weights_for(card, weights), source or self.settings.source
        return fetch_model(card, chosen, self.folder, self._hub(kind, endpoint), report, cancel, kind=kind)

    def repair(self, name: str, report: Report, cancel: threading.Event) -> Fetched:
        """Bring anew what is missing of a model's files.

        Raises:
            EngineError: it cannot be brought; says why.
            Cancelled: ``cancel`` was set; what came is kept.
        """
        self._check_online()
        kind = self.settings.source
        return repair_model(card_of(name), self.folder, self._hub(kind, ""), report, cancel, kind=kind)

    def weights_for(self, card: ModelCard, weights: str = "") -> Weights:
        """The form of a model's weights that a person names, or that fits this machine.

        Raises:
            BadInput: the model has no such weights.
        """
        return card.weights_called(weights or self.fit(card).fetch_weights or card.weights[0].id)

    def _check_online(self) -> None:
        if self.settings.offline:
            raise BadInput("Fetching is switched off: starloom settings models.offline off.")

    def _hub(self, kind: str, endpoint: str) -> Hub:
        own = self.settings.endpoint if kind == self.settings.source else ""
        if kind not in ("hub", "modelscope"):
            raise BadInput(f"There is no source '{kind}': choose hub or modelscope.")
        return hub_called("modelscope" if kind == "modelscope" else "hub", endpoint or own)
