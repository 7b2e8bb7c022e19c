"""Real speech from the real voice in its child process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine.errors import Cancelled
from engine.sound.audio import SAMPLE_RATE
from engine.sound.narrator.errors import NarrationError
from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.speech import Speech
from engine.sound.narrator.voice_process import VoiceProcess, VoiceStopped

CHINESE = "七夕之夜，牵牛星渡过银河，与织女星相会。"
ENGLISH = "On the seventh night, Altair crosses the Milky Way to meet Vega."
LONG = "。".join(f"第{n}颗星落在河的对岸，没有人看见它" for n in range(12))


@pytest.fixture(scope="module")
def narrator() -> Iterator[Narrator]:
    with Narrator() as one:
        yield one


def _spectrum(speech: Speech) -> np.ndarray:
    """Mean spectrum in 60 bands from 100 Hz to 8 kHz, dB, without its mean."""
    power = np.abs(np.fft.rfft(speech.samples)) ** 2
    edges = np.geomspace(100, 8000, 61) * len(speech.samples) / SAMPLE_RATE
    bands = np.array([power[int(a) : int(b) + 1].mean() for a, b in pairwise(edges)])
    level = 10 * np.log10(bands + 1e-9)
    return level - level.mean()


@pytest.mark.parametrize(("line", "language"), [(CHINESE, "zh"), (ENGLISH, "en")])
def test_a_line_is_spoken_audibly_and_at_a_human_pace(narrator: Narrator, line: str, language: str) -> None:
    speech = narrator.speak(line, language)
    assert speech.measured and speech.language == language
    assert speech.samples.dtype == np.float32 and speech.samples.ndim == 1
    assert 3.0 < speech.duration_s < 7.5
    assert 0.1 < np.abs(speech.samples).max() < 0.99
    first_half, second_half = np.array_split(speech.samples, 2)
    assert min(first_half.std(), second_half.std()) > 0.01


def test_the_same_line_sounds_the_same_again_also_in_a_new_process(narrator: Narrator) -> None:
    once = narrator.speak(CHINESE, "zh")
    with Narrator() as other:
        other.speak(ENGLISH, "en")
        again = other.speak(CHINESE, "zh")
    assert once.clauses == again.clauses and once.words == again.words
    if sys.platform.startswith("linux"):
        assert np.array_equal(once.samples, again.samples)
    else:
        assert abs(once.duration_s / again.duration_s - 1) < 0.02


def test_the_language_decides_how_a_line_is_read(narrator: Narrator) -> None:
    numbers = "2, 3, 4, 5, 7, 8"
    chinese, english = narrator.speak(numbers, "zh"), narrator.speak(numbers, "en")
    count = min(len(chinese.samples), len(english.samples))
    assert abs(np.corrcoef(chinese.samples[:count], english.samples[:count])[0, 1]) < 0.2
    same = narrator.speak(numbers, "zh")
    assert np.abs(_spectrum(chinese) - _spectrum(same)).mean() < 0.5
    assert np.abs(_spectrum(chinese) - _spectrum(english)).mean() > 3.0


def test_the_first_line_of_a_new_process_is_not_lost() -> None:
    for _ in range(3):
        with Narrator() as fresh:
            assert fresh.speak(CHINESE, "zh").duration_s > 3.0


def test_clauses_follow_each_other_with_silence_between(narrator: Narrator) -> None:
    speech = narrator.speak("天黑了。[停顿1.2]星星出来了，月亮没有。", "zh")
    clauses = speech.clauses
    assert [b.start_s - a.end_s for a, b in pairwise(clauses)] == pytest.approx([1.2, 0.28], abs=0.01)
    pause = speech.samples[
        round((clauses[0].end_s + 0.05) * SAMPLE_RATE) : round((clauses[1].start_s - 0.05) * SAMPLE_RATE)
    ]
    assert np.abs(pause).max() == 0
    for clause in clauses:
        inside = speech.samples[round(clause.start_s * SAMPLE_RATE) : round(clause.end_s * SAMPLE_RATE)]
        assert inside.std() > 0.01
    assert clauses[-1].end_s == pytest.approx(speech.duration_s, abs=1e-6)


def test_words_are_heard_in_order_on_their_shown_characters(narrator: Narrator) -> None:
    line = "参宿四距地球430光年，大熊座在北方。"
    words = narrator.speak(line, "zh").words
    assert "".join(line[word.shown_start : word.shown_end] for word in words) == line.replace("，", "").replace(
        "。", ""
    )
    assert all(a.end_s <= b.start_s + 1e-6 and a.start_s < b.start_s for a, b in pairwise(words))
    english = narrator.speak(ENGLISH, "en").words
    assert [ENGLISH[word.shown_start : word.shown_end] for word in english][-2:] == ["meet", "Vega"]


def test_a_pause_before_the_line_is_kept(narrator: Narrator) -> None:
    speech = narrator.speak("[pause 0.7]Vega.", "en")
    assert speech.clauses[0].start_s == pytest.approx(0.7, abs=0.001)
    assert not speech.samples[: int(0.69 * SAMPLE_RATE)].any()


def test_rate_changes_the_length_and_keeps_the_pitch(narrator: Narrator) -> None:
    lengths = [narrator.speak(CHINESE, "zh", rate=rate).duration_s for rate in (0.7, 1.0, 1.5)]
    assert lengths[0] > lengths[1] * 1.2 > lengths[2] * 1.5


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_offered_voice_speaks_and_differs(narrator: Narrator, language: str) -> None:
    line = "银河" if language == "zh" else "The river"
    voices = narrator.voices(language)
    assert len(voices) >= 3
    heard = {voice.id: narrator.speak(line, language, voice.id).samples.tobytes() for voice in voices}
    assert len(set(heard.values())) == len(voices)


def test_syllables_the_engine_has_no_character_for_are_spoken(narrator: Narrator) -> None:
    """The engine reads 熊 and all of its rhyme as English letters, three times as long; phonemes help."""
    bear, like = narrator.speak("大熊", "zh"), narrator.speak("大龙", "zh")
    assert bear.duration_s < like.duration_s * 1.35


def test_unknown_voices_and_languages_are_named(narrator: Narrator) -> None:
    with pytest.raises(NarrationError, match=r"no/such.*choose one of"):
        narrator.speak("你好", "zh", voice="no/such")
    with pytest.raises(NarrationError, match="annie"):
        narrator.speak("你好", "zh", voice="sit/cmn+annie")
    with pytest.raises(NarrationError, match=r"'fr'.*zh or en"):
        narrator.speak("bonjour", "fr")


def test_nothing_to_say_is_an_empty_speech(narrator: Narrator) -> None:
    speech = narrator.speak("……", "zh")
    assert speech.duration_s == 0 and speech.clauses == () and speech.samples.dtype == np.float32


def test_thirty_lines_from_four_threads_are_all_right(narrator: Narrator) -> None:
    lines = [f"第{n}颗星" if n % 2 else f"Star number {n}" for n in range(30)]
    wanted = [narrator.speak(line, "zh" if n % 2 else "en").samples for n, line in enumerate(lines)]
    with Narrator() as other, ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: other.speak(lines[n], "zh" if n % 2 else "en").samples, range(30)))
    for line, a, b in zip(lines, wanted, found, strict=True):
        assert abs(len(a) / len(b) - 1) < 0.02, line
        assert not sys.platform.startswith("linux") or np.array_equal(a, b), line


def test_a_killed_child_is_started_again_in_mid_line() -> None:
    with Narrator() as narrator:
        wanted = narrator.speak(LONG, "zh")
        first = narrator._process.pid
        assert first is not None
        threading.Timer(0.2, os.kill, (first, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)).start()
        spoken = narrator.speak(LONG, "zh")
        assert narrator._process.pid not in (None, first)
    assert abs(len(spoken.samples) / len(wanted.samples) - 1) < 0.02


def test_a_crash_inside_the_engine_costs_one_request() -> None:
    process = VoiceProcess()
    try:
        with pytest.raises(VoiceStopped):
            process.ask({"op": "crash"}, 20, process.ticket())
        assert len(process.ask({"op": "voices"}, 20, process.ticket())) > 100
    finally:
        process.close()


@pytest.mark.skipif(os.name != "posix", reason="stops the child by a POSIX signal")
def test_a_hanging_child_is_replaced() -> None:
    process = VoiceProcess()
    try:
        process.ask({"op": "voices"}, 20, process.ticket())
        hanging = process.pid
        assert hanging is not None
        os.kill(hanging, signal.SIGSTOP)
        with pytest.raises(VoiceStopped, match="no answer"):
            process.ask({"op": "voices"}, 0.5, process.ticket())
        assert process.ask({"op": "voices"}, 20, process.ticket()) and process.pid != hanging
    finally:
        process.close()


def test_cancel_ends_a_line_at_once_and_the_narrator_goes_on() -> None:
    with Narrator() as narrator:
        threading.Timer(0.3, narrator.cancel).start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            narrator.speak(LONG * 5, "zh")
        assert time.monotonic() - began < 1.5
        assert narrator.speak("银河", "zh").duration_s > 0.3
    with pytest.raises(NarrationError, match="closed"):
        narrator.speak("银河", "zh")


def test_spoken_clauses_are_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "声音 cache ✨"
    monkeypatch.chdir(tmp_path)
    with Narrator(folder) as narrator:
        once = narrator.speak(CHINESE, "zh")
    with Narrator(folder) as narrator:
        again = narrator.speak(CHINESE, "zh")
        assert narrator._process.pid is None
        assert np.array_equal(once.samples, again.samples) and once.words == again.words
        narrator.speak(CHINESE.replace("相会", "相望"), "zh")
    files = sorted(folder.rglob("*"))
    assert not [file for file in files if file.suffix == ".part"]
    broken = [file for file in files if file.suffix == ".npz"]
    assert len(broken) == 4
    for file in broken:
        file.write_bytes(file.read_bytes()[:100])
    with Narrator(folder) as narrator:
        assert np.array_equal(narrator.speak(CHINESE, "zh").samples, once.samples)


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (CHINESE, "zh"),
        (ENGLISH, "en"),
        ("公元1054年7月4日，天关客星在金牛座爆发，参宿四距地球430光年。", "zh"),
        ("Poseidon, god of the sea, was angered. He raised a storm, and sent a monster out of the deep.", "en"),
    ],
)
@pytest.mark.parametrize("rate", [1.0, 1.3])
def test_an_estimate_is_close_to_the_spoken_length(narrator: Narrator, line: str, language: str, rate: float) -> None:
    spoken, guess = narrator.speak(line, language, rate=rate), estimate(line, language, rate)
    assert not guess.measured and not guess.samples.any() and guess.words == ()
    assert guess.duration_s == pytest.approx(spoken.duration_s, rel=0.15)
    assert [(c.shown_start, c.shown_end) for c in guess.clauses] == [
        (c.shown_start, c.shown_end) for c in spoken.clauses
    ]
