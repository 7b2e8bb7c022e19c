"""The person's own music: read from any common file, fitted to the film's length."""

from __future__ import annotations

from pathlib import Path

import av
import av.error
import numpy as np
import soundfile

from engine.errors import BadInput
from engine.sound.audio import Sound, fade_ends, samples
from engine.sound.resample import resample

CROSSFADE_S = 2.0
FADE_OUT_S = 3.0
SHORTEST_S = 0.2
LONGEST_S = 3600.0
SILENCE = 10 ** (-60 / 20)


class MusicFileError(BadInput):
    """The music file cannot be used; ``str()`` names the file and the remedy."""


def load_music(path: Path | str, total_samples: int) -> np.ndarray:
    """Music of exactly ``total_samples``, (samples, 2) float32 at 48 kHz.

    A longer file fades out at the film's end; a shorter one is repeated, each joint a crossfade.

    Raises:
        MusicFileError: the file is missing, holds no sound that can be read, or is silent or shorter than 0.2 s.
    """
    path = Path(path)
    if not path.is_file():
        raise MusicFileError(f"The music file {path} does not exist: choose another file.")
    sound, rate = _read(path, total_samples)
    if len(sound) < SHORTEST_S * rate or not np.isfinite(sound).all() or np.abs(sound).max() < SILENCE:
        raise MusicFileError(f"The music file {path} holds no music (empty, damaged or silent): choose another file.")
    music = resample(_two_channels(sound), rate)
    music = _repeated(music, total_samples) if len(music) < total_samples else music[:total_samples].copy()
    fade_ends(music, samples(0.02), samples(FADE_OUT_S))
    return music.astype(np.float32)


def _read(path: Path, total_samples: int) -> tuple[Sound, int]:
    """Through libsndfile where it can, else through FFmpeg; no more than the film needs, with some to spare."""
    try:
        with soundfile.SoundFile(path) as file:
            wanted = int((total_samples / 48_000 + 1) * file.samplerate)
            sound = file.read(min(wanted, len(file)), dtype="float32", always_2d=True)
            return np.asarray(sound, dtype=np.float32), file.samplerate
    except soundfile.LibsndfileError:
        pass  # not one of libsndfile's formats
    try:
        return _decode(path, total_samples)
    except (av.error.FFmpegError, ValueError, EOFError) as error:
        raise MusicFileError(
            f"The music file {path} cannot be read ({error}): use a WAV, FLAC, MP3, OGG or M4A file."
        ) from error


def _decode(path: Path, total_samples: int) -> tuple[Sound, int]:
    pieces: list[np.ndarray] = []
    count = 0
    with av.open(str(path)) as container:
        if not container.streams.audio:
            raise ValueError("it has no sound")
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        for frame in container.decode(container.streams.audio[0]):
            for piece in resampler.resample(frame):
                pieces.append(piece.to_ndarray().T)
                count += piece.samples
            if count > total_samples + 48_000:
                break
        pieces += [piece.to_ndarray().T for piece in resampler.resample(None)]
    return (np.concatenate(pieces) if pieces else np.zeros((0, 2), np.float32)), 48_000


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
