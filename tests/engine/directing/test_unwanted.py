"""What a person takes out of a shot: it is not drawn, named, heard or looked for."""

from __future__ import annotations

from typing import Any

import pytest

from engine.directing.scene import effects_of, scene_of, stage_notes
from engine.directing.unwanted import parts_of, without
from storyboard.model import Camera, EffectCue, Element, FigureCue, LinesCue, Scene, Shot, Storyboard, View


def _scene(text: str, *unwanted: str, language: str = "en", **more: Any) -> Scene:
    shot = Shot(id="a", text=text, without=unwanted, **more)
    return scene_of(shot, Storyboard.model_validate({"language": language, "shots": (shot,)}))


def _ids(scene: Scene) -> list[str]:
    return [part.id for part in parts_of(scene)]


def test_everything_understood_has_a_name_and_goes_by_it() -> None:
    text = "织女和牛郎在河边，鹊桥，仙女在海边的岩石上，闪电！"
    whole = _scene(text, language="zh")
    ids = _ids(whole)
    assert {"zhinu", "niulang", "andromeda", "sea", "rock", "lightning", "magpies", "And"} <= set(ids)
    for name in ids:
        left = _ids(_scene(text, name, language="zh"))
        assert name not in left and set(left) == set(ids) - {name}
    assert _ids(_scene(text, *ids, language="zh")) == []


def test_lines_may_be_called_lines() -> None:
    assert _ids(_scene("Orion", "lines:Ori")) == _ids(_scene("Orion", "Ori")) == ["orion"]


def test_the_view_goes_to_what_is_left() -> None:
    both, one = _scene("Orion and the Scorpion"), _scene("Orion and the Scorpion", "scorpius", "Sco")
    assert one.view != both.view and one.view == _scene("Orion").view
    lines = _scene("Orion over the sea", "orion")
    assert lines.figures == () and lines.lines[0].show == ("Ori",)
    assert lines.view.kind == "horizon" and lines.view.latitude_deg is not None, "a place where Orion's lines stand"
    nothing = _scene("Leo", "leo", "Leo")
    assert nothing.view == _scene("Nobody").view and nothing.lines == ()
    plain = _scene("Orion", "orion", "Ori")
    assert plain.view.kind == "horizon" and plain.camera == _scene("Nobody").camera


def test_a_fourth_figure_does_not_take_the_place_of_one_that_went() -> None:
    text = "Orion, Taurus, Gemini and Leo"
    assert [cue.name for cue in _scene(text).figures] == ["orion", "taurus", "gemini"]
    assert [cue.name for cue in _scene(text, "taurus").figures] == ["orion", "gemini"]


def test_what_went_is_not_heard() -> None:
    assert {cue.kind for cue in effects_of(_scene("rain on the sea"))} == {"rain", "waves"}
    assert {cue.kind for cue in effects_of(_scene("rain on the sea", "sea"))} == {"rain"}
    own = Scene(
        elements=(Element(kind="sea"), Element(kind="rain"), Element(kind="lightning")),
        effects=(EffectCue(kind="waves"), EffectCue(kind="thunder", start_s=2.0), EffectCue(kind="night")),
    )
    assert [cue.kind for cue in without(own, ["sea"]).effects] == ["thunder", "night"]
    shore = own.model_copy(update={"elements": (*own.elements, Element(kind="shore"))})
    assert [cue.kind for cue in without(shore, ["sea"]).effects] == ["waves", "thunder", "night"]


def test_an_own_scene_keeps_its_view_and_loses_the_rest() -> None:
    own = Scene(
        view=View(kind="figure", figure="orion"), camera=Camera(follow="orion", push=0.2),
        figures=(FigureCue(name="orion"), FigureCue(name="lepus")),
        lines=(LinesCue(show=("Ori", "Lep")), LinesCue(show=("参宿",), culture="chinese")), bodies=True,
    )  # fmt: skip
    shot = Shot(id="a", scene=own, without=("orion", "Ori", "参宿", "bodies"))
    scene = scene_of(shot, Storyboard(shots=(shot,)))
    assert [cue.name for cue in scene.figures] == ["lepus"]
    assert [cue.show for cue in scene.lines] == [("Lep",)]
    assert scene.camera == Camera(push=0.2) and not scene.bodies
    assert scene.view == scene_of(Shot(id="a", scene=own), Storyboard(shots=(shot,))).view


def test_a_figure_may_stay_and_not_do_it() -> None:
    text = "The scorpion creeps near and stings."
    assert {"scorpius", "scorpius:creep", "scorpius:strike"} <= set(_ids(_scene(text)))
    (calm,) = _scene(text, "scorpius:strike").figures
    assert (calm.name, calm.motion, calm.then) == ("scorpius", "creep", None)
    (still,) = _scene(text, "scorpius:strike", "scorpius:creep").figures
    assert (still.name, still.motion, still.then) == ("scorpius", None, None)
    assert "scorpius:strike" not in _ids(_scene(text, "scorpius"))


def test_what_is_not_there_changes_nothing() -> None:
    own = Scene(view=View(azimuth_deg=10), elements=(Element(kind="sea"),))
    assert without(own, ["andromeda", "no such thing", ""]) == own
    assert without(own, []) is own


def test_the_shots_camera_goes_before_any_other() -> None:
    camera = Camera(push=-0.1, orbit_deg=20)
    assert _scene("Orion by the sea", camera=camera).camera == camera
    own = Scene(camera=Camera(push=0.3))
    assert _scene("", scene=own, camera=camera).camera == camera
    assert _scene("", scene=own).camera == own.camera


def test_a_shot_may_stand_under_a_sky_of_its_own() -> None:
    raw: dict[str, Any] = {
        "sky": {"place": "Beijing", "time": "2026-08-19T13:00:00Z"},
        "shots": [{"id": name, "scene": {"view": {"kind": "stage", "wishes": [{"what": "orion"}]}}} for name in "ab"],
    }
    raw["shots"][1]["sky"] = {"place": "Sydney", "time": "2026-01-10T11:00:00Z"}
    board = Storyboard.model_validate(raw)
    here, there = (scene_of(shot, board).view for shot in board.shots)
    assert here.latitude_deg is not None and there.latitude_deg is not None
    assert here.latitude_deg > 0 > there.latitude_deg, "the stage is searched near the shot's own place"
    said = stage_notes(board)
    assert said[0].removeprefix("a") != said[1].removeprefix("b")


@pytest.mark.parametrize(("text", "language"), [("Old Ox by the sea", "en"), ("老朋友阿宝在海边", "zh")])
def test_a_characters_name_calls_up_the_figure_that_plays_them(text: str, language: str) -> None:
    def shown(shot_text: str, characters: tuple[dict[str, str], ...] = CAST) -> list[str]:
        shot = {"id": "a", "text": shot_text}
        board = Storyboard.model_validate({"language": language, "characters": characters, "shots": [shot]})
        return [cue.name for cue in scene_of(board.shots[0], board).figures]

    assert shown(text) == ["taurus"]
    assert shown(text.replace("Ox", "  ox").replace("阿宝", "阿宝，")) == ["taurus"]
    assert "taurus" not in shown(text, ())
    assert shown("Taurus by the sea") == shown("金牛") == ["taurus"], "the figure's own name still works"
    assert shown("The Queen is sad") == ["andromeda"], "not Cassiopeia, whom the word means otherwise"
    assert shown("The Queens' hall") == ["andromeda"]
    assert shown("Queenstown, oldox") == []
    assert shown("Nobody comes, 无名") == []


CAST = (
    {"name": "Old Ox", "figure": "taurus"}, {"name": "阿宝", "figure": "taurus"},
    {"name": "the queen", "figure": "andromeda"}, {"name": "Nobody", "description": "a man without a figure"},
    {"name": "无名", "figure": "no such figure"},
)  # fmt: skip
