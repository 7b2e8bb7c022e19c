"""The mixed sound of a film, kept in the cache: a film whose sound did not change is not mixed again."""

from __future__ import annotations

import threading

import numpy as np
import soundfile
from numpy.typing import NDArray

from engine.content import content_key
from engine.errors import EngineError
from engine.jobs.cache import Cache, Entry
from engine.soundtrack import SAMPLE_RATE, Soundtrack

SUFFIX = ".flac"


def kept_sound(track: Soundtrack, cache: Cache, cancel: threading.Event) -> NDArray[np.float32]:
    """The whole sound as `Soundtrack.mixed` gives it, rounded to the 24 bits it is kept in.

    Raises:
        EngineError: the person's music cannot be read, or the cache not be written.
        Cancelled: ``cancel`` was set.
    """
    return _read(keep_sound(track, cache, cancel)[0])


def keep_sound(track: Soundtrack, cache: Cache, cancel: threading.Event) -> tuple[Entry, bool]:
    """The sound's entry in the cache, and whether it had to be mixed.

    Raises:
        EngineError: the person's music cannot be read, or the cache not be written.
        Cancelled: ``cancel`` was set.
    """
    recipe = track.recipe()
    with cache.claim("sound", content_key(recipe), SUFFIX, cancel) as claim:
        if claim.found is not None:
            return claim.found, False
        sound = track.mixed(cancel)
        try:
            soundfile.write(claim.path, sound, SAMPLE_RATE, subtype="PCM_24", format="FLAC")
        except (soundfile.LibsndfileError, OSError) as error:
            raise EngineError(
                f"The sound cannot be kept in {claim.path.parent} ({error}): free some space there."
            ) from error
        return claim.publish(recipe), True


def _read(entry: Entry) -> NDArray[np.float32]:
    try:
        return np.asarray(soundfile.read(entry.path, dtype="float32", always_2d=True)[0], np.float32)
    except (soundfile.LibsndfileError, OSError) as error:
        raise EngineError(f"The kept sound {entry.path} cannot be read ({error}): try again.") from error
