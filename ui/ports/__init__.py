"""What the windows need from the rest of the program, as small classes that say "nothing known" by themselves.

The studio (app.studio) hands in descendants that know the engine. Everything here returns at once: what takes time
comes later, by a signal in the windows' thread. Signals that carry a key or a shot's id say for what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.ports.exporting import Exporting
from ui.ports.importing import Importing
from ui.ports.jobs import Jobs
from ui.ports.models import Models
from ui.ports.pictures import Pictures
from ui.ports.playback import Playback
from ui.ports.preferences import Preferences
from ui.ports.shelf import Shelf
from ui.ports.sound import Sound
from ui.ports.takes import Takes
from ui.ports.understanding import Understanding

__all__ = [
    "Exporting", "Importing", "Jobs", "Models", "Pictures", "Playback", "Preferences", "Services", "Shelf", "Sound",
    "Takes", "Understanding",
]  # fmt: skip


@dataclass(frozen=True)
class Services:
    """All of them, for one open window. ``worded`` says what they tell in the language of the windows; what it does not
    know stays as it is."""

    pictures: Pictures = field(default_factory=Pictures)
    playback: Playback = field(default_factory=Playback)
    sound: Sound = field(default_factory=Sound)
    takes: Takes = field(default_factory=Takes)
    understanding: Understanding = field(default_factory=Understanding)
    jobs: Jobs = field(default_factory=Jobs)
    exporting: Exporting = field(default_factory=Exporting)
    importing: Importing = field(default_factory=Importing)
    shelf: Shelf = field(default_factory=Shelf)
    preferences: Preferences = field(default_factory=Preferences)
    models: Models = field(default_factory=Models)
    worded: Callable[[str], str] = str
