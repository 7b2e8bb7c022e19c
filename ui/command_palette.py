"""The command palette: every action by its name, in a field that searches while it is typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.actions import Actions

ROWS, ROW_PX, WIDTH_PX, HEAD_PX = 11, 32, 560, 64


class CommandPalette(QFrame):
    """Lists the actions that can be used now; those whose name holds all the typed words, the best first."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("commandPalette")
        self.setProperty("role", "card")
        self._actions, self._window = actions, window
        self._others: list[tuple[str, QAction]] = []
        self._field, self._list = QLineEdit(self), QListWidget(self)
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._retranslate()

    def open(self) -> None:
        """Show it in the upper middle of its window, empty."""
        window = self._window
        self.setFixedWidth(min(WIDTH_PX, window.width() - 40))
        corner = QPoint((window.width() - self.width()) // 2, window.height() // 8)
        self.move(window.mapToGlobal(corner))
        self._field.clear()
        self._fill("")
        self.show()
        self._field.setFocus()

    def add(self, words: str, action: QAction) -> None:
        """List an action that is not one of the window's, under words of its own in both languages."""
        self._others.append((words, action))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while the field is typed in; Enter runs."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
            if key in step:
                row = self._list.currentRow() + step[Qt.Key(key)]
                self._list.setCurrentRow(min(max(row, 0), self._list.count() - 1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("What would you like to do?"))
        self._field.setAccessibleName(self.tr("Search all commands"))
        self._list.setAccessibleName(self.tr("Commands"))

    def _fill(self, words: str) -> None:
        self._list.clear()
        listed = [(plain(action), spec.words, action) for spec, action in self._actions if action.isEnabled()]
        listed += [(name, name, action) for name, action in self._others]
        found = [
            (rank, action) for name, english, action in listed if (rank := rank_of(words, name, english)) is not None
        ]
        for (_, name), action in sorted(found, key=lambda pair: pair[0]):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            item = QListWidgetItem(action.icon(), f"{name}    {keys}" if keys else name)
            item.setData(Qt.ItemDataRole.UserRole, action)
            item.setSizeHint(QSize(0, ROW_PX))
            self._list.addItem(item)
        if not found:
            nothing = QListWidgetItem(self.tr("No command is called so."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._list.setCurrentRow(0)
        self.setFixedHeight(HEAD_PX + min(ROWS, self._list.count()) * ROW_PX)

    def _run(self, item: QListWidgetItem | None) -> None:
        action: QAction | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if action is None:
            return
        self.hide()
        action.trigger()


def plain(action: QAction) -> str:
    """An action's words without what marks its key."""
    return action.text().replace("&", "").rstrip(".…")


def rank_of(words: str, name: str, english: str) -> tuple[int, str] | None:
    """How well a command fits what was typed (small is better); None: it does not. All words must stand in its name, in
    the windows' language or in English."""
    for place, text in enumerate((name.lower(), english.lower().replace("&", ""))):
        parts = words.lower().split()
        if all(part in text for part in parts):
            begins = bool(parts) and any(word.startswith(parts[0]) for word in (text, *text.split()))
            return (0 if begins else 1) + 2 * place, name
    return None
