"""Seeds: every random choice of a film comes from the storyboard's seed, a shot and a purpose."""

from __future__ import annotations

import hashlib


def seed_for(seed: int, *purpose: str | int) -> int:
    """A 31-bit seed that depends on nothing but its arguments (SHA-256, the same on every machine)."""
    text = "\x1f".join(str(part) for part in (seed, *purpose))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], "big") >> 1
