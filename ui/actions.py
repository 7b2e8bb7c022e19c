"""Everything a person can do, as actions: in the menus, under their shortcuts, in the command palette."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.icons import icon

CONTEXT = "Actions"
"""The context of the actions' words in the catalogues; mark them with QT_TRANSLATE_NOOP(CONTEXT, "...")."""


@dataclass(frozen=True)
class Spec:
    """An action: its name in the program, its menu ("file", "edit", "shot", "play", "view", "help"), its words in
    English, its shortcuts, its icon, whether it stays on, and what it does."""

    name: str
    menu: str
    words: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    separate: bool = False
    """A line stands before it in its menu."""
    global_keys: bool = True
    """Its shortcut holds in the whole window; else only where the focus is in the widget it was added for."""


class Actions(QObject):
    """The actions of one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._specs: dict[str, Spec] = {}

    def add(self, spec: Spec, widget: QWidget | None = None) -> QAction:
        """Add an action; ``widget``: where its shortcut holds, the window when left out."""
        action = QAction(self)
        action.setObjectName(spec.name)
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        if widget is not None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        action.triggered.connect(lambda checked=False: spec.run())
        (widget or self._window).addAction(action)
        self._actions[spec.name], self._specs[spec.name] = action, spec
        self._say(spec)
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        return name in self._actions

    def __iter__(self) -> Iterator[tuple[Spec, QAction]]:
        return iter([(self._specs[name], action) for name, action in self._actions.items()])

    def retranslate(self) -> None:
        """Say the words in the language that holds now."""
        for spec in self._specs.values():
            self._say(spec)

    def _say(self, spec: Spec) -> None:
        action = self._actions[spec.name]
        words = QCoreApplication.translate(CONTEXT, spec.words)
        action.setText(words)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = words.replace("&", "").rstrip(".…")
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
