"""Rasterising: deterministic, cached by content, parts apart."""

from pathlib import Path

import numpy as np
import pytest

from engine.sky.figures import FigureError, dust_points, kernels, load_figure, rasterise, sheet
from engine.sky.figures.canvas import Canvas
from engine.sky.figures.drawing import draw


def test_same_data_same_pixels_with_and_without_cache(tmp_path: Path) -> None:
    figure = load_figure("niulang")
    first = rasterise(figure, 0.8)
    stored = rasterise(figure, 0.8, cache_dir=tmp_path / "缓存 of figures")
    sheet._rasterise.cache_clear()
    again = rasterise(figure, 0.8)
    read = rasterise(figure, 0.8, cache_dir=tmp_path / "缓存 of figures")
    for other in (stored, again, read):
        assert np.array_equal(first.planes, other.planes)
        assert np.array_equal(first.loose, other.loose)
    names = [path.name for path in (tmp_path / "缓存 of figures").iterdir()]
    assert len(names) == 1 and figure.digest in names[0]


def test_damaged_cache_file_is_drawn_again(tmp_path: Path) -> None:
    figure = load_figure("niulang")
    good = rasterise(figure, 0.5, cache_dir=tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"half a file")
    sheet._rasterise.cache_clear()
    assert np.array_equal(rasterise(figure, 0.5, cache_dir=tmp_path).planes, good.planes)


def test_sheet_holds_ink_in_order_and_a_body() -> None:
    drawn = rasterise(load_figure("zhinu"), 1.0)
    height, width = drawn.planes.shape[:2]
    assert (width, height) == (350, 300)
    assert 0.02 < drawn.ink.mean() < 0.4 and drawn.ink.max() <= 1.0
    assert 0.05 < drawn.mask.mean() < 0.6
    times = drawn.times()[drawn.ink > 0.2]
    assert times.min() >= 0 and times.max() <= 1.01
    assert times.std() > 0.1, "the pen takes its time"
    assert np.allclose(drawn.corners()[0], (780, 160))


def test_cloth_is_loose_and_bodies_are_firm() -> None:
    drawn = rasterise(load_figure("andromeda"), 0.6)

    def at(x: int, y: int) -> float:
        return float(drawn.loose[int(y - drawn.origin[1]), int(x - drawn.origin[0])])

    assert at(470, 378) > 3.0, "end of the drape"
    assert at(682, 230) < 0.3, "breast"


def test_part_is_drawn_apart() -> None:
    figure = load_figure("scorpius")
    body, tail = rasterise(figure, 0.5), rasterise(figure, 0.5, part="tail")
    assert body.planes.shape == tail.planes.shape
    assert tail.mask[:150].sum() < 1 < tail.mask[250:].sum()
    assert body.mask[:150].sum() > 100
    with pytest.raises(FigureError, match="tail"):
        rasterise(figure, 0.5, part="wing")


def test_dust_falls_on_the_figure_and_is_seeded() -> None:
    drawn = rasterise(load_figure("zhinu"), 1.0)
    dust, same, other = dust_points(drawn, 3000, 5), dust_points(drawn, 3000, 5), dust_points(drawn, 3000, 6)
    assert np.array_equal(dust.points, same.points) and not np.array_equal(dust.points, other.points)
    x, y = (dust.points - np.asarray(drawn.origin)).astype(int).T
    assert (drawn.planes[y, x][:, [0, 4]].max(1) > 0).mean() > 0.99
    assert abs(dust.light.mean() - 1) < 0.1
    assert dust.times.min() >= 0 and dust.times.max() <= 1
    assert np.abs(dust.sources - dust.points).mean() > 20


def test_plain_ink_equals_compiled_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    if not kernels.HAVE_NUMBA:
        pytest.skip("numba is not installed")
    figure = load_figure("zhinu")
    steps = [step for step in figure.operations if step["op"] != "loft"][:12]

    def ink() -> np.ndarray:
        canvas = Canvas(figure.frame, 1.0, figure.light)
        draw(canvas, steps, figure.sways)
        return np.stack([canvas.ink, canvas.ink * canvas.time])

    compiled = ink()
    monkeypatch.setattr("engine.sky.figures.canvas.draw_ink", kernels.draw_ink_plain)
    assert compiled[0].sum() > 100
    assert np.abs(ink() - compiled).max() < 0.02


def test_figure_dissolves_where_it_says_so() -> None:
    monster = load_figure("sea_monster")
    assert monster.fade[3] > 0
    mask = rasterise(monster, 0.5).mask
    assert mask[-1].max() < 0.05 < 0.9 < mask[-60].max()
