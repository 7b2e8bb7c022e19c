"""SubRip subtitles (.srt): numbered entries of a time range and text."""

from __future__ import annotations

import re
from collections.abc import Iterable

Entry = tuple[float, float, str]
"""Start and end in seconds, text (rows separated by line breaks)."""

_TIME = r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_RANGE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\{\\[^{}]*\}")
_OPEN_TAG = re.compile(r"\{\\+")
_STYLE = re.compile(r"\{[^{}]*\}")
_DRAWS = re.compile(r"\\p[1-9]")


def write_srt(entries: Iterable[Entry]) -> str:
    """The text of an .srt file. Entries without text are left out; times are rounded to milliseconds."""
    blocks = []
    for start_s, end_s, text in entries:
        rows = [row.strip() for row in text.splitlines() if row.strip()]
        if rows:
            blocks.append(f"{len(blocks) + 1}\n{_clock(start_s)} --> {_clock(end_s)}\n" + "\n".join(rows) + "\n")
    return "\n".join(blocks)


def read_srt(text: str) -> list[Entry]:
    """The entries of an .srt file, in its order.

    Byte order mark, any line ends, missing numbers, a point before the milliseconds and style tags are accepted;
    what is not an entry is passed over.
    """
    rows = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marks = [(index, found) for index, row in enumerate(rows) if (found := _RANGE.match(row))]
    entries: list[Entry] = []
    for number, (index, found) in enumerate(marks):
        following = marks[number + 1][0] if number + 1 < len(marks) else None
        words = _words(rows[index + 1 : following], before_another=following is not None)
        fields = found.groups()
        start_s, end_s = _seconds(fields[:4]), _seconds(fields[4:])
        if words and end_s >= start_s:
            entries.append((start_s, end_s, words))
    return entries


def draws(row: str) -> bool:
    """Whether a row switches to drawing, as styles of ASS can: what follows are strokes, not words."""
    return any(_DRAWS.search(style) for style in _STYLE.findall(row))


def _words(rows: list[str], *, before_another: bool) -> str:
    kept = ["" if draws(row) else _OPEN_TAG.sub("{", _TAG.sub("", row)).strip() for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    if before_another and kept and kept[-1].isdigit() and (len(kept) == 1 or not rows[len(kept) - 2].strip()):
        kept.pop()
    return "\n".join(row for row in kept if row)


def _clock(seconds: float) -> str:
    milliseconds = max(0, round(seconds * 1000))
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d},{milliseconds % 1000:03d}"


def _seconds(fields: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = fields
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return (whole * 1000 + int((fraction or "0").ljust(3, "0"))) / 1000
