"""The label of generated content: its mark in the picture and its entry in the file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.assembly.joining import run_ffmpeg
from engine.assembly.label import KEY, TEXT, Mark, generated, mark_bitmap, new_label, read_label
from engine.errors import BadInput
from storyboard.model import Canvas, Captions

SIZES = [(1280, 720), (720, 1280), (720, 720), (960, 720), (320, 180), (3840, 2160)]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_letter_is_high_enough_and_the_words_fit(width, height, language) -> None:
    text = TEXT[language]
    assert "AI" in text and "生成" in text
    canvas = Canvas(width=width, height=height)
    bitmap = mark_bitmap("A", canvas)
    white = np.flatnonzero((bitmap.colour.min(-1) > 140).any(1))
    assert white[-1] - white[0] + 1 >= 0.05 * min(width, height)
    whole = mark_bitmap(text, canvas)
    assert whole.left >= 0.04 * width and whole.top >= 0.04 * height
    assert whole.left + whole.cover.shape[1] <= 0.96 * width


@pytest.mark.parametrize(("fps", "background"), [(12, 16), (24, 235), (60, 120)])
def test_the_mark_stands_two_seconds_on_any_picture(fps, background) -> None:
    mark = Mark(Canvas(width=320, height=180, fps=fps), "zh")
    contrast = []
    for number in range(4 * fps):
        packed = np.full((270, 320), 128, np.uint8)
        packed[:180] = background
        mark.draw(packed, number)
        corner = packed[:90, :200].astype(int)
        contrast.append(int(corner.max()) - int(corner.min()))
    assert min(contrast[: 2 * fps]) > 80
    assert contrast[-1] == 0


@pytest.mark.parametrize("projection", ["fulldome", "equirect"])
def test_in_a_dome_or_around_it_stands_before_the_viewer(projection) -> None:
    size = (1024, 1024) if projection == "fulldome" else (2048, 1024)
    canvas = Canvas(width=size[0], height=size[1], projection=projection)
    bitmap = mark_bitmap(TEXT["zh"], canvas)
    assert abs(bitmap.left + bitmap.cover.shape[1] / 2 - size[0] / 2) <= 1
    assert 0.35 * size[1] < bitmap.top < 0.9 * size[1]


def test_the_mark_makes_room_for_captions_that_stand_high() -> None:
    canvas = Canvas(width=640, height=360)
    high = Captions(place="top")
    for captions, low in ((Captions(), False), (high, True), (high.model_copy(update={"enabled": False}), False)):
        packed = np.full((540, 640), 128, np.uint8)
        packed[:360] = 16
        mark = Mark(canvas, "zh", captions)
        mark.draw(packed, 0)
        rows = np.nonzero(packed[:360] > 120)[0]
        assert (rows.min() > 270) if low else (rows.max() < 90)
        assert rows.min() >= 0.05 * 360 and rows.max() <= 0.951 * 360
        assert (mark.recipe(0, 10) == Mark(canvas, "zh").recipe(0, 10)) != low


def test_only_segments_that_show_the_mark_depend_on_it() -> None:
    mark = Mark(Canvas(fps=24), "en")
    assert mark.recipe(0, 48) and mark.recipe(48, 48)
    assert mark.recipe(mark.frames, 48) == []


def test_which_films_are_labelled() -> None:
    assert not generated(["sky", "footage"])
    assert generated(["sky", "diffusion"]) and generated(["cloud"])


def test_the_entry_has_the_seven_fields() -> None:
    fields = json.loads(new_label("001191440300708461136T1XGW3", "42").text())
    assert list(fields) == [
        "Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
    ]  # fmt: skip
    assert fields["Label"] == "1" and fields["PropagateID"] == "42" == fields["ProduceID"]
    assert fields["ContentPropagator"] == fields["ContentProducer"] == "001191440300708461136T1XGW3"
    assert new_label("Starloom").produce_id != new_label("Starloom").produce_id


@pytest.mark.parametrize("producer", ["织星", "two words", 'a"b', "a\\b", ""])
def test_what_the_standard_does_not_allow_is_refused(producer) -> None:
    with pytest.raises(BadInput, match="AI label's producer"):
        new_label(producer)


@pytest.mark.parametrize("wrapped", [False, True])
def test_plain_and_wrapped_entries_are_read(tmp_path: Path, wrapped) -> None:
    fields = new_label("Starloom").fields()
    film = tmp_path / "other.mp4"
    run_ffmpeg(
        "-f", "lavfi", "-i", "color=black:s=64x64:d=0.2", "-metadata",
        f"{KEY}={json.dumps({KEY: fields} if wrapped else fields)}", "-movflags", "use_metadata_tags", str(film),
    )  # fmt: skip
    assert read_label(film) == fields


def test_a_film_without_an_entry_has_no_label(tmp_path: Path) -> None:
    film = tmp_path / "plain.mp4"
    run_ffmpeg("-f", "lavfi", "-i", "color=black:s=64x64:d=0.2", str(film))
    assert read_label(film) is None
