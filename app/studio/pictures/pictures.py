"""The studio's small pictures: what is asked for last is painted first, in one thread that gives way to all else."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from app.studio.pictures import thumbnails
from app.studio.pictures.thumbnails import Wanted, template_picture, wanted_of
from storyboard.model import Shot
from ui import theme
from ui.document import Document
from ui.icons import pixmap
from ui.ports import Pictures

KEPT = 600
"""Pictures in memory; each has about 170 KB."""
SETTLE_S = 0.35
"""A shot that is being edited is painted when it has been left alone for so long."""

Name = tuple[str, float]
"""A shot's id and the moment."""


@dataclass
class _Held:
    """The newest picture of a name, and what it shows."""

    picture: QPixmap
    shows: Wanted


class StudioPictures(Pictures):
    """Thumbnails of one document; `close` ends its thread."""

    _made = Signal(object, object, object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._held: OrderedDict[Name, _Held] = OrderedDict()
        self._asked: dict[Name, Wanted] = {}
        self._known: dict[Name, tuple[tuple[Any, ...], Wanted]] = {}
        self._state: tuple[Any, Any, dict[str, tuple[Shot, int]]] = (None, None, {})
        self._wishes: dict[Name, tuple[Wanted, float]] = {}
        self._condition = threading.Condition()
        self._cancel = threading.Event()
        self._made.connect(self._take)
        document.replaced.connect(self._forget)
        document.timed.connect(self._follow)
        self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
        self._thread.start()

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap | None:
        """The newest picture there is of a shot; where the shot has changed since, a newer one is on its way. None:
        none yet."""
        wanted = self._wanted(shot_id, moment)
        if wanted is None:
            return None
        name = (shot_id, moment)
        held = self._held.get(name)
        if held is None or held.shows != wanted:
            self._ask(name, wanted, at_once=held is None)
            held = self._held.get(name)
        if held is None:
            return None
        self._held.move_to_end(name)
        return held.picture

    def is_current(self, shot_id: str) -> bool:
        """Whether the picture shows the shot as it stands."""
        return any(
            held.shows == self._wanted(shot_id, moment)
            for (name, moment), held in self._held.items()
            if name == shot_id
        )

    def close(self) -> None:
        """End the thread; what it paints just now is not waited for long."""
        self._cancel.set()
        with self._condition:
            self._wishes.clear()
            self._condition.notify_all()
        self._thread.join(10)

    def _wanted(self, shot_id: str, moment: float) -> Wanted | None:
        """What a shot's picture depends on, as the shot stands; worked out once for every state of it."""
        board, plan = self._document.storyboard, self._document.schedule
        if self._state[0] is not board or self._state[1] is not plan:
            spans = zip(board.shots, plan.spans, strict=True)
            self._state = (board, plan, {shot.id: (shot, span.frames) for shot, span in spans})
        found = self._state[2].get(shot_id)
        if found is None:
            return None
        rest = (board.id, board.language, board.seed, board.canvas, board.look, board.sky, board.characters)
        facts = (*found, *rest, self._document.base)
        known = self._known.get((shot_id, moment))
        if known is None or known[0] != facts:
            known = (facts, wanted_of(board, *found, moment, self._document.base))
            self._known[shot_id, moment] = known
        return known[1]

    def _ask(self, name: Name, wanted: Wanted, at_once: bool) -> None:
        ready = template_picture(wanted)
        if ready is not None:
            current = thumbnails.needs_no_painting(wanted)
            self._hold(name, QPixmap.fromImage(ready), wanted)
            if current:
                return
        if self._asked.get(name) == wanted:
            return
        self._asked[name] = wanted
        with self._condition:
            self._wishes.pop(name, None)  # the last one asked for stands last
            self._wishes[name] = (wanted, monotonic() + (0.0 if at_once else SETTLE_S))
            self._condition.notify_all()

    def _follow(self) -> None:
        """Shots whose pictures were looked at and that have changed are painted anew."""
        for shot_id, moment in list(self._held):
            if self._document.shot(shot_id) is not None:
                before = self._held[shot_id, moment].shows
                self.picture(shot_id, moment)
                if self._held[shot_id, moment].shows != before:
                    self.ready.emit(shot_id)

    def _forget(self) -> None:
        """Another document has other shots by the same ids."""
        self._held.clear()
        self._asked.clear()
        self._known.clear()
        with self._condition:
            self._wishes.clear()

    def _hold(self, name: Name, picture: QPixmap, shows: Wanted) -> None:
        self._held[name] = _Held(picture, shows)
        self._held.move_to_end(name)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)

    # -- the painting thread -------------------------------------------------------------------------------------------

    def _work(self) -> None:
        thumbnails.lower_priority()
        while (wish := self._next()) is not None:
            name, wanted = wish
            image = thumbnails.make(wanted, self._cancel)
            if not self._cancel.is_set():
                self._made.emit(name, wanted, image)

    def _next(self) -> tuple[Name, Wanted] | None:
        """The wish made last that has settled; waits for one. None: the end."""
        with self._condition:
            while not self._cancel.is_set():
                now = monotonic()
                for name in reversed(self._wishes):
                    wanted, due = self._wishes[name]
                    if due <= now:
                        del self._wishes[name]
                        return name, wanted
                waits = min((due for _, due in self._wishes.values()), default=now + 3600.0) - now
                self._condition.wait(max(waits, 0.01))
        return None

    def _take(self, name: Name, wanted: Wanted, image: QImage | None) -> None:
        """A picture is there; one that failed leaves what stands there, or a calm sign in the place of nothing."""
        if self._asked.get(name) != wanted:
            return  # another document, or the shot has changed again
        del self._asked[name]
        if image is not None:
            self._hold(name, QPixmap.fromImage(image), wanted)
        elif name in self._held:
            self._hold(name, self._held[name].picture, wanted)
        else:
            self._hold(name, placeholder(*wanted.size), wanted)
        self.ready.emit(name[0])


def placeholder(width: int, height: int) -> QPixmap:
    """What stands for a picture that cannot be made."""
    picture = QPixmap(width, height)
    picture.fill(theme.colour("sunken"))
    painter = QPainter(picture)
    sign = pixmap("image", 36, 1.0, "faint")
    place = QRect(0, 0, 36, 36)
    place.moveCenter(picture.rect().center())
    painter.setOpacity(0.7)
    painter.drawPixmap(place, sign)
    painter.end()
    return picture
