"""Which encoders work on this machine, and how a film is encoded with each.

A hardware encoder is offered when a trial of a second works here: two segments, joined and decoded again. The trial
runs in a process of its own, since a broken driver may take its process with it, and is remembered for this machine's
encoder libraries and driver.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import platform
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import av.codec
import numpy as np

from engine.assembly.encoding import Encoding
from engine.assembly.joining import FilmWords, Part, join
from engine.assembly.presets import CRF, Quality, h264, hevc_10, prores
from engine.assembly.segment_file import SegmentWriter
from engine.content import content_key
from engine.errors import BadInput
from engine.folders import cache_folder

AUTO = "auto"
TRIAL_S = 30.0
REMEMBERED_S = 7 * 86_400.0
LARGE = 2560 * 1440
"""Pixels from which "auto" looks for a hardware encoder: below, x264 keeps up with the painter and keeps more stars."""
DRIVERS = (Path("/proc/driver/nvidia/version"), Path("C:/Windows/System32/nvEncodeAPI64.dll"))


@dataclass(frozen=True)
class Encoder:
    """A way to encode films: what it is called, how, and whether it needs hardware that must be tried first."""

    name: str
    encoding: Callable[[Quality], Encoding]
    hardware: bool = False


def _hardware(codec: str, pixel_format: str, option: str, **options: str) -> Callable[[Quality], Encoding]:
    """H.264 or HEVC by hardware at x264's constant quality figures. No B frames, so that segments need nothing of
    each other."""

    def encoding(quality: Quality) -> Encoding:
        return Encoding(
            codec=codec, pixel_format=pixel_format, profile=None, tag="hvc1" if codec.startswith("hevc") else None,
            options={"bf": "0", option: str(CRF[quality]), **options},
        )  # fmt: skip

    return encoding


def _videotoolbox(codec: str) -> Callable[[Quality], Encoding]:
    """Apple's encoders count quality from 0 to 100, in ffmpeg's lambda units."""
    percent: dict[Quality, int] = {"draft": 45, "standard": 62, "master": 78}

    def encoding(quality: Quality) -> Encoding:
        options = {"flags": "+qscale", "global_quality": str(percent[quality] * 118), "bf": "0"}
        tag = "hvc1" if codec.startswith("hevc") else None
        return Encoding(codec=codec, pixel_format="nv12", profile=None, tag=tag, options=options)

    return encoding


def _nvenc(codec: str) -> Callable[[Quality], Encoding]:
    return _hardware(codec, "nv12", "cq", preset="p5", rc="vbr", **{"b": "0", "forced-idr": "1", "strict_gop": "1"})


ENCODERS = {
    encoder.name: encoder
    for encoder in (
        Encoder("x264", h264),
        Encoder("hevc10", hevc_10),
        Encoder("prores", prores),
        Encoder("nvenc", _nvenc("h264_nvenc"), True),
        Encoder("nvenc-hevc", _nvenc("hevc_nvenc"), True),
        Encoder("qsv", _hardware("h264_qsv", "nv12", "global_quality"), True),
        Encoder("qsv-hevc", _hardware("hevc_qsv", "nv12", "global_quality"), True),
        Encoder("videotoolbox", _videotoolbox("h264_videotoolbox"), True),
        Encoder("videotoolbox-hevc", _videotoolbox("hevc_videotoolbox"), True),
        Encoder("vaapi", _hardware("h264_vaapi", "nv12", "qp"), True),
        Encoder("vaapi-hevc", _hardware("hevc_vaapi", "nv12", "qp"), True),
    )
}
AUTOMATIC = ("nvenc", "videotoolbox", "qsv")
"""What "auto" tries for large films, in this order."""


def known_encoder(name: str) -> str:
    """The name, when there is such an encoder.

    Raises:
        BadInput: there is none.
    """
    if name != AUTO and name not in ENCODERS:
        raise BadInput(f"There is no encoder '{name}': choose one of {', '.join((AUTO, *ENCODERS))}.")
    return name


def chosen_encoding(
    name: str, quality: Quality, width: int, height: int, fps: int
) -> tuple[Encoding, str | None]:
    """How to encode a film with the wanted encoder, and a sentence where x264 stands in for it.

    Raises:
        BadInput: there is no such encoder.
    """
    if known_encoder(name) == AUTO:
        candidates = AUTOMATIC if width * height >= LARGE else ()
        found = next((each for each in candidates if works(each, quality, width, height, fps)), "x264")
        return ENCODERS[found].encoding(quality), None
    if works(name, quality, width, height, fps):
        return ENCODERS[name].encoding(quality), None
    return h264(quality), f"The encoder {name} does not work on this machine: the film is encoded by x264 instead."


@lru_cache(maxsize=64)
def works(name: str, quality: Quality, width: int, height: int, fps: int) -> bool:
    """Whether an encoder works here for such films. A hardware encoder is tried, at most once in this program's life;
    what a trial said is kept for a week, for the same libraries and driver."""
    encoder = ENCODERS[name]
    encoding = encoder.encoding(quality)
    if not _built_in(encoding.codec):
        return False
    if not encoder.hardware:
        return True
    asked = {"encoding": asdict(encoding), "size": [width, height], "fps": fps, "machine": _machine()}
    kept = cache_folder("encoders") / f"{content_key(asked)[:32]}.json"
    remembered = _remembered(kept)
    if remembered is None:
        remembered = trial(encoding, width, height, fps)
        with contextlib.suppress(OSError):
            kept.write_text(json.dumps({"works": remembered, "tried": time.time(), **asked}), encoding="utf-8")
    return remembered


def _built_in(codec: str) -> bool:
    try:
        av.codec.Codec(codec, "w")
    except ValueError:
        return False
    return True


def _machine() -> dict[str, object]:
    """What a trial's result depends on beside the encoding."""
    drivers = [[str(path), path.stat().st_mtime_ns if path.suffix else path.read_text()] for path in DRIVERS
               if path.is_file()]  # fmt: skip
    libraries = [f"{name} {version}" for name, version in sorted(av.library_versions.items())]
    return {"system": platform.platform(), "libraries": libraries, "drivers": drivers}


def _remembered(path: Path) -> bool | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return bool(kept["works"]) if 0 <= time.time() - kept["tried"] < REMEMBERED_S else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def trial(encoding: Encoding, width: int, height: int, fps: int) -> bool:
    """Encode a second in two segments, join and decode them, in a process of its own; whether all of it came out."""
    process = multiprocessing.get_context("spawn").Process(
        target=_try, args=(encoding, width, height, fps), name="encoder-trial", daemon=True
    )
    process.start()
    process.join(TRIAL_S)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def _try(encoding: Encoding, width: int, height: int, fps: int) -> None:
    """Body of the trial's process; ends with 0 when everything is as it should be."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    rate, count = Fraction(fps), max(1, fps // 2)
    with tempfile.TemporaryDirectory(prefix="starloom-trial-") as folder:
        parts = []
        for number in range(2):
            path = Path(folder) / f"{number}{encoding.suffix}"
            with SegmentWriter(path, width, height, rate, encoding) as writer:
                for frame in range(count):
                    writer.write(np.full((height * 3 // 2, width), 40 + (60 * number + 4 * frame) % 160, np.uint8))
            parts.append(Part(path, count))
        film = Path(folder) / f"film{encoding.suffix}"
        join(parts, None, rate, FilmWords(), film)
        with av.open(str(film)) as container:
            if sum(1 for _ in container.decode(video=0)) != 2 * count:
                raise SystemExit(1)
