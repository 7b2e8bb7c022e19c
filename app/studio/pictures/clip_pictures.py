"""Pictures out of clips and films: read in a thread, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.jobs.cache_entry import Entry, described_entry

KEPT = 160
SMALL, LARGE = 160, 640
"""Widths of pictures and of frames in pixels."""
AHEAD = 12
"""Frames that are read in one go where a clip is gone through."""

Name = tuple[str, str, int]
"""Of a picture: "take" and a key, or "film" and a path, or "frame" and a key; and the frame's number."""


class ClipPictures(QObject):
    """Reads frames of takes and films as small pictures.

    Signals:
        ready: a picture that was asked for is there; carries its `Name`.
    """

    ready = Signal(object)
    _read = Signal(object, object)

    def __init__(self, cache: Cache, parent: QObject | None = None, small: int = SMALL) -> None:
        """``small``: width of the small pictures in pixels."""
        super().__init__(parent)
        self._cache, self._small = cache, small
        self._kept: OrderedDict[Name, QPixmap] = OrderedDict()
        self._asked: set[Name] = set()
        self._gone: set[Name] = set()
        self._pool = ThreadPoolExecutor(1, "clip-pictures")
        self._read.connect(self._keep)

    def close(self) -> None:
        """Read no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def take(self, key: str) -> QPixmap | None:
        """The middle frame of a take, small; None: on its way, or its clip is gone."""
        return self._ask(("take", key, 0))

    def film(self, path: Path) -> QPixmap | None:
        """A frame from the middle of a film, small; None: on its way, or it cannot be read."""
        return self._ask(("film", str(path), 0))

    def frame(self, key: str, number: int) -> QPixmap | None:
        """A frame of a take, large; those after it are read with it. None: on its way, or its clip is gone."""
        return self._ask(("frame", key, number))

    def frames(self, key: str) -> int:
        """The number of frames of a take's clip; 0 where it is gone."""
        try:
            return _length(described_entry(self._cache.folder, "takes", key))
        except (OSError, ValueError):
            return 0

    def look_again(self) -> None:
        """What was gone may be there by now."""
        self._gone.clear()

    def _ask(self, name: Name) -> QPixmap | None:
        found = self._kept.get(name)
        if found is not None:
            self._kept.move_to_end(name)
        elif name not in self._asked and name not in self._gone:
            names = [name] if name[0] != "frame" else [(*name[:2], name[2] + place) for place in range(AHEAD)]
            self._asked.update(names)
            self._pool.submit(self._fetch, names)
        return found

    def _fetch(self, names: list[Name]) -> None:
        """In the thread: read pictures that follow one another."""
        left = list(names)
        try:
            for image in self._images(names[0]):
                self._read.emit(left.pop(0), image)
        except (EngineError, OSError, ValueError):
            pass  # those that are left are gone
        for name in left:
            self._read.emit(name, None)

    def _images(self, name: Name) -> Iterable[QImage]:
        kind, what, number = name
        if kind == "film":
            return [film_image(Path(what), self._small)]
        entry = described_entry(self._cache.folder, "takes", what)
        if kind == "take":
            return clip_images(entry.path, _length(entry) // 2, 1, self._small)
        return clip_images(entry.path, number, AHEAD, LARGE)

    def _keep(self, name: Name, image: QImage | None) -> None:
        self._asked.discard(name)
        if image is None:
            self._gone.add(name)
            return
        self._kept[name] = QPixmap.fromImage(image)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(name)


def clip_images(path: Path, first: int, count: int, width: int) -> Iterator[QImage]:
    """Frames of a clip, at most ``width`` pixels wide.

    Raises:
        EngineError: the clip cannot be read.
    """
    from engine.assembly.planes import video_frame
    from engine.takes.clip import read_clip

    yield from map(partial(_small, width=width), map(video_frame, read_clip(path, first, count)))


def film_image(path: Path, width: int) -> QImage:
    """A frame near the middle of a film, at most ``width`` pixels wide.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    import av
    import av.error

    try:
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            if stream.duration:
                container.seek((stream.start_time or 0) + stream.duration // 2, stream=stream)
            return _small(next(container.decode(stream)), width)
    except (av.error.FFmpegError, IndexError, StopIteration) as error:
        raise ValueError(f"The film {path} cannot be read ({error}).") from error


def _small(frame, width: int) -> QImage:
    """A decoded frame as a picture that owns its bytes. What films are made of is BT.709 in video range."""
    width = min(width, frame.width) // 2 * 2
    height = max(2, round(frame.height * width / frame.width))
    rgb = frame.reformat(width, height, "rgb24", src_colorspace="ITU709", interpolation="AREA").to_ndarray()
    return QImage(rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _length(entry: Entry) -> int:
    return int(entry.recipe.get("frames", 0))
