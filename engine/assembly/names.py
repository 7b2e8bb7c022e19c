"""Names that must stay whole on the screen: stars, constellations, 星官 and the beings of the legends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import assets

LEGEND_NAMES = (
    "织女", "牛郎", "织女星", "牛郎星", "牵牛星", "河鼓二", "织女一", "银河", "天河", "鹊桥", "喜鹊", "王母娘娘",
    "王母", "西王母", "玉皇大帝", "天帝", "七夕", "夏季大三角", "冬季大三角", "北斗七星", "北斗", "南斗六星",
    "南斗", "北极星", "猎户", "俄里翁", "奥利安", "阿尔忒弥斯", "阿波罗", "盖亚", "勒托", "安德洛墨达",
    "卡西俄珀亚", "卡西奥佩娅", "刻甫斯", "克甫斯", "珀耳修斯", "珀尔修斯", "美杜莎", "波塞冬", "刻托斯",
    "涅瑞伊得斯", "飞马", "珀伽索斯", "赫拉克勒斯", "宙斯", "赫拉", "雅典娜", "赫尔墨斯", "俄耳甫斯", "埃塞俄比亚",
    "银河系", "仙女座大星云", "仙女座星系", "猎户座大星云", "昴星团", "毕星团", "参商", "参宿", "心宿", "商星",
    "嫦娥", "后羿", "女娲", "盘古", "青龙", "朱雀", "白虎", "玄武", "龙抬头", "斗柄", "Azure Dragon", "Vermilion Bird",
    "White Tiger", "Dark Warrior", "Milky Way", "Summer Triangle", "Winter Triangle", "Big Dipper",
    "Little Dipper", "North Star", "Pole Star", "Magpie Bridge", "River of Heaven", "Weaver Girl", "Queen Mother",
    "Jade Emperor", "Orion Nebula", "Andromeda Galaxy", "Sea Goat", "Dog Star", "Great Square", "Orion's Belt",
)  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=1)
def protected_names() -> frozenset[str]:
    """Every name that a caption must not break: Chinese names of two characters and more, Latin ones of two words."""
    found: set[str] = set(LEGEND_NAMES)
    for name in sky_names():
        if _HAN.search(name):
            found.add(name)
            if not name.endswith(("星", "座")):
                found.add(name + "星")
        elif " " in name and "(" not in name:
            found.add(name)
    return frozenset(name for name in found if len(name) > 1)


def sky_names() -> Iterator[str]:
    """Every name of a star, an asterism and a constellation, in Chinese and Latin letters; some more than once."""
    folder = assets.folder("sky")

    def table(name: str) -> Any:
        return json.loads((folder / name).read_text(encoding="utf-8"))

    for star in table("star_names_zh.json")["stars"].values():
        yield from star["zh"]
    for culture in ("chinese.json", "chinese_medieval.json"):
        for asterism in table(culture)["asterisms"]:
            yield asterism["zh"]
    for names in table("constellation_names.json").values():
        yield names["la"]
        for key in ("zh_cn", "zh_tw"):
            yield names[key] if names[key].endswith("座") else names[key] + "座"
            yield names[key]
    yield from table("star_proper_names.json").values()


@lru_cache(maxsize=1)
def _by_first() -> dict[str, tuple[str, ...]]:
    """Names by their first character, longest first, lower case."""
    groups: dict[str, list[str]] = {}
    for name in protected_names():
        groups.setdefault(name[0].lower(), []).append(name.lower())
    return {first: tuple(sorted(names, key=lambda name: (-len(name), name))) for first, names in groups.items()}


def name_spans(text: str) -> list[tuple[int, int]]:
    """Where protected names stand in ``text``, as (start, end); spans may overlap."""
    small = text.lower() if len(text.lower()) == len(text) else text
    spans = []
    for start, character in enumerate(small):
        for name in _by_first().get(character, ()):
            if small.startswith(name, start) and _stands_alone(small, start, start + len(name)):
                spans.append((start, start + len(name)))
                break
    return spans


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Latin names must begin and end at the border of a word."""
    if not text[start].isascii():
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def unbroken(positions: Iterable[int], text: str) -> set[int]:
    """Those break positions of ``text`` that are not inside a protected name."""
    kept = set(positions)
    for start, end in name_spans(text):
        kept.difference_update(range(start + 1, end))
    return kept
