"""Figure styles: each is another picture of the same figure, in its place and in the pen's order."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.scene import scene_of
from engine.sky.figures import load_figure, rasterise
from engine.sky.figures.styles import STYLES, palette_of, styled
from engine.sky.painter import ShotPainter
from storyboard.model import Canvas, FigureCue, Look, Scene, Shot, Sky, Storyboard, View

SCENE = Scene(view=View(kind="figure", figure="lepus", figure_height=0.8), figures=(FigureCue(name="lepus", dust=0),))


def _picture(style: str) -> np.ndarray:
    board = Storyboard.model_validate({"look": {"figure_style": style}, "shots": (Shot(id="a", scene=SCENE),)})
    scene = scene_of(board.shots[0], board)
    painter = ShotPainter(
        scene, canvas=Canvas(width=640, height=360), look=Look(), sky=Sky(), duration_s=6, seed=2, language="en"
    )
    return painter.paint(140).astype(int)


def test_every_style_is_another_picture_where_the_figure_is_and_nowhere_else() -> None:
    pictures = {style: _picture(style) for style in STYLES}
    for style, picture in pictures.items():
        for other in pictures:
            if other < style:
                assert np.abs(picture - pictures[other]).max(-1).mean() > 1.0, (style, other)
        assert np.abs(picture - pictures["classic"])[:, :40].max() < 12, style


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_keeps_the_silhouette_and_the_pens_order(style: str) -> None:
    sheet = rasterise(load_figure("lepus"), 1.0)
    drawn = styled(sheet, style)
    assert drawn.planes.shape == sheet.planes.shape and np.isfinite(drawn.planes).all()
    assert drawn.planes.min() >= 0
    seen = drawn.planes[..., [0, 2, 4]].max(-1) > 0.1
    inside = sheet.mask > 0.9
    assert seen[inside].mean() > 0.5
    both = (drawn.ink > 0.2) & (sheet.ink > 0.2)
    assert np.corrcoef(drawn.times()[both], sheet.times()[both])[0, 1] > 0.9


def test_a_styles_colours_are_its_own() -> None:
    red = palette_of("paper_cut", "gold").fill
    assert red[0] > 5 * red[2]
    assert palette_of("line", "silver") == palette_of("classic", "silver")


def test_a_figures_own_style_wins_over_the_looks() -> None:
    cues = (FigureCue(name="lepus", style="line"), FigureCue(name="orion"))
    board = Storyboard.model_validate(
        {"look": {"figure_style": "ink_wash"}, "shots": (Shot(id="a", scene=Scene(figures=cues)),)}
    )
    assert [cue.style for cue in scene_of(board.shots[0], board).figures] == ["line", "ink_wash"]
