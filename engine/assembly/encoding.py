"""How a film's picture is encoded."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal

import cv2

COLOUR = "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
BT709, LIMITED_RANGE = 1, 1
_AVX_512F = 13
"""The number by which OpenCV knows that part of a processor (cv::CpuFeatures)."""


@lru_cache(maxsize=1)
def steady() -> str:
    """What x264 must be told on this machine so that the same frames give the same bytes.

    Its AVX-512 code gives small pictures other bits when the memory it gets was used before (measured with PyAV 18: the
    second of five equal encodes differed, with AVX2 none did, nor was that slower at 720p).
    """
    return ":asm=avx2" if cv2.checkHardwareSupport(_AVX_512F) else ""


@dataclass(frozen=True)
class Encoding:
    """An encoder of PyAV's and its settings. Segments of one film have equal ones, so that they join without being
    encoded again. ``container`` holds a segment; ``tag`` is the sample entry's name where the usual one is not wanted.
    """

    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    profile: str | None = "High"
    options: dict[str, str] = field(
        default_factory=lambda: {
            "preset": "veryfast", "crf": "20", "threads": "2",
            # skies of stars and grain are no larger and look the same without the transform of 8x8: at CRF 20 up to
            # 3 % fewer bytes, -0.04 to +0.03 dB, also in the dark, and a tenth less work
            "x264-params": f"aq-mode=3:8x8dct=0:deblock=-1,-1:open-gop=0:stitchable=1:{COLOUR}{steady()}",
        }
    )  # fmt: skip
    container: Literal["mp4", "mov"] = "mp4"
    tag: str | None = None

    @property
    def suffix(self) -> str:
        """The ending of a segment's file."""
        return f".{self.container}"

    def x264(self, preset: str, crf: float) -> Encoding:
        """H.264 of another preset and constant rate factor."""
        return Encoding(options={**self.options, "preset": preset, "crf": f"{crf:g}"})


def add_video_stream(container: Any, encoding: Encoding, width: int, height: int, fps: Fraction) -> Any:
    """A video stream in an open PyAV container: closed groups of two seconds, BT.709, limited range."""
    stream = container.add_stream(encoding.codec, rate=fps, options=dict(encoding.options))
    stream.width, stream.height, stream.pix_fmt = width, height, encoding.pixel_format
    stream.time_base = 1 / fps
    context = stream.codec_context
    context.time_base = 1 / fps
    if encoding.tag:
        context.codec_tag = encoding.tag
    if encoding.profile:
        context.profile = encoding.profile
    context.gop_size = max(1, round(fps * 2))
    context.color_range = LIMITED_RANGE
    context.colorspace = context.color_primaries = context.color_trc = BT709
    return stream
