"""What every test may rely on: no screen, no network for model weights, and the same examples at every run."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

settings.register_profile("starloom", deadline=None, derandomize=True)
settings.load_profile("starloom")
