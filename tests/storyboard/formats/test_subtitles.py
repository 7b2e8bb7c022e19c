"""Subtitles of every kind become plain words with their times."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.formats.plain import decoded
from storyboard.formats.subtitles import read_subtitles


def test_web_subtitles() -> None:
    text = (
        "\ufeffWEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nNOTE not this\nnor this\n\nfirst\n"
        "00:01.500 --> 00:03.250 align:start\n<v 织女>Vega &amp; <00:02.000><c.loud>Altair</c></v>\n\n"
        "01:00:00.000 --> 01:00:01.000\nlater\n"
    )
    assert read_subtitles(text) == [(1.5, 3.25, "Vega & Altair"), (3600, 3601, "later")]


def test_styled_subtitles() -> None:
    text = (
        "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:05.00,0:00:07.50,Default,,0,0,0,,{\\an8\\b1}银河,\\N{\\i1}wide\n"
        "Comment: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,not this\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n"
        "Dialogue: 0,0:00:02.00,0:00:01.00,Default,,0,0,0,,backwards\n"
        "Dialogue: 0,0:00:02.00\n"
    )
    assert read_subtitles(text) == [(5, 7.5, "银河,\nwide")]


def test_lyrics() -> None:
    text = "[ti:A song]\n[00:10.50]second\n[00:01.00][00:20.00]<00:01.20>again\n[00:12.00]\n"
    assert read_subtitles(text) == [(1, 10.5, "again"), (10.5, 12, "second"), (20, 25, "again")]


def test_drawings_and_open_tags_in_plain_subtitles_are_left_out() -> None:
    clock = "1\n00:00:01,000 --> 00:00:02,000\n"
    assert read_subtitles(clock + "{\\p1}m 0 0 l 9 9{\\p0}\n") == []
    assert read_subtitles(clock + "{\\an8{\\b1}Vega {\\\\p1 shines\n") == [(1, 2, "{an8Vega {p1 shines")]
    assert read_subtitles(clock.replace("00:00:02", "9" * 5000 + ":00:00") + "never\n") == []


@pytest.mark.parametrize(
    "piece", ["{\\p1", "<a ", "\n ", " ", "[00:01.00]", "00:00", "-->", "Dialogue: ,", "{", "<", "9"]
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    for start in ("", "WEBVTT\n\n", "Dialogue: 0,0:00:01.00,0:00:02.00,,,,,,,", "1\n00:00:01,000 --> 00:00:02,000\n"):
        before = time.process_time()
        read_subtitles(start + text)
        assert time.process_time() - before < 2


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(
    ["WEBVTT\n", "\n", " ", "00:01.000", "0:00:01.00", "00:00:01,000", " --> ", "Dialogue: 0,", ",", "{\\p1}", "<b>",
     "[00:01.0]", "词", "{", "}", "\\N", "9" * 30, "\x85", "\u2028", "&amp;"]
), max_size=30))  # fmt: skip
def test_any_text_is_read_without_a_fault(pieces: list[str]) -> None:
    for start_s, end_s, words in read_subtitles("".join(pieces)):
        assert 0 <= start_s <= end_s and words.strip()


def test_bytes_are_decoded_or_refused() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decoded("牛郎与织女".encode(encoding)) == "牛郎与织女"
    for content in (b"a\0b", b"\xff\xfe\x00\xd8", b"\xff\xff\xff"):
        assert decoded(content) is None
