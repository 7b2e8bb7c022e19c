"""The footage generator: files as they come from telephones and strangers, as frames of a shot."""

from __future__ import annotations

import shutil
import struct
import threading
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.errors import Cancelled, EngineError
from engine.footage.film import Stretch
from engine.generators.footage import FootageGenerator
from engine.generators.registry import ShotGenerator
from engine.media.facts import MediaFacts
from storyboard.file import save
from storyboard.model import Camera, Canvas, Footage, Shot, Sky, Storyboard
from tests.engine.footage.made import counting, film, number_of, numbered, photo

CANVAS = Canvas(width=160, height=96, fps=24)
RED, BLUE = (220, 30, 30), (30, 30, 220)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))


def _board(name: str, canvas: Canvas = CANVAS, camera: Camera | None = None, **footage: Any) -> Storyboard:
    shot = Shot(id="one", footage=Footage(file=name, **footage), camera=camera)
    return Storyboard(canvas=canvas, shots=(shot,))


def _frames(base: Path, board: Storyboard, frames: int, numbers: list[int]) -> list[np.ndarray]:
    painter = FootageGenerator(base).open(board, board.shots[0], frames)
    return [painter.paint(number) for number in numbers]


def test_a_picture_fills_the_canvas_upright(tmp_path: Path) -> None:
    photo(tmp_path / "我的 照片 📷.jpg", turned=True)
    with Image.open(tmp_path / "我的 照片 📷.jpg") as image:
        assert image.size == (300, 400), "it lies on its side in the file"
    first, last = _frames(tmp_path, _board("我的 照片 📷.jpg"), 48, [0, 47])
    assert first.shape == (96, 160, 3) and first.dtype == np.uint8
    assert first[5].mean(0) == pytest.approx(RED, abs=8) and first[-5].mean(0) == pytest.approx(BLUE, abs=8)
    assert np.abs(first.astype(int) - last).max() > 50, "the camera comes a little nearer"


def test_a_portrait_picture_can_be_seen_whole(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg", 300, 400)
    [picture] = _frames(tmp_path, _board("a.jpg", fit="contain"), 48, [24])
    assert (picture[:, :40] == 0).all() and (picture[:, -40:] == 0).all()
    assert picture[3, 50:110].mean(0) == pytest.approx(RED, abs=8)
    assert picture[-4, 50:110].mean(0) == pytest.approx(BLUE, abs=8)


def test_what_is_see_through_lies_over_black(tmp_path: Path) -> None:
    pixels = np.full((96, 160, 4), 255, np.uint8)
    pixels[:, 80:, 3] = 0
    Image.fromarray(pixels).save(tmp_path / "a.png")
    [picture] = _frames(tmp_path, _board("a.png", camera=Camera(push=0)), 24, [0])
    assert (picture[:, :80] == 255).all() and (picture[:, 80:] == 0).all()


def test_a_very_wide_picture_and_a_grey_one_are_shown(tmp_path: Path) -> None:
    wide = np.full((40, 50_000, 3), 90, np.uint8)
    cv2.imwrite(str(tmp_path / "wide.png"), wide)
    Image.new("L", (333, 77), 200).save(tmp_path / "grey.png")
    cases = (("wide.png", "cover", 90), ("grey.png", "cover", 200), ("grey.png", "contain", 200))
    for name, fit, code in cases:
        [picture] = _frames(tmp_path, _board(name, fit=fit), 24, [12])
        assert picture[48, 80].tolist() == pytest.approx([code] * 3, abs=2)
    [line] = _frames(tmp_path, _board("wide.png", fit="contain"), 24, [12])
    assert 0 < line[48, 80].max() < 90 and not line[:46].any(), "a picture less than a pixel high is a faint line"


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
def test_a_film_keeps_its_time_at_another_rate(tmp_path: Path, fps: int) -> None:
    counting(tmp_path / "a.mp4", fps, 2)
    shown = [number_of(frame) for frame in _frames(tmp_path, _board("a.mp4"), 48, list(range(48)))]
    assert shown == [int(index / 24 * fps + 0.5 + 1e-6) for index in range(48)]


@pytest.mark.parametrize(("start_s", "first"), [(0.0, 0), (1.0, 30), (4.9, 147), (5.0, 150), (5.2, 156), (6.5, 195)])
def test_a_film_begins_at_the_very_frame(tmp_path: Path, start_s: float, first: int) -> None:
    counting(tmp_path / "a.mp4", 30, 8)
    numbers = [0, 1, 23]
    shown = [number_of(frame) for frame in _frames(tmp_path, _board("a.mp4", start_s=start_s), 24, numbers)]
    assert shown == [first + int(index / 24 * 30 + 0.5 + 1e-6) for index in numbers]


def test_nearly_equal_rates_stay_in_step() -> None:
    facts = MediaFacts("video", 1, duration_s=60.0, width=64, height=64, fps=24000 / 1001)
    numbers = Stretch(0.0, 240, 24).numbers(facts)
    assert numbers == list(range(240)), "no frame stands twice at the beginning"


def test_the_last_frame_is_held_where_a_film_is_too_short(tmp_path: Path) -> None:
    counting(tmp_path / "a.mp4", 24, 1)
    shown = [number_of(frame) for frame in _frames(tmp_path, _board("a.mp4"), 96, [0, 22, 23, 24, 60, 95, 3])]
    assert shown == [0, 22, 23, 23, 23, 23, 3]
    late = _frames(tmp_path, _board("a.mp4", start_s=4.5), 24, [0, 23])
    assert [number_of(frame) for frame in late] == [23, 23]


def test_a_film_whose_sound_is_longer_than_its_picture_holds_its_last_frame(tmp_path: Path) -> None:
    from engine.assembly.joining import run_ffmpeg

    counting(tmp_path / "silent.mp4", 24, 4)
    run_ffmpeg("-i", str(tmp_path / "silent.mp4"), "-f", "lavfi", "-i", "sine=d=7:r=22050", "-c:v", "copy",
               "-c:a", "aac", str(tmp_path / "a.mp4"))  # fmt: skip
    shown = _frames(tmp_path, _board("a.mp4", start_s=5.5), 24, [0, 20])
    assert [number_of(frame) for frame in shown] == [95, 95]


def test_frames_may_be_asked_for_in_any_order_by_several_threads(tmp_path: Path) -> None:
    counting(tmp_path / "a.mp4", 24, 4)
    board = _board("a.mp4")
    painter = FootageGenerator(tmp_path).open(board, board.shots[0], 96)
    wrong: list[int] = []

    def ask(order: list[int]) -> None:
        wrong.extend(number for number in order if number_of(painter.paint(number)) != number)

    orders = [list(range(0, 96, 2)), list(range(95, 0, -5)), [40, 3, 90, 3, 41, 42]]
    threads = [threading.Thread(target=ask, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_colours_of_a_film_stay_as_they_are(tmp_path: Path) -> None:
    flat = np.full((96, 160, 3), (200, 60, 40), np.uint8)
    film(tmp_path / "a.mp4", 24, [flat] * 24)
    [picture] = _frames(tmp_path, _board("a.mp4"), 24, [12])
    # the file does not say how its colours are meant; BT.601 is what small films are taken to be
    assert picture[48, 80].tolist() == pytest.approx([200, 60, 40], abs=6)


def test_a_large_film_is_read_no_larger_than_the_canvas_needs(tmp_path: Path) -> None:
    film(tmp_path / "a.mp4", 24, (numbered(number, 1280, 768) for number in range(12)))
    [picture] = _frames(tmp_path, _board("a.mp4"), 12, [7])
    assert number_of(picture) == 7
    assert [path.name.rpartition("-")[2] for path in (tmp_path / "cache" / "footage").glob("*.mkv")] == ["160x96.mkv"]


def test_a_turned_film_stands_upright(tmp_path: Path) -> None:
    from engine.assembly.joining import run_ffmpeg

    above = np.zeros((96, 160, 3), np.uint8)
    above[:48], above[48:] = RED, BLUE
    film(tmp_path / "lying.mp4", 24, [np.ascontiguousarray(np.rot90(above, 3))] * 12)
    run_ffmpeg("-display_rotation", "90", "-i", str(tmp_path / "lying.mp4"), "-c", "copy", str(tmp_path / "a.mp4"))
    [picture] = _frames(tmp_path, _board("a.mp4"), 12, [5])
    assert picture[20, 80].tolist() == pytest.approx(RED, abs=16)
    assert picture[-20, 80].tolist() == pytest.approx(BLUE, abs=16)


def test_a_film_that_was_cut_off_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = counting(tmp_path / "whole.mkv", 24, 4).read_bytes()
    (tmp_path / "cut.mkv").write_bytes(whole[: len(whole) // 2])
    shown = [number_of(frame) for frame in _frames(tmp_path, _board("cut.mkv"), 96, [0, 20, 80, 95])]
    assert shown[:2] == [0, 20] and 24 < shown[2] == shown[3] < 80


def test_a_trimmed_shot_needs_no_other_part_of_its_film(tmp_path: Path) -> None:
    counting(tmp_path / "a.mp4", 24, 4)
    kept = tmp_path / "cache" / "footage"
    for start_s, frames in ((0.0, 48), (0.5, 48), (0.5, 40), (1.0, 60)):
        _frames(tmp_path, _board("a.mp4", start_s=start_s), frames, [0])
    assert len(list(kept.iterdir())) == 1


def _refused(base: Path, board: Storyboard) -> str:
    with pytest.raises(EngineError) as caught:
        FootageGenerator(base).open(board, board.shots[0], 24)
    return str(caught.value)


def test_what_cannot_be_shown_is_said_in_one_sentence_with_the_shots_name(tmp_path: Path) -> None:
    (tmp_path / "text.mp4").write_text("no film at all\n" * 99)
    (tmp_path / "notes.txt").write_text("words")
    whole = counting(tmp_path / "whole.mp4", 24, 1).read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    head = photo(tmp_path / "a.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(head[: len(head) // 2])
    small = (tmp_path / "a.png").read_bytes()
    header = b"IHDR" + struct.pack(">II", 50_000, 50_000) + small[24:29]
    bomb = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]
    (tmp_path / "bomb.png").write_bytes(bomb)
    cases = {
        "gone.jpg": "starloom relink", "text.mp4": "is of no kind", "notes.txt": "no picture and no film",
        "cut.mp4": "cut.mp4 cannot be used", "cut.png": "cut.png cannot be used", "bomb.png": "60 million pixels",
        "https://example.org/a.jpg": "address", "\\\\host\\share\\a.jpg": "network",
    }  # fmt: skip
    for name, words in cases.items():
        said = _refused(tmp_path, _board(name))
        assert said.startswith("Shot one: ") and words in said and "\n" not in said, said


def test_a_stopped_film_is_decoded_no_further(tmp_path: Path) -> None:
    counting(tmp_path / "a.mp4", 24, 1)
    cancel = threading.Event()
    cancel.set()
    board = _board("a.mp4")
    with pytest.raises(Cancelled):
        FootageGenerator(tmp_path, cancel).open(board, board.shots[0], 24)
    assert not list((tmp_path / "cache" / "footage").glob("*"))


def test_the_recipe_changes_with_what_is_seen_and_with_nothing_else(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    shutil.copy(tmp_path / "a.jpg", tmp_path / "同一张.jpg")
    photo(tmp_path / "b.jpg", 410)
    generator = FootageGenerator(tmp_path)

    def recipe(board: Storyboard, frames: int = 48) -> dict[str, Any]:
        return generator.recipe(board, board.shots[0], frames)

    board = _board("a.jpg")
    same = [
        _board("同一张.jpg"), board.model_copy(update={"sky": Sky(place="Luoyang"), "seed": 99, "title": "x"}),
        board.model_copy(update={"shots": (board.shots[0].model_copy(update={"text": "sea", "seed": 3}),)}),
    ]  # fmt: skip
    assert all(recipe(other) == recipe(board) for other in same)
    others = [
        _board("b.jpg"), _board("a.jpg", start_s=1.0), _board("a.jpg", fit="contain"),
        _board("a.jpg", camera=Camera()), _board("a.jpg", camera=Camera(pan_deg=3)),
        _board("a.jpg", canvas=Canvas(width=160, height=90)), _board("none.jpg"),
    ]  # fmt: skip
    recipes = [recipe(board), recipe(board, 49), *(recipe(other) for other in others)]
    assert len({str(one) for one in recipes}) == len(recipes)


def test_a_file_that_is_gone_is_known_by_what_was_saved_of_it(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    board = save(_board("a.jpg"), tmp_path / "x.starloom")
    generator = FootageGenerator(tmp_path)
    before = generator.recipe(board, board.shots[0], 48)
    (tmp_path / "a.jpg").unlink()
    assert generator.recipe(board, board.shots[0], 48) == before


def test_every_shot_goes_to_its_own_generator(tmp_path: Path) -> None:
    photo(tmp_path / "a.jpg")
    board = _board("a.jpg")
    every = ShotGenerator(tmp_path)
    assert every.of(board, board.shots[0]).id == "footage" and every.of(board, Shot(id="b")).id == "sky"
    assert every.of(board, Shot(id="b", generator="diffusion")).id == "diffusion"
    by_model = board.model_copy(update={"generator": "diffusion"})
    assert every.of(by_model, Shot(id="b")).id == "diffusion" and every.of(by_model, board.shots[0]).id == "footage"
    assert every.recipe(board, board.shots[0], 9)["generator"] == "footage"
    assert every.recipe(board, Shot(id="b"), 9)["generator"] == "sky"
    assert every.open(board, board.shots[0], 9).paint(0).shape == (96, 160, 3)


@pytest.mark.parametrize("canvas", [
    Canvas(width=256, height=256, projection="fulldome"), Canvas(width=256, height=128, projection="equirect")
])  # fmt: skip
def test_a_picture_hangs_on_a_screen_in_a_dome_and_all_around(tmp_path: Path, canvas: Canvas) -> None:
    photo(tmp_path / "a.jpg", 640, 360)
    [picture] = _frames(tmp_path, _board("a.jpg", canvas=canvas), 24, [0])
    assert picture.shape == (canvas.height, canvas.width, 3)
    lit = picture.max(-1) > 20
    rows, columns = np.nonzero(lit)
    assert 0.02 < lit.mean() < 0.2
    assert columns.mean() == pytest.approx(canvas.width / 2 - 0.5, abs=1), "in front"
    middle = np.flatnonzero(lit[:, canvas.width // 2])
    top, bottom = picture[middle.min() + 4, canvas.width // 2], picture[middle.max() - 4, canvas.width // 2]
    assert rows.min() > 0 and top[0] > 150 > top[2] and bottom[2] > 150 > bottom[0], "upright"


def test_a_picture_made_for_the_dome_fills_it(tmp_path: Path) -> None:
    photo(tmp_path / "a.png", 300, 300)
    [picture] = _frames(tmp_path, _board("a.png", canvas=Canvas(width=128, height=128, projection="fulldome")), 24, [9])
    assert (picture.max(-1) > 150).all()


