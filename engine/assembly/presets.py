"""Sizes and qualities of films by the names that people know them by."""

from __future__ import annotations

from typing import Literal, get_args

from engine.assembly.encoding import COLOUR, Encoding

Preset = Literal["720p", "1080p", "1440p", "4k"]
Aspect = Literal["16:9", "9:16", "1:1", "4:3"]
Quality = Literal["draft", "standard", "master"]

PRESETS: tuple[Preset, ...] = get_args(Preset)
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
QUALITIES: tuple[Quality, ...] = get_args(Quality)

SHORT_SIDE: dict[Preset, int] = {"720p": 720, "1080p": 1080, "1440p": 1440, "4k": 2160}
CRF: dict[Quality, int] = {"draft": 28, "standard": 20, "master": 14}
PRORES: dict[Quality, tuple[str, str]] = {
    "draft": ("lt", "apcs"), "standard": ("standard", "apcn"), "master": ("hq", "apch"),
}  # fmt: skip
"""Profile and sample entry of ProRes 422."""


def canvas_size(preset: Preset, aspect: Aspect = "16:9") -> tuple[int, int]:
    """Width and height in pixels, both even: a preset names the shorter side, whichever way the picture stands."""
    across, down = (int(part) for part in aspect.split(":"))
    short, longest = SHORT_SIDE[preset], max(across, down)
    long_side = round(short * longest / min(across, down) / 2) * 2
    return (long_side, short) if across >= down else (short, long_side)


def h264(quality: Quality) -> Encoding:
    """H.264 for everywhere, by x264."""
    return Encoding().x264("ultrafast" if quality == "draft" else "veryfast", CRF[quality])


def hevc_10(quality: Quality) -> Encoding:
    """10-bit HEVC by x265, without the filter that smooths faint stars away.

    No B frames: in a segment shorter than their reordering takes, x265 gives packets decoding times at random.
    """
    params = ("open-gop=0", "bframes=0", "aq-mode=3", "sao=0", "pools=2", "frame-threads=1", "log-level=none")
    options = {
        "preset": "ultrafast" if quality == "draft" else "fast", "crf": str(CRF[quality]),
        "x265-params": ":".join((*params, COLOUR.replace("range=tv", "range=limited"))),
    }  # fmt: skip
    return Encoding(codec="libx265", pixel_format="yuv420p10le", profile=None, tag="hvc1", options=options)


def prores(quality: Quality) -> Encoding:
    """ProRes 422 for editing, 10 bits; "master" is ProRes 422 HQ."""
    profile, tag = PRORES[quality]
    return Encoding(
        codec="prores_ks", pixel_format="yuv422p10le", profile=None, container="mov", tag=tag,
        options={"profile": profile, "vendor": "apl0", "threads": "2"},
    )  # fmt: skip
