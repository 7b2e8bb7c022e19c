"""Sky cultures: those brought along, their names, and those that a person adds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.errors import BadInput, EngineError
from engine.sky.cultures.culture import chosen_name
from engine.sky.cultures.installed import install_culture
from engine.sky.cultures.known import culture_ids, culture_of, star_name
from engine.sky.layers.night.culture_art import CultureArt
from engine.sky.layers.night.star_places import apparent_directions, pixels_of
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, LinesCue, Scene, Sky, View

BETELGEUSE, RIGEL, BELLATRIX, SAIPH = 27989, 24436, 25336, 27366
PLACES = {BETELGEUSE: (30, 24), RIGEL: (76, 80), BELLATRIX: (68, 20)}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny culture with one figure, its picture (a dot on each anchor) and a star's name."""
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    folder = tmp_path / "织 culture"
    (folder / "illustrations").mkdir(parents=True)
    picture = np.zeros((100, 100, 4), np.uint8)
    for x, y in PLACES.values():
        picture[y - 3 : y + 3, x - 3 : x + 3] = 255
    (folder / "illustrations" / "drum.png").write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    anchors = [{"pos": list(place), "hip": hip} for hip, place in PLACES.items()]
    index = {
        "id": "Drummers",
        "constellations": [
            {
                "id": "CON drummers 001",
                "lines": [[BETELGEUSE, BELLATRIX, RIGEL, SAIPH], ["thin", SAIPH, BETELGEUSE]],
                "image": {"file": "illustrations/drum.png", "size": [100, 100], "anchors": anchors},
                "common_name": {"english": "The Drum", "native": "大鼓", "pronounce": "dà gǔ"},
            }
        ],
        "common_names": {f"HIP {BETELGEUSE}": [{"english": "Red One", "native": "赤星"}], "NAME Sun": [{}]},
    }
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")
    return folder


def test_three_traditions_are_brought_along() -> None:
    counts = {culture_id: len(list(culture_of(culture_id).all_figures())) for culture_id in culture_ids()[:3]}
    assert counts == {"western": 88, "chinese": 312, "chinese_song": 339}


def test_the_ox_and_the_two_masters_of_works_are_right() -> None:
    """牛宿 is six stars of Capricornus around beta; the 土司空 of 奎宿 is beta Ceti alone, in both traditions."""
    for culture_id in ("chinese", "chinese_song"):
        figures = culture_of(culture_id).figures
        ox = figures["牛宿"]
        assert set(ox.stars) == {100345, 100064, 99572, 100881, 101123, 101027}
        assert [100345, 100064] in [list(path) for path in ox.paths]
        assert figures["土司空(奎宿)"].stars == [3419] == figures["土司空"].stars
    assert culture_of("chinese").figures["土司空(轸宿)"].paths == ()
    assert culture_of("chinese_song").figures["土司空(轸宿)"].stars == [56332, 56343, 56620, 57936]


def test_names_come_in_every_naming() -> None:
    lyra = culture_of("western").figures["Lyr"].names
    assert [chosen_name(lyra, naming, "en") for naming in ("zh-Hans", "zh-Hant", "en", "la", "auto")] == [
        "天琴座", "天琴座", "Lyre", "Lyra", "Lyra",
    ]  # fmt: skip
    weaver = culture_of("chinese").figures["织女"].names
    assert [chosen_name(weaver, naming, "zh") for naming in ("auto", "zh-Hant", "pinyin")] == [
        "织女", "織女", "Zhi Nü",
    ]  # fmt: skip
    assert star_name(91262, "zh") == "织女一" and star_name(91262, "en") == "Vega"
    assert star_name(91262, "zh", "zh-Hant") == "織女一" and star_name(91262, "en", "la") == "α Lyr"
    assert star_name(118322, "en", "pinyin")


def test_an_added_culture_works(folder: Path) -> None:
    added = install_culture(folder)
    assert added.id == "drummers" and "drummers" in culture_ids()
    culture = culture_of("drummers")
    drum = culture.figures["大鼓"]
    assert drum.stars == sorted([BETELGEUSE, RIGEL, BELLATRIX, SAIPH])
    assert chosen_name(drum.names, "pinyin", "en") == "dà gǔ"
    assert star_name(BETELGEUSE, "zh", "auto", "drummers") == "赤星"
    assert drum.art is not None and folder not in drum.art.file.parents
    install_culture(folder)
    assert culture_ids().count("drummers") == 1


def test_the_picture_lies_on_its_three_stars(folder: Path) -> None:
    install_culture(folder)
    cue = LinesCue(show=("*",), culture="drummers", art=1.0, start_s=-5)
    scene = Scene(view=View(kind="sky", ra_deg=83, dec_deg=0, scale=900), camera=Camera(push=0.0), lines=(cue,))
    stage = build_stage(scene, Canvas(width=640, height=360), Sky(), 6.0, 5, "en")
    buffer = np.zeros((360, 640, 3), np.float32)
    CultureArt(cue, stage).paint(buffer, stage.frame(3.0))
    light = buffer.sum(-1)
    y, x = np.mgrid[0:360, 0:640] + 0.5
    for px, py in pixels_of(apparent_directions(list(PLACES), stage), stage.frame(3.0)):
        near = light * (np.hypot(x - px, y - py) < 14)
        assert near.sum() > 1
        assert np.hypot((x * near).sum() / near.sum() - px, (y * near).sum() / near.sum() - py) < 1.0


def _without(part: str) -> Callable[[dict[str, Any]], None]:
    def change(index: dict[str, Any]) -> None:
        del index[part]

    return change


def _set(*way: str | int, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(index: dict[str, Any]) -> None:
        place: Any = index
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (_without("id"), r"index\.json: 'id'"),
        (_set("id", value="chinese"), r"index\.json: 'id'"),
        (_without("constellations"), r"'constellations' is missing"),
        (_set("constellations", 0, "lines", 0, 1, value="x"), r"constellations\[0\]\.lines\[0\]\[1\]'"),
        (_set("constellations", 0, "lines", 0, 1, value=999999), "no star HIP 999999"),
        (_set("constellations", 0, "image", "file", value="no.png"), r"constellations\[0\]\.image\.file'.*no\.png"),
        (_set("constellations", 0, "image", "file", value="../../x.png"), "outside"),
        (_set("constellations", 0, "image", "file", value="index.json"), "no picture"),
        (_set("constellations", 0, "image", "anchors", value=[]), r"image\.anchors'"),
        (_set("constellations", 0, "image", "anchors", 1, "pos", value=[30, 24]), "one line"),
        (_set("constellations", 0, "image", "anchors", 1, "hip", value=None), r"anchors\[1\]\.hip'"),
        (_set("common_names", value=[1]), "'common_names'"),
    ],
)  # fmt: skip
def test_errors_name_file_and_field(folder: Path, change: Callable[[dict[str, Any]], None], field: str) -> None:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    change(index)
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    with pytest.raises(BadInput, match=field):
        install_culture(folder)
    assert "drummers" not in culture_ids()


def test_a_folder_without_an_index_and_unknown_cultures_are_named(folder: Path) -> None:
    with pytest.raises(BadInput, match="no sky culture"):
        install_culture(folder / "illustrations")
    (folder / "index.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadInput, match="line 1"):
        install_culture(folder)
    with pytest.raises(EngineError, match="atlantis"):
        culture_of("atlantis")
