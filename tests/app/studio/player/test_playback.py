"""The film as it stands, played: drafts at once, takes as the film has them, the clock of the sound."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PySide6.QtGui import QImage

from app.studio.player.playback import FilmPlayback
from engine.film import render_film
from engine.film_settings import FilmSettings
from engine.generators.sky import SkyGenerator
from engine.jobs.cache import Cache
from engine.takes.making import make_take
from storyboard import edits
from storyboard.model import Element, Footage, Scene
from ui.document import Document

PATIENCE_MS = 60_000


def pixels(image: QImage) -> np.ndarray:
    """An image as (height, width, 3) RGB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(np.int16)


def wait_for(qtbot, playback: FilmPlayback, number: int) -> np.ndarray:
    """A frame of the film, once it is made."""
    qtbot.waitUntil(lambda: playback.frame(number) is not None, timeout=PATIENCE_MS)
    image = playback.frame(number)
    assert image is not None
    return pixels(image)


def make_takes(document: Document, cache: Cache) -> None:
    for index in range(len(document.storyboard.shots)):
        make_take(
            document.storyboard, document.schedule, index, SkyGenerator(), cache, 1, lambda done, total: None,
            threading.Event(),
        )  # fmt: skip


def test_a_shot_without_a_take_shows_a_draft(qtbot, play: Callable[..., FilmPlayback]) -> None:
    playback = play()
    picture = wait_for(qtbot, playback, 20)
    assert picture.shape == (180, 320, 3) and picture.max() > 120, "stars, and no light everywhere"
    assert playback.is_draft(20) and picture.mean() < 90


def test_takes_look_as_in_the_film(
    qtbot, tmp_path: Path, document: Document, cache: Cache, play: Callable[..., FilmPlayback]
) -> None:
    make_takes(document, cache)
    film = tmp_path / "film.mp4"
    render_film(document.storyboard, film, cache=cache, settings=FilmSettings(quality="master", threads=1))
    with av.open(str(film)) as container:
        frames = [frame.to_ndarray(format="rgb24").astype(np.int16) for frame in container.decode(video=0)]
    playback = play()
    spans = document.schedule.spans
    assert len(frames) == document.schedule.total_frames
    for number in (2, 18, spans[1].start + 5, spans[1].start + 16, len(frames) - 3):
        seen = wait_for(qtbot, playback, number)
        assert not playback.is_draft(number)
        apart = np.abs(seen - frames[number]).mean()
        elsewhere = [other for other in (10, spans[1].start + 15, spans[2].start + 20) if abs(other - number) > 5]
        others = [np.abs(seen - frames[other]).mean() for other in elsewhere]
        assert apart < 2.0, f"frame {number}: fades, hand-overs and captions too"
        assert apart < 0.5 * min(others), "and it is that frame"


def test_a_new_take_takes_the_drafts_place(
    qtbot, document: Document, cache: Cache, play: Callable[..., FilmPlayback]
) -> None:
    playback = play()
    wait_for(qtbot, playback, 8)
    make_takes(document, cache)
    with qtbot.waitSignal(playback.stale, timeout=PATIENCE_MS):
        playback.take_changed("lyre")
    wait_for(qtbot, playback, 8)
    assert not playback.is_draft(8)


def test_an_edit_is_seen_within_a_second(qtbot, document: Document, play: Callable[..., FilmPlayback]) -> None:
    playback = play()
    span = document.schedule.spans[1]
    before = wait_for(qtbot, playback, span.start + 15)
    wait_for(qtbot, playback, 10)
    document.edit("Brighter", lambda board: edits.with_shot(board, "swan", scene=Scene(exposure=3.0)))
    assert playback.frame(10) is not None, "the other shots' frames still hold"
    assert playback.frame(span.start + 15) is None
    began = time.monotonic()
    after = wait_for(qtbot, playback, span.start + 15)
    assert time.monotonic() - began < 5.0, "0.1 to 0.3 s where nothing else is going on"
    assert after.mean() > before.mean() + 2
    document.undo_stack.undo()
    assert np.array_equal(wait_for(qtbot, playback, span.start + 15), before)


def test_what_is_not_seen_makes_nothing_anew(qtbot, document: Document, play: Callable[..., FilmPlayback]) -> None:
    playback = play()
    wait_for(qtbot, playback, 10)
    stale: list[int] = []
    playback.stale.connect(lambda: stale.append(1))
    document.edit("Title", lambda board: board.model_copy(update={"title": "Another", "markers": ()}))
    document.edit("Music", lambda board: edits.with_part(board, "music", style="orion"))
    assert playback.frame(10) is not None and not stale


def test_frames_of_a_moved_shot_are_found_again(qtbot, document: Document, play: Callable[..., FilmPlayback]) -> None:
    playback = play()
    eagle = document.schedule.spans[2].start
    wait_for(qtbot, playback, eagle + 14)
    wait_for(qtbot, playback, document.schedule.spans[1].start + 14)
    document.edit("Remove", lambda board: edits.remove(board, {"lyre"}))
    assert playback.frame(document.schedule.spans[1].start + 14) is not None
    assert playback.frame(document.schedule.total_frames) is None


def test_a_shot_that_cannot_be_painted_is_dark_and_says_why(
    qtbot, document: Document, play: Callable[..., FilmPlayback]
) -> None:
    playback = play()
    said: list[str] = []
    playback.trouble.connect(said.append)
    broken = Scene(elements=(Element(kind="unicorn"),))
    document.edit("Break", lambda board: edits.with_shot(board, "swan", scene=broken, line=""))
    picture = wait_for(qtbot, playback, document.schedule.spans[1].start + 14)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert picture.max() < 40 and picture.min() > 0
    assert "swan" in said[0] and "unicorn" in said[0] and len(said) == 1
    assert wait_for(qtbot, playback, 10).max() > 100, "the other shots go on"


def test_a_clip_that_vanishes_gives_way_to_a_draft(
    qtbot, document: Document, cache: Cache, play: Callable[..., FilmPlayback]
) -> None:
    make_takes(document, cache)
    playback = play()
    wait_for(qtbot, playback, 5)
    for clip in (cache.folder / "takes").rglob("*.avi"):
        clip.unlink()
    playback.frame(28)  # in another shot's hand-over or behind what is read ahead
    wait_for(qtbot, playback, document.schedule.spans[2].start + 20)
    assert playback.is_draft(document.schedule.spans[2].start + 20)


class Metronome:
    """A sound device whose time is told by the test."""

    def __init__(self) -> None:
        self.at_s, self.started, self.stopped, self.volume = 0.0, [], 0, -1.0
        self.take: Any = None

    def start(self, take, first: int) -> None:
        self.take, self.at_s = take, 0.0
        self.started.append(first)

    def heard_s(self) -> float:
        return self.at_s

    def stop(self) -> None:
        self.stopped += 1

    def set_volume(self, share: float) -> None:
        self.volume = share


def test_the_picture_follows_the_sound(qtbot, document: Document, play: Callable[..., FilmPlayback]) -> None:
    device = Metronome()
    playback = play(device=lambda parent: device)
    total, fps = document.schedule.total_frames, document.schedule.fps
    seen: list[int] = []
    playback.clock.connect(seen.append)
    playback.set_volume(0.25)
    playback.start(24, 1.0, 0, total, False)
    assert device.started == [24 * 48_000 // fps] and device.volume == 0.25
    for heard_s in (0.3, 0.31, 0.9, 1.7):
        device.at_s = heard_s
        qtbot.waitUntil(lambda wanted=heard_s: bool(seen) and abs(seen[-1] - 24 - wanted * fps) <= 2, timeout=5000)
    count = len(seen)
    qtbot.wait(60)
    assert len(seen) == count, "while the device stands, the picture stands"
    device.at_s = 100.0
    with qtbot.waitSignal(playback.ended, timeout=5000):
        pass
    assert seen[-1] == total - 1 and device.stopped


def test_a_looped_shot_begins_again(qtbot, document: Document, play: Callable[..., FilmPlayback]) -> None:
    device = Metronome()
    playback = play(device=lambda parent: device)
    span = document.schedule.spans[1]
    seen: list[int] = []
    playback.clock.connect(seen.append)
    playback.start(span.end - 2, 1.0, span.start, span.end, True)
    device.at_s = 0.5
    qtbot.waitUntil(lambda: span.start in seen, timeout=5000)
    assert device.started[-1] == round(span.start * 48_000 / document.schedule.fps)


@pytest.mark.parametrize(("rate", "last"), [(4.0, -1), (-4.0, 0)])
def test_it_shuttles_silently_on_a_clock_of_its_own(
    qtbot, document: Document, play: Callable[..., FilmPlayback], rate: float, last: int
) -> None:
    device = Metronome()
    playback = play(device=lambda parent: device)
    seen: list[int] = []
    playback.clock.connect(seen.append)
    total = document.schedule.total_frames
    with qtbot.waitSignal(playback.ended, timeout=20_000):
        playback.start(total // 2, rate, 0, total, False)
    assert seen == sorted(seen, reverse=rate < 0) and seen[-1] == last % total
    assert not device.started


def test_a_device_that_falls_silent_does_not_stop_the_film(
    qtbot, document: Document, play: Callable[..., FilmPlayback]
) -> None:
    device = Metronome()
    playback = play(device=lambda parent: device)
    said: list[str] = []
    playback.trouble.connect(said.append)
    seen: list[int] = []
    playback.clock.connect(seen.append)
    playback.start(0, 1.0, 0, document.schedule.total_frames, False)
    qtbot.waitUntil(lambda: bool(said) and bool(seen) and seen[-1] > 3, timeout=20_000)
    assert "sound" in said[0] and len(said) == 1


def test_takes_play_fluidly(qtbot, document: Document, cache: Cache, play: Callable[..., FilmPlayback]) -> None:
    make_takes(document, cache)
    playback = play()
    wait_for(qtbot, playback, 0)
    seen: dict[int, bool] = {}
    playback.clock.connect(lambda number: seen.__setitem__(number, playback.frame(number) is not None))
    with qtbot.waitSignal(playback.ended, timeout=60_000):
        playback.start(0, 1.0, 0, 36, False)
    assert sum(seen.values()) >= 33


def test_footage_is_shown_as_it_lies_beside_the_storyboard(
    qtbot, tmp_path: Path, document: Document, play: Callable[..., FilmPlayback]
) -> None:
    playback = play()
    folder = tmp_path / "films of mine"
    folder.mkdir()
    red = QImage(640, 360, QImage.Format.Format_RGB32)
    red.fill(0xFFC02010)
    assert red.save(str(folder / "red.png"))
    board = edits.with_shot(document.storyboard, "lyre", footage=Footage(file="red.png"), line="")
    document.replace(board, folder / "story.starloom")
    picture = wait_for(qtbot, playback, 14)[90, 160]
    assert np.abs(picture - (0xC0, 0x20, 0x10)).max() < 12
