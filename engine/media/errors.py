"""What a person can do wrong with media of their own."""

from __future__ import annotations

from engine.errors import BadInput


class MediaError(BadInput):
    """A media file cannot be used; ``str()`` names the file, the reason and the remedy."""


def shown(name: str) -> str:
    """A file's name on one line, whatever characters it holds, at most about 240 of them."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in name)
    return plain if len(plain) <= 240 else f"{plain[:160]}…{plain[-76:]}"
