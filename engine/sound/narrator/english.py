"""English as it is said: numbers, years, angles, catalogue names, units and abbreviations written out in words."""

from __future__ import annotations

import re

from engine.sound.narrator.traced import Replacement, Traced

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
ORDINALS |= {"twelve": "twelfth"}
GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
UNITS = {
    "km/s": "kilometres per second",
    "m/s": "metres per second",
    "km/h": "kilometres per hour",
    "kpc": "kiloparsecs",
    "Mpc": "megaparsecs",
    "pc": "parsecs",
    "km": "kilometres",
    "cm": "centimetres",
    "mm": "millimetres",
    "nm": "nanometres",
    "kg": "kilograms",
    "AU": "astronomical units",
    "ly": "light-years",
    "K": "kelvin",
    "°C": "degrees Celsius",
    "℃": "degrees Celsius",
    "°F": "degrees Fahrenheit",
    "Hz": "hertz",
    "M☉": "solar masses",
    "L☉": "solar luminosities",
}
ABBREVIATIONS = {
    r"\be\.g\.": "for example",
    r"\bi\.e\.": "that is",
    r"\betc\.": "et cetera",
    r"\bvs\.?(?=\s)": "versus",
    r"\bDr\.": "Doctor",
    r"\bMr\.": "Mister",
    r"\bMrs\.": "Missus",
    r"\bSt\.(?=\s[A-Z])": "Saint",
    r"\bNo\.(?=\s?\d)": "number",
    r"\bca?\.\s(?=\d)": "about ",
    r"\bmag\.?(?=\s?[-−]?\d)": "magnitude",
}
LONGEST_CARDINAL = 15
ERA = r"\s?(BCE|BC|AD|CE)(?![A-Za-z])"
YEAR_BEFORE = "|".join(rf"(?<=\b{word} )" for word in ("in", "In", "since", "Since", "year", "of", "by", "By", "AD"))


def digit_by_digit(number: str) -> str:
    """224 -> two two four."""
    return " ".join(ONES[int(c)] for c in number if c in "0123456789")


def cardinal(number: str) -> str:
    """1254 -> one thousand two hundred and fifty-four. Leading zeros or over 15 digits are read digit by digit."""
    if len(number) > LONGEST_CARDINAL or (len(number) > 1 and number[0] == "0"):
        return digit_by_digit(number)
    return _cardinal(int(number))


def _cardinal(number: int) -> str:
    for unit, name in SCALES:
        if number >= unit:
            head, rest = divmod(number, unit)
            joint = " and " if 0 < rest < 100 else " "
            return f"{_cardinal(head)} {name}" + (joint + _cardinal(rest) if rest else "")
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{ONES[head]} hundred" + (f" and {_cardinal(rest)}" if rest else "")
    if number >= 20:
        head, rest = divmod(number, 10)
        return TENS[head] + (f"-{ONES[rest]}" if rest else "")
    return ONES[number]


def ordinal(number: str) -> str:
    """21 -> twenty-first."""
    words = cardinal(number)
    head, separator, last = words.rpartition("-") if "-" in words.split()[-1] else words.rpartition(" ")
    if last in ORDINALS:
        last = ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return head + separator + last


def decimal(number: str) -> str:
    """-26.7 -> minus twenty-six point seven."""
    number = number.replace(",", "")
    whole, _, fraction = number.lstrip("-−+").partition(".")
    sign = "minus " if number[0] in "-−" else ""
    return sign + cardinal(whole or "0") + (" point " + digit_by_digit(fraction) if fraction else "")


def year(number: str) -> str:
    """1054 -> ten fifty-four, 1900 -> nineteen hundred, 2006 -> two thousand and six, 2026 -> twenty twenty-six."""
    value = int(number)
    century, rest = divmod(value, 100)
    if len(number) != 4 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if rest == 0:
        return f"{_cardinal(century)} hundred"
    return f"{_cardinal(century)} {'oh ' + ONES[rest] if rest < 10 else _cardinal(rest)}"


def _decade(m: re.Match[str]) -> str:
    words = year(m[1])
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def _era(m: re.Match[str]) -> str:
    return year(m[1]) + " " + " ".join(m[2])


def _clock(m: re.Match[str]) -> str:
    hour = _cardinal(int(m[1]))
    if m[2] == "00":
        return f"{hour} o'clock"
    return f"{hour} {'oh ' + ONES[int(m[2])] if m[2][0] == '0' else _cardinal(int(m[2]))}"


def _plural(number: str, unit: str) -> str:
    return f"{decimal(number)} {unit}{'' if number.lstrip('+-−') in ('1', '1.0') else 's'}"


def _angle(m: re.Match[str]) -> str:
    sign = {"+": "plus ", "-": "minus ", "−": "minus ", "": ""}[m[1]]
    minutes = " " + _plural(str(int(m[3])), "arcminute") if m[3] else ""
    return sign + _plural(m[2], "degree") + minutes + (" " + _plural(m[4], "arcsecond") if m[4] else "")


def _right_ascension(m: re.Match[str]) -> str:
    text = f"{_plural(str(int(m[1])), 'hour')} {_plural(str(int(m[2])), 'minute')}"
    return text + (" " + _plural(m[3].lstrip("0") or "0", "second") if m[3] else "")


def _fraction(m: re.Match[str]) -> str:
    top, bottom = int(m[1]), int(m[2])
    if bottom == 2:
        return "one half" if top == 1 else f"{_cardinal(top)} halves"
    if bottom == 4:
        return f"{_cardinal(top)} quarter{'' if top == 1 else 's'}"
    if 2 < bottom <= 20:
        return f"{_cardinal(top)} {ordinal(m[2])}{'' if top == 1 else 's'}"
    return f"{cardinal(m[1])} over {cardinal(m[2])}"


def _with_unit(m: re.Match[str]) -> str:
    name = UNITS[m[2]]
    if m[1] == "1":
        name = re.sub(r"^(\w+?)e?s\b", lambda n: n[1] + ("e" if n[0].endswith("res") else ""), name)
        name = {"light-years": "light-year", "astronomical units": "astronomical unit"}.get(name, name)
    return f"{decimal(m[1])} {name}"


_UNIT_NAMES = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))

RULES: tuple[tuple[str, Replacement], ...] = (
    *ABBREVIATIONS.items(),
    (r"(?<!\d)(\d{1,4})" + ERA, _era),
    (r"(?<!\d)(1\d{3}|20\d{2})s\b", _decade),
    (rf"(?:{YEAR_BEFORE})(1\d{{3}}|20\d{{2}})(?![\d,.]\d|\d)(?=[\s,.;:!?—–)-]|$)", lambda m: year(m[1])),
    (r"(?<!\d)([012]?\d):([0-5]\d)(?!\d)", _clock),
    (r"(\d+)h\s*(\d+)m(?:\s*(\d+(?:\.\d+)?)s)?", _right_ascension),
    (rf"(\d+(?:,\d{{3}})*(?:\.\d+)?)\s?({_UNIT_NAMES})(?![A-Za-z])", _with_unit),
    (r"([+\-−]?)(\d+(?:\.\d+)?)[°º]\s*(?:(\d+)[′'])?\s*(?:(\d+(?:\.\d+)?)[″\"])?", _angle),
    (r"(\d+(?:\.\d+)?)″", lambda m: _plural(m[1], "arcsecond")),
    (r"(\d+(?:\.\d+)?)′", lambda m: _plural(m[1], "arcminute")),
    (r"\bM\s?(\d{1,3})\b", lambda m: "Messier " + cardinal(m[1])),
    (r"\b(NGC|IC|HD|HIP|HR|SN)\s?(\d+)\b", lambda m: " ".join(m[1]) + " " + digit_by_digit(m[2])),
    (r"\b(\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(m[1])),
    (r"(\d+(?:\.\d+)?)\s?%", lambda m: decimal(m[1]) + " per cent"),
    (r"(?<![\d/])(\d{1,3})/(\d{1,3})(?![\d/])", _fraction),
    (r"(\d+(?:\.\d+)?)\s?[–—~-]\s?(?=\d)", lambda m: decimal(m[1]) + " to "),
    (r"(?<![\w.])([-−]\d+(?:\.\d+)?)", lambda m: decimal(m[1])),
    (r"(?<![\w.])~\s?(?=\d)", "about "),
    (r"≈", " approximately "),
    (r"±", " plus or minus "),
    (r"×", " times "),
    (r"\s&\s", " and "),
    (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", lambda m: decimal(m[0])),
    (f"[{''.join(GREEK)}]", lambda m: GREEK[m[0]]),
)
PUNCTUATION: tuple[tuple[str, Replacement], ...] = (
    (r"[’‘]", "'"),
    (r"(?<!\w)'|'(?!\w)", ""),
    (r"\s*(?:——+|—|\s–\s|\s-{1,2}\s|-{2,})\s*", ", "),
    (r"…+|\.{3,}", "."),
    (r"[ \t]{2,}", " "),
)


def say(traced: Traced) -> None:
    """Write out what is no word: numbers, units, signs, abbreviations."""
    for pattern, by in RULES + PUNCTUATION:
        traced.replace(pattern, by)
