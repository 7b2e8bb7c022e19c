"""The board under mouse and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QSlider
from pytestqt.qtbot import QtBot

from storyboard import edits
from storyboard.model import Storyboard
from ui import mime, theme
from ui.board import Board
from ui.board.view import BoardView
from ui.document import Document
from ui.transport import Transport

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # says the offscreen platform of every window

Middle = Callable[[QRect], QPoint]
Drag = Callable[..., None]
Mod = Qt.KeyboardModifier


def ids(document: Document) -> list[str]:
    return [shot.id for shot in document.storyboard.shots]


def click(view: BoardView, point: QPoint, modifiers: Mod = Mod.NoModifier) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)


def thumb(view: BoardView, index: int) -> QPoint:
    return view.on_view(view.cards.parts(index).thumb).center()


def test_a_click_selects_and_seeks(view: BoardView, document: Document, transport: Transport) -> None:
    click(view, thumb(view, 2))
    assert document.selection == (ids(document)[2],)
    assert transport.frame == document.schedule.entry(2) == document.schedule.spans[1].end


def test_ctrl_and_shift_select_more(view: BoardView, document: Document) -> None:
    names = ids(document)
    click(view, thumb(view, 0))
    click(view, thumb(view, 2), Mod.ControlModifier)
    assert document.selection == (names[0], names[2])
    click(view, thumb(view, 4), Mod.ShiftModifier)
    assert document.selection == tuple(names[2:5])
    click(view, thumb(view, 3), Mod.ControlModifier)
    assert document.selection == (names[2], names[4])


def test_a_rubber_band_selects_and_escape_undoes_it(view: BoardView, document: Document, drag: Drag) -> None:
    names = ids(document)
    document.select([names[5]])
    start = QPoint(4, 4)
    drag(start, thumb(view, 1), hold=True)
    assert document.selection == tuple(names[:2])
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert document.selection == ()
    drag(start, thumb(view, 1), Mod.ControlModifier)
    assert document.selection == tuple(names[:2])


def test_a_selection_made_elsewhere_is_shown(view: BoardView, document: Document) -> None:
    assert view.verticalScrollBar().maximum() > 0
    document.select([ids(document)[-1]])
    assert view.viewport().rect().contains(view.on_view(view.cards.card(view.cards.count - 1)))


def test_shots_are_reordered_by_drag(view: BoardView, document: Document, drag: Drag) -> None:
    names = ids(document)
    drag(thumb(view, 0), view.on_view(view.cards.card(2)).center() + QPoint(40, 0))
    assert ids(document)[:3] == [names[1], names[2], names[0]]
    document.undo_stack.undo()
    assert ids(document) == names


def test_selected_shots_go_together(view: BoardView, document: Document, drag: Drag) -> None:
    names = ids(document)
    document.select([names[0], names[3]])
    drag(thumb(view, 3), view.on_view(view.cards.card(1)).center() + QPoint(40, 0))
    assert ids(document)[:4] == [names[1], names[0], names[3], names[2]]


def test_a_drag_that_is_given_up_or_lands_in_place_leaves_no_step(
    view: BoardView, document: Document, drag: Drag
) -> None:
    drag(thumb(view, 0), thumb(view, 2) + QPoint(60, 0), hold=True)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, Mod.NoModifier, thumb(view, 2))
    drag(thumb(view, 1), thumb(view, 1) + QPoint(30, 6))
    assert document.undo_stack.count() == 0


def test_alt_drag_duplicates(view: BoardView, document: Document, drag: Drag) -> None:
    names = ids(document)
    drag(thumb(view, 0), view.on_view(view.cards.card(2)).center() + QPoint(40, 0), Mod.AltModifier)
    assert ids(document)[:5] == [*names[:3], f"{names[0]}-2", names[3]]
    assert document.selection == (f"{names[0]}-2",)


def test_the_ghost_and_the_mark_are_painted(view: BoardView, drag: Drag) -> None:
    click(view, thumb(view, 0))
    before = view.grab().toImage()
    drag(thumb(view, 0), thumb(view, 2) + QPoint(60, 0), hold=True)
    mark = view.on_view(view.cards.insertion(view.content(thumb(view, 2) + QPoint(60, 0))).mark)
    spot = QPoint(mark.center().x(), mark.bottom() - 6)
    assert view.grab().toImage().pixelColor(spot) == theme.colour("accent") != before.pixelColor(spot)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.grab().toImage() == before


def test_the_board_scrolls_while_a_card_is_held_at_its_edge(qtbot: QtBot, view: BoardView, drag: Drag) -> None:
    drag(thumb(view, 0), QPoint(200, view.viewport().height() - 5), hold=True)
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0, timeout=5000)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.busy()


@pytest.mark.parametrize("field", ["title", "text", "line"])
def test_words_are_written_in_place(qtbot: QtBot, view: BoardView, document: Document, middle: Middle, field) -> None:
    before = getattr(document.storyboard.shots[1], field)
    click(view, middle(view.cards.parts(1).field(field)))
    assert view.fields.widget is not None and view.fields.field == field
    QTest.keyClicks(view.fields.widget, " Ab")
    QTest.keyClicks(view.fields.widget, "c")
    qtbot.waitUntil(lambda: getattr(document.storyboard.shots[1], field) == before + " Abc", timeout=5000)
    QTest.keyClicks(view.fields.widget, "!")
    QTest.keyClick(view.fields.widget, Qt.Key.Key_Return)
    assert view.fields.widget is None and view.hasFocus()
    assert getattr(document.storyboard.shots[1], field) == before + " Abc!"
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert getattr(document.storyboard.shots[1], field) == before


def test_escape_gives_the_old_words_back_and_leaves_no_step(
    qtbot: QtBot, view: BoardView, document: Document
) -> None:
    before = document.storyboard
    view.edit_field(0, "line")
    assert view.fields.widget is not None
    QTest.keyClicks(view.fields.widget, "x")
    qtbot.waitUntil(lambda: document.storyboard != before, timeout=5000)
    QTest.keyClick(view.fields.widget, Qt.Key.Key_Escape)
    assert document.storyboard == before and document.undo_stack.count() == 0
    assert view.fields.widget is None


def test_two_sittings_are_two_steps(view: BoardView, document: Document) -> None:
    for words in ("a", "b"):
        view.edit_field(0, "text")
        assert view.fields.widget is not None
        QTest.keyClicks(view.fields.widget, words)
        QTest.keyClick(view.fields.widget, Qt.Key.Key_Return)
    assert document.undo_stack.count() == 2


def test_tab_goes_on_to_the_next_field_and_card(view: BoardView, document: Document) -> None:
    names = ids(document)
    view.edit_field(0, "text")
    walked = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        assert view.fields.widget is not None
        QTest.keyClick(view.fields.widget, key)
        walked.append((view.fields.shot_id, view.fields.field))
    assert walked == [(names[0], "line"), (names[1], "title"), (names[0], "line")]
    view.edit_field(len(names) - 1, "line")
    assert view.fields.widget is not None
    QTest.keyClick(view.fields.widget, Qt.Key.Key_Tab)
    assert view.fields.widget is None


def test_an_undo_from_elsewhere_shows_in_the_open_field(view: BoardView, document: Document) -> None:
    shot = document.storyboard.shots[0]
    document.edit("Line", lambda board: edits.with_shot(board, shot.id, line="New"))
    view.edit_field(0, "line")
    document.undo_stack.undo()
    assert view.fields.widget is not None and view.fields.widget.toPlainText() == shot.line


def test_a_field_closes_with_its_shot(view: BoardView, document: Document) -> None:
    names = ids(document)
    view.edit_field(1, "line")
    document.edit("Delete", lambda board: edits.remove(board, {names[1]}))
    assert view.fields.widget is None


def test_the_keys_walk_and_extend(view: BoardView, document: Document, transport: Transport) -> None:
    names, columns = ids(document), view.cards.columns
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert document.selection == (names[1],) and transport.frame == document.schedule.entry(1)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert document.current.id == names[1 + columns]
    QTest.keyClick(view, Qt.Key.Key_Up, Mod.ShiftModifier)
    assert document.selection == tuple(names[1 : 2 + columns])
    QTest.keyClick(view, Qt.Key.Key_End)
    assert document.selection == (names[-1],)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert document.selection == (names[0],)
    QTest.keyClick(view, Qt.Key.Key_A, Mod.ControlModifier)
    assert document.selection == tuple(names)


def test_the_keys_move_copy_and_delete(view: BoardView, document: Document) -> None:
    names = ids(document)
    document.select([names[0]])
    QTest.keyClick(view, Qt.Key.Key_Right, Mod.AltModifier)
    assert ids(document)[:2] == [names[1], names[0]]
    QTest.keyClick(view, Qt.Key.Key_Down, Mod.AltModifier)
    assert document.index_of(names[0]) == 1 + view.cards.columns
    document.undo_stack.undo()
    document.undo_stack.undo()
    QTest.keyClick(view, Qt.Key.Key_D, Mod.ControlModifier)
    assert ids(document)[1] == f"{names[0]}-2"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert ids(document) == names
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.fields.widget is not None and view.fields.field == "text"


def test_the_boards_keys_go_before_the_windows_shortcuts(view: BoardView) -> None:
    for key, modifiers, ours in (
        (Qt.Key.Key_Left, Mod.NoModifier, True), (Qt.Key.Key_Delete, Mod.NoModifier, True),
        (Qt.Key.Key_D, Mod.ControlModifier, True), (Qt.Key.Key_S, Mod.ControlModifier, False),
        (Qt.Key.Key_Space, Mod.NoModifier, False),
    ):  # fmt: skip
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(view, event)
        assert event.isAccepted() == ours, key


def test_a_transition_is_chosen_from_its_chip(qtbot: QtBot, view: BoardView, document: Document) -> None:
    click(view, view.on_view(view.cards.chip(1)).center())
    menu = view.findChild(QMenu, "transitionMenu")
    assert menu is not None
    actions = [action for action in menu.actions() if action.text()]
    assert [action.text() for action in actions[:6]] == [
        "Crossfade", "Cut", "Fade through black", "Star dissolve", "Push", "Zoom through a star",
    ]  # fmt: skip
    assert actions[0].isChecked()
    actions[3].trigger()
    actions[9].trigger()
    assert document.storyboard.transition_after(1).kind == "stars"
    assert document.storyboard.transition_after(1).frames == 36
    actions[-2].trigger()
    assert document.storyboard.shots[1].transition is None
    menu.close()


def test_one_transition_for_all_shots(view: BoardView, document: Document) -> None:
    names = ids(document)
    document.edit("Transition", lambda board: edits.with_transition(board, names[0], "push", 12))
    view.open_transition_menu(0)
    menu = view.findChild(QMenu, "transitionMenu")
    assert menu is not None and menu.actions()[4].isChecked() and not menu.actions()[0].isChecked()
    menu.actions()[-1].trigger()
    menu.close()
    board = document.storyboard
    assert {(board.transition_after(i).kind, board.transition_after(i).frames) for i in range(len(names) - 1)} == {
        ("push", 12)
    }


def menu_at(view: BoardView, point: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    menus = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


def test_the_context_menu_is_for_the_card_under_the_pointer(view: BoardView, document: Document) -> None:
    names = ids(document)
    menu = menu_at(view, thumb(view, 2))
    assert document.current.id == names[2]
    by_words = {action.text().partition("\t")[0]: action for action in menu.actions()}
    by_words["Make another take"].trigger()
    assert view._services.takes.asked == [((names[2],), True)]  # type: ignore[attr-defined]
    by_words["New shot before"].trigger()
    assert ids(document)[2] == "shot"
    menu.close()


def test_the_context_menu_of_the_empty_ground(view: BoardView, document: Document) -> None:
    menu = menu_at(view, QPoint(3, 3))
    menu.actions()[-1].trigger()
    assert document.selection == tuple(ids(document))
    menu.close()


def test_the_last_card_adds_a_shot_that_is_written_at_once(view: BoardView, document: Document) -> None:
    number = len(ids(document))
    view.show_card(number)
    click(view, view.on_view(view.cards.card(number)).center())
    assert len(ids(document)) == number + 1 and document.selection == ("shot",)
    assert view.fields.shot_id == "shot" and view.fields.field == "text"


def drop(view: BoardView, data: QMimeData, point: QPoint) -> bool:
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(point, action, data, button, Mod.NoModifier)
    QApplication.sendEvent(view.viewport(), enter)
    if enter.isAccepted():
        QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(point), action, data, button, Mod.NoModifier))
    return enter.isAccepted()


def test_what_is_dropped_lands_where_it_was_dropped(view: BoardView, document: Document, legend: Storyboard) -> None:
    names = ids(document)
    shots = legend.shots[3:5]
    assert drop(view, mime.shots_data(shots), view.on_view(view.cards.card(1)).center() + QPoint(40, 0))
    assert ids(document)[:4] == [*names[:2], f"{shots[0].id}-2", f"{shots[1].id}-2"]
    assert document.undo_stack.count() == 1
    assert drop(view, mime.template_data("orion"), QPoint(5, 5))
    assert ids(document)[0] == "plain"


def test_foreign_content_is_not_taken(view: BoardView, document: Document) -> None:
    data = QMimeData()
    data.setText("words")
    assert not drop(view, data, thumb(view, 0))
    assert document.undo_stack.count() == 0


def test_the_size_of_the_cards(board: Board, view: BoardView) -> None:
    slider = board.findChild(QSlider, "boardCardSize")
    assert slider is not None
    before = view.cards.columns
    slider.setValue(slider.minimum())
    assert view.cards.columns > before
    view.set_card_width(10_000)
    assert slider.value() == slider.maximum() and view.cards.columns < before


def test_only_what_is_seen_is_asked_for_pictures(board: Board, view: BoardView, document: Document) -> None:
    first = document.storyboard.shots[0]
    many = [first.model_copy(update={"id": f"n{number}"}) for number in range(1000)]
    document.replace(document.storyboard.model_copy(update={"shots": tuple(many)}))
    view._services.pictures.wanted.clear()  # type: ignore[attr-defined]
    view.grab()
    assert 0 < len(view._services.pictures.wanted) < 30  # type: ignore[attr-defined]
    assert view.cards.count == 1000


def test_another_theme_and_another_shape_are_shown(qapp: QApplication, view: BoardView, document: Document) -> None:
    dark = view.grab().toImage().pixelColor(view.on_view(view.cards.parts(0).text).bottomRight())
    theme.apply(qapp, "light")
    light = view.grab().toImage().pixelColor(view.on_view(view.cards.parts(0).text).bottomRight())
    assert light.lightness() > dark.lightness() + 80
    height = view.cards.thumb_height
    document.edit("Canvas", lambda board: edits.with_part(board, "canvas", width=720, height=720))
    assert view.cards.thumb_height > 1.5 * height


def test_a_card_that_is_higher_than_the_board_shows_its_picture(view: BoardView, board: Board) -> None:
    board.resize(1000, 200)
    view.document.select([view.document.storyboard.shots[-1].id])
    card = view.on_view(view.cards.card(view.cards.count - 1))
    assert card.height() > view.viewport().height() and 0 <= card.top() < 40


def test_what_was_chosen_while_the_board_was_hidden_is_shown(board: Board, view: BoardView, qtbot: QtBot) -> None:
    board.hide()
    view.document.select([view.document.storyboard.shots[-1].id])
    board.show()
    qtbot.waitExposed(board)
    assert view.viewport().rect().intersects(view.on_view(view.cards.card(view.cards.count - 1)))
