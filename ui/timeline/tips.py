"""A few words about what lies under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from storyboard.model import Shot
from ui.timeline.gestures import Desk
from ui.timeline.hits import Hit, Part
from ui.timeline.lanes import Lane
from ui.timeline.state import TakeMark
from ui.timeline.words import frames_text, lane_name, seconds_text, shot_name
from ui.transitions import name_of


def tip(desk: Desk, found: Hit) -> str:
    """What lies there, and what can be done with it; "" where there is nothing to say."""
    match found.part:
        case Part.SHOT:
            return _shot_tip(desk, found.index)
        case Part.START_EDGE | Part.END_EDGE:
            return QCoreApplication.translate("Timeline", "Drag to trim; what follows moves along. Alt: no snapping")
        case Part.TRANSITION:
            return _transition_tip(desk, found.index)
        case Part.MARKER if found.marker is not None:
            return found.marker.text or QCoreApplication.translate("Timeline", "Marker")
        case Part.RULER:
            return QCoreApplication.translate("Timeline", "Drag to move the playhead. Alt: no snapping")
        case Part.LANE if found.lane is Lane.NARRATION and found.index >= 0:
            return _line_tip(desk, found.index)
        case Part.HEADER if found.lane is not None:
            return lane_name(found.lane)
        case _:
            return ""


def _shot_tip(desk: Desk, index: int) -> str:
    plan, shot = desk.document.schedule, desk.document.storyboard.shots[index]
    length = f"{seconds_text(plan.spans[index].frames, plan.fps)} · {_length_words(shot)}"
    lines = [f"{index + 1}  {shot_name(shot)}", length]
    mark = desk.state.take_mark(shot.id)
    if mark is TakeMark.NONE:
        lines.append(QCoreApplication.translate("Timeline", "No take yet: a live draft is shown"))
    elif mark is TakeMark.STALE:
        lines.append(QCoreApplication.translate("Timeline", "The take is older than the shot: make it again"))
    return "\n".join(lines)


def _line_tip(desk: Desk, index: int) -> str:
    plan, line = desk.document.schedule, desk.document.storyboard.shots[index].line
    spoken = desk.state.spoken_s(index)
    if spoken is not None and plan.spans[index].line_start + spoken * plan.fps > plan.spans[index].end + 1:
        hint = QCoreApplication.translate("Timeline", "The line is longer than its shot: let its length follow")
        return f"{line}\n{hint}"
    return line


def _length_words(shot: Shot) -> str:
    if shot.duration_s is not None:
        return QCoreApplication.translate("Timeline", "fixed length")
    return QCoreApplication.translate("Timeline", "as long as its line needs")


def _transition_tip(desk: Desk, index: int) -> str:
    plan = desk.document.schedule
    span = plan.spans[index]
    words = name_of(span.transition)
    if span.overlap:
        words += f"  {seconds_text(span.overlap, plan.fps)} · {frames_text(span.overlap)}"
    return words + "\n" + QCoreApplication.translate("Timeline", "Drag to set its length, double-click to type it")
