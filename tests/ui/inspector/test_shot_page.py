"""The page of the shot: what it shows, and what it does to the storyboard."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton, QWidget

from storyboard import edits
from storyboard.model import Camera, Shot, Sky, Storyboard, Take, Transition
from ui.document import Document
from ui.inspector import Inspector
from ui.inspector.fields import ChoiceField, NumberField, ShareField, SwitchField
from ui.inspector.maker_panel import MakerPanel
from ui.inspector.sky_map import SkyMapView
from ui.inspector.typing_field import LineField, TextField
from ui.widgets.chip import Chip


def get(inspector: QWidget, kind, name: str) -> Any:
    found = inspector.findChild(kind, name)
    assert found is not None, name
    return found


def pick(inspector: Inspector, name: str, value: object) -> None:
    """Choose as a person does."""
    field = get(inspector.shot, ChoiceField, name)
    values = [choice[0] for choice in field._choices]
    field.setCurrentIndex(values.index(value))
    field.activated.emit(values.index(value))


def maker(inspector: Inspector) -> MakerPanel:
    found = inspector.shot.findChild(MakerPanel)
    assert found is not None
    return found


def said(inspector: Inspector) -> list[str]:
    """What the labels say that are seen."""
    return [label.text() for label in inspector.shot.findChildren(QLabel) if label.isVisible()]


def test_it_shows_the_current_shot(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    shot = document.current
    assert get(inspector, LineField, "title").text() == shot.title
    assert get(inspector, TextField, "sceneText").toPlainText() == shot.text
    assert get(inspector, TextField, "line").toPlainText() == shot.line
    assert get(inspector, ChoiceField, "mood").currentText() == "Tender"


def test_typing_is_one_step_and_keeps_the_cursor(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    field = get(inspector, TextField, "sceneText")
    field.setFocus()
    field.moveCursor(QTextCursor.MoveOperation.Start)
    for word in ("One ", "two "):
        qtbot.keyClicks(field, word)
        qtbot.waitUntil(lambda word=word: word.strip() in document.current.text)
    assert document.current.text.startswith("One two The Weaver")
    assert field.textCursor().position() == 8
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert field.toPlainText() == document.current.text == "The Weaver at her loom by the River of Heaven."


def test_undo_in_a_field_is_the_storyboards(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), inspector)
    undo.activated.connect(document.undo_stack.undo)
    for kind, name in ((LineField, "title"), (TextField, "line")):
        before = getattr(document.current, name)
        field = get(inspector, kind, name)
        field.setFocus()
        qtbot.keyClicks(field, "xy")
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert getattr(document.current, name) == before
        assert (field.text() if isinstance(field, LineField) else field.toPlainText()) == before


def test_an_edit_elsewhere_does_not_overwrite_what_is_typed(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    field = get(inspector, LineField, "title")
    field.setFocus()
    field.setText("")
    qtbot.keyClicks(field, "Loom")
    document.edit("other", lambda board: edits.with_shot(board, "river", title="R"))
    assert field.text() == "Loom"
    qtbot.waitUntil(lambda: document.current.title == "Loom")


def test_what_was_typed_belongs_to_the_shot_it_was_typed_for(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    field = get(inspector, TextField, "line")
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Mine.")
    document.select(["cowherd"])
    shots = {shot.id: shot for shot in document.storyboard.shots}
    assert shots["weaver"].line == "Mine."
    assert field.toPlainText() == shots["cowherd"].line != "Mine."


def test_several_shots_are_edited_together(document: Document, inspector: Inspector) -> None:
    document.select(["weaver", "cowherd"])
    assert not get(inspector, TextField, "line").isEnabled()
    assert get(inspector, QComboBox, "mood").currentIndex() == -1
    pick(inspector, "mood", "heroic")
    assert [shot.mood for shot in document.storyboard.shots if shot.id in ("weaver", "cowherd")] == ["heroic"] * 2
    assert document.undo_stack.count() == 1
    get(inspector, SwitchField, "hit").click()
    assert all(shot.hit for shot in document.storyboard.shots if shot.id in ("weaver", "cowherd"))


def test_a_length_is_fixed_and_freed(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    length = document.span("weaver").frames / document.schedule.fps
    get(inspector, SwitchField, "fixedLength").click()
    assert document.current.duration_s == pytest.approx(length, abs=0.01)
    seconds = get(inspector, NumberField, "seconds")
    seconds.setValue(9.5)
    assert document.current.duration_s == 9.5
    get(inspector, SwitchField, "fixedLength").click()
    assert document.current.duration_s is None and not seconds.isEnabled()


def test_drawing_the_intensity_is_one_step(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    slider = get(inspector, ShareField, "intensity").slider
    slider.setSliderDown(True)
    for value in (40, 60, 90):
        slider.setValue(value)
    slider.setSliderDown(False)
    assert document.current.intensity == 0.9 and document.undo_stack.count() == 1


def test_camera_moves_by_name_and_by_value(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    assert get(inspector, NumberField, "push").value() == 0.06
    pick(inspector, "cameraMove", "pan_left")
    assert document.current.camera == Camera(push=0.0, pan_deg=-12.0)
    get(inspector, NumberField, "tilt_deg").setValue(5)
    assert document.current.camera == Camera(push=0.0, pan_deg=-12.0, tilt_deg=5.0)
    assert get(inspector, QComboBox, "cameraMove").currentText() == "A move of its own"
    pick(inspector, "cameraMove", "scene")
    assert document.current.camera is None


def test_transition_is_the_storyboards_or_its_own(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    pick(inspector, "transitionKind", "stars")
    assert document.current.transition == Transition(kind="stars", frames=20)
    shown = get(inspector.shot, NumberField, "transitionSeconds")
    shown.setValue(2.0)
    assert document.current.transition == Transition(kind="stars", frames=48)
    pick(inspector, "transitionKind", "as storyboard")
    assert document.current.transition is None


def test_the_line_is_heard_and_stopped(document: Document, services: Any, inspector: Inspector) -> None:
    document.select(["weaver"])
    pick(inspector, "lineLanguage", "zh")
    pick(inspector, "lineVoice", "annie")
    button = get(inspector.shot, QToolButton, "listen")
    button.click()
    assert services.sound.heard == [(document.current.line, "zh", "annie", 1.0)]
    assert button.accessibleName() == "Stop"
    button.click()
    assert button.accessibleName() == "Listen"


@pytest.fixture
def plain(document: Document) -> Document:
    document.replace(Storyboard(shots=(Shot(id="a", text="Orion over the sea", line="."), Shot(id="b"))))
    return document


def chips(inspector: Inspector) -> list[str]:
    return sorted(chip.objectName() for chip in inspector.findChildren(Chip) if chip.isVisible())


def test_chips_are_taken_out_and_put_back(qtbot, plain: Document, inspector: Inspector) -> None:
    assert chips(inspector) == ["part-orion", "part-sea"]
    qtbot.keyClick(get(inspector, Chip, "part-sea"), Qt.Key.Key_Delete)
    assert plain.current.without == ("sea",)
    assert chips(inspector) == ["part-orion", "removed-sea"]
    get(inspector, Chip, "removed-sea").click()
    assert plain.current.without == () and chips(inspector) == ["part-orion", "part-sea"]
    assert any("heroic" in words for words in said(inspector))


def test_the_map_turns_a_horizon(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["river"])
    view = get(inspector.shot, SkyMapView, "skyMap")
    view.setFixedSize(200, 200)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(40, 100))
    qtbot.mouseMove(view, QPoint(100, 40))
    qtbot.mouseMove(view, QPoint(160, 100))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(160, 100))
    scene = document.current.scene
    assert scene is not None and scene.view.azimuth_deg == pytest.approx(270, abs=1)
    assert document.undo_stack.count() == 1
    assert "270" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    scene = document.current.scene
    assert scene is not None and scene.view.azimuth_deg == pytest.approx(275, abs=1)
    azimuth = get(inspector, NumberField, "azimuth")
    assert azimuth.isVisible() and azimuth.value() == pytest.approx(275, abs=1)


def test_a_free_view_cannot_be_turned_and_says_why(document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    view = get(inspector.shot, SkyMapView, "skyMap")
    assert view.azimuth_deg is None and view.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert not get(inspector, NumberField, "azimuth").isVisible()
    assert any("without a horizon" in words for words in said(inspector))


def test_a_shot_gets_a_sky_of_its_own(qtbot, document: Document, services: Any, inspector: Inspector) -> None:
    document.select(["weaver"])
    pick(inspector, "whoseSky", True)
    assert document.current.sky == document.storyboard.sky
    place, time = (get(inspector.shot, LineField, name) for name in ("skyPlace", "skyTime"))
    for field, words in ((place, "Athens"), (time, "winter solstice 755")):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert document.current.sky == Sky(place="Athens", time="winter solstice 755")
    assert services.understanding.skies[-1][0] == document.current.sky
    pick(inspector, "whoseSky", False)
    assert document.current.sky is None


def test_a_place_that_is_not_known_is_said(qtbot, document: Document, inspector: Inspector) -> None:
    document.edit("s", lambda board: edits.with_shot(board, "river", sky=Sky(place="Nowhere")))
    document.select(["river"])
    assert "There is no such place." in [label.text() for label in inspector.shot.findChildren(QLabel)]


def with_takes(board: Storyboard) -> Storyboard:
    made = "2026-11-21T20:00:00+00:00"
    takes = tuple(Take(key=letter * 64, seed=number, made=made) for number, letter in enumerate("abc"))
    return edits.with_shot(board, "weaver", takes=takes, chosen="a" * 64)


def test_takes_are_chosen_compared_and_dropped(
    qtbot, document: Document, services: Any, inspector: Inspector
) -> None:
    document.edit("t", with_takes)
    document.select(["weaver"])
    second = get(inspector, QWidget, "take-bbbbbbbb")
    assert "earlier" in second.accessibleName()
    assert "missing" in get(inspector, QWidget, "take-cccccccc").accessibleName()
    with qtbot.waitSignal(inspector.compare_requested) as asked:
        second.compare.click()
    assert asked.args == ["a" * 64, "b" * 64]
    second.click()
    assert document.current.chosen == "b" * 64
    get(inspector, QWidget, "take-cccccccc").drop.click()
    assert [take.key[0] for take in document.current.takes] == ["a", "b"]
    get(inspector, QWidget, "asItStands").click()
    assert document.current.chosen is None
    get(inspector, QWidget, "newSeedTake").click()
    assert services.takes.made == [(("weaver",), True)]


def test_own_footage_comes_in_and_shows_only_what_applies(
    document: Document, services: Any, inspector: Inspector, tmp_path
) -> None:
    document.select(["weaver"])
    maker(inspector).bring(tmp_path / "photo.png")
    services.importing.finish()
    assert document.current.footage is not None and document.current.footage.file == "photo.png"
    assert not inspector.shot.sections["sky"].isVisible()
    assert not inspector.shot.sections["understood"].isVisible()
    get(inspector, NumberField, "footageStart").setValue(2.5)
    pick(inspector, "footageFit", "contain")
    assert (document.current.footage.start_s, document.current.footage.fit) == (2.5, "contain")
    pick(inspector, "generator", "sky")
    assert document.current.footage is None and inspector.shot.sections["sky"].isVisible()


def test_a_file_that_is_no_picture_is_said_and_nothing_changes(
    document: Document, services: Any, inspector: Inspector, tmp_path
) -> None:
    before = document.storyboard
    maker(inspector).bring(tmp_path / "notes.xyz")
    services.importing.finish()
    assert document.storyboard is before
    assert any("notes.xyz is no picture" in label.text() for label in inspector.shot.findChildren(QLabel))


def test_a_shot_by_a_video_model(document: Document, inspector: Inspector) -> None:
    first, second = (shot.id for shot in document.storyboard.shots[:2])
    document.select([second])
    assert not get(inspector.shot, ChoiceField, "guidance").isVisible()
    pick(inspector, "generator", "diffusion")
    pick(inspector, "guidance", "free")
    get(inspector.shot, SwitchField, "follows").click()
    shot = document.current
    assert (shot.generator, shot.guidance, shot.follows) == ("diffusion", "free", True)
    pick(inspector, "guidance", None)
    assert document.current.guidance is None
    document.edit("all", lambda board: board.model_copy(update={"generator": "diffusion"}))
    pick(inspector, "generator", "diffusion")
    assert document.current.generator is None, "as the story has it"
    pick(inspector, "generator", "sky")
    assert document.current.generator == "sky"
    document.select([first])
    assert not get(inspector.shot, SwitchField, "follows").isVisible(), "nothing comes before it"


def test_seed_of_its_own(qtbot, document: Document, inspector: Inspector) -> None:
    document.select(["weaver"])
    switch = get(inspector.shot, SwitchField, "ownSeed")
    switch.click()
    assert document.current.seed == document.storyboard.seed
    get(inspector.shot, QToolButton, "seedDice").click()
    assert document.current.seed not in (None, document.storyboard.seed)
    switch.click()
    assert document.current.seed is None
