"""The actions of the main window and the menus they stand in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.actions import CONTEXT, Actions, Spec
from ui.commands import Commands
from ui.language import QT_TRANSLATE_NOOP

MENUS = {
    "file": QT_TRANSLATE_NOOP("Menus", "&File"), "edit": QT_TRANSLATE_NOOP("Menus", "&Edit"),
    "shot": QT_TRANSLATE_NOOP("Menus", "&Shot"), "play": QT_TRANSLATE_NOOP("Menus", "&Playback"),
    "view": QT_TRANSLATE_NOOP("Menus", "&View"), "help": QT_TRANSLATE_NOOP("Menus", "&Help"),
}  # fmt: skip


def specs(c: Commands) -> list[Spec]:
    """Everything that can be done in the main window."""
    return [*_file(c), *_edit(c), *_shot(c), *_play(c), *_view(c), *_help(c)]


def _file(c: Commands) -> list[Spec]:
    return [
        Spec("startPageAction", "file", QT_TRANSLATE_NOOP("Actions", "Start page"), c.show_start, ("Ctrl+N",), "house"),
        Spec("open", "file", QT_TRANSLATE_NOOP("Actions", "&Open…"), c.open_file, ("Ctrl+O",), "folder-open"),
        Spec("save", "file", QT_TRANSLATE_NOOP("Actions", "&Save"), c.save, ("Ctrl+S",), "save"),
        Spec("saveAs", "file", QT_TRANSLATE_NOOP("Actions", "Save &as…"), c.save_as, ("Ctrl+Shift+S",)),
        Spec("pack", "file", QT_TRANSLATE_NOOP("Actions", "Save a bundle to share…"), c.save_bundle, (), "share-2"),
        Spec("addFiles", "file", QT_TRANSLATE_NOOP("Actions", "&Insert files…"), c.insert_files, ("Ctrl+I",), "image",
             separate=True),
        Spec("export", "file", QT_TRANSLATE_NOOP("Actions", "&Export the film…"), c.export, ("Ctrl+E",),
             "clapperboard"),
        Spec("settings", "file", QT_TRANSLATE_NOOP("Actions", "Se&ttings…"), c.show_settings, ("Ctrl+,",), "settings",
             separate=True),
        Spec("quit", "file", QT_TRANSLATE_NOOP("Actions", "&Quit"), c.window.close, ("Ctrl+Q",), "log-out"),
    ]  # fmt: skip


def _edit(c: Commands) -> list[Spec]:
    e, stack = c.editing, c.document.undo_stack
    return [
        Spec("undo", "edit", QT_TRANSLATE_NOOP("Actions", "&Undo"), stack.undo, ("Ctrl+Z",), "undo-2"),
        Spec("redo", "edit", QT_TRANSLATE_NOOP("Actions", "&Redo"), stack.redo, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
        Spec("cut", "edit", QT_TRANSLATE_NOOP("Actions", "Cu&t"), e.cut, ("Ctrl+X",), separate=True),
        Spec("copy", "edit", QT_TRANSLATE_NOOP("Actions", "&Copy"), e.copy, ("Ctrl+C",), "copy"),
        Spec("paste", "edit", QT_TRANSLATE_NOOP("Actions", "&Paste"), e.paste, ("Ctrl+V",)),
        Spec("duplicate", "edit", QT_TRANSLATE_NOOP("Actions", "&Duplicate"), e.duplicate_selected, ("Ctrl+D",),
             "layers"),
        Spec("delete", "edit", QT_TRANSLATE_NOOP("Actions", "De&lete and close the gap"), e.remove_selected, ("Del",),
             "trash-2"),
        Spec("selectAll", "edit", QT_TRANSLATE_NOOP("Actions", "Select &all shots"), c.select_all, ("Ctrl+A",),
             separate=True),
        Spec("palette", "edit", QT_TRANSLATE_NOOP("Actions", "Find a command…"), c.show_palette, ("Ctrl+K",),
             "command"),
    ]  # fmt: skip


def _shot(c: Commands) -> list[Spec]:
    e = c.editing
    return [
        Spec("newShot", "shot", QT_TRANSLATE_NOOP("Actions", "&New shot"), e.insert_empty, ("Ctrl+Return",), "plus"),
        Spec("split", "shot", QT_TRANSLATE_NOOP("Actions", "&Split at the playhead"), e.split_at_playhead, ("S",),
             "scissors"),
        Spec("trimStart", "shot", QT_TRANSLATE_NOOP("Actions", "Trim the start to the playhead"),
             lambda: e.trim_to_playhead("start"), ("[",)),
        Spec("trimEnd", "shot", QT_TRANSLATE_NOOP("Actions", "Trim the end to the playhead"),
             lambda: e.trim_to_playhead("end"), ("]",)),
        Spec("moveEarlier", "shot", QT_TRANSLATE_NOOP("Actions", "Move &earlier"), lambda: e.move_selected(-1),
             ("Alt+Left",), "chevron-left"),
        Spec("moveLater", "shot", QT_TRANSLATE_NOOP("Actions", "Move &later"), lambda: e.move_selected(1),
             ("Alt+Right",), "chevron-right"),
        Spec("marker", "shot", QT_TRANSLATE_NOOP("Actions", "Set a &marker"), e.add_marker, ("M",), "flag"),
        Spec("makeTake", "shot", QT_TRANSLATE_NOOP("Actions", "Make the &take"), lambda: c.make_takes(new_seed=False),
             ("Ctrl+R",), "wand-sparkles", separate=True),
        Spec("anotherTake", "shot", QT_TRANSLATE_NOOP("Actions", "Make &another take"),
             lambda: c.make_takes(new_seed=True), ("Ctrl+Shift+R",), "dices"),
        Spec("allTakes", "shot", QT_TRANSLATE_NOOP("Actions", "Make the takes of all shots"), c.make_all_takes,
             (), "sparkles"),
    ]  # fmt: skip


def _play(c: Commands) -> list[Spec]:
    t = c.transport
    return [
        Spec("play", "play", QT_TRANSLATE_NOOP("Actions", "&Play or pause"), t.toggle, ("Space", "K"), "play"),
        Spec("shuttleBack", "play", QT_TRANSLATE_NOOP("Actions", "Play backwards, faster"), lambda: t.shuttle(-1),
             ("J",), "rewind"),
        Spec("shuttleOn", "play", QT_TRANSLATE_NOOP("Actions", "Play on, faster"), lambda: t.shuttle(1), ("L",),
             "fast-forward"),
        Spec("frameBack", "play", QT_TRANSLATE_NOOP("Actions", "One frame back"), lambda: c.step(-1), ("Left",),
             "step-back", separate=True),
        Spec("frameOn", "play", QT_TRANSLATE_NOOP("Actions", "One frame on"), lambda: c.step(1), ("Right",),
             "step-forward"),
        Spec("secondBack", "play", QT_TRANSLATE_NOOP("Actions", "One second back"), lambda: c.step(-c.fps),
             ("Shift+Left",)),
        Spec("secondOn", "play", QT_TRANSLATE_NOOP("Actions", "One second on"), lambda: c.step(c.fps),
             ("Shift+Right",)),
        Spec("cutBack", "play", QT_TRANSLATE_NOOP("Actions", "To the shot before"), lambda: c.step_shot(-1), ("Up",)),
        Spec("cutOn", "play", QT_TRANSLATE_NOOP("Actions", "To the next shot"), lambda: c.step_shot(1), ("Down",)),
        Spec("toStart", "play", QT_TRANSLATE_NOOP("Actions", "To the start"), lambda: t.seek(0), ("Home",),
             "skip-back"),
        Spec("toEnd", "play", QT_TRANSLATE_NOOP("Actions", "To the end"), lambda: t.seek(t.total - 1), ("End",),
             "skip-forward"),
        Spec("fullScreen", "play", QT_TRANSLATE_NOOP("Actions", "Preview on the full screen"), c.full_screen, ("F11",),
             "maximize", separate=True),
    ]  # fmt: skip


def _view(c: Commands) -> list[Spec]:
    w = c.window
    return [
        Spec("showTimeline", "view", QT_TRANSLATE_NOOP("Actions", "&Timeline"), lambda: w.show_view("timeline"),
             ("Ctrl+1",), "list-video", checkable=True),
        Spec("showBoard", "view", QT_TRANSLATE_NOOP("Actions", "&Board"), lambda: w.show_view("board"), ("Ctrl+2",),
             "layout-grid", checkable=True),
        Spec("showLibrary", "view", QT_TRANSLATE_NOOP("Actions", "&Library"), lambda: w.toggle_panel("library"),
             ("Ctrl+3",), "panel-left", checkable=True, separate=True),
        Spec("showInspector", "view", QT_TRANSLATE_NOOP("Actions", "&Inspector"), lambda: w.toggle_panel("inspector"),
             ("Ctrl+4",), "panel-right", checkable=True),
        Spec("showQueue", "view", QT_TRANSLATE_NOOP("Actions", "&Queue"), lambda: w.toggle_panel("queue"),
             ("Ctrl+J",), "list", checkable=True),
        Spec("showHistory", "view", QT_TRANSLATE_NOOP("Actions", "&History"), lambda: w.toggle_panel("history"),
             ("Ctrl+H",), "history", checkable=True),
        Spec("dark", "view", QT_TRANSLATE_NOOP("Actions", "Dark theme"), lambda: c.set_theme("dark"), (), "moon",
             separate=True),
        Spec("light", "view", QT_TRANSLATE_NOOP("Actions", "Light theme"), lambda: c.set_theme("light"), (), "sun"),
    ]  # fmt: skip


def _help(c: Commands) -> list[Spec]:
    return [
        Spec("keys", "help", QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"), c.show_keys, ("F1",), "keyboard"),
        Spec("logs", "help", QT_TRANSLATE_NOOP("Actions", "Open the folder of logs"), c.open_logs),
        Spec("about", "help", QT_TRANSLATE_NOOP("Actions", "&About Starloom"), c.show_about, (), "star"),
    ]


class Menus:
    """The menu bar of the main window."""

    def __init__(self, bar: QMenuBar, actions: Actions) -> None:
        self._menus: dict[str, QMenu] = {name: bar.addMenu("") for name in MENUS}
        for name, menu in self._menus.items():
            menu.setObjectName(f"{name}Menu")
        for spec, action in actions:
            menu = self._menus[spec.menu]
            if spec.separate:
                menu.addSeparator()
            menu.addAction(action)
        self.retranslate()

    def __getitem__(self, name: str) -> QMenu:
        return self._menus[name]

    def retranslate(self) -> None:
        """Say the menus' names in the language that holds now."""
        for name, menu in self._menus.items():
            menu.setTitle(QCoreApplication.translate("Menus", MENUS[name]))


def retranslate_undo(actions: Actions, undo: str, redo: str) -> None:
    """Let the undo and redo actions name the step they are for."""
    for action, step in ((actions["undo"], undo), (actions["redo"], redo)):
        _name(action, step)


def _name(action: QAction, step: str) -> None:
    words = QCoreApplication.translate(CONTEXT, "&Undo" if action.objectName() == "undo" else "&Redo")
    action.setText(f"{words}: {step}" if step else words)
