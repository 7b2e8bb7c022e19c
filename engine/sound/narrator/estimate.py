"""How long a line will take to speak, without speaking it: for films without narration."""

from __future__ import annotations

import re

import numpy as np

from engine.sound.audio import samples
from engine.sound.narrator.speech import Clause, Speech
from engine.sound.narrator.spoken_text import SpokenClause, spoken_line

# measured on the default voices at rate 1
CHINESE_CHARACTER_S = 0.228
CHINESE_CLAUSE_S = 0.092
ENGLISH_LETTER_S = 0.0536
ENGLISH_WORD_S = 0.045
ENGLISH_CLAUSE_S = 0.177
_PHONEMES = re.compile(r"\[\[[^\]]*\]\]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ž'\-]+")


def estimate(line: str, language: str, rate: float = 1.0) -> Speech:
    """Silence as long as the line would take, with the times of its clauses; ``measured`` is False."""
    spoken = spoken_line(line, language)
    clock = spoken.lead_s
    clauses: list[Clause] = []
    for number, clause in enumerate(spoken.clauses):
        end = clock + _seconds(clause) / rate
        clauses.append(Clause(clause.shown_start, clause.shown_end, clock, end))
        last = number == len(spoken.clauses) - 1
        clock = end if last else end + clause.pause_s / rate
    return Speech(np.zeros(samples(clock), dtype=np.float32), tuple(clauses), (), language, "", False)


def _seconds(clause: SpokenClause) -> float:
    text = _PHONEMES.sub("中" if clause.language == "zh" else "syllable", clause.text)
    han = len(_HAN.findall(text))
    words = _LATIN_WORD.findall(text)
    letters = sum(len(word) for word in words)
    spoken = han * CHINESE_CHARACTER_S + letters * ENGLISH_LETTER_S + len(words) * ENGLISH_WORD_S
    return spoken + (CHINESE_CLAUSE_S if clause.language == "zh" else ENGLISH_CLAUSE_S)
