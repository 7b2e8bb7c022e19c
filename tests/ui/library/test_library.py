"""The library's panel: what is found, dragged and inserted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from storyboard import edits
from storyboard.templates import template_ids
from ui import language, mime
from ui.document import Document
from ui.editing import Editing
from ui.library import LibraryPanel
from ui.library.drag_picture import drag_picture
from ui.library.legends import Legends
from ui.library.roles import Role
from ui.library.rows import legend_rects
from ui.ports import Services

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # says the offscreen platform of every window


def ids(document: Document) -> list[str]:
    return [shot.id for shot in document.storyboard.shots]


def legend_index(legends: Legends, template_id: str) -> QModelIndex:
    model = legends.model()
    return next(
        model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data(Role.KEY) == template_id
    )


def found(legends: Legends) -> dict[str, list[str]]:
    """The legends that are shown, with the shots of each."""
    model = legends.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        index.data(Role.KEY): [model.index(row, 0, index).data(Role.KEY) for row in range(model.rowCount(index))]
        for index in rows
    }


def search(library: LibraryPanel, words: str) -> None:
    field = library.findChild(QLineEdit, "librarySearch")
    assert field is not None
    field.setText(words)


def test_all_legends_and_their_shots_are_there(library: LibraryPanel) -> None:
    shown = found(library.legends)
    assert sorted(shown) == template_ids()
    assert shown["qixi"][0] == "river" and len(shown["qixi"]) == 9


@pytest.mark.parametrize("words", ["magpies fly", "喜鹊", "QIXI bridge of nothing", ""])
def test_the_search_looks_through_both_languages(library: LibraryPanel, words: str) -> None:
    search(library, words)
    shown = found(library.legends)
    if words == "":
        assert sorted(shown) == template_ids()
    elif words.startswith("QIXI"):
        assert shown == {}
    else:
        assert list(shown) == ["qixi"] and 0 < len(shown["qixi"]) < 9
        assert library.legends.isExpanded(library.legends.model().index(0, 0))


def test_a_legend_found_by_its_name_shows_all_its_shots(library: LibraryPanel) -> None:
    search(library, "七夕")
    assert len(found(library.legends)["qixi"]) == 9


def test_a_legend_is_inserted_behind_the_current_shot(library: LibraryPanel, document: Document) -> None:
    names = ids(document)
    document.select([names[1]])
    library.legends.setCurrentIndex(legend_index(library.legends, "orion"))
    library.legends.setFocus()
    QTest.keyClick(library.legends, Qt.Key.Key_Return)
    assert ids(document)[:3] == [*names[:2], "plain"] and len(ids(document)) == len(names) + 8
    assert document.undo_stack.count() == 1


def test_one_shot_is_inserted_in_the_storyboards_language(library: LibraryPanel, document: Document) -> None:
    document.edit("Language", lambda board: board.model_copy(update={"language": "zh"}))
    index = library.legends.model().index(0, 0, legend_index(library.legends, "orion"))
    library.legends.activated.emit(index)
    assert document.current.id == "plain"
    assert any("一" <= letter <= "鿿" for letter in document.current.line)


def test_what_is_dragged_out(library: LibraryPanel) -> None:
    legends = library.legends
    qixi = legend_index(legends, "qixi")
    whole = legends.mime_of([qixi])
    assert whole is not None and mime.template_of(whole) == "qixi"
    model = legends.model()
    some = legends.mime_of([model.index(4, 0, qixi), model.index(2, 0, qixi)])
    assert some is not None and [shot.id for shot in mime.shots_of(some)] == ["cowherd", "hairpin"]
    assert legends.mime_of([]) is None


def test_the_number_of_shots_unfolds_them(library: LibraryPanel) -> None:
    legends = library.legends
    index = legends.model().index(0, 0)
    fold = legend_rects(legends.visualRect(index), legends.fontMetrics().lineSpacing()).fold
    for opened in (True, False):
        QTest.mouseClick(legends.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, fold.center())
        assert legends.isExpanded(index) == opened


def test_the_words_follow_the_language(library: LibraryPanel) -> None:
    legends = library.legends
    legends.expand(legend_index(legends, "qixi"))
    language.apply("zh")
    QApplication.processEvents()
    try:
        assert legend_index(legends, "qixi").data() == "七夕"
        assert legends.isExpanded(legend_index(legends, "qixi"))
        assert not legends.isExpanded(legend_index(legends, "orion"))
    finally:
        language.apply("en")
        QApplication.processEvents()
    assert legend_index(legends, "qixi").data().startswith("Qixi")


def test_a_figure_comes_into_the_current_shot(library: LibraryPanel, document: Document, editing: Editing) -> None:
    told: list[str] = []
    editing.told.connect(told.append)
    document.edit("New", lambda board: edits.insert(board, 0, [edits.new_shot(board, "A night.")]))
    document.select([ids(document)[0]])
    library.tabs.setCurrentWidget(library.figures)
    library.figures.setCurrentIndex(library.figures.model().index(0, 0))
    library.figures.setFocus()
    QTest.keyClick(library.figures, Qt.Key.Key_Return)
    assert document.current.text == "A night. Orion." and document.undo_stack.undoText() == "Add figure"
    assert "Orion" in told[-1]
    QTest.keyClick(library.figures, Qt.Key.Key_Return)
    assert document.current.text == "A night. Orion." and len(told) == 1


def test_figures_are_found_in_both_languages(library: LibraryPanel) -> None:
    library.tabs.setCurrentWidget(library.figures)
    model = library.figures.model()
    assert model.rowCount() == 3
    search(library, "织女")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Weaver Girl"]


def test_files_are_asked_for_and_inserted_behind_the_current_shot(
    qtbot: QtBot, library: LibraryPanel, document: Document, services: Services, tmp_path: Path
) -> None:
    picture = tmp_path / "月 亮.png"
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(picture))
    document.select([ids(document)[0]])
    library.tabs.setCurrentWidget(library.media)
    button = library.findChild(QPushButton, "libraryAddFiles")
    assert button is not None
    button.click()
    dialog = library.findChild(QFileDialog)
    assert dialog is not None and dialog.fileMode() == QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(picture)])
    dialog.close()
    importing = services.importing
    assert importing.asked == [[picture]]  # type: ignore[attr-defined]
    importing.answer()  # type: ignore[attr-defined]
    assert ids(document)[1] == picture.stem
    media = library.media.list
    assert [path.name for path in media.paths([media.model().index(0, 0)])] == [picture.name]
    assert mime.files_of(media.mime_of([media.model().index(0, 0)])) == [picture]
    qtbot.waitUntil(lambda: media.grab().toImage().pixelColor(50, 35) == Qt.GlobalColor.blue, timeout=10_000)
    document.undo_stack.undo()
    assert media.model().rowCount() == 1, "brought in this session, so that it can be used again"


def test_files_are_dropped_into_the_library(library: LibraryPanel, services: Services, tmp_path: Path) -> None:
    library.tabs.setCurrentWidget(library.media)
    paths = [tmp_path / "b.mp4", tmp_path / "a.mp3"]
    data, point, button = mime.files_data(paths), QPoint(60, 60), Qt.MouseButton.LeftButton
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(point, action, data, button, none)
    QApplication.sendEvent(library.media, enter)
    QApplication.sendEvent(library.media, QDropEvent(QPointF(point), action, data, button, none))
    assert enter.isAccepted() and services.importing.asked == [paths]  # type: ignore[attr-defined]
    foreign = QMimeData()
    foreign.setText("words")
    enter = QDragEnterEvent(point, action, foreign, button, none)
    enter.ignore()
    QApplication.sendEvent(library.media, enter)
    assert not enter.isAccepted()


@pytest.mark.parametrize("picture", [None, QImage.Format.Format_RGB32])
@pytest.mark.parametrize("number", [1, 9])
def test_the_picture_in_the_hand(qapp: QApplication, picture: QImage.Format | None, number: int) -> None:
    source = None
    if picture is not None:
        image = QImage(320, 180, picture)
        image.fill(Qt.GlobalColor.red)
        source = QPixmap.fromImage(image)
    made = drag_picture(source, "The Bridge", number, 2.0, qapp.font())
    assert made.devicePixelRatio() == 2.0
    middle = made.toImage().pixelColor(180, 110)
    assert middle.alpha() > 200 and (middle.red() > 200) == (picture is not None)
