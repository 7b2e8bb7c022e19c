"""Every control of the inspector can be named and reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit

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
