"""The queue's panel as it is seen and used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtWidgets import QLabel, QListView, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.queue.listed_jobs import ListedJobs, film
from ui.ports import Services
from ui.ports.jobs import FilmMade, JobRow
from ui.queue import QueuePanel, QueueSummary
from ui.queue.job_view import JobView

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, jobs: ListedJobs) -> tuple[QueuePanel, JobView]:
    panel = QueuePanel(Services(jobs=jobs))
    qtbot.addWidget(panel)
    panel.resize(520, 640)
    panel.show()
    view = panel.findChild(JobView)
    assert view is not None
    return panel, view


def row(view: JobView, place: int, job: int | None = None) -> QModelIndex:
    group = view.rows.index(place, 0)
    return group if job is None else view.rows.index(job, 0, group)


def button(panel: QueuePanel, name: str) -> QToolButton:
    found = panel.findChild(QToolButton, name)
    assert found is not None
    return found


def press_painted(qtbot: QtBot, view: JobView, index: QModelIndex, place: int) -> None:
    area = view.itemDelegate().places(index, view.visualRect(index)).buttons[place]  # type: ignore[attr-defined]
    qtbot.mouseClick(view.viewport(), LEFT, pos=area.center())


def middle(view: JobView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()


def test_an_empty_queue_says_what_to_do(qtbot: QtBot) -> None:
    jobs = ListedJobs()
    panel, view = shown(qtbot, jobs)
    assert not view.isVisible() and not button(panel, "queueHold").isEnabled()
    jobs.stand(rows=tuple(film(1)))
    assert view.isVisible() and button(panel, "queueHold").isEnabled()
    assert view.rows.rowCount() == 1 and view.rows.rowCount(row(view, 0)) == 3


def test_painted_buttons_hold_cancel_and_retry(qtbot: QtBot) -> None:
    jobs = ListedJobs([*film(1), *film(2, state="failed", reason="The disk is full: free some space.")])
    _, view = shown(qtbot, jobs)
    press_painted(qtbot, view, row(view, 0), 0)
    press_painted(qtbot, view, row(view, 0), 1)
    press_painted(qtbot, view, row(view, 1), 0)
    assert jobs.asked == [("pause", (100, 101, 102, 150), False), ("cancel", (150,)), ("retry", (250,))]
    assert view.visualRect(row(view, 1)).height() > view.visualRect(row(view, 0)).height(), "the reason needs room"


def test_keys_do_what_the_buttons_do(qtbot: QtBot) -> None:
    jobs = ListedJobs([*film(1), *film(2), *film(3, state="failed")])
    _, view = shown(qtbot, jobs)
    view.setCurrentIndex(row(view, 1))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(row(view, 1))
    view.setCurrentIndex(row(view, 2))
    qtbot.keyClick(view, Qt.Key.Key_R)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert jobs.asked == [
        ("pause", (200, 201, 202, 250), False), ("cancel", (250,)), ("move", 250, 1), ("retry", (350,)),
    ], "what is finished is not moved"  # fmt: skip


def test_a_film_is_dragged_before_another_and_escape_leaves_it(qtbot: QtBot) -> None:
    jobs = ListedJobs([*film(1), *film(2), *film(3)])
    _, view = shown(qtbot, jobs)
    start, end = middle(view, row(view, 2)), QPoint(80, view.visualRect(row(view, 0)).top() + 3)

    def drag(release: bool) -> None:
        qtbot.mousePress(view.viewport(), LEFT, pos=start)
        qtbot.mouseMove(view.viewport(), start - QPoint(0, 30))
        qtbot.mouseMove(view.viewport(), end)
        if not release:
            qtbot.keyClick(view, Qt.Key.Key_Escape)
        qtbot.mouseRelease(view.viewport(), LEFT, pos=end)

    drag(release=False)
    assert jobs.asked == []
    drag(release=True)
    assert jobs.asked == [("move", 350, 1)]


def test_a_take_is_dragged_inside_its_film_while_work_goes_on(qtbot: QtBot) -> None:
    rows = film(1, takes=3)
    jobs = ListedJobs(rows)
    _, view = shown(qtbot, jobs)
    view.expand(row(view, 0))
    start, end = middle(view, row(view, 0, 3)), QPoint(80, view.visualRect(row(view, 0, 1)).top() + 2)
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    qtbot.mouseMove(view.viewport(), start - QPoint(0, 30))
    jobs.stand(rows=(replace(rows[0], state="running"), *rows[1:]))
    qtbot.mouseMove(view.viewport(), end)
    view.grab()
    qtbot.mouseRelease(view.viewport(), LEFT, pos=end)
    assert jobs.asked == [("move", 103, 2)]


def test_what_is_open_and_chosen_stays_when_jobs_come(qtbot: QtBot) -> None:
    jobs = ListedJobs(film(1))
    _, view = shown(qtbot, jobs)
    view.expand(row(view, 0))
    view.setCurrentIndex(row(view, 0, 1))
    jobs.stand(rows=(*film(2, head=False), *film(1)))
    assert [view.isExpanded(row(view, place)) for place in (0, 1)] == [False, True]
    current = view.current_item()
    assert isinstance(current, JobRow) and current.id == 101


def test_progress_repaints_rows_without_building_them_anew(qtbot: QtBot) -> None:
    rows = film(1)
    jobs = ListedJobs(rows)
    _, view = shown(qtbot, jobs)
    resets: list[bool] = []
    view.rows.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(view.rows.dataChanged):
        jobs.stand(rows=(rows[0], replace(rows[1], state="running", share=0.4, phase="picture"), *rows[2:]))
    assert not resets
    assert "Painting shot 1" in row(view, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_the_whole_queue_is_held_and_goes_on(qtbot: QtBot) -> None:
    rows = film(1)
    jobs = ListedJobs(rows)
    panel, _ = shown(qtbot, jobs)
    hold = button(panel, "queueHold")
    hold.click()
    jobs.stand(rows=(replace(rows[0], state="running"), *rows[1:]))
    hold.click()
    menu = panel.findChild(QMenu, "queueHoldMenu")
    assert menu is not None
    after, now = menu.actions()
    after.trigger()
    now.trigger()
    menu.close()
    jobs.stand(paused=True)
    assert "Paused after this job" in panel.findChild(QLabel, "queueNote").text()  # type: ignore[union-attr]
    hold.click()
    assert jobs.asked == [("pause", (), False), ("pause", (), False), ("pause", (), True), ("resume", ())]


def test_trouble_and_another_worker_are_said(qtbot: QtBot) -> None:
    jobs = ListedJobs(film(1))
    panel, _ = shown(qtbot, jobs)
    note = panel.findChild(QLabel, "queueNote")
    assert note is not None and not note.isVisible()
    jobs.stand(worked_elsewhere=True)
    assert "Another Starloom" in note.text()
    jobs.stand(trouble="The database cannot be written: the disk is full.")
    assert note.text() == "The database cannot be written: the disk is full." and note.isVisible()


def test_rows_speak(qtbot: QtBot) -> None:
    jobs = ListedJobs([*film(1, state="failed", reason="The music cannot be read."), *film(2, head=False)])
    _, view = shown(qtbot, jobs)
    spoken = [row(view, place).data(int(Qt.ItemDataRole.AccessibleTextRole)) for place in (0, 1)]
    assert spoken == ["Takes for Film 2: Waits, 20 s left", "Film 1: Failed, The music cannot be read."]
    if QAccessible.isActive():
        assert view.accessibleName()


@pytest.mark.parametrize("width", [330, 900])
def test_parts_of_a_row_never_overlap(width: int) -> None:
    from ui.queue.row_places import HEIGHTS, places

    for kind in HEIGHTS:
        for buttons in (0, 2):
            found = places(QRect(0, 0, width, HEIGHTS[kind]), kind, buttons, 17)
            parts = [found.picture, found.title, found.line, *found.buttons]
            assert all(
                not one.intersects(other) for place, one in enumerate(parts) for other in parts[place + 1 :]
            ), kind  # fmt: skip
            assert all(found.card.contains(part) for part in parts), kind


def test_the_summary_says_it_in_a_few_words(qtbot: QtBot) -> None:
    jobs = ListedJobs()
    summary = QueueSummary(Services(jobs=jobs))
    qtbot.addWidget(summary)
    assert summary.text() == "Queue empty"
    rows = [*film(1), *film(2)]
    rows[1] = replace(rows[1], state="running", share=0.5)
    jobs.stand(rows=tuple(rows), seconds_left=200.0)
    assert summary.text() == "2 films, 9 % · 3 min left"
    jobs.stand(paused=True)
    assert summary.text() == "Paused · 2 films, 9 %"
    jobs.stand(paused=False, rows=(*rows, *film(3, state="failed")))
    assert summary.text().endswith("1 failed")


MADE = [
    FilmMade(2, "七夕", "2026-11-20T10:00:00+00:00", Path("/films/七夕.mp4"), 81.4, 27_000_000, True),
    FilmMade(1, "Orion", "2026-11-19T10:00:00+00:00", Path("/gone/orion.mp4"), 62.0, 24_000_000, False),
]


class Desktop:
    """Takes the place of the system's player."""

    def __init__(self) -> None:
        from PySide6.QtCore import QObject, QUrl, Slot

        class Handler(QObject):
            opened: list[str] = []  # noqa: RUF012

            @Slot(QUrl)
            def open(self, url: QUrl) -> None:
                self.opened.append(url.toLocalFile())

        self.handler = Handler()
        QDesktopServices.setUrlHandler("file", self.handler, "open")  # pyright: ignore[reportArgumentType]

    def close(self) -> None:
        QDesktopServices.unsetUrlHandler("file")


def test_films_are_played_reopened_and_forgotten(qtbot: QtBot) -> None:
    desktop = Desktop()
    jobs = ListedJobs(films=MADE)
    panel, _ = shown(qtbot, jobs)
    panel.show_films()
    films = panel.findChild(QListView, "filmList")
    assert films is not None and films.model().rowCount() == 2
    films.grab()
    play, folder = button(panel, "filmPlay"), button(panel, "filmFolder")
    play.click()
    folder.click()
    films.setCurrentIndex(films.model().index(1, 0))
    assert not play.isEnabled() and not folder.isEnabled(), "its file is gone"
    assert "not there any more" in films.currentIndex().data(int(Qt.ItemDataRole.AccessibleTextRole))
    button(panel, "filmReopen").click()
    qtbot.keyClick(films, Qt.Key.Key_Delete)
    desktop.close()
    assert desktop.handler.opened == ["/films/七夕.mp4", "/films"]
    assert jobs.asked == [("reopen", 1), ("forget", 1)]
    jobs.made = []
    jobs.films_changed.emit()
    assert not films.isVisible()
