"""Qualities of films by the names that people know them by."""

from __future__ import annotations

from typing import Literal, get_args

from engine.assembly.encoding import COLOUR, Encoding

Quality = Literal["draft", "standard", "master"]

QUALITIES: tuple[Quality, ...] = get_args(Quality)

CRF: dict[Quality, int] = {"draft": 28, "standard": 20, "master": 14}
PRORES: dict[Quality, tuple[str, str]] = {
    "draft": ("lt", "apcs"), "standard": ("standard", "apcn"), "master": ("hq", "apch"),
}  # fmt: skip
"""Profile and sample entry of ProRes 422."""


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
