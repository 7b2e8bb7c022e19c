"""The picture of a film: painted and encoded once, found again, and made whole whatever fails meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.assembly.captions import Caption
from engine.assembly.encoding import Encoding
from engine.assembly.joining import FilmWords, join
from engine.errors import BadInput, Cancelled, EngineError
from engine.events import Event, FramePainted, PhaseStarted, ShotFailed
from engine.jobs.cache import Cache
from engine.picture import Picture, ShotsFailed
from storyboard.model import Canvas, Shot, Storyboard, Transition
from storyboard.timing import Schedule, schedule
from tests.engine.assembly.numbered import lumas

FAST = Encoding().x264("ultrafast", 12)
CANVAS = Canvas(width=160, height=96, fps=12)


class Greys:
    """Paints every frame of a shot in its own grey; some shots fail."""

    id = "greys"

    def __init__(self, opening: str = "", third: str = "", error: type[Exception] = EngineError) -> None:
        self.painted: list[tuple[str, int]] = []
        self._opening, self._third, self._error = opening, third, error
        self.before: Callable[[], None] = lambda: None

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        canvas = storyboard.canvas.model_dump(mode="json")
        return {"generator": "greys", "shot": shot.id, "seed": shot.seed, "frames": frames, "canvas": canvas}

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> _GreyPainter:
        if shot.id == self._opening:
            raise self._error(f"Shot {shot.id} cannot be opened")
        return _GreyPainter(self, shot, shot.id == self._third, self._error)


class _GreyPainter:
    def __init__(self, greys: Greys, shot: Shot, fails: bool, error: type[Exception]) -> None:
        self._greys, self._shot, self._fails, self._error = greys, shot, fails, error

    def paint(self, index: int) -> np.ndarray:
        if self._fails and index == 3:
            raise self._error(f"Shot {self._shot.id} breaks at frame 3")
        self._greys.before()
        self._greys.painted.append((self._shot.id, index))
        return np.full((CANVAS.height, CANVAS.width, 3), grey(self._shot.seed or 0, index), np.uint8)


def grey(seed: int, index: int) -> int:
    return 20 + (seed + 2 * index) % 200


def board(count: int = 4, transition: Transition = Transition(frames=6), seconds: float = 2) -> Storyboard:
    shots = tuple(Shot(id=f"s{n}", duration_s=seconds, seed=40 * n) for n in range(count))
    return Storyboard(canvas=CANVAS, shots=shots, transition=transition)


def picture(story: Storyboard, greys: Greys, cache: Cache, captions: list[Caption] | None = None) -> Picture:
    return Picture(story, schedule(story, {}), captions or [], greys, cache, FAST, threads=2)


def make(story: Storyboard, greys: Greys, cache: Cache) -> list[Event]:
    events: list[Event] = []
    picture(story, greys, cache).make(events.append, threading.Event())
    return events


def files(cache: Cache) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in cache.folder.glob("*/*/*") if path.is_file()}


def residue(cache: Cache) -> list[Path]:
    return [path for path in files(cache) if path.name.startswith(".")]


def expected(plan: Schedule, number: int) -> float | None:
    """The luma of a film frame in the middle of a shot; None in a hand-over or a fade."""
    blend = plan.blend(number)
    if blend.progress is not None or plan.gain(number) < 1:
        return None
    return 16 + grey(40 * blend.index, blend.frame) * 219 / 255


@pytest.mark.parametrize(
    "transition",
    [
        Transition(frames=6), Transition(kind="cut"), Transition(kind="black", frames=7),
        Transition(kind="stars", frames=9), Transition(kind="push", frames=8), Transition(kind="zoom", frames=10),
    ],
    ids=str,
)
def test_the_film_has_exactly_the_scheduled_frames(tmp_path: Path, transition: Transition) -> None:
    story, cache = board(transition=transition), Cache(tmp_path / "cache")
    plan = schedule(story, {})
    parts = picture(story, Greys(), cache).make(lambda event: None, threading.Event())
    join(parts, None, Fraction(CANVAS.fps), FilmWords(), tmp_path / "film.mp4")
    shown = lumas(tmp_path / "film.mp4")
    assert len(shown) == plan.total_frames == sum(part.frames for part in parts)
    for number, luma in enumerate(shown):
        wanted = expected(plan, number)
        if wanted is not None:
            assert abs(float(luma.mean()) - wanted) < 1, f"frame {number}"
    # the film fades from black and to black
    assert shown[0].mean() < 25 and shown[-1].mean() < 45


def test_a_film_of_one_shot_and_captions_over_a_joint(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    story = board(1)
    events: list[Event] = []
    parts = picture(story, Greys(), cache).make(events.append, threading.Event())
    assert [part.frames for part in parts] == [24]
    story, plan = board(2), schedule(board(2), {})
    joint = plan.spans[1].start
    captions = [Caption(joint - 8, joint + 2, ("Over the joint",)), Caption(joint + 2, joint + 9, ("Next",))]
    parts = picture(story, Greys(), cache, captions).make(events.append, threading.Event())
    join(parts, None, Fraction(CANVAS.fps), FilmWords(), tmp_path / "film.mp4")
    bright = [float(luma[60:].max()) for luma in lumas(tmp_path / "film.mp4")]
    lit = [number for number, value in enumerate(bright) if value > 180]
    assert set(range(joint - 4, joint + 5)) <= set(lit), "also where one caption follows the other at once"
    assert not set(lit) & set(range(joint - 8)) and not set(lit) & set(range(joint + 9, len(bright)))


def test_what_is_made_is_found_again_and_one_change_costs_one_shot(tmp_path: Path) -> None:
    cache, greys = Cache(tmp_path), Greys()
    make(board(), greys, cache)
    assert sorted(greys.painted) == sorted((f"s{n}", index) for n in range(4) for index in range(24))
    before = files(cache)
    assert not residue(cache)
    again = Greys()
    events = make(board(), again, cache)
    assert not again.painted and files(cache) == before
    assert [event for event in events if isinstance(event, PhaseStarted)] == [PhaseStarted("picture", 0)]
    story = board()
    changed = story.model_copy(
        update={"shots": (*story.shots[:1], story.shots[1].model_copy(update={"seed": 99}), *story.shots[2:])}
    )
    make(changed, again, cache)
    assert {shot for shot, _ in again.painted} == {"s1"}
    new = [path for path in files(cache) if path not in before and path.suffix == ".mp4"]
    assert len(new) == 3, "the shot's body and both its hand-overs"


def test_progress_reaches_its_end_and_never_runs_back(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for story in (board(), board(5)):
        events = make(story, Greys(), cache)
        told = [event for event in events if isinstance(event, FramePainted)]
        done = [event.frame for event in told]
        assert done == sorted(done) and done[-1] == told[-1].total and told[-1].seconds_left == 0


@pytest.mark.parametrize("error", [EngineError, ValueError, MemoryError])
def test_a_shot_that_fails_does_not_stop_the_others(tmp_path: Path, error: type[Exception]) -> None:
    """One cannot be opened, one breaks at its frame 3; the next export makes only these two."""
    cache, broken = Cache(tmp_path), Greys(opening="s1", third="s3", error=error)
    events: list[Event] = []
    with pytest.raises(ShotsFailed) as failed:
        picture(board(6), broken, cache).make(events.append, threading.Event())
    assert list(failed.value.failures) == ["s1", "s3"]
    assert "s1" in failed.value.failures["s1"] and "frame 3" in failed.value.failures["s3"]
    assert "other 4 of 6 shots are kept" in str(failed.value)
    assert [event.shot_id for event in events if isinstance(event, ShotFailed)] == ["s1", "s3"]
    told = [event for event in events if isinstance(event, FramePainted)]
    assert told[-1].frame == told[-1].total
    assert not residue(cache)
    mended = Greys()
    make(board(6), mended, cache)
    assert {shot for shot, _ in mended.painted} == {"s1", "s3"}


def test_a_cache_that_cannot_be_written_stops_at_once(tmp_path: Path) -> None:
    cache, greys = Cache(tmp_path / "cache"), Greys()
    cache.folder.mkdir()
    (cache.folder / "takes").write_text("a file where a folder should be")
    with pytest.raises(EngineError, match="cache folder"):
        make(board(6), greys, cache)
    assert len({shot for shot, _ in greys.painted}) <= 1


def test_a_disk_without_room_for_the_film_is_refused_before_painting(tmp_path: Path) -> None:
    story = Storyboard(
        canvas=Canvas(width=4096, height=4096, fps=120),
        shots=tuple(Shot(id=f"s{n}", duration_s=600) for n in range(40)),
    )
    greys = Greys()
    made = picture(story, greys, Cache(tmp_path / "cache"))
    with pytest.raises(BadInput, match=r"needs about [\d,]+ MB"):
        made.make(lambda event: None, threading.Event(), tmp_path)
    assert not greys.painted


def test_clips_that_vanish_or_rot_between_finding_and_reading_are_painted_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    make(board(), Greys(), cache)
    clips = sorted((tmp_path / "takes").rglob("*.avi"))
    assert len(clips) == 4
    for path in (tmp_path / "segments").rglob("*.*"):
        path.unlink()

    class Losing(Cache):
        """Loses two clips after they were found."""

        lost = 0

        def claim(self, kind: Any, key: str, suffix: str, cancel: threading.Event) -> Any:
            if kind == "segments" and not self.lost:
                self.lost = 1
                clips[0].unlink()
                clips[1].write_bytes(b"RIFF" + bytes(2000))
            return super().claim(kind, key, suffix, cancel)

    told: list[str] = []
    losing, greys = Losing(tmp_path, told.append), Greys()
    make(board(), greys, losing)
    assert losing.lost and len({shot for shot, _ in greys.painted}) == 2
    assert len(told) == 2
    assert not residue(losing)
    assert make(board(), Greys(), Cache(tmp_path))[0] == PhaseStarted("picture", 0)


@pytest.mark.parametrize("at", [0, 1, 30, 60])
def test_cancel_stops_within_a_second_and_leaves_only_what_is_finished(tmp_path: Path, at: int) -> None:
    cache, greys = Cache(tmp_path), Greys()
    greys.before = lambda: time.sleep(0.01)
    cancel, when = threading.Event(), [0.0]
    if at == 0:
        cancel.set()

    def stop(event: Event) -> None:
        if isinstance(event, FramePainted) and event.frame == at and not cancel.is_set():
            when[0] = time.monotonic()
            cancel.set()

    when[0] = time.monotonic()
    with pytest.raises(Cancelled):
        picture(board(), greys, cache).make(stop, cancel)
    assert time.monotonic() - when[0] < 1
    assert not residue(cache)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("segment")]
    finished = len(list((tmp_path / "takes").rglob("*.avi"))) if at else 0
    again = Greys()
    make(board(), again, cache)
    assert len({shot for shot, _ in again.painted}) == 4 - finished


def test_cancel_while_segments_are_encoded_of_finished_takes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    story = board(3, seconds=30)
    make(story, Greys(), cache)
    for path in (tmp_path / "segments").rglob("*.*"):
        path.unlink()
    cancel = threading.Event()
    timer = threading.Timer(0.4, cancel.set)
    timer.start()
    began = time.monotonic()
    slow = Encoding().x264("veryslow", 12)
    with pytest.raises(Cancelled):
        Picture(story, schedule(story, {}), [], Greys(), cache, slow, threads=2).make(lambda event: None, cancel)
    assert time.monotonic() - began < 1.6
    assert not residue(cache)


def test_another_kind_of_hand_over_costs_its_own_segment(tmp_path: Path) -> None:
    cache, greys = Cache(tmp_path / "cache"), Greys()
    story = board(3)
    make(story, greys, cache)
    before, painted = files(cache), len(greys.painted)
    for kind in ("stars", "push", "zoom"):
        shots = (story.shots[0].model_copy(update={"transition": Transition(kind=kind, frames=6)}), *story.shots[1:])
        make(story.model_copy(update={"shots": shots}), greys, cache)
        after = files(cache)
        assert len(after.keys() - before.keys()) == 2, "one segment and its description"
        assert before.items() <= after.items() and len(greys.painted) == painted
        before = after
