"""What a shot's words call up."""

from __future__ import annotations

import pytest

from engine.directing import lexicon
from engine.directing.scene import effects_of, mood_of, resolved, scene_of
from engine.directing.understanding import FREE_GROUND, understood
from engine.errors import EngineError
from engine.sky.cultures.known import culture_of
from engine.sky.figures import figure_names
from engine.sky.layers.elements import element_kinds
from storyboard.model import Element, Scene, Shot, Sky, Storyboard, View


def _scene(text: str, language: str = "en") -> Scene:
    shot = Shot(id="a", text=text)
    return scene_of(shot, Storyboard.model_validate({"language": language, "shots": (shot,)}))


def _shot(text: str) -> tuple[Shot, Storyboard]:
    shot = Shot(id="a", text=text)
    return shot, Storyboard(shots=(shot,))


def _kinds(scene: Scene) -> set[str]:
    return {element.kind for element in scene.elements}


def test_figures_and_elements_are_found_in_both_languages() -> None:
    english, chinese = "Andromeda on a rock by the sea, lightning!", "安德洛墨达在海边的岩石上，闪电！"
    for text, language in ((english, "en"), (chinese, "zh")):
        scene = _scene(text, language)
        assert scene.figures[0].name == "andromeda"
        assert {"sea", "rock", "lightning"} <= _kinds(scene)
        assert scene.lines[0].show == ("And",)
        assert scene.view.kind == "horizon" and scene.view.latitude_deg is not None


def test_what_a_figure_carries_is_not_drawn_beside_it() -> None:
    assert [cue.name for cue in _scene("珀尔修斯举起美杜莎的头。", "zh").figures] == ["perseus"]
    assert [cue.name for cue in _scene("美杜莎睁开眼睛。", "zh").figures] == ["medusa"]


def test_a_palace_is_of_the_storys_culture_and_stands_on_land() -> None:
    def palace(text: str, language: str = "en") -> str:
        (hall,) = (element for element in _scene(text, language).elements if element.kind == "palace")
        return hall.setting("style", "chinese")

    assert palace("King Cepheus and Queen Cassiopeia sit in their palace.") == palace("仙王坐在宫殿里", "zh") == "greek"
    assert palace("织女望着宫殿。", "zh") == palace("Andromeda over the Forbidden City") == "chinese"
    assert palace("The Weaver sees a palace.") == "chinese"
    assert _kinds(_scene("A palace by night")) & set(FREE_GROUND)


def test_several_constellations_are_all_in_the_picture() -> None:
    view = understood(*_shot("The constellations of the Crow and the Cup")).view
    assert [wish.what for wish in view.wishes] == ["Crv", "Crt"]


def test_lines_come_with_their_figure_and_give_way_to_it() -> None:
    scene = _scene("Leo and the constellation Crow")
    by_name = {name: cue for cue in scene.lines for name in cue.show}
    (lion,) = scene.figures
    lines = by_name["Leo"]
    assert lines.start_s < lion.start_s and lines.fade_s is not None and lines.fade_s > lion.start_s + lion.draw_s
    assert by_name["Crv"].fade_s is None, "nothing else shows the Crow"
    weaving = _scene("The Weaver weaves the clouds of heaven.")
    assert [cue.name for cue in weaving.figures] == ["loom"] and weaving.lines == ()


def test_latin_words_count_only_whole() -> None:
    assert lexicon.find("a leotard and oxygen") == []
    assert [entry.western for entry in lexicon.find("The lions of Leo")] == [("Leo",)]


def test_a_chinese_story_shows_the_chinese_sky() -> None:
    cultures = {cue.culture for cue in _scene("织女在河边。", "zh").lines}
    assert "chinese" in cultures
    assert {cue.culture for cue in _scene("The Weaver by the river.").lines} == {"western"}


def test_words_without_meaning_still_give_a_sky() -> None:
    scene = _scene("Somebody thinks of something.")
    assert scene.view.kind == "horizon"
    assert scene.figures == ()
    assert len(_kinds(scene) & set(FREE_GROUND)) == 1


def test_ground_that_nobody_named_can_be_taken_out() -> None:
    def kinds(*unwanted: str) -> set[str]:
        shot = Shot(id="a", text="Somebody thinks of something.", without=unwanted)
        return _kinds(scene_of(shot, Storyboard(shots=(shot,))))

    (ground,) = kinds()
    assert kinds(ground) == set()


def test_an_own_scene_is_kept() -> None:
    own = Scene(view=View(azimuth_deg=10), elements=(Element(kind="sea"),))
    shot = Shot(id="a", text="Orion", scene=own)
    assert scene_of(shot, Storyboard(shots=(shot,))) == own


def test_everything_the_lexicon_names_exists() -> None:
    for entry in lexicon.entries():
        assert set(entry.figures) <= set(figure_names()), entry.words
        assert set(entry.western) <= set(culture_of("western").figures), entry.words
        assert set(entry.chinese) <= set(culture_of("chinese").figures), entry.words
        assert {raw["kind"] for raw in entry.elements} <= set(element_kinds()), entry.words


def test_a_view_of_a_figure_frames_it() -> None:
    view = resolved(View(kind="figure", figure="orion", figure_height=0.7), Sky())
    assert view.kind == "sky"
    assert 60 < view.ra_deg < 110 and -25 < view.dec_deg < 25
    taller = resolved(View(kind="figure", figure="orion", figure_height=0.9), Sky())
    assert taller.scale > view.scale
    with pytest.raises(EngineError, match="must name"):
        resolved(View(kind="figure"), Sky())


def test_elements_bring_their_sounds() -> None:
    scene = Scene(elements=(Element.model_validate({"kind": "lightning", "times": [1.0, 3.0]}), Element(kind="sea")))
    cues = effects_of(scene)
    assert sorted(cue.kind for cue in cues) == ["thunder", "thunder", "waves"]
    assert sorted(cue.start_s for cue in cues if cue.kind == "thunder") == pytest.approx([1.35, 3.35])


def test_moods_come_from_the_words_unless_given() -> None:
    assert mood_of(Shot(id="a", text="A dark fear")) == "ominous"
    assert mood_of(Shot(id="a", text="A dark fear", mood="joyful")) == "joyful"
    assert mood_of(Shot(id="a", text="nothing")) == "calm"
    assert mood_of(Shot(id="a", text="Orion died")) == "mourning", "what happens goes before the hero's own mood"
    board = Storyboard(shots=(Shot(id="a", text="x"),))
    assert understood(board.shots[0], board).view.kind == "horizon"
