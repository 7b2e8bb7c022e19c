"""The letters of the windows: our own face, so that Chinese shows on every machine."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

import assets

FILES = ("StarloomSans-Regular.otf", "StarloomKai-Regular.ttf")
SIZE_PT = 10


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """The faces, the one to be used first: what the first lacks is taken from the next."""
    found: list[str] = []
    for name in FILES:
        number = QFontDatabase.addApplicationFont(str(assets.folder("fonts") / name))
        found += QFontDatabase.applicationFontFamilies(number)
    return tuple(found)


def apply(app: QApplication) -> None:
    """Let every window use them."""
    font = QFont()
    font.setFamilies(list(families()))
    font.setPointSize(SIZE_PT)
    app.setFont(font)
