"""Every control of the inspector can be named, reached and said in Chinese."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit

import assets
from ui.inspector import Inspector
from ui.inspector.fields import SwitchField

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QAbstractSlider)


@pytest.mark.parametrize("tab", [0, 1])
def test_controls_have_names_and_tips_and_the_keyboards_way(inspector: Inspector, tab: int) -> None:
    inspector.tabs.setCurrentIndex(tab)
    page = inspector.tabs.currentWidget()
    controls = [child for kind in CONTROLS for child in page.findChildren(kind) if child.isVisibleTo(page)]
    controls = [one for one in controls if not one.objectName().startswith("qt_") and one.parent() is not None]
    mute = [
        one.objectName() or type(one).__name__ for one in controls
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


@pytest.mark.parametrize("name", ["inspector", "studio-inspector"])
def test_every_word_has_its_chinese(name: str) -> None:
    root = ElementTree.parse(assets.folder("translations") / f"{name}.zh_CN.ts").getroot()
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None and translation.get("type") is None
        said = "".join(translation.itertext()).strip()
        source = message.findtext("source", "")
        assert said, source
        for place in ("{0}", "{1}", "{2}", "{3}", "%n"):
            assert (place in source) == (place in said), source
