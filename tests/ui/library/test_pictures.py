"""Pictures of legends, sketches of figures."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import assets
from ui.library.pictures import template_picture
from ui.library.rows import BROAD, legend_height, legend_rects
from ui.library.sketches import Sketches, sketch


def test_a_shots_picture_is_scaled_and_a_legend_has_one(qapp: QApplication, tmp_path: Path) -> None:
    image = QImage(640, 360, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    image.save(str(tmp_path / "qixi-bridge.jpg"))
    picture = template_picture("qixi", "bridge", folder=tmp_path)
    assert picture is not None and (picture.width(), picture.height()) == (320, 180)
    assert template_picture("qixi", folder=tmp_path) is not None, "the bridge is the height of that legend"
    assert template_picture("qixi", "river", folder=tmp_path) is None
    assert template_picture("qixi", "bridge", folder=tmp_path / "none") is None


@pytest.mark.parametrize("figure", ["orion", "zhinu", "loom", "moon_palace"])
def test_a_sketch_fills_its_square_with_lines(figure: str) -> None:
    raw = tomllib.loads((assets.folder("figures") / f"{figure}.toml").read_text(encoding="utf-8"))
    image = sketch(raw, 96, QColor("#ffffff"), QColor("#000000"))
    inked = [(x, y) for x in range(96) for y in range(96) if image.pixelColor(x, y).lightness() > 60]
    across, down = {x for x, _ in inked}, {y for _, y in inked}
    assert max(max(across) - min(across), max(down) - min(down)) > 75
    assert 200 < len(inked) < 6000


def test_a_figure_without_a_file_has_no_sketch_and_is_no_fault(qtbot: QtBot) -> None:
    sketches = Sketches()
    with qtbot.waitSignal(sketches.ready, timeout=10_000) as ready:
        assert sketches.of("added-by-somebody", 1.0) is None
        assert sketches.of("orion", 2.0) is None
    assert ready.args == ["orion"]
    drawn = sketches.of("orion", 2.0)
    assert drawn is not None and drawn.width() == 192
    sketches.forget()
    assert sketches.of("orion", 2.0) is None, "another theme, another ink"
    sketches.close()


@pytest.mark.parametrize("width", [230, 300, BROAD, 900])
def test_a_legends_words_never_lie_on_its_picture(width: int) -> None:
    rects = legend_rects(QRect(0, 0, width, legend_height(width, 18)), 18)
    for part in (rects.title, rects.detail, rects.fold):
        assert not part.intersects(rects.picture)
        assert part.width() > 100 and part.bottom() < legend_height(width, 18)
