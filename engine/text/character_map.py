"""Which characters a font file can draw, read from its ``cmap`` table (OpenType specification, format 12)."""

from __future__ import annotations

import struct
from pathlib import Path


def characters_of(path: Path) -> frozenset[int]:
    """Code points of a TrueType or OpenType file.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no font, or has no full Unicode character map.
    """
    data = path.read_bytes()
    try:
        table = _table(data, b"cmap")
        (count,) = struct.unpack_from(">H", data, table + 2)
        for number in range(count):
            platform, encoding, offset = struct.unpack_from(">HHI", data, table + 4 + 8 * number)
            if (platform, encoding) in ((3, 10), (0, 4), (0, 6)):
                return _segmented(data, table + offset)
    except struct.error as error:
        raise ValueError("the file is cut off") from error
    raise ValueError("it has no full Unicode character map")


def _table(data: bytes, name: bytes) -> int:
    """Where a table begins."""
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * number)
        if tag == name:
            return offset
    raise ValueError(f"it has no table {name.decode()}")


def _segmented(data: bytes, start: int) -> frozenset[int]:
    """Characters of a format 12 subtable: groups of code points that map to neighbouring glyphs."""
    form, _, _, _, groups = struct.unpack_from(">HHIII", data, start)
    if form != 12:
        raise ValueError(f"its character map has format {form} instead of 12")
    found: set[int] = set()
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * number)
        found.update(range(first + (glyph == 0), last + 1))
    return frozenset(found)
