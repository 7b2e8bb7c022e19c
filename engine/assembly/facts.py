"""What a finished film file really holds, found by reading and decoding it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import av.error

from engine.errors import EngineError


@dataclass(frozen=True)
class FilmFacts:
    """A film file as its decoder sees it. Times in seconds; sound fields are ``None`` or 0 without a sound stream."""

    path: Path
    frames: int
    width: int
    height: int
    fps: Fraction
    constant_rate: bool
    video_codec: str
    video_profile: str
    pixel_format: str
    colour_range: int
    colour_primaries: int
    colour_transfer: int
    colour_matrix: int
    faststart: bool
    video_start_s: float
    video_end_s: float
    audio_codec: str | None
    audio_rate: int
    audio_channels: int
    audio_samples: int
    audio_start_s: float
    audio_end_s: float
    title: str | None
    language: str | None
    chapters: tuple[tuple[str, float, float], ...]


def read_back(path: Path) -> FilmFacts:
    """Decode the whole file once and say what it holds.

    Raises:
        EngineError: it is missing, is no film, or is damaged.
    """
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise EngineError(f"{path} has no picture.")
            return _facts(path, container)
    except (av.error.FFmpegError, OSError) as error:
        raise EngineError(f"The film {path} cannot be read ({error}).") from error


def _facts(path: Path, container: Any) -> FilmFacts:
    video: Any = container.streams.video[0]
    audio: Any = container.streams.audio[0] if container.streams.audio else None
    times: list[int] = []
    first, last_end, samples = Fraction(0), Fraction(0), 0
    for frame in container.decode(*([video, audio] if audio else [video])):
        if isinstance(frame, av.VideoFrame):
            times.append(frame.pts or 0)
        else:
            start = (frame.pts or 0) * Fraction(frame.time_base)
            first = start if not samples else first
            samples += frame.samples
            last_end = start + Fraction(frame.samples, frame.sample_rate)
    context, fps, unit = video.codec_context, Fraction(video.average_rate), Fraction(video.time_base)
    steps = {later - earlier for earlier, later in pairwise(times)}
    return FilmFacts(
        path=path, frames=len(times), width=context.width, height=context.height, fps=fps,
        constant_rate=steps <= {round(1 / (unit * fps))},
        video_codec=context.name, video_profile=str(context.profile), pixel_format=str(context.pix_fmt),
        colour_range=int(context.color_range), colour_primaries=int(context.color_primaries),
        colour_transfer=int(context.color_trc), colour_matrix=int(context.colorspace),
        faststart=_moov_before_mdat(path),
        video_start_s=float(times[0] * unit) if times else 0.0,
        video_end_s=float(times[-1] * unit + 1 / fps) if times else 0.0,
        audio_codec=audio.codec_context.name if audio else None,
        audio_rate=audio.codec_context.sample_rate if audio else 0,
        audio_channels=audio.codec_context.channels if audio else 0,
        audio_samples=samples, audio_start_s=float(first), audio_end_s=float(last_end),
        title=container.metadata.get("title"), language=video.metadata.get("language"),
        chapters=tuple(
            (
                str(chapter["metadata"].get("title", "")),
                float(chapter["start"] * chapter["time_base"]),
                float(chapter["end"] * chapter["time_base"]),
            )
            for chapter in container.chapters()
        ),
    )  # fmt: skip


def _moov_before_mdat(path: Path) -> bool:
    """Whether the index stands before the data, so that a player on the web can start at once."""
    with path.open("rb") as file:
        while len(head := file.read(16)) >= 8:
            size, kind = struct.unpack(">I4s", head[:8])
            if kind in (b"moov", b"mdat"):
                return kind == b"moov"
            if size == 1 and len(head) == 16:
                size = struct.unpack(">Q", head[8:])[0]
            if size < 8:
                return False
            file.seek(size - len(head), 1)
    return False
