"""Files of weights, looked at without loading them: a file that is cut short or of another kind is found at once."""

from __future__ import annotations

import json
from pathlib import Path

LONGEST_HEADER = 100_000_000
"""Longest header that the safetensors format allows, in bytes."""


def fault_of(path: Path) -> str:
    """What is wrong with a file of weights, as the end of a sentence that begins with its name; "" where its structure
    is sound.

    safetensors: eight bytes of length, a JSON header, and exactly the bytes that the header describes
    (https://huggingface.co/docs/safetensors). GGUF: its mark at the beginning.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
            if path.suffix == ".gguf":
                return "" if start[:4] == b"GGUF" else "is no GGUF file"
            length = int.from_bytes(start, "little")
            if len(start) < 8 or not 2 <= length <= LONGEST_HEADER:
                return "is no safetensors file"
            if 8 + length > size:
                return "is cut short"
            header = json.loads(stream.read(length))
            ends = [int(entry["data_offsets"][1]) for name, entry in header.items() if name != "__metadata__"]
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return "is no safetensors file"
    whole = 8 + length + max(ends, default=0)
    if size != whole:
        return "is cut short" if size < whole else "is longer than it says"
    return ""
