"""The file of a segment: packed frames encoded in a thread of their own, beside whatever makes the next ones."""

from __future__ import annotations

import contextlib
import errno
import queue
import threading
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import av.error

from engine.assembly.encoding import BT709, LIMITED_RANGE, Encoding, add_video_stream
from engine.assembly.planes import Packed, video_frame
from engine.errors import EngineError

WAITING_FRAMES = 8
NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class FilmNotWritten(EngineError):
    """The film or a part of it cannot be written; an earlier film of that name is as it was."""


def timescale(fps: Fraction) -> int:
    """Ticks a second in which every frame of a film begins at a whole one."""
    return fps.numerator * (1000 if fps.denominator == 1 else 1)


class SegmentWriter:
    """Takes packed frames in order, as a context manager; leaving it by an exception removes the file.

    At most ``WAITING_FRAMES`` wait to be encoded. A frame given to ``write`` must not be changed afterwards.
    """

    def __init__(self, path: Path, width: int, height: int, fps: Fraction, encoding: Encoding) -> None:
        """Open the file.

        Raises:
            FilmNotWritten: it cannot be written, or there is no such encoder.
        """
        _check_picture(width, height, fps)
        self.path, self.frames = path, 0
        self._shape = (height * 3 // 2, width)
        self._fps, self._pixels = fps, encoding.pixel_format
        self._closed = False
        try:
            self._container = av.open(
                str(path), "w", format=encoding.container, options={"video_track_timescale": str(timescale(fps))}
            )
            self._stream: Any = add_video_stream(self._container, encoding, width, height, fps)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            path.unlink(missing_ok=True)
            raise not_written(path, error) from error
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self._waiting: queue.Queue[Packed | None] = queue.Queue(WAITING_FRAMES)
        self._thread = threading.Thread(target=self._encode, name="segment-encoder", daemon=True)
        self._thread.start()

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
            FilmNotWritten: it has another size, or encoding or the disk failed since the last call.
        """
        if packed.shape != self._shape:
            rows, width = self._shape
            raise FilmNotWritten(f"Frame {self.frames} has shape {packed.shape}; the film is {width}x{rows * 2 // 3}.")
        self._hand_over(packed)
        self.frames += 1

    def close(self) -> None:
        """Encode what is waiting and finish the file; a second call does nothing.

        Raises:
            FilmNotWritten: there was no frame, or encoding or the disk failed; the file is removed.
        """
        if self._closed:
            return
        try:
            if not self.frames:
                raise FilmNotWritten(f"{self.path.name} has no frames.")
            self._hand_over(None)
            self._thread.join()
            self._raise_failure()
        except BaseException:
            self.abort()
            raise
        self._closed = True

    def abort(self) -> None:
        """Stop, and remove the file; does nothing once it is finished."""
        if self._closed:
            return
        self._closed = True
        self._stop.set()
        self._thread.join()
        with contextlib.suppress(av.error.FFmpegError, OSError):
            self._container.close()
        self.path.unlink(missing_ok=True)

    def _hand_over(self, item: Packed | None) -> None:
        while True:
            self._raise_failure()
            try:
                self._waiting.put(item, timeout=0.25)
            except queue.Full:
                continue
            return

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise not_written(self.path, self._failure) from self._failure

    def _encode(self) -> None:
        """Body of the encoder's thread, until ``None`` comes."""
        number = 0
        try:
            while not self._stop.is_set():
                try:
                    packed = self._waiting.get(timeout=0.1)
                except queue.Empty:
                    continue
                if packed is None:
                    self._container.mux(self._stream.encode(None))
                    self._container.close()
                    return
                self._container.mux(self._stream.encode(self._picture(packed, number)))
                number += 1
        except Exception as error:  # noqa: BLE001 - handed to the writing thread, which raises it
            self._failure = error

    def _picture(self, packed: Packed, number: int) -> av.VideoFrame:
        frame = video_frame(packed)
        frame.color_range = LIMITED_RANGE
        frame.colorspace = frame.color_primaries = frame.color_trc = BT709
        if self._pixels != "yuv420p":
            frame = frame.reformat(format=self._pixels)
        frame.pts, frame.time_base = number, 1 / self._fps
        return frame


def _check_picture(width: int, height: int, fps: Fraction) -> None:
    if width % 2 or height % 2 or width < 16 or height < 16:
        raise FilmNotWritten(f"A film of {width}x{height} pixels is not possible: both sides must be even, 16 or more.")
    if not 0 < fps <= 1000:
        raise FilmNotWritten(f"A film with {float(fps):g} frames per second is not possible.")


def not_written(path: Path, error: BaseException) -> FilmNotWritten:
    """What stopped a film, in words for the person."""
    if getattr(error, "errno", None) in NO_ROOM:
        return FilmNotWritten(
            f"The disk of {path.parent} is full: {path.name} could not be finished. Free some space or choose another "
            "folder."
        )
    return FilmNotWritten(f"{path} could not be written ({error}).")
