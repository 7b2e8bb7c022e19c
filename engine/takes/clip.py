"""Clips of the cache: one picture after the other, quick to write and read, every frame a key frame or near one.

Up to full HD a clip is lossless Ut Video (its left predictor: 3.8 ms to write and 3.0 ms to read a frame of 1280x720
where H.264 at CRF 10, ultrafast, takes 11 and 8, for 12 instead of 5.5 MB a second), so that dark gradients stay as
painted. Larger pictures are H.264 at CRF 8, ultrafast, a key frame every second.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import av.error

from engine.assembly.planes import Packed, video_frame
from engine.errors import EngineError

LARGEST_LOSSLESS = 1920 * 1088
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

class ClipError(EngineError):
    """A clip cannot be written or read."""


def clip_suffix(width: int, height: int) -> str:
    """The ending of a clip's file for a size of picture."""
    return ".avi" if width * height <= LARGEST_LOSSLESS else ".mkv"


def clip_format(width: int, height: int, fps: int) -> tuple[str, dict[str, str]]:
    """The codec of a clip and its options."""
    if width * height <= LARGEST_LOSSLESS:
        return "utvideo", {"pred": "left"}
    return "libx264", {"preset": "ultrafast", "crf": "8", "g": str(fps), "threads": "2", "x264-params": "aq-mode=3"}


class ClipWriter:
    """Writes packed frames in order into a file, as a context manager. Leaving it by an exception removes the file."""

    def __init__(self, path: Path, width: int, height: int, fps: int) -> None:
        """Open the file.

        Raises:
            ClipError: it cannot be written.
        """
        self.path, self.frames = path, 0
        self._shape, self._fps = (height * 3 // 2, width), fps
        codec, options = clip_format(width, height, fps)
        try:
            self._container = av.open(str(path), "w", format="avi" if path.suffix == ".avi" else "matroska")
            self._stream: Any = self._container.add_stream(codec, rate=fps, options=options)
            self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuv420p"
        except (av.error.FFmpegError, OSError) as error:
            raise self._explained(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    def write(self, packed: Packed) -> None:
        """Add the next frame.

        Raises:
            ClipError: it has another size, or the disk is full.
        """
        if packed.shape != self._shape:
            raise ClipError(f"A frame of shape {packed.shape} does not fit a clip of {self._shape}.")
        frame = video_frame(packed)
        frame.pts, frame.time_base = self.frames, Fraction(1, self._fps)
        try:
            self._container.mux(self._stream.encode(frame))
        except (av.error.FFmpegError, OSError) as error:
            raise self._explained(error) from error
        self.frames += 1

    def close(self) -> None:
        """Finish the file.

        Raises:
            ClipError: the disk is full.
        """
        try:
            self._container.mux(self._stream.encode(None))
            self._container.close()
        except (av.error.FFmpegError, OSError) as error:
            self.abort()
            raise self._explained(error) from error

    def abort(self) -> None:
        """Remove what was written."""
        with contextlib.suppress(av.error.FFmpegError, OSError):
            self._container.close()
        self.path.unlink(missing_ok=True)

    def _explained(self, error: BaseException) -> ClipError:
        if getattr(error, "errno", None) in _NO_ROOM:
            return ClipError(
                f"The disk of {self.path.parent} is full: free some space, or give the cache a smaller limit."
            )
        return ClipError(f"The clip {self.path} cannot be written ({error}).")


def read_clip(path: Path, first: int = 0, frames: int | None = None) -> Iterator[Packed]:
    """Packed frames of a clip from frame ``first`` on, at most ``frames`` of them.

    Raises:
        ClipError: the file is missing or damaged.
    """
    left = frames if frames is not None else -1
    if left == 0:
        return
    try:
        with av.open(str(path)) as container:
            stream: Any = container.streams.video[0]
            stream.codec_context.thread_count = 1
            step = 1 / (stream.average_rate * stream.time_base)
            if first:
                container.seek(round(first * step), stream=stream, backward=True)
            for frame in container.decode(stream):
                if round(frame.pts / step) < first:
                    continue
                yield frame.to_ndarray()
                left -= 1
                if left == 0:
                    return
    except (av.error.FFmpegError, OSError, IndexError, TypeError, ZeroDivisionError) as error:
        raise ClipError(f"The clip {path} cannot be read ({error}).") from error
