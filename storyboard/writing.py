"""From a person's words to a storyboard: a script of many shots, or one sentence.

A script is plain text or Markdown. A blank line or a line of dashes parts the shots; where none does, and every row is
a whole sentence, every row is a shot. A paragraph that would be spoken for more than about 12 seconds is parted at its
sentences. ``旁白:`` or ``Narration:`` before a line makes it spoken; the rest of the shot is what it shows. A shot
without such a line speaks its own text. A first heading (``# ...``) is the title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import StoryboardError
from storyboard.formats.plain import decoded
from storyboard.formats.srt import Entry
from storyboard.model import Music, Shot, Storyboard

LARGEST_BYTES = 1024 * 1024
MOST_SHOTS = 400
LONGEST_LINE = 1500
NARRATION = re.compile(r"^\s*(?:旁白|解说|narration|narrator)\s*[:：]\s*(.*)$", re.IGNORECASE)
DIVIDER = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
HEADING = re.compile(r"^\s*#{1,6}\s+(.*)$")
SENTENCE_END = re.compile(r"(?<=[。！？!?])\s*|(?<=\.)\s+(?=[A-Z\"“])")
WHOLE = re.compile(r"[。！？!?.…~～][\"'”’」』）)]*$")
"""The end of a sentence."""
PAUSE_S = 2.0
"""So long a silence ends a sentence, too."""
LONGEST_SENTENCE = 300
LETTER_S, CHARACTER_S = 0.065, 0.24
"""About how long a letter of an alphabet and a Chinese character are spoken, pauses included."""
LONG_S, SHORT_S, JOINED_S = 12.0, 2.8, 7.0
"""A paragraph that is spoken for longer is parted; a sentence that is shorter stays with its neighbour, if both$
together are not longer than the last."""
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class ScriptShot:
    """One shot of a script: what it shows and what is spoken."""

    text: str
    line: str


def language_of(text: str) -> str:
    """"zh" where Chinese characters make up a good part of the letters, else "en"."""
    chinese = len(CHINESE.findall(text))
    latin = len(re.findall(r"[A-Za-z]", text))
    return "zh" if chinese * 4 > latin else "en"


def read_script(path: Path) -> str:
    """The text of a script file.

    Raises:
        StoryboardError: missing, a folder, too large, or no text.
    """
    try:
        if path.is_dir():
            raise StoryboardError(f"{path} is a folder: name a .txt or .md file.")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise StoryboardError(
                f"{path.name} has {size / 2**20:.0f} MB of text: a script may have at most 1 MB; divide it."
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise StoryboardError(f"There is no file {path}: check the name.") from None
    except OSError as error:
        raise StoryboardError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error
    text = decoded(content)
    if text is None:
        raise StoryboardError(f"{path.name} is no text file: save the script as UTF-8 text.")
    return text


def parse_script(text: str) -> tuple[str, list[ScriptShot]]:
    """Title (may be empty) and shots of a script."""
    title = ""
    blocks: list[list[str]] = [[]]
    for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = HEADING.match(row)
        if heading:
            title = title or heading.group(1).strip()
            blocks.append([])
        elif DIVIDER.match(row) or not row.strip():
            blocks.append([])
        else:
            blocks[-1].append(row.strip())
    parted = [rows for rows in blocks if rows]
    if len(parted) == 1 and all(WHOLE.search(row) and not NARRATION.match(row) for row in parted[0]):
        parted = [[row] for row in parted[0]]
    return title, [shot for rows in parted for shot in _parted(_shot(rows))]


def _shot(rows: list[str]) -> ScriptShot:
    shown, spoken = [], []
    for row in rows:
        match = NARRATION.match(row)
        if match:
            spoken.append(match.group(1).strip())
        else:
            shown.append(row)
    text = " ".join(shown) if language_of(" ".join(rows)) == "en" else "".join(shown)
    line = " ".join(part for part in spoken if part) if spoken else text
    return ScriptShot(text or line, line)


def _parted(shot: ScriptShot) -> list[ScriptShot]:
    """A shot; several where it speaks its own text and that is long."""
    if shot.text != shot.line or _spoken_s(shot.line) <= LONG_S:
        return [shot]
    joint = "" if language_of(shot.line) == "zh" else " "
    sentences: list[str] = []
    for sentence in filter(None, (part.strip() for part in SENTENCE_END.split(shot.line) if part)):
        both = f"{sentences[-1]}{joint}{sentence}" if sentences else ""
        shorter = min(_spoken_s(one) for one in (sentence, *sentences[-1:]))
        if both and shorter < SHORT_S and _spoken_s(both) <= JOINED_S:
            sentences[-1] = both
        else:
            sentences.append(sentence)
    return [ScriptShot(sentence, sentence) for sentence in sentences]


def _spoken_s(text: str) -> float:
    """About how long a text is spoken, seconds."""
    chinese = len(CHINESE.findall(text))
    return chinese * CHARACTER_S + (len(text) - chinese) * LETTER_S


def storyboard_from_script(text: str, *, title: str = "", language: str | None = None) -> Storyboard:
    """The storyboard of a script.

    Raises:
        StoryboardError: no words, too many shots, or a line too long to speak in one shot.
    """
    found, shots = parse_script(text)
    if not shots:
        raise StoryboardError("The script has no words: write at least one sentence.")
    if len(shots) > MOST_SHOTS:
        raise StoryboardError(f"The script has {len(shots)} shots: at most {MOST_SHOTS} fit into one film; divide it.")
    for number, shot in enumerate(shots, 1):
        if len(shot.line) > LONGEST_LINE:
            raise StoryboardError(
                f"Shot {number} speaks {len(shot.line)} characters: at most {LONGEST_LINE}; "
                "part it by a blank line."
            )
    return Storyboard.model_validate(
        {
            "id": "story",
            "title": title or found or shots[0].text[:24],
            "language": language or language_of(text),
            "music": Music(style="starlight"),
            "shots": tuple(
                Shot(
                    id=f"shot-{number:02d}",
                    text=shot.text,
                    line=shot.line,
                    intensity=round(0.3 + 0.45 * _arch((number - 0.5) / len(shots)), 2),
                )
                for number, shot in enumerate(shots, 1)
            ),
        }
    )


def storyboard_from_sentence(text: str, *, language: str | None = None) -> Storyboard:
    """The storyboard of one sentence or a short text: a shot for each of its sentences.

    Raises:
        StoryboardError: no words.
    """
    if not text.strip():
        raise StoryboardError("The text is empty: write at least one sentence.")
    if len(text.encode("utf-8")) > LARGEST_BYTES:
        raise StoryboardError("The text has more than 1 MB: a script may have at most 1 MB; divide it.")
    sentences = [part.strip() for part in SENTENCE_END.split(text.strip()) if part and part.strip()]
    return storyboard_from_script("\n\n".join(sentences), language=language or language_of(text))


def shots_of_subtitles(entries: Sequence[Entry]) -> tuple[Shot, ...]:
    """Shots that speak subtitles, a shot for each sentence. Where subtitles are punctuated, a sentence that goes on
    over several of them is joined; each shot lasts as long as its line needs.

    Raises:
        StoryboardError: too many sentences for one film.
    """
    sentences: list[str] = []
    last_end_s = 0.0
    texts = [" ".join(text.split()) for _, _, text in entries]
    punctuated = sum(bool(WHOLE.search(text)) for text in texts) * 4 > len(texts)
    for (start_s, end_s, _), text in zip(entries, texts, strict=True):
        before = sentences[-1] if sentences else ""
        goes_on = before and punctuated and not WHOLE.search(before) and start_s - last_end_s < PAUSE_S
        if goes_on and len(before) + len(text) < LONGEST_SENTENCE:
            sentences[-1] = f"{before}{'' if language_of(before + text) == 'zh' else ' '}{text}"
        else:
            sentences.append(text)
        last_end_s = end_s
    if len(sentences) > MOST_SHOTS:
        raise StoryboardError(
            f"The subtitles have {len(sentences)} sentences: at most {MOST_SHOTS} fit into one film; divide them."
        )
    return tuple(Shot(id=f"shot-{number:02d}", text=text, line=text) for number, text in enumerate(sentences, 1))


def _arch(u: float) -> float:
    """The arc of a story: rises to its height at two thirds, then falls."""
    return u / 0.67 if u < 0.67 else 1 - 0.6 * (u - 0.67) / 0.33
