"""The timeline with a real mouse and real keys."""

from __future__ import annotations

from pathlib import Path

from storyboard.templates import load_template
from tests.ui.e2e.conftest import NAMES
from tests.ui.e2e.driver import Driver, at

FPS = 12


def test_a_legend_dragged_from_the_library_comes_in_where_it_is_dropped(studio: Driver) -> None:
    legend = at(studio.ask("row", name="libraryLegends", index=0), down=0.3)
    brought = [shot.id for shot in load_template("andromeda", "en").shots]
    studio.screen.drag(legend, studio.widget("previewPicture"), studio.shot(1, across=0.1))
    studio.until(lambda: len(studio.ids()) > len(NAMES), "the legend")
    assert studio.ids() == [NAMES[0], *brought, *NAMES[1:]]
    assert studio.state("selection") == brought
    studio.screen.key("ctrl+z")
    studio.until(lambda: studio.ids() == list(NAMES), "undo")
    studio.screen.key("ctrl+y")
    studio.until(lambda: studio.ids() == [NAMES[0], *brought, *NAMES[1:]], "redo")
    studio.screen.key("ctrl+z")
    assert studio.until(lambda: studio.ids() == list(NAMES), "undo")


def test_single_shots_of_a_legend_are_dragged(studio: Driver) -> None:
    legend = at(studio.ask("row", name="libraryLegends", index=0))
    studio.screen.click(legend)
    studio.screen.key("Right")
    studio.screen.pause(0.3)
    row = studio.until(lambda: studio.ask("row", name="libraryLegends", index=0, under=0), "its shots")
    first = load_template("andromeda", "en").shots[0].id
    studio.screen.drag(at(row), studio.shot(3, across=0.9))
    studio.until(lambda: studio.ids() == [*NAMES, first], "the shot")
    studio.screen.click(legend)
    studio.screen.key("Left")


def test_files_from_the_desktop_come_in_their_order(studio: Driver, pictures: list[Path]) -> None:
    with studio.desktop(pictures) as hand:
        studio.screen.drag(hand, studio.shot(2, across=0.1))
        studio.until(lambda: len(studio.ids()) == len(NAMES) + 2, "the pictures")
    shots = studio.ask("board")["shots"]
    assert [Path(shot["footage"]["file"]).name for shot in shots[2:4]] == [path.name for path in pictures]
    assert [shot["id"] for shot in shots[:2]] == list(NAMES[:2])
    assert studio.state("undo") == 1


def test_shots_are_reordered(studio: Driver) -> None:
    studio.screen.drag(studio.shot(0, across=0.3), studio.shot(2, across=0.9))
    studio.until(lambda: studio.ids() == ["swan", "eagle", "lyre", "bear"], "another order")
    studio.screen.key("alt+Right")
    studio.until(lambda: studio.ids() == ["swan", "eagle", "bear", "lyre"], "one place later")
    studio.screen.key("ctrl+z", "ctrl+z")
    studio.until(lambda: studio.ids() == list(NAMES), "undo")
    assert studio.state("index") == 0


def test_escape_gives_a_drag_up(studio: Driver) -> None:
    with studio.unedited():
        studio.screen.press(studio.shot(0, across=0.3), studio.shot(2, across=0.9))
        studio.screen.key("Escape")
        studio.screen.release()
        studio.screen.press(at(studio.ask("children", name="timeline")[3]["rect"], 0.99), studio.shot(1))
        studio.screen.key("Escape")
        studio.screen.release()


def test_an_edge_is_trimmed_by_what_the_mouse_went(studio: Driver) -> None:
    left, top, width, height = studio.ask("children", name="timeline")[3]["rect"]
    edge = left + width - 2
    studio.screen.drag((edge, top + height // 2), (edge + width, top + height // 2))
    studio.until(lambda: studio.ask("spans")[3][1] > 2 * FPS, "a longer shot")
    frames = studio.ask("spans")[3][1]
    assert abs(frames - 4 * FPS) <= 1
    assert studio.ask("board")["shots"][3]["duration_s"] == frames / FPS
    studio.screen.key("ctrl+z")
    studio.until(lambda: studio.ask("spans")[3][1] == 2 * FPS, "undo")


def test_a_crossfade_is_dragged_longer(studio: Driver) -> None:
    (left, top, width, height), following = (child["rect"] for child in studio.ask("children", name="timeline")[:2])
    overlap = left + width - following[0]
    right = left + width - overlap // 4
    studio.screen.drag((right, top + height // 2), (right + overlap, top + height // 2))
    studio.until(lambda: studio.ask("spans")[0][2] > 6, "a longer crossfade")
    assert studio.ask("board")["shots"][0]["transition"]["frames"] in (22, 24)
    assert studio.state("undo") == 1


def test_the_playhead_is_scrubbed_and_the_shot_split_there(studio: Driver) -> None:
    left, top, width, _ = studio.ask("children", name="timeline")[0]["rect"]
    studio.screen.drag((left + 3, top - 20), (left + width // 3, top - 20))
    frame = studio.until(lambda: studio.state("frame"), "the playhead")
    studio.screen.click(studio.shot(0, across=0.2))
    studio.screen.key("s")
    studio.until(lambda: len(studio.ids()) == len(NAMES) + 1, "the split")
    assert studio.ask("spans")[0][1] == frame
    studio.screen.key("Delete")
    studio.until(lambda: studio.ids() == list(NAMES), "the later part gone, the gap closed")


def test_a_hand_over_is_typed_and_its_kind_chosen(studio: Driver) -> None:
    (left, top, width, height), following = (child["rect"] for child in studio.ask("children", name="timeline")[:2])
    middle = (left + width - (left + width - following[0]) // 4, top + height // 2)
    studio.screen.click(middle, times=2)
    studio.until(lambda: studio.ask("visible", name="transitionEditor"), "the editor")
    studio.screen.key("ctrl+a")
    studio.screen.type("0.5 s")
    studio.screen.key("Return")
    studio.until(lambda: studio.ask("spans")[0][2] == FPS // 2, "half a second")
    studio.screen.key("Escape")
    studio.screen.click(middle, button=3)
    studio.choose("transition-stars")
    studio.until(lambda: studio.ask("board")["shots"][0]["transition"].get("kind") == "stars", "another kind")


def test_the_history_goes_back_to_where_it_is_clicked(studio: Driver) -> None:
    studio.screen.drag(studio.shot(0, across=0.3), studio.shot(2, across=0.9))
    studio.until(lambda: studio.state("undo") == 1, "a move")
    studio.screen.key("ctrl+h")
    studio.until(lambda: studio.ask("rect", name="undoHistory"), "the history")
    studio.screen.pause(0.3)
    studio.screen.click(at(studio.ask("row", name="undoSteps", index=0)))
    studio.until(lambda: studio.ids() == list(NAMES), "the first state")
    assert studio.state("undo") == 1 and studio.state("index") == 0
    studio.screen.key("ctrl+h")
    studio.until(lambda: not studio.ask("visible", name="undoHistory"), "the history away")
