"""From words to shots."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.errors import StoryboardError
from storyboard.writing import (
    language_of,
    parse_script,
    read_script,
    shots_of_subtitles,
    storyboard_from_script,
    storyboard_from_sentence,
)

SCRIPT = """# 鹊桥
银河两岸。
旁白：从前有一个织女。

---
喜鹊飞来。
旁白: 它们搭成了桥。
旁白：一年一度。

没有旁白的一段。
"""


def test_a_script_is_parted_into_shots_and_lines() -> None:
    title, shots = parse_script(SCRIPT)
    assert title == "鹊桥"
    assert [(s.text, s.line) for s in shots] == [
        ("银河两岸。", "从前有一个织女。"),
        ("喜鹊飞来。", "它们搭成了桥。 一年一度。"),
        ("没有旁白的一段。", "没有旁白的一段。"),
    ]


def test_english_narration_lines() -> None:
    _, shots = parse_script("A calm sea.\nNarration: Long ago.\r\n\r\nNarration: Only spoken.")
    assert [(s.text, s.line) for s in shots] == [("A calm sea.", "Long ago."), ("Only spoken.", "Only spoken.")]


def test_rows_of_whole_sentences_are_shots_where_nothing_else_parts_them() -> None:
    _, shots = parse_script("# 夜\n天马在海上飞翔。\n毒蝎爬来！\n猎人说：“谁？”\n")
    assert [shot.line for shot in shots] == ["天马在海上飞翔。", "毒蝎爬来！", "猎人说：“谁？”"]
    # broken rows, narration and blank lines part as before
    assert len(parse_script("Orion rises over\nthe plain.\nHe hunts.")[1]) == 1
    assert len(parse_script("A calm sea.\nNarration: Long ago.")[1]) == 1
    assert len(parse_script("A calm sea.\nA storm.\n\nOrion rises.")[1]) == 2


LONG = (
    "Long ago there was a princess named Andromeda, daughter of a king. Her mother, the queen Cassiopeia, boasted of "
    "her beauty. The sea grew angry! Then Perseus came flying, and showed the monster the head of Medusa."
)


def test_a_long_paragraph_is_parted_at_its_sentences() -> None:
    _, shots = parse_script(f"# Andromeda\n\n{LONG}\n\nThe stars remember.")
    assert [shot.line[:10] for shot in shots] == ["Long ago t", "Her mother", "Then Perse", "The stars "]
    assert " ".join(shot.line for shot in shots[:3]) == LONG, "not a word is lost"
    assert shots[1].line.endswith("The sea grew angry!"), "what is short stays with the sentence before it"
    chinese = "很久以前，天帝的女儿织女在云端织布，织出了漫天的云锦。" * 3
    assert [shot.line for shot in parse_script(chinese)[1]] == [chinese[: len(chinese) // 3]] * 3


def test_a_paragraph_with_a_narration_of_its_own_is_not_parted() -> None:
    assert [shot.text for shot in parse_script(f"{LONG}\nNarration: Long ago.")[1]] == [LONG]
    assert len(parse_script(f"A calm sea.\nNarration: {LONG}")[1]) == 1


def test_the_language_is_seen_in_the_words() -> None:
    assert language_of("织女 Vega 星") == "zh"
    assert language_of("The star Vega, 织女, shines") == "en"


def test_sentences_become_shots() -> None:
    board = storyboard_from_sentence("Orion rises. The scorpion waits! Then it strikes.")
    assert [shot.line for shot in board.shots] == ["Orion rises.", "The scorpion waits!", "Then it strikes."]
    assert board.language == "en"
    assert len(storyboard_from_sentence("猎户升起。蝎子等待！").shots) == 2


@pytest.mark.parametrize("text", ["", "   \n\n ", "---\n\n---"])
def test_no_words_are_refused(text: str) -> None:
    with pytest.raises(StoryboardError, match="at least one sentence"):
        storyboard_from_script(text) if text.startswith("-") else storyboard_from_sentence(text)


def test_a_huge_or_strange_file_is_refused(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with pytest.raises(StoryboardError, match="100 MB"):
        read_script(big)
    strange = tmp_path / "strange.txt"
    strange.write_bytes(b"\x00\x01\xff\xfe" * 50)
    with pytest.raises(StoryboardError, match="no text file"):
        read_script(strange)


def test_a_chinese_legacy_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes("七夕的故事。".encode("gb18030"))
    assert read_script(path) == "七夕的故事。"


def test_too_many_shots_and_too_long_lines_are_refused() -> None:
    with pytest.raises(StoryboardError, match="at most 400"):
        storyboard_from_script("\n\n".join(["星。"] * 401))
    with pytest.raises(StoryboardError, match="Shot 1 speaks"):
        storyboard_from_script("星" * 2000)


def test_punctuated_subtitles_are_joined_to_sentences() -> None:
    entries = [
        (0.0, 1.0, "Long ago\nthere lived"), (1.0, 2.0, "a weaver."), (2.0, 3.0, "“She was alone.”"),
        (3.0, 4.0, "One day"), (9.0, 10.0, "a herdsman came."),
    ]  # fmt: skip
    assert [shot.line for shot in shots_of_subtitles(entries)] == [
        "Long ago there lived a weaver.", "“She was alone.”", "One day", "a herdsman came.",
    ]  # fmt: skip
    zh = shots_of_subtitles([(0.0, 1.0, "很久以前，"), (1.0, 2.0, "有一位织女。"), (2.0, 3.0, "她很孤单。")])
    assert [(shot.id, shot.text, shot.line) for shot in zh] == [
        ("shot-01", "很久以前，有一位织女。", "很久以前，有一位织女。"), ("shot-02", "她很孤单。", "她很孤单。")
    ]  # fmt: skip


def test_subtitles_without_punctuation_are_a_shot_each() -> None:
    lines = ["天河", "鹊桥", "七夕", "又是一年。", "星"]
    entries = [(float(place), place + 1.0, words) for place, words in enumerate(lines)]
    assert [shot.line for shot in shots_of_subtitles(entries)] == lines


def test_a_sentence_without_end_is_cut_and_too_many_are_refused() -> None:
    endless = [(float(place), place + 1.0, "and so on" if place else "Well.") for place in range(3)] * 3
    assert all(len(shot.line) <= 400 for shot in shots_of_subtitles([*endless, (9.0, 10.0, "x" * 400)]))
    with pytest.raises(StoryboardError, match="at most 400"):
        shots_of_subtitles([(place * 5.0, place * 5.0 + 1, "One.") for place in range(401)])
