"""The context menus of the timeline: for a shot, a hand-over, a lane, the ruler, a mark, and nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from storyboard import edits
from storyboard.model import Marker, Shot, Transition
from ui import mime
from ui.actions import Actions
from ui.icons import icon
from ui.ports import Services
from ui.timeline.gestures import Desk
from ui.timeline.hits import Hit, Part
from ui.timeline.inline import Inline, MarkerEditor, TransitionEditor
from ui.timeline.lanes import Lane
from ui.timeline.viewing import Viewing
from ui.transitions import ICONS, name_of


class TimelineMenus(QObject):
    """Builds the menu for what lies under the pointer. ``open_editor`` shows a small editor at a frame of the film."""

    def __init__(
        self, desk: Desk, services: Services, viewing: Viewing, actions: Actions | None,
        open_editor: Callable[[Inline, float], None], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._services, self._viewing, self._actions = desk, services, viewing, actions
        self._open_editor, self._view = open_editor, parent

    def menu(self, found: Hit, frame: float) -> QMenu:
        """The menu for a place of the timeline; ``frame`` is what lies there."""
        menu = QMenu(self._view)
        menu.setObjectName("timelineMenu")
        menu.aboutToHide.connect(menu.deleteLater)
        match found.part:
            case Part.SHOT | Part.START_EDGE | Part.END_EDGE:
                self._fill_shot(menu, found.index)
            case Part.TRANSITION:
                self._fill_transition(menu, found.index)
            case Part.MARKER if found.marker is not None:
                self._fill_marker(menu, found.marker, frame)
            case Part.RULER:
                self._fill_ruler(menu, frame)
            case Part.LANE | Part.HEADER if found.lane in _LANE_MENUS:
                _LANE_MENUS[found.lane](self, menu, found.index)
            case _:
                self._fill_empty(menu)
        return menu

    def open_transition(self, index: int) -> None:
        """The small editor of the hand-over after a shot."""
        span = self._desk.document.schedule.spans[index]
        editor = TransitionEditor(self._desk.document, span.shot_id, self._view)
        self._open_editor(editor, span.end - span.overlap / 2)

    def _fill_shot(self, menu: QMenu, index: int) -> None:
        document, editing = self._desk.document, self._desk.editing
        shot, span = document.storyboard.shots[index], document.schedule.spans[index]
        if shot.id not in document.selection:
            document.select([shot.id])
        _add(menu, self.tr("Split at the playhead\tS"), editing.split_at_playhead, "scissors",
             span.start < self._desk.transport.frame < span.end)  # fmt: skip
        _add(menu, self.tr("Duplicate\tCtrl+D"), editing.duplicate_selected, "copy")
        _add(menu, self.tr("Delete\tDel"), editing.remove_selected, "trash-2")
        menu.addSeparator()
        _add(menu, self.tr("Copy\tCtrl+C"), editing.copy)
        _add(menu, self.tr("Cut\tCtrl+X"), editing.cut)
        _add(menu, self.tr("Paste\tCtrl+V"), editing.paste, enabled=_can_paste())
        menu.addSeparator()
        self._add_lengths(menu, shot, span.frames / document.schedule.fps)
        if index < len(document.storyboard.shots) - 1:
            self._fill_kinds(menu.addMenu(icon("blend"), self.tr("Transition to the next")), index)
        menu.addSeparator()
        _add(menu, self.tr("Make a take"), lambda: self._services.takes.make(document.selection), "sparkles")
        _add(menu, self.tr("New shot before"), lambda: editing.insert_empty(index), "plus")
        _add(menu, self.tr("New shot after"), lambda: editing.insert_empty(index + 1))
        _add(menu, self.tr("Move earlier\tAlt+←"), lambda: editing.move_selected(-1), enabled=index > 0)
        _add(menu, self.tr("Move later\tAlt+→"), lambda: editing.move_selected(1),
             enabled=index < len(document.storyboard.shots) - 1)  # fmt: skip

    def _add_lengths(self, menu: QMenu, shot: Shot, seconds: float) -> None:
        """Whether a length is as the line needs it, or fixed."""
        edit = self._desk.document.edit
        auto = _add(menu, self.tr("Length from the line"), lambda: edit(
            auto.text(), lambda board: edits.with_duration(board, shot.id, None)), "audio-lines")  # fmt: skip
        fixed = _add(menu, self.tr("Fixed length"), lambda: edit(
            fixed.text(), lambda board: edits.with_duration(board, shot.id, seconds)), "lock")  # fmt: skip
        for action, on in ((auto, shot.duration_s is None), (fixed, shot.duration_s is not None)):
            action.setCheckable(True)
            action.setChecked(on)
            action.setEnabled(not on)

    def _fill_transition(self, menu: QMenu, index: int) -> None:
        self._fill_kinds(menu, index)
        menu.addSeparator()
        _add(menu, self.tr("Length…"), lambda: self.open_transition(index), "clock")
        shot, board = self._desk.document.storyboard.shots[index], self._desk.document.storyboard
        edit = self._desk.document.edit
        _add(menu, self.tr("As the storyboard has it"), lambda: edit(
            self.tr("Transition"), lambda board: edits.with_shot(board, shot.id, transition=None)),
            enabled=shot.transition is not None)  # fmt: skip
        now: Transition = shot.transition or board.transition
        _add(menu, self.tr("Use everywhere"), lambda: edit(
            self.tr("Transition everywhere"), lambda board: edits.with_transition_everywhere(board, now)))  # fmt: skip

    def _fill_kinds(self, menu: QMenu, index: int) -> None:
        span, edit = self._desk.document.schedule.spans[index], self._desk.document.edit
        words = self.tr("Transition")
        for kind, sign in ICONS.items():
            action = _add(menu, name_of(kind), lambda kind=kind: edit(
                words, lambda board: edits.with_transition(board, span.shot_id, kind=kind)), sign)  # fmt: skip
            action.setObjectName(f"transition-{kind}")
            action.setCheckable(True)
            action.setChecked(kind == span.transition)

    def _fill_marker(self, menu: QMenu, marker: Marker, frame: float) -> None:
        edit = self._desk.document.edit
        _add(menu, self.tr("Rename…"), lambda: self._open_editor(
            MarkerEditor(self._desk.document, marker, self._view), frame), "pencil")  # fmt: skip
        _add(menu, self.tr("Remove marker"), lambda: edit(
            self.tr("Remove marker"), lambda board: edits.without_marker(board, marker)), "flag-off")  # fmt: skip

    def _fill_ruler(self, menu: QMenu, frame: float) -> None:
        transport = self._desk.transport

        def here(then: Callable[[], object]) -> Callable[[], object]:
            return lambda: (transport.seek(round(frame)), then())

        _add(menu, self.tr("Marker here\tM"), here(self._desk.editing.add_marker), "flag")
        _add(menu, self.tr("Play from here"), here(transport.play), "play")
        menu.addSeparator()
        _add(menu, self.tr("Show the whole film\tF"), self._viewing.fit, "maximize")

    def _fill_narration(self, menu: QMenu, index: int) -> None:
        board = self._desk.document.storyboard
        self._add_switch(menu, self.tr("Speak the lines"), "narration", board.narration.enabled)
        if index < 0:
            return
        shot = board.shots[index]
        menu.addSeparator()
        language, voice = shot.language or board.language, shot.voice or board.narration.voice
        _add(menu, self.tr("Listen"), lambda: self._services.sound.listen(
            f"timeline {shot.id}", shot.line, language, voice, board.narration.rate), "volume-2",
            bool(shot.line.strip()))  # fmt: skip
        span = self._desk.document.schedule.spans[index]
        self._add_lengths(menu, shot, span.frames / self._desk.document.schedule.fps)

    def _fill_captions(self, menu: QMenu, index: int) -> None:
        self._add_switch(
            menu, self.tr("Show captions in the picture"), "captions", self._desk.document.storyboard.captions.enabled
        )

    def _fill_music(self, menu: QMenu, index: int) -> None:
        music, edit = self._desk.document.storyboard.music, self._desk.document.edit
        self._add_switch(menu, self.tr("Score"), "music", music.enabled)
        styles = self._services.sound.music_styles()
        if styles:
            menu.addSeparator()
        for style, name in styles:
            action = _add(menu, name, lambda style=style: edit(self.tr("Score"), lambda board: edits.with_part(
                board, "music", style=style, file=None, enabled=True)))  # fmt: skip
            action.setCheckable(True)
            action.setChecked(music.file is None and style == music.style)

    def _add_switch(self, menu: QMenu, words: str, part: str, on: bool) -> None:
        action = _add(menu, words, lambda: self._desk.document.edit(
            words, lambda board: edits.with_part(board, part, enabled=not on)))  # fmt: skip
        action.setCheckable(True)
        action.setChecked(on)

    def _fill_empty(self, menu: QMenu) -> None:
        document, editing = self._desk.document, self._desk.editing
        end = len(document.storyboard.shots)
        _add(menu, self.tr("New shot at the end"), lambda: editing.insert_empty(end), "plus")
        _add(menu, self.tr("Paste\tCtrl+V"), editing.paste, enabled=_can_paste())
        menu.addSeparator()
        for name in ("undo", "redo"):
            if self._actions is not None and name in self._actions:
                menu.addAction(self._actions[name])
        menu.addSeparator()
        _add(menu, self.tr("Select all\tCtrl+A"), lambda: document.select(s.id for s in document.storyboard.shots))
        _add(menu, self.tr("Show the whole film\tF"), self._viewing.fit, "maximize")


_LANE_MENUS = {
    Lane.NARRATION: TimelineMenus._fill_narration, Lane.CAPTIONS: TimelineMenus._fill_captions,
    Lane.MUSIC: TimelineMenus._fill_music,
}  # fmt: skip


def _can_paste() -> bool:
    data = QApplication.clipboard().mimeData()
    return data is not None and (data.hasText() or mime.takes(data))


def _add(menu: QMenu, words: str, run: Callable[[], object], sign: str = "", enabled: bool = True):
    action = menu.addAction(icon(sign), words) if sign else menu.addAction(words)
    action.triggered.connect(lambda checked=False: run())
    action.setEnabled(enabled)
    return action
