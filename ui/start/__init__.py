"""The page that the studio opens with: legends, words, files, what was open before, what a crash left."""

from __future__ import annotations

from ui.start.page import StartPage

__all__ = ["StartPage"]
