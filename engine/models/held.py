"""What this machine turned out to hold: a model that had to be held by a way that needs less memory begins by it the
next time, so that the description of a take says how it is really made.

One small file in the cache. A way is begun with for a week, since memory that other programs held may be free again;
later it is still known, so that what was made by it is found.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.content import content_key
from engine.folders import cache_folder
from engine.models.fitting import MOVING
from engine.models.strategy import Strategy
from storyboard.atomic import write_atomically

FRESH_S = 7 * 86400.0
"""How long a way is begun with, in seconds."""
WAYS = 8
"""Ways that are known of one model and size of clip."""


@dataclass(frozen=True)
class Held:
    """A way that a model was held by: ``model`` is its name, ``at`` when it was found out (seconds since 1970)."""

    model: str
    strategy: Strategy
    at: float

    @property
    def fresh(self) -> bool:
        """Whether the next clip of this kind begins with it."""
        return 0 <= time.time() - self.at < FRESH_S

    @property
    def words(self) -> str:
        """What is done, for a person: "decoding is done in tiles, one expert is loaded at a time"."""
        held, words = self.strategy, []
        if held.offload != "none":
            words.append(MOVING[held.offload])
        if held.tiling:
            words.append("decoding is done in tiles")
        if held.late_expert:
            words.append("one expert is loaded at a time")
        if held.max_frames is not None:
            words.append(f"at most {held.max_frames} frames are made and stretched")
        if held.max_pixels is not None:
            words.append(f"at most {held.max_pixels} pixels are made and enlarged")
        return ", ".join(words)


def held_key(digest: str, judged: Strategy, width: int, height: int, frames: int) -> str:
    """What ways are known under: the model's weights, how it would be held, and the class of the clip's size (powers of
    two of all its pixels)."""
    return content_key([digest, asdict(judged), (width * height * frames).bit_length()])[:32]


def ways_held(key: str) -> list[Held]:
    """Ways that are known, the newest first."""
    return [held for one in _read().get(key, ()) if (held := _held(one)) is not None]


def remember_way(key: str, held: Held) -> None:
    """Begin with this way from now on."""
    known = _read()
    others = [one for one in ways_held(key) if one.strategy != held.strategy]
    known[key] = [asdict(one) for one in (held, *others)][:WAYS]
    write_atomically(_place(), json.dumps(known, indent=0).encode("utf-8"))


def ways_of_all() -> list[Held]:
    """Every way that is begun with now, by the model's name."""
    found = [held for ways in _read().values() for one in ways[:1] if (held := _held(one)) is not None and held.fresh]
    return sorted(found, key=lambda held: (held.model, held.at))


def forget_ways() -> int:
    """Know nothing any more; how many ways were begun with."""
    count = len(ways_of_all())
    _place().unlink(missing_ok=True)
    return count


def _place() -> Path:
    return cache_folder("models") / "held.json"


def _read() -> dict[str, list[Any]]:
    try:
        known = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {key: ways for key, ways in known.items() if isinstance(ways, list)}


def _held(one: Any) -> Held | None:
    """A way as it was written down; None where that cannot be read."""
    try:
        return Held(str(one["model"]), Strategy(**one["strategy"]), float(one["at"]))
    except (TypeError, KeyError, ValueError):
        return None
