"""Where the tools lie that read our code, and what they are started with."""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def program(name: str) -> Path:
    """A tool's program beside this Python."""
    return Path(sysconfig.get_path("scripts"), name + (".exe" if os.name == "nt" else ""))


def environment() -> dict[str, str]:
    """What a tool is started with: plain words in UTF-8."""
    return os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"}
