"""Subtitles of any common kind (SRT, WebVTT, ASS/SSA, LRC) as plain words with their times; styles are left out."""

from __future__ import annotations

import html
import re
from itertools import dropwhile, groupby

from storyboard.formats.srt import Entry, draws, read_srt

LONGEST_S = 24 * 3600.0
LAST_LYRIC_S = 5.0

_EVENT = re.compile(r"\s*Dialogue:(.*)", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,3})?)\s*")
_STAMP = re.compile(r"\s*\[(\d{1,4}):(\d{1,2}(?:[.:]\d{1,3})?)\]")
_STYLE = re.compile(r"\{[^{}]*\}")
_WORD_TIME = re.compile(r"<(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_SHORT_TIME = re.compile(r"(?<![\d:])\d{2}:\d{2}[.,]\d{3}(?!\d)")


def read_subtitles(text: str) -> list[Entry]:
    """The entries in order of their start. What is not an entry, or lies outside one day, is passed over."""
    text = text.lstrip("\ufeff")
    if text.startswith("WEBVTT"):
        entries = _read_vtt(text)
    elif "-->" in text:
        entries = read_srt(text)
    elif "dialogue:" in text.lower():
        entries = _read_ass(text)
    else:
        entries = _read_lrc(text)
    return sorted((entry for entry in entries if entry[0] <= entry[1] <= LONGEST_S), key=lambda entry: entry[:2])


def _read_vtt(text: str) -> list[Entry]:
    """WebVTT is SRT with hours that may be missing, names of entries, notes and style sheets."""
    kept: list[str] = []
    for filled, rows in groupby(text.splitlines(), key=lambda row: bool(row.strip())):
        block = list(dropwhile(lambda row: "-->" not in row, rows)) if filled else []
        if block:
            kept += [_SHORT_TIME.sub(r"00:\g<0>", block[0]), *(_WORD_TIME.sub("", row) for row in block[1:]), ""]
    return [(start, end, html.unescape(words)) for start, end, words in read_srt("\n".join(kept))]


def _read_ass(text: str) -> list[Entry]:
    """The dialogue of an ASS or SSA file in the usual order of fields; drawings are no words."""
    entries: list[Entry] = []
    for row in text.splitlines():
        found = _EVENT.match(row)
        fields = found[1].split(",", 9) if found else []
        if len(fields) < 10 or draws(fields[9]):
            continue
        start, end = _CLOCK.fullmatch(fields[1]), _CLOCK.fullmatch(fields[2])
        words = _plain(re.sub(r"\\[Nn]", "\n", _STYLE.sub("", fields[9])).replace(r"\h", " "))
        if start and end and words:
            entries.append((_ass_seconds(start), _ass_seconds(end), words))
    return entries


def _ass_seconds(clock: re.Match[str]) -> float:
    return round(int(clock[1]) * 3600 + int(clock[2]) * 60 + float(clock[3]), 3)


def _read_lrc(text: str) -> list[Entry]:
    """Lyrics: a row may have several times; each is sung until the next one begins."""
    sung: list[tuple[float, str]] = []
    for row in text.splitlines():
        starts: list[float] = []
        at = 0
        while found := _STAMP.match(row, at):
            starts.append(round(int(found[1]) * 60 + float(found[2].replace(":", ".")), 3))
            at = found.end()
        words = _plain(_WORD_TIME.sub("", row[at:]))
        sung += [(start, words) for start in starts]
    sung.sort(key=lambda one: one[0])
    ends = [start for start, _ in sung[1:]] + [sung[-1][0] + LAST_LYRIC_S] if sung else []
    return [(start, end, words) for (start, words), end in zip(sung, ends, strict=True) if words]


def _plain(words: str) -> str:
    return "\n".join(row.strip() for row in words.splitlines() if row.strip())
