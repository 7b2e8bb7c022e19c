"""The choices of an export."""

from __future__ import annotations

import json

import pytest

from engine.errors import BadInput
from engine.film_settings import FilmSettings
from storyboard.model import Shot, Storyboard, Take

KEY = "0" * 64


def test_settings_come_back_from_json() -> None:
    chosen = FilmSettings(quality="master", encoder="hevc10", ai_label=False, posters=True, artist="某人", threads=3)
    raw = json.loads(json.dumps(chosen.as_json()))
    assert FilmSettings.from_json(raw) == chosen
    assert FilmSettings.from_json({"of a newer program": 1}) == FilmSettings()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"quality": "best"}, "quality"), ({"encoder": "mpeg1"}, "mpeg1"), ({"posters": "yes"}, "posters"),
        ({"threads": True}, "threads"), ({"ai_label": 1}, "ai_label"), ({"producer": "织星"}, "producer"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(raw, said) -> None:
    with pytest.raises(BadInput, match=said):
        FilmSettings.from_json(raw)


@pytest.mark.parametrize(
    ("generators", "choice", "labelled"),
    [
        (["sky", "sky"], None, False), (["sky", "diffusion"], None, True), (["footage", None], None, False),
        (["diffusion"], False, False), (["sky"], True, True),
    ],
)  # fmt: skip
def test_films_with_generated_takes_are_labelled_unless_the_person_decides(generators, choice, labelled) -> None:
    shots = tuple(
        Shot(id=str(number), takes=(Take(key=KEY, generator=name),), chosen=KEY) if name else Shot(id=str(number))
        for number, name in enumerate(generators)
    )
    label = FilmSettings(ai_label=choice).label(Storyboard(shots=shots))
    assert (label is not None) == labelled


def test_a_film_by_another_generator_is_labelled() -> None:
    board = Storyboard(shots=(Shot(id="a", generator="diffusion"), Shot(id="b")))
    label = FilmSettings(producer="Someone", produce_id="7").label(board)
    assert label is not None and label.fields()["ContentProducer"] == "Someone"
    assert label.fields()["ProduceID"] == "7"
