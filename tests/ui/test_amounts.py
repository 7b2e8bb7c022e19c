"""Lengths, waits and sizes in words."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from ui import amounts


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (81.4, "1:21"), (3723, "1:02:03"), (59.6, "1:00")])
def test_a_film_has_a_length(seconds: float, words: str) -> None:
    assert amounts.length(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [
    (0.2, "1 s"), (7.4, "7 s"), (42, "40 s"), (58, "1 min"), (200, "3 min"), (3600, "1 h"), (4800, "1 h 20 min"),
    (3590, "1 h"),
])  # fmt: skip
def test_a_wait_is_told_as_roughly_as_it_is_known(seconds: float, words: str) -> None:
    assert amounts.wait(seconds) == words
    assert amounts.wait_left(seconds) == f"{words} left"


def test_what_cannot_be_told_is_not_told() -> None:
    assert amounts.wait_left(None) == ""


def test_sizes_and_moments() -> None:
    QLocale.setDefault(QLocale("en_GB"))
    assert amounts.size(27_180_847) == "27 MB" and amounts.size(1_240_000_000) == "1.2 GB"
    now = datetime.fromisoformat("2026-11-21T22:00:00+00:00").astimezone()
    then = now.replace(hour=9, minute=5)
    assert amounts.moment(then.isoformat(), now) == "today, 09:05"
    assert amounts.moment("2026-11-19T12:00:00+00:00", now).startswith("19/11/2026, ")
