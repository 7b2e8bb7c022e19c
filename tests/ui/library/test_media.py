"""Which of a person's files the library shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.model import Footage, MediaFile, Music, Shot, Storyboard
from ui.library.media import kind_of, media_of


def test_used_files_come_first_and_none_twice(tmp_path: Path) -> None:
    (tmp_path / "moon.png").touch()
    board = Storyboard(
        shots=(
            Shot(id="a", footage=Footage(file="moon.png")), Shot(id="b", footage=Footage(file="moon.png")),
            Shot(id="c"),
        ),
        music=Music(file="song.mp3"),
        media=(MediaFile(path="moon.png", sha256="0" * 64, size=0),),
    )  # fmt: skip
    items = media_of(board, tmp_path, ["late.mp4", str(tmp_path / "moon.png")])
    assert [(item.path.name, item.kind, item.shot_id, item.used, item.there) for item in items] == [
        ("moon.png", "image", "a", True, True), ("song.mp3", "audio", "", True, False),
        ("late.mp4", "video", "", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.JPG", "image"), ("b.mkv", "video"), ("c.flac", "audio"), ("d.md", "text"), ("e.xyz-unknown", "other")],
)
def test_a_files_kind_is_told_by_its_name(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind
