"""Reading a Stellarium sky culture: a folder with an index.json (constellations, names, pictures on three stars)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NoReturn

import cv2
import numpy as np

from engine.errors import BadInput
from engine.sky.catalogue import load
from engine.sky.cultures.culture import Art, Culture, LineFigure, Names, is_chinese
from engine.sky.cultures.traditional import to_traditional

INDEX = "index.json"
ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")
COLOUR = (0.96, 0.80, 0.62)
LINE_STYLES = ("thin", "bold")


def read_culture(folder: Path) -> Culture:
    """The culture in a folder.

    Raises:
        BadInput: a file is missing or wrong; the message names the file and the field.
    """
    index = folder / INDEX
    try:
        data = json.loads(index.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(f"{folder} is no sky culture: it has no {INDEX}.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{index} cannot be read ({error}).") from None
    except json.JSONDecodeError as error:
        raise BadInput(f"{index} is not JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from None
    return _Reader(folder, index).culture(data)


class _Reader:
    """Reads the parts of one index; knows where it is for its complaints."""

    def __init__(self, folder: Path, index: Path) -> None:
        self._folder, self._index = folder, index
        self._known = set(load(99.0).hip.tolist())

    def _complain(self, field: str, problem: str) -> NoReturn:
        raise BadInput(f"{self._index}: {field} {problem}.")

    def culture(self, data: Any) -> Culture:
        if not isinstance(data, dict):
            self._complain("the file", "must hold an object {…}")
        culture_id = data.get("id")
        if not isinstance(culture_id, str) or not ID.fullmatch(culture_id.lower()):
            self._complain("'id'", "must be a short name of letters, digits, '_' and '-'")
        figures: dict[str, LineFigure] = {}
        for section in ("constellations", "asterisms"):
            entries = data.get(section, [])
            if not isinstance(entries, list):
                self._complain(f"'{section}'", "must be a list")
            for number, entry in enumerate(entries):
                figure = self._figure(entry, f"'{section}[{number}]")
                figures[figure.id] = figure
        if not figures:
            self._complain("'constellations'", "is missing or empty")
        by_name = {name: figure for figure in figures.values() for name in figure.names.values()}
        return Culture(culture_id.lower(), {**by_name, **figures}, COLOUR, self._star_names(data))

    def _figure(self, entry: Any, where: str) -> LineFigure:
        if not isinstance(entry, dict):
            self._complain(f"{where}'", "must be an object")
        name = entry.get("id")
        if not isinstance(name, str) or not name.strip():
            self._complain(f"{where}.id'", "must be a text")
        paths = tuple(self._lines(entry.get("lines", []), f"{where}.lines"))
        common = entry.get("common_name", {})
        if not isinstance(common, dict):
            self._complain(f"{where}.common_name'", "must be an object with english or native")
        art = self._art(entry["image"], f"{where}.image") if entry.get("image") else None
        names = _names(common)
        return LineFigure(name, paths, names if any(names.values()) else {"en": name.split()[-1]}, art)

    def _lines(self, lines: Any, where: str):
        if not isinstance(lines, list):
            self._complain(f"{where}'", "must be a list of lists of HIP numbers")
        for number, line in enumerate(lines):
            if not isinstance(line, list):
                self._complain(f"{where}[{number}]'", "must be a list of HIP numbers")
            stars = line[1:] if line and line[0] in LINE_STYLES else line
            for place, hip in enumerate(stars):
                self._star(hip, f"{where}[{number}][{place}]'")
            if stars:
                yield tuple(stars)

    def _star(self, hip: Any, where: str) -> int:
        if isinstance(hip, bool) or not isinstance(hip, int):
            self._complain(where, f"must be a HIP number, not {hip!r}")
        if hip not in self._known:
            self._complain(where, f"is {hip}, but the catalogue has no star HIP {hip}")
        return hip

    def _art(self, image: Any, where: str) -> Art:
        if not isinstance(image, dict) or not isinstance(image.get("file"), str):
            self._complain(f"{where}.file'", "must name a picture")
        file = (self._folder / image["file"]).resolve()
        if not file.is_relative_to(self._folder.resolve()):
            self._complain(f"{where}.file'", f"('{image['file']}') lies outside the folder")
        if not file.is_file():
            self._complain(f"{where}.file'", f"names '{image['file']}', which is not there")
        if read_picture(file) is None:
            self._complain(f"{where}.file'", f"names '{image['file']}', which is no picture that can be read")
        anchors = image.get("anchors")
        if not isinstance(anchors, list) or len(anchors) != 3:
            self._complain(f"{where}.anchors'", "must be a list of three places")
        places = tuple(self._anchor(anchor, f"{where}.anchors[{i}]") for i, anchor in enumerate(anchors))
        (ax, ay), (bx, by), (cx, cy) = (place for place, _ in places)
        if abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) < 1 or len({hip for _, hip in places}) < 3:
            self._complain(f"{where}.anchors'", "lie on one line or on one star: choose three that span the picture")
        return Art(file, places)

    def _anchor(self, anchor: Any, where: str) -> tuple[tuple[float, float], int]:
        if not isinstance(anchor, dict):
            self._complain(f"{where}'", "must be an object with pos and hip")
        place = anchor.get("pos")
        if not (isinstance(place, list) and len(place) == 2 and all(isinstance(p, int | float) for p in place)):
            self._complain(f"{where}.pos'", "must be [x, y] in pixels of the picture")
        return (float(place[0]), float(place[1])), self._star(anchor.get("hip"), f"{where}.hip'")

    def _star_names(self, data: dict[str, Any]) -> dict[int, Names]:
        common = data.get("common_names", {})
        if not isinstance(common, dict):
            self._complain("'common_names'", "must be an object")
        found: dict[int, Names] = {}
        for key, entries in common.items():
            number = re.fullmatch(r"HIP (\d+)", key)
            if number is None:
                continue
            if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
                self._complain(f"'common_names.{key}'", "must be a list of objects with english or native")
            if entries:
                found[int(number[1])] = _names(entries[0])
        return found


def read_picture(file: Path) -> np.ndarray | None:
    """A picture (H, W, 3 or 4) as OpenCV reads it, uint8 BGR(A); None where it cannot be read."""
    data = np.frombuffer(file.read_bytes(), np.uint8)
    if not len(data):
        return None
    picture = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if picture is None or picture.dtype != np.uint8:
        return None
    return picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)


def _names(common: dict[str, Any]) -> Names:
    """Names by naming of a common_name object: english, native, pronounce."""
    english, native, spoken = (
        value if isinstance(value := common.get(key), str) else "" for key in ("english", "native", "pronounce")
    )
    names = {"en": english, "native": native, "pinyin": spoken}
    if is_chinese(native):
        names |= {"zh-Hans": native, "zh-Hant": to_traditional(native)}
    return {key: name for key, name in names.items() if name}
