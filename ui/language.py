"""The language of the windows: Chinese or English, changed while the program runs."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

import assets

Name = Literal["zh", "en"]
NAMES: dict[Name, str] = {"zh": "简体中文", "en": "English"}

_installed: list[QTranslator] = []
_current: Name = "en"


def current() -> Name:
    """The language that the windows speak."""
    return _current


def apply(name: Name) -> None:
    """Let the windows speak a language: every widget gets a LanguageChange event and says its words anew."""
    global _current
    app = QCoreApplication.instance()
    assert isinstance(app, QApplication)
    for translator in _installed:
        app.removeTranslator(translator)
    _installed.clear()
    _current = name
    QLocale.setDefault(QLocale("zh_CN" if name == "zh" else "en_GB"))
    code = "zh_CN" if name == "zh" else "en"
    ours, qt = str(assets.folder("translations")), QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for catalogue, folder in ((f"starloom_{code}", ours), (f"qtbase_{code}", qt)):
        translator = QTranslator(app)
        if translator.load(catalogue, folder):
            app.installTranslator(translator)
            _installed.append(translator)


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:
    """The words as they are, marked for the catalogues (by this name they find them); Qt's own has no type."""
    return words
