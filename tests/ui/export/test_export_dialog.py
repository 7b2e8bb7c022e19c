"""The export dialog over a port that answers as a test says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from storyboard import edits
from ui.document import Document
from ui.export import ExportDialog, FinishedBar
from ui.export.fact_list import lines_of
from ui.export.naming import file_name, with_suffix
from ui.export.shape import fitted
from ui.ports import Exporting, Jobs, Services
from ui.ports.exporting import Choices, Facts


class Answering(Exporting):
    """Answers every question at once with the same facts, and writes down what is started."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.place, self.facts, self.fault = folder, Facts(cached=7, to_make=2, seconds=200.0, duration_s=81.4), ""
        self.asked: list[Choices] = []
        self.started: list[Choices] = []
        self.working: tuple[str, ...] = ("auto", "x264")

    def ask(self, choices: Choices) -> None:
        self.asked.append(choices)
        self.known.emit(choices, self.facts)

    def start(self, choices: Choices) -> str:
        if not self.fault:
            self.started.append(choices)
        return self.fault

    def encoders(self) -> tuple[str, ...]:
        return self.working

    def folder(self) -> Path:
        return self.place

    def size(self, choices: Choices) -> tuple[int, int] | None:
        return (720, 1280) if choices.aspect == "9:16" else (1280, 720)


@pytest.fixture
def exporting(tmp_path: Path) -> Answering:
    return Answering(tmp_path)


def opened(qtbot: QtBot, document: Document, exporting: Answering) -> ExportDialog:
    dialog = ExportDialog(document, Services(exporting=exporting))
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def says(dialog: ExportDialog) -> str:
    from ui.export.fact_list import FactList

    found = dialog.findChild(FactList)
    assert found is not None
    return found.text


def test_it_offers_a_name_and_says_what_the_film_costs(
    qtbot: QtBot, document: Document, exporting: Answering, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, exporting)
    assert dialog.choices().target == tmp_path / "Qixi The Night of the Magpie Bridge.mp4"
    assert "7 of 9 shots are ready, 2 will be painted." in says(dialog)
    assert "1:21" in says(dialog) and "3\u00a0min" in says(dialog)
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    assert not exporting.started
    asked = len(exporting.asked)
    exporting.encoders_changed.emit()
    document.edit("Title", lambda board: board.model_copy(update={"title": "Other"}))
    qtbot.wait(300)
    assert len(exporting.asked) == asked, "what is closed asks no more"


def test_every_choice_reaches_the_queue(
    qtbot: QtBot, document: Document, exporting: Answering, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, exporting)
    exporting.working = ("auto", "x264", "prores")
    exporting.encoders_changed.emit()
    name = dialog.findChild(QLineEdit, "exportName")
    assert name is not None
    name.setText("our film.mp4")
    for combo, value in (("exportPreset", "1080p"), ("exportLabel", True), ("exportEncoder", "prores")):
        box = dialog.findChild(QComboBox, combo)
        assert box is not None
        box.setCurrentIndex(box.findData(value))
    for button in ("exportAspect2", "exportQuality2"):
        dialog.findChild(QToolButton, button).click()  # type: ignore[union-attr]
    for check in ("burn_captions", "soft_captions", "vtt", "posters", "stems", "edl"):
        dialog.findChild(QCheckBox, f"export_{check}").toggle()  # type: ignore[union-attr]
    started: list[Path] = []
    gone: list[bool] = []
    dialog.started.connect(started.append)
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.findChild(QPushButton, "exportStart").click()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(gone), timeout=5000)
    assert exporting.started == [Choices(
        tmp_path / "our film.mov", "1080p", "9:16", "master", "prores", burn_captions=False, soft_captions=True,
        vtt=True, posters=True, stems=True, edl=True, ai_label=True,
    )]  # fmt: skip
    assert started == [tmp_path / "our film.mov"]


def test_a_changed_choice_is_looked_up_once_it_is_quiet(
    qtbot: QtBot, document: Document, exporting: Answering
) -> None:
    dialog = opened(qtbot, document, exporting)
    name = dialog.findChild(QLineEdit, "exportName")
    assert name is not None and len(exporting.asked) == 1
    name.selectAll()
    qtbot.keyClicks(name, "night")
    qtbot.waitUntil(lambda: exporting.asked[-1].target.name == "night.mp4", timeout=5000)
    assert len(exporting.asked) <= 4, "not at every letter"


def test_a_fault_disables_the_export_and_says_why(
    qtbot: QtBot, document: Document, exporting: Answering
) -> None:
    exporting.facts = Facts(fault="Only 3 MB free there: free some space.")
    dialog = opened(qtbot, document, exporting)
    start = dialog.findChild(QPushButton, "exportStart")
    assert start is not None and not start.isEnabled() and "Only 3 MB free" in says(dialog)
    exporting.facts, exporting.fault = Facts(cached=9), "The folder is gone: choose another place."
    document.edit("Title", lambda board: board.model_copy(update={"title": "Other"}))
    qtbot.waitUntil(start.isEnabled, timeout=5000)
    start.click()
    assert dialog.isVisible() and says(dialog) == "The folder is gone: choose another place."


def test_a_film_that_is_there_is_told_before_it_is_replaced(
    qtbot: QtBot, document: Document, exporting: Answering, tmp_path: Path
) -> None:
    (tmp_path / "Qixi The Night of the Magpie Bridge.mp4").write_bytes(b"film")
    dialog = opened(qtbot, document, exporting)
    assert "will be replaced when the new one is whole" in says(dialog)


def test_a_dome_keeps_its_shape(qtbot: QtBot, document: Document, exporting: Answering) -> None:
    document.edit(
        "Dome", lambda board: edits.with_part(board, "canvas", width=1024, height=1024, projection="fulldome")
    )
    dialog = opened(qtbot, document, exporting)
    assert not dialog.findChild(QComboBox, "exportPreset").isEnabled()  # type: ignore[union-attr]
    dialog.grab()


def test_everything_has_a_name_for_those_who_cannot_see_it(
    qtbot: QtBot, document: Document, exporting: Answering
) -> None:
    dialog = opened(qtbot, document, exporting)
    for kind in (QLineEdit, QComboBox, QToolButton, QPushButton, QCheckBox):
        for part in dialog.findChildren(kind):
            if part.isVisibleTo(dialog):
                assert part.accessibleName() or part.text(), part.objectName()  # type: ignore[union-attr]


@pytest.mark.parametrize(("title", "name"), [
    ("Qixi: The Night", "Qixi The Night"), ("七夕", "七夕"), ("a/b\\c?", "a b c"), ("...", "film"), ("", "film"),
    ("x" * 300, "x" * 80),
])  # fmt: skip
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert file_name(title) == name


def test_a_name_gets_the_ending_that_its_encoder_needs() -> None:
    assert with_suffix("night", "auto") == "night.mp4" and with_suffix("night.mov", "auto") == "night.mov"
    assert with_suffix("v1.2", "x264") == "v1.2.mp4" and with_suffix(" night.MP4 ", "prores") == "night.mov"


def test_facts_in_words() -> None:
    ready = lines_of(Facts(cached=3, duration_s=10), None)
    assert ready[0].text == "All 3 shots are ready: nothing has to be painted."
    assert "after the first film" in ready[1].text
    noted = lines_of(Facts(to_make=1, notes=("a", "b", "c", "d", "e"), labelled=True), Path("film.mp4"))
    assert [line.text for line in noted[-4:]] == ["a", "b", "c", "… and 2 more notes."]
    assert any("AI label" in line.text for line in noted)
    assert [line.text for line in lines_of(Facts(fault="No."), None)] == ["No."]


def test_a_shape_lies_in_the_middle() -> None:
    from PySide6.QtCore import QRectF

    assert fitted((9, 16), QRectF(0, 0, 100, 160)) == QRectF(5, 0, 90, 160)


def test_the_bar_says_that_a_film_is_ready(qtbot: QtBot, tmp_path: Path) -> None:
    jobs = Jobs()
    bar = FinishedBar(Services(jobs=jobs))
    qtbot.addWidget(bar)
    assert bar.text == ""
    (tmp_path / "film.posters").mkdir()
    jobs.film_made.emit(tmp_path / "film.mp4")
    posters, queue = bar.findChild(QToolButton, "finishedPosters"), bar.findChild(QToolButton, "finishedQueue")
    assert posters is not None and queue is not None
    assert "film.mp4" in bar.text and posters.isVisible() and not queue.isVisible()
    jobs.film_failed.emit("七夕", "The music cannot be read.")
    assert bar.text == "The film “七夕” could not be made. The music cannot be read."
    assert not posters.isVisible()
    with qtbot.waitSignal(bar.queue_wanted):
        queue.click()
    assert not bar.isVisible()
    assert bar.findChildren(QLabel)
