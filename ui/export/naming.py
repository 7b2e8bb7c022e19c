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


def stem_of(name: str) -> str:
    """A name as it was typed, without a film's ending."""
    name = name.strip()
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in SUFFIXES else name


def with_suffix(name: str, encoder: str) -> str:
    """A name as it was typed, with the ending that the encoder needs: .mov for ProRes, else the one it has, or .mp4."""
    stem = stem_of(name)
    if encoder == "prores":
        return f"{stem}.mov"
    return f"{stem}.mp4" if stem == name.strip() else name.strip()
