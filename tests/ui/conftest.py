"""What every window test may rely on: the theme, an example storyboard, a document and a playhead."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QApplication

from storyboard.model import Storyboard
from storyboard.templates import load_template
from ui import theme
from ui.document import Document
from ui.transport import Transport


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")


def lengths(storyboard: Storyboard) -> Mapping[str, float]:
    """A guess of every line's length, good enough to lay shots out."""
    return {shot.id: 1.0 + 0.06 * len(shot.line) for shot in storyboard.shots if shot.line}


@pytest.fixture
def legend() -> Storyboard:
    return load_template("qixi", "en")


@pytest.fixture
def document(legend: Storyboard) -> Document:
    return Document(legend, lengths)


@pytest.fixture
def transport(document: Document) -> Transport:
    one = Transport()
    one.set_total(document.schedule.total_frames)
    return one
