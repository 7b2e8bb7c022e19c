"""What was fetched into a model's folder, and what proves it: a small JSON file beside the weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from engine.errors import EngineError
from engine.models.card import ModelCard, Weights, is_expert, lora_place
from engine.models.digests import Digest
from engine.models.hub import Listing, RemoteFile, chosen_files, pipeline_files
from storyboard.atomic import write_atomically

NAME = "starloom-model.json"
BASE, EXPERTS = "base", "experts"


class ManifestError(EngineError):
    """The list of a model's files cannot be read."""


@dataclass(frozen=True)
class KeptFile:
    """A file of a model: its path at the hub, its place in the folder, its size and what proves it."""

    path: str
    place: str
    size: int
    kind: str
    digest: str

    @property
    def remote(self) -> RemoteFile:
        """As the hub describes it."""
        return RemoteFile(self.path, self.size, Digest("git" if self.kind == "git" else "sha256", self.digest))


@dataclass(frozen=True)
class Part:
    """Files that come together from one repository at one commit (or branch, where a hub names no commit)."""

    hub: str
    repository: str
    revision: str
    files: tuple[KeptFile, ...]

    @property
    def size(self) -> int:
        """All its bytes."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True)
class Manifest:
    """The parts of a model that were asked for: "base", "experts", and the names of GGUF weights and recipes."""

    model: str
    parts: dict[str, Part] = field(default_factory=dict)

    def with_part(self, name: str, part: Part) -> Manifest:
        """With one more part."""
        return replace(self, parts={**self.parts, name: part})

    def without_parts(self, names: tuple[str, ...]) -> Manifest:
        """Without some parts."""
        return replace(self, parts={name: part for name, part in self.parts.items() if name not in names})


def part_names(card: ModelCard, weights: Weights) -> tuple[str, ...]:
    """The parts that one form of a card's weights needs, with the recipe that the card samples by."""
    heavy = weights.id if weights.storage == "gguf" else EXPERTS
    return (BASE, heavy, card.recipe) if card.recipe else (BASE, heavy)


def part_of(card: ModelCard, name: str, listing: Listing, hub: str) -> Part:
    """One part of a model, chosen of what its repository has.

    Raises:
        HubError: the repository lacks it.
    """
    if name in (BASE, EXPERTS):
        files = [file for file in pipeline_files(listing) if is_expert(file.path) == (name == EXPERTS)]
        kept = [_kept(file, file.path) for file in files]
    elif any(recipe.id == name for recipe in card.recipes):
        chosen = chosen_files(listing, list(card.recipe_called(name).files.values()))
        kept = [_kept(file, lora_place(name, file.path)) for file in chosen]
    else:
        chosen = chosen_files(listing, list(card.weights_called(name).files.values()))
        kept = [_kept(file, f"gguf/{PurePosixPath(file.path).name}") for file in chosen]
    return Part(hub, listing.repository, listing.held, tuple(kept))


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a model's folder; None where it has none.

    Raises:
        ManifestError: it has one that cannot be read.
    """
    try:
        raw = json.loads((folder / NAME).read_text(encoding="utf-8"))
        parts = {str(name): _part(part) for name, part in raw["parts"].items()}
        return Manifest(str(raw["model"]), parts)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ManifestError(
            f"{folder / NAME} cannot be read ({type(error).__name__}): remove it and fetch the model again; "
            "files that are right stay."
        ) from None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Keep a manifest, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = {"format": 1, "model": manifest.model,
               "parts": {name: asdict(part) for name, part in manifest.parts.items()}}  # fmt: skip
    write_atomically(folder / NAME, json.dumps(content, indent=1).encode("utf-8"))


def _kept(file: RemoteFile, place: str) -> KeptFile:
    return KeptFile(file.path, place, file.size, file.digest.kind, file.digest.value)


def _part(raw: dict[str, Any]) -> Part:
    files = tuple(
        KeptFile(str(one["path"]), str(one["place"]), int(one["size"]), str(one["kind"]), str(one["digest"]))
        for one in raw["files"]
    )
    for file in files:
        place = PurePosixPath(file.place)
        if place.is_absolute() or ".." in place.parts or "\\" in file.place:
            raise ValueError(file.place)
    return Part(str(raw["hub"]), str(raw["repository"]), str(raw["revision"]), files)
