"""What a pressed pointer does, one small object each: it follows the pointer, and in the end is done or undone.

Nothing is edited before the end, so a gesture that is cancelled leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from storyboard.model import Storyboard
from storyboard.timing import Schedule
from ui.document import Document
from ui.editing import Editing
from ui.timeline.layout import Layout
from ui.timeline.snapping import SNAP_PX, snapped
from ui.timeline.state import State
from ui.transport import Transport

ENDLESS = 1e9


@dataclass
class Desk:
    """What gestures work with. ``layout``: the present one, without what is tried; ``snapping``: whether edges hold
    on."""

    document: Document
    transport: Transport
    editing: Editing
    state: State
    layout: Callable[[], Layout]
    scroll: Callable[[float], None]
    snapping: bool = True

    def held(self, frame: float, points: list[int], free: bool) -> tuple[int, int | None]:
        """A frame drawn to the nearest of some points, and that point where there was one."""
        whole = round(frame)
        if free or not self.snapping:
            return whole, None
        point = snapped(whole, points, SNAP_PX / self.layout().scale.px)
        return (whole, None) if point is None else (point, point)


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is in the view. ``free``: Alt is held, nothing snaps."""

    at: QPointF
    free: bool = False


@dataclass(frozen=True)
class Shown:
    """What a gesture shows over the lanes. ``trial``: the storyboard as it would be; ``shift``: pixels that it is moved
    to the right; ``rests_until``: the pixel before which it looks as the storyboard does; ``snap``: the frame that an
    edge holds on to."""

    trial: tuple[Storyboard, Schedule] | None = None
    rests_until: float = ENDLESS
    shift: float = 0.0
    ghosts: tuple[int, ...] = ()
    copies: bool = False
    insertion: int | None = None
    band: QRectF | None = None
    says: str = ""
    snap: int | None = None
    scrubs: bool = False


class Gesture:
    """The base of all: does nothing."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.shown = Shown()

    def move(self, pointer: Pointer) -> None:
        """The pointer is somewhere else."""

    def finish(self) -> None:
        """The button was let go: do it."""

    def cancel(self) -> None:
        """Escape: leave everything as it was."""


class Scrub(Gesture):
    """Moves the playhead; cancelled, it goes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._before = desk.transport.frame
        self._points = desk.state.snap_points(desk.layout())

    def move(self, pointer: Pointer) -> None:
        """To the frame under the pointer."""
        frame, point = self.desk.held(self.desk.layout().scale.frame(pointer.at.x()), self._points, pointer.free)
        self.shown = Shown(snap=point, scrubs=True)
        self.desk.transport.seek(frame)

    def finish(self) -> None:
        """The playhead stays."""
        self.shown = Shown()

    def cancel(self) -> None:
        """Back to where it stood."""
        self.desk.transport.seek(self._before)


class Band(Gesture):
    """Selects the shots that a rubber band touches, together with those that were selected where ``adds``."""

    def __init__(self, desk: Desk, pressed: QPointF, adds: bool) -> None:
        super().__init__(desk)
        self._before = desk.document.selection
        self._kept = set(self._before) if adds else set()
        self._frame, self._y = desk.layout().scale.frame(pressed.x()), pressed.y()

    def move(self, pointer: Pointer) -> None:
        """The band grows."""
        layout = self.desk.layout()
        x = layout.scale.x(self._frame)
        band = QRectF(QPointF(x, self._y), pointer.at).normalized()
        self.shown = Shown(band=band)
        self.desk.document.select(self._kept | set(touched(layout, band)))

    def finish(self) -> None:
        """What is selected stays so; a mere click on nothing selects nothing."""
        if self.shown.band is None:
            self.desk.document.select(self._kept)

    def cancel(self) -> None:
        """Select what was selected before."""
        self.desk.document.select(self._before)


def touched(layout: Layout, band: QRectF) -> list[str]:
    """Ids of the shots whose frames a band of the view covers."""
    first, last = layout.scale.frame(band.left()), layout.scale.frame(band.right())
    return [span.shot_id for span in layout.spans if span.start < last and span.end > first]


class Carry(Gesture):
    """Drags shots to another place, or copies of them. Until the pointer has gone a little way it is a mere press."""

    REACH_PX = 5

    def __init__(self, desk: Desk, pressed: QPointF, ids: tuple[str, ...], clicked: str, copies: bool) -> None:
        super().__init__(desk)
        self._pressed, self._ids, self._clicked, self._copies = pressed, ids, clicked, copies
        self._index: int | None = None

    def move(self, pointer: Pointer) -> None:
        """The ghost follows, the mark shows the place."""
        away = pointer.at - self._pressed
        if self._index is None and max(abs(away.x()), abs(away.y())) < self.REACH_PX:
            return
        layout = self.desk.layout()
        self._index = layout.insertion_index(pointer.at.x())
        wanted = set(self._ids)
        ghosts = tuple(index for index, shot in enumerate(layout.board.shots) if shot.id in wanted)
        self.shown = Shown(ghosts=ghosts, insertion=self._index, copies=self._copies)

    def finish(self) -> None:
        """Put them there; where nothing was dragged, the shot that was clicked is the one selected."""
        if self._index is None:
            self.desk.document.select([self._clicked])
            look_at(self.desk, self.desk.document.index_of(self._clicked))
        elif self._copies:
            self.desk.editing.duplicate_selected(self._index)
        else:
            self.desk.editing.move_to(set(self._ids), self._index)


def look_at(desk: Desk, index: int) -> None:
    """Show a shot that was chosen; not while the film runs, and not where the playhead stands in it already."""
    plan, transport = desk.document.schedule, desk.transport
    if not transport.playing and not plan.spans[index].start <= transport.frame < plan.spans[index].end:
        transport.seek(plan.entry(index))
