"""Rasterising: deterministic, cached by content, parts apart."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.sky.figures import BODY, FigureError, dust_points, kernels, load_figure, rasterise, sheet
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
    figure = load_figure("niulang")
    drawn = rasterise(figure, 1.0)
    left, top, right, bottom = figure.frame
    height, width = drawn.planes.shape[:2]
    assert (width, height) == (right - left, bottom - top)
    assert 0.02 < drawn.ink.mean() < 0.4 and drawn.ink.max() <= 1.0
    assert 0.05 < drawn.mask.mean() < 0.6
    times = drawn.times()[drawn.ink > 0.2]
    assert times.min() >= 0 and times.max() <= 1.01
    assert times.std() > 0.1, "the pen takes its time"
    assert np.allclose(drawn.corners()[0], (left, top))


def test_cloth_is_loose_and_bodies_are_firm() -> None:
    drawn = rasterise(load_figure("andromeda"), 0.6)

    def at(x: int, y: int) -> float:
        return float(drawn.loose[int(y - drawn.origin[1]), int(x - drawn.origin[0])])

    assert at(470, 378) > 3.0, "end of the drape"
    assert at(682, 230) < 0.3, "breast"


def _placed(name: str, part: str) -> np.ndarray:
    """Mask of a sheet in the frame of the whole figure at half a pixel per unit."""
    figure = load_figure(name)
    left, top, right, bottom = figure.frame
    drawn = rasterise(figure, 0.5, part=part)
    placed = np.zeros((round((bottom - top) / 2), round((right - left) / 2)), np.float32)
    into = placed[round((drawn.origin[1] - top) / 2) :, round((drawn.origin[0] - left) / 2) :]
    rows, columns = min(into.shape[0], drawn.mask.shape[0]), min(into.shape[1], drawn.mask.shape[1])
    into[:rows, :columns] = drawn.mask[:rows, :columns]
    return placed


def test_part_is_drawn_apart() -> None:
    body, tail = _placed("scorpius", BODY), _placed("scorpius", "tail")
    assert tail[:150].sum() < 1 < tail[250:].sum()
    assert body[:150].sum() > 100
    with pytest.raises(FigureError, match="tail"):
        rasterise(load_figure("scorpius"), 0.5, part="wing")


def test_a_parts_sheet_covers_no_more_than_the_part_and_all_of_it() -> None:
    figure = load_figure("zhuque")
    left, top, right, bottom = figure.frame
    for name in figure.parts:
        part = rasterise(figure, 0.5, part=name)
        assert part.mask.size < 0.5 * (right - left) * (bottom - top) / 4
        for corner, edge, line in ((part.origin[0], left, part.mask[:, 0]), (part.origin[1], top, part.mask[0])):
            assert corner <= edge or line.max() < 0.01, name


@pytest.mark.parametrize("name", ["orion", "andromeda", "scorpius"])
def test_body_and_parts_make_the_whole(name: str) -> None:
    figure = load_figure(name)
    assert BODY not in figure.parts
    together = np.maximum.reduce([_placed(name, part) for part in (BODY, *figure.parts)])
    whole = rasterise(figure, 0.5).mask[: together.shape[0], : together.shape[1]]
    assert np.abs(together - whole).mean() < 0.01


def test_a_stored_figure_opens_without_reading_its_drawing(tmp_path: Path) -> None:
    figure = load_figure("cygnus")
    rasterise(figure, 0.5, cache_dir=tmp_path)
    sheet._rasterise.cache_clear()
    unread = replace(figure, drawing="not a drawing = = =")
    assert rasterise(unread, 0.5, cache_dir=tmp_path).ink.any()
    with pytest.raises(FigureError, match="cygnus"):
        rasterise(unread, 0.6, cache_dir=tmp_path)


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
