"""Words parted into lines that fit, for painted cards and rows."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption


def fitted(text: str, font: QFont, width: int, lines: int) -> tuple[str, ...]:
    """The first lines of a text that is ``width`` pixels wide; the last one ends in an ellipsis where more follows."""
    return _fitted(" ".join(text.split()), font.key(), font, width, lines)


@lru_cache(maxsize=8192)
def _fitted(text: str, key: str, font: QFont, width: int, lines: int) -> tuple[str, ...]:
    if not text or width <= 0:
        return ()
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(found) < lines:
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        if len(found) == lines - 1:
            found.append(QFontMetrics(font).elidedText(text[start:], Qt.TextElideMode.ElideRight, width))
        else:
            found.append(text[start : start + length])
    layout.endLayout()
    return tuple(found)
