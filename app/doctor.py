"""What this machine has for making films, found out without loading anything heavy."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

import assets
from engine.errors import EngineError
from engine.memory import memory_bytes

if TYPE_CHECKING:
    from app.model_store import ModelState
    from engine.models.held import Held

Status = Literal["ok", "note", "warn", "missing"]

SET_UP_AGAIN = "set Starloom up again: python3 packaging/bootstrap.py"
LITTLE_DISK_GB = 2.0
LITTLE_MEMORY_GB = 3.0

MODELS = "Models"
"""The look at every model of the diffusion generator; the settings window shows them in a table of their own."""

# Packages whose versions help to understand a report; without those of the first group no film can be made.
NEEDED = ("numpy", "opencv-python", "scipy", "av", "imageio-ffmpeg", "soundfile", "pyloudnorm", "pyttsx3",
          "espeakng-loader", "pydantic", "pyerfa", "astronomy-engine", "lunar-python", "jieba")
USEFUL = ("pillow", "moviepy", "PySide6-Essentials", "PySide6-Addons")
DIFFUSION = ("torch", "diffusers", "transformers", "accelerate", "gguf", "peft", "onnxruntime")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `missing`: no film can be made without it. `remedy` is empty where all is well, and where
    there is nothing to be done (`note`)."""

    name: str
    status: Status
    detail: str
    remedy: str = ""


def gather(without: tuple[str, ...] = ()) -> list[Finding]:
    """Look at everything, in the order a person reads it. One look that fails becomes a finding and stops no other.

    without: names of `LOOKS` to leave out.
    """
    findings: list[Finding] = []
    for name, look in LOOKS.items():
        if name in without:
            continue
        try:
            findings += look()
        except (OSError, ImportError, ValueError, RuntimeError, EngineError, subprocess.SubprocessError) as problem:
            findings.append(Finding(name, "warn", f"could not be looked at: {problem}", SET_UP_AGAIN))
    return findings


# -- the program and its libraries -------------------------------------------------------------------------------------


def _python() -> list[Finding]:
    detail = f"{platform.python_version()} ({sys.executable})"
    return [Finding("Python", "ok", detail)]


def _platform() -> list[Finding]:
    return [Finding("System", "ok", platform.platform())]


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _packages() -> list[Finding]:
    return [
        package_finding("Libraries", NEEDED, _version, "missing", SET_UP_AGAIN),
        package_finding("More libraries", USEFUL, _version, "warn", SET_UP_AGAIN),
        package_finding("Diffusion libraries", DIFFUSION, _version, "warn",
                        "the sky generator works without them; on platforms with torch, set Starloom up again"),
    ]


def _numba() -> list[Finding]:
    from engine.kernel import HAVE_NUMBA

    return [numba_finding(_version("numba"), HAVE_NUMBA)]


def numba_finding(version: str | None, usable: bool) -> Finding:
    """Whether the painter's loops are compiled: the installed version of numba, and whether it can be imported."""
    if usable:
        return Finding("numba", "ok", f"numba {version}: painting is compiled")
    what = "missing" if version is None else f"numba {version} cannot be imported"
    return Finding("numba", "warn", f"{what}: films paint several times slower",
                   "films look the same without it; where there are builds of it (not for Intel Macs), " + SET_UP_AGAIN)


def package_finding(
    name: str, packages: tuple[str, ...], version: Callable[[str], str | None], absent: Status, remedy: str
) -> Finding:
    """One finding about a group of packages; `absent` is its status when any has no version."""
    versions = {package: version(package) for package in packages}
    lacking = [package for package, found in versions.items() if found is None]
    detail = ", ".join(f"{package} {found}" for package, found in versions.items() if found is not None)
    if lacking:
        detail = f"missing: {', '.join(lacking)}" + (f"; found: {detail}" if detail else "")
        return Finding(name, absent, detail, remedy)
    return Finding(name, "ok", detail)


# -- film, letters and voice -------------------------------------------------------------------------------------------


def _ffmpeg() -> list[Finding]:
    import imageio_ffmpeg

    try:
        program = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        return [Finding("ffmpeg", "warn", "no ffmpeg program was found", SET_UP_AGAIN)]
    done = subprocess.run([program, "-hide_banner", "-version"], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, encoding="utf-8", errors="replace", timeout=20, check=False)
    first = re.match(r"ffmpeg version (\S+)", done.stdout)
    if done.returncode != 0 or first is None:
        return [Finding("ffmpeg", "warn", f"{program} does not run: {done.stderr.strip()[-200:]}", SET_UP_AGAIN)]
    return [Finding("ffmpeg", "ok", f"{first[1]} ({program})")]


def _encoders() -> list[Finding]:
    from av.codec import Codec
    from av.codec.codec import UnknownCodecError

    lacking = []
    for name in ("libx264", "aac"):
        try:
            Codec(name, "w")
        except UnknownCodecError:
            lacking.append(name)
    if lacking:
        return [Finding("Encoders", "missing", f"PyAV lacks {', '.join(lacking)}", SET_UP_AGAIN)]
    return [Finding("Encoders", "ok", f"H.264 (libx264) and AAC in PyAV {_version('av')}")]


def _fonts() -> list[Finding]:
    try:
        folder = assets.folder("fonts")
    except FileNotFoundError as problem:
        return [Finding("Fonts", "missing", str(problem), "get Starloom again, whole")]
    return [fonts_finding(folder)]


def fonts_finding(folder: Path) -> Finding:
    """The fonts in a folder: each must start as a TrueType or OpenType file does."""
    heads = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
    fonts = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".ttf", ".otf", ".ttc"))
    damaged = []
    for path in fonts:
        with path.open("rb") as stream:
            if stream.read(4) not in heads:
                damaged.append(path.name)
    if damaged or not fonts:
        what = f"damaged: {', '.join(damaged)}" if damaged else f"no font in {folder}"
        return Finding("Fonts", "missing", what, "get Starloom again, whole: the captions need them")
    return Finding("Fonts", "ok", ", ".join(path.stem for path in fonts))


def _voices() -> list[Finding]:
    from engine.sound.narrator.errors import NarrationError
    from engine.sound.narrator.narrator import Narrator

    without = "films can be made with --no-narration; " + SET_UP_AGAIN
    if util.find_spec("espeakng_loader") is None or util.find_spec("pyttsx3") is None:
        return [Finding("Voices", "warn", "espeakng-loader or pyttsx3 is not installed", without)]
    try:
        with Narrator() as narrator:  # speaks from a process of its own
            counts = {language: len(narrator.voices(language)) for language in ("zh", "en")}
    except NarrationError as problem:
        return [Finding("Voices", "warn", str(problem), without)]
    detail = f"Chinese {counts['zh']}, English {counts['en']}"
    if not all(counts.values()):
        return [Finding("Voices", "warn", detail, without)]
    return [Finding("Voices", "ok", detail)]


# -- the machine -------------------------------------------------------------------------------------------------------


def _gpu() -> list[Finding]:
    from engine.models.hardware import driver_gpus

    return [gpu_finding([gpu.shown for gpu in driver_gpus()], _version("torch"))]


def gpu_finding(gpus: list[str], torch: str | None) -> Finding:
    """What the GPUs (as the driver names them) and the installed build of torch make possible."""
    build = f"torch {torch}" if torch else "no torch"
    if not gpus:
        return Finding("GPU", "ok", f"no NVIDIA GPU; the sky generator paints on the processor ({build})")
    detail = f"{'; '.join(gpus)} ({build})"
    if torch is None or torch.endswith("+cpu"):
        return Finding("GPU", "warn", detail, "for the GPU: python3 packaging/bootstrap.py --torch cuda doctor")
    return Finding("GPU", "ok", detail)


def _processor() -> list[Finding]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    memory = memory_bytes()
    detail = f"{cores} cores" if cores != 1 else "1 core"
    if memory is None:
        return [Finding("Processor and memory", "ok", f"{detail}, memory unknown")]
    detail += f", {memory / 1e9:.1f} GB of memory"
    if memory < LITTLE_MEMORY_GB * 1e9:
        return [Finding("Processor and memory", "warn", detail, "close other programs while a film is made")]
    return [Finding("Processor and memory", "ok", detail)]


def _models() -> list[Finding]:
    from app.model_store import ModelStore

    store = ModelStore()
    trouble = store.hardware.trouble
    findings = [Finding("GPU for models", "warn", "torch cannot use the GPU", trouble)] if trouble else []
    return findings + [model_finding(state) for state in store.states()]


def _held() -> list[Finding]:
    from engine.models.held import ways_of_all

    return [held_finding(way) for way in ways_of_all()]


def held_finding(way: Held) -> Finding:
    """A model that needed less memory than was judged, and how it is held since."""
    since = datetime.fromtimestamp(way.at, UTC).strftime("%Y-%m-%d")
    return Finding("Memory for models", "note", f"{way.model}: since {since} held so that it fits: {way.words}",
                   "where more memory is free now: starloom models forget")  # fmt: skip


def model_finding(state: ModelState) -> Finding:
    """Whether a model runs here and why. One that does not is no fault of the machine: the sky generator paints."""
    here = f" On this disk: {', '.join(state.disk.weights)}." if state.disk.weights else ""
    detail = f"{state.fit.verdict}: {state.fit.reason}{here}"
    if state.disk.partly:
        return Finding(state.card.title, "warn", f"{detail} It is only partly here.",
                       f"starloom models fetch {state.card.id} brings the rest")  # fmt: skip
    return Finding(state.card.title, "note" if state.fit.verdict == "no" else "ok", detail)


def _folders() -> list[Finding]:
    cache = os.environ.get("STARLOOM_CACHE_DIR") or platformdirs.user_cache_dir("starloom", appauthor=False)
    places = {
        "Data folder": platformdirs.user_data_dir("starloom", appauthor=False),
        "Cache folder": cache,
        "Settings folder": platformdirs.user_config_dir("starloom", appauthor=False),
        "Log folder": platformdirs.user_log_dir("starloom", appauthor=False),
    }
    return [folder_finding(name, Path(place)) for name, place in places.items()]


def folder_finding(name: str, folder: Path) -> Finding:
    """Whether a folder (or, before it exists, the nearest one above it) can be written, and the space on its disk."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        return Finding(name, "warn", f"{folder} cannot be written", f"give yourself the right to write to {there}")
    free_gb = shutil.disk_usage(there).free / 1e9
    detail = f"{folder} ({free_gb:.1f} GB free)"
    if free_gb < LITTLE_DISK_GB:
        return Finding(name, "warn", detail, "free some space on that disk: a film and its parts take up to 2 GB")
    return Finding(name, "ok", detail)


LOOKS: dict[str, Callable[[], list[Finding]]] = {
    "Python": _python,
    "System": _platform,
    "Libraries": _packages,
    "numba": _numba,
    "ffmpeg": _ffmpeg,
    "Encoders": _encoders,
    "Fonts": _fonts,
    "Voices": _voices,
    "GPU": _gpu,
    "Processor and memory": _processor,
    "Folders": _folders,
    MODELS: _models,
    "Memory for models": _held,
}
