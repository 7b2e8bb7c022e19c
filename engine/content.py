"""Content keys: equal values have equal names, on every machine and in every storyboard."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import assets

_ENGINE = Path(__file__).resolve().parent


def canonical(value: Any) -> bytes:
    """A value of JSON's kinds as bytes that do not depend on the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def content_key(value: Any) -> str:
    """SHA-256 of a value of JSON's kinds, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


@lru_cache
def digest_of(engine: tuple[str, ...] = (), data: tuple[str, ...] = ()) -> str:
    """A digest of parts of the program (folders or files of the engine) and of its data (folders of the assets).

    What a part paints can only change when one of these files does, so the digest serves as its version.
    """
    digest = hashlib.sha256()
    for root in (*(_ENGINE / name for name in engine), *(assets.folder(name) for name in data)):
        files = [root] if root.is_file() else sorted(root.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(root.parent).as_posix().encode("utf-8"))
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
