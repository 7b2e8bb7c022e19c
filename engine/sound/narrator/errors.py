"""What can go wrong when a line is spoken."""

from __future__ import annotations

from engine.errors import EngineError


class NarrationError(EngineError):
    """A line could not be spoken; ``str()`` names the line and the remedy."""
