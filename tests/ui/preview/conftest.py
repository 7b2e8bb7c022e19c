"""A playback and takes that are made at once, and note what was asked of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtGui import QColor, QImage, QPixmap

from ui.document import Document
from ui.ports import Playback, Services, Takes
from ui.ports.takes import TakeState
from ui.preview import Preview
from ui.transport import Transport


class PaintedPlayback(Playback):
    """Every frame is a grey of its number; those in ``late`` are on their way until ``bring`` is called."""

    def __init__(self) -> None:
        super().__init__()
        self.late: set[int] = set()
        self.drafts: set[int] = set()
        self.started: list[tuple[int, float, int, int, bool]] = []
        self.stopped = 0
        self.volume = -1.0

    def frame(self, number: int) -> QImage | None:
        if number in self.late:
            return None
        image = QImage(64, 36, QImage.Format.Format_RGB32)
        image.fill(QColor(number % 256, number // 256 % 256, 77))
        return image

    def bring(self, number: int) -> None:
        self.late.discard(number)
        self.ready.emit(number)

    def is_draft(self, number: int) -> bool:
        return number in self.drafts

    def start(self, frame: int, rate: float, first: int, last: int, loop: bool) -> None:
        self.started.append((frame, rate, first, last, loop))

    def stop(self) -> None:
        self.stopped += 1

    def set_volume(self, share: float) -> None:
        self.volume = share


class TwoTakes(Takes):
    """Two clips of different colours; the second one is shorter."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths = {"a" * 64: 48, "b" * 64: 30}

    def of(self, shot_id: str) -> Sequence[TakeState]:
        return [TakeState(key, "sky", 7, "", "", True, True, key[0] == "a") for key in self.lengths]

    def clip_frames(self, key: str) -> int:
        return self.lengths.get(key, 0)

    def clip_frame(self, key: str, number: int) -> QPixmap | None:
        picture = QPixmap(64, 36)
        picture.fill(QColor(200, 0, number) if key[0] == "a" else QColor(0, 200, number))
        return picture


@pytest.fixture
def playback() -> PaintedPlayback:
    return PaintedPlayback()


@pytest.fixture
def preview(qtbot, document: Document, transport: Transport, playback: PaintedPlayback) -> Preview:
    widget = Preview(document, transport, Services(playback=playback, takes=TwoTakes()))
    qtbot.addWidget(widget)
    widget.resize(860, 600)
    return widget
