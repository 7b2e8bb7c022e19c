"""Pictures with transparency: ProRes 4444 in a MOV file, or a folder of numbered PNG pictures. Colours are straight."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import av
import av.error
import cv2
import numpy as np

from engine.assembly.segment_file import FilmNotWritten

LAMBDA = 118
"""FFmpeg's scale of quantisers."""
PRORES_4444 = {
    "profile": "4444", "alpha_bits": "16", "vendor": "apl0",
    # a fixed quantiser: the search for one that fills the nominal rate takes four times as long and ends there
    "flags": "+qscale", "global_quality": str(LAMBDA),
}  # fmt: skip
_BT709, _LIMITED_RANGE = 1, 1


class OverlayWriter(Protocol):
    """Takes straight RGBA frames in order, as a context manager; left by an exception it leaves nothing behind."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def write(self, rgba: np.ndarray) -> None:
        """Add the next frame, uint8 (height, width, 4).

        Raises:
            FilmNotWritten: the disk is full or the folder is gone.
        """
        ...


def overlay_writer(path: Path, width: int, height: int, fps: int) -> OverlayWriter:
    """A MOV writer for a path that ends with .mov, else a writer of PNG pictures into the folder ``path``.

    Raises:
        FilmNotWritten: the place cannot be written.
    """
    return ProResWriter(path, width, height, fps) if path.suffix.lower() == ".mov" else PngFolder(path)


class ProResWriter:
    """Apple ProRes 4444, 10 bits, with a 16-bit opacity, BT.709."""

    def __init__(self, path: Path, width: int, height: int, fps: int) -> None:
        """Open the file; ``path`` appears only when it is whole.

        Raises:
            FilmNotWritten: it cannot be written.
        """
        self._path, self._number, self._fps = path, 0, fps
        self._part = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
        try:
            self._container = av.open(str(self._part), "w", format="mov")
        except (av.error.FFmpegError, OSError) as error:
            raise _explained(path, error) from error
        self._stream: Any = self._container.add_stream("prores_ks", rate=fps, options=PRORES_4444)
        self._stream.width, self._stream.height, self._stream.pix_fmt = width, height, "yuva444p10le"
        context = self._stream.codec_context
        context.color_range = _LIMITED_RANGE
        context.colorspace = context.color_primaries = context.color_trc = _BT709

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            with contextlib.suppress(av.error.FFmpegError, OSError):
                self._container.close()
            self._part.unlink(missing_ok=True)
            return
        try:
            self._container.mux(self._stream.encode(None))
            self._container.close()
            os.replace(self._part, self._path)
        except (av.error.FFmpegError, OSError) as problem:
            self._part.unlink(missing_ok=True)
            raise _explained(self._path, problem) from problem

    def write(self, rgba: np.ndarray) -> None:
        """Add the next frame, uint8 (height, width, 4), straight."""
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(rgba), "rgba").reformat(
            format="yuva444p10le", dst_colorspace="ITU709", dst_color_range="MPEG"
        )
        frame.pts = self._number
        self._number += 1
        try:
            self._container.mux(self._stream.encode(frame))
        except (av.error.FFmpegError, OSError) as error:
            raise _explained(self._path, error) from error


class PngFolder:
    """Pictures NAME-000001.png, NAME-000002.png ... in a folder NAME, 8 bits a channel."""

    def __init__(self, folder: Path) -> None:
        """Make the folder; pictures of an earlier run are written over.

        Raises:
            FilmNotWritten: it cannot be made.
        """
        self._folder, self._written = folder, []
        self._made = not folder.exists()
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise _explained(folder, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            for path in self._written:
                path.unlink(missing_ok=True)
            if self._made:
                shutil.rmtree(self._folder, ignore_errors=True)

    def write(self, rgba: np.ndarray) -> None:
        """Add the next frame, uint8 (height, width, 4), straight."""
        path = self._folder / f"{self._folder.name}-{len(self._written) + 1:06d}.png"
        _, data = cv2.imencode(".png", cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA), [cv2.IMWRITE_PNG_COMPRESSION, 3])
        try:
            path.write_bytes(data.tobytes())
        except OSError as error:
            raise _explained(path, error) from error
        self._written.append(path)


def _explained(path: Path, error: BaseException) -> FilmNotWritten:
    return FilmNotWritten(f"The overlay {path} could not be written ({error}): choose another place.")
