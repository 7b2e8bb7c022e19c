"""What an export costs, as a list of signs and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ui import amounts
from ui.icons import pixmap
from ui.ports.exporting import Facts

translate = QCoreApplication.translate
MOST_NOTES = 3


@dataclass(frozen=True)
class Line:
    """One sentence with its sign; ``colour``: of both, by its name in the theme."""

    sign: str
    text: str
    colour: str = "text"


def lines_of(facts: Facts, replaces: Path | None) -> list[Line]:
    """What is said of an export. ``replaces``: a film that lies there already."""
    if facts.fault:
        return [Line("triangle-alert", facts.fault, "danger")]
    lines = [Line("image", _shots(facts)), Line("clock", _time(facts)), Line("hard-drive", _room(facts))]
    if facts.labelled:
        lines.append(Line("badge-check", translate("Export", "The film carries the AI label."), "accent"))
    if replaces is not None:
        words = translate("Export", "“{0}” is there already: it will be replaced when the new one is whole.")
        lines.append(Line("refresh-cw", words.format(replaces.name), "accent"))
    lines += [Line("info", note, "faint") for note in facts.notes[:MOST_NOTES]]
    if len(facts.notes) > MOST_NOTES:
        more = translate("Export", "… and {0} more notes.").format(len(facts.notes) - MOST_NOTES)
        lines.append(Line("info", more, "faint"))
    return lines


def _shots(facts: Facts) -> str:
    if not facts.to_make:
        return translate("Export", "All {0} shots are ready: nothing has to be painted.").format(facts.cached)
    if not facts.cached:
        return translate("Export", "All {0} shots will be painted.").format(facts.to_make)
    words = translate("Export", "{0} of {1} shots are ready, {2} will be painted.")
    return words.format(facts.cached, facts.cached + facts.to_make, facts.to_make)


def _time(facts: Facts) -> str:
    film = amounts.length(facts.duration_s)
    if facts.seconds is None:
        words = translate("Export", "The film lasts {0}. How long it takes to make is known after the first film.")
        return words.format(film)
    return translate("Export", "The film lasts {0} and takes about {1} to make.").format(
        film, amounts.wait(facts.seconds).replace(" ", "\u00a0")
    )


def _room(facts: Facts) -> str:
    words = translate("Export", "About {0}; {1} are free there.")
    return words.format(amounts.size(facts.size), amounts.size(facts.free))


class FactList(QWidget):
    """Shows lines, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportFacts")
        self._lines: list[Line] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(line.text for line in self._lines)

    def say(self, lines: list[Line]) -> None:
        """Show these."""
        self._lines = lines
        while len(self._labels) < len(lines):
            self._labels.append(self._new_line(len(self._labels)))
        for number, (sign, words) in enumerate(self._labels):
            shown = number < len(lines)
            sign.setVisible(shown)
            words.setVisible(shown)
            words.setText(lines[number].text if shown else "")
        self.setAccessibleName(self.text)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _new_line(self, row: int) -> tuple[QLabel, QLabel]:
        sign, words = QLabel(self), QLabel(self)
        words.setWordWrap(True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
        return sign, words

    def _dress(self) -> None:
        for line, (sign, words) in zip(self._lines, self._labels, strict=False):
            sign.setPixmap(pixmap(line.sign, 16, self.devicePixelRatioF(), line.colour))
            role = {"danger": "danger", "faint": "faint"}.get(line.colour, "")
            if words.property("role") != role:
                words.setProperty("role", role)
                words.style().unpolish(words)
                words.style().polish(words)
