"""What the engine says, in the language of the windows: its sentences are known, what varies in them is taken over.

The engine speaks English. A sentence that is not known is shown as it is; so is everything in English windows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.studio.words.engine.of_clips import OF_CLIPS
from app.studio.words.engine.of_files import OF_FILES
from app.studio.words.engine.of_films import OF_FILMS
from app.studio.words.engine.of_models import OF_MODELS
from ui.language import QT_TRANSLATE_NOOP

SENTENCES = (*OF_MODELS, *OF_CLIPS, *OF_FILES, *OF_FILMS)
END, JOINT = QT_TRANSLATE_NOOP("Engine", "{0}."), QT_TRANSLATE_NOOP("Engine", "{0}; {1}")
"""The end of a sentence, and two clauses of one."""
LONGEST = 1500
"""Characters beyond which words are shown as they are: no sentence of the engine's is so long, but reports are."""
MOST = 4
"""Sentences that one of the engine's may consist of."""
_PLACE = re.compile(r"\{\d\}")
_VARIES = r"((?:(?!\. [A-Z0-9]).)+?)"
_NEXT = re.compile(r"(?<=\.) +(?=[A-Z0-9])")


def worded(said: object) -> str:
    """What the engine said (an error, a note, a reason) in the language of the windows."""
    words = str(said)
    if _translated(END) == END or len(words) > LONGEST:
        return words  # English windows, or the words of a program
    return _in_words_of(words, _translated(END))


@lru_cache(maxsize=512)
def _in_words_of(words: str, language: str) -> str:
    """Rows are said anew many times a second: what was said before is kept, by how the language ends a sentence."""
    return _known(words) or _sentences(words)


def _known(words: str) -> str:
    """One sentence that is known, or clauses of one that all are; "" where they are not."""
    whole = _filled(words)
    if whole or not words.endswith("."):
        return whole
    clauses = [_filled(clause) or _filled(clause[:1].lower() + clause[1:]) for clause in words[:-1].split("; ")]
    if not all(clauses):
        return ""
    joined = clauses[0]
    for clause in clauses[1:]:
        joined = _translated(JOINT).format(joined, clause)
    return _translated(END).format(joined)


def _sentences(words: str) -> str:
    """Several sentences, each as it is known; a known one may itself consist of some."""
    parts, done, begin = _NEXT.split(words), [], 0
    while begin < len(parts):
        runs = ((end, _known(" ".join(parts[begin:end]))) for end in range(min(begin + MOST, len(parts)), begin, -1))
        end, known = next(((end, known) for end, known in runs if known), (begin + 1, ""))
        done.append(known or f"{parts[begin]} ")
        begin = end
    return "".join(done).rstrip()


def _filled(words: str) -> str:
    for sentence, fixed, pattern in _patterns():
        found = pattern.fullmatch(words) if all(part in words for part in fixed) else None
        if found is not None:
            return _translated(sentence).format(*map(worded, found.groups()))
    return ""


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, list[str], re.Pattern[str]], ...]:
    """Every sentence with its fixed parts and with what matches it, those first that leave the least open."""
    ordered = sorted(SENTENCES, key=lambda sentence: -len(_PLACE.sub("", sentence)))
    return tuple(
        (sentence, _PLACE.split(sentence), re.compile(_pattern(sentence), re.DOTALL)) for sentence in ordered
    )


def _pattern(sentence: str) -> str:
    """What varies reaches over no sentence's end, but where it is the sentence's own: there another one may follow."""
    parts = list(map(re.escape, _PLACE.split(sentence)))
    ends = "(.+)" if not parts[-1] else _VARIES + parts[-1]
    return _VARIES.join(parts[:-1]) + ends if len(parts) > 1 else parts[0]


def _translated(sentence: str) -> str:
    return QCoreApplication.translate("Engine", sentence)
