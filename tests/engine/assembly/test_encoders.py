"""Encoders: what they write joins frame by frame, and one that does not work here is replaced and told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from engine.assembly.encoders import ENCODERS, chosen_encoding, trial, works
from engine.assembly.joining import FilmWords, Part, join
from engine.assembly.presets import h264
from engine.assembly.segment_file import SegmentWriter
from engine.errors import BadInput

WIDTH, HEIGHT, FPS = 320, 180, Fraction(24)
BITS = 8


def _numbered(number: int, noise: np.random.Generator) -> np.ndarray:
    """A grainy frame whose upper blocks are the digits of its number."""
    frame = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    frame[:HEIGHT] = noise.integers(30, 60, (HEIGHT, WIDTH))
    for bit in range(BITS):
        frame[:40, bit * 40 : bit * 40 + 40] = 200 if number >> bit & 1 else 30
    return frame


def _numbers(film: Path) -> list[int]:
    with av.open(str(film)) as container:
        grey = [frame.to_ndarray(format="gray")[10:30] for frame in container.decode(video=0)]
    return [sum(bool(row[:, b * 40 + 10 : b * 40 + 30].mean() > 110) << b for b in range(BITS)) for row in grey]


@pytest.mark.parametrize(
    ("name", "quality", "codec", "pixels", "profile", "tag"),
    [
        ("x264", "draft", "h264", "yuv420p", "Constrained Baseline", "avc1"),
        ("x264", "standard", "h264", "yuv420p", "Main", "avc1"),
        ("x264", "master", "h264", "yuv420p", "Main", "avc1"),
        ("hevc10", "standard", "hevc", "yuv420p10le", "Main 10", "hvc1"),
        ("prores", "draft", "prores", "yuv422p10le", "LT", "apcs"),
        ("prores", "master", "prores", "yuv422p10le", "HQ", "apch"),
    ],
)
def test_segments_join_frame_by_frame(tmp_path: Path, name, quality, codec, pixels, profile, tag) -> None:
    """Segments of one and two frames too: they end before an encoder has put its frames in order."""
    if not works(name, quality, WIDTH, HEIGHT, 24):
        pytest.skip(f"{name} is not built into this PyAV")
    encoding, noise = ENCODERS[name].encoding(quality), np.random.default_rng(1)
    parts, number = [], 0
    for index, count in enumerate((10, 1, 2, 30, 1)):
        path = tmp_path / f"{index}{encoding.suffix}"
        with SegmentWriter(path, WIDTH, HEIGHT, FPS, encoding) as writer:
            for _ in range(count):
                writer.write(_numbered(number, noise))
                number += 1
        parts.append(Part(path, count))
    film = tmp_path / f"film{encoding.suffix}"
    join(parts, np.zeros((number * 2000, 2), np.float32), FPS, FilmWords("t"), film)
    assert _numbers(film) == list(range(number))
    with av.open(str(film)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt, context.profile, context.codec_tag) == (codec, pixels, profile, tag)
        assert (context.color_primaries, context.color_trc, context.colorspace, context.color_range) == (1, 1, 1, 1)
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)
    assert len(set(np.diff(times))) == 1


def test_a_trial_tells_what_works() -> None:
    assert trial(h264("draft"), 160, 90, 12)
    assert not trial(replace(h264("draft"), options={"preset": "no such preset"}), 160, 90, 12)


def test_an_encoder_that_does_not_work_here_is_replaced_and_told() -> None:
    """There is no machine with both Apple's and Linux' interfaces."""
    missing = next(name for name in ("videotoolbox", "vaapi") if not works(name, "master", 160, 90, 12))
    encoding, note = chosen_encoding(missing, "master", 160, 90, 12)
    assert encoding == h264("master")
    assert note is not None and missing in note and "x264" in note


def test_small_films_are_encoded_by_x264_unless_asked() -> None:
    assert chosen_encoding("auto", "standard", 1280, 720, 24) == (h264("standard"), None)


def test_an_unknown_encoder_is_refused_with_the_names() -> None:
    with pytest.raises(BadInput, match="mpeg1.*x264.*prores"):
        chosen_encoding("mpeg1", "standard", 1280, 720, 24)
