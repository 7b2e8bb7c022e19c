"""How tests see that words are Chinese."""

from __future__ import annotations

import re

from engine.models.hardware import CUDA_AGAIN

CHINESE = re.compile("[\u4e00-\u9fff]")
_COMMAND = re.compile("starloom( [a-z]+)+")
_ENGLISH = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")


def is_chinese(words: str) -> bool:
    """No English is left but names and commands: no three words of small letters follow one another."""
    return bool(CHINESE.search(words)) and not _ENGLISH.search(_COMMAND.sub("", words.replace(CUDA_AGAIN, "")))
