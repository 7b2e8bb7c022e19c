"""Damaged and hostile storyboards and bundles: no crash, no hang, and what opens is kept as it was written.

The full counts are behind the marker ``soak``; a twentieth of them runs always.
"""

from __future__ import annotations

import io
import json
import random
import shutil
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from storyboard.bundle import DOCUMENT, pack, unpack
from storyboard.errors import StoryboardError
from storyboard.file import dumps, load, read, save
from storyboard.model import Music, Shot, Storyboard
from storyboard.templates import load_template, template_ids

LONGEST_S = 2.0
FIXTURES = Path(__file__).parents[1] / "storyboard" / "fixtures"

ODD: list[Callable[[random.Random], Any]] = [
    lambda draw: None,
    lambda draw: draw.random() < 0.5,
    lambda draw: draw.choice([0, -1, 2**31, 2**63, -(2**64), 10**30, 10**63, 10**70]),
    lambda draw: draw.choice([0.5, -0.0, 1e-320, 1e308, -1e308, 3.0, 1e16]),
    lambda draw: draw.choice(["", "x", "\x00", "\u202e", "🌌", "\ud800", "7", "true", "../../x", "日" * 3000]),
    lambda draw: draw.choice([[], [[]], [1, "a", None], {}, {"x": {}}, [{}] * 300]),
    lambda draw: _deep(draw.choice([3, 60, 70, 500])),
]


STRANGE = [b"NaN", b"1e999", b"9" * 5000, b"[" * 3000, b'"a":1,"a":2,', b"-", b"null", b'"', b"}", b"\\ud800"]


def _deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@cache
def _stories() -> tuple[str, ...]:
    boards = [dumps(load_template(name, "zh")) for name in template_ids()]
    return (*boards, *(path.read_text(encoding="utf-8") for path in sorted(FIXTURES.glob("*.starloom"))))


def _damaged(content: bytes, draw: random.Random) -> bytes:
    """Bytes flipped, cut, doubled, put in, or the end lost."""
    spoilt = bytearray(content)
    for _ in range(draw.choice([1, 1, 2, 5])):
        place = draw.randrange(len(spoilt)) if spoilt else 0
        length = draw.choice([1, 1, 2, 8, 100])
        kind = draw.randrange(6)
        if kind == 0 and spoilt:
            spoilt[place] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del spoilt[place : place + length]
        elif kind == 2:
            spoilt[place:place] = spoilt[place : place + length]
        elif kind == 3:
            spoilt[place:place] = draw.randbytes(length)
        elif kind == 4:
            spoilt[place:place] = draw.choice(STRANGE)
        elif kind == 5 and draw.random() < 0.3:
            del spoilt[place:]
    return bytes(spoilt)


def _bent(text: str, draw: random.Random) -> bytes:
    """A storyboard with odd values in odd places, still a JSON text."""
    raw = json.loads(text)
    for _ in range(draw.choice([1, 1, 2, 4])):
        holder = raw
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = draw.choice(keys)
            inner = holder[key]
            if isinstance(inner, (dict, list)) and inner and draw.random() < 0.8:
                holder = inner
                continue
            if draw.random() < 0.15:
                del holder[key]
            elif isinstance(holder, dict) and draw.random() < 0.2:
                holder[draw.choice(["new", "未来", "id", "kind", "version"])] = draw.choice(ODD)(draw)
            else:
                holder[key] = draw.choice(ODD)(draw)
            break
    return json.dumps(raw, ensure_ascii=draw.random() < 0.9, indent=draw.choice([None, 2])).encode("utf-8", "replace")


def _kept(written: Any, read_again: Any) -> bool:
    """Whether everything that was written is there, of the same kind; what was left out may have been filled in."""
    if isinstance(written, dict):
        return isinstance(read_again, dict) and all(
            key in read_again and _kept(value, read_again[key]) for key, value in written.items()
        )
    if isinstance(written, list):
        return isinstance(read_again, list) and len(written) == len(read_again) and all(map(_kept, written, read_again))
    if isinstance(written, bool) or isinstance(read_again, bool) or not isinstance(written, (int, float)):
        return type(written) is type(read_again) and written == read_again
    return isinstance(read_again, (int, float)) and float(written) == float(read_again)


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("count", [800, pytest.param(16_000, marks=pytest.mark.soak)])
def test_a_damaged_storyboard_is_refused_or_kept_as_it_is(count: int) -> None:
    draw = random.Random(count)
    opened, slowest = 0, 0.0
    for number in range(count):
        text = draw.choice(_stories())
        content = _bent(text, draw) if number % 2 else _damaged(text.encode("utf-8"), draw)
        begin = time.perf_counter()
        try:
            board = read(content, "x.starloom")
        except StoryboardError as error:
            assert 10 < len(str(error)) < 2000
            continue
        finally:
            slowest = max(slowest, time.perf_counter() - begin)
        opened += 1
        assert _kept(json.loads(content), board.model_dump(mode="json")), content
        assert read(dumps(board).encode("utf-8"), "x.starloom") == board, content
    print(f"\n{count} storyboards, {opened} opened, the slowest took {slowest:.3f} s")
    assert slowest < LONGEST_S
    assert 0 < opened < count / 2


NAME_PIECES = ["..", "/", "\\", "C:", "media/", "0" * 64, ".wav", ".exe", "CON", "\u202e", " ", ".", "é", "e\u0301",
               DOCUMENT, DOCUMENT.upper(), "~", "%2e", "\n"]  # fmt: skip


def _hostile(document: bytes, draw: random.Random) -> bytes:
    """A bundle whose members have odd names, kinds and sizes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(DOCUMENT, document)
        for _ in range(draw.randrange(1, 4)):
            info = zipfile.ZipInfo("".join(draw.choices(NAME_PIECES, k=draw.randrange(1, 5))))
            info.external_attr = draw.choice([0, 0o100644, 0o120777, 0o40755, 0o20666]) << 16
            if info.filename not in archive.namelist():
                archive.writestr(info, draw.randbytes(20))
    return stream.getvalue()


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("count", [200, pytest.param(4000, marks=pytest.mark.soak)])
def test_a_damaged_bundle_is_refused_or_comes_out_as_it_is(tmp_path: Path, count: int) -> None:
    draw = random.Random(count)
    home = tmp_path / "home"
    home.mkdir()
    (home / "a.wav").write_bytes(bytes(range(256)) * 12)
    board = save(Storyboard(music=Music(file="a.wav"), shots=(Shot(id="a", text="天" * 200),)), home / "x.starloom")
    pack(home / "x.starloom", home / "x.starpack")
    content, document = (home / "x.starpack").read_bytes(), (home / "x.starloom").read_bytes()
    packed, out = tmp_path / "in.starpack", tmp_path / "out"
    opened, slowest = 0, 0.0
    for number in range(count):
        packed.write_bytes(_hostile(document, draw) if number % 4 == 0 else _damaged(content, draw))
        begin = time.perf_counter()
        try:
            found = unpack(packed, out)
        except StoryboardError as error:
            assert 10 < len(str(error)) < 2000
            assert not out.exists()
            continue
        finally:
            slowest = max(slowest, time.perf_counter() - begin)
            assert {path.name for path in tmp_path.iterdir()} <= {"home", "in.starpack", "out"}
        opened += 1
        again = load(found)
        assert again.model_copy(update={"music": board.music, "media": board.media}) == board
        assert (out / str(again.music.file)).read_bytes() == (home / "a.wav").read_bytes()
        shutil.rmtree(out)
    print(f"\n{count} bundles, {opened} unpacked, the slowest took {slowest:.3f} s")
    assert slowest < LONGEST_S
    assert 0 < opened < count
