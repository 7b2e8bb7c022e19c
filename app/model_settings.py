"""Settings of models that a person gives, in the command line or in the window: only such as can be used are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.settings import ModelSettings
from engine.errors import BadInput
from engine.models.catalogue import weights_names
from engine.models.folder import usable_folder
from engine.models.hub import checked_endpoint
from engine.models.web import checked_proxy


def checked_models(wanted: ModelSettings, before: ModelSettings) -> ModelSettings:
    """What a person wants, as it is kept: folders without "~", addresses without a slash at their end. What is as it
    was ``before`` is not looked at.

    Raises:
        BadInput: a value cannot be used; says what to write instead.
        EngineError: the package that runs a model for frames between is not installed.
    """
    kept = {
        name: check(value)
        for name, check in _CHECKS.items()
        if (value := getattr(wanted, name).strip()) != getattr(before, name)
    }
    return wanted.model_copy(update=kept)


def _checked_weights(name: str) -> str:
    names = ("auto", *weights_names())
    if name not in names:
        raise BadInput(f"No model has the weights '{name}': choose one of {', '.join(names)}.")
    return name


def _between_model(text: str) -> str:
    from engine.generators.guided.between_model import between_model

    path = str(Path(text).expanduser().resolve())
    between_model(path)
    return path


_CHECKS: dict[str, Callable[[str], str]] = {
    "folder": lambda folder: folder and str(usable_folder(folder)),
    "endpoint": lambda address: address and checked_endpoint(address),
    "proxy": lambda address: address and checked_proxy(address),
    "weights": _checked_weights,
    "interpolation": lambda path: path and _between_model(path),
}
