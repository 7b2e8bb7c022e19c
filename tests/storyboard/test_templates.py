"""The legends as data: complete in both languages, within the length that a planetarium would show."""

from __future__ import annotations

import pytest

from app.checking import scene_problems
from engine.lines import estimated_schedule
from storyboard.errors import StoryboardError
from storyboard.templates import (
    LANGUAGES,
    PICTURES,
    SKY_PICTURE,
    load_template,
    picture_path,
    template_cards,
    template_ids,
)


def test_the_four_legends_are_there() -> None:
    assert {"orion", "andromeda", "qixi", "guardians"} <= set(template_ids())
    assert all(set(card.names) == set(LANGUAGES) == set(card.summaries) for card in template_cards())


@pytest.mark.parametrize("template_id", template_ids())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_is_a_whole_story(template_id: str, language: str) -> None:
    board = load_template(template_id, language)
    assert 7 <= len(board.shots) <= 9
    assert all(shot.line and shot.text and shot.title and shot.scene for shot in board.shots)
    assert 50 <= estimated_schedule(board).duration_s <= 90
    assert scene_problems(board) == []
    chinese = sum("\u4e00" <= c <= "\u9fff" for shot in board.shots for c in shot.line)
    assert (chinese > 100) == (language == "zh")


def test_both_languages_tell_the_same_shots() -> None:
    for template_id in template_ids():
        zh, en = (load_template(template_id, language) for language in LANGUAGES)
        assert [s.id for s in zh.shots] == [s.id for s in en.shots]
        assert [s.scene.view for s in zh.shots if s.scene] == [s.scene.view for s in en.shots if s.scene]


def test_unknown_names_are_explained() -> None:
    with pytest.raises(StoryboardError, match="qixi"):
        load_template("nope", "en")
    with pytest.raises(StoryboardError, match="zh"):
        load_template("qixi", "fr")


def test_every_shot_has_its_picture_and_they_stay_small() -> None:
    wanted = {picture_path(card.id, shot_id) for card in template_cards() for shot_id in card.shot_ids}
    found = set(PICTURES.glob("*.jpg"))
    assert found == wanted | {SKY_PICTURE}
    assert sum(path.stat().st_size for path in found) < 1_500_000


def test_a_card_shows_the_summit_of_its_story() -> None:
    summits = {card.id: card.summit for card in template_cards()}
    assert summits["qixi"] == "bridge" and summits["guardians"] == "dragon"
