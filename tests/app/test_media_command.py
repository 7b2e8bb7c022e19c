"""``starloom media``: what a person's files are, as a person or a script meets it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image
from typer.testing import CliRunner

from app.cli import cli

RUN = CliRunner()


def test_files_are_described_and_brought_in(tmp_path: Path) -> None:
    Image.new("RGB", (64, 48)).save(tmp_path / "我的 照片 ✨.png")
    soundfile.write(tmp_path / "tune.wav", np.zeros((4_800, 2)), 48_000)
    names = [str(tmp_path / "我的 照片 ✨.png"), str(tmp_path / "tune.wav")]
    result = RUN.invoke(cli, ["media", *names, "--json", "--into", str(tmp_path / "media")])
    assert result.exit_code == 0
    picture, sound = [json.loads(line) for line in result.stdout.splitlines()]
    assert (picture["usable"], picture["kind"], picture["width"], picture["height"]) == (True, "image", 64, 48)
    assert (sound["kind"], sound["sample_rate"], sound["channels"]) == ("audio", 48_000, 2)
    assert {Path(path).suffix for path in (*picture["copies"], *sound["copies"])} == {".png", ".flac"}
    assert all(Path(path).is_file() for path in (*picture["copies"], *sound["copies"]))


def test_one_file_that_cannot_be_used_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile /etc/hostname\n")
    (tmp_path / "story.txt").write_text("七夕", encoding="utf-8")
    result = RUN.invoke(cli, ["media", str(tmp_path / "list.mp4"), str(tmp_path / "story.txt")])
    assert result.exit_code == 2
    words = " ".join(result.stdout.split())
    assert "is a playlist: choose the media files" in words and "text, 2 characters" in words
