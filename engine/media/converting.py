"""One re-encoding of a person's film or sound into our own formats, by the ffmpeg that the program brings, limited."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import soundfile
from numpy.typing import NDArray

from engine.media.allowed import OPTIONS, address
from engine.media.errors import shown
from engine.media.facts import LONGEST_FILM_S, LONGEST_SOUND_S, MediaFacts, check_sound
from engine.media.limited import ChildStopped, run_limited
from engine.media.limits import Limits
from engine.media.probing import answer_of, facts_of, unusable
from engine.media.source import Source, open_source

SAMPLE_RATE = 48_000
FASTEST_FPS = 60
_USUAL_FPS = 30
_FLAC_BLOCK = 16_384  # samples; with the encoder's own choice it takes ten times as long
_GIB = 2**30


@dataclass(frozen=True)
class FilmPart:
    """Some frames of a film, by their number at its rate, in a size that is even."""

    first: int
    frames: int
    width: int
    height: int


def convert_film(
    source: Source, facts: MediaFacts, target: Path, name: str, cancel: threading.Event | None,
    part: FilmPart | None = None,
) -> None:
    """Write the picture into ``target`` (.mkv): H.264, upright, square pixels, even sides, a constant rate of at most
    60 frames a second, a key frame every second. ``part``: not all of it, or smaller.

    Raises:
        MediaError: it cannot be decoded. OSError: the disk is full. Cancelled: ``cancel`` was set.
    """  # fmt: skip
    fps = even_rate(facts)
    if part is None:
        (width, height), start_s, most_s = upright_size(facts), 0.0, LONGEST_FILM_S
    else:
        # a quarter of a frame early: the time of the first frame is not what rounding makes of it
        width, height, start_s, most_s = part.width, part.height, max(0.0, (part.first - 0.25) / fps), part.frames / fps
    averaged = ":flags=area" if 2 * width <= upright_size(facts)[0] else ""
    picture = f"scale={width}:{height}{averaged}:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p"
    seconds = min(facts.duration_s or LONGEST_FILM_S, most_s)
    work = 0.2 + width * height * fps * seconds / 5e6  # seconds on a slow core
    _convert(
        source, target, name, Limits(round(60 + 6 * work), 6 * _GIB, 16 * _GIB, 60 + 6 * work), cancel,
        "-map", "0:v:0", "-an", "-vf", picture, "-fps_mode", "cfr", "-r", f"{fps:.6g}", "-t", f"{most_s:.3f}",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "12", "-g", str(max(1, round(fps))), "-threads:v", "2",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-f", "matroska", start_s=start_s,
    )  # fmt: skip


def even_rate(facts: MediaFacts) -> float:
    """Frames a second of a film when its rate is made constant."""
    return facts.fps if 1 <= facts.fps <= FASTEST_FPS else _USUAL_FPS


def upright_size(facts: MediaFacts) -> tuple[int, int]:
    """Width and height of a film when shown, with square pixels and even sides."""
    aspect = facts.pixel_aspect if 0.25 <= facts.pixel_aspect <= 4 else 1.0
    width, height = facts.width * max(1.0, aspect), facts.height * max(1.0, 1 / aspect)
    if facts.rotation_deg in (90, 270):
        width, height = height, width
    return 2 * max(1, int(width / 2)), 2 * max(1, int(height / 2))


def convert_sound(source: Source, facts: MediaFacts, target: Path, name: str, cancel: threading.Event | None) -> None:
    """Write the sound into ``target`` (.flac): 48 kHz, mono or stereo, 24 bits.

    Raises:
        MediaError: it cannot be decoded. OSError: the disk is full. Cancelled: ``cancel`` was set.
    """
    _convert(
        source, target, name, _sound_limits(LONGEST_SOUND_S), cancel,
        "-map", "0:a:0", "-vn", "-t", str(LONGEST_SOUND_S), "-ar", str(SAMPLE_RATE), "-ac", str(min(2, facts.channels)),
        "-c:a", "flac", "-frame_size", str(_FLAC_BLOCK), "-sample_fmt", "s32", "-bits_per_raw_sample", "24",
        "-f", "flac",
    )  # fmt: skip


def convert_picture(source: Source, target: Path, name: str, cancel: threading.Event | None) -> None:
    """Write a picture into ``target`` (.png or .jpg), upright, in sRGB, without metadata.

    Raises:
        MediaError: it cannot be decoded. OSError: the disk is full. Cancelled: ``cancel`` was set.
    """
    limits = Limits(cpu_s=40, memory=2 * _GIB, file_size=_GIB // 2, wall_s=60)
    answer_of(limits, "convert", str(source.path), source.format.decoder, str(target), name=name, cancel=cancel)


def decode_sound(
    path: Path, seconds: float, folder: Path, cancel: threading.Event | None = None
) -> tuple[NDArray[np.float32], int]:
    """The first seconds of a file's sound, (samples, channels) float32, and its sample rate; ``folder`` is for what
    lies in between.

    Raises:
        MediaError: it cannot be read, or holds no sound. OSError: ``folder`` cannot be written. Cancelled: ``cancel``
            was set.
    """
    name, source = shown(str(path)), open_source(path)
    facts = facts_of(source, name, cancel)
    check_sound(facts, name)
    target = folder / "sound.wav"
    _convert(
        source, target, name, _sound_limits(seconds), cancel,
        "-map", "0:a:0", "-vn", "-t", f"{seconds:.3f}", "-c:a", "pcm_f32le", "-rf64", "auto", "-f", "wav",
    )  # fmt: skip
    try:
        sound, rate = soundfile.read(target, dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise unusable(name, "it holds no sound") from error
    finally:
        target.unlink(missing_ok=True)
    return np.asarray(sound, np.float32), rate


def _sound_limits(seconds: float) -> Limits:
    return Limits(round(30 + seconds / 5), 2 * _GIB, 8 * _GIB, 30 + seconds / 2)


def _convert(
    source: Source, target: Path, name: str, limits: Limits, cancel: threading.Event | None, *arguments: str,
    start_s: float = 0.0,
) -> None:  # fmt: skip
    options = [word for option, value in OPTIONS.items() for word in (f"-{option}", value)]
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-threads", "2",
        *options, "-f", source.format.decoder, "-ss", f"{start_s:.6f}", "-i", address(str(source.path)), "-sn", "-dn",
        "-map_metadata", "-1", "-map_chapters", "-1", *arguments, "-fflags", "+bitexact", address(str(target)),
    ]  # fmt: skip
    try:
        run_limited(limits, "run", *command, cancel=cancel)
    except ChildStopped as error:
        raise unusable(name, str(error)) from error
    if not target.is_file() or not target.stat().st_size:
        raise unusable(name, "nothing in it can be decoded")
