"""The model that a storyboard asks for, how this machine holds it, and what its weights are known by."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.content import content_key, file_digest
from engine.diffusion.speedups import PLAIN, Speedups, changes_of_picture, wished_speedups
from engine.errors import EngineError
from engine.folders import cache_folder
from engine.models.card import Installed, ModelCard
from engine.models.catalogue import cards, named
from engine.models.converted import is_converted
from engine.models.fitting import Fit, Wish, fit
from engine.models.folder import installed, model_called, models_folder, on_disk
from engine.models.hardware import Hardware, look
from engine.models.manifest import BASE, EXPERTS, Manifest, read_manifest
from engine.models.ratios import known_ratios, ratios_key
from engine.models.strategy import Strategy
from engine.models.wishes import model_wishes
from storyboard.atomic import write_atomically

PIXELS = ("dtype", "storage", "tiling", "max_frames", "max_pixels", "weights")
"""What of a strategy changes the picture; where parts lie meanwhile does not."""


class NoModel(EngineError):
    """There is no video model that can make a shot here."""


@dataclass(frozen=True)
class ChosenModel:
    """A model, how it is held here, the digest of its weights, and what is done to be faster."""

    installed: Installed
    strategy: Strategy
    digest: str
    speedups: Speedups = PLAIN

    def recipe(self, cached_steps: int = 0) -> dict[str, Any]:
        """What of it the picture depends on, as values of JSON's kinds. ``cached_steps``: steps of a clip that a step
        cache may shorten."""
        card = self.installed.card
        faster = changes_of_picture(self.speedups, cached_steps)
        return {
            "id": named(card), "weights": self.digest, "pipeline": card.pipeline, "sampling": sampling_of(card),
            "solver": [card.solver, *card.sigmas], "held": pixels_of(self.strategy),
            **({"faster": faster} if faster else {}),
        }  # fmt: skip


def pixels_of(strategy: Strategy) -> dict[str, Any]:
    """What of a strategy changes the picture."""
    held = asdict(strategy)
    return {name: held[name] for name in PIXELS}


def sampling_of(card: ModelCard) -> dict[str, Any]:
    """How a model is sampled, by its card."""
    return {name: getattr(card, name) for name in ("steps", "shift", "boundary", "guidance", "guidance_2")}


def ratios_place(model: ChosenModel, steps: int | None) -> str:
    """What the ratios of a model's steps are kept under; ``steps`` None: the card's own."""
    card = model.installed.card
    return ratios_key(model.digest, sampling_of(card), steps or card.steps)


def chosen_model(name: str | None, steps: int | None = None) -> ChosenModel:
    """The model of a name: an id of the catalogue or a folder; None: the best of those that are installed and fit.
    ``steps``: of a clip, where they are not the card's own.

    Raises:
        BadInput: there is no such model, it is not here, or the folder is something else.
        NoModel: none is installed, or this machine cannot run it.
    """
    models = models_folder(model_wishes().folder)
    found = model_called(name, models) if name is not None else _best(models)
    model = _held(found, _machine(models))
    return replace(model, speedups=wished_speedups(model_wishes(), known_ratios(ratios_place(model, steps))))


def _best(models: Path) -> Installed:
    """The most capable model that is installed and fits, else the most capable that runs slowly. A model's short
    recipe goes before its long one."""
    slow: Installed | None = None
    reason = ""
    for card in cards():
        for recipe in (*on_disk(card, models).recipes, ""):
            found = installed(card.sampled_by(recipe), models)
            if found is None:
                continue
            judged = _judged(found, _machine(models))
            if judged.verdict == "fits":
                return found
            if judged.verdict == "slow":
                slow = slow or found
            reason = reason or f"{card.title}: {judged.reason}"
    if slow is None:
        raise NoModel(reason or "No video model is installed: starloom models list shows which ones fit this machine.")
    return slow


def _held(found: Installed, machine: Hardware) -> ChosenModel:
    judged = _judged(found, machine)
    if judged.verdict == "no":
        raise NoModel(f"{found.card.title} does not run on this machine. {judged.reason}")
    return ChosenModel(found, judged.strategy, _digest(found, judged.strategy))


def _judged(found: Installed, machine: Hardware) -> Fit:
    wishes = model_wishes()
    return fit(found.card, machine, found, Wish(wishes.offload, wishes.weights))


@lru_cache(maxsize=4)
def _machine(models: Path) -> Hardware:
    """What this machine has, looked at once: what else runs later must not change the description of a take."""
    return look(models)


# -- what weights are known by -----------------------------------------------------------------------------------------


def _digest(found: Installed, strategy: Strategy) -> str:
    manifest = read_manifest(found.folder)
    if manifest is not None:
        return content_key(_listed(manifest, found, strategy))
    every = (path for kind in ("safetensors", "json") for path in found.folder.rglob(f"*.{kind}"))
    files = sorted(path for path in every if not is_converted(path, found.folder))
    known = _KnownDigests(cache_folder("models") / "digests.json")
    digests = {path.relative_to(found.folder).as_posix(): known.of(path) for path in files}
    known.keep()
    return content_key(digests)


def _listed(manifest: Manifest, found: Installed, strategy: Strategy) -> dict[str, str]:
    """Files of a fetched model that are used, as its list has verified them."""
    used = {BASE, strategy.weights if strategy.storage == "gguf" else EXPERTS, found.card.recipe}
    return {
        file.place: file.digest for name, part in manifest.parts.items() if name in used for file in part.files
    }  # fmt: skip


class _KnownDigests:
    """SHA-256 of files, kept by their path, size and time of change: weights of a hundred gigabytes are read once."""

    def __init__(self, place: Path) -> None:
        self._place, self._new = place, False
        try:
            known = json.loads(place.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            known = {}
        self._known: dict[str, str] = known if isinstance(known, dict) else {}

    def of(self, path: Path) -> str:
        """A file's digest."""
        status = path.stat()
        mark = f"{path.resolve()}|{status.st_size}|{status.st_mtime_ns}"
        if mark not in self._known:
            self._known[mark], self._new = file_digest(path), True
        return self._known[mark]

    def keep(self) -> None:
        """Write down what was read."""
        if self._new:
            write_atomically(self._place, json.dumps(self._known, indent=0).encode("utf-8"))
