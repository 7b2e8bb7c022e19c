"""The page of the shot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.document import Document
from ui.inspector.camera_panel import CameraPanel
from ui.inspector.feeling_panel import FeelingPanel
from ui.inspector.maker_panel import MakerPanel
from ui.inspector.page import Page
from ui.inspector.panel import ShotPanel
from ui.inspector.shot_sky_panel import ShotSkyPanel
from ui.inspector.takes_panel import TakesPanel
from ui.inspector.transition_panel import TransitionPanel
from ui.inspector.understood_panel import UnderstoodPanel
from ui.inspector.vocabulary import seconds_words
from ui.inspector.words_panel import WordsPanel
from ui.ports import Services
from ui.ports.understanding import Understood

ONLY_PAINTED = ("understood", "sky")
"""Sections that mean nothing for a shot that shows footage."""


class ShotPage(Page):
    """Everything of the current shot, or of all that are selected.

    Signals:
        compare_requested: two takes of the shot should be seen side by side; carries their keys.
    """

    compare_requested = Signal(str, str)

    def __init__(self, document: Document, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._services = document, services
        self._ids: tuple[str, ...] = ()
        self._answers: dict[str, Understood] = {}
        self._asked: Any = None
        self._which = QLabel()
        self._which.setProperty("role", "faint")
        self._which.setContentsMargins(6, 0, 0, 0)
        self.column.addWidget(self._which)
        self.takes = TakesPanel(document, services)
        self.add("words", WordsPanel(document, services))
        self.add("understood", UnderstoodPanel(document, services))
        self.add("feeling", FeelingPanel(document, services))
        self.add("camera", CameraPanel(document, services))
        self.add("sky", ShotSkyPanel(document, services))
        self.add("transition", TransitionPanel(document, services))
        self.add("picture", MakerPanel(document, services), self.takes)
        self.column.addStretch(1)
        self.takes.compare_requested.connect(self.compare_requested)
        services.understanding.understood.connect(self._take)
        document.replaced.connect(self._forget)
        document.timed.connect(self._say_which)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the headings in the language that holds now; names of parts are asked for in it."""
        self._asked = None
        for name, words in (
            ("words", self.tr("Words")), ("understood", self.tr("In the picture")),
            ("feeling", self.tr("Time and mood")), ("camera", self.tr("Camera")),
            ("sky", self.tr("Sky")), ("transition", self.tr("To the next shot")),
            ("picture", self.tr("Picture and takes")),
        ):  # fmt: skip
            self.sections[name].say(words)

    def refresh(self) -> None:
        """Show the shots that are selected now, as they stand."""
        self._ids = self._document.selection or (self._document.current.id,)
        self._say_which()
        wanted = set(self._ids)
        shots = [shot for shot in self._document.storyboard.shots if shot.id in wanted]
        footage = bool(shots) and all(shot.footage is not None for shot in shots)
        for name in ONLY_PAINTED:
            self.sections[name].setVisible(not footage)
        if len(self._ids) == 1 and not footage:
            self._ask()
        self._show()

    def _show(self) -> None:
        understood = self._answers.get(self._ids[0]) if len(self._ids) == 1 else None
        for panel in self.panels:
            assert isinstance(panel, ShotPanel)
            panel.show_shots(self._ids, understood)

    def _ask(self) -> None:
        board, shot = self._document.storyboard, self._document.shot(self._ids[0])
        question = (shot, board.sky, board.characters, board.language, board.seed, board.canvas)
        if shot is not None and question != self._asked:
            self._asked = question
            self._services.understanding.ask(shot)

    def _forget(self) -> None:
        self._asked = None
        self._answers.clear()

    def _take(self, shot_id: str, understood: Understood) -> None:
        if self._answers.get(shot_id) == understood:
            return
        self._answers[shot_id] = understood
        if self._ids == (shot_id,):
            self._show()

    def _say_which(self) -> None:
        if not all(self._document.shot(each) for each in self._ids):
            return  # gone; the selection is about to follow
        shots, plan = self._document.storyboard.shots, self._document.schedule
        if len(self._ids) != 1:
            self._which.setText(self.tr("%n shots: what you change here changes in all of them.", "", len(self._ids)))
            return
        index = self._document.index_of(self._ids[0])
        length = seconds_words(plan.spans[index].frames / plan.fps)
        self._which.setText(self.tr("Shot {0} of {1} · {2}").format(index + 1, len(shots), length))
