"""Windows that speak Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui import language


@pytest.fixture
def in_chinese(qapp: QApplication) -> Iterator[None]:
    """For the length of a test; then they speak English again."""
    language.apply("zh")
    yield
    language.apply("en")
