"""The stage solver: the sky it finds is a real one and stands as wished."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.scene import stage_notes
from engine.errors import BadInput
from engine.sky.camera import CameraPath
from engine.sky.catalogue import load
from engine.sky.figures import load_figure
from engine.sky.layers.night.star_places import rows_of
from engine.sky.stage_solver import solve
from storyboard.model import Camera, Scene, Shot, Sky, Storyboard, View, Wish

ANDROMEDA = View(kind="stage", wishes=(Wish(what="andromeda", upright=True), Wish(what="Cas", side="left")))
QIXI = View(kind="stage", ground=False, wishes=(Wish(what=91262, side="right"), Wish(what=97649, side="left")))


def _pixels(view: View, hips: list[int]) -> np.ndarray:
    """Where the painter's own camera puts stars at the first frame of a shot, 1280x720."""
    path = CameraPath(view, Camera(push=0), Sky(), 4.0, 1280, 720)
    return path.projection(0.0).project(path.moment.apparent(rows_of(load(99.0), hips)))


def test_andromeda_stands_upright_over_the_sea_with_her_mother_at_the_left() -> None:
    staging = solve(ANDROMEDA, Sky())
    view = staging.view
    assert view.kind == "horizon" and view.latitude_deg is not None
    head, waist, foot, schedar = _pixels(view, [677, 5447, 9640, 3179])
    assert head[1] < waist[1] < foot[1] < view.centre[1] * 720
    assert abs(np.degrees(np.arctan2(head[0] - foot[0], foot[1] - head[1]))) < 35
    assert 0 < schedar[0] < head[0]
    assert np.degrees(staging.lean) < 8
    hips = [anchor.hip for anchor in load_figure("andromeda").anchors]
    places = _pixels(view, hips)
    assert ((places > 0) & (places < [1280, view.centre[1] * 720])).all()


def test_vega_right_and_altair_left_of_the_river() -> None:
    vega, altair = _pixels(solve(QIXI, Sky()).view, [91262, 97649])
    assert altair[0] < 500 < 780 < vega[0]
    assert ((np.array([vega, altair]) > 0) & (np.array([vega, altair]) < [1280, 720])).all()


def test_what_is_given_is_kept() -> None:
    view = ANDROMEDA.model_copy(update={"latitude_deg": 39.9}).model_copy(update={"sidereal_h": 22.0})
    found = solve(View.model_validate(view.model_dump(exclude_unset=True)), Sky()).view
    assert (found.latitude_deg, found.sidereal_h) == (39.9, 22.0)


def test_where_the_figures_can_never_stand_so_the_view_is_a_free_one() -> None:
    """Hunter and Scorpion are never in the sky together."""
    wishes = (Wish(what="orion", upright=True), Wish(what="scorpius", upright=True))
    found = solve(View(kind="stage", wishes=wishes), Sky())
    assert found.view.kind == "sky"


def test_it_says_what_it_chose() -> None:
    shot = Shot(id="rock", scene=Scene(view=ANDROMEDA))
    board = Storyboard(shots=(shot,))
    assert "sidereal time" in stage_notes(board)[0] and "rock" in stage_notes(board)[0]
    assert "恒星时" in stage_notes(board.model_copy(update={"language": "zh"}))[0]


@pytest.mark.parametrize(("what", "words"), [("nobody", "nobody"), (99999999, "99999999"), ("loom", "no place")])
def test_a_wish_that_names_nothing_is_told(what: str | int, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        solve(View(kind="stage", wishes=(Wish(what=what),)), Sky())
