"""The board in words: what assistive tools read and what tool tips say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.amounts import length
from ui.board.layout import Hit
from ui.board.marks import Marks, words_of
from ui.document import Document
from ui.transitions import name_of, seconds_of


class Telling:
    """Says what is on the board."""

    def __init__(self, document: Document, marks: Marks) -> None:
        self._document, self._marks = document, marks

    def card(self, index: int) -> tuple[str, str]:
        """A card's name ("Shot 3, The Bridge, 0:24 to 0:32, Take ready") and what is written on it."""
        shot, schedule = self._document.storyboard.shots[index], self._document.schedule
        span = schedule.spans[index]
        number = QCoreApplication.translate("BoardTelling", "Shot {0}").format(index + 1)
        times = QCoreApplication.translate("BoardTelling", "{0} to {1}").format(
            length(span.start / schedule.fps), length(span.end / schedule.fps)
        )
        comma = QCoreApplication.translate("BoardTelling", ", ")
        said = [number, shot.title, times, words_of(self._marks.of(shot))]
        return comma.join(word for word in said if word), "\n".join(word for word in (shot.text, shot.line) if word)

    def tip(self, hit: Hit) -> str:
        """The tool tip of what lies under the pointer."""
        if hit.part == "add":
            return QCoreApplication.translate("BoardTelling", "Add a shot at the end")
        if hit.index < 0:
            return ""
        shot = self._document.storyboard.shots[hit.index]
        if hit.part == "chip":
            return self._transition(hit.index)
        if hit.part == "mark":
            return words_of(self._marks.of(shot))
        if hit.part in ("title", "text", "line"):
            return getattr(shot, hit.part)
        return self.card(hit.index)[0]

    def _transition(self, index: int) -> str:
        transition = self._document.storyboard.transition_after(index)
        words = name_of(transition.kind)
        if transition.kind != "cut":
            words = QCoreApplication.translate("BoardTelling", "{0}, {1} s").format(
                words, seconds_of(transition.frames)
            )
        return QCoreApplication.translate("BoardTelling", "{0}. Click to choose another one").format(words)
