"""Settings: what leaves this computer, which is nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.settings.page import Page


class CloudPage(Page):
    """Says honestly what goes out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = [self.note(under_rows=False) for _ in range(3)]
        for label in self._sentences:
            label.setProperty("role", "")
        self.body.setSpacing(12)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say all words in the language that holds now."""
        self.say(self.tr("Cloud"), "")
        sentences = (
            self.tr("No cloud services are used. Films are painted, spoken, composed and put together on this "
                    "computer, also without a network."),
            self.tr("No story, no picture and no figure about how you use the program is sent to anybody."),
            self.tr("Only one thing can ever go out: the short message that a queue is done, when you have given an "
                    "address for it under Notices."),
        )  # fmt: skip
        for label, words in zip(self._sentences, sentences, strict=True):
            label.setText(words)
