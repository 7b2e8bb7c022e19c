"""Chinese as it is said: numbers, dates, angles, catalogue names and units written out in characters.

``\\b`` does not hold between a digit and a Chinese character ("M31距"), hence the look-arounds.
"""

from __future__ import annotations

import re

from engine.sound.narrator.traced import Replacement, Traced

DIGITS = "零一二三四五六七八九"
GREEK = {
    "α": "阿尔法",
    "β": "贝塔",
    "γ": "伽马",
    "δ": "德尔塔",
    "ε": "艾普西隆",
    "ζ": "泽塔",
    "η": "伊塔",
    "θ": "西塔",
    "ι": "约塔",
    "κ": "卡帕",
    "λ": "拉姆达",
    "μ": "缪",
    "ν": "纽",
    "ξ": "克西",
    "ο": "奥密克戎",
    "π": "派",
    "ρ": "柔",
    "σ": "西格马",
    "τ": "陶",
    "υ": "宇普西隆",
    "φ": "斐",
    "χ": "希",
    "ψ": "普西",
    "ω": "欧米伽",
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
LONGEST_CARDINAL = 16
UNITS = {
    "km/s": "千米每秒",
    "m/s": "米每秒",
    "km/h": "千米每小时",
    "kpc": "千秒差距",
    "Mpc": "百万秒差距",
    "pc": "秒差距",
    "km": "千米",
    "cm": "厘米",
    "mm": "毫米",
    "nm": "纳米",
    "kg": "千克",
    "AU": "天文单位",
    "au": "天文单位",
    "ly": "光年",
    "K": "开尔文",
    "℃": "摄氏度",
    "°C": "摄氏度",
    "°F": "华氏度",
    "Hz": "赫兹",
    "M☉": "倍太阳质量",
    "L☉": "倍太阳光度",
}


def digit_by_digit(number: str) -> str:
    """1054 -> 一零五四; other characters stay."""
    return "".join(DIGITS[int(c)] if c in "0123456789" else c for c in number)


def cardinal(number: str) -> str:
    """12 -> 十二, 10500 -> 一万零五百. Leading zeros or more than 16 digits are read digit by digit."""
    if len(number) > LONGEST_CARDINAL or (len(number) > 1 and number[0] == "0"):
        return digit_by_digit(number)
    return _cardinal(int(number))


def _cardinal(number: int) -> str:
    if number == 0:
        return "零"
    text, gap = "", False
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, unit)
        if group:
            if text and (group < 1000 or gap):
                text += "零"
            text += (_thousands(group) if group < 10**4 else _cardinal(group)) + name
            gap = False
        elif text:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _thousands(number: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif text:
            gap = True
    return text


def decimal(number: str) -> str:
    """-26.7 -> 负二十六点七; thousands separators are dropped."""
    number = number.replace(",", "")
    whole, _, fraction = number.lstrip("-−+").partition(".")
    sign = "负" if number[0] in "-−" else ""
    return sign + cardinal(whole or "0") + ("点" + digit_by_digit(fraction) if fraction else "")


def _era_year(m: re.Match[str]) -> str:
    as_number = int(m[2]) % 100 == 0 or len(m[2]) < 3
    return m[1] + (cardinal(m[2]) if as_number else digit_by_digit(m[2])) + "年"


def _clock(m: re.Match[str]) -> str:
    if m[2] == "00":
        return cardinal(m[1]) + "点整"
    minutes = "零" + DIGITS[int(m[2][1])] if m[2][0] == "0" else cardinal(m[2])
    return cardinal(m[1].lstrip("0") or "0") + "点" + minutes + "分"


def _angle(m: re.Match[str]) -> str:
    sign = {"+": "正", "-": "负", "−": "负", "": ""}[m[1]]
    minutes = _cardinal(int(m[3])) + "分" if m[3] else ""
    return sign + decimal(m[2]) + "度" + minutes + (decimal(m[4]) + "秒" if m[4] else "")


def _right_ascension(m: re.Match[str]) -> str:
    hours, minutes = (_cardinal(int(m[i])) for i in (1, 2))
    return f"{hours}时{minutes}分" + (decimal(m[3].lstrip("0") or "0") + "秒" if m[3] else "")


def _month_days(m: re.Match[str]) -> str:
    return f"{cardinal(m[1])}月{cardinal(m[2])}至{cardinal(m[3])}{m[4]}"


def _date(m: re.Match[str]) -> str:
    return f"{digit_by_digit(m[1])}年{_cardinal(int(m[2]))}月{_cardinal(int(m[3]))}日"


def _power(m: re.Match[str]) -> str:
    exponent = m[2].translate(SUPERSCRIPTS)
    return decimal(m[1]) + "的" + decimal(exponent) + "次方"


_UNIT_NAMES = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))

RULES: tuple[tuple[str, Replacement], ...] = (
    (r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", _date),
    (r"(公元前?|前)(\d{1,4})年", _era_year),
    (r"(?<!\d)(\d{4})年", lambda m: digit_by_digit(m[1]) + "年"),
    (r"(\d{1,2})月(\d{1,2})(?:日|号)?\s*[—–~～-]\s*(\d{1,2})([日号])", _month_days),
    (r"(?<!\d)([012]?\d)[:：]([0-5]\d)(?!\d)", _clock),
    (r"(\d+)h\s*(\d+)m(?:\s*(\d+(?:\.\d+)?)s)?", _right_ascension),
    (rf"(\d+(?:\.\d+)?)\s?({_UNIT_NAMES})(?![A-Za-z])", lambda m: m[1] + UNITS[m[2]]),
    (r"([+\-−]?)(\d+(?:\.\d+)?)[°º]\s*(?:(\d+)[′'])?\s*(?:(\d+(?:\.\d+)?)[″\"])?", _angle),
    (r"(\d+(?:\.\d+)?)″", lambda m: decimal(m[1]) + "角秒"),
    (r"(\d+(?:\.\d+)?)′", lambda m: decimal(m[1]) + "角分"),
    (r"(?<![A-Za-z0-9])M\s?(\d{1,3})(?![A-Za-z0-9])", lambda m: "梅西耶" + cardinal(m[1])),
    (
        r"(?<![A-Za-z0-9])(NGC|IC|HD|HIP|HR|SN)\s?(\d+)",
        lambda m: " ".join(m[1]) + " " + digit_by_digit(m[2]),
    ),
    (r"(\d+(?:\.\d+)?)([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", _power),
    (r"(\d+(?:\.\d+)?)[%％]", lambda m: "百分之" + decimal(m[1])),
    (r"(?<![\d/])(\d+)/(\d+)(?![\d/])", lambda m: cardinal(m[2]) + "分之" + cardinal(m[1])),
    (r"(\d+(?:\.\d+)?)\s*[—–~～-]\s*(?=\d)", lambda m: decimal(m[1]) + "至"),
    (r"(?<![\w.])([-−]\d+(?:\.\d+)?)", lambda m: decimal(m[1])),
    (r"(?<![\w.])[~～](?=\d)", "约"),
    (r"≈", "约等于"),
    (r"±", "正负"),
    (r"×", "乘"),
    (r"(?<=\d)\s*=\s*(?=\d)", "等于"),
    (r"(?<![\dA-Za-z.第])2(?=[个颗座位对年天夜次条只种层倍万亿千])", "两"),
    (r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", lambda m: decimal(m[0])),
    (f"[{''.join(GREEK)}]", lambda m: GREEK[m[0]]),
)
PUNCTUATION: tuple[tuple[str, Replacement], ...] = (
    (r"——+|—|–", "，"),
    (r"…+|\.{3,}|。{2,}", "。"),
    (r"(?<=[\u4e00-\u9fff]),", "，"),
    (r"(?<=[\u4e00-\u9fff])!", "！"),
    (r"(?<=[\u4e00-\u9fff])\?", "？"),
    (r"·", ""),
)


def say(traced: Traced) -> None:
    """Write out what is no character: numbers, units, signs."""
    for pattern, by in RULES + PUNCTUATION:
        traced.replace(pattern, by)
