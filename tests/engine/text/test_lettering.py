"""Text as coverage bitmaps."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from engine.errors import EngineError
from engine.text.lettering import halo, render_text


def test_the_em_is_as_large_as_asked_and_a_full_width_character_advances_by_it() -> None:
    for size in (18, 40, 100):
        drawn = render_text("织女星", size)
        assert drawn.advance == pytest.approx(3 * size, rel=0.02)
        assert 0.8 * size < drawn.height < 1.2 * size
        assert drawn.alpha.dtype == np.float32
        assert drawn.alpha.max() > 0.9


def test_letters_stand_on_the_baseline() -> None:
    drawn = render_text("HEN", 64)
    rows = np.flatnonzero(drawn.alpha.max(axis=1) > 0.5)
    assert rows[-1] + 1 == pytest.approx(drawn.baseline, abs=1.5)
    deep = render_text("gjp", 64)
    assert np.flatnonzero(deep.alpha.max(axis=1) > 0.5)[-1] > deep.baseline + 5


def test_different_characters_look_different_and_the_rare_one_is_no_box() -> None:
    pictures = [render_text(character, 48).alpha for character in "𫓧铁钺□"]
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert one.shape != other.shape or np.abs(one - other).mean() > 0.05


def test_weight_thickens_and_tracking_widens() -> None:
    plain = render_text("参宿四", 40)
    assert render_text("参宿四", 40, weight=0.012).alpha.sum() > 1.15 * plain.alpha.sum()
    wide = render_text("参宿四", 40, tracking=0.1)
    assert wide.advance == pytest.approx(plain.advance + 3 * 4, abs=0.6)
    assert wide.alpha.sum() == pytest.approx(plain.alpha.sum(), rel=0.02)


def test_emoji_vanish_unknown_scripts_become_boxes_and_nothing_draws_nothing() -> None:
    assert np.array_equal(render_text("星🌟", 40).alpha, render_text("星", 40).alpha)
    assert render_text("\u0e01", 40).alpha.sum() == render_text("□", 40).alpha.sum()
    for empty in ("", "   ", "🌟"):
        assert render_text(empty, 40).alpha.max() == 0


def test_decomposed_pinyin_is_drawn_like_composed() -> None:
    assert np.array_equal(render_text("e\u030c", 40).alpha, render_text("ě", 40).alpha)


def test_the_two_styles_share_what_only_one_has() -> None:
    kai, serif = render_text("Vega", 40), render_text("Vega", 40, style="serif")
    assert kai.alpha.shape != serif.alpha.shape or not np.array_equal(kai.alpha, serif.alpha)
    assert np.array_equal(render_text("织女", 40).alpha, render_text("织女", 40, style="serif").alpha)
    assert render_text("Vega 织女", 40, style="serif").advance > serif.advance + 80


def test_many_threads_draw_what_one_draws() -> None:
    words = [f"{name}{number}" for number in range(30) for name in ("织女", "Altair", "𫓧")]
    render_text.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = [drawn.alpha.copy() for drawn in pool.map(lambda word: render_text(word, 30), words)]
    render_text.cache_clear()
    assert all(np.array_equal(alpha, render_text(word, 30).alpha) for alpha, word in zip(together, words, strict=True))


def test_the_cached_bitmap_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        render_text("星", 40).alpha[0, 0] = 1


@pytest.mark.parametrize("size", [0, -3, 4000])
def test_a_senseless_size_is_refused(size: float) -> None:
    with pytest.raises(EngineError, match="4 to 512"):
        render_text("星", size)


def test_a_halo_surrounds_the_shape_evenly() -> None:
    dot = np.zeros((41, 41), np.float32)
    dot[20, 20] = 1
    around = halo(dot, 6, 0)
    assert around[20, 26] == around[26, 20] == around[20, 14] == 1
    assert around[20, 28] == 0
    soft = halo(dot, 6, 2)
    assert 0 < soft[20, 29] < soft[20, 26] < soft[20, 22] <= 1
