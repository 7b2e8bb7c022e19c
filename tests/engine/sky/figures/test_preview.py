"""The preview picture of one figure."""

from pathlib import Path

import cv2
import numpy as np

from engine.sky.figures.preview import preview


def test_preview_is_saved_and_shows_gold_on_night(tmp_path: Path) -> None:
    path = tmp_path / "图 one" / "zhinu.png"
    picture = preview("zhinu", path, size=(420, 360))
    assert picture.shape == (360, 420, 3) and picture.dtype == np.uint8
    read = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert read is not None and np.array_equal(read[..., ::-1], picture)
    corner = picture[:40, :40].reshape(-1, 3).mean(0)
    assert corner.max() < 40 and corner[2] > corner[0], "a blue night"
    gold = (picture[..., 0] > 150) & (picture[..., 0] > picture[..., 2] + 20)
    assert gold.sum() > 500
    assert (picture == 255).all(-1).mean() < 0.01
