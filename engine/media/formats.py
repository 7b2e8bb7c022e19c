"""What a file is by its first bytes. Its name decides only between kinds of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["image", "video", "audio", "subtitles", "text"]

HEAD = 4096
TEXTS = {
    ".srt": "subtitles", ".vtt": "subtitles", ".ass": "subtitles", ".ssa": "subtitles", ".lrc": "subtitles",
    ".txt": "text", ".md": "text",
}  # fmt: skip
USABLE = "use PNG, JPEG, WebP, TIFF or GIF pictures, MP4, MOV, MKV, WebM or AVI films, and WAV, FLAC, MP3, OGG or M4A"


@dataclass(frozen=True)
class Format:
    """A kind of file: ``decoder`` is Pillow's name of a picture's format, or the demuxer of a film or sound."""

    family: Literal["image", "streams", "text"]
    decoder: str


_MOV, _MATROSKA = Format("streams", "mov"), Format("streams", "matroska")
_MAGIC: tuple[tuple[int, bytes, Format], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", Format("image", "PNG")),
    (0, b"\xff\xd8\xff", Format("image", "JPEG")),
    (0, b"GIF87a", Format("image", "GIF")),
    (0, b"GIF89a", Format("image", "GIF")),
    (0, b"II*\x00", Format("image", "TIFF")),
    (0, b"MM\x00*", Format("image", "TIFF")),
    (8, b"WEBP", Format("image", "WEBP")),
    *((4, box, _MOV) for box in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")),
    (0, b"\x1aE\xdf\xa3", _MATROSKA),
    (8, b"AVI ", Format("streams", "avi")),
    (8, b"WAVE", Format("streams", "wav")),
    (0, b"riff\x2e\x91\xcf\x11", Format("streams", "w64")),
    (8, b"AIFF", Format("streams", "aiff")),
    (8, b"AIFC", Format("streams", "aiff")),
    (0, b".snd", Format("streams", "au")),
    (0, b"caff", Format("streams", "caf")),
    (0, b"fLaC", Format("streams", "flac")),
    (0, b"OggS", Format("streams", "ogg")),
    (0, b"ID3", Format("streams", "mp3")),
    (0, b"\x00\x00\x01\xba", Format("streams", "mpeg")),
)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\x00\x01\x00\x00", "a font"), (b"OTTO", "a font"), (b"ttcf", "a font"), (b"true", "a font"),
    (b"wOFF", "a font"), (b"wOF2", "a font"),
    (b"PK\x03\x04", "an archive"), (b"PK\x05\x06", "an archive"), (b"\x1f\x8b", "an archive"),
    (b"Rar!", "an archive"), (b"7z\xbc\xaf", "an archive"), (b"BZh", "an archive"), (b"\xfd7zXZ", "an archive"),
    (b"%PDF", "a PDF document"), (b"%!PS", "a PostScript document"),
    (b"MZ", "a program"), (b"\x7fELF", "a program"), (b"#!", "a program"),
    (b"ffconcat", "a playlist"), (b"#EXTM3U", "a playlist"), (b"[playlist]", "a playlist"), (b"v=0", "a playlist"),
    (b"<", "a web page, drawing or other marked-up text"),
)  # fmt: skip
REMEDIES = {
    "a font": "films use the letters that Starloom brings",
    "an archive": "unpack it and choose the files inside",
    "a playlist": "choose the media files themselves",
}


def format_of(head: bytes, suffix: str) -> Format | None:
    """The format of a file from its first bytes and, for text only, the ending of its name; None when not supported."""
    for offset, magic, found in _MAGIC:
        if head.startswith(magic, offset) and (offset != 8 or head[:4] in (b"RIFF", b"RF64", b"FORM")):
            return found
    if suffix in TEXTS:
        return Format("text", TEXTS[suffix])
    if len(head) > 188 and head[0] == head[188] == 0x47:
        return Format("streams", "mpegts")
    if len(head) > 4 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return Format("streams", "aac" if head[1] & 0xF6 == 0xF0 else "mp3")
    return None


def described(head: bytes) -> str:
    """What a file that is not supported seems to be, and what to do: the end of a sentence."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, what in _OTHERS:
        if (head if magic[0] == 0 else start).startswith(magic):
            return f"is {what}: {REMEDIES.get(what, USABLE)}."
    return f"is of no kind that can be used: {USABLE}."
