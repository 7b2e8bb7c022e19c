"""What is loaded when: torch and diffusers only when a generator needs them, Qt only by the window."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("app.cli", ("torch", "diffusers", "transformers", "PySide6", "shiboken6", "moviepy")),
        ("engine.film", ("torch", "diffusers", "transformers", "PySide6", "shiboken6", "moviepy")),
        ("storyboard.model", ("numpy", "cv2", "av", "torch", "scipy", "engine")),
    ],
)
def test_loading_brings_nothing_heavy(module: str, unwanted: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print([name for name in {unwanted} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
