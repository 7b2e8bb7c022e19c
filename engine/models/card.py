"""What is known of one model: a card of ``assets/models``, with its weights, its recipes and the machines it fits.

A card is data and says nothing about this machine: `engine.models.fitting` does, `engine.models.folder` knows where a
model lies.
"""

from __future__ import annotations

from dataclasses import dataclass as plain_dataclass
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from engine.errors import BadInput

Family = Literal["wan-t2v", "wan-ti2v", "wan-i2v", "wan-vace"]
Storage = Literal["as-is", "fp8", "gguf"]
Offload = Literal["none", "model", "group", "group-stream", "disk"]
Start = Literal["text", "first", "last", "video", "control", "references"]

GIB = 2**30
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Repository = Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$")]
Count = Annotated[int, Field(gt=0)]
Amount = Annotated[float, Field(gt=0)]
Guidance = Annotated[float, Field(ge=1)]
STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
EXPERTS = ("transformer/*.safetensors", "transformer_2/*.safetensors")
"""The heavy files of a pipeline, which GGUF files replace."""


@dataclass(frozen=True, config=STRICT)
class Source:
    """Where files come from: the repository's name on each hub and its revision there.

    A revision is a commit where one is known; a branch is resolved to its commit when a fetch begins.
    """

    hub: Repository
    modelscope: str = ""
    revision: str = "main"
    modelscope_revision: str = "master"
    gb: Annotated[float, Field(ge=0)] = 0.0
    """Size on the disk in 10^9 bytes; what a hub says holds when a fetch begins."""


@dataclass(frozen=True, config=STRICT)
class Licence:
    """Under what terms weights may be used; ``where`` names the places where they may not, if any."""

    id: str = "Apache-2.0"
    where: str = ""
    unverified: bool = False
    """The repository names no licence of its own; it is that of the model it was made of, as far as we know."""


@dataclass(frozen=True, config=STRICT)
class Weights:
    """One form of a model's experts: the repository's own, cast to fp8 when loaded, or GGUF files from elsewhere.

    ``files``: component ("transformer", "transformer_2") to the file's path in ``source``; for GGUF only.
    ``gib``: size of one expert in memory, in GiB.
    """

    id: Name
    storage: Storage
    gib: Amount
    source: Source | None = None
    files: dict[str, str] = Field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, config=STRICT)
class Recipe:
    """A distilled way to sample a model in a few steps, as LoRA files beside it: component to the file's path."""

    id: Name
    title: str
    steps: Count
    shift: Amount
    guidance: Guidance
    source: Source
    files: dict[str, str]
    guidance_2: float | None = None
    boundary: float | None = None
    note: str = ""

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, config=STRICT)
class Tier:
    """What runs on a GPU of so much memory (the maker's GB), by which weights and strategy, and who says so.

    ``verdict``: "slow" where a clip of five seconds takes more than about twenty minutes without a recipe.
    """

    gb: Count
    verdict: Literal["fits", "slow"]
    weights: str
    offload: Offload
    width: Count
    height: Count
    frames: Count
    evidence: str


@dataclass(frozen=True, config=STRICT)
class Parts:
    """Sizes of the other components in memory, in GiB, as they are loaded (bf16; the VAE in fp32)."""

    text_encoder: float = 10.6
    vae: float = 0.47
    image_encoder: float = 0.0


@dataclass(frozen=True, config=STRICT)
class ModelCard:
    """One entry of ``assets/models``. Sizes are the model's own; frames follow ``frame_step * n + 1``."""

    id: Name
    title: str
    family: Family
    pipeline: str
    width: Count
    height: Count
    fps: Count
    frames: Count
    frame_step: Count
    size_step: Count
    steps: Count
    shift: Amount
    boundary: Annotated[float, Field(gt=0, lt=1)] | None = None
    guidance: Guidance = 5.0
    guidance_2: Guidance | None = None
    negative: str = ""
    negative_zh: str = ""
    starts: tuple[Start, ...] = ("text",)
    """What a clip can begin from or obey, beside words."""
    sizes: tuple[tuple[int, int], ...] = ()
    """All sizes the model was made for; the first is the native one."""
    solver: Literal["unipc", "lcm"] = "unipc"
    """"lcm": every step predicts the clean clip and adds noise again, at the noise levels of ``sigmas``."""
    sigmas: tuple[float, ...] = ()
    video_strength: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Highest strength of a start video that the low-noise expert can take over."""
    source: Source | None = None
    licence: Licence = Field(default_factory=Licence)
    experts: Literal[1, 2] = 1
    parts: Parts = Field(default_factory=Parts)
    base_gb: float = 0.0
    """Size on the disk of everything but the experts' own weights, in 10^9 bytes."""
    weights: tuple[Weights, ...] = ()
    recipes: tuple[Recipe, ...] = ()
    tiers: tuple[Tier, ...] = ()
    recipe: str = ""
    """The recipe that this card samples by; "" is the model's own way."""

    def sampled_by(self, recipe: str) -> ModelCard:
        """This card with the steps, shift and guidance of one of its recipes; "" gives the model's own way.

        Raises:
            BadInput: the model has no such recipe.
        """
        if not recipe:
            return self
        found = self.recipe_called(recipe)
        return replace(
            self, recipe=found.id, steps=found.steps, shift=found.shift, guidance=found.guidance,
            guidance_2=found.guidance_2, boundary=found.boundary if found.boundary is not None else self.boundary,
        )  # fmt: skip

    def recipe_called(self, name: str) -> Recipe:
        """One of the card's recipes.

        Raises:
            BadInput: there is none of that name.
        """
        for recipe in self.recipes:
            if recipe.id == name:
                return recipe
        known = ", ".join(recipe.id for recipe in self.recipes)
        choose = f"choose one of {known}" if known else "leave it out"
        raise BadInput(f"{self.title} has no recipe '{name}': {choose}.")

    def weights_called(self, name: str) -> Weights:
        """One form of the card's weights.

        Raises:
            BadInput: there is none of that name.
        """
        for weights in self.weights:
            if weights.id == name:
                return weights
        known = ", ".join(weights.id for weights in self.weights)
        raise BadInput(f"{self.title} has no weights '{name}': choose one of {known}.")


@plain_dataclass(frozen=True)
class Installed:
    """A model on this disk: its card and its folder, a pipeline in the layout of diffusers."""

    card: ModelCard
    folder: Path

    def gguf(self, weights: str) -> dict[str, Path]:
        """The GGUF file of each expert, for one form of weights."""
        return {part: self.folder / "gguf" / Path(path).name
                for part, path in self.card.weights_called(weights).files.items()}  # fmt: skip

    @property
    def loras(self) -> dict[str, Path]:
        """The LoRA file of each expert that the card's recipe asks for; empty where it has none."""
        if not self.card.recipe:
            return {}
        recipe = self.card.recipe_called(self.card.recipe)
        return {part: self.folder / lora_place(recipe.id, path) for part, path in recipe.files.items()}

    def has(self, weights: str) -> bool:
        """Whether the files of one form of weights lie here."""
        if self.card.weights_called(weights).storage == "gguf":
            return all(path.is_file() for path in self.gguf(weights).values())
        return all(any(self.folder.glob(pattern)) for pattern in EXPERTS[: self.card.experts])


def lora_place(recipe: str, path: str) -> str:
    """Where a recipe's file lies in a model's folder."""
    return f"lora/{recipe}/{Path(path).name}"


def is_expert(path: str) -> bool:
    """Whether a file of a pipeline holds an expert's weights."""
    return any(fnmatchcase(path, pattern) for pattern in EXPERTS)
