"""Words of both languages call the elements of the picture."""

from __future__ import annotations

import pytest

from engine.directing.scene import scene_of
from storyboard.model import Shot, Storyboard


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("北极光照亮了夜空", "aurora"), ("northern lights over the north", "aurora"),
        ("暴雨下了一夜", "rain"), ("Rain fell", "rain"), ("大雪纷飞", "snow"), ("Snow in the night", "snow"),
        ("他走过雪原", "snowfield"), ("across the tundra", "snowfield"), ("天宫的灯亮了", "palace"),
        ("A temple on the rock", "palace"), ("海上有一座仙岛", "island"), ("an island far away", "island"),
        ("他站在海滩上", "shore"), ("on the beach", "shore"), ("大漠孤烟", "desert"), ("the desert sleeps", "desert"),
        ("湖面如镜", "lake"), ("by the lake", "lake"), ("一颗彗星", "comet"), ("A comet came", "comet"),
        ("星云之中", "nebula"), ("inside the nebula", "nebula"), ("英仙座流星雨", "shower"), ("the Perseids", "shower"),
        ("篝火旁", "fire"),
        ("around the campfire", "fire"), ("放孔明灯", "lanterns"), ("sky lanterns rise", "lanterns"),
        ("后羿射箭", "arrow"),
        ("he shot an arrow", "arrow"), ("水面的涟漪", "ripples"), ("ripples of light", "ripples"),
        ("北极星旁的星轨", "star_trails"), ("star trails", "star_trails"), ("群星归位", "starfall"),
        ("the stars fell into place", "starfall"), ("鹿走过林间", "forest"), ("into the woods", "forest"),
    ],
)  # fmt: skip
def test_words_call_the_elements(text, kind) -> None:
    shot = Shot(id="a", text=text)
    scene = scene_of(shot, Storyboard(shots=(shot,)))
    assert kind in {element.kind for element in scene.elements}


def test_a_meteor_shower_brings_no_rain_and_a_nebula_no_clouds() -> None:
    shot = Shot(id="a", text="流星雨落下，星云发光。")
    kinds = {element.kind for element in scene_of(shot, Storyboard(shots=(shot,))).elements}
    assert not kinds & {"rain", "clouds"}
