"""The orchestra plays the notes into a hall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.kernel import HAVE_NUMBA, compiled
from engine.sound import filters, hall
from engine.sound.audio import SAMPLE_RATE, Sound, fade_ends, place, samples
from engine.sound.dynamics import limit, moving_mean
from engine.sound.loudness import at_loudness
from engine.sound.score.instruments import ensembles, percussion, plucked, solo
from engine.sound.score.note import Note

FADE_IN_S, FADE_OUT_S = 0.02, 2.5
NORMAL_LUFS, CEILING_DBTP = -18.0, -1.5
LEVELLING, LEVELLING_S = 0.35, 3.0
FLOOR = 1e-4
AT_ONCE = 1 << 18
EQ = [*filters.high_sections(32), filters.bell_section(300, -1.5, 0.8), filters.shelf_section(3200, 4.0)]


@dataclass(frozen=True)
class _Seat:
    """A part's place: gain, share sent into the hall, how much it follows the conductor (0 … 1), pan."""

    gain: float
    send: float
    follows: float
    pan: float = 0.0


SEATS = {
    "strings": _Seat(0.62, 0.38, 1.0),
    "trem": _Seat(0.62, 0.40, 1.0),
    "bass": _Seat(0.80, 0.12, 1.0),
    "choir": _Seat(0.60, 0.50, 1.0),
    "horns": _Seat(0.62, 0.42, 0.7, -0.25),
    "spicc": _Seat(0.80, 0.28, 0.3),
    "guzheng": _Seat(0.46, 0.34, 0.35, -0.25),
    "harp": _Seat(0.46, 0.36, 0.35, 0.35),
    "erhu": _Seat(0.95, 0.38, 0.4, 0.12),
    "flute": _Seat(0.95, 0.42, 0.4, -0.15),
    "horn": _Seat(0.90, 0.42, 0.4, -0.2),
    "timp": _Seat(1.0, 0.30, 0.0, 0.1),
    "taiko": _Seat(0.85, 0.28, 0.0, -0.05),
    "gong": _Seat(1.0, 0.35, 0.0, 0.2),
    "crash": _Seat(1.0, 0.30, 0.0),
    "revcym": _Seat(1.0, 0.30, 0.0),
    "celesta": _Seat(1.0, 0.50, 0.2),
    "bell": _Seat(1.0, 0.50, 0.2),
}


@compiled
def seat_part_compiled(buffer, expression, gain, follows, share, dry, send):
    """Add a part to the dry sound and its share to what goes into the hall."""
    for i in range(len(buffer)):
        level = gain * expression[i] ** follows if follows > 0 else gain
        for channel in range(2):
            sound = level * buffer[i, channel]
            dry[i, channel] += sound
            send[i, channel] += share * sound


def seat_part_plain(buffer, expression, gain, follows, share, dry, send):
    """The same with numpy."""
    level = gain * expression**follows if follows > 0 else np.full(len(buffer), gain)
    sound = (level[:, None] * buffer).astype(np.float32)
    dry += sound
    sound *= np.float32(share)
    send += sound


seat_part = seat_part_compiled if HAVE_NUMBA else seat_part_plain


def perform(notes: Sequence[Note], expression: Sound, seed: int) -> np.ndarray:
    """All parts with the hall, (len(expression), 2) float32, near NORMAL_LUFS, no peak above CEILING_DBTP, faded
    at both ends.

    Args:
        notes: in any order.
        expression: the conductor's gain, one value per sample; its length is the film's.
        seed: of the players' small differences.
    """
    count = len(expression)
    dry, send, buffer = (np.zeros((count, 2), np.float32) for _ in range(3))
    for number, part in enumerate(SEATS):
        own = sorted((note for note in notes if note.part == part), key=lambda note: note.start_s)
        if not own:
            continue
        if part not in ensembles.ENSEMBLES:
            ensembles.forget()
        seat = SEATS[part]
        buffer.fill(0)
        _play(part, own, buffer, seat, np.random.default_rng([seed, number]))
        seat_part(buffer, expression, seat.gain, seat.follows, seat.send, dry, send)
    for family in (ensembles, plucked, percussion):
        family.forget()
    del buffer
    dry += hall.in_hall(send)
    del send
    filters.run_in_place(dry, EQ)
    _level(dry)
    music = at_loudness(dry, NORMAL_LUFS)
    fade_ends(music, samples(FADE_IN_S), min(samples(FADE_OUT_S), count // 4))
    return limit(music, CEILING_DBTP)


def _level(music: Sound) -> None:
    """A slow hand on the fader, in place: the distance between quiet and loud passages shrinks by a third.

    Music under a voice must not vanish in one shot and drown everything in the next.
    """
    step = SAMPLE_RATE // 100
    blocks = len(music) // step
    if blocks == 0:
        return
    power = (music[: blocks * step] ** 2).mean(axis=1).reshape(blocks, step).mean(axis=1)
    level = np.sqrt(moving_mean(power, min(int(LEVELLING_S * 100), blocks))) + FLOOR
    gain = (level / level.max()) ** -LEVELLING
    middles = (np.arange(blocks) + 0.5) * step
    for first in range(0, len(music), AT_ONCE):
        part = music[first : first + AT_ONCE]
        part *= np.interp(np.arange(first, first + len(part)), middles, gain)[:, None]


def _play(part: str, notes: Sequence[Note], buffer: Sound, seat: _Seat, random: np.random.Generator) -> None:
    match part:
        case "guzheng" | "harp":
            plucked.play(notes, buffer, part, seat.pan, 0.3, random)
        case "erhu" | "flute" | "horn":
            solo.play(notes, buffer, part, seat.pan, random)
        case "strings" | "trem":
            ensembles.play(notes, buffer, part, lambda pitch: (pitch - 64) / 36, random)
        case "spicc":
            ensembles.play(notes, buffer, part, lambda pitch: (pitch - 52) / 30, random)
        case "choir":
            ensembles.play(notes, buffer, part, lambda pitch: (64 - pitch) / 40, random)
        case "bass" | "horns":
            ensembles.play(notes, buffer, part, lambda pitch: seat.pan, random)
        case _:
            _strike(notes, buffer, seat, random)


def _strike(notes: Sequence[Note], buffer: Sound, seat: _Seat, random: np.random.Generator) -> None:
    for note in notes:
        pan = random.uniform(-0.5, 0.5) if note.part == "celesta" else seat.pan
        match note.part:
            case "timp":
                sound = percussion.timpani(note, random)
            case "taiko":
                sound = percussion.taiko(note, random)
            case "crash" | "revcym":
                sound = percussion.cymbal(note, random, note.part == "revcym")
            case _:
                sound = percussion.struck(note)
        place(buffer, sound, round(note.start_s * SAMPLE_RATE), pan)
