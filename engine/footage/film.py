"""Frames of a person's film: a part of it is written once in our own format, in the limited process, then read at any
frame."""

from __future__ import annotations

import math
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import av.error

from engine.assembly.joining import publish
from engine.assembly.planes import Packed
from engine.assembly.posters import rgb_of
from engine.errors import EngineError
from engine.folders import mark_used
from engine.footage.light import Picture
from engine.media.converting import FilmPart, convert_film, even_rate, upright_size
from engine.media.errors import MediaError
from engine.media.facts import LONGEST_FILM_S, MediaFacts
from engine.media.source import Source

GRID_S = 5.0
"""Parts begin and end on this grid, so that a shot that is trimmed a little needs no other one."""
_REMEMBERED = 12
"""Frames that are kept decoded: several threads ask for neighbours, not quite in order."""


@dataclass(frozen=True)
class Stretch:
    """The frames of a film that a shot shows: for each of its own the one that is nearest in time, so that rates which
    are nearly equal stay in step."""

    start_s: float
    frames: int
    fps: int

    def numbers(self, facts: MediaFacts) -> list[int]:
        """The film's frame for every frame of the shot, at the film's own rate. The last one is held."""
        rate = even_rate(facts)
        last = max(0, round((facts.duration_s or LONGEST_FILM_S) * rate) - 1)
        return [min(math.floor((self.start_s + i / self.fps) * rate + 0.5 + 1e-4), last) for i in range(self.frames)]


class FilmFrames:
    """A person's film, from which shots read their frames."""

    def __init__(
        self, source: Source, facts: MediaFacts, sha256: str, folder: Path, cancel: threading.Event | None = None
    ) -> None:
        """
        Args:
            sha256: of the film's bytes, which its parts are known by.
            folder: where parts are kept.
        """
        self._source, self._facts, self._sha256 = source, facts, sha256
        self._folder, self._cancel = folder, cancel
        self.size = upright_size(facts)

    def open(self, stretch: Stretch, needed: tuple[float, float]) -> FrameReader:
        """The frames that a shot shows.

        Args:
            needed: pixels across and down that the whole film must have to be sharp on the canvas.

        Raises:
            MediaError: the film cannot be decoded. OSError: the disk is full. Cancelled: ``cancel`` was set.
        """
        numbers, step = stretch.numbers(self._facts), round(GRID_S * even_rate(self._facts))
        first, end = numbers[0] // step * step, (numbers[-1] // step + 1) * step
        size = _smaller(self.size, needed)
        try:
            path = self._part(FilmPart(first, end - first, *size))
        except MediaError:
            if not first:
                raise
            # its sound may go on where its picture has ended: the part before then holds the last frame
            first -= step
            path = self._part(FilmPart(first, end - first, *size))
        return FrameReader(path, size, [number - first for number in numbers])

    def _part(self, part: FilmPart) -> Path:
        """The file that holds a part of the film, written when it is not there."""
        path = self._folder / f"{self._sha256}-{part.first}-{part.frames}-{part.width}x{part.height}.mkv"
        if path.is_file():
            mark_used(path)
            return path
        work = Path(tempfile.mkdtemp(prefix=".part-", dir=self._folder))
        try:
            name = self._source.path.name
            convert_film(self._source, self._facts, work / "part.mkv", name, self._cancel, part)
            if not _holds_a_picture(work / "part.mkv"):
                raise MediaError(f"{name} ends before the shot begins: choose an earlier start.")
            publish(work / "part.mkv", path)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        return path


def _holds_a_picture(path: Path) -> bool:
    """Whether a file in our format has a frame."""
    try:
        with av.open(str(path)) as container:
            return next(container.decode(video=0), None) is not None
    except (av.error.FFmpegError, OSError, IndexError):
        return False


def _smaller(size: tuple[int, int], needed: tuple[float, float]) -> tuple[int, int]:
    """A film's size halved as long as that leaves pixels enough; even."""
    width, height = size
    while width / 2 >= needed[0] and height / 2 >= needed[1]:
        width, height = width // 2, height // 2
    return max(2, width & ~1), max(2, height & ~1)


class FrameReader:
    """Reads the frames of a shot from a file in our format: a constant rate, key frames a second apart. Several threads
    may read."""

    def __init__(self, path: Path, size: tuple[int, int], numbers: Sequence[int]) -> None:
        """
        Args:
            size: of the file's picture.
            numbers: the file's frame for every frame of the shot.

        Raises:
            EngineError: the file is damaged.
        """
        self._path, self.size, self._numbers = path, size, numbers
        self._lock = threading.Lock()
        self._recent: OrderedDict[int, Packed] = OrderedDict()
        self._frames: Iterator[Any] = iter(())
        self._next: int | None = None
        self._end = math.inf
        try:
            self._container = av.open(str(path))
            self._stream: Any = self._container.streams.video[0]
            self._step = 1 / (self._stream.average_rate * self._stream.time_base)
            self._ahead = round(float(self._stream.average_rate))
        except (av.error.FFmpegError, OSError, IndexError, TypeError, ZeroDivisionError) as error:
            raise self._explained(error) from error

    def frame(self, index: int) -> Picture:
        """What the shot's frame ``index`` shows; the last frame where the file has not so many.

        Raises:
            EngineError: the file is damaged.
        """
        with self._lock:
            try:
                packed = self._found(self._numbers[index])
            except (av.error.FFmpegError, OSError) as error:
                raise self._explained(error) from error
        return rgb_of(packed)

    def _found(self, number: int) -> Packed:
        number = int(min(number, self._end))
        if number in self._recent:
            return self._recent[number]
        if self._next is None or not self._next <= number <= self._next + self._ahead:
            self._container.seek(round(number * self._step), stream=self._stream, backward=True)
            self._frames = self._container.decode(self._stream)
        last = None
        for last in self._frames:
            at = round(last.pts / self._step)
            self._next = at + 1
            if at > number - _REMEMBERED:
                self._remember(at, last.to_ndarray())
            if at >= number:
                return self._recent[at]
        if last is None or self._next is None:
            raise EngineError(f"{self._path} holds no picture: remove it, it is made again.")
        self._end, self._next = self._next - 1, None
        self._remember(int(self._end), last.to_ndarray())
        return self._recent[int(self._end)]

    def _remember(self, number: int, packed: Packed) -> None:
        self._recent[number] = packed
        if len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)

    def _explained(self, error: BaseException) -> EngineError:
        return EngineError(f"{self._path} cannot be read ({error}): remove it, it is made again.")

