"""Where the player's sound comes from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from app.studio.player.audio.sources import LinesSource, MixedSource
from engine.sound.mix import stems
from engine.sound.narrator.speech import Clause, Speech


def speech(seconds: float, pitch: float) -> Speech:
    """A tone that counts as spoken."""
    sound = 0.3 * np.sin(np.arange(round(48_000 * seconds)) * 2 * np.pi * pitch / 48_000)
    return Speech(sound.astype(np.float32), (Clause(0, 3, 0.0, seconds),), (), "en", "tone", True)


def test_lines_sound_as_in_the_film() -> None:
    one, two = speech(1.5, 220), speech(1.0, 330)
    spoken: list[str] = []

    def say(name: str, line: Speech):
        def speak() -> Speech:
            spoken.append(name)
            return line

        return speak

    source = LinesSource([(24_000, len(one.samples), say("one", one)), (144_000, len(two.samples), say("two", two))])
    total = 240_000
    heard = np.concatenate([source.read(first, 4800) for first in range(0, total, 4800)])
    film = next(stems(total, [(24_000, one), (144_000, two)], None, None))[1]
    assert np.abs(heard - film).max() < 0.02
    assert spoken == ["one", "two"], "each is spoken once, when its place comes"


def test_the_mix_is_read_in_pieces_and_silent_beyond_its_end(tmp_path: Path) -> None:
    sound = np.random.default_rng(1).uniform(-0.5, 0.5, (10_000, 2)).astype(np.float32)
    path = tmp_path / "mix.flac"
    soundfile.write(path, sound, 48_000, subtype="PCM_24")
    source = MixedSource(path)
    assert np.abs(source.read(3000, 500) - sound[3000:3500]).max() < 1e-6
    tail = source.read(9_900, 500)
    assert tail.shape == (500, 2) and np.abs(tail[:100] - sound[9_900:]).max() < 1e-6 and not tail[100:].any()
    assert not source.read(50_000, 100).any()
