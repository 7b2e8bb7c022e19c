"""The mix: speech, music and effects to one finished stereo sound at a loudness and under a true peak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.sound import filters
from engine.sound.audio import SAMPLE_RATE, Sound, fade_ends, gain, samples
from engine.sound.dynamics import compress, limit
from engine.sound.hall import in_hall
from engine.sound.loudness import (
    SILENCE_LUFS,
    block_powers,
    gated_lufs,
    integrated_loudness,
    to_lufs,
    true_peak,
)
from engine.sound.music_file import load_music
from engine.sound.narrator.speech import Speech

__all__ = ["Mix", "load_music", "mix"]

SPEECH_LUFS = -16.0
MUSIC_LUFS = -18.5
DUCK_DB = -9.0
DUCK_AHEAD_S = 0.35
DUCK_READY_S = 0.03
DUCK_RELEASE_S = 0.9
CONTROL = 240
BRIDGE_S = 1.2
LEAST_DISTANCE_LU = 10.0
ROOM_S, ROOM_SHARE = 1.1, 0.09
CODEC_ROOM_DB = 0.5
LOUDNESS_ROUNDS = 4
FADE_IN_S, FADE_OUT_S = 0.05, 1.0
Span = tuple[float, float]


@dataclass(frozen=True)
class Mix:
    """The finished sound and what it was made of.

    Attributes:
        samples: (samples, 2) float32 at 48 kHz.
        integrated_lufs: measured loudness; -70 for silence.
        true_peak_dbtp: measured true peak; about -240 for silence.
        stems: "speech", "music", "effects" as they lie in the mix before limiting, (samples, 2) float32; a stem that
            was not given is left out.
        speech_over_music_lu: how much louder the speech is than the music under it; None without both.
    """

    samples: np.ndarray
    integrated_lufs: float
    true_peak_dbtp: float
    stems: Mapping[str, np.ndarray]
    speech_over_music_lu: float | None = None


def mix(
    total_samples: int,
    speech: Sequence[tuple[int, Speech]],
    music: np.ndarray | None,
    effects: np.ndarray | None,
    target_lufs: float = -16.0,
    true_peak_dbtp: float = -1.0,
) -> Mix:
    """Mix a film's sound, exactly ``total_samples`` long.

    The music steps back under speech and returns in longer gaps; the effects give way half as much. The result is
    limited 0.5 dB below ``true_peak_dbtp``, since a lossy codec raises peaks.

    Args:
        total_samples: length of the film in samples.
        speech: first sample and speech of every line; speech that was only estimated is left out.
        music: (samples, 2) at 48 kHz, at any loudness; shorter is filled with silence, longer is cut.
        effects: (samples, 2) at 48 kHz, at its level in the mix relative to a -16 LUFS film.
    """
    stems: dict[str, Sound] = {}
    spoken = [(start, line) for start, line in speech if line.measured and len(line.samples)]
    spans = _spans(spoken)
    if spoken:
        stems["speech"] = _speech_track(total_samples, spoken)
    duck_db = DUCK_DB
    distance = None
    if music is not None:
        stems["music"], duck_db, distance = _music_track(total_samples, music, stems.get("speech"), spans)
    if effects is not None:
        stems["effects"] = fitted(effects, total_samples) * ducking(spans, total_samples, duck_db / 2)[:, None]
    whole = sum(stems.values(), np.zeros((total_samples, 2)))
    fade_ends(whole, samples(FADE_IN_S), samples(FADE_OUT_S))
    finished, factor = _mastered(whole, target_lufs, true_peak_dbtp - CODEC_ROOM_DB)
    finished = finished.astype(np.float32)
    return Mix(
        finished,
        integrated_loudness(finished),
        true_peak(finished),
        {name: (stem * factor).astype(np.float32) for name, stem in stems.items()},
        distance,
    )


def fitted(sound: np.ndarray, total_samples: int) -> Sound:
    """Cut or filled with silence to a length; float64, NaN and infinity become silence."""
    out = np.zeros((total_samples, 2))
    count = min(total_samples, len(sound))
    out[:count] = np.nan_to_num(sound[:count], nan=0.0, posinf=0.0, neginf=0.0)
    return out


def ducking(spans: Sequence[Span], count: int, depth_db: float = DUCK_DB) -> Sound:
    """Gain of the music over ``count`` samples: down before a span starts, back after it ends.

    The spans are known, so nothing is detected; straight lines in decibels.
    """
    clock = np.arange(0, count + 2 * CONTROL, CONTROL) / SAMPLE_RATE
    level_db = np.zeros(len(clock))
    for start, end in spans:
        corners = (start - DUCK_AHEAD_S, start - DUCK_READY_S, end, end + DUCK_RELEASE_S)
        level_db = np.minimum(level_db, np.interp(clock, corners, (0.0, depth_db, depth_db, 0.0)))
    return np.interp(np.arange(count) / SAMPLE_RATE, clock, 10 ** (level_db / 20))


def _spans(spoken: Sequence[tuple[int, Speech]]) -> list[Span]:
    """When somebody speaks, in seconds; gaps shorter than BRIDGE_S are bridged, else the music pumps."""
    heard: list[Span] = []
    for start, line in spoken:
        begin = start / SAMPLE_RATE
        if line.clauses:
            heard += [(begin + clause.start_s, begin + clause.end_s) for clause in line.clauses]
        else:
            heard.append((begin, begin + line.duration_s))
    spans: list[Span] = []
    for begin, end in sorted(heard):
        if spans and begin - spans[-1][1] < BRIDGE_S:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((begin, end))
    return spans


def _speech_track(total_samples: int, spoken: Sequence[tuple[int, Speech]]) -> Sound:
    """All lines, each at the same loudness, compressed, in a small room; SPEECH_LUFS while it speaks."""
    voice = np.zeros(total_samples)
    for start, line in spoken:
        sound = compress(line.samples.astype(np.float64))
        level = integrated_loudness(np.repeat(sound[:, None], 2, axis=1))
        if level <= SILENCE_LUFS:
            continue
        sound = sound * gain(SPEECH_LUFS - level)
        first, skip = max(0, start), max(0, -start)
        count = min(total_samples - first, len(sound) - skip)
        if count > 0:
            voice[first : first + count] += sound[skip : skip + count]
    track = np.repeat(voice[:, None], 2, axis=1)
    room = filters.highpass(in_hall(track, ROOM_S, 0.012), 180)
    return track + ROOM_SHARE * room


def _music_track(
    total_samples: int, music: np.ndarray, speech: Sound | None, spans: Sequence[Span]
) -> tuple[Sound, float, float | None]:
    """The ducked music, the depth it was ducked by, and its measured distance below the speech.

    Loud passages are ducked deeper until the speech is clear of the music on the average of all spoken blocks.
    """
    track = fitted(music, total_samples)
    level = integrated_loudness(track)
    if level <= SILENCE_LUFS:
        return track, DUCK_DB, None
    track *= gain(MUSIC_LUFS - level)
    if speech is None or not spans:
        return track, DUCK_DB, None
    depth_db = DUCK_DB
    distance = None
    for _ in range(3):
        ducked = track * ducking(spans, total_samples, depth_db)[:, None]
        distance = _distance(speech, ducked, spans)
        if distance is None or distance >= LEAST_DISTANCE_LU:
            return ducked, depth_db, distance
        depth_db -= LEAST_DISTANCE_LU - distance + 0.2
    return track * ducking(spans, total_samples, depth_db)[:, None], depth_db, distance


def _distance(speech: Sound, music: Sound, spans: Sequence[Span]) -> float | None:
    """LU between speech and music, both measured only while there is speech."""
    inside = np.concatenate([np.arange(int(begin * SAMPLE_RATE), int(end * SAMPLE_RATE)) for begin, end in spans])
    inside = inside[(inside >= 0) & (inside < len(music))]
    if len(inside) == 0:
        return None
    voice = gated_lufs(block_powers(speech[inside]))
    behind = to_lufs(float(block_powers(music[inside]).mean()))
    return voice - behind


def _mastered(whole: Sound, target_lufs: float, ceiling_db: float) -> tuple[Sound, float]:
    """At the target loudness under the ceiling, and the factor used; limiting costs loudness, hence some rounds."""
    level = integrated_loudness(whole)
    if level <= SILENCE_LUFS:
        return whole, 1.0
    factor = gain(target_lufs - level)
    finished = limit(whole * factor, ceiling_db)
    for _ in range(LOUDNESS_ROUNDS):
        missing = target_lufs - integrated_loudness(finished)
        if abs(missing) < 0.1:
            break
        factor *= gain(missing)
        finished = limit(whole * factor, ceiling_db)
    return finished, factor
