"""What every test may rely on: no screen, no network for model weights, and the same examples at every run."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

# what films leave behind, the queue and the history of the tests are not the person's
_LEFT_BEHIND = tempfile.mkdtemp(prefix="starloom-tests-")
atexit.register(shutil.rmtree, _LEFT_BEHIND, ignore_errors=True)
os.environ["STARLOOM_FILMS_DIR"] = f"{_LEFT_BEHIND}/films"
os.environ["STARLOOM_DATA_DIR"] = f"{_LEFT_BEHIND}/data"

settings.register_profile("starloom", deadline=None, derandomize=True)
settings.load_profile("starloom")
