"""Telling players that a film is a 360-degree picture: the boxes of Google's Spherical Video RFC, versions 1 and 2.

Version 1 is an XML text in a ``uuid`` box of the video track; version 2 are the boxes ``st3d`` (monoscopic) and
``sv3d`` (equirectangular projection) in the track's sample entry. Old players read the first, new ones the second.
https://github.com/google/spatial-media/tree/master/docs
"""

from __future__ import annotations

import os
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

SPHERICAL_ID = bytes.fromhex("ffcc8263f8554a938814587a02521fdd")
TEXT = (
    '<?xml version="1.0"?><rdf:SphericalVideo xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:GSpherical="http://ns.google.com/videos/1.0/spherical/"><GSpherical:Spherical>true</GSpherical:Spherical>'
    "<GSpherical:Stitched>true</GSpherical:Stitched><GSpherical:StitchingSoftware>Starloom</GSpherical:StitchingSoftware>"
    "<GSpherical:ProjectionType>equirectangular</GSpherical:ProjectionType></rdf:SphericalVideo>"
)
PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"}
SAMPLE_ENTRY_FIELDS = 78
"""Bytes of a visual sample entry between its header and its child boxes (ISO/IEC 14496-12)."""


def mark_spherical(path: Path) -> None:
    """Rewrite an MP4 file so that players show it all around the viewer. Its index must lie before its pictures, as in
    a file made for streaming, or after them; both are kept.

    Raises:
        OSError: the file cannot be read or written.
        ValueError: it is no MP4 with a video track.
    """
    with path.open("rb") as source:
        boxes = list(_boxes_of(source))
        moov = next((box for box in boxes if box[0] == b"moov"), None)
        if moov is None:
            raise ValueError(f"{path.name} is no MP4 file: it has no index.")
        _, start, length = moov
        source.seek(start)
        old = source.read(length)
        new = _marked(old)
        if new == old:
            raise ValueError(f"{path.name} has no video track.")
        later = any(name == b"mdat" and place > start for name, place, _ in boxes)
        if later:
            new = _moved(new, len(new) - len(old))
        part = path.with_name(path.name + ".spherical")
        try:
            with part.open("wb") as target:
                source.seek(0)
                _copy(source, target, start)
                target.write(new)
                source.seek(start + length)
                shutil.copyfileobj(source, target, 1 << 20)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)


def _boxes_of(file: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and length of the outermost boxes of a file."""
    end = file.seek(0, os.SEEK_END)
    place = 0
    while place + 8 <= end:
        file.seek(place)
        length, name = struct.unpack(">I4s", file.read(8))
        if length == 1:
            (length,) = struct.unpack(">Q", file.read(8))
        elif length == 0:
            length = end - place
        if length < 8:
            return
        yield name, place, length
        place += length


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    while length > 0:
        piece = source.read(min(length, 1 << 20))
        if not piece:
            return
        target.write(piece)
        length -= len(piece)


def box(name: bytes, content: bytes) -> bytes:
    """An ISO base media box."""
    return struct.pack(">I4s", len(content) + 8, name) + content


def children(content: bytes, start: int = 0) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the boxes in ``content`` from ``start`` on."""
    while start + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, start)
        if length < 8:
            return
        yield name, content[start + 8 : start + length]
        start += length


def _marked(moov: bytes) -> bytes:
    """The index with the marks in its video track."""
    parts = []
    for name, content in children(moov[8:]):
        if name == b"trak" and b"vmhd" in content:
            content = _with_entry(content) + box(b"uuid", SPHERICAL_ID + TEXT.encode())
        parts.append(box(name, content))
    return box(b"moov", b"".join(parts))


def _with_entry(content: bytes) -> bytes:
    """A track, or a part of it, with version 2's boxes in its sample entry."""
    parts = []
    for name, inner in children(content):
        if name == b"stsd":
            entries = [box(kind, entry + _version_2()) for kind, entry in children(inner, 8)]
            inner = inner[:8] + b"".join(entries)
        elif name in PARENTS:
            inner = _with_entry(inner)
        parts.append(box(name, inner))
    return b"".join(parts)


def _version_2() -> bytes:
    full = bytes(4)
    header = box(b"svhd", full + b"Starloom\0")
    pose = box(b"prhd", full + struct.pack(">iii", 0, 0, 0))
    whole = box(b"equi", full + struct.pack(">IIII", 0, 0, 0, 0))
    return box(b"st3d", full + b"\0") + box(b"sv3d", header + box(b"proj", pose + whole))


def _moved(content: bytes, by: int) -> bytes:
    """An index whose chunks lie ``by`` bytes later in the file."""
    parts = []
    for name, inner in children(content):
        if name == b"stco":
            (count,) = struct.unpack_from(">I", inner, 4)
            places = struct.unpack_from(f">{count}I", inner, 8)
            inner = inner[:8] + struct.pack(f">{count}I", *(place + by for place in places))
        elif name == b"co64":
            (count,) = struct.unpack_from(">I", inner, 4)
            places = struct.unpack_from(f">{count}Q", inner, 8)
            inner = inner[:8] + struct.pack(f">{count}Q", *(place + by for place in places))
        elif name in PARENTS:
            inner = inner[:8] + _moved(inner[8:], by) if name == b"stsd" else _moved(inner, by)
        parts.append(box(name, inner))
    return b"".join(parts)
