"""Stars that the words of a shot name are shown: they glow, and their names stand beside them."""

from __future__ import annotations

import pytest

from engine.directing.heard import heard
from engine.directing.star_labels import stars_in
from engine.directing.understanding import understood
from storyboard.model import Scene, Shot, Storyboard


def _scene(text: str, line: str = "") -> tuple[Scene, Shot, Storyboard]:
    shot = Shot(id="a", text=text, line=line)
    language = "zh" if any(letter > "\u2e80" for letter in text) else "en"
    board = Storyboard.model_validate({"language": language, "shots": (shot,)})
    return understood(shot, board), shot, board


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("Antares is the heart of the Scorpion.", {80763: "Antares"}),
        ("参宿四是猎户的左肩，参宿七是他的脚。", {27989: "参宿四", 24436: "参宿七"}),
        ("The Summer Triangle: Vega, Deneb and Altair.", {91262: "Vega", 102098: "Deneb", 97649: "Altair"}),
        ("织女星和牛郎星隔着银河相望。", {91262: "织女星", 97649: "牛郎星"}),
        ("The pole star never moves.", {11767: ""}),
        ("The star Mira comes and goes.", {10826: "Mira"}),
        ("北落师门独自在秋天的海上。", {113368: "北落师门"}),
        ("Atik and Musica walked home, and Natasha wept.", {}),
        ("Mira walked home. Castor and Pollux were brothers.", {}),
        ("北斗的斗柄上，开阳旁边有一颗小星。", {65378: "开阳"}),
        ("开阳台的钥匙在天枢大厦。", {}),
        ("织女在河边，牛郎在对岸。", {}),
        ("北河三条路，都通向天津四个门。", {}),
        ("vega is a word in small letters", {}),
    ],
)
def test_stars_are_found_by_their_names(text: str, stars: dict[int, str]) -> None:
    assert {star.hip: star.name for star in stars_in(text)} == stars


def test_a_star_glows_and_is_named_when_it_is_spoken_of() -> None:
    line = "Look to the south: there crawls the Scorpion, and its red heart is Antares."
    scene, shot, board = _scene("The Scorpion", line)
    (label,), timing = scene.labels, heard(shot, board)
    assert label.start_s == timing.at(line.index("Antares"))
    (glow,) = (element for element in scene.elements if element.kind == "glow")
    assert glow.setting("hip", None) == 80763
    assert 0 < label.start_s - glow.start_s < 0.5


def test_names_stand_outside_of_the_figure_on_the_stars_own_side() -> None:
    scene, _, _ = _scene("参宿四是猎户的左肩，参宿七是他的脚。")
    assert [(label.side, label.gap > 30) for label in scene.labels] == [("left", True), ("right", True)]
    alone, _, _ = _scene("The star Fomalhaut over the sea")
    assert [(label.hip, label.gap < 25) for label in alone.labels] == [(113368, True)]


def test_a_star_of_a_guardian_does_not_bring_another_figure() -> None:
    scene, _, _ = _scene("角宿一是青龙的角。")
    assert [cue.name for cue in scene.figures] == ["qinglong"]
    assert [label.hip for label in scene.labels] == [65474]
    assert [cue.name for cue in _scene("角宿一是春夜的明珠。")[0].figures] == ["virgo"]
