"""What the engine says, in the language of the windows: its sentences are known, what varies in them is taken over.

The engine speaks English. A sentence that is not known is shown as it is; so is everything in English windows.
"""

from __future__ import annotations

import re
from functools import lru_cache, reduce

from PySide6.QtCore import QCoreApplication

from app.studio.words.engine.of_clips import OF_CLIPS
from app.studio.words.engine.of_files import OF_FILES
from app.studio.words.engine.of_films import OF_FILMS
from app.studio.words.engine.of_jobs import OF_JOBS
from app.studio.words.engine.of_machines import OF_MACHINES
from app.studio.words.engine.of_models import OF_MODELS
from app.studio.words.engine.of_skies import OF_SKIES
from app.studio.words.engine.of_sounds import OF_SOUNDS
from app.studio.words.engine.of_storyboards import OF_STORYBOARDS
from app.studio.words.engine.of_studio import OF_STUDIO
from ui.language import QT_TRANSLATE_NOOP

SENTENCES = (
    *OF_MODELS, *OF_CLIPS, *OF_FILES, *OF_FILMS, *OF_SKIES, *OF_SOUNDS, *OF_JOBS, *OF_STORYBOARDS, *OF_MACHINES,
    *OF_STUDIO,
)  # fmt: skip
END, AT_PLACE = QT_TRANSLATE_NOOP("Engine", "{0}."), QT_TRANSLATE_NOOP("Engine", "{0}: {1}")
"""The end of a sentence, and what is wrong with a file or at a place of it."""
JOINTS = {"; ": QT_TRANSLATE_NOOP("Engine", "{0}; {1}"), ", ": QT_TRANSLATE_NOOP("Engine", "{0}, {1}")}
"""Clauses of one sentence, by what parts them."""
LONGEST, MOST = 1500, 4
"""Characters beyond which words are shown as they are (no sentence of the engine's is so long, but reports are), and
sentences that one of the engine's may consist of."""
KEPT = 4000
"""As many answers are kept: what a row says is asked for again and again."""
_FILE_PLACE = re.compile(
    r"((?:the storyboard|the text|line \d+, column \d+|[a-z_]+(?:\[\d+\]|\.[a-z_]\w*)*|A file|/[^:]*|[A-Z]:\\[^:]*)"
    r"): (.+)", re.DOTALL,
)  # fmt: skip
_PLACE = re.compile(r"\{\d\}")
_VARIES = r"((?:(?!\. [A-Z0-9]).)+?)"
_NEXT = re.compile(r"(?<=\.) +(?=[A-Z0-9])")


def worded(said: object) -> str:
    """What the engine said (an error, a note, a reason; several in lines) in the language of the windows."""
    return "\n".join(_worded(line, _translated(END)) for line in str(said).split("\n"))


@lru_cache(maxsize=KEPT)
def _worded(words: str, end: str) -> str:
    if end == END or len(words) > LONGEST:
        return words  # English windows, or what another program reports
    return _known(words) or _sentences(words)


def _known(words: str) -> str:
    """One sentence that is known, with the place of a file before it, or clauses of one that all are; "" where they are
    not."""
    known = _at_place(words) or _clause(words)
    if known or not words.endswith("."):
        return known
    whole = _clause(words[:-1])
    return _translated(END).format(whole) if whole else ""


def _clause(words: str) -> str:
    """A clause that is known, in itself or where it begins a sentence, or several that all are."""
    known = _filled(words) or _filled(words[:1].lower() + words[1:])
    if known:
        return known
    for parting, joint in JOINTS.items():
        clauses = [_clause(clause) for clause in words.split(parting)] if parting in words else []
        if clauses and all(clauses):
            return reduce(_translated(joint).format, clauses)
    return ""


def _at_place(words: str) -> str:
    """What is wrong with a file or at a place of it: "/disk/film.mp4: ...", "shots[2].sky.time: ..."."""
    found = _FILE_PLACE.fullmatch(words)
    what = _known(found[2]) if found is not None else ""
    return _translated(AT_PLACE).format(worded(found[1]), what) if found is not None and what else ""


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
