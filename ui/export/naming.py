"""Names of films' files. Pure."""

from __future__ import annotations

import re
from pathlib import Path

SUFFIXES = (".mp4", ".mov")
LONGEST = 80


def file_name(title: str) -> str:
    """A name for a title, without its ending: what some file system does not take is left out."""
    plain = " ".join(re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title).split())
    return plain[:LONGEST].strip(" .") or "film"


def with_suffix(name: str, encoder: str) -> str:
    """A name as it was typed, with the ending that the encoder needs: .mov for ProRes, else the one it has, or .mp4."""
    name = name.strip()
    suffix = Path(name).suffix.lower()
    stem = name[: -len(suffix)] if suffix in SUFFIXES else name
    if encoder == "prores":
        return f"{stem}.mov"
    return name if suffix in SUFFIXES else f"{stem}.mp4"
