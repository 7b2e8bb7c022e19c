"""Settings: the models of the diffusion generator, how they are fetched and held, and what this machine has."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.ports import Models, Preferences
from ui.settings.machine import MachineTable
from ui.settings.model_fetching import FetchingRows
from ui.settings.model_list import ModelList
from ui.settings.model_memory import MemoryRows
from ui.settings.model_speed import SpeedRows
from ui.settings.page import Page, scrolled


class ModelsPage(Page):
    """The models first; one tab further each, where they come from, how they are held, what makes them faster, and the
    machine they run on."""

    scrolls = True

    def __init__(self, preferences: Preferences, models: Models, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._preferences, self._models = preferences, models
        self._list, self._machine = ModelList(models), MachineTable(preferences)
        self._tabs = QTabWidget()
        self._tabs.setObjectName("modelTabs")
        rows = (FetchingRows(preferences), MemoryRows(preferences), SpeedRows(preferences))
        for tab in (self._list, *map(scrolled, rows), self._machine):
            self._tabs.addTab(tab, "")
        self.body.addWidget(self._tabs, 1)
        self.retranslate()
        preferences.examined.connect(self._say_intro)
        preferences.changed.connect(self._follow_network)
        preferences.models_changed.connect(models.look)
        self._follow_network()

    def shown(self) -> None:
        """Look at the machine, once, and at its models."""
        self._models.look()
        if self._preferences.machine():
            self._machine.follow()
        else:
            self._machine.look()
        self._say_intro()

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self._list.retranslate()
        self._machine.retranslate()
        words = (self.tr("Models"), self.tr("Fetching"), self.tr("Memory"),
                 self.tr("Faster, with a price"), self.tr("This machine"))  # fmt: skip
        for number, text in enumerate(words):
            self._tabs.setTabText(number, text)
        self._say_intro()

    def _say_intro(self) -> None:
        waiting = self.tr("This machine is being looked at…")
        found = self.tr(
            "The sky generator paints films on any machine. Models paint generated pictures, guided by the same sky, "
            "where there is a GPU for them."
        )
        self.say(self.tr("Models"), found if self._preferences.machine() else waiting)

    def _follow_network(self) -> None:
        self._list.set_offline(self._preferences.models().offline)
