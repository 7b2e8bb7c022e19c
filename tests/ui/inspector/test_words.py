"""Every control of the inspector can be named and reached, in the language that holds now."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
)

from storyboard.model import Character, Shot, Storyboard, Take
from ui import language
from ui.document import Document
from ui.inspector import Inspector
from ui.inspector.fields import ChoiceField, SwitchField

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QAbstractSlider)


@pytest.mark.parametrize("tab", [0, 1])
def test_controls_have_names_and_tips_and_the_keyboards_way(inspector: Inspector, tab: int) -> None:
    inspector.tabs.setCurrentIndex(tab)
    page = inspector.tabs.currentWidget()
    controls = [child for kind in CONTROLS for child in page.findChildren(kind) if child.isVisibleTo(page)]
    controls = [one for one in controls if not one.objectName().startswith("qt_") and one.parent() is not None]
    mute = [
        f'{one.objectName()} {one.parent().objectName()} {type(one.parent()).__name__}' for one in controls
        if not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
        and not type(one).__name__.startswith("QScroll")
        and not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]  # fmt: skip
    assert mute == []
    assert [one.objectName() for one in controls if isinstance(one, SwitchField) and not one.toolTip()] == []
    unreachable = [
        one.objectName() for one in controls
        if isinstance(one, QComboBox | QLineEdit | QPlainTextEdit) and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]  # fmt: skip
    assert [name for name in unreachable if not name.startswith("qt_")] == []


@pytest.fixture
def chinese() -> Iterator[None]:
    yield
    language.apply("en")


def test_the_inspector_changes_its_language(qtbot, services: Any, inspector: Inspector, chinese: None) -> None:
    asked = len(services.understanding.asked), len(services.understanding.skies)
    language.apply("zh")
    page = inspector.shot
    qtbot.waitUntil(lambda: inspector.tabs.tabText(0) == "镜头")
    headings = [one.text() for one in page.findChildren(QToolButton) if one.objectName().endswith("Heading")]
    assert headings[0] == "文字" and all(not heading.isascii() for heading in headings)
    moods = page.findChild(ChoiceField, "mood")
    assert moods is not None and moods.currentText() == "惊奇"
    assert asked < (len(services.understanding.asked), len(services.understanding.skies))


def test_the_tab_key_goes_from_top_to_bottom(document: Document, inspector: Inspector) -> None:
    takes = tuple(Take(key=letter * 64) for letter in "ab")
    shots = (Shot(id="a", text="Orion over the sea", takes=takes), Shot(id="b"))
    document.replace(Storyboard(shots=shots, characters=(Character(name="A"), Character(name="B"))))
    for tab in (0, 1):
        inspector.tabs.setCurrentIndex(tab)
        tops: list[tuple[int, str]] = []
        widget: Any = inspector.nextInFocusChain()
        while widget is not inspector:
            reached = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if reached and not widget.focusProxy() and inspector.tabs.currentWidget().isAncestorOf(widget):
                tops.append((widget.mapTo(inspector, QPoint(0, widget.height() // 2)).y(), widget.objectName()))
            widget = widget.nextInFocusChain()
        jumps = [(one, two) for one, two in pairwise(tops) if two[0] < one[0] - 12]
        assert len(tops) > 20 and jumps == []
