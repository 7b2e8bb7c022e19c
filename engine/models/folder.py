"""Where models lie, and what lies in a folder: one of ours, a pipeline of the person's own, or something else."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.folders import data_folder
from engine.models.card import GIB, Installed, ModelCard, Parts
from engine.models.catalogue import card_of, cards
from engine.models.manifest import Manifest, read_manifest
from engine.models.weights_file import fault_of
from storyboard.atomic import PART

INDEX = "model_index.json"
PIPELINES = ("WanPipeline", "WanImageToVideoPipeline", "WanVideoToVideoPipeline", "WanVACEPipeline")
WEIGHED = ("transformer", "transformer_2", "text_encoder", "vae")
"""Components with weights; without them a pipeline cannot work."""
ORIGINAL = ("high_noise_model", "low_noise_model", "models_t5_umt5-xxl-enc-bf16.pth", "Wan2.1_VAE.pth")
"""What the makers' own layout of Wan has."""


class ModelFolderError(BadInput):
    """A folder is not a model that can be used; says what it is instead, and what to do."""


@dataclass(frozen=True)
class OnDisk:
    """How much of a model is here: the forms of weights and the recipes that are whole, the bytes of all its files and
    whether a fetch was begun and not finished."""

    weights: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()
    size: int = 0
    partly: bool = False


def models_folder(chosen: str = "") -> Path:
    """Where models lie: STARLOOM_MODELS_DIR, else the folder a person has set, else one among the user's data."""
    return Path(os.environ.get("STARLOOM_MODELS_DIR") or chosen or data_folder() / "models").expanduser()


def usable_folder(chosen: str) -> Path:
    """A folder in which a person wants models to lie; it may not exist yet.

    Raises:
        BadInput: it is a file, or nothing can be written there.
    """
    folder = Path(chosen.strip()).expanduser().absolute()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not there.is_dir():
        raise BadInput(f"{there} is a file: choose a folder for models.")
    if not os.access(there, os.W_OK):
        raise BadInput(f"Nothing can be written to {there}: choose another folder for models.")
    return folder


def on_disk(card: ModelCard, models: Path) -> OnDisk:
    """How much of a catalogue's model lies among the models.

    Raises:
        ManifestError: the list of its files cannot be read.
    """
    folder = models / card.id
    manifest = read_manifest(folder)
    if manifest is None:
        return OnDisk()
    whole = {name for name, part in manifest.parts.items()
             if all(_size(folder / file.place) == file.size for file in part.files)}  # fmt: skip
    weights = tuple(
        one.id for one in card.weights
        if "base" in whole and (one.id if one.storage == "gguf" else "experts") in whole
    )  # fmt: skip
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    recipes = tuple(recipe.id for recipe in card.recipes if recipe.id in whole)
    return OnDisk(weights, recipes, size, partly=set(manifest.parts) != whole)


def installed(card: ModelCard, models: Path) -> Installed | None:
    """A catalogue's model where it is usable: some weights are whole, and its recipe where the card has one."""
    there = on_disk(card, models)
    usable = bool(there.weights) and (not card.recipe or card.recipe in there.recipes)
    return Installed(card, models / card.id) if usable else None


def model_called(name: str, models: Path) -> Installed:
    """The model that a person's words name: one of the catalogue ("wan2.2-ti2v-5b", "wan2.2-t2v-a14b+lightning"), or
    a folder of their own.

    Raises:
        BadInput: there is none, it is not here or not whole, or the folder is something else.
    """
    if Path(name).expanduser().exists() or any(sign in name for sign in ("/", "\\")):
        return opened_folder(Path(name).expanduser())
    card = card_of(name)
    found = installed(card, models)
    if found is not None:
        return found
    begun = on_disk(card, models)
    if begun.weights:
        raise BadInput(f"The recipe {card.recipe} of {card.title} is not here: starloom models fetch {name}.")
    if begun.partly:
        raise BadInput(f"{card.title} is only partly here: starloom models fetch {name} brings the rest.")
    raise BadInput(f"{card.title} is not on this machine: starloom models fetch {name}.")


def opened_folder(folder: Path) -> Installed:
    """A folder that a person names, as a model.

    Its card is the catalogue's for a pipeline of that kind, with the sizes and the boundary that the folder has.

    Raises:
        ModelFolderError: it is no model of a kind we know, or it is not whole.
    """
    folder = folder.resolve()
    manifest = read_manifest(folder) if folder.is_dir() else None
    index = _index(folder)
    faults = _faults(folder, index)
    if faults:
        raise ModelFolderError(faults[0])
    base = _card_of_manifest(manifest) or _card_of_index(folder, index)
    return Installed(_measured(base, folder, index), folder)


# -- what a folder is --------------------------------------------------------------------------------------------------


def _index(folder: Path) -> dict[str, Any]:
    """What a folder's model_index.json says.

    Raises:
        ModelFolderError: the folder is no pipeline of a kind we know.
    """
    if not folder.exists():
        raise ModelFolderError(f"There is no folder {folder}: check its name.")
    if not folder.is_dir():
        raise ModelFolderError(f"{folder} is a file: name the folder of a pipeline in the layout of diffusers.")
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelFolderError(_not_a_pipeline(folder)) from None
    except (OSError, ValueError) as error:
        raise ModelFolderError(f"{folder / INDEX} cannot be read ({error}): get the model again.") from None
    kind = index.get("_class_name") if isinstance(index, dict) else None
    if kind not in PIPELINES:
        raise ModelFolderError(f"{folder} is a model of another kind ({kind}): Starloom knows {', '.join(PIPELINES)}.")
    return index


def _not_a_pipeline(folder: Path) -> str:
    if any((folder / name).exists() for name in ORIGINAL):
        return (f"{folder} is Wan in its makers' layout: Starloom reads the layout of diffusers, "
                "starloom models list names such models.")  # fmt: skip
    nested = next(folder.glob(f"*/{INDEX}"), None) or next(folder.glob(f"snapshots/*/{INDEX}"), None)
    if nested is not None:
        return f"{folder} is not the model itself: name {nested.parent}."
    return f"{folder} is no model: it has no {INDEX}, as a pipeline in the layout of diffusers has."


def _faults(folder: Path, index: dict[str, Any]) -> list[str]:
    """What keeps a folder's pipeline from working, as sentences."""
    faults = []
    for name in WEIGHED:
        if not _has_component(index, name):
            continue
        files = sorted((folder / name).glob("*.safetensors"))
        gguf = name.startswith("transformer") and any((folder / "gguf").glob("*.gguf"))
        if any((folder / name).rglob(f"*{PART}")) or _missing_shards(folder / name):
            faults.append(f"{folder / name} is only partly here: fetch the model again, what is here is kept.")
        elif not files and any((folder / name).glob("*.bin")):
            faults.append(f"{folder / name} holds its weights as a pickle, which can run code: get it as safetensors.")
        elif not files and not gguf:
            faults.append(f"{folder / name} has no weights (*.safetensors): get the model again.")
        faults += [f"{path} {fault}: get it again." for path in files if (fault := fault_of(path))]
    return faults


def _has_component(index: dict[str, Any], name: str) -> bool:
    named = index.get(name)
    return isinstance(named, list) and bool(named) and named[0] is not None


def _missing_shards(component: Path) -> bool:
    for listing in component.glob("*.safetensors.index.json"):
        try:
            named = set(json.loads(listing.read_text(encoding="utf-8"))["weight_map"].values())
        except (OSError, ValueError, KeyError, AttributeError):
            return True
        # none of them is there at all where GGUF files take their place
        lacking = [name for name in named if not (component / name).is_file()]
        return bool(lacking) and len(lacking) < len(named)
    return False


def _card_of_manifest(manifest: Manifest | None) -> ModelCard | None:
    return next((card for card in cards() if manifest is not None and card.id == manifest.model), None)


def _card_of_index(folder: Path, index: dict[str, Any]) -> ModelCard:
    """The catalogue's card for a pipeline of this kind."""
    two, kind = _has_component(index, "transformer_2"), index["_class_name"]
    if index.get("expand_timesteps"):
        return card_of("wan2.2-ti2v-5b")
    if kind == "WanVACEPipeline":
        layers = _config(folder, "transformer").get("num_layers", 0)
        return card_of("wan2.2-vace-fun-14b" if two else "wan2.1-vace-14b" if layers >= 40 else "wan2.1-vace-1.3b")
    if kind == "WanImageToVideoPipeline":
        if not two:
            raise ModelFolderError(f"{folder} is Wan 2.1 for pictures, which Starloom does not run: "
                                   "get Wan 2.2 I2V A14B or TI2V 5B instead.")  # fmt: skip
        return card_of("wan2.2-i2v-a14b")
    return card_of("wan2.2-t2v-a14b" if two else "wan2.1-t2v-1.3b")


def _measured(card: ModelCard, folder: Path, index: dict[str, Any]) -> ModelCard:
    """A card with what this folder really is: its class, its boundary, and sizes no larger than its files.

    Files in fp32 are twice what is held in memory, so the catalogue's sizes hold where they are smaller.
    """
    own = max((_gib(folder / name) for name in ("transformer", "transformer_2")), default=0.0)
    weights = tuple(
        replace(one, gib=min(one.gib, own)) if own and one.storage != "gguf" else one for one in card.weights
    )
    parts = Parts(min(card.parts.text_encoder, _gib(folder / "text_encoder") or card.parts.text_encoder),
                  min(card.parts.vae, _gib(folder / "vae") or card.parts.vae))  # fmt: skip
    boundary = index.get("boundary_ratio") if card.experts == 2 else None
    return replace(card, weights=weights, parts=parts, pipeline=index["_class_name"],
                   boundary=boundary if isinstance(boundary, float) else card.boundary)  # fmt: skip


def _config(folder: Path, component: str) -> dict[str, Any]:
    try:
        config = json.loads((folder / component / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return config if isinstance(config, dict) else {}


def _gib(component: Path) -> float:
    return sum(path.stat().st_size for path in component.glob("*.safetensors")) / GIB


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
