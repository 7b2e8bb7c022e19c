"""Who speaks a line, and in which language."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from engine.film import captions_of
from engine.jobs.order import line_key
from engine.lines import estimated_schedule, estimated_speech, language_of_lines, speak_line, voice_of
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.voices import of_language
from storyboard.model import Narration, Shot, Storyboard

CHINESE, ENGLISH = of_language("zh"), of_language("en")
BOARD = Storyboard(
    language="zh",
    narration=Narration(voice=CHINESE[1].id),
    shots=(
        Shot(id="zh", line="织女坐在天河边。"),
        Shot(id="en", line="Vega shines over the river of heaven.", language="en"),
        Shot(id="own", line="Altair, 5 light years on.", language="en", voice=ENGLISH[1].id),
        Shot(id="odd", line="牛郎来了。", voice=ENGLISH[0].id),
    ),
)


def test_a_line_is_spoken_by_a_voice_of_its_language() -> None:
    assert [voice_of(shot, BOARD) for shot in BOARD.shots] == [CHINESE[1].id, None, ENGLISH[1].id, ENGLISH[0].id]
    english = BOARD.model_copy(update={"narration": Narration(voice=ENGLISH[1].id)})
    assert voice_of(english.shots[1], english) == ENGLISH[1].id, "the storyboard's voice, where it speaks the language"
    assert voice_of(english.shots[0], english) == ENGLISH[1].id, "what the person chose for the storyboard's own lines"


def test_an_english_line_of_a_chinese_storyboard_is_spoken_in_english(tmp_path: Path) -> None:
    with Narrator(tmp_path) as narrator:
        spoken = {shot.id: speak_line(BOARD, shot, narrator, threading.Event()) for shot in BOARD.shots}
    assert [(speech.language, speech.voice) for speech in spoken.values()] == [
        ("zh", CHINESE[1].id), ("en", ENGLISH[0].id), ("en", ENGLISH[1].id), ("zh", ENGLISH[0].id),
    ]  # fmt: skip
    estimated = estimated_speech(BOARD)
    for shot in BOARD.shots[:3]:
        assert estimated[shot.id].language == BOARD.language_of(shot)
        assert estimated[shot.id].duration_s == pytest.approx(spoken[shot.id].duration_s, rel=0.5)


def test_captions_break_as_the_lines_own_language_does() -> None:
    line = "When Perseus returned from the Gorgon he saw Andromeda at the rock above the sea, chained."
    shot = Shot(id="a", line=line, language="en")
    board = Storyboard(language="zh", shots=(shot,))
    rows = [row for caption in captions_of(board, estimated_schedule(board), estimated_speech(board))
            for row in caption.lines]  # fmt: skip
    assert " ".join(rows) == line, "broken between words alone"
    alone = Storyboard(language="en", shots=(shot.model_copy(update={"language": None}),))
    assert rows == [row for caption in captions_of(alone, estimated_schedule(alone), estimated_speech(alone))
                    for row in caption.lines]  # fmt: skip


def test_a_line_is_another_to_the_queue_in_another_language_or_voice() -> None:
    shot = Shot(id="a", line="Vega 织女")
    manners = [{}, {"language": "en"}, {"voice": ENGLISH[1].id}, {"language": "en", "voice": ENGLISH[1].id}]
    keys = {line_key(BOARD, shot.model_copy(update=manner)) for manner in manners}
    assert len(keys) == 4
    assert line_key(BOARD, shot) == line_key(BOARD, shot.model_copy(update={"id": "b", "title": "x", "text": "y"}))
    assert line_key(BOARD, shot) == line_key(BOARD, shot.model_copy(update={"language": "zh"}))


def test_the_films_language_is_the_one_most_of_it_is_spoken_in() -> None:
    assert language_of_lines(BOARD, {"zh": 3.0, "en": 2.0, "own": 0.5}) == "zh"
    assert language_of_lines(BOARD, {"zh": 3.0, "en": 2.0, "own": 2.0}) == "en"
    assert language_of_lines(BOARD, {}) == "zh"
