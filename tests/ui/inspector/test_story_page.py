"""The page of the story."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from storyboard.looks import completed
from storyboard.model import Canvas, Sky, Transition
from ui.document import Document
from ui.inspector import Inspector
from ui.inspector.cast_panel import CharacterCard
from ui.inspector.fields import ChoiceField, NumberField, ShareField, SwitchField
from ui.inspector.music_panel import MusicPanel
from ui.inspector.sky_fields import with_place
from ui.inspector.speech_panel import SpeechPanel
from ui.inspector.time_picker import TimePicker, day_and_clock, local_time
from ui.inspector.typing_field import LineField


@pytest.fixture
def story(inspector: Inspector) -> Any:
    inspector.tabs.setCurrentIndex(1)
    return inspector.story


def get(page: QWidget, kind, name: str) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def pick(page: QWidget, name: str, value: object) -> None:
    """Choose as a person does."""
    field = get(page, ChoiceField, name)
    values = [choice[0] for choice in field._choices]
    field.setCurrentIndex(values.index(value))
    field.activated.emit(values.index(value))


def test_title_language_and_transition(qtbot, document: Document, story: Any) -> None:
    title = get(story, LineField, "storyTitle")
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "My film")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    pick(story, "storyLanguage", "zh")
    pick(story, "transitionKind", "cut")
    assert (document.storyboard.title, document.storyboard.language) == ("My film", "zh")
    assert document.storyboard.transition == Transition(kind="cut", frames=0)
    assert not get(story, NumberField, "transitionSeconds").isEnabled()
    pick(story, "transitionKind", "zoom")
    assert document.storyboard.transition == Transition(kind="zoom", frames=20)


def test_a_video_model_is_chosen_for_the_whole_story(qtbot, document: Document, story: Any) -> None:
    assert not get(story, LineField, "storyModel").isVisible()
    pick(story, "storyGenerator", "diffusion")
    model = get(story, LineField, "storyModel")
    model.setFocus()
    qtbot.keyClicks(model, "wan2.2-ti2v-5b")
    qtbot.keyClick(model, Qt.Key.Key_Return)
    pick(story, "storyGuidance", "exact")
    board = document.storyboard
    assert (board.generator, board.model, board.guidance) == ("diffusion", "wan2.2-ti2v-5b", "exact")
    model.selectAll()
    qtbot.keyClick(model, Qt.Key.Key_Delete)
    qtbot.keyClick(model, Qt.Key.Key_Return)
    assert document.storyboard.model is None, "then the best one that is installed"
    pick(story, "storyGenerator", "sky")
    assert not get(story, LineField, "storyModel").isVisible()


def test_a_look_and_its_values(document: Document, story: Any) -> None:
    pick(story, "look", "ink")
    assert document.storyboard.look.name == "ink"
    assert get(story, ChoiceField, "figureStyle").currentText() == "Ink wash"
    grain = get(story, ShareField, "grain")
    grain.slider.setValue(50)
    look = completed(document.storyboard.look)
    assert look.grain == pytest.approx(2.0) and look.figure_style == "ink_wash"


def test_the_canvas_keeps_a_shape_that_its_projection_can_have(document: Document, story: Any) -> None:
    pick(story, "canvasSize", "1080p")
    pick(story, "canvasAspect", "9:16")
    pick(story, "frameRate", 30)
    canvas = document.storyboard.canvas
    assert (canvas.width, canvas.height, canvas.fps) == (1080, 1920, 30)
    for projection in ("fulldome", "equirect", "rectilinear"):
        pick(story, "projection", projection)
        canvas = document.storyboard.canvas
        assert canvas.projection == projection
        assert Canvas.model_validate(canvas.model_dump()) == canvas
    assert (canvas.width, canvas.height, canvas.fps) == (1920, 1080, 30)


def test_music_of_ones_own_comes_and_goes(document: Document, services: Any, story: Any, tmp_path) -> None:
    music = story.findChild(MusicPanel)
    music.bring(tmp_path / "song.mp3")
    services.importing.finish()
    assert document.storyboard.music.file == "song.mp3"
    assert not get(story, ChoiceField, "musicStyle").isEnabled()
    get(story, QToolButton, "clearMusic").click()
    assert document.storyboard.music.file is None
    get(story, SwitchField, "musicOn").click()
    assert not document.storyboard.music.enabled and not music.curve.isVisible()


def test_narration_and_captions(document: Document, services: Any, story: Any) -> None:
    pick(story, "narrationVoice", "ben")
    panel = story.findChild(SpeechPanel)
    panel.rate.slider.setValue(100)
    pick(story, "captionSize", "large")
    pick(story, "captionPlace", "top")
    board = document.storyboard
    assert (board.narration.voice, board.narration.rate) == ("ben", 2.0)
    assert (board.captions.size, board.captions.place) == ("large", "top")
    panel.listen.click()
    assert services.sound.heard == [(board.shots[0].line, "en", "ben", 2.0)]
    get(story, SwitchField, "captionsOn").click()
    assert not document.storyboard.captions.enabled


def test_characters(qtbot, document: Document, story: Any) -> None:
    get(story, QWidget, "addCharacter").click()
    get(story, QWidget, "addCharacter").click()
    cards = story.findChildren(CharacterCard)
    assert len(cards) == 2 == len(document.storyboard.characters)
    cards[0].name.selectAll()
    qtbot.keyClicks(cards[0].name, "Mira")
    qtbot.keyClick(cards[0].name, Qt.Key.Key_Return)
    cards[0].figure.edited.emit("orion")
    assert (document.storyboard.characters[0].name, document.storyboard.characters[0].figure) == ("Mira", "orion")
    cards[1].remove.click()
    assert [one.name for one in document.storyboard.characters] == ["Mira"]


def test_the_sky_is_asked_for_and_a_fault_is_said(qtbot, document: Document, services: Any, story) -> None:
    assert services.understanding.skies[-1] == (document.storyboard.sky, None)
    place = get(story, LineField, "skyPlace")
    place.setFocus()
    place.selectAll()
    qtbot.keyClicks(place, "Nowhere")
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert document.storyboard.sky.place == "Nowhere" and document.storyboard.sky.latitude_deg is None
    assert "There is no such place." in [label.text() for label in story.findChildren(QLabel)]


def test_a_new_place_forgets_old_coordinates() -> None:
    sky = Sky(place="Beijing", latitude_deg=39.9, longitude_deg=116.4)
    assert with_place(sky, "Athens").latitude_deg is None
    assert with_place(sky, "Beijing") is sky and with_place(sky, " ") is sky


def test_the_picker_writes_what_the_sky_understands(qtbot) -> None:
    assert local_time(QDate(2026, 8, 19), QTime(21, 5)) == "2026-08-19 21:05 local"
    assert day_and_clock("2026-08-19T13:00:00Z") == (QDate(2026, 8, 19), QTime(13, 0))
    assert day_and_clock("qixi 2026")[1] == QTime(21, 0)
    picker = TimePicker()
    qtbot.addWidget(picker)
    picker.open_at(picker.pos(), "2030-01-02 20:30 local")
    with qtbot.waitSignal(picker.picked) as picked:
        picker.take.click()
    assert picked.args == ["2030-01-02 20:30 local"] and not picker.isVisible()


def test_only_the_page_that_is_seen_follows(document: Document, inspector: Inspector, story: Any) -> None:
    from storyboard import edits

    document.edit("t", lambda board: edits.with_shot(board, "river", title="New"))
    assert get(inspector.shot, LineField, "title").text() != "New"
    inspector.tabs.setCurrentIndex(0)
    assert get(inspector.shot, LineField, "title").text() == "New"
