"""From the line on the screen to what the voice is given: clauses with pauses, traced back to the shown characters.

A person may set a pause by hand with ``[停顿0.8]`` or ``[pause 0.8]`` (seconds); it replaces the pause that the
punctuation before it asks for. Such tags are not shown: see `without_pause_tags`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.sound.narrator import chinese, english, lexicon
from engine.sound.narrator.traced import Traced

PAUSE_TAG = re.compile(r"\[\s*(?:停顿|pause)\s*(\d+(?:\.\d+)?)\s*\]", re.IGNORECASE)
LONGEST_PAUSE_S = 10.0
PAUSES_S = {
    "、": 0.16,
    "，": 0.28,
    ",": 0.25,
    "：": 0.30,
    ":": 0.28,
    "；": 0.38,
    ";": 0.35,
    "。": 0.55,
    ".": 0.52,
    "！": 0.55,
    "!": 0.52,
    "？": 0.60,
    "?": 0.55,
    "\n": 0.60,
}
DEFAULT_PAUSE_S = 0.2
LONGEST_CLAUSE = 120
_STOP = r"[，、；：。！？;!?\n]|[,:.](?=\s|$)"
_CLAUSE = re.compile(rf"(?:(?!{_STOP}).)+(?:(?:{_STOP})\s*)*", re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff][\u3400-\u9fff\U00020000-\U0003ffff，、；：。！？·\s]*")
_FULL_WIDTH = {ord(c): ord(c) - 0xFEE0 for c in "０１２３４５６７８９％＋－．／＝＜＞～"}
_FULL_WIDTH |= {c: c - 0xFEE0 for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


@dataclass(frozen=True)
class SpokenClause:
    """One call to the voice.

    Attributes:
        text: what the voice is given, with its closing mark (voices shape their melody by it).
        language: "zh" or "en"; a Chinese name in an English line is a clause of its own.
        pause_s: silence after it.
        source: for each character of ``text`` the index of the shown character it stands for.
    """

    text: str
    language: str
    pause_s: float
    source: tuple[int, ...]

    @property
    def shown_start(self) -> int:
        """First shown character."""
        return self.source[0]

    @property
    def shown_end(self) -> int:
        """One after the last shown character."""
        return self.source[-1] + 1


@dataclass(frozen=True)
class SpokenLine:
    """A whole line for the voice: silence before it, then clauses, each with its pause."""

    lead_s: float
    clauses: tuple[SpokenClause, ...]


def without_pause_tags(line: str) -> str:
    """The line as it may be shown: every pause tag replaced by nothing."""
    return PAUSE_TAG.sub("", line)


def spoken_line(line: str, language: str) -> SpokenLine:
    """Cut a line into clauses for the voice. Nothing speakable gives no clauses.

    Args:
        line: the shown text, possibly with pause tags.
        language: "zh" or "en".
    """
    lead_s = 0.0
    clauses: list[SpokenClause] = []
    start = 0
    for tag in [*PAUSE_TAG.finditer(line), None]:
        clauses += _between_tags(line[start : tag.start() if tag else len(line)], start, language)
        if tag:
            pause_s = min(LONGEST_PAUSE_S, float(tag[1]))
            if clauses:
                last = clauses[-1]
                clauses[-1] = SpokenClause(last.text, last.language, pause_s, last.source)
            else:
                lead_s += pause_s
            start = tag.end()
    return SpokenLine(min(lead_s, LONGEST_PAUSE_S), tuple(clauses))


def normalised(text: str, language: str, first: int = 0) -> Traced:
    """Numbers, units and signs as they are said, quotes and Markdown gone; not yet respelled.

    ``first`` is the index of ``text[0]`` in the shown line.
    """
    traced = Traced(text.translate(_FULL_WIDTH), first)
    traced.replace(r"[*_#`>|]+|^-{3,}$", "")
    traced.replace(r"[①-⑳]", lambda m: str(ord(m[0]) - ord("①") + 1))
    if language == "zh":
        traced.replace(r"[“”\"《》「」『』〈〉‘’]", "")
        traced.replace(r"[（(\[]([^（）()\[\]]*)[）)\]]", lambda m: f"，{m[1]}，")
        chinese.say(traced)
        traced.replace(r"，\s*(?=[，。！？；：、])", "")
    else:
        traced.replace(r"[“”\"«»《》「」]", "")
        traced.replace(r"\s?[（(\[]([^（）()\[\]]*)[）)\]]", lambda m: f", {m[1]},")
        english.say(traced)
        traced.replace(r"\s*,\s*(?=[,.!?;:])", "")
    traced.replace(r"[\[\]（）()]", "")  # double brackets mean phonemes to the voice: they never come from a person
    traced.replace(r"^[，、,\s]+|[，、,\s]+$", "")
    return traced


def _between_tags(text: str, first: int, language: str) -> list[SpokenClause]:
    traced = normalised(text, language, first)
    found: list[SpokenClause] = []
    for match in _CLAUSE.finditer(traced.text):
        piece = traced.part(match.start(), match.end())
        if re.search(r"\w", piece.text):
            found += _by_script(piece, language)
    return found


def _by_script(piece: Traced, language: str) -> list[SpokenClause]:
    """Chinese names inside an English clause become clauses of the Chinese voice; everything else stays whole."""
    if language == "zh" or not _HAN.search(piece.text):
        return _finished(piece, language)
    found: list[SpokenClause] = []
    end = 0
    for run in _HAN_RUN.finditer(piece.text):
        found += _finished(piece.part(end, run.start()), "en", 0.06)
        found += _finished(piece.part(run.start(), run.end()), "zh", 0.06)
        end = run.end()
    found += _finished(piece.part(end, len(piece.text)), "en", 0.06)
    if found:
        last = found[-1]
        found[-1] = SpokenClause(last.text, last.language, _pause_after(piece.text), last.source)
    return found


def _finished(piece: Traced, language: str, pause_s: float | None = None) -> list[SpokenClause]:
    pause_s = _pause_after(piece.text) if pause_s is None else pause_s
    lexicon.respell(piece, language)
    piece = piece.stripped()
    if not re.search(r"\w", piece.text):
        return []
    found = []
    for start, end in _breath_groups(piece.text):
        part = piece.part(start, end).stripped()
        last = end == len(piece.text)
        found.append(SpokenClause(part.text, language, pause_s if last else 0.12, tuple(part.source)))
    return found


def _pause_after(text: str) -> float:
    """The longest pause any of the closing marks asks for."""
    tail = re.search(r"[，、；：。！？,;:.!?\s]*$", text)
    marks = tail[0] if tail else ""
    return max((PAUSES_S[mark] for mark in marks if mark in PAUSES_S), default=DEFAULT_PAUSE_S)


def _breath_groups(text: str) -> list[tuple[int, int]]:
    """A clause without punctuation, longer than a voice should be given at once, cut at spaces or anywhere."""
    groups, start = [], 0
    while len(text) - start > LONGEST_CLAUSE:
        space = text.rfind(" ", start + LONGEST_CLAUSE // 2, start + LONGEST_CLAUSE)
        end = space + 1 if space > 0 else start + LONGEST_CLAUSE
        groups.append((start, end))
        start = end
    groups.append((start, len(text)))
    return groups
