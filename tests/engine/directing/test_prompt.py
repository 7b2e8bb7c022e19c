"""Words for a video model: complete, in its language, what matters most first."""

from __future__ import annotations

import pytest

import assets
from engine.directing.prompt import characters_of, prompt_of
from engine.directing.scene import scene_of
from engine.sky.layers.elements import element_kinds
from storyboard.looks import look_names
from storyboard.model import Camera, Character, Element, FigureCue, Look, Scene, Shot, Storyboard

NEGATIVE = {"en": "daylight, watermark", "zh": "白天，水印"}


def _prompt(shot: Shot, **changes):
    board = Storyboard(shots=(shot,), **changes)
    return prompt_of(board, shot, scene_of(shot, board), NEGATIVE)


def test_an_english_shot_is_told_in_english_who_first_style_last() -> None:
    shot = Shot(id="a", text="Perseus stands over the stormy sea", mood="heroic")
    told = _prompt(shot, look=Look(name="ink"))
    order = ["Perseus, formed of starlight", "stands over the stormy sea", "pinpoint stars", "heroic", "ink wash"]
    places = [told.text.index(words) for words in order]
    assert places == sorted(places) and told.text.isascii()
    assert told.negative.startswith("daylight, watermark") and "photographic texture" in told.negative


def test_a_chinese_shot_is_told_in_chinese() -> None:
    told = _prompt(Shot(id="a", text="牛郎与织女隔着银河相望，群山静默"), language="zh")
    assert "牛郎" in told.text and "群山" in told.text and "神话奇幻" in told.text and told.negative.startswith("白天")
    assert not any(letter.isascii() and letter.isalpha() for letter in told.text)


def test_the_camera_and_the_sky_are_told_as_they_are() -> None:
    def camera(**moves) -> str:
        shot = Shot(id="a", text="night", scene=Scene(bodies=True, milky_way=0), camera=Camera(**moves))
        return _prompt(shot).text

    assert "static camera" in camera(push=0) and "pans to the left" in camera(pan_deg=-20)
    assert "pulls back" in camera(push=-0.3) and "turns towards Andromeda" in camera(towards="andromeda")
    assert "the Moon and planets" in camera() and "Milky Way" not in camera()


def test_what_is_stronger_stands_first_and_is_said_twice() -> None:
    scene = Scene(
        figures=(FigureCue(name="perseus"), FigureCue(name="andromeda", strength=1.6)),
        elements=(Element(kind="sea"), Element.model_validate({"kind": "lightning", "strength": 1.5})),
    )
    text = _prompt(Shot(id="a", scene=scene)).text
    assert text.index("Andromeda") < text.index("Perseus")
    assert text.count("Andromeda") == 2 and text.count("lightning") == 2 and text.count("sea") == 1


def test_what_was_taken_out_is_told_as_unwanted() -> None:
    told = _prompt(Shot(id="a", text="Andromeda by the sea", without=("sea", "andromeda")))
    assert "Andromeda" in told.negative and "sea" in told.negative
    assert "figure of Andromeda" not in told.text


def test_characters_bring_their_looks_by_name_or_by_their_figure() -> None:
    cast = (
        Character(name="Sky Girl", description="long white sleeves", palette="white and silver", figure="zhinu"),
        Character(name="Old Ox", palette="brown"), Character(name="Nobody", description="unseen"),
    )  # fmt: skip
    shot = Shot(id="a", text="Old Ox speaks", scene=Scene(figures=(FigureCue(name="zhinu"),)))
    board = Storyboard(shots=(shot,), characters=cast)
    assert [one.name for one in characters_of(board, shot, scene_of(shot, board))] == ["Sky Girl", "Old Ox"]
    text = prompt_of(board, shot, scene_of(shot, board), NEGATIVE).text
    assert "Sky Girl: long white sleeves, in white and silver" in text and "Old Ox in brown" in text
    assert "unseen" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_look_mood_and_element_has_its_words(language: str) -> None:
    import tomllib

    words = tomllib.loads((assets.folder("lexicon") / "prompt_words.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((assets.folder("lexicon") / "element_names.toml").read_text(encoding="utf-8"))
    moods = Shot.model_fields["mood"].annotation.__args__  # type: ignore[union-attr]
    assert all(words["style"][name][language] for name in look_names())
    assert all(words["mood"][name][language] for name in moods)
    assert all(names[kind][language] for kind in element_kinds())
