"""The film file: H.264 and AAC in MP4, written beside its target and put in its place only when it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import queue
import secrets
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import av
import av.error
import numpy as np

from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.spherical import mark_spherical
from engine.errors import EngineError

SAMPLE_RATE = 48_000
AUDIO_BIT_RATE = 256_000
QUEUED_FRAMES = 8
X264_PARAMS = "aq-mode=3:deblock=-1,-1:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
_BT709, _LIMITED_RANGE, _LEFT_CHROMA = 1, 1, 1
_AAC_FRAME = 1024
_LANGUAGES = {"zh": "chi", "en": "eng"}
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}

Chapter = tuple[str, int, int]
"""Title, first frame, first frame after it."""


class FilmNotWritten(EngineError):
    """The film file cannot be made; the earlier file of that name, if any, is as it was."""


class FilmWriter:
    """Takes RGB frames in order and makes one MP4 of them, as a context manager.

    Frames are converted in the calling thread and encoded in a thread of their own, at most ``QUEUED_FRAMES`` behind.
    Leaving the block normally finishes the file, syncs it to disk and replaces ``path``; leaving it by an exception
    removes what was written and leaves an earlier file at ``path`` untouched.
    """

    def __init__(
        self,
        path: Path,
        width: int,
        height: int,
        fps: int | Fraction,
        *,
        preset: str = "veryfast",
        crf: float = 20,
        threads: int = 2,
        title: str | None = None,
        language: Literal["zh", "en"] = "zh",
        chapters: Sequence[Chapter] = (),
        audio: np.ndarray | Future[np.ndarray] | None = None,
        tags: Mapping[str, str] | None = None,
        spherical: bool = False,
    ) -> None:
        """Open the file.

        Args:
            path: where the film will be; its folder must exist.
            width: pixels, even; ``height`` likewise.
            fps: frames per second, whole or a fraction such as 30000/1001.
            preset: x264 preset; ``crf`` its constant rate factor (lower is better); ``threads`` its threads.
            title: shown by players; ``language`` tags both streams.
            chapters: titles with their frames, in order.
            audio: float32 (samples, 2) at 48 kHz; it is cut, or filled up with silence, to the length of the picture.
                A future may become ready at any time before the film is closed: pictures wait for it in the muxer.
            tags: further words about the film by their MP4 names, such as artist, date, comment, copyright.
            spherical: tell players that the picture goes all around the viewer.

        Raises:
            FilmNotWritten: odd or tiny sizes, audio of another shape, a folder that is missing or not writable.
        """
        _check_picture(width, height, Fraction(fps))
        if isinstance(audio, np.ndarray):
            _check_sound(audio)
        self.path = Path(path)
        self.frames_written = 0
        self._shape = (height, width, 3)
        self._fps = Fraction(fps)
        self._audio = audio
        self._chapters, self._spherical = tuple(chapters), spherical
        self._part = self.path.with_name(f".{self.path.name[:80]}.{secrets.token_hex(4)}.part")
        self._closed = False
        _claim(self._part, self.path)
        try:
            self._muxer = _Muxer(
                self._part, width, height, self._fps, audio is not None, _LANGUAGES[language],
                {**({"title": title} if title else {}), **(tags or {})},
                {"preset": preset, "crf": f"{crf:g}", "threads": str(threads), "x264-params": X264_PARAMS},
            )  # fmt: skip
        except (av.error.FFmpegError, OSError, ValueError) as error:
            self._part.unlink(missing_ok=True)
            raise self._explained(error) from error
        self._failure: BaseException | None = None
        self._stop = threading.Event()
        self._waiting: queue.Queue[np.ndarray | None] = queue.Queue(QUEUED_FRAMES)
        self._thread = threading.Thread(target=self._encode, name="film-encoder", daemon=True)
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

    def write(self, rgb: np.ndarray) -> None:
        """Add the next frame, uint8 (height, width, 3). The array may be reused once this returns.

        Raises:
            FilmNotWritten: the frame has another size, or encoding or the disk failed since the last call.
            EngineError: the sound that was to come cannot be had, or was cancelled; that error itself.
        """
        if self._closed:
            raise FilmNotWritten(f"The film {self.path} is already closed.")
        if rgb.shape != self._shape:
            height, width = self._shape[:2]
            raise FilmNotWritten(f"Frame {self.frames_written} has shape {rgb.shape}; the film is {width}x{height}.")
        packed = np.empty((self._shape[0] * 3 // 2, self._shape[1]), np.uint8)
        rgb_to_yuv420(rgb, *yuv420_planes(packed))
        self._hand_over(packed)
        self.frames_written += 1

    def close(self) -> None:
        """Finish the file and put it in its place. Called by leaving the ``with`` block; a second call does nothing.

        Raises:
            FilmNotWritten: there was no frame, or encoding or the disk failed; the temporary file is removed.
        """
        if self._closed:
            return
        try:
            if not self.frames_written:
                raise FilmNotWritten(f"The film {self.path} has no frames.")
            self._hand_over(None)
            self._thread.join()
            self._raise_failure()
            self._publish()
        except BaseException:
            self.abort()
            raise
        self._closed = True

    def abort(self) -> None:
        """Stop, and remove what was written. An earlier film at the same place stays."""
        if self._closed:
            return
        self._closed = True
        self._stop.set()
        with contextlib.suppress(queue.Empty):
            while True:
                self._waiting.get_nowait()
        self._thread.join()
        self._muxer.abandon()
        self._part.unlink(missing_ok=True)

    def _hand_over(self, item: np.ndarray | None) -> None:
        while True:
            self._raise_failure()
            try:
                self._waiting.put(item, timeout=0.25)
            except queue.Full:
                continue
            return

    def _raise_failure(self) -> None:
        """What stopped the encoder; what went wrong with the sound, or its being cancelled, in its own words."""
        if isinstance(self._failure, EngineError):
            raise self._failure
        if self._failure is not None:
            raise self._explained(self._failure) from self._failure

    def _encode(self) -> None:
        """Body of the encoder thread: pictures, and the sound that belongs beside them, until ``None`` comes."""
        number = 0
        try:
            while not self._stop.is_set():
                try:
                    packed = self._waiting.get(timeout=0.1)
                except queue.Empty:
                    continue
                if packed is None:
                    self._finish(number)
                    return
                self._muxer.picture(packed, number)
                number += 1
                self._sound_until(self._samples(number))
        except Exception as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
            self._failure = error

    def _samples(self, frames: int) -> int:
        return round(frames * SAMPLE_RATE / self._fps)

    def _sound_until(self, sample: int) -> None:
        """Encode whole blocks of sound up to ``sample``, so that both streams lie side by side in the file."""
        if self._audio is None or isinstance(self._audio, Future) and not self._audio.done():
            return
        sound = self._sound()
        while self._muxer.samples + _AAC_FRAME <= sample:
            self._muxer.sound(self._block(sound, self._muxer.samples, _AAC_FRAME))

    def _sound(self) -> np.ndarray:
        """The sound; waits for it where it is not ready yet."""
        if isinstance(self._audio, Future):
            self._audio = self._audio.result()
            _check_sound(self._audio)
        assert self._audio is not None
        return self._audio

    @staticmethod
    def _block(sound: np.ndarray, start: int, length: int) -> np.ndarray:
        block = np.zeros((2, length), np.float32)
        piece = sound[start : start + length]
        block[:, : len(piece)] = piece.T
        return block

    def _finish(self, frames: int) -> None:
        end = self._samples(frames)
        if self._audio is not None:
            sound = self._sound()
            self._sound_until(end)
            if end > self._muxer.samples:
                self._muxer.sound(self._block(sound, self._muxer.samples, end - self._muxer.samples))
        self._muxer.chapters(self._chapters, frames)
        self._muxer.finish()

    def _publish(self) -> None:
        try:
            if self._spherical:
                mark_spherical(self._part)
            with self._part.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(self._part, self.path)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise self._explained(error) from error

    def _explained(self, error: BaseException) -> FilmNotWritten:
        number = getattr(error, "errno", None)
        if number in _NO_ROOM:
            return FilmNotWritten(
                f"The disk is full: {self.path} could not be finished. Free some space or choose another folder."
            )
        return FilmNotWritten(f"The film {self.path} could not be written ({error}).")


class _Muxer:
    """The encoders and the container, used by one thread at a time."""

    def __init__(
        self, part: Path, width: int, height: int, fps: Fraction, has_sound: bool, language: str,
        tags: dict[str, str], x264: dict[str, str],
    ) -> None:  # fmt: skip
        self.samples = 0
        self._fps = fps
        timescale = fps.numerator * (1000 if fps.denominator == 1 else 1)
        self._container = av.open(
            str(part), "w", format="mp4",
            # pictures may be far ahead of the sound: the muxer holds them until it can interleave both
            container_options={
                "movflags": "+faststart", "video_track_timescale": str(timescale), "max_interleave_delta": "0",
            },
        )  # fmt: skip
        self._container.metadata.update(tags)
        self._video: Any = self._container.add_stream("libx264", rate=fps, options=x264)
        self._video.width, self._video.height, self._video.pix_fmt = width, height, "yuv420p"
        self._video.time_base = 1 / fps
        self._video.metadata["language"] = language
        context = self._video.codec_context
        context.time_base = 1 / fps
        context.profile = "High"
        context.gop_size = max(1, round(fps * 2))
        context.color_range = _LIMITED_RANGE
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        self._audio: Any = None
        if has_sound:
            self._audio = self._container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            self._audio.bit_rate = AUDIO_BIT_RATE
            self._audio.metadata["language"] = language

    def picture(self, packed: np.ndarray, number: int) -> None:
        frame = av.VideoFrame.from_numpy_buffer(packed, "yuv420p")
        frame.pts, frame.time_base = number, 1 / self._fps
        frame.color_range = _LIMITED_RANGE
        frame.colorspace = _BT709
        self._container.mux(self._video.encode(frame))

    def sound(self, block: np.ndarray) -> None:
        frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self.samples, Fraction(1, SAMPLE_RATE)
        self.samples += block.shape[1]
        self._container.mux(self._audio.encode(frame))

    def chapters(self, chapters: Sequence[Chapter], frames: int) -> None:
        if chapters:
            self._container.set_chapters(
                [
                    {
                        "id": number, "start": min(start, frames), "end": min(end, frames),
                        "time_base": 1 / self._fps, "metadata": {"title": title},
                    }
                    for number, (title, start, end) in enumerate(chapters)
                ]
            )  # fmt: skip

    def finish(self) -> None:
        self._container.mux(self._video.encode(None))
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))
        self._container.close()

    def abandon(self) -> None:
        """Release the file; what is in it does not matter any more."""
        with contextlib.suppress(av.error.FFmpegError, OSError):
            self._container.close()


def _check_picture(width: int, height: int, fps: Fraction) -> None:
    if width % 2 or height % 2 or width < 16 or height < 16:
        raise FilmNotWritten(f"A film of {width}x{height} pixels is not possible: both sides must be even, 16 or more.")
    if not 0 < fps <= 1000:
        raise FilmNotWritten(f"A film with {float(fps):g} frames per second is not possible.")


def _check_sound(audio: np.ndarray) -> None:
    if audio.ndim != 2 or audio.shape[1] != 2:
        raise FilmNotWritten(f"The sound of a film needs two channels, not an array of shape {audio.shape}.")


def _claim(part: Path, path: Path) -> None:
    """Make the temporary file, to learn now and not after an hour whether the folder can be written.

    Raises:
        FilmNotWritten: it cannot, or ``path`` is a folder.
    """
    if path.is_dir():
        raise FilmNotWritten(f"{path} is a folder: give the film a file name.")
    try:
        part.touch(exist_ok=False)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise FilmNotWritten(
                f"The disk of {path.parent} is full: free some space or choose another folder."
            ) from error
        reason = "does not exist" if not path.parent.is_dir() else f"cannot be written ({error.strerror})"
        raise FilmNotWritten(f"The folder {path.parent} {reason}: choose another place for the film.") from error


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
