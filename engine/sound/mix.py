"""The mix: speech, music and effects to one finished stereo sound at a loudness and under a true peak."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
)
from engine.sound.narrator.speech import Speech

__all__ = ["mix", "stems"]

SPEECH_LUFS = -16.0
MUSIC_LUFS = -18.5
DUCK_DB = -9.0
DUCK_AHEAD_S = 0.35
DUCK_READY_S = 0.03
DUCK_RELEASE_S = 0.9
CONTROL = 240
AT_ONCE = 1 << 18
BRIDGE_S = 1.2
LEAST_DISTANCE_LU = 10.0
ROOM_S, ROOM_SHARE = 1.1, 0.09
CODEC_ROOM_DB = 0.5
LOUDNESS_ROUNDS = 4
FADE_IN_S, FADE_OUT_S = 0.05, 1.0
Span = tuple[float, float]


def mix(
    total_samples: int,
    speech: Sequence[tuple[int, Speech]],
    music: np.ndarray | None,
    effects: np.ndarray | None,
    target_lufs: float = -16.0,
    true_peak_dbtp: float = -1.0,
) -> np.ndarray:
    """Mix a film's sound: (total_samples, 2) float32 at 48 kHz.

    The result is limited 0.5 dB below ``true_peak_dbtp``, since a lossy codec raises peaks.

    Args:
        total_samples: length of the film in samples.
        speech: first sample and speech of every line; speech that was only estimated is left out.
        music: (samples, 2) at 48 kHz, at any loudness; shorter is filled with silence, longer is cut.
        effects: (samples, 2) at 48 kHz, at its level in the mix relative to a -16 LUFS film.
    """
    whole = np.zeros((total_samples, 2), np.float32)
    for _, stem in stems(total_samples, speech, music, effects):
        whole += stem
        del stem  # before the next one is made
    fade_ends(whole, samples(FADE_IN_S), samples(FADE_OUT_S))
    return _mastered(whole, target_lufs, true_peak_dbtp - CODEC_ROOM_DB)


def stems(
    total_samples: int,
    speech: Sequence[tuple[int, Speech]],
    music: np.ndarray | None,
    effects: np.ndarray | None,
) -> Iterator[tuple[str, Sound]]:
    """What the mix is the sum of, one after another: "speech", "music", "effects", those that are given.

    The music steps back under speech and returns in longer gaps; the effects give way half as much. Each stem,
    (total_samples, 2) float32, is made when it is asked for, so that no two lie in memory together.
    """
    spoken = [(start, line) for start, line in speech if line.measured and len(line.samples)]
    spans = _spans(spoken)
    duck_db, voice_lufs = DUCK_DB, None
    if spoken:
        track = _speech_track(total_samples, spoken)
        voice_lufs = _voice_lufs(track, spans)
        yield "speech", track
        del track
    if music is not None:
        track = fitted(music, total_samples)
        duck_db = _duck_music(track, voice_lufs, spans)
        yield "music", track
        del track
    if effects is not None:
        track = fitted(effects, total_samples)
        duck(track, spans, duck_db / 2)
        yield "effects", track


def fitted(sound: np.ndarray, total_samples: int) -> Sound:
    """A copy cut or filled with silence to a length; float32, NaN and infinity become silence."""
    out = np.zeros((total_samples, 2), np.float32)
    count = min(total_samples, len(sound))
    out[:count] = sound[:count]
    return np.nan_to_num(out, copy=False, nan=0.0, posinf=0.0, neginf=0.0)


def duck(track: Sound, spans: Sequence[Span], depth_db: float) -> None:
    """Turn a stem down under the spans, in place."""
    for first in range(0, len(track), AT_ONCE):
        part = track[first : first + AT_ONCE]
        part *= ducking(spans, len(part), depth_db, first)[:, None]


def ducking(spans: Sequence[Span], count: int, depth_db: float = DUCK_DB, first: int = 0) -> Sound:
    """Gain of the music over ``count`` samples from sample ``first`` on: down before a span starts, back after it ends.

    The spans are known, so nothing is detected; straight lines in decibels.
    """
    clock = np.arange(first // CONTROL * CONTROL, first + count + 2 * CONTROL, CONTROL) / SAMPLE_RATE
    level_db = np.zeros(len(clock))
    for start, end in spans:
        corners = (start - DUCK_AHEAD_S, start - DUCK_READY_S, end, end + DUCK_RELEASE_S)
        level_db = np.minimum(level_db, np.interp(clock, corners, (0.0, depth_db, depth_db, 0.0)))
    return np.interp(np.arange(first, first + count) / SAMPLE_RATE, clock, 10 ** (level_db / 20))


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
    voice = np.zeros(total_samples, np.float32)
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
    both = np.broadcast_to(voice[:, None], (total_samples, 2))
    track = np.ascontiguousarray(in_hall(both, ROOM_S, 0.012))
    filters.run_in_place(track, filters.high_sections(180))
    track *= ROOM_SHARE
    track += voice[:, None]
    return track


def _duck_music(track: Sound, voice_lufs: float | None, spans: Sequence[Span]) -> float:
    """Bring the music to its level and turn it down under the speech, in place; by how much it was turned down.

    Loud passages are ducked deeper until the speech is clear of the music on the average of all spoken blocks.
    """
    level = integrated_loudness(track)
    if level <= SILENCE_LUFS:
        return DUCK_DB
    track *= gain(MUSIC_LUFS - level)
    depth_db = DUCK_DB if voice_lufs is None else _clear_depth(track, voice_lufs, spans)
    duck(track, spans, depth_db)
    return depth_db


def _clear_depth(track: Sound, voice_lufs: float, spans: Sequence[Span]) -> float:
    """How far the music must be turned down for the speech to be clear of it, in decibels, DUCK_DB or deeper."""
    depth_db = DUCK_DB
    for _ in range(3):
        behind = [part * ducking(spans, len(part), depth_db, first)[:, None] for first, part in _inside(track, spans)]
        distance = voice_lufs - to_lufs(float(block_powers(_joined(behind)).mean()))
        if distance >= LEAST_DISTANCE_LU:
            break
        depth_db -= LEAST_DISTANCE_LU - distance + 0.2
    return depth_db


def _voice_lufs(speech: Sound, spans: Sequence[Span]) -> float | None:
    """Loudness of the speech, measured only while there is speech; None where there is none."""
    heard = _joined([part for _, part in _inside(speech, spans)])
    return gated_lufs(block_powers(heard)) if len(heard) else None


def _inside(track: Sound, spans: Sequence[Span]) -> Iterator[tuple[int, Sound]]:
    """The pieces of a stem that lie inside the spans, each with its first sample."""
    for begin, end in spans:
        first, last = max(0, int(begin * SAMPLE_RATE)), min(len(track), int(end * SAMPLE_RATE))
        if last > first:
            yield first, track[first:last]


def _joined(pieces: Sequence[Sound]) -> Sound:
    """Pieces of a sound one after another, (samples, 2) float32."""
    return np.concatenate([np.zeros((0, 2), np.float32), *pieces], dtype=np.float32)


def _mastered(whole: Sound, target_lufs: float, ceiling_db: float) -> Sound:
    """At the target loudness under the ceiling; limiting costs loudness, hence some rounds."""
    level = integrated_loudness(whole)
    if level <= SILENCE_LUFS:
        return whole
    factor = gain(target_lufs - level)
    finished = limit(whole * factor, ceiling_db)
    for _ in range(LOUDNESS_ROUNDS):
        missing = target_lufs - integrated_loudness(finished)
        if abs(missing) < 0.1:
            break
        factor *= gain(missing)
        del finished
        finished = limit(whole * factor, ceiling_db)
    return finished
