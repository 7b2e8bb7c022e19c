"""Stars by what people call them: HIP number, English or Chinese name, Bayer letter or Flamsteed number."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache

from engine.errors import BadInput
from engine.sky.catalogue import load
from engine.sky.cultures.known import star_tables
from engine.sky.cultures.traditional import to_traditional

_GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
}  # fmt: skip
_HIP = re.compile(r"(?:hip\s*)?(\d+)", re.IGNORECASE)
_DESIGNATION = re.compile(r"(\w+?)(\d?)\s+([a-z]{3})[a-z]*", re.IGNORECASE)


def star_of(text: str) -> int:
    """HIP number of the star that a person's words name: "91262", "HIP 91262", "Vega", "织女一", "alpha Lyr", "61 Cyg".

    Raises:
        BadInput: no such star.
    """
    if number := _HIP.fullmatch(text.strip()):
        return _known(int(number[1]))
    names = _by_name()
    keys = [_key(text), _key(text).removesuffix("星")]
    if words := _DESIGNATION.fullmatch(text.strip()):
        keys.append(_key(_GREEK.get(words[1].casefold(), words[1]) + words[2] + words[3]))
    for key in keys:
        if key in names:
            return names[key]
    near = [f"'{name}'" for name in difflib.get_close_matches(keys[0], names, 3, 0.75)]
    hint = f"did you mean {' or '.join(near)}?" if near else "write its HIP number, like 91262, or a name, like Vega."
    raise BadInput(f"There is no star '{text}' in the catalogue: {hint}")


def names_of(hip: int) -> dict[str, str]:
    """Names of a star by kind ("en", "zh", "pinyin", "designation"); what it lacks is left out."""
    proper, chinese, designations = star_tables()
    entry, letters = chinese.get(str(hip), {}), designations.get(str(hip), {})
    names = {
        "en": proper.get(str(hip), ""),
        "zh": entry.get("zh", [""])[0],
        "pinyin": entry.get("py", [""])[0],
        "designation": letters.get("b", letters.get("f", "")),
    }
    return {kind: name for kind, name in names.items() if name}


def _known(hip: int) -> int:
    try:
        load().rows((hip,))
    except KeyError:
        raise BadInput(
            f"There is no star HIP {hip} in the catalogue: its numbers go from 1 to 118322, with gaps."
        ) from None
    return hip


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, int]:
    """HIP number of every name; a name that several stars bear is the brightest one's."""
    proper, chinese, designations = star_tables()
    found: dict[str, int] = {}
    for hip in load().hip.tolist():
        star = str(hip)
        if star in proper or star in chinese or star in designations:
            native = chinese.get(star, {}).get("zh", [])
            letters = designations.get(star, {}).values()
            for name in (proper.get(star, ""), *native, *map(to_traditional, native), *letters):
                found.setdefault(_key(name), hip)
    found.pop("", None)
    return found
