"""Places by name and by coordinates."""

from __future__ import annotations

import unicodedata

import pytest

from engine.errors import BadInput
from engine.sky.places import all_places, place_of, place_of_sky
from storyboard.model import Sky


def test_the_list_holds_hundreds_of_whole_places() -> None:
    places = all_places()
    assert len(places) > 400
    for place in places:
        assert place.zh and place.en and place.id.replace("_", "").isalnum(), place
        assert any(unicodedata.name(sign, "").startswith("CJK") for sign in place.zh), place
        assert -90 <= place.latitude_deg <= 90 and -180 <= place.longitude_deg <= 180, place
        assert -430 <= place.altitude_m <= 8849, place


def test_no_name_means_two_places() -> None:
    bearers: dict[str, str] = {}
    for place in all_places():
        for name in {place.id, place.zh, place.en, *place.aliases}:
            key = "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if sign.isalnum())
            assert bearers.setdefault(key, place.id) == place.id, name


@pytest.mark.parametrize(
    ("text", "id"),
    [("Beijing", "beijing"), ("  BEIJING ", "beijing"), ("北京", "beijing"), ("长安", "xian"), ("長安", "xian"),
     ("Chang'an", "xian"), ("xi an", "xian"), ("Sao Paulo", "saopaulo"), ("Göbekli Tepe", "gobeklitepe"),
     ("gobekli tepe", "gobeklitepe"), ("Alexandria", "alexandria"), ("南极", "southpole"), ("Babylon", "babylon")],
)  # fmt: skip
def test_names_are_found_however_they_are_written(text: str, id: str) -> None:
    assert place_of(text).id == id


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("39.9042,116.4074,44", (39.9042, 116.4074, 44)), ("-33.9, 18.4", (-33.9, 18.4, 0)), ("0,0", (0, 0, 0)),
     ("+12.5，-70，100m", (12.5, -70, 100)), ("90,0", (90, 0, 0)), ("10,190", (10, -170, 0))],
)  # fmt: skip
def test_coordinates(text: str, numbers: tuple[float, float, float]) -> None:
    place = place_of(text)
    assert (place.latitude_deg, place.longitude_deg, place.altitude_m) == pytest.approx(numbers)


@pytest.mark.parametrize(
    ("text", "words"),
    [("Beijng", "did you mean Beijing"), ("Atlantis", "coordinates"), ("91,0", "latitude"), ("0,400", "longitude"),
     ("0,0,99999", "height"), ("", "coordinates"), ("39.9", "coordinates"), ("nan,nan", "coordinates")],
)  # fmt: skip
def test_what_is_no_place_is_told_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as caught:
        place_of(text)
    assert "\n" not in str(caught.value)


def test_a_storyboards_coordinates_hold_before_its_places_name() -> None:
    assert place_of_sky(Sky(place="雅典")).id == "athens"
    named = place_of_sky(Sky(place="Aethiopia's shore", latitude_deg=12.0, longitude_deg=39.0))
    assert (named.latitude_deg, named.longitude_deg, named.en) == (12.0, 39.0, "Aethiopia's shore")
    beijing = place_of_sky(Sky(place="Beijing", latitude_deg=40.0, longitude_deg=116.0))
    assert (beijing.latitude_deg, beijing.zh) == (40.0, "北京")
    with pytest.raises(BadInput, match="Nowhere"):
        place_of_sky(Sky(place="Nowhere"))
    with pytest.raises(ValueError, match="both"):
        Sky(latitude_deg=40.0)
