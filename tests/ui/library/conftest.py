"""A library of real size, with figures and files that a test tells it of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storyboard.model import Footage, Shot
from ui.document import Document
from ui.editing import Editing
from ui.library import LibraryPanel
from ui.ports import Importing, Services, Understanding
from ui.ports.importing import Brought
from ui.transport import Transport

NAMES = {"orion": "Orion", "zhinu": "Weaver Girl", "scorpius": "Scorpius"}


class ThreeFigures(Understanding):
    """Knows three figures."""

    def figures(self) -> Sequence[tuple[str, str]]:
        return tuple(NAMES.items())


class PromptImporting(Importing):
    """Makes a shot of every file at once."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[Path]] = []

    def bring(self, paths: Sequence[Path]) -> int:
        self.asked.append(list(paths))
        return len(self.asked)

    def answer(self) -> None:
        shots = tuple(Shot(id=path.stem, footage=Footage(file=str(path))) for path in self.asked[-1])
        self.brought.emit(len(self.asked), Brought(shots))


@pytest.fixture
def services() -> Services:
    return Services(understanding=ThreeFigures(), importing=PromptImporting())


@pytest.fixture
def editing(document: Document, transport: Transport, services: Services) -> Editing:
    return Editing(document, transport, services.importing, parent=document)


@pytest.fixture
def library(qtbot: QtBot, document: Document, services: Services, editing: Editing) -> Iterator[LibraryPanel]:
    one = LibraryPanel(document, services, editing)
    qtbot.addWidget(one)
    one.resize(300, 800)
    one.show()
    qtbot.waitExposed(one)
    yield one
    one.close_workers()
