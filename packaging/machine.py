"""What a machine needs so that Starloom can run: pure decisions about platforms, paths, torch builds and packages.

Nothing here touches the disk, the network or another program; bootstrap.py does, and asks this module what to do. Like
bootstrap.py it uses the standard library alone and must at least parse on old Pythons, so that these get a clear word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)
TORCH_INDEX = "https://download.pytorch.org/whl/"

# Shared libraries that Qt, its xcb and multimedia plugins and OpenCV load on Linux, each with its Debian package.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
    "libpulse.so.0": "libpulse0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

# Programs the tests of the window use on Linux: a screen in memory, its window manager, keys and mouse.
TEST_PROGRAMS = {"Xvfb": "xvfb", "xauth": "xauth", "openbox": "openbox", "xdotool": "xdotool"}

# The whole suite goes to two processes, a file of tests to one of them; who names tests gets the bare test runner.
WHOLE_SUITE = ("-n", "2", "--dist", "loadfile")


class UsageError(Exception):
    """The words given to bootstrap.py make no sense; str() says which and what would."""


@dataclass(frozen=True)
class Request:
    """What the person asked for: which program, its words, and the torch build if they named one."""

    kind: str  # "run" or "test"
    words: tuple[str, ...]
    torch: str | None  # "cpu", "cuda" or None: choose
    help: bool = False


def parse_words(arguments: Sequence[str]) -> Request:
    """Split bootstrap's own options, which stand first, from the words that go to Starloom or the test runner.

    Raises:
        UsageError: --torch without cpu or cuda.
    """
    words, torch = list(arguments), None
    while words and (words[0] == "--torch" or words[0].startswith("--torch=")):
        first = words.pop(0)
        torch = first.partition("=")[2] if "=" in first else (words.pop(0) if words else "")
        if torch not in ("cpu", "cuda"):
            raise UsageError(f"--torch takes cpu or cuda, not '{torch}', for example: --torch cpu film qixi")
    if words and words[0] == "test":
        return Request("test", tuple(words[1:]) or WHOLE_SUITE, torch)
    return Request("run", tuple(words), torch, help=bool(words) and words[0] in ("-h", "--help"))


# -- the platform ------------------------------------------------------------------------------------------------------


def normal_architecture(machine: str) -> str:
    """One name per processor family: x86_64, arm64, or the lower-case name as it is."""
    name = machine.lower()
    return {"amd64": "x86_64", "x64": "x86_64", "aarch64": "arm64"}.get(name, name)


def python_problem(version: Sequence[int]) -> str | None:
    """Why this Python cannot carry Starloom, or None. The pinned packages exist as wheels for 3.11 to 3.14."""
    if OLDEST_PYTHON <= tuple(version[:2]) <= NEWEST_PYTHON:
        return None
    this, oldest, newest = (".".join(map(str, numbers[:2])) for numbers in (version, OLDEST_PYTHON, NEWEST_PYTHON))
    return f"this is Python {this}; Starloom runs on Python {oldest} to {newest}"


def platform_problem(system: str, architecture: str) -> str | None:
    """Why Starloom's pinned packages do not exist for this platform, or None."""
    if system == "Windows" and architecture == "arm64":
        return "several libraries have no build for Python on Windows ARM64: install the x86-64 Python, Windows runs it"
    if system not in ("Linux", "Darwin", "Windows") or architecture not in ("x86_64", "arm64"):
        return f"Starloom's libraries have no builds for {system} on {architecture}"
    return None


def venv_python(system: str) -> tuple[str, ...]:
    """Path of the Python inside a virtual environment, as parts."""
    return ("Scripts", "python.exe") if system == "Windows" else ("bin", "python")


def launcher(system: str, python: str) -> tuple[tuple[str, ...], str]:
    """Path (as parts, inside the environment) and text of the `starloom` command.

    -P keeps the folder a person happens to be in out of the search path: a folder named `app` there changes nothing.
    """
    if system == "Windows":
        return ("Scripts", "starloom.cmd"), '@"%~dp0python.exe" -P -m app %*\r\n'
    quoted = "'" + python.replace("'", "'\"'\"'") + "'"
    return ("bin", "starloom"), f'#!/bin/sh\nexec {quoted} -P -m app "$@"\n'


# -- torch -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Gpu:
    """An NVIDIA GPU as its driver describes it; (0, 0) where the driver is too old to say."""

    driver: tuple[int, int]
    capability: tuple[int, int]


@dataclass(frozen=True)
class TorchPlan:
    """Which build of torch to install and from where.

    index is PyTorch's own index, or None for what pip is configured with. requirement is for that index, fallback for
    pip's own source where the index cannot be reached. lock tells whether the CUDA lock describes this build.
    """

    flavour: str  # "cpu" or "cuda"
    requirement: str
    fallback: str
    index: str | None
    lock: bool = False
    note: str = ""


def nvidia_smi_places(system: str, windows_folder: str, program_files: str) -> list[str]:
    """Where nvidia-smi may be, beside the PATH."""
    if system == "Windows":
        return [windows_folder + r"\System32\nvidia-smi.exe",
                program_files + r"\NVIDIA Corporation\NVSMI\nvidia-smi.exe"]
    return ["/usr/bin/nvidia-smi", "/usr/lib/wsl/lib/nvidia-smi"] if system == "Linux" else []


def parse_nvidia_smi(text: str) -> list[Gpu]:
    """The GPUs in the answer to `nvidia-smi --query-gpu=driver_version,compute_cap --format=csv,noheader`."""
    gpus = []
    for line in text.splitlines():
        found = re.match(r"\s*(\d+)\.(\d+)[\d.]*\s*(?:,\s*(\d+)\.(\d+))?", line)
        if found:
            driver_major, driver_minor, major, minor = (int(part or 0) for part in found.groups())
            gpus.append(Gpu((driver_major, driver_minor), (major, minor)))
    return gpus


def cuda_build(gpus: Sequence[Gpu]) -> str:
    """The CUDA of the torch build for these GPUs: cu130, or cu126 for what CUDA 13 has left behind.

    CUDA 13 needs a driver of the 580 series and a GPU of the Turing generation (7.5) or later; the CUDA 12.6 build
    serves Maxwell to Hopper on drivers from 525. Blackwell (10.0 and later) has no choice.
    """
    known = [gpu for gpu in gpus if gpu.driver != (0, 0)]
    if any(gpu.capability >= (10, 0) for gpu in known):
        return "cu130"
    old = any(gpu.driver < (580, 0) or (0, 0) < gpu.capability < (7, 5) for gpu in known)
    return "cu126" if old else "cu130"


def plan_torch(
    system: str, architecture: str, version: str, wanted: str | None, gpus: Sequence[Gpu]
) -> TorchPlan | None:
    """Choose the build of torch, or None where no wheel of it exists (then there is no diffusion generator).

    Args:
        version: the pinned version, such as "2.13.0".
        wanted: "cpu" or "cuda" if the person named one, None to follow the machine.
        gpus: the NVIDIA GPUs found.
    """
    plain = "torch==" + version
    if system == "Darwin":
        if architecture != "arm64":
            return None
        note = "there is no CUDA on a Mac: torch uses Metal" if wanted == "cuda" else ""
        return TorchPlan("cpu", plain, plain, None, note=note)
    if system not in ("Linux", "Windows") or architecture not in ("x86_64", "arm64"):
        return None
    if system == "Windows" and architecture == "arm64":
        return None
    too_old = [gpu.driver for gpu in gpus if (0, 0) < gpu.driver < (525, 0)]
    flavour = wanted or ("cuda" if len(too_old) < len(gpus) else "cpu")
    note = ""
    if too_old:
        note = f"the NVIDIA driver {too_old[0][0]} is too old for any CUDA build of torch {version}: update it"
    if flavour == "cpu":
        return TorchPlan("cpu", plain + "+cpu", plain, TORCH_INDEX + "cpu", note=note)
    build = cuda_build(gpus)
    if not note and build == "cu130" and any((0, 0) < gpu.driver < (580, 0) for gpu in gpus):
        note = f"the CUDA build of torch needs an NVIDIA driver of the 580 series or later, this is {gpus[0].driver[0]}"
    return TorchPlan("cuda", plain + "+" + build, plain, TORCH_INDEX + build,
                     lock=system == "Linux" and build == "cu130", note=note)


def flavour_of(version: str, has_cuda_libraries: bool) -> str:
    """The flavour of an installed torch by its version ("2.13.0+cpu", "2.13.0+cu130", plain) and what came with it."""
    local = version.partition("+")[2]
    if local:
        return "cuda" if local.startswith("cu") else "cpu"
    return "cuda" if has_cuda_libraries else "cpu"


# -- system packages ---------------------------------------------------------------------------------------------------


def missing_parts(kind: str, has_library: Callable[[str], bool], has_program: Callable[[str], bool]) -> list[str]:
    """Sonames and program names that a Linux machine lacks for a kind of start ("run" or "test")."""
    missing = [name for name in LIBRARIES if not has_library(name)]
    if kind == "test":
        missing += [name for name in TEST_PROGRAMS if not has_program(name)]
    return missing


def apt_packages(missing: Sequence[str]) -> list[str]:
    """Debian/Ubuntu packages that bring the missing parts."""
    return sorted({LIBRARIES.get(name) or TEST_PROGRAMS[name] for name in missing})


def apt_command(packages: Sequence[str]) -> list[str]:
    """The command that installs Debian packages without asking, and waits for another apt to finish."""
    return ["apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "-y", "-qq", "--no-install-recommends", *packages]


def with_rights(command: Sequence[str], is_root: bool, has_sudo: bool) -> list[str] | None:
    """The command as this person may run it without a question, or None where they may not.

    sudo drops the environment; DEBIAN_FRONTEND, which silences questions of packages, is handed through `env`.
    """
    if is_root:
        return ["env", "DEBIAN_FRONTEND=noninteractive", *command]
    return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", *command] if has_sudo else None


def command_to_type(missing: Sequence[str], manager: str, is_root: bool, more_packages: Sequence[str] = ()) -> str:
    """The one command a person types to bring the missing parts, or a sentence naming them where none is known.

    more_packages are Debian packages beside the parts.
    """
    sudo = "" if is_root else "sudo "
    if manager == "apt-get":
        return f"{sudo}apt-get install -y {' '.join([*apt_packages(missing), *more_packages])}"
    if manager in ("dnf", "zypper"):  # both find a package by the library it provides
        named = [f"'{name}()(64bit)'" if name in LIBRARIES else "/usr/bin/" + name for name in missing]
        return f"{sudo}{manager} install {' '.join(named)}"
    return f"install, with your system's package manager, what provides: {', '.join(missing)}"


def venv_package(version: Sequence[int]) -> str:
    """The Debian package that gives a stock python3 its venv and ensurepip."""
    return f"python{version[0]}.{version[1]}-venv"
