"""WebVTT subtitles (.vtt), as web pages show them: https://www.w3.org/TR/webvtt1/."""

from __future__ import annotations

from collections.abc import Iterable

from storyboard.formats.srt import Entry


def write_vtt(entries: Iterable[Entry]) -> str:
    """The text of a .vtt file. Entries without text are left out; times are rounded to milliseconds."""
    blocks = ["WEBVTT\n"]
    for start_s, end_s, text in entries:
        rows = [_escaped(row.strip()) for row in text.splitlines() if row.strip()]
        if rows:
            blocks.append(f"{_clock(start_s)} --> {_clock(end_s)}\n" + "\n".join(rows) + "\n")
    return "\n".join(blocks)


def _escaped(row: str) -> str:
    """The row with the characters that would be read as markup written out."""
    return row.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(seconds: float) -> str:
    milliseconds = max(0, round(seconds * 1000))
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"
