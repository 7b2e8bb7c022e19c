"""A studio's queue, exports and takes over the real engine, with small films and folders of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap

from app.studio.queue.exporting import StudioExporting
from app.studio.queue.jobs import StudioJobs
from app.studio.queue.takes import StudioTakes
from engine.jobs.cache import Cache
from storyboard.model import Canvas, Music, Narration, Scene, Shot, Storyboard, Transition
from ui.document import Document
from ui.ports import Pictures

CANVAS = Canvas(width=64, height=64, fps=8)


def small_board(title: str = "两颗星", **changes: object) -> Storyboard:
    """A silent storyboard whose film takes no second."""
    return Storyboard(
        title=title, canvas=CANVAS, narration=Narration(enabled=False), music=Music(enabled=False),
        transition=Transition(frames=2),
        shots=tuple(Shot(id=f"s{place}", title=f"Star {place}", duration_s=0.5, scene=Scene()) for place in range(3)),
    ).model_copy(update=changes)  # fmt: skip


class PlainPictures(Pictures):
    """A picture of every shot."""

    def picture(self, shot_id: str, moment: float = 0.72) -> QPixmap | None:
        found = QPixmap(32, 32)
        found.fill(QColor(200, 0, 0))
        return found


def no_lengths(storyboard: Storyboard) -> Mapping[str, float]:
    return {}


@dataclass
class Desk:
    """All that a studio has of the queue."""

    document: Document
    cache: Cache
    jobs: StudioJobs
    exporting: StudioExporting
    takes: StudioTakes
    folder: Path
    troubles: list[str]


@pytest.fixture
def desk(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("STARLOOM_FILMS_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr("app.studio.queue.desk.FIRST_WORK_S", 0.0)
    (tmp_path / "films").mkdir()
    document = Document(small_board(), no_lengths)
    document.base = tmp_path
    cache, troubles = Cache(), []
    jobs = StudioJobs(document, cache, PlainPictures(), threads=1)
    jobs.trouble.connect(troubles.append)
    exporting = StudioExporting(document, jobs, cache, films=lambda: tmp_path / "videos" / "mine")
    takes = StudioTakes(document, jobs, cache)
    yield Desk(document, cache, jobs, exporting, takes, tmp_path / "films", troubles)
    takes.close()
    exporting.close()
    jobs.close()
