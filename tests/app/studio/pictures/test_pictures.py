"""Small pictures: legends have them at once, edited shots get new ones, footage shows its first frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.studio.pictures.pictures import StudioPictures
from storyboard.edits import with_shot
from storyboard.model import Canvas, Footage, Scene, Shot, Storyboard, View
from storyboard.templates import load_template
from ui.document import Document

SKY = Scene(view=View(kind="sky", ra_deg=84, dec_deg=0))
WAIT_MS = 60_000


@pytest.fixture(autouse=True)
def _own_cache(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.studio.pictures.thumbnails.cache_folder", lambda name: _folder(tmp_path / name))


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture
def document() -> Document:
    return Document(load_template("qixi", "en"))


@pytest.fixture
def pictures(document: Document) -> Iterator[StudioPictures]:
    one = StudioPictures(document)
    yield one
    one.close()


def test_a_legend_has_its_pictures_at_once(pictures: StudioPictures) -> None:
    picture = pictures.picture("bridge")
    assert picture is not None
    assert (picture.width(), picture.height()) == (320, 180)
    assert pictures.is_current("bridge")


def test_there_is_no_picture_of_no_shot(pictures: StudioPictures) -> None:
    assert pictures.picture("nobody") is None


def test_an_edited_shot_keeps_its_picture_until_the_new_one_is_there(
    pictures: StudioPictures, document: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    before = pictures.picture("bridge")
    document.edit("look", lambda board: with_shot(board, "bridge", scene=SKY))
    meanwhile = pictures.picture("bridge")
    assert before is not None and meanwhile is not None
    assert meanwhile.toImage() == before.toImage()
    assert not pictures.is_current("bridge")
    with qtbot.waitSignal(pictures.ready, timeout=WAIT_MS, check_params_cb=lambda name: name == "bridge"):
        pass
    after = pictures.picture("bridge")
    assert after is not None and pictures.is_current("bridge")
    assert after.toImage() != before.toImage()
    assert len(list((tmp_path / "thumbnails").glob("*.jpg"))) == 1


def test_words_that_are_only_heard_paint_nothing(pictures: StudioPictures, document: Document) -> None:
    pictures.picture("bridge")
    document.edit("line", lambda board: with_shot(board, "bridge", line=board.shots[7].line, voice="other", hit=True))
    assert pictures.is_current("bridge")


def test_what_was_painted_once_comes_from_the_disk(qtbot: QtBot, tmp_path: Path) -> None:
    board = Storyboard(canvas=Canvas(width=360, height=640), shots=(Shot(id="one", scene=SKY),))
    shown: list[QImage] = []
    for _ in range(2):
        pictures = StudioPictures(Document(board))
        assert pictures.picture("one") is None
        with qtbot.waitSignal(pictures.ready, timeout=WAIT_MS):
            pass
        picture = pictures.picture("one")
        assert picture is not None
        shown.append(picture.toImage())
        pictures.close()
    assert (shown[0].width(), shown[0].height()) == (320, 569)
    assert len(list((tmp_path / "thumbnails").glob("*.jpg"))) == 1


def test_footage_shows_its_first_frame_and_what_is_missing_a_calm_sign(qtbot: QtBot, tmp_path: Path) -> None:
    red = QPixmap(800, 200)
    red.fill(QColor(200, 20, 20))
    assert red.save(str(tmp_path / "red.png"))
    shots = tuple(Shot(id=name, footage=Footage(file=f"{name}.png")) for name in ("red", "gone"))
    document = Document(Storyboard(shots=shots))
    document.base = tmp_path
    pictures = StudioPictures(document)
    for name in ("red", "gone"):
        with qtbot.waitSignal(pictures.ready, timeout=WAIT_MS):
            assert pictures.picture(name) is None
    found, sign = pictures.picture("red"), pictures.picture("gone")
    assert found is not None and sign is not None
    assert (found.width(), found.height()) == (320, 180)
    assert found.toImage().pixelColor(160, 90).red() > 180
    assert (sign.width(), sign.height()) == (320, 180)
    pictures.close()
