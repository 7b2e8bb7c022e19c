"""What the engine makes of shots, and the skies over them, as the windows get it."""

from __future__ import annotations

import pytest

from app.studio.words.reading import figures, part_named, places, read
from app.studio.words.sky_chart import chart
from app.studio.words.understanding import UnderstandingOfWords
from engine.directing.lexicon import entries
from engine.sky.layers.beings.figure_motions import MOTIONS
from engine.sky.layers.elements import element_kinds
from storyboard.model import Language, Shot, Sky, Storyboard, View
from storyboard.templates import load_template
from ui.document import Document
from ui.ports.understanding import SkyMap, Understood

BEIJING = Sky(place="Beijing", time="2026-08-19T13:00:00Z")


def board_of(text: str, language: Language = "en") -> Storyboard:
    return Storyboard(language=language, shots=(Shot(id="a", text=text),))


def test_a_sentence_is_read_in_both_languages() -> None:
    board = board_of("A hunter stands over the sea under Orion")
    english, chinese = (read(board.shots[0], board, language) for language in ("en", "zh"))
    assert [(part.id, part.kind) for part in english.parts] == [
        ("orion", "figure"), ("sea", "element"), ("Ori", "lines"),
    ]  # fmt: skip
    assert [part.name for part in english.parts[:2]] == ["Orion", "Sea"]
    assert [part.name for part in chinese.parts[:2]] == ["猎户", "海"]
    assert english.mood == "heroic" and english.azimuth_deg is not None and english.view is not None


def test_chinese_words_are_read() -> None:
    board = board_of("七夕，喜鹊在银河上搭桥", "zh")
    assert [part.name for part in read(board.shots[0], board, "zh").parts] == ["鹊桥"]


@pytest.mark.parametrize("legend", ["andromeda", "guardians", "orion", "qixi"])
def test_every_shot_of_a_legend_is_understood(legend: str) -> None:
    board = load_template(legend, "en")
    for shot in board.shots:
        found = read(shot, board, "en")
        assert found.fault == "" and found.parts and found.sky_says
        scene = shot.scene
        assert scene is not None
        if scene.view.kind == "horizon":
            assert found.azimuth_deg == pytest.approx(scene.view.azimuth_deg % 360) and 20 < found.width_deg < 300


def test_what_was_taken_out_has_its_name() -> None:
    shot = Shot(id="a", text="Orion", without=("cygnus", "sea", "Ori"))
    found = read(shot, Storyboard(shots=(shot,)), "en")
    assert [(part.id, part.kind) for part in found.removed] == [
        ("cygnus", "figure"), ("sea", "element"), ("Ori", "lines"),
    ]  # fmt: skip
    assert [part.name for part in found.removed[:2]] == ["Cygnus", "Sea"]


def test_a_fault_is_a_sentence() -> None:
    board = board_of("the sea").model_copy(update={"sky": Sky(place="Nowhereland")})
    assert "Nowhereland" in read(board.shots[0], board, "en").fault
    assert "yesteryear" in chart(Sky(time="yesteryear"), None, "en").fault


def test_what_figures_do_is_told_and_can_be_taken_out() -> None:
    text = "Pegasus flew over the mountains"
    board = board_of(text)
    names = {
        language: {part.id: part.name for part in read(board.shots[0], board, language).parts}
        for language in ("en", "zh")
    }
    assert names["en"]["pegasus:beat"] == "Pegasus beats wings or tail" and names["zh"]["pegasus:beat"] == "飞马 挥动"
    shot = Shot(id="a", text=text, without=("pegasus:beat",))
    found = read(shot, Storyboard(shots=(shot,)), "zh")
    assert [(part.id, part.name, part.kind) for part in found.removed] == [("pegasus:beat", "飞马 挥动", "motion")]
    assert "pegasus:beat" not in {part.id for part in found.parts} and "pegasus" in {part.id for part in found.parts}


@pytest.mark.parametrize("motion", MOTIONS)
def test_every_motion_has_names(motion: str) -> None:
    for language in ("zh", "en"):
        assert part_named(f"orion:{motion}", language).name != f"{part_named('orion', language).name} {motion}"


def test_every_element_has_names() -> None:
    known = {*element_kinds(), *(raw["kind"] for entry in entries() for raw in entry.elements)}
    for kind in known:
        for language in ("zh", "en"):
            part = part_named(kind, language)
            assert part.kind == "element" and part.name and part.name != kind, kind


def test_the_sky_of_a_summer_evening() -> None:
    found = chart(BEIJING, None, "en")
    stars = {star.name: star for star in found.stars if star.name}
    assert 300 < len(found.stars) < 900 and len(found.lines) > 200
    assert stars["Vega"].altitude_deg > 85
    assert 270 - 30 < stars["Arcturus"].azimuth_deg < 270 + 30
    assert "Moon" in stars and "Sun" not in stars and "Sirius" not in stars
    assert all(star.altitude_deg > 0 and len(star.colour) == 7 for star in found.stars)
    red, blue = (int(stars["Antares"].colour[place : place + 2], 16) for place in (1, 5))
    assert red > blue + 60
    assert found.says == "Beijing, 2026-08-19 20:45 local time."


def test_the_lines_are_those_of_the_language() -> None:
    western, chinese = chart(BEIJING, None, "en"), chart(BEIJING, None, "zh")
    assert western.lines != chinese.lines
    assert "织女一" in {star.name for star in chinese.stars}


def test_a_view_of_its_own_hour_turns_the_sky() -> None:
    winter = chart(BEIJING, View(sidereal_h=5.5, latitude_deg=40.0), "en")
    stars = {star.name: star for star in winter.stars if star.name}
    assert 150 < stars["Betelgeuse"].azimuth_deg < 210 and "Moon" not in stars
    assert winter.view == View(sidereal_h=5.5, latitude_deg=40.0) and "5:30" in winter.says


def test_by_day_the_sun_is_said() -> None:
    found = chart(Sky(place="Beijing", time="2026-08-19T04:00:00Z"), None, "en")
    assert "Sun" in {star.name for star in found.stars} and "too high" in found.says


def test_names_are_known_in_both_languages() -> None:
    assert ("orion", "Orion") in figures("en") and ("orion", "猎户") in figures("zh")
    assert "Athens" in places("en") and "雅典" in places("zh")


def test_answers_come_from_the_background_and_the_last_question_wins(qtbot) -> None:
    document = Document(board_of("Orion"))
    understanding = UnderstandingOfWords(document)
    told: list[tuple[str, Understood]] = []
    maps: list[tuple[Sky, SkyMap]] = []
    understanding.understood.connect(lambda shot_id, found: told.append((shot_id, found)))
    understanding.mapped.connect(lambda sky, found: maps.append((sky, found)))
    try:
        for text in ("the sea", "a lion", "Cygnus over mountains"):
            understanding.ask(Shot(id="a", text=text))
        understanding.ask_map(BEIJING)
        qtbot.waitUntil(lambda: bool(maps) and bool(understanding.figures()), timeout=30_000)
        assert [part.id for part in told[-1][1].parts][:2] == ["cygnus", "mountains"]
        assert len(told) <= 3 and maps[0][0] == BEIJING and maps[0][1].stars
        assert "Athens" in understanding.places() and len(understanding.looks()) >= 5
    finally:
        understanding.close()
    understanding.ask(Shot(id="a", text="the sea"))
    assert understanding._thread is not None and not understanding._thread.is_alive()
