"""Files that mean harm, made by the tests themselves: each is a name and its bytes."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image

from engine.assembly.joining import run_ffmpeg


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _png(width: int, height: int, data: bytes, *extra: bytes) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((160, 120), 60).convert("RGB").save(stream, kind)
    return stream.getvalue()


def _box(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", (len(content) + 8 if size is None else size) & 0xFFFFFFFF) + kind + content


def _made(folder: Path, name: str, *options: str) -> bytes:
    path = folder / name
    inputs = ("-f", "lavfi", "-i", "testsrc2=s=160x90:d=1:r=25", "-f", "lavfi", "-i", "sine=d=1")
    run_ffmpeg(*inputs, *options, str(path))
    return path.read_bytes()


def playlists(secret: Path, address: str) -> Iterator[tuple[str, bytes]]:
    """Texts that make a careless player open other files or addresses."""
    concat = f"ffconcat version 1.0\nfile '{secret}'\nduration 2\n".encode()
    for ending in ("mp4", "mov", "png", "mp3", "srt", "txt"):
        yield f"concat.{ending}", concat
    yield "marked.mp4", b"\xef\xbb\xbf" + concat
    yield "address.mp4", f"ffconcat version 1.0\nfile {address}/a.mp4\n".encode()
    hls = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{}\n#EXT-X-ENDLIST\n"
    yield "local.m3u8", hls.format(secret).encode()
    yield "local hls.mp4", hls.format(f"file://{secret}").encode()
    yield "far hls.mp4", hls.format(f"{address}/a.ts").encode()
    yield "sub.mp4", hls.format(f"concat:{secret}|{secret}").encode()
    yield "dash.mp4", f'<?xml version="1.0"?><MPD><BaseURL>{address}/a.mp4</BaseURL></MPD>'.encode()
    yield "list.pls", f"[playlist]\nFile1={secret}\n".encode()
    yield "list.mp3", f"[playlist]\nFile1={address}/a.mp3\n".encode()
    yield "session.mp4", b"v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n"
    yield "disguised.mp4", _box(b"ftyp", b"isom") + concat
    yield "list in sound.mp3", b"ID3\x04\0\0\0\0\0\0" + concat


def pictures() -> Iterator[tuple[str, bytes]]:
    """Pictures that are too large, cut, or something else than they say."""
    few = zlib.compress(b"\0" * 1000)
    yield "50000.png", _png(50_000, 50_000, few)
    yield "largest.png", _png(2**31 - 1, 2**31 - 1, few)
    yield "no pixels.png", _png(0, 0, few)
    yield "bomb within the limit.png", _png(6_000, 6_000, zlib.compress(bytes(6_000 * (6_000 * 3 + 1)), 9))
    yield "words bomb.png", _png(8, 8, few, _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(80_000_000), 9)))
    yield "profile bomb.png", _png(8, 8, few, _chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(80_000_000), 9)))
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "TIFF"):
        whole = _picture(kind)
        for percent in (5, 60):
            yield f"cut at {percent}.{kind.lower()}", whole[: len(whole) * percent // 100]
    yield "wide.gif", b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\xff\xff\xff\xff\0\x02\x02L\x01\0;"
    yield "wide.jpg", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x11\0\x02\x11\0\x03\x11\0" + bytes(64)
    yield "wide.webp", b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff\xff\xff\xff\xff\xff" + bytes(16)
    ring = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 256, 4, 1, 60_000) + struct.pack("<I", 8)
    yield "ring.tif", ring
    yield "picture.mp4", _picture("PNG")
    yield "picture named.mp3", _picture("JPEG")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>'
    yield "drawing.svg", drawing.encode()
    yield "drawing.png", drawing.encode()


def films(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Films with cut, lying or missing parts."""
    mp4 = _made(folder, "whole.mp4", "-c:v", "libx264", "-c:a", "aac")
    fast = _made(folder, "fast.mp4", "-c:v", "libx264", "-c:a", "aac", "-movflags", "+faststart")
    for percent in (10, 50, 90):
        yield f"cut at {percent}.mp4", mp4[: len(mp4) * percent // 100]
        yield f"index first, cut at {percent}.mp4", fast[: len(fast) * percent // 100]
    ftyp = _box(b"ftyp", b"isom\0\0\2\0isomiso2")
    yield "huge box.mp4", ftyp + _box(b"moov", b"\0" * 64, 0xFFFFFFF0)
    yield "huge long box.mp4", ftyp + struct.pack(">I4sQ", 1, b"moov", 2**63 - 1) + bytes(64)
    yield "negative box.mp4", ftyp + struct.pack(">I4sq", 1, b"moov", -16) + bytes(64)
    yield "endless box.mp4", ftyp + _box(b"moov", b"\0" * 64, 0)
    yield "tiny box.mp4", ftyp + _box(b"free", b"", 2) * 1000
    yield "no index.mp4", ftyp + _box(b"mdat", os.urandom(50_000))
    nested = b""
    for _ in range(20_000):
        nested = nested[:200_000]
        nested = _box(b"moov" if len(nested) % 2 else b"udta", nested)
    yield "nested.mp4", ftyp + nested
    track = _box(b"trak", _box(b"mdia", _box(b"hdlr", bytes(8) + b"vide" + bytes(13))))
    yield "many tracks.mp4", ftyp + _box(b"moov", track * 60_000)
    sizes = _box(b"stsz", struct.pack(">III", 0, 1, 0xFFFFFFF0))
    for kind in (b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        sizes = _box(kind, sizes)
    yield "a billion samples.mp4", ftyp + sizes
    yield "lying size.mp4", fast.replace(struct.pack(">HH", 160, 90), struct.pack(">HH", 0xFFFF, 0xFFFF))
    outside = _box(b"dref", struct.pack(">II", 0, 1) + _box(b"alis", bytes(4) + b"file:///etc/hostname\0"))
    yield "elsewhere.mov", fast.replace(fast[(at := fast.find(b"dref") - 4) : at + 28], outside[:28], 1)
    mkv = _made(folder, "whole.mkv", "-c:v", "libx264", "-c:a", "flac")
    yield "cut.mkv", mkv[: len(mkv) // 2]
    yield "shuffled.mkv", mkv[:200] + mkv[4_000:] + mkv[200:4_000]
    yield "endless element.mkv", b"\x1aE\xdf\xa3\x80\x18S\x80g\x01" + b"\xff" * 7 + b"\x16T\xaek\x0f" * 5_000
    avi = _made(folder, "whole.avi", "-c:v", "mpeg4", "-c:a", "mp3")
    yield "no index.avi", avi[: avi.rfind(b"idx1")]
    yield "broken index.avi", avi[: avi.rfind(b"idx1") + 8] + b"\xff" * 4_000
    random = np.random.default_rng(4)
    for name, content in (("mp4", fast), ("mkv", mkv), ("avi", avi)):
        damaged = bytearray(content)
        for at in random.integers(16, len(damaged), 300):
            damaged[at] = int(random.integers(0, 256))
        yield f"damaged.{name}", bytes(damaged)


def sounds() -> Iterator[tuple[str, bytes]]:
    """Sounds that lie about their length, or are none."""
    for kind in ("wav", "flac", "ogg", "mp3"):
        stream = io.BytesIO()
        soundfile.write(stream, np.sin(np.arange(24_000) / 9)[:, None] * 0.3, 24_000, format=kind)
        whole = stream.getvalue()
        yield f"cut.{kind}", whole[: len(whole) // 2]
        yield f"garbage.{kind}", whole[:60] + os.urandom(5_000)
    header = b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0"
    data = b"data\xf0\xff\xff\xff" + bytes(2_000)
    yield "longer than it is.wav", header + struct.pack("<HHIIHH", 1, 2, 48_000, 192_000, 4, 16) + data
    yield "many channels.wav", header + struct.pack("<HHIIHH", 1, 65_535, 48_000, 192_000, 4, 16) + data
    yield "no rate.wav", header + struct.pack("<HHIIHH", 1, 2, 0, 0, 0, 0) + data
    yield "fast.wav", header + struct.pack("<HHIIHH", 1, 2, 2**31, 192_000, 4, 16) + data


def texts() -> Iterator[tuple[str, bytes]]:
    """Subtitles and texts that are none, or that paint, or that never end."""
    clock = b"1\n00:00:00,000 --> 00:00:02,000\n"
    yield "drawing.srt", clock + rb"{\p1}m 0 0 l 9999 0 9999 9999 0 9999{\p0}" + b"\n"
    yield "drawing.ass", rb"[Events]" + b"\nDialogue: 0,0:00:00.00,0:00:05.00,D,,0,0,0,," + rb"{\p1}m 0 0 l 9 9" + b"\n"
    yield "font.ass", b"[Fonts]\nfontname: a.ttf\n" + b"A" * 100_000 + b"\n"
    yield "long row.srt", clock + b"a" * 20_000_000
    yield "open brackets.srt", clock + b"{\\p1" * 400_000
    yield "open tags.srt", clock + b"<a " * 600_000
    yield "blank rows.vtt", b"WEBVTT\n" + b"\n " * 900_000
    yield "blanks.ass", b"Dialogue:" + b" " * 1_900_000
    yield "stamps.lrc", b"[00:01.00]" * 50_000 + b"la\n"
    yield "huge times.srt", b"1\n" + b"9" * 6_000 + b":00:00,000 --> " + b"9" * 6_000 + b":00:00,000\nhello\n"
    yield "backwards.srt", b"1\n00:00:05,000 --> 00:00:01,000\nhello\n\n2\n-1:00:00,000 --> 00:00:01,000\nno\n"
    yield "nothing.srt", b"\0" * 1_000
    yield "binary.txt", os.urandom(4_000) + b"\0"
    yield "wrong writing.txt", b"\xff\xfe\x00\xd8\x00\xd8"


def others() -> Iterator[tuple[str, bytes]]:
    """Things that are no media at all."""
    yield "empty.mp4", b""
    yield "one byte.mp4", b"\0"
    yield "letters.ttf", b"\0\1\0\0\0\xff" + os.urandom(4_000)
    yield "letters.otf", b"OTTO" + os.urandom(4_000)
    yield "letters.woff2", b"wOF2" + os.urandom(4_000)
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
    yield "entity.svg", entity
    layers = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    yield "bomb.xml", b"<!DOCTYPE a [" + layers + b"]><a>&a9;</a>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../slipped.txt", "out")
        archive.writestr("bomb", bytes(5_000_000))
    yield "archive.mp4", stream.getvalue()
    yield "page.mp4", b"<!DOCTYPE html><script>alert(1)</script>"
    yield "object.mp3", pickle.dumps({"a": range})
    yield "program.mp4", b"#!/bin/sh\ntouch owned\n"
    yield "noise.mp4", os.urandom(20_000)
    yield "zeros.mov", bytes(20_000)


NAMES = (
    "-i.mp4", "-y -f lavfi.png", "line\nbreak.png", "tab\t.png", "\u202egnp.exe.png", "🌌 ✨.png", "a" * 251 + ".png",
    "CON.png", "nul", "com1.mp4", "file:x.png", "concat:a|b.png", "%d.png", "a'b\"c;$(touch owned).png", " .png",
    "星" * 80 + ".png",
)  # fmt: skip
