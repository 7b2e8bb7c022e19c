"""What the timeline says: names of lanes and of sounds, and lengths in both ways of writing them."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from storyboard.model import Shot
from ui.timeline.lanes import Lane

_LANES: dict[Lane, Any] = {
    Lane.RULER: QT_TRANSLATE_NOOP("Timeline", "Time"),
    Lane.STORY: QT_TRANSLATE_NOOP("Timeline", "Story"),
    Lane.NARRATION: QT_TRANSLATE_NOOP("Timeline", "Narration"),
    Lane.CAPTIONS: QT_TRANSLATE_NOOP("Timeline", "Captions"),
    Lane.MUSIC: QT_TRANSLATE_NOOP("Timeline", "Score"),
    Lane.EFFECTS: QT_TRANSLATE_NOOP("Timeline", "Effects"),
}
LANE_ICONS = {
    Lane.STORY: "film", Lane.NARRATION: "mic", Lane.CAPTIONS: "captions", Lane.MUSIC: "music", Lane.EFFECTS: "waves",
}  # fmt: skip
_SOUNDS: dict[str, Any] = {
    "waves": QT_TRANSLATE_NOOP("Timeline", "waves"),
    "wind": QT_TRANSLATE_NOOP("Timeline", "wind"),
    "thunder": QT_TRANSLATE_NOOP("Timeline", "thunder"),
    "rain": QT_TRANSLATE_NOOP("Timeline", "rain"),
    "fire": QT_TRANSLATE_NOOP("Timeline", "fire"),
    "wings": QT_TRANSLATE_NOOP("Timeline", "wings"),
    "arrow": QT_TRANSLATE_NOOP("Timeline", "arrow"),
    "stars": QT_TRANSLATE_NOOP("Timeline", "starlight"),
    "drum": QT_TRANSLATE_NOOP("Timeline", "drum"),
    "night": QT_TRANSLATE_NOOP("Timeline", "night"),
}
_LENGTH = re.compile(r"^\s*(\d+(?:[.,]\d+)?)\s*(f|frames?|帧|s|sec|seconds?|秒)?\s*$", re.IGNORECASE)


def tr(words: str) -> str:
    """Words of this module's tables in the language that holds now."""
    return QCoreApplication.translate("Timeline", words)


def lane_name(lane: Lane) -> str:
    """What a lane is called."""
    return tr(_LANES[lane])


def sound_name(kind: str) -> str:
    """What a sound is called; its own word where it is none of ours."""
    return tr(_SOUNDS[kind]) if kind in _SOUNDS else kind.replace("_", " ")


def shot_name(shot: Shot) -> str:
    """What a shot is called: its title, or how its words begin."""
    return shot.title or shot.text or shot.line or QCoreApplication.translate("Timeline", "New shot")


def seconds_text(frames: float, fps: int) -> str:
    """A length in seconds, to be read at a glance."""
    seconds = frames / fps
    shown = f"{seconds:.2f}" if seconds < 2 else f"{seconds:.1f}"
    return QCoreApplication.translate("Timeline", "{0} s").format(shown)


def frames_text(frames: int) -> str:
    """A length in frames."""
    if frames == 1:
        return QCoreApplication.translate("Timeline", "1 frame")
    return QCoreApplication.translate("Timeline", "{0} frames").format(frames)


def length_in_frames(typed: str, fps: int) -> int | None:
    """Frames of the film that somebody typed: "20", "20 f", "0.8 s", "0.8", "0.8 秒". A number with a point and no unit
    is seconds. None where it is no length."""
    found = _LENGTH.match(typed)
    if not found:
        return None
    number, unit = found[1].replace(",", "."), (found[2] or "").lower()
    in_seconds = unit.startswith("s") or unit == "秒" or (not unit and "." in number)
    return round(float(number) * (fps if in_seconds else 1))
