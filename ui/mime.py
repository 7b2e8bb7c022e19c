"""What is dragged between the windows: Starloom's own kinds of content."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from storyboard.model import Shot

TEMPLATE = "application/x-starloom-template"
"""A whole legend: its id."""
SHOTS = "application/x-starloom-shots"
"""Ready shots, as a list in JSON (a legend's single shots)."""


def template_data(template_id: str) -> QMimeData:
    """A legend that is dragged."""
    data = QMimeData()
    data.setData(TEMPLATE, template_id.encode())
    return data


def shots_data(shots: Sequence[Shot]) -> QMimeData:
    """Shots that are dragged."""
    data = QMimeData()
    content = [shot.model_dump(mode="json", exclude_defaults=True) for shot in shots]
    data.setData(SHOTS, json.dumps(content, ensure_ascii=False).encode())
    return data


def files_data(paths: Sequence[Path]) -> QMimeData:
    """Files that are dragged, as a file manager does it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def template_of(data: QMimeData) -> str | None:
    """The legend that is dragged, None where something else is."""
    return bytes(data.data(TEMPLATE).data()).decode() if data.hasFormat(TEMPLATE) else None


def shots_of(data: QMimeData) -> list[Shot]:
    """The shots that are dragged; empty where something else is."""
    if not data.hasFormat(SHOTS):
        return []
    return [Shot.model_validate(raw) for raw in json.loads(bytes(data.data(SHOTS).data()))]


def files_of(data: QMimeData) -> list[Path]:
    """The files that are dragged, in the given order; empty where something else is."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def takes(data: QMimeData) -> bool:
    """Whether a storyboard can take what is dragged."""
    return data.hasFormat(TEMPLATE) or data.hasFormat(SHOTS) or bool(files_of(data))
