"""From a person's words to a storyboard: a script of many shots, or one sentence.

A script is plain text or Markdown. A blank line or a line of dashes parts the shots. ``旁白:`` or ``Narration:`` before
a line makes it spoken; the rest of the shot is what it shows. A shot without such a line speaks its own text. A first
heading (``# ...``) is the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import StoryboardError
from storyboard.formats.plain import decoded
from storyboard.model import Music, Shot, Storyboard

LARGEST_BYTES = 1024 * 1024
MOST_SHOTS = 400
LONGEST_LINE = 1500
NARRATION = re.compile(r"^\s*(?:旁白|解说|narration|narrator)\s*[:：]\s*(.*)$", re.IGNORECASE)
DIVIDER = re.compile(r"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
HEADING = re.compile(r"^\s*#{1,6}\s+(.*)$")
SENTENCE_END = re.compile(r"(?<=[。！？!?])\s*|(?<=\.)\s+(?=[A-Z\"“])")
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
    return title, [_shot(rows) for rows in blocks if rows]


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


def _arch(u: float) -> float:
    """The arc of a story: rises to its height at two thirds, then falls."""
    return u / 0.67 if u < 0.67 else 1 - 0.6 * (u - 0.67) / 0.33
