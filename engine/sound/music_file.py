"""The person's own music: read from any common file, fitted to the film's length."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import numpy as np

from engine.errors import BadInput, EngineError
from engine.media.converting import decode_sound
from engine.media.errors import MediaError
from engine.sound.audio import SAMPLE_RATE, Sound, fade_ends, samples
from engine.sound.resample import resample

CROSSFADE_S = 2.0
FADE_OUT_S = 3.0
SHORTEST_S = 0.2
SILENCE = 10 ** (-60 / 20)


class MusicFileError(BadInput):
    """The music file cannot be used; ``str()`` names the file and the remedy."""


def load_music(path: Path | str, total_samples: int, cancel: threading.Event | None = None) -> np.ndarray:
    """Music of exactly ``total_samples``, (samples, 2) float32 at 48 kHz, decoded in a limited child process.

    A longer file fades out at the film's end; a shorter one is repeated, each joint a crossfade.

    Raises:
        MusicFileError: the file is missing, holds no sound that can be read, or is silent or shorter than 0.2 s.
        EngineError: the temporary folder is full.
        Cancelled: ``cancel`` was set.
    """
    path = Path(path)
    sound, rate = _read(path, total_samples, cancel)
    if len(sound) < SHORTEST_S * rate or not np.isfinite(sound).all() or np.abs(sound).max() < SILENCE:
        raise MusicFileError(f"The music file {path} holds no music (empty, damaged or silent): choose another file.")
    music = resample(_two_channels(sound), rate)
    music = _repeated(music, total_samples) if len(music) < total_samples else music[:total_samples].copy()
    fade_ends(music, samples(0.02), samples(FADE_OUT_S))
    return music.astype(np.float32)


def _read(path: Path, total_samples: int, cancel: threading.Event | None) -> tuple[Sound, int]:
    """No more of the sound than the film needs, with some to spare."""
    try:
        with tempfile.TemporaryDirectory(prefix="starloom-music-") as folder:
            return decode_sound(path, total_samples / SAMPLE_RATE + 1, Path(folder), cancel)
    except MediaError as error:
        raise MusicFileError(f"The music file cannot be used: {error}") from error
    except OSError as error:
        raise EngineError(
            f"The temporary folder {tempfile.gettempdir()} cannot be written ({error.strerror}): free some space there."
        ) from error


def _two_channels(sound: Sound) -> Sound:
    """Mono to both sides; of more than two channels the front pair, the rest mixed in at -6 dB."""
    if sound.shape[1] == 1:
        return np.repeat(sound, 2, axis=1)
    if sound.shape[1] == 2:
        return sound
    return sound[:, :2] + 0.5 * sound[:, 2:].mean(axis=1, keepdims=True)


def _repeated(music: Sound, total_samples: int) -> Sound:
    overlap = min(samples(CROSSFADE_S), len(music) // 4)
    rise = np.sin(np.linspace(0, np.pi / 2, overlap))[:, None]
    out = np.zeros((total_samples + len(music), 2))
    out[: len(music)] = music
    end = len(music)
    while end < total_samples:
        start = end - overlap
        out[start:end] = out[start:end] * rise[::-1] + music[:overlap] * rise
        out[end : start + len(music)] = music[overlap:]
        end = start + len(music)
    return out[:total_samples]
