"""Cutting lines into caption cards."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.breaking import WIDEST_ROW, break_line, cards_of
from engine.assembly.names import name_spans, protected_names
from engine.assembly.words import CLOSING_MARKS, Language, text_width

NAMES = ("参宿四", "北落师门", "织女星", "牵牛星", "猎户座", "安德洛墨达", "𫓧钺", "轩辕十四", "天大将军一")
PIECES_ZH = st.sampled_from(
    (*NAMES, "七夕之夜", "渡过", "银河", "与", "相会", "，", "。", "！", "“", "”", "……", "的", "Sirius", "2026年",
     "闪耀", "548光年", "在", "肩膀上", " ", "她", "红光", "《", "》", "、")
)  # fmt: skip
PIECES_EN = st.sampled_from(
    ("the", "Baten Kaitos", "Milky Way", "Andromeda", "of", "stars,", "rose.", "light-years", "Orion's", "Belt", "a",
     "(chained)", "sea;", "548", "unimaginably", "far", "—", "“Look!”", "Ursa Major", "and")
)  # fmt: skip


def _solid(row: str) -> float:
    return text_width(row.rstrip(CLOSING_MARKS))


def _texts() -> st.SearchStrategy[tuple[str, Language]]:
    chinese = st.lists(PIECES_ZH, max_size=30).map(lambda pieces: ("".join(pieces), "zh"))
    english = st.lists(PIECES_EN, max_size=30).map(lambda pieces: (" ".join(pieces), "en"))
    wild = st.tuples(st.text(max_size=80), st.sampled_from(("zh", "en")))
    return chinese | english | wild  # pyright: ignore[reportReturnType]


@settings(max_examples=80, deadline=None)
@given(_texts())
def test_limits_hold_and_no_character_is_lost(case: tuple[str, Language]) -> None:
    text, language = case
    cards = break_line(text, language)
    for card in cards:
        assert 1 <= len(card) <= 2
        for row in card:
            assert row == row.strip()
            assert row
            assert _solid(row) <= WIDEST_ROW[language]
    shown = re.sub(r"\s", "", "".join(row for card in cards for row in card))
    assert shown == re.sub(r"\s", "", re.sub(r"(?i)\[\s*(停顿|pause)\s*[\d.]*\s*s?\s*\]", "", text))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES_ZH, min_size=6, max_size=30).map("".join))
def test_no_star_name_and_no_latin_word_is_broken_in_chinese(text: str) -> None:
    _assert_whole(text, "zh")


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES_EN, min_size=6, max_size=30).map(" ".join))
def test_no_star_name_and_no_word_is_broken_in_english(text: str) -> None:
    _assert_whole(text, "en")


def _assert_whole(text: str, language: Language) -> None:
    edges = {row.start for card in cards_of(text, language) for row in card}
    for start, end in _chains(text):
        if text_width(text[start:end]) <= WIDEST_ROW[language] - 2:
            assert not edges & set(range(start + 1, end)), text[start:end]
    for word in re.finditer(r"[A-Za-z']+", text):
        assert not edges & set(range(word.start() + 1, word.end())), word.group()


def _chains(text: str) -> list[tuple[int, int]]:
    """Names, those that overlap taken together: such a chain cannot stay whole where it is wider than a row."""
    chains: list[tuple[int, int]] = []
    for start, end in sorted(name_spans(text)):
        if chains and start < chains[-1][1]:
            chains[-1] = (chains[-1][0], max(end, chains[-1][1]))
        else:
            chains.append((start, end))
    return chains


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("before", range(10, 17))
def test_a_name_at_the_end_of_a_row_stays_whole(name: str, before: int) -> None:
    text = "夜" * before + name + "照着大地上的人们直到天亮"
    rows = [row for card in break_line(text, "zh") for row in card]
    assert sum(name in row for row in rows) == 1


def test_the_sky_data_gives_the_protected_names() -> None:
    names = protected_names()
    assert len(names) > 5000
    assert {"参宿四", "北落师门", "𫓧钺一", "猎户座", "獵戶座", "织女星", "Baten Kaitos", "Ursa Major"} <= names
    assert not [name for name in names if len(name) < 2]


def test_latin_names_end_at_borders_of_words() -> None:
    assert name_spans("the Milky Way, milky wayside") == [(4, 13)]


@pytest.mark.parametrize(
    ("line", "language", "cards"),
    [
        (
            "传说每年七月初七的夜晚，喜鹊会飞上银河，用翅膀搭起一座桥，让牵牛星与织女星相会。",
            "zh",
            [["传说每年七月初七的夜晚，"], ["喜鹊会飞上银河，用翅膀搭起一座桥，"], ["让牵牛星与织女星相会。"]],
        ),
        ("安德洛墨达被锁在海边的岩石上等待着命运", "zh", [["安德洛墨达被锁在海边的", "岩石上等待着命运"]]),
        ("Cassiopeia boasted.", "en", [["Cassiopeia boasted."]]),
        (
            "When Perseus returned with the head of Medusa, he saw Andromeda chained to the rock above the sea.",
            "en",
            [
                ["When Perseus returned", "with the head of Medusa,"],
                ["he saw Andromeda chained", "to the rock above the sea."],
            ],
        ),
    ],
)
def test_good_breaks(line: str, language: Language, cards: list[list[str]]) -> None:
    assert break_line(line, language) == cards


def test_pause_marks_for_the_voice_are_not_shown() -> None:
    assert break_line("金簪一划，[停顿0.8]银河出现了。", "zh") == [["金簪一划，银河出现了。"]]
    assert break_line("She waited. [pause 1.5] He came.", "en") == [["She waited. He came."]]


def test_a_word_wider_than_a_row_is_cut_because_it_must() -> None:
    rows = [row for card in break_line("x" * 100, "en") for row in card]
    assert [len(row) for row in rows] == [42, 42, 16]


def test_nothing_gives_no_cards() -> None:
    assert break_line("", "zh") == break_line(" \n\t", "en") == []


def test_a_very_long_text_is_cut_in_time() -> None:
    cards = break_line("七夕之夜牵牛星渡过银河，与织女星相会。" * 300, "zh")
    assert len(cards) >= 300
