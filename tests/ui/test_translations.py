"""Every word of the windows is there in both languages."""

from __future__ import annotations

import make_translations
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from ui import language


def test_every_word_is_translated_and_compiled() -> None:
    assert make_translations.faults() == []


def test_the_language_changes_while_the_program_runs(qapp: QApplication) -> None:
    try:
        language.apply("zh")
        assert QCoreApplication.translate("Actions", "&Save") == "保存(&S)"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    finally:
        language.apply("en")
    assert QCoreApplication.translate("Actions", "&Save") == "&Save"
    assert QCoreApplication.translate("Editing", "Looking at %n file(s)…", "", 1) == "Looking at 1 file…"
