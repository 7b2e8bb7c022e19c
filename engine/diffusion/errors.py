"""What can go wrong while a diffusion model makes a clip."""

from __future__ import annotations

from engine.errors import BadInput, EngineError


class DiffusionError(EngineError):
    """The diffusion model cannot make the clip."""


class RequestError(BadInput):
    """A clip was asked for that the model cannot make: its size, its length, or what it starts from."""


class ModelUnusable(DiffusionError):
    """The model's files cannot be loaded."""


class PackageMissing(DiffusionError):
    """Something was asked for that needs a package which is not installed."""


class LostCharacters(BadInput):
    """The model's tokenizer does not know some characters; they would vanish from the prompt. ``characters``: which."""

    def __init__(self, message: str, characters: str) -> None:
        super().__init__(message)
        self.characters = characters


class SpoiltClip(DiffusionError):
    """The model gave no picture: not-a-number values, one flat colour, or frames that stand still."""


class OutOfMemory(DiffusionError):
    """The memory does not suffice, not even for the smallest clip; another generator must make the shot."""
