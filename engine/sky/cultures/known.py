"""The cultures that Starloom brings along, and those that a person has added."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import assets
from engine.errors import EngineError
from engine.sky.cultures.culture import BUILT_IN, Culture, LineFigure, Names, chosen_name
from engine.sky.cultures.installed import installed_culture, installed_ids
from engine.sky.cultures.traditional import to_traditional

GOLD = (1.0, 0.82, 0.52)
JADE = (0.72, 0.90, 1.0)
OX = ((100345, 100064), (100345, 99572), (100345, 100881, 101123, 101027, 100345))
"""牛宿 as it stands around beta Capricorni: one to three, one to two, one to six and back. The line sets of both
traditions leave lines out or take another star for one of them."""
SAME_NAME = {"260": "土司空(奎宿)", "264": "土司空(轸宿)"}
"""Labels of the two 土司空 of the Qing set, which are swapped there: beta Ceti belongs to 奎宿."""


def culture_ids() -> tuple[str, ...]:
    """All cultures that can be named, those brought along first."""
    return (*BUILT_IN, *installed_ids())


def culture_of(culture_id: str) -> Culture:
    """A culture by its id.

    Raises:
        EngineError: there is no such culture, or its folder cannot be read.
    """
    if culture_id in BUILT_IN:
        return _built_in(culture_id)
    if culture_id not in installed_ids():
        raise EngineError(
            f"There is no sky culture '{culture_id}': use one of {', '.join(culture_ids())}, or add a folder with "
            "'starloom culture FOLDER'."
        )
    return installed_culture(culture_id)


@lru_cache(maxsize=len(BUILT_IN))
def _built_in(culture_id: str) -> Culture:
    if culture_id == "western":
        return Culture(culture_id, _western(), GOLD)
    return Culture(culture_id, _chinese("chinese" if culture_id == "chinese" else "chinese_medieval"), JADE)


def _western() -> dict[str, LineFigure]:
    """By IAU abbreviation."""
    names = _read("constellation_names.json")
    found = {}
    for entry in _read("constellations_western.json")["constellations"]:
        zh = names.get(entry["id"].lower(), names["ser1"])
        called = {"la": entry["la"], "en": entry["en"], "zh-Hans": zh["zh_cn"] + "座", "zh-Hant": zh["zh_tw"] + "座"}
        found[entry["id"]] = LineFigure(entry["id"], _paths(entry), called)
    return found


def _chinese(file: str) -> dict[str, LineFigure]:
    """By id, by full name and by the name without the part in brackets, the first that has stars."""
    found: dict[str, LineFigure] = {}
    plain: dict[str, LineFigure] = {}
    for entry in _read(f"{file}.json")["asterisms"]:
        swapped = file == "chinese" and entry["id"] in SAME_NAME
        full: str = SAME_NAME[entry["id"]] if swapped else entry["zh"]
        short = full.split("(")[0]
        called = {"zh-Hans": short, "zh-Hant": to_traditional(short), "pinyin": entry["pinyin"].split("(")[0],
                  "en": entry["en"].split(" (")[0]}  # fmt: skip
        figure = LineFigure(entry["id"], OX if short == "牛宿" else _paths(entry), called)
        found[entry["id"]] = found[full] = figure
        if figure.paths:
            plain.setdefault(short, figure)
    return {**found, **{name: figure for name, figure in plain.items() if name not in found}}


def _paths(entry: dict[str, Any]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(path) for path in entry["lines"])


def _read(name: str) -> dict[str, Any]:
    return json.loads((assets.folder("sky") / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def star_tables() -> tuple[dict[str, str], dict[str, dict[str, list[str]]], dict[str, dict[str, str]]]:
    """Proper names, Chinese names and letters or numbers of the stars, by HIP number as text."""
    chinese, designations = _read("star_names_zh.json")["stars"], _read("star_designations.json")["stars"]
    return _read("star_proper_names.json"), chinese, designations


def star_names(hip: int) -> Names:
    """All names of a star that Starloom knows, by naming."""
    proper, chinese, designations = star_tables()
    entry, letters = chinese.get(str(hip), {}), designations.get(str(hip), {})
    zh = entry.get("zh", [""])[0]
    designation = letters.get("b") or letters.get("f") or ""
    return {"zh-Hans": zh, "zh-Hant": to_traditional(zh), "pinyin": entry.get("py", [""])[0],
            "en": proper.get(str(hip), "") or designation, "la": designation or proper.get(str(hip), "")}  # fmt: skip


def star_name(hip: int, language: str, naming: str = "auto", culture_id: str = "") -> str:
    """Name of a star for a naming, in a culture where one is given; the nearest there is, at last "HIP n"."""
    if culture_id and culture_id not in BUILT_IN:
        own = chosen_name(culture_of(culture_id).star_names.get(hip, {}), naming, language)
        if own:
            return own
    names = star_names(hip)
    if naming == "auto":
        naming = "zh-Hans" if language == "zh" else "en"
    return chosen_name(names, naming, language) or f"HIP {hip}"
