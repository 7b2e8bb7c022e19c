"""Frames that say their own number in blocks of luma, so that a film can be asked which frame stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from engine.assembly.encoding import Encoding
from engine.assembly.joining import FilmWords, Part, join
from engine.assembly.planes import Packed
from engine.assembly.segment_file import SegmentWriter

WIDTH, HEIGHT = 192, 112
BITS = 12
_BLOCK = 16
_DARK, _LIGHT = 50, 190


def numbered(number: int, width: int = WIDTH, height: int = HEIGHT) -> Packed:
    """A packed frame: its number in a row of blocks at the top, a soft moving pattern below."""
    packed = np.full((height * 3 // 2, width), 128, np.uint8)
    rows, columns = np.mgrid[_BLOCK:height, 0:width]
    packed[_BLOCK:height] = 110 + 50 * np.sin((columns + 3 * number) / 23) * np.cos((rows - number) / 17)
    for bit in range(BITS):
        packed[:_BLOCK, bit * _BLOCK : (bit + 1) * _BLOCK] = _LIGHT if number >> bit & 1 else _DARK
    return packed


def number_of(luma: np.ndarray) -> int:
    """The number that a decoded frame says."""
    middle = _BLOCK // 2
    return sum(
        1 << bit
        for bit in range(BITS)
        if luma[middle - 3 : middle + 3, bit * _BLOCK + 5 : bit * _BLOCK + 11].mean() > (_DARK + _LIGHT) / 2
    )


def write_segment(path: Path, frames: Iterable[Packed], fps: Fraction, encoding: Encoding | None = None) -> Part:
    """A segment of frames of one size."""
    pictures = list(frames)
    rows, width = pictures[0].shape
    with SegmentWriter(path, width, rows * 2 // 3, fps, encoding or Encoding()) as writer:
        for picture in pictures:
            writer.write(picture)
    return Part(path, len(pictures))


def numbered_parts(folder: Path, lengths: Sequence[int], fps: Fraction) -> list[Part]:
    """Segments of so many frames, numbered through."""
    parts, first = [], 0
    for place, length in enumerate(lengths):
        frames = (numbered(number) for number in range(first, first + length))
        parts.append(write_segment(folder / f"{place:03d}.mp4", frames, fps))
        first += length
    return parts


def joined(
    path: Path, frames: Iterable[Packed], fps: Fraction | int = 24, audio: np.ndarray | None = None,
    words: FilmWords | None = None,
) -> Path:  # fmt: skip
    """A film of one segment."""
    segment = path.with_name(f"{path.stem} segment.mp4")
    try:
        part = write_segment(segment, frames, Fraction(fps))
        join([part], audio, Fraction(fps), words or FilmWords(), path)
    finally:
        segment.unlink(missing_ok=True)
    return path


def lumas(path: Path) -> list[np.ndarray]:
    """The decoded luma planes of a film in the order of showing; damage is an error."""
    with av.open(str(path), options={"err_detect": "explode"}) as container:
        stream = container.streams.video[0]
        return [frame.to_ndarray(format="yuv420p")[: frame.height] for frame in container.decode(stream)]


def numbers_until_cut(path: Path) -> list[int]:
    """What the frames of a film say that was cut short at any byte, in the order of showing; of its last frames those
    may be missing that what is lost stood between."""
    whole = path.with_name("whole.mp4")
    whole.write_bytes(_whole_fragments(path.read_bytes()))
    try:
        return numbers(whole)
    finally:
        whole.unlink()


def _whole_fragments(film: bytes) -> bytes:
    """A fragmented film up to the end of its last whole fragment: a box "moof" and the "mdat" after it."""
    at = end = 0
    while at + 8 <= len(film):
        size, kind = int.from_bytes(film[at : at + 4], "big"), film[at + 4 : at + 8]
        if size < 8 or at + size > len(film):
            break
        at += size
        end = end if kind == b"moof" else at
    return film[:end]


def numbers(path: Path) -> list[int]:
    """What the frames of a film say, in the order of showing."""
    return [number_of(luma) for luma in lumas(path)]


def sound_of(path: Path) -> np.ndarray:
    """The decoded sound (samples, channels)."""
    with av.open(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(blocks, axis=1).T


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB of two pictures of 8 bits."""
    error = float(((a.astype(float) - b) ** 2).mean())
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))
