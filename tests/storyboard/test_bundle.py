"""Bundles: what is packed comes out the same; what is hostile or damaged leaves nothing behind."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from storyboard import bundle
from storyboard.bundle import DOCUMENT, pack, unpack
from storyboard.errors import StoryboardError
from storyboard.file import dumps, load, save
from storyboard.media import missing_media
from storyboard.model import Footage, Music, Shot, Storyboard

SOUND = b"RIFF" + bytes(range(256)) * 40
MEDIUM = f"media/{hashlib.sha256(SOUND).hexdigest()}.wav"
BOARD = Storyboard(title="故事", music=Music(file=MEDIUM), shots=(Shot(id="a", text="天"),))
PLAIN = BOARD.model_copy(update={"music": Music()})


def _story(folder: Path) -> Path:
    (folder / "我的 music").mkdir(parents=True)
    (folder / "我的 music" / "曲 🎵.WAV").write_bytes(SOUND)
    path = folder / "七夕 🌌.starloom"
    save(BOARD.model_copy(update={"music": Music(file="我的 music/曲 🎵.WAV")}), path)
    return path


def test_what_is_packed_comes_out_the_same(tmp_path: Path) -> None:
    path = _story(tmp_path / "home")
    packed = tmp_path / "七夕.starpack"
    pack(path, packed)
    out = unpack(packed, tmp_path / "新 folder")
    assert out == tmp_path / "新 folder" / "新 folder.starloom"
    board = load(out)
    assert missing_media(board, out.parent) == ()
    assert board.music.file is not None
    assert (out.parent / board.music.file).read_bytes() == SOUND
    original = load(path)
    assert board.model_copy(update={"music": original.music, "media": original.media}) == original
    assert board.media[0].sha256 == original.media[0].sha256
    assert sorted(name.name for name in tmp_path.iterdir()) == ["home", "七夕.starpack", "新 folder"]


def test_footage_comes_with_the_bundle(tmp_path: Path) -> None:
    path = _story(tmp_path / "home")
    (path.parent / "照片.PNG").write_bytes(b"picture")
    (path.parent / "b.mts").write_bytes(b"film")
    shots = [Shot(id=str(place), footage=Footage(file=name, start_s=place)) for place, name in
             enumerate(("照片.PNG", "b.mts", "照片.PNG"))]  # fmt: skip
    save(load(path).model_copy(update={"shots": (*shots, Shot(id="painted"))}), path)
    pack(path, tmp_path / "x.starpack")
    out = unpack(tmp_path / "x.starpack", tmp_path / "out")
    board = load(out)
    assert missing_media(board, out.parent) == () and len(board.media) == 3
    shown = [(out.parent / shot.footage.file).read_bytes() if shot.footage else None for shot in board.shots]
    assert shown == [b"picture", b"film", b"picture", None]
    assert [shot.footage.start_s for shot in board.shots if shot.footage] == [0, 1, 2]


def test_a_bundle_whose_footage_leads_out_of_it_is_refused(tmp_path: Path) -> None:
    board = PLAIN.model_copy(update={"shots": (Shot(id="a", footage=Footage(file="/etc/passwd")),)})
    with zipfile.ZipFile(tmp_path / "x.starpack", "w") as archive:
        archive.writestr(DOCUMENT, dumps(board))
    with pytest.raises(StoryboardError, match="does not hold"):
        unpack(tmp_path / "x.starpack", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_equal_stories_make_equal_bundles(tmp_path: Path) -> None:
    path = _story(tmp_path / "home")
    for name in ("a.starpack", "b.starpack"):
        pack(path, tmp_path / name)
    assert (tmp_path / "a.starpack").read_bytes() == (tmp_path / "b.starpack").read_bytes()


def test_a_story_of_a_thousand_equal_shots_can_be_packed(tmp_path: Path) -> None:
    shots = tuple(Shot(id=f"s{number}", line="夜" * 900) for number in range(1000))
    save(Storyboard(shots=shots), tmp_path / "long.starloom")
    pack(tmp_path / "long.starloom", tmp_path / "long.starpack")
    assert load(unpack(tmp_path / "long.starpack", tmp_path / "out")).shots == shots


def test_a_story_with_missing_media_is_not_packed(tmp_path: Path) -> None:
    path = _story(tmp_path / "home")
    (tmp_path / "home" / "我的 music" / "曲 🎵.WAV").unlink()
    (tmp_path / "old.starpack").write_bytes(b"old")
    with pytest.raises(StoryboardError, match="starloom relink"):
        pack(path, tmp_path / "old.starpack")
    assert (tmp_path / "old.starpack").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2


def test_an_existing_folder_is_not_touched(tmp_path: Path) -> None:
    pack(_story(tmp_path / "home"), tmp_path / "x.starpack")
    (tmp_path / "there").mkdir()
    with pytest.raises(StoryboardError, match="exists already"):
        unpack(tmp_path / "x.starpack", tmp_path / "there")
    assert list((tmp_path / "there").iterdir()) == []


def _zip(*members: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def _story_and(name: str, content: bytes = b"x") -> Callable[[], bytes]:
    return lambda: _zip((DOCUMENT, dumps(PLAIN).encode()), (name, content))


def _link() -> bytes:
    info = zipfile.ZipInfo(MEDIUM)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip((DOCUMENT, dumps(BOARD).encode()), (info, b"/etc/passwd"))


def _twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return _zip((DOCUMENT, dumps(PLAIN).encode()), (DOCUMENT, b"{}"))


def _using(music: str) -> Callable[[], bytes]:
    return lambda: _zip((DOCUMENT, dumps(BOARD.model_copy(update={"music": Music(file=music)})).encode()))


def _flags(change: Callable[[bytearray, int], None]) -> bytes:
    """A good bundle whose directory has been changed at the document's entry."""
    content = bytearray(_zip((DOCUMENT, dumps(PLAIN).encode())))
    change(content, content.index(b"PK\x01\x02"))
    return bytes(content)


def _lying_size(content: bytearray, entry: int) -> None:
    content[entry + 24 : entry + 28] = (5 * 2**20).to_bytes(4, "little")


def _encrypted(content: bytearray, entry: int) -> None:
    content[entry + 8] |= 1


def _method(content: bytearray, entry: int) -> None:
    content[entry + 10 : entry + 12] = (14).to_bytes(2, "little")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "climbs out": (_story_and("../out.wav"), "does not belong"),
    "climbs out of media": (_story_and(f"media/../../{MEDIUM[6:]}"), "does not belong"),
    "absolute": (_story_and("/tmp/out.wav"), "does not belong"),
    "backslashes": (_story_and("media\\..\\..\\out.wav"), "does not belong"),
    "drive": (_story_and("C:/out.wav"), "does not belong"),
    "share": (_story_and("//server/share/out.wav"), "does not belong"),
    "reserved": (_story_and("CON"), "does not belong"),
    "reserved with suffix": (_story_and("media/NUL.wav"), "does not belong"),
    "stream": (_story_and(f"{MEDIUM}:hidden"), "does not belong"),
    "trailing dot": (_story_and(f"{MEDIUM}."), "does not belong"),
    "newline": (_story_and(f"{MEDIUM}\n"), "does not belong"),
    "zero": (lambda: _story_and(f"{MEDIUM}@.exe")().replace(b"@", b"\0"), "does not belong"),
    "program": (_story_and(MEDIUM.replace(".wav", ".exe")), "does not belong"),
    "capital digest": (_story_and("media/" + MEDIUM[6:].upper()), "does not belong"),
    "folder": (_story_and("media/deep/"), "does not belong"),
    "link": (_link, "link or device"),
    "twice": (_twice, "two files of one name"),
    "twice after folding": (_story_and(DOCUMENT.upper()), "two files of one name"),
    "many": (lambda: _zip(*((f"media/{number}", b"") for number in range(2001))), "more than 2000"),
    "many more": (lambda: _zip(*(("m" * 400 + str(number), b"") for number in range(10_000))), "more than 2000"),
    "bomb": (
        lambda: _zip((DOCUMENT, dumps(PLAIN).encode() + b" " * 30_000_000), compression=zipfile.ZIP_DEFLATED),
        "grows more than 100 times",
    ),
    "huge document": (lambda: _zip((DOCUMENT, b" " * (33 * 2**20))), "more than 32 MB"),
    "lying about its size": (lambda: _flags(_lying_size), "damaged|grows"),
    "locked": (lambda: _flags(_encrypted), "password"),
    "strange method": (lambda: _flags(_method), "compressed in a way"),
    "no storyboard": (lambda: _zip((MEDIUM, SOUND)), "holds no storyboard"),
    "changed medium": (
        lambda: _zip((DOCUMENT, dumps(BOARD).encode()), (MEDIUM, SOUND[:-1] + b"x")), "bytes of .* have changed"
    ),
    "medium not there": (_using(MEDIUM), "does not hold"),
    "uses a file of the machine": (_using("/etc/passwd"), "does not hold"),
    "uses a file outside": (_using("../../secret.wav"), "does not hold"),
    "no bundle": (lambda: b"once upon a time" * 100, "no bundle"),
    "empty": (lambda: b"", "no bundle"),
    "bad storyboard": (lambda: _zip((DOCUMENT, b'{"format": "starloom"}')), "shots"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    make, words = HOSTILE[name]
    (tmp_path / "in").mkdir()
    packed = tmp_path / "in" / "x.starpack"
    packed.write_bytes(make())
    with pytest.raises(StoryboardError, match=words):
        unpack(packed, tmp_path / "in" / "out")
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "x.starpack"]


def test_a_bundle_that_would_not_fit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "x.starpack"
    pack(_story(tmp_path / "home"), packed)
    monkeypatch.setattr(bundle, "MOST_BYTES", 5000)
    with pytest.raises(StoryboardError, match="would fill more"):
        unpack(packed, tmp_path / "out")
    with pytest.raises(StoryboardError, match="hand them on by themselves"):
        pack(next((tmp_path / "home").glob("*.starloom")), tmp_path / "y.starpack")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "x.starpack"]
