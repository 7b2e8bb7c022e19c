"""Lengths in words, text in lines."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.amounts import length
from ui.transitions import LENGTHS_S, frames_of, seconds_of
from ui.widgets.fitted_text import fitted


@pytest.mark.parametrize(("seconds", "expected"), [(0, "0:00"), (59.6, "1:00"), (65, "1:05"), (3725.2, "1:02:05")])
def test_a_clock(seconds: float, expected: str) -> None:
    assert length(seconds) == expected


def test_lengths_of_transitions_are_short() -> None:
    assert [seconds_of(frames_of(seconds)) for seconds in LENGTHS_S] == ["0.25", "0.5", "1", "1.5", "2", "3"]
    assert seconds_of(20) == "0.8" and seconds_of(0) == "0"


def test_text_is_parted_into_lines_that_fit(qapp: QApplication) -> None:
    font = QFont(qapp.font())
    words = "On summer nights a river of light crosses the sky. " * 4
    lines = fitted(words, font, 150, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(QFontMetrics(font).horizontalAdvance(line.rstrip()) <= 151 for line in lines)
    assert fitted("short", font, 150, 3) == ("short",)
    assert fitted("", font, 150, 3) == ()
