"""The sound of a film is mixed once and found again by what it depends on."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import soundfile

from engine.content import content_key
from engine.jobs.cache import Cache
from engine.kept_sound import keep_sound, kept_sound
from engine.lines import estimated_schedule, estimated_speech
from engine.soundtrack import Soundtrack
from storyboard.model import Canvas, EffectCue, Music, Narration, Scene, Shot, Storyboard

SHOT = Shot(id="a", line="A star.", duration_s=3, scene=Scene(effects=(EffectCue(kind="rain"),)))
STORY = Storyboard(
    canvas=Canvas(width=64, height=64, fps=8), shots=(SHOT,), music=Music(enabled=False),
    narration=Narration(enabled=False),
)  # fmt: skip


def _track(story: Storyboard, base: Path | None = None) -> Soundtrack:
    return Soundtrack(story, estimated_schedule(story), estimated_speech(story), base)


def _key(story: Storyboard, base: Path | None = None) -> str:
    return content_key(_track(story, base).recipe())


def test_a_sound_is_mixed_once(tmp_path: Path) -> None:
    cache, go = Cache(tmp_path), threading.Event()
    mixed = _track(STORY).mixed(go)
    kept = kept_sound(_track(STORY), cache, go)
    assert kept.dtype == np.float32 and kept.shape == mixed.shape == (3 * 48_000, 2)
    assert np.abs(kept).max() > 0.01 and np.abs(kept - mixed).max() < 2**-22
    assert keep_sound(_track(STORY), cache, go)[1] is False
    assert np.array_equal(kept_sound(_track(STORY), Cache(tmp_path), go), kept)


def test_whatever_is_heard_differently_has_another_key(tmp_path: Path) -> None:
    for name, pitch in (("low.wav", 220), ("high.wav", 440), ("same.wav", 220)):
        tone = np.sin(np.arange(24_000) * 2 * np.pi * pitch / 48_000)
        soundfile.write(tmp_path / name, tone, 48_000)
    change = STORY.model_copy
    composed = change(update={"music": Music(style="starlight")})
    low, high, same = (change(update={"music": Music(file=name)}) for name in ("low.wav", "high.wav", "same.wav"))
    loud = SHOT.model_copy(update={"scene": Scene(effects=(EffectCue(kind="rain", gain_db=3),))})
    others = [
        composed, composed.model_copy(update={"seed": 8}), low, high, change(update={"shots": (loud,)}),
        composed.model_copy(update={"shots": (SHOT.model_copy(update={"mood": "joyful"}),)}),
        change(update={"shots": (SHOT.model_copy(update={"duration_s": 4}),)}),
    ]  # fmt: skip
    keys = [_key(STORY), *(_key(story, tmp_path) for story in others)]
    assert len(set(keys)) == len(keys)
    assert _key(same, tmp_path) == _key(low, tmp_path), "the music's bytes count, not its name"
    assert _key(change(update={"title": "Another"})) == _key(STORY), "what is not heard does not count"
