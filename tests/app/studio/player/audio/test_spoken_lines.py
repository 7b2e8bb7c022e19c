"""What is known of how lines are spoken."""

from __future__ import annotations

import time

import numpy as np
import pytest

from app.studio.player.audio.spoken_lines import PEAKS_PER_S, SpokenLines, rough_seconds
from engine.lines import estimated_speech
from engine.sound.narrator.speech import Speech
from storyboard.model import Narration, Shot, Storyboard
from ui.document import Document

STORY = Storyboard(
    language="en", shots=(Shot(id="a", line="A star rises over the river."), Shot(id="b", line="  "), Shot(id="c"))
)


def said(seconds: float = 2.0) -> Speech:
    sound = np.zeros(round(48_000 * seconds), np.float32)
    sound[len(sound) // 2 :] = 0.5
    return Speech(sound, (), (), "en", "voice", True)


def test_lengths_are_guessed_estimated_and_measured() -> None:
    lines, shot = SpokenLines(), STORY.shots[0]
    assert lines.lengths(STORY) == {"a": rough_seconds(shot.line, 1.0)} and lines.of(STORY, shot) is None
    assert lines.estimate_all(STORY) and not lines.estimate_all(STORY)
    estimated = lines.lengths(STORY)["a"]
    assert estimated == estimated_speech(STORY)["a"].duration_s
    assert rough_seconds(shot.line, 1.0) == pytest.approx(estimated, rel=0.3)
    assert lines.missing(STORY) == [shot]
    lines.speak(STORY, shot, said)
    assert lines.lengths(STORY) == {"a": 2.0} and not lines.missing(STORY)


def test_a_line_is_spoken_once_and_again_when_it_changes() -> None:
    lines, shot = SpokenLines(), STORY.shots[0]
    first = lines.speak(STORY, shot, said)
    assert lines.speak(STORY, shot, lambda: pytest.fail("it is known")) is first
    for other in (
        STORY.model_copy(update={"narration": Narration(rate=1.2)}),
        STORY.model_copy(update={"narration": Narration(voice="en-gb")}),
        STORY.model_copy(update={"language": "zh"}),
        STORY.model_copy(update={"shots": (shot.model_copy(update={"voice": "en-us"}),)}),
        STORY.model_copy(update={"shots": (shot.model_copy(update={"line": "Another."}),)}),
    ):
        assert lines.missing(other) == [other.shots[0]]
    silent = STORY.model_copy(update={"narration": Narration(enabled=False)})
    assert not lines.missing(silent)


def test_the_waveform_is_loud_where_the_voice_is() -> None:
    lines, shot = SpokenLines(), STORY.shots[0]
    lines.speak(STORY, shot, said)
    spoken = lines.of(STORY, shot)
    assert spoken is not None and spoken.known and len(spoken.peaks) == 2 * PEAKS_PER_S
    assert set(spoken.peaks[:49]) == {0.0} and min(spoken.peaks[51:]) == 1.0
    assert spoken.speech.samples.strides == (0,), "its sound is not kept twice"


def test_a_line_that_cannot_be_spoken_is_left_alone_until_it_is_tried_again() -> None:
    lines, shot = SpokenLines(), STORY.shots[0]
    lines.give_up(STORY, shot)
    assert not lines.missing(STORY) and lines.lengths(STORY)["a"] > 1
    spoken = lines.of(STORY, shot)
    assert spoken is not None and not spoken.known and not spoken.peaks
    lines.try_again()
    assert lines.missing(STORY) == [shot]


def test_a_thousand_new_lines_do_not_hold_the_window_up(qapp) -> None:
    lines = SpokenLines()
    lines.estimate_all(STORY)
    shots = tuple(Shot(id=f"s{number}", line=f"第{number}颗星升起，照亮了银河两岸。") for number in range(1000))
    board = Storyboard(language="zh", shots=shots)
    began = time.perf_counter()
    document = Document(board, lines.lengths)
    assert time.perf_counter() - began < 0.5
    assert document.schedule.total_frames > 1000 * 90
    lines.estimate_all(board)
    began = time.perf_counter()
    lines.lengths(board)
    assert time.perf_counter() - began < 0.1
