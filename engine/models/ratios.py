"""The mag cache's ratios of models that were calibrated on this machine: a small file in the cache."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.content import content_key
from engine.folders import cache_folder
from storyboard.atomic import write_atomically

Ratios = tuple[tuple[float, ...], ...]
"""A ratio for each step of each expert, high noise first."""


def ratios_key(digest: str, sampling: dict[str, Any], steps: int) -> str:
    """What ratios are known under: the model's weights, how it is sampled, and in how many steps."""
    return content_key([digest, {**sampling, "steps": steps}])[:32]


def known_ratios(key: str) -> Ratios:
    """The ratios of a model; none where it was not calibrated."""
    found = _read().get(key)
    try:
        return tuple(tuple(float(ratio) for ratio in expert) for expert in found or ())
    except (TypeError, ValueError):
        return ()


def keep_ratios(key: str, ratios: Ratios) -> None:
    """Keep the ratios of a model."""
    write_atomically(_place(), json.dumps({**_read(), key: ratios}, indent=0).encode("utf-8"))


def _place() -> Path:
    return cache_folder("models") / "ratios.json"


def _read() -> dict[str, Any]:
    try:
        known = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
