"""The kinds of transition as they are shown: name, icon, and lengths to choose from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from storyboard.model import TransitionKind
from storyboard.timing import TRANSITION_FPS

ICONS: dict[TransitionKind, str] = {
    "crossfade": "blend", "cut": "scissors", "black": "moon", "stars": "sparkles", "push": "chevrons-left",
    "zoom": "zoom-in",
}  # fmt: skip
LENGTHS_S = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0)
"""Lengths that a menu offers, in seconds."""


def name_of(kind: TransitionKind) -> str:
    """What a kind of transition is called."""
    names: dict[TransitionKind, str] = {
        "crossfade": QCoreApplication.translate("Transitions", "Crossfade"),
        "cut": QCoreApplication.translate("Transitions", "Cut"),
        "black": QCoreApplication.translate("Transitions", "Fade through black"),
        "stars": QCoreApplication.translate("Transitions", "Star dissolve"),
        "push": QCoreApplication.translate("Transitions", "Push"),
        "zoom": QCoreApplication.translate("Transitions", "Zoom through a star"),
    }
    return names[kind]


def frames_of(seconds: float) -> int:
    """Seconds as a document counts them, in 24ths."""
    return round(seconds * TRANSITION_FPS)


def seconds_of(frames: int) -> str:
    """24ths of a second as a short number of seconds: "0.8"."""
    seconds = frames / TRANSITION_FPS
    return f"{seconds:.2f}".rstrip("0").rstrip(".") if frames % 6 == 0 else f"{seconds:.1f}"
