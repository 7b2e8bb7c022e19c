"""Pictures of what a video model is making, and the speeds its takes are judged by."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.jobs.estimates import speed_name
from engine.jobs.previews import WIDTH, drop_preview, keep_preview, preview_path


def test_a_preview_is_kept_for_other_programs_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path))
    picture = np.zeros((30, 52, 3), np.uint8)
    picture[..., 0] = 200
    keep_preview(7, picture)
    kept = cv2.imread(str(preview_path(7)))
    assert kept is not None and kept.shape[1] == WIDTH
    assert kept[50, 50, 2] > 180 and kept[50, 50, 0] < 30, "red is red"
    drop_preview(7)
    drop_preview(7)
    assert not preview_path(7).exists()


def test_takes_of_models_do_not_spoil_what_painting_costs() -> None:
    assert speed_name("take", "diffusion") != speed_name("take", "sky") == speed_name("take", "") == "take"
    assert speed_name("film", "diffusion") == "film"
