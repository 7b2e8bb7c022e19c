"""A walk through everything that a window shows: its widgets, what they are called, what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRegularExpression, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
            QPlainTextEdit, QTextEdit)  # fmt: skip
ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
CHINESE = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]{2,}")
KEPT = re.compile(
    r"English|Starloom.*|https?://.*|whsec_…|[\d.,]+ ?(GB|MB|KB|fps|px|dB|s|ms|K|p)|4K|\d+p"  # names and units
    r"|(Ctrl|Alt|Shift|Del|Home|End|Space|F\d+|Up|Down|Left|Right|PgUp|PgDown|[\W\w])(\+.+)?(   .*)?"  # keys
    r"|[^ ]*/[^ ]*|[^ ]+\.(mp4|mov)|H\.?26[45].*|ProRes.*|x26[45].*|auto|\W*"
)
"""Words that are the same in every language."""


def shown(top: QWidget) -> Iterator[QWidget]:
    """A widget and everything in it that can be seen or scrolled to; without what Qt makes for itself."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


def focusable(top: QWidget) -> Iterator[QWidget]:
    """Everything that can have the focus itself."""
    for widget in shown(top):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
            yield widget


def by_tab(top: QWidget) -> set[str]:
    """Everything that the Tab key should come to now."""
    return {
        place_of(widget) for widget in focusable(top)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }  # fmt: skip


def name_of(widget: QWidget) -> str:
    """What assistive tools call a widget."""
    told = QAccessible.queryAccessibleInterface(widget)
    return (told.text(QAccessible.Text.Name) if told else widget.accessibleName()).strip()


def place_of(widget: QWidget) -> str:
    """A widget and what it lies in."""
    names, here = [], widget
    while here is not None and len(names) < 5:
        names.append(here.objectName() or type(here).__name__)
        here = here.parentWidget()
    return " in ".join(names)


def nameless(top: QWidget) -> set[str]:
    """Everything that can have the focus and has no name."""
    return {place_of(widget) for widget in focusable(top) if not name_of(widget)}


def beyond_tab(top: QWidget) -> set[str]:
    """Controls that the Tab key does not come to."""
    return {
        place_of(widget) for widget in shown(top)
        if isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar) and widget.focusProxy() is None
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parentWidget(), QLineEdit)  # what empties it: Escape and the keys do that
    }  # fmt: skip


def english(top: QWidget) -> set[str]:
    """Words in sight that are not Chinese."""
    return {
        f"{words!r} of {place_of(widget)}" for widget in shown(top) for words in words_of(widget)
        if LATIN.search(words) and not CHINESE.search(words) and not KEPT.fullmatch(words)
    }  # fmt: skip


def words_of(widget: QWidget) -> list[str]:
    """All words of a widget: on it, in its tip, in its name, in its lists."""
    found = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip()]
    if isinstance(widget, QAbstractButton | QLabel):
        found.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(row) for row in range(widget.count())]
    if isinstance(widget, QAbstractItemView):
        found += rows_of(widget)
    if isinstance(widget, QDockWidget):  # their buttons are Qt's own
        found += [words for button in widget.findChildren(QAbstractButton, QRegularExpression("^qt_dockwidget_"))
                  for words in (button.toolTip(), name_of(button))]  # fmt: skip
    if isinstance(widget, QTabWidget):
        for number in range(widget.count()):
            found += [widget.tabText(number), widget.tabToolTip(number)]
    if isinstance(widget, QMenu):
        found += [action.text() for action in widget.actions()]
    if widget.isWindow():
        found.append(widget.windowTitle().replace("[*] — Starloom 织星", ""))
    return [words for words in found if words]


def rows_of(view: QAbstractItemView) -> list[str]:
    """All words of a view's rows and of those under them."""
    found: list[str] = []
    model = view.model()

    def collect(parent: QModelIndex) -> None:
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                index = model.index(row, column, parent)
                found.extend(str(index.data(role) or "") for role in ROLES)
                collect(index)

    collect(view.rootIndex())
    return found
