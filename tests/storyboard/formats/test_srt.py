"""Reading and writing .srt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.formats.srt import read_srt, write_srt


def test_the_written_form() -> None:
    text = write_srt([(0, 1.5, "织女\n牛郎"), (3661.0005, 3662.25, "End")])
    assert text == "1\n00:00:00,000 --> 00:00:01,500\n织女\n牛郎\n\n2\n01:01:01,000 --> 01:01:02,250\nEnd\n"


def test_entries_without_words_are_left_out_and_numbers_stay_whole() -> None:
    text = write_srt([(0, 1, " \n "), (1, 2, "a\n\nb")])
    assert text.startswith("1\n00:00:01,000")
    assert read_srt(text) == [(1, 2, "a\nb")]
    assert write_srt([]) == ""


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 10**7),
            st.integers(0, 60_000),
            st.lists(st.text("织女a,’ 12", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=3),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_again(entries: list[tuple[int, int, list[str]]]) -> None:
    given_entries = [
        (start / 1000, (start + length) / 1000, "\n".join(row.strip() for row in rows))
        for start, length, rows in entries
    ]
    assert read_srt(write_srt(given_entries)) == given_entries


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_strange_files_are_understood(end: str) -> None:
    text = end.join(
        [
            "\ufeff7", "0:00:01.5 --> 0:00:03,25 X1:0", r"{\an8}<i>Vega</i> <font color='red'>&</font>", "", "",
            "00:00:04,000-->00:00:05,000", "no number", "2026", "", "9", "00:00:06,000 --> 00:00:05,000", "backwards",
            "", "10", "00:00:08,000 --> 00:00:09,000", "last", "11",
        ]
    )  # fmt: skip
    assert read_srt(text) == [(1.5, 3.25, "Vega &"), (4, 5, "no number\n2026"), (8, 9, "last\n11")]


def test_text_that_is_no_subtitle_file_gives_nothing() -> None:
    assert read_srt("Once upon a time\n1\n2\n") == []
    assert read_srt("") == []
