"""When captions stand on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.captions import Caption, captions_for, subtitle_entries

LINE = "传说每年七月初七的夜晚，喜鹊会飞上银河，用翅膀搭起一座桥，让牵牛星与织女星相会。"
FPS = 24


@dataclass(frozen=True)
class Mark:
    shown_start: int
    shown_end: int
    start_s: float
    end_s: float


def _spoken(line: str, seconds_per_character: float, pause_s: float = 0.4) -> tuple[list[Mark], list[Mark]]:
    """Clauses and words of a voice that pauses at punctuation."""
    clauses, words, time, begin, begin_s = [], [], 0.0, 0, 0.0
    for index, character in enumerate(line):
        if character in "，。、；！？,.;!?":
            if begin < index:
                clauses.append(Mark(begin, index + 1, begin_s, time))
            time += pause_s
            begin, begin_s = index + 1, time
        elif not character.isspace():
            words.append(Mark(index, index + 1, time, time + seconds_per_character))
            time += seconds_per_character
    if begin < len(line):
        clauses.append(Mark(begin, len(line), begin_s, time))
    return clauses, words


def _at(captions: list[Caption], frame: int) -> str:
    return "".join("".join(caption.lines) for caption in captions if caption.start_frame <= frame < caption.end_frame)


def test_each_character_is_on_the_screen_while_it_is_heard() -> None:
    clauses, words = _spoken(LINE, 0.28)
    for given_words in (words, []):
        captions = captions_for(LINE, "zh", clauses, given_words, 100, FPS, 500)
        for word in words:
            middle = 100 + round((word.start_s + word.end_s) / 2 * FPS)
            assert LINE[word.shown_start] in _at(captions, middle), LINE[word.shown_start]
    first = captions[0]
    assert first.start_frame == 100
    assert captions[-1].end_frame <= 100 + (words[-1].end_s + 0.5) * FPS


def test_slow_speech_makes_shorter_cards() -> None:
    clauses, words = _spoken(LINE, 0.9)
    captions = captions_for(LINE, "zh", clauses, words, 0, FPS, 2000)
    assert max(caption.end_frame - caption.start_frame for caption in captions) <= 7 * FPS
    assert "".join("".join(caption.lines) for caption in captions) == LINE
    for word in words:
        assert LINE[word.shown_start] in _at(captions, round((word.start_s + word.end_s) / 2 * FPS))


def test_a_pause_mark_does_not_shift_what_is_shown() -> None:
    line = "金簪一划，[停顿0.8]  银河从此隔开了两个相爱的人，再也不能相见。"
    clauses, words = _spoken(line.replace("[停顿0.8]", " " * 7), 1.1)
    captions = captions_for(line, "zh", clauses, words, 0, FPS, 3000)
    assert "".join("".join(caption.lines) for caption in captions) == line.replace("[停顿0.8]  ", "")
    for word in words:
        assert line[word.shown_start] in _at(captions, round((word.start_s + word.end_s) / 2 * FPS))


def test_quick_short_clauses_share_a_card() -> None:
    line = "来了。走了。哭了。笑了。"
    clauses, words = _spoken(line, 0.1, 0.1)
    captions = captions_for(line, "zh", clauses, words, 0, FPS, 100)
    assert "".join("".join(caption.lines) for caption in captions) == line
    assert min(caption.end_frame - caption.start_frame for caption in captions) >= 0.8 * FPS


def test_without_times_the_line_is_read_at_an_ordinary_speed() -> None:
    captions = captions_for(LINE, "zh", [], [], 10, FPS, 10 + 30 * FPS)
    assert captions[0].start_frame == 10
    assert 8 * FPS < captions[-1].end_frame - 10 < 15 * FPS


def test_no_time_or_no_text_gives_no_captions() -> None:
    assert captions_for(LINE, "zh", [], [], 50, FPS, 50) == []
    assert captions_for(" ", "en", [], [], 0, FPS, 100) == []


def test_a_gap_stays_when_the_voice_is_silent_for_long() -> None:
    line = "She waited. He came."
    marks = [Mark(0, 11, 0.0, 1.0), Mark(12, 20, 9.0, 10.0)]
    captions = captions_for(line, "en", marks, [], 0, FPS, 500)
    if len(captions) == 2:
        assert captions[0].end_frame < 2 * FPS
        assert captions[1].start_frame == 9 * FPS
    assert captions[0].end_frame <= 7 * FPS


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["牵牛星", "渡过银河", "，", "。", "与", "织女", "Vega ", "等了很久很久", "！"]),
        min_size=1,
        max_size=40,
    ),
    st.floats(0.03, 1.2),
    st.floats(0, 3),
    st.sampled_from([1, 12, 24, 25, 60]),
    st.integers(0, 1000),
    st.floats(0.5, 60),
    st.sampled_from(["words", "clauses", "none"]),
)
def test_times_hold_for_any_voice(
    pieces: list[str], pace: float, pause: float, fps: int, start: int, room_s: float, known: str
) -> None:
    line = "".join(pieces)
    clauses, words = _spoken(line, pace, pause)
    last = start + max(1, round(room_s * fps))
    captions = captions_for(
        line, "zh", clauses if known != "none" else [], words if known == "words" else [], start, fps, last
    )
    for caption in captions:
        assert start <= caption.start_frame < caption.end_frame <= last
        assert caption.end_frame - caption.start_frame <= max(7 * fps, 1)
        assert 1 <= len(caption.lines) <= 2
    crowded = len(captions) * (0.8 * fps + 1) > last - start
    for before, after in pairwise(captions):
        gap = after.start_frame - before.end_frame
        assert gap == 0 or gap >= 0.3 * fps or before.end_frame - before.start_frame <= 0.8 * fps + 1
    if not crowded:
        assert all(caption.end_frame - caption.start_frame >= 0.8 * fps for caption in captions)


def test_entries_for_a_subtitle_file() -> None:
    entries = subtitle_entries([Caption(24, 60, ("银河", "鹊桥"))], 24)
    assert entries == [(1.0, 2.5, "银河\n鹊桥")]
