"""In the child: what a film or sound file holds, from its headers and first packets."""

from __future__ import annotations

from typing import Any

import av
import av.error
from av.stream import Disposition

from engine.media.allowed import DECODERS, OPTIONS, STREAMS, address

_DECODERS = set(DECODERS.split(","))


def read_streams(path: str, demuxer: str) -> dict[str, object]:
    """The first film picture and the first sound of a file; the names are those of ``MediaFacts``.

    Raises:
        av.error.FFmpegError: it cannot be read.
        ValueError: it holds neither picture nor sound.
    """
    options = {**OPTIONS, "max_streams": str(STREAMS)}
    with av.open(address(path), format=demuxer, options=options) as container:
        # a song's cover is no film
        videos = [stream for stream in container.streams.video if not stream.disposition & Disposition.attached_pic]
        video: Any = next(filter(_usable, videos), None)
        audio: Any = next(filter(_usable, container.streams.audio), None)
        if video is None and audio is None:
            raise ValueError("it holds neither picture nor sound that can be read")
        duration_s = container.duration / av.time_base if container.duration else _longest(video, audio)
        facts: dict[str, object] = {"kind": "audio" if video is None else "video", "duration_s": max(0.0, duration_s)}
        return facts | _picture(video) | _sound(audio)


def _usable(stream: Any) -> bool:
    return stream.codec_context is not None and stream.codec_context.codec.name in _DECODERS


def _longest(*streams: Any) -> float:
    return max(float(one.duration * one.time_base) if one is not None and one.duration else 0.0 for one in streams)


def _picture(stream: Any) -> dict[str, object]:
    if stream is None:
        return {}
    context, rate, aspect = stream.codec_context, stream.average_rate, stream.sample_aspect_ratio
    return {
        "video_codec": context.name, "width": context.width, "height": context.height,
        "fps": float(rate) if rate else 0.0, "pixel_aspect": float(aspect) if aspect else 1.0,
        "rotation_deg": _rotation(stream),
    }  # fmt: skip


def _rotation(stream: Any) -> int:
    """How far the picture is to be turned when shown, clockwise, as the first frame says it; 0 when none decodes."""
    container = stream.container
    try:
        for packet in container.demux(stream):
            for frame in packet.decode():
                return round(-frame.rotation) % 360
    except (av.error.FFmpegError, EOFError):
        pass
    return 0


def _sound(stream: Any) -> dict[str, object]:
    if stream is None:
        return {}
    context = stream.codec_context
    return {"audio_codec": context.name, "sample_rate": context.sample_rate, "channels": context.channels}
