"""The marks of a 360-degree film: read back box by box, and the film still plays."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from engine.assembly.joining import FilmWords
from engine.assembly.spherical import SPHERICAL_ID, children, mark_spherical
from tests.engine.assembly.numbered import joined


def _film(path: Path, spherical: bool) -> Path:
    packed = np.full((96, 128), 128, np.uint8)
    packed[:64] = np.linspace(30, 220, 128).astype(np.uint8)
    audio = np.zeros((48_000, 2), np.float32)
    frames = (np.roll(packed, shift, 1) for shift in range(24))
    return joined(path, frames, audio=audio, words=FilmWords("360", spherical=spherical))


def _find(content: bytes, *names: bytes) -> list[bytes]:
    """Contents of the boxes on a way down, from the outermost on."""
    if not names:
        return [content]
    skip = 8 if names[0] in (b"avc1",) else 0
    return [
        found for name, inner in children(content, skip) if name == names[0] for found in _find(inner, *names[1:])
    ]


def test_players_find_both_versions_of_the_marks(tmp_path: Path) -> None:
    data = _film(tmp_path / "around 环.mp4", spherical=True).read_bytes()
    marks = [content for content in _find(data, b"moov", b"trak", b"uuid") if content.startswith(SPHERICAL_ID)]
    assert len(marks) == 1
    text = marks[0][16:].decode()
    assert "<GSpherical:Spherical>true<" in text and "<GSpherical:ProjectionType>equirectangular<" in text
    (entry,) = _find(data, b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1")
    inner = dict(children(entry, 78))
    assert inner[b"st3d"][4] == 0
    view = dict(children(inner[b"sv3d"]))
    assert b"svhd" in view and {b"prhd", b"equi"} <= dict(children(view[b"proj"])).keys()


def test_a_marked_film_shows_the_same_frames_and_sound(tmp_path: Path) -> None:
    """Every chunk is found at its new place, and FFmpeg reads the projection."""
    plain, marked = _film(tmp_path / "plain.mp4", False), _film(tmp_path / "marked.mp4", True)
    pictures, sounds = [], []
    for path in (plain, marked):
        with av.open(str(path)) as film:
            pictures.append([frame.to_ndarray() for frame in film.decode(video=0)])
        with av.open(str(path)) as film:
            sounds.append(sum(frame.samples for frame in film.decode(audio=0)))
    assert len(pictures[0]) == 24 and sounds[0] == sounds[1] > 40_000
    np.testing.assert_array_equal(np.array(pictures[0]), np.array(pictures[1]))
    assert not list(tmp_path.glob("*.spherical"))


def test_what_is_no_film_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.mp4"
    path.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0")
    with pytest.raises(ValueError, match="no index"):
        mark_spherical(path)
    assert path.stat().st_size == 16
