"""Make the pinned locks under packaging/ from the ranges in pyproject.toml. For developers; needs `uv` on the PATH.

    python packaging/make_lock.py [--upgrade]

One resolution covers every platform and Python version that Starloom supports (environment markers tell them apart) and
is then cut into four files, each named by what it is for. Without --upgrade, pins that still fit are kept.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BASE, DIFFUSION = HERE / "requirements.lock", HERE / "requirements-diffusion.lock"
CUDA, TEST = HERE / "requirements-cuda.lock", HERE / "requirements-test.lock"

NOTE = "# Made by packaging/make_lock.py from pyproject.toml; change the ranges there, not the pins here.\n"
PURPOSE = {
    BASE: "# What every Starloom needs. Installed with --no-deps.\n",
    DIFFUSION: "# What the diffusion generator needs beside torch (see constraints.txt). Installed with --no-deps.\n",
    CUDA: "# What the CUDA 13.0 build of torch brings on Linux. Used as constraints when torch is installed.\n",
    TEST: "# What the test suite needs. Installed with --no-deps.\n",
}

# pyttsx3 asks for the whole of PyObjC on a Mac, some 150 packages; its drivers import these frameworks alone.
PYOBJC = ("core", "framework-cocoa", "framework-avfoundation", "framework-coreaudio", "framework-coremedia",
          "framework-quartz")
# moviepy reads a .env file from the folder it is started in where python-dotenv is installed; without it, it does not.
LEFT_OUT = re.compile(r"(torch|pyobjc|python-dotenv)==")
CUDA_ONLY = re.compile(r"(nvidia|cuda)-|triton==")


def wanted(line: str) -> bool:
    """Whether a line of the resolution goes into a lock at all."""
    if LEFT_OUT.match(line) or "sys_platform == 'emscripten'" in line:
        return False
    return not line.startswith("pyobjc-") or line.split("==")[0].removeprefix("pyobjc-") in PYOBJC


def tidy(line: str) -> str:
    """A pin without conditions that are always true here (no browser builds, no PyPy, no macOS of before 2020)."""
    for always in (r"sys_platform != 'emscripten'", r"implementation_name != 'PyPy'", r"platform_release >= '\d+'"):
        line = re.sub(rf"\s*;\s*{always}$", "", line)
        line = re.sub(rf"{always} and | and {always}", "", line)
    return line


def resolve(extras: list[str], pins: list[str], *options: str) -> list[str]:
    """Resolve pyproject.toml with some extras for all platforms; `pins` hold packages where they fit."""
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "pins.txt")
        constraints.write_text("\n".join(pins), encoding="utf-8")
        words = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-header",
                 "--no-annotate", "--constraint", str(constraints), *options]
        for extra in extras:
            words += ["--extra", extra]
        done = subprocess.run([*words, str(HERE.parent / "pyproject.toml")], check=True, capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if line and not line.startswith(("#", "-"))]


def old_pins() -> list[str]:
    """Name and version of every pin in the present locks, without conditions."""
    lines = [line for path in PURPOSE if path.exists() for line in path.read_text(encoding="utf-8").splitlines()]
    return [line.split(";")[0].strip() for line in lines if "==" in line and not line.startswith("#")]


def main() -> None:
    everything = resolve(["footage", "diffusion", "test"], [] if "--upgrade" in sys.argv else old_pins())
    pins = [line.split(";")[0].strip() for line in everything]
    base = resolve(["footage"], pins)
    diffusion = [line for line in resolve(["footage", "diffusion"], pins) if line not in base]
    test = [line for line in resolve(["footage", "test"], pins) if line not in base]
    parts = {
        BASE: base,
        DIFFUSION: [line for line in diffusion if not CUDA_ONLY.match(line)],
        CUDA: [line for line in diffusion if CUDA_ONLY.match(line)],
        TEST: test,
    }
    for path, lines in parts.items():
        kept = [tidy(line) for line in lines if wanted(line)]
        path.write_text(NOTE + PURPOSE[path] + "\n".join(kept) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(kept)} pins")


if __name__ == "__main__":
    main()
