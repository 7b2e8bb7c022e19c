"""About Starloom: its version, whose work it stands on, and under which licences."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

import assets
from storyboard.version import VERSION
from ui.widgets.night_sky import NightSky

CREDITS = assets.ROOT.parent / "CREDITS.md"
LICENCE = assets.ROOT.parent / "LICENSE"
HEADER_HEIGHT = 170


class AboutDialog(QDialog):
    """A night sky, the name, the version; below it credits and licences as they lie in the repository."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("aboutDialog")
        self._name, self._version, self._line = QLabel("Starloom 织星"), QLabel(), QLabel()
        self._tabs = QTabWidget()
        self._credits, self._licences = QTextBrowser(), QTextBrowser()
        for browser in (self._credits, self._licences):
            browser.setOpenExternalLinks(True)
            browser.setFrameShape(QTextBrowser.Shape.NoFrame)
            self._tabs.addTab(browser, "")
        self._credits.setObjectName("credits")
        self._licences.setObjectName("licences")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._tabs.currentChanged.connect(self._turn)
        self._fill()
        self._retranslate()
        self.resize(760, 620)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._fill()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        header = NightSky(self)
        header.setFixedHeight(HEADER_HEIGHT)
        words = QVBoxLayout(header)
        words.setContentsMargins(24, 20, 24, 20)
        words.setSpacing(4)
        words.addStretch(1)
        self._name.setProperty("role", "display")
        for label in (self._line, self._version):
            label.setProperty("role", "subtitle")
        for label in (self._name, self._line, self._version):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(label)
        words.addStretch(1)
        below = QVBoxLayout()
        below.setContentsMargins(18, 6, 18, 14)
        below.addWidget(self._tabs, 1)
        below.addWidget(self._buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(header)
        whole.addLayout(below, 1)

    def _fill(self) -> None:
        """Links are in the theme's colour."""
        self._credits.setMarkdown(credits_text())

    def _turn(self, tab: int) -> None:
        """The licences are long: they are laid out when somebody wants to read them."""
        if tab == 1 and self._licences.document().isEmpty():
            self._licences.setPlainText(licences_text())

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Starloom"))
        self._line.setText(self.tr("Legends of the sky as narrated films under the real stars"))
        self._version.setText(self.tr("Version {0}").format(VERSION))
        self._tabs.setTabText(0, self.tr("Credits"))
        self._tabs.setTabText(1, self.tr("Licences"))
        self._credits.setAccessibleName(self.tr("Credits"))
        self._licences.setAccessibleName(self.tr("Licences"))
        close = self._buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(self.tr("Close"))
        close.setToolTip(self.tr("Close this window"))


@lru_cache(maxsize=1)
def credits_text() -> str:
    """The credits as they lie in the repository; tables become lists, which read better in a narrow window."""
    text = _read(CREDITS)
    return "\n".join(_without_table(row) for row in text.split("\n") if not re.match(r"\|\s*-", row))


@lru_cache(maxsize=1)
def licences_text() -> str:
    """Our own licence, and those that came with data, fonts and icons, one after the other."""
    files = [LICENCE, *sorted(path for path in assets.ROOT.rglob("*") if _is_licence(path))]
    parts = []
    for file in files:
        where = file.relative_to(assets.ROOT.parent).as_posix()
        parts.append(f"{where}\n{'=' * len(where)}\n\n{_read(file).strip()}")
    return "\n\n\n".join(parts)


def _without_table(row: str) -> str:
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")] if row.startswith("|") else []
    if not cells or cells[0] == "files":
        return "" if cells else row
    return f"- {cells[0]}: {'; '.join(cells[1:])}"


def _is_licence(path: Path) -> bool:
    names = ("licence", "license", "ofl", "copyright", "cc-by")
    return path.is_file() and path.suffix in ("", ".txt") and any(name in path.name.lower() for name in names)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
