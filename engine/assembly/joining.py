"""Joining: segments become one film without being encoded again, with its sound beside them.

In two steps. The first writes a file that can be played as far as it got even if the machine dies; the second moves
its index to the front and adds titles, chapters and captions, and only a film that was read back takes its name.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av
import av.error
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.assembly.label import KEY, Label, read_label
from engine.assembly.place import check_target, part_path, sweep_parts
from engine.assembly.segment_file import FilmNotWritten, not_written, timescale
from engine.assembly.spherical import mark_spherical
from engine.cancelling import cancelled
from storyboard.formats.srt import Entry, write_srt

SAMPLE_RATE = 48_000
AUDIO_BIT_RATE = 256_000
AAC_FRAME = 1024
LANGUAGES = {"zh": "chi", "en": "eng"}


@dataclass(frozen=True)
class Part:
    """A segment's file and how many frames it must hold."""

    path: Path
    frames: int


@dataclass(frozen=True)
class FilmWords:
    """What a film's file says of itself.

    Attributes:
        title: of the film.
        language: of its lines.
        chapters: (title, first frame, frame after the last).
        tags: further ones by ffmpeg's names: artist, date, comment, copyright, description.
        captions: (start in seconds, end, text), which a player can show; none: no track for them.
        captions_shown: whether players show them unasked.
        label: of generated content; the last thing that is written.
    """

    title: str = ""
    language: str = "zh"
    chapters: tuple[tuple[str, int, int], ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    spherical: bool = False
    captions: tuple[Entry, ...] = ()
    captions_shown: bool = False
    label: Label | None = None


def join(
    parts: Sequence[Part], audio: NDArray[np.float32] | None, fps: Fraction, words: FilmWords, path: Path,
    cancel: threading.Event | None = None,
) -> None:  # fmt: skip
    """Write the film and put it in the place of ``path``; an earlier film there stays until then.

    Args:
        parts: the segments in order; equal encodings.
        audio: float32 (samples, 2) at 48 kHz, as long as the picture (cut, or filled up with silence).
        cancel: set it to stop.

    Raises:
        BadInput: there can be no film in that place.
        FilmNotWritten: a segment is not what it should be, or the disk is full or fails; nothing was changed.
        Cancelled: ``cancel`` was set; nothing was changed.
    """
    cancel = cancel or threading.Event()
    check_target(path)
    sweep_parts(path)
    if not parts:
        raise FilmNotWritten(f"The film {path} has no frames.")
    if audio is not None and (audio.ndim != 2 or audio.shape[1] != 2):
        raise FilmNotWritten(f"The sound of a film needs two channels, not an array of shape {audio.shape}.")
    growing, whole = part_path(path), part_path(path, ".whole")
    try:
        container = container_of(path)
        _mux(parts, audio, fps, words.language, growing, container, cancel)
        _finish(growing, whole, fps, words, _Form(container, _tag(parts[0]), audio is not None), cancel)
        if words.spherical:
            mark_spherical(whole)
        _verify(whole, sum(part.frames for part in parts), fps, audio is not None, cancel)
        if words.label is not None and read_label(whole) != words.label.fields():
            raise FilmNotWritten(f"The AI label of {path.name} could not be written.")
        publish(whole, path)
    except (av.error.FFmpegError, OSError) as error:
        raise not_written(path, error) from error
    finally:
        growing.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)


def container_of(path: Path) -> Literal["mp4", "mov"]:
    """The container that a film's name asks for."""
    return "mov" if path.suffix.lower() == ".mov" else "mp4"


@dataclass(frozen=True)
class _Form:
    """What the second step must know of the first one's file."""

    container: str
    tag: str
    sound: bool


def _mux(
    parts: Sequence[Part], audio: NDArray[np.float32] | None, fps: Fraction, language: str, path: Path,
    container: str, cancel: threading.Event,
) -> None:  # fmt: skip
    """All packets of the segments one after the other, and the sound between them, flushed as they come."""
    total = sum(part.frames for part in parts)
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(_opened(parts[0]))
        template: Any = first.streams.video[0]
        film = stack.enter_context(
            av.open(
                str(path), "w", format=container,
                # without a delayed index the pictures of the first group would be lost to who finds a half film
                options={
                    "movflags": "hybrid_fragmented+frag_keyframe+delay_moov", "use_editlist": "1", "flush_packets": "1",
                },
                container_options={"video_track_timescale": str(timescale(fps))},
            )
        )  # fmt: skip
        picture: Any = film.add_stream_from_template(template)
        picture.time_base = 1 / fps
        picture.metadata["language"] = LANGUAGES[language]
        sound = _Sound(film, audio, round(total * SAMPLE_RATE / fps), language) if audio is not None else None
        for number, packet in _packets(parts, bytes(template.codec_context.extradata or b""), fps):
            if cancel.is_set():
                raise cancelled()
            if sound is not None:
                sound.until(round(number * SAMPLE_RATE / fps))
            packet.stream = picture
            film.mux(packet)
        if sound is not None:
            sound.finish()


def _opened(part: Part) -> Any:
    """The container of a segment.

    Raises:
        FilmNotWritten: it is gone or is none.
    """
    try:
        return av.open(str(part.path))
    except (av.error.FFmpegError, OSError) as error:
        raise FilmNotWritten(
            f"The segment {part.path.name} cannot be read ({error}): export again, it is then made anew."
        ) from error


def _packets(parts: Sequence[Part], header: bytes, fps: Fraction) -> Iterator[tuple[int, Any]]:
    """Every packet of the segments with its number in the film, its times moved to its place there."""
    base = 0
    for part in parts:
        with _opened(part) as container:
            stream: Any = container.streams.video[0]
            if bytes(stream.codec_context.extradata or b"") != header:
                raise FilmNotWritten(f"The segment {part.path.name} was encoded with other settings: clear the cache.")
            step = 1 / (fps * stream.time_base)
            # a segment of a frame or two does not show by how many frames decoding runs ahead of showing
            ahead = stream.codec_context.reorder_depth
            count = 0
            for packet in container.demux(stream):
                if packet.dts is None:
                    continue
                packet.pts = base + round(packet.pts / step)
                packet.dts = base + count - ahead
                packet.duration = 1
                packet.time_base = 1 / fps
                yield base + count, packet
                count += 1
        if count != part.frames:
            raise FilmNotWritten(
                f"The segment {part.path.name} holds {count} frames instead of {part.frames}: clear the cache."
            )
        base += count


class _Sound:
    """AAC beside the picture."""

    def __init__(self, film: Any, audio: NDArray[np.float32], samples: int, language: str) -> None:
        self._film, self._audio, self._end = film, audio, samples
        self._stream = film.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        self._stream.bit_rate = AUDIO_BIT_RATE
        self._stream.metadata["language"] = LANGUAGES[language]
        self._at = 0

    def until(self, sample: int) -> None:
        """Encode whole blocks up to a sample."""
        while self._at + AAC_FRAME <= min(sample, self._end):
            self._encode(AAC_FRAME)

    def finish(self) -> None:
        """Encode the rest."""
        self.until(self._end)
        if self._at < self._end:
            self._encode(self._end - self._at)
        self._film.mux(self._stream.encode(None))

    def _encode(self, length: int) -> None:
        block = np.zeros((2, length), np.float32)
        piece = self._audio[self._at : self._at + length]
        block[:, : len(piece)] = piece.T
        frame = av.AudioFrame.from_ndarray(block, "fltp", "stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, self._at, Fraction(1, SAMPLE_RATE)
        self._at += length
        self._film.mux(self._stream.encode(frame))


def _tag(part: Part) -> str:
    """The name of the sample entry of a segment's pictures; players tell hvc1 from hev1, and ProRes its profiles."""
    with av.open(str(part.path)) as container:
        return container.streams.video[0].codec_context.codec_tag


def _finish(
    source: Path, target: Path, fps: Fraction, words: FilmWords, form: _Form, cancel: threading.Event
) -> None:  # fmt: skip
    """Copy a film with its index in front, its title, chapters, captions and label."""
    captions = source.with_name(f"{source.name}.srt")  # swept with the part where this process dies
    try:
        extra: tuple[str, ...] = ()
        if words.captions:
            captions.write_text(write_srt(words.captions), encoding="utf-8")
            extra = (
                "-map", "2:0", "-c:s", "mov_text", "-metadata:s:s:0", f"language={LANGUAGES[words.language]}",
                "-disposition:s:0", "default" if words.captions_shown else "0",
            )  # fmt: skip
        # only with use_metadata_tags does a tag of a name of our own reach the file
        flags = "+faststart+use_metadata_tags" if words.label is not None else "+faststart"
        run_ffmpeg(
            "-i", str(source), "-f", "ffmetadata", "-i", "pipe:0",
            *(("-f", "srt", "-i", str(captions)) if extra else ()),
            "-map", "0", *extra, "-map_metadata", "1", "-map_chapters", "1",
            "-map_metadata:s:v", "0:s:v", *(("-map_metadata:s:a", "0:s:a") if form.sound else ()),
            "-c:v", "copy", "-c:a", "copy", "-tag:v", form.tag,
            "-movflags", flags, "-video_track_timescale", str(timescale(fps)), "-f", form.container,
            str(target), words=_metadata(words, fps), cancel=cancel,
        )  # fmt: skip
    finally:
        captions.unlink(missing_ok=True)


def run_ffmpeg(*arguments: str, words: str = "", cancel: threading.Event | None = None) -> None:
    """Run the ffmpeg that the program brings along on files of its own; ``words`` are what it reads from its input.

    Raises:
        OSError: it failed; the message is its last line.
        Cancelled: ``cancel`` was set; it was stopped.
    """
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-y", *arguments]
    given: bytes | None = words.encode("utf-8")
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            while True:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    _, told = process.communicate(given, timeout=0.1)
                    break
                given = None
                if cancel is not None and cancel.is_set():
                    raise cancelled()
        finally:
            if process.poll() is None:
                process.kill()
    if process.returncode:
        lines = told.decode("utf-8", "replace").strip().splitlines()
        full = any("No space left" in line for line in lines)
        raise OSError(28 if full else 5, lines[-1] if lines else f"ffmpeg ended with {process.returncode}")


def _metadata(words: FilmWords, fps: Fraction) -> str:
    """The words in ffmpeg's metadata format."""
    tags = {"title": words.title, **words.tags, KEY: words.label.text() if words.label is not None else ""}
    rows = [";FFMETADATA1", *(f"{name}={_escaped(text)}" for name, text in tags.items() if text)]
    for title, start, end in words.chapters:
        rows += ["[CHAPTER]", f"TIMEBASE={fps.denominator}/{fps.numerator}", f"START={start}", f"END={end}"]
        rows.append(f"title={_escaped(title)}")
    return "\n".join(rows) + "\n"


def _escaped(text: str) -> str:
    if text.endswith("\\"):
        text += " "  # ffmpeg takes a line's last backslash, even an escaped one, for a line that goes on
    for character in "\\=;#\n":
        text = text.replace(character, "\\" + character)
    return text


def _verify(path: Path, frames: int, fps: Fraction, has_sound: bool, cancel: threading.Event) -> None:
    """Read the finished file's packets back.

    Raises:
        FilmNotWritten: frames are missing, double or out of order, or the sound is missing or of another length.
    """
    with av.open(str(path)) as container:
        video: Any = container.streams.video[0]
        step = 1 / (fps * video.time_base)
        times = []
        for packet in container.demux(video):
            if cancel.is_set():
                raise cancelled()
            if packet.dts is not None:
                times.append(round(packet.pts / step))
        times.sort()
        if times != list(range(frames)):
            raise FilmNotWritten(f"The film {path.name} did not come out whole ({len(times)} of {frames} frames).")
        if has_sound:
            sound: Any = container.streams.audio[0]
            length = float(sound.duration * sound.time_base) if sound.duration else 0.0
            if abs(length - float(frames / fps)) > float(1 / fps) + AAC_FRAME / SAMPLE_RATE:
                wanted = float(frames / fps)
                raise FilmNotWritten(f"The sound of {path.name} is {length:.2f} s long instead of {wanted:.2f} s.")


def publish(part: Path, target: Path) -> None:
    """Bring a finished file to the disk and give it its name.

    Raises:
        OSError: nothing was changed.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
