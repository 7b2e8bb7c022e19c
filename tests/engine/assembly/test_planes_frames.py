"""Packed frames as PyAV has them."""

from __future__ import annotations

import numpy as np
import pytest

from engine.assembly.planes import video_frame


@pytest.mark.parametrize(("height", "width"), [(90, 160), (180, 320), (94, 162), (98, 66), (482, 854)])
def test_every_even_height_keeps_all_its_rows(height, width) -> None:
    packed = np.random.default_rng(1).integers(16, 235, (height * 3 // 2, width)).astype(np.uint8)
    frame = video_frame(packed)
    assert (frame.width, frame.height) == (width, height)
    np.testing.assert_array_equal(frame.to_ndarray(), packed)
