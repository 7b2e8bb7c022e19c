"""The names of the sky as words of the lexicon: every constellation, 星官 and star that the sky's data names.

What the lexicon says by hand goes before. A name that is also ordinary speech (Crow, Net, 老人, 天高) counts only where
the text says that it means the sky: "the constellation Crow", 乌鸦座, 老人星, 天高星官, "the star Mira".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from engine.directing.entry import Allowed, Entry, Word, capitalised
from engine.directing.word_index import WordIndex, fold
from engine.sky.cultures.culture import LineFigure
from engine.sky.cultures.known import culture_of, star_tables
from engine.sky.figures import figure_names

NUMBERED = re.compile(r"(.+?)[一二三四五六七八九十]+")
"""A star of a 星官: 参宿四. What was added to a 星官 later (增) is not named in stories."""
COUNTED = frozenset(
    "个個只位颗顆季日天月年号號次条條座家人时時点點分秒代种種世带帶起样樣名届屆定直般旦路楼樓岁歲千百万萬亿里大小些共台辆輛等层層级級中"
)
"""What follows a number that only counts: 北河三条路 is no star."""
LODGING = frozenset("舍营營主醉命敌敵愿願怨仇")
"""What follows 宿 where it is no lunar mansion: 女宿舍."""
OTHER_STARS = frozenset("云雲系团團座际際辰球空光")
"""What follows 星 where a word for something else begins: 三角形星云."""
NEAR = 48
"""Letters around an English name within which "constellation" says that it is one."""
PHRASES = ("constellation {}", "constellation of the {}", "constellation of {}", "{} constellation")
_BEFORE = re.compile(r"constellations?\s+(?:(?:is|was)\s+)?(?:of\s+|called\s+|named\s+)?(?:the\s+)?$", re.IGNORECASE)
_AFTER = re.compile(r"['’]?s?\s+constellation\b", re.IGNORECASE)
_STAR_BEFORE = re.compile(r"\bstars?,?\s+(?:called\s+|named\s+|of\s+)?$", re.IGNORECASE)
_STAR_AFTER = re.compile(r",?\s+(?:(?:is|was|the|a|an|that)\s+){0,3}(?:\w+\s+)?star\b", re.IGNORECASE)


def names_of_the_sky(written: WordIndex, said: dict[str, Any]) -> list[Word]:
    """Words for all names of the data that the lexicon does not have.

    Args:
        written: the lexicon's own words.
        said: its table ``sky``: ``asterisms``, names of 星官 that are no ordinary words; ``latin`` and ``stars``, Latin
            names of constellations and names of stars that are.
    """
    western = {id_: _constellation(figure, written) for id_, figure in culture_of("western").figures.items()}
    words = [*_constellations(western, written, set(said["latin"])), *_asterisms(written, set(said["asterisms"]))]
    words += [*_english_stars(western, set(said["stars"])), *_chinese_stars(western, written)]
    return [word for word in words if not written.knows(word.text)]


def _constellation(figure: LineFigure, written: WordIndex) -> Entry:
    """What a constellation calls up: what the lexicon says for its Latin or its Chinese name, else its lines and the
    figure that is drawn on them."""
    latin, chinese = figure.names["la"], figure.names["zh-Hans"]
    for name in (latin, chinese, chinese.removesuffix("座")):
        entry = written.entry_of(name)
        if entry is not None and figure.id in entry.western:
            return entry
    drawn = fold(latin).replace(" ", "_")
    return Entry((latin, chinese), (drawn,) if drawn in figure_names() else (), (figure.id,))


def _constellations(western: dict[str, Entry], written: WordIndex, ordinary: set[str]) -> Iterator[Word]:
    """Constellations by their names; "the constellation Phoenix" also where "phoenix" alone means another bird."""
    for id_, figure in culture_of("western").figures.items():
        entry, names = western[id_], figure.names
        plain = names["zh-Hans"].removesuffix("座")
        yield from (Word(plain + ending, entry) for ending in ("座", "星座"))
        yield Word(names["la"], entry, constellation_meant if names["la"] in ordinary else None)
        english = names["en"].replace("\u2005", " ")
        yield Word(english, entry, constellation_meant)
        for name in {names["la"], english}:
            if written.knows(name) and written.entry_of(name) is not entry:
                yield from (Word(phrase.format(name), entry) for phrase in PHRASES)


def _asterisms(written: WordIndex, clear: set[str]) -> Iterator[Word]:
    """星官, by name or with 星官 or 星 after it; the mansions also by "Horn Mansion". Those of a single star bring
    their constellation, since one star alone fills no picture."""
    designations = star_tables()[2]
    named = {figure.names["zh-Hans"]: figure for figure in reversed(tuple(culture_of("chinese").all_figures()))}
    for name, figure in named.items():
        said = written.entry_of(name)
        around = _home(designations.get(str(figure.stars[0]), {})) if len(figure.stars) == 1 else None
        own = Entry((name,), western=(around,) if around else (), chinese=(name,))
        entry = said if said is not None and name in said.chinese else own
        yield Word(name + "星官", entry)
        if name.endswith("宿"):
            if name != "星宿":
                yield Word(name, entry, _not_before(LODGING))
            english = figure.names["en"]
            yield from (Word(phrase, entry) for phrase in (f"{english} mansion", f"mansion of the {english}"))
        elif len(name) > 1:
            if name in clear:
                yield Word(name, entry)
            yield Word(name + "星", entry, _not_before(OTHER_STARS))


def _english_stars(western: dict[str, Entry], ordinary: set[str]) -> Iterator[Word]:
    """Stars with a proper name that lie in a constellation by their letter, number or lines."""
    designations = star_tables()[2]
    lines = {hip: id_ for id_, figure in culture_of("western").figures.items() for hip in figure.stars}
    for hip, name in proper_stars():
        home = _home(designations.get(str(hip), {})) or lines.get(hip)
        if home is not None:
            yield Word(name, _star(hip, name, western[home]), star_meant if name in ordinary else capitalised)


def proper_stars() -> Iterator[tuple[int, str]]:
    """HIP numbers and names of the stars that have a proper name."""
    return ((int(hip), names.split(" (")[0]) for hip, names in star_tables()[0].items())


def _chinese_stars(western: dict[str, Entry], written: WordIndex) -> Iterator[Word]:
    """Numbered stars. They call up what the lexicon says for the 星官 (河鼓二 the Cowherd), else their
    constellation."""
    designations = star_tables()[2]
    for name, hip, allowed in numbered_stars():
        asterism = NUMBERED.fullmatch(name)
        assert asterism is not None
        home = written.entry_of(asterism[1]) or western.get(_home(designations.get(str(hip), {})) or "")
        entry = _star(hip, name, home) if home else Entry((name,), stars=(hip,))
        yield Word(name, replace(entry, chinese=(asterism[1],)), allowed)


def numbered_stars() -> Iterator[tuple[str, int, Allowed | None]]:
    """Stars that are numbered in a 星官 whose name is not one character: their names, HIP numbers, and where the names
    count."""
    asterisms = culture_of("chinese").figures
    for hip, names in star_tables()[1].items():
        for name in (full.split("(")[0].strip() for full in names["zh"]):
            base = NUMBERED.fullmatch(name)
            if base is None or len(base[1]) < 2 or "增" in name or base[1] not in asterisms:
                continue
            yield name, int(hip), None if base[1].endswith("宿") else _not_before(COUNTED)


def _home(designation: dict[str, str]) -> str | None:
    """The constellation of a Bayer letter or Flamsteed number: "α Ori"."""
    named = designation.get("b") or designation.get("f")
    return named.split()[-1] if named else None


def _star(hip: int, name: str, home: Entry) -> Entry:
    """A star calls up its constellation, whose lines say where to look, but not that one's mood."""
    return replace(home, words=(name,), stars=(hip,), elements=(), mood=None, alone=False)


def constellation_meant(text: str, start: int, end: int) -> bool:
    """Whether an English name means a constellation: beside that word, or with a capital near it."""
    if _BEFORE.search(text, max(0, start - NEAR), start) or _AFTER.match(text, end):
        return True
    around = text[max(0, start - NEAR) : end + NEAR]
    return text[start].isupper() and "constellation" in around.lower()


def star_meant(text: str, start: int, end: int) -> bool:
    """Whether a name means a star: "the star Mira", "Mira, a variable star"."""
    named = bool(_STAR_BEFORE.search(text, max(0, start - NEAR), start) or _STAR_AFTER.match(text, end))
    return named and text[start].isupper()


def _not_before(letters: Iterable[str]) -> Allowed:
    """Whether a name is not followed by one of some letters."""
    barred = frozenset(letters)

    def allowed(text: str, start: int, end: int) -> bool:
        del start
        return text[end : end + 1] not in barred

    return allowed
