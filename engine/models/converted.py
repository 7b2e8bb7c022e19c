"""Weights that were converted to 8 bits here, beside the model they were made of: no hub knows their sums, and they can
always be made again.

An expert's folder holds its safetensors files and what they were made of; it is written under another name first, and
takes its own when it is whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from engine.content import content_key
from engine.folders import cache_folder
from engine.models.weights_file import fault_of
from storyboard.atomic import PART

FOLDER, MADE_OF = "fp8", "made_of.json"


def converted_place(model: Path) -> Path:
    """Where converted experts of a model are put: in its folder, or in the cache where that cannot be written."""
    return model / FOLDER if os.access(model, os.W_OK) else _in_cache(model)


def is_converted(path: Path, model: Path) -> bool:
    """Whether a file of a model's folder was made here of its others."""
    return path.relative_to(model).parts[0] == FOLDER


def mark_of(source: Path) -> list[list[str | int]]:
    """What tells an expert's weights from those of another time: names, sizes and times of its files."""
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in sorted(source.glob("*.safetensors"))]


def is_of(target: Path, source: Path) -> bool:
    """Whether a converted expert was made of the weights that lie in ``source`` now."""
    try:
        return json.loads((target / MADE_OF).read_text(encoding="utf-8")) == mark_of(source)
    except (OSError, ValueError):
        return False


def faults(model: Path) -> Iterator[tuple[Path, str]]:
    """Converted experts that are of no use, each with what is wrong, as the end of a sentence that begins with its
    name. That its files are whole is looked at, not every byte of them."""
    for expert in _experts(model):
        if expert.name.endswith(PART):
            yield expert, "was only half converted"
        elif not is_of(expert, model / expert.name):
            yield expert, "was converted from other weights"
        else:
            wrong = next(filter(None, map(fault_of, sorted(expert.glob("*.safetensors")))), "")
            if wrong:
                yield expert, wrong


def converted_bytes(model: Path) -> int:
    """How many bytes all converted experts of a model have."""
    return sum(path.stat().st_size for expert in _experts(model) for path in expert.rglob("*") if path.is_file())


def remove_converted(model: Path) -> int:
    """Remove all converted experts of a model; returns the bytes freed.

    Raises:
        OSError: something cannot be removed.
    """
    freed = converted_bytes(model)
    for place in (model / FOLDER, _in_cache(model)):
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(place)
    return freed


def _in_cache(model: Path) -> Path:
    return cache_folder(FOLDER) / content_key(str(model))[:16]


def _experts(model: Path) -> list[Path]:
    return [path for place in (model / FOLDER, _in_cache(model)) if place.is_dir()
            for path in sorted(place.iterdir()) if path.is_dir()]  # fmt: skip
