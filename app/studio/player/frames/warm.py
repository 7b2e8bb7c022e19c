"""The painter made ready for a shot: what this machine has not compiled yet is compiled by processes of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from engine.directing.scene import scene_of
from engine.events import Event, PartReady, PhaseStarted
from engine.sky.warming import Warming
from storyboard.model import Shot, Storyboard

Report = Callable[[int, int], None]
_one_at_a_time = threading.Lock()


def warm_up(storyboard: Storyboard, shot: Shot, report: Report, cancel: threading.Event) -> None:
    """Compile what a shot needs, before it is opened: compiling inside this process would hold up its windows.

    ``report`` is told how many parts of how many are ready; never, where there is nothing to compile.

    Raises:
        EngineError: the shot cannot be understood.
        Cancelled: ``cancel`` was set.
    """

    def tell(event: Event) -> None:
        if isinstance(event, PhaseStarted):
            report(0, event.total)
        elif isinstance(event, PartReady):
            report(event.number, event.total)

    if shot.footage is not None:
        return
    kinds = {spec.kind for spec in scene_of(shot, storyboard).elements}
    with _one_at_a_time, Warming(kinds) as warming:
        warming.finish(tell, cancel)
