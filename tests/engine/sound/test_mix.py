"""The mix: loudness, true peak, the music making room for the voice, and every combination of parts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from engine.sound.audio import SAMPLE_RATE, decibels
from engine.sound.effects import Cue, render_effects
from engine.sound.loudness import integrated_loudness, true_peak
from engine.sound.mix import ducking, mix, stems
from engine.sound.music_file import MusicFileError, load_music
from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.speech import Speech

TOTAL = 18 * SAMPLE_RATE
FIRST, SECOND = 3 * SAMPLE_RATE, 11 * SAMPLE_RATE


@pytest.fixture(scope="module")
def speech() -> Iterator[list[tuple[int, Speech]]]:
    with Narrator() as narrator:
        yield [
            (FIRST, narrator.speak("七夕之夜，牵牛星渡过银河。", "zh")),
            (SECOND, narrator.speak("On the seventh night, the two stars meet.", "en")),
        ]


@pytest.fixture(scope="module")
def music() -> np.ndarray:
    """Broad and steady, so that ducking can be measured; with clicks, so that the limiter has work."""
    random = np.random.default_rng(8)
    time = np.arange(TOTAL) / SAMPLE_RATE
    tones = [np.sin(2 * np.pi * hz * time + i) for i, hz in enumerate((82, 131, 196, 262, 392, 659, 1047, 2093, 3951))]
    sound = np.stack([sum(tones), sum(tones[::-1])], axis=1) / 30 + random.standard_normal((TOTAL, 2)) * 0.01
    sound[:: 2 * SAMPLE_RATE] += 1.0
    return sound


@pytest.fixture(scope="module")
def effects() -> np.ndarray:
    return render_effects([Cue("waves", 0, 10), Cue("thunder", 8, 12)], TOTAL / SAMPLE_RATE, 3)


@pytest.mark.parametrize(("voice", "score", "sounds"), list(product([True, False], repeat=3))[:-1])
def test_any_combination_is_loud_enough_and_never_clips(speech, music, effects, voice, score, sounds) -> None:
    given = speech if voice else [], music if score else None, effects if sounds else None
    result = mix(TOTAL, *given)
    assert result.shape == (TOTAL, 2) and result.dtype == np.float32
    assert np.isfinite(result).all()
    assert integrated_loudness(result) == pytest.approx(-16, abs=0.7)
    assert true_peak(result) <= -1.45
    assert [name for name, _ in stems(TOTAL, *given)] == [
        n for n, on in zip(("speech", "music", "effects"), (voice, score, sounds), strict=True) if on
    ]


def test_silence_stays_silence(music: np.ndarray) -> None:
    for result in (mix(TOTAL, [], None, None), mix(TOTAL, [], np.zeros((TOTAL, 2)), np.zeros((5, 2)))):
        assert result.shape == (TOTAL, 2) and not result.any()


def test_an_estimated_line_is_neither_heard_nor_makes_room(music: np.ndarray) -> None:
    line = estimate("On the seventh night the two stars meet.", "en")
    made = dict(stems(TOTAL, [(FIRST, line)], music, None))
    assert "speech" not in made
    level = np.abs(made["music"])
    assert level[FIRST : FIRST + SAMPLE_RATE].std() == pytest.approx(
        level[-6 * SAMPLE_RATE : -5 * SAMPLE_RATE].std(), rel=0.1
    )


def test_the_voice_is_clear_of_the_music(speech, music) -> None:
    made = dict(stems(TOTAL, speech, music, None))
    for start, line in speech:
        span = slice(start, start + len(line.samples))
        voice, behind = (integrated_loudness(made[name][span]) for name in ("speech", "music"))
        assert voice - behind >= 9


def test_the_music_steps_back_before_the_voice_and_returns(speech, music) -> None:
    stem = dict(stems(TOTAL, speech, music, None))["music"]

    def level(at_s: float) -> float:
        piece = stem[int((at_s - 0.1) * SAMPLE_RATE) : int((at_s + 0.1) * SAMPLE_RATE)]
        return decibels(float(np.sqrt((piece**2).mean())))

    begin, end = FIRST / SAMPLE_RATE, FIRST / SAMPLE_RATE + speech[0][1].duration_s
    open_level = level(1.3)
    assert level(begin - 0.6) == pytest.approx(open_level, abs=0.7)
    assert level(begin + 0.15) - open_level == pytest.approx(-9, abs=1.2)
    assert level((begin + end) / 2) - open_level == pytest.approx(-9, abs=1.2)
    assert level(end + 1.3) == pytest.approx(open_level, abs=0.7)


def test_short_gaps_are_bridged_and_long_ones_are_not() -> None:
    curve = ducking([(1.0, 2.0), (5.0, 6.0)], 8 * SAMPLE_RATE, -9.0)
    at = [decibels(curve[int(second * SAMPLE_RATE)]) for second in (0.5, 1.5, 3.5, 5.5, 7.5)]
    assert at == pytest.approx([0, -9, 0, -9, 0], abs=0.05)
    assert np.abs(np.diff(np.log10(curve) * 20)).max() < 0.01
    assert decibels(ducking([(0.0, 1.0)], SAMPLE_RATE, -9.0)[0]) == pytest.approx(-9, abs=0.1)


def test_a_part_of_the_curve_is_the_whole_curve_there() -> None:
    spans, whole = [(1.0, 2.0), (3.5, 3.6)], 5 * SAMPLE_RATE
    curve, part = ducking(spans, whole, -9.0), ducking(spans, SAMPLE_RATE, -9.0, 100_003)
    np.testing.assert_allclose(part, curve[100_003 : 100_003 + SAMPLE_RATE], rtol=1e-12)


def test_the_ends_fade(music: np.ndarray) -> None:
    sound = mix(TOTAL, [], music, None)
    middle = np.abs(sound[TOTAL // 2 : TOTAL // 2 + SAMPLE_RATE]).mean()
    assert np.abs(sound[:100]).mean() < 0.02 * middle and np.abs(sound[-500:]).mean() < 0.02 * middle


def test_broken_samples_do_not_spread(music: np.ndarray) -> None:
    holed = music.copy()
    holed[1000:1100] = np.nan
    holed[2000] = np.inf
    assert np.isfinite(mix(TOTAL, [], holed, None)).all()


def test_the_true_peak_holds_after_aac(speech, music, effects) -> None:
    sound = mix(TOTAL, speech, music * np.where(np.arange(TOTAL) % 9600 < 300, 6, 1)[:, None], effects)
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", bit_rate=256_000)
        for start in range(0, TOTAL, 1024):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[start : start + 1024].T), "fltp", "stereo")
            frame.sample_rate, frame.pts = SAMPLE_RATE, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    file.seek(0)
    with av.open(file, "r") as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    decoded = np.concatenate(frames, axis=1).T.astype(np.float32)
    assert true_peak(decoded) <= -1.0
    assert integrated_loudness(decoded) == pytest.approx(-16, abs=1)


def _tune(seconds: float, rate: int) -> np.ndarray:
    time = np.arange(int(seconds * rate)) / rate
    return np.stack([np.sin(2 * np.pi * 440 * time), np.sin(2 * np.pi * 660 * time)], axis=1) * 0.3


@pytest.mark.parametrize(("suffix", "rate"), [("wav", 44_100), ("flac", 48_000), ("ogg", 22_050), ("mp3", 48_000)])
def test_music_files_are_read_and_fitted(tmp_path: Path, suffix: str, rate: int) -> None:
    path = tmp_path / f"我的 音乐 ✨.{suffix}"
    soundfile.write(path, _tune(3.0, rate), rate)
    for total_s in (1.5, 10.0):
        music = load_music(path, int(total_s * SAMPLE_RATE))
        assert music.shape == (int(total_s * SAMPLE_RATE), 2) and music.dtype == np.float32
        body = music[int(0.1 * SAMPLE_RATE) : int(total_s * 0.4 * SAMPLE_RATE)]
        assert body.std() == pytest.approx(0.3 / np.sqrt(2), rel=0.1)
        assert np.abs(music[-50:]).max() < 0.01
    spectrum = np.abs(np.fft.rfft(music[: SAMPLE_RATE * 2, 0]))
    assert spectrum.argmax() / 2 == pytest.approx(440, abs=1)


def test_a_short_tune_is_repeated_without_a_hole(tmp_path: Path) -> None:
    path = tmp_path / "short.wav"
    soundfile.write(path, np.random.default_rng(0).standard_normal((3 * SAMPLE_RATE, 1)) * 0.1, SAMPLE_RATE)
    music = load_music(path, 20 * SAMPLE_RATE)[: 16 * SAMPLE_RATE]
    blocks = music.reshape(-1, SAMPLE_RATE // 10, 2).std(axis=(1, 2))
    assert blocks[1:].min() > 0.7 * np.median(blocks)


def test_m4a_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tune.m4a"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100, layout="stereo")
        sound = np.ascontiguousarray(_tune(3.0, 44_100).T.astype(np.float32))
        for start in range(0, sound.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[:, start : start + 1024]), "fltp", "stereo")
            frame.sample_rate, frame.pts = 44_100, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    music = load_music(path, 2 * SAMPLE_RATE)
    assert music.shape == (2 * SAMPLE_RATE, 2)
    assert music[SAMPLE_RATE // 4 : SAMPLE_RATE // 2].std() == pytest.approx(0.3 / np.sqrt(2), rel=0.1)


def test_unusable_music_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "text.mp3").write_text("no music at all" * 100)
    soundfile.write(tmp_path / "silent.wav", np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE)
    soundfile.write(tmp_path / "empty.wav", np.zeros((0, 2)), SAMPLE_RATE)
    for name in ("missing.wav", "text.mp3", "silent.wav", "empty.wav"):
        with pytest.raises(MusicFileError, match=name):
            load_music(tmp_path / name, SAMPLE_RATE)
    with pytest.raises(MusicFileError):
        load_music(tmp_path, SAMPLE_RATE)
