"""The shipped font has every character that people and the sky need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageFont

import assets
from engine.text.character_map import characters_of
from engine.text.faces import face_index, faces, missing_characters

STANDARD = Path(__file__).with_name("general_standard_characters.txt")


def test_all_8105_standard_characters_can_be_drawn() -> None:
    standard = set("".join(STANDARD.read_text(encoding="utf-8").split()))
    assert len(standard) == 8105
    assert sum(ord(character) > 0xFFFF for character in standard) > 100
    assert missing_characters("".join(standard)) == set()


@pytest.mark.parametrize("path", sorted(assets.folder("sky").glob("*.json")), ids=lambda path: path.name)
def test_every_name_in_the_sky_data_can_be_drawn(path: Path) -> None:
    letters = set("".join(_strings(json.loads(path.read_text(encoding="utf-8")))))
    assert letters
    assert missing_characters("".join(letters)) == set()


def test_pinyin_greek_punctuation_and_traditional_characters_can_be_drawn() -> None:
    text = (
        "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü αβγδεζηθικλμνξοπρστυφχψω ΑΒΓΔ"
        "，。、；：？！“”‘’（）《》〈〉「」『』【】—…·～°′″×−–½☉ＡＺ０９ 織女鵲橋銀漢 𫓧钺 あいうアイウ éñöçß"
    )
    assert missing_characters(text) == set()


def test_an_emoji_is_reported_as_missing() -> None:
    assert missing_characters("星🌟\n") == {"🌟"}
    assert face_index("🌟") is None


def test_the_font_carries_its_licence_and_not_the_reserved_names() -> None:
    for face in faces():
        assert "SIL Open Font License".encode("utf-16-be") in face.path.read_bytes()
        assert face.path.stat().st_size < 14.5e6
        assert (face.path.parent / f"{face.path.stem.removesuffix('-Regular')}-OFL.txt").is_file()
    family = ImageFont.truetype(str(faces()[0].path), 10).getname()[0]
    assert family == "Starloom Kai"
    texts = [path.read_text(encoding="utf-8") for path in assets.folder("fonts").glob("*OFL*.txt")]
    assert texts
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)


def test_a_damaged_font_is_refused(tmp_path: Path) -> None:
    whole = faces()[0].path.read_bytes()
    for name, content in (("empty", b""), ("cut", whole[:5000]), ("other", b"no font at all" * 50)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(ValueError, match=r"cut off|no table"):
            characters_of(tmp_path / name)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *_strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
