"""Which take a film shows: chosen, current, stale or gone; and takes made again from their descriptions."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.assembly.encoding import Encoding
from engine.content import content_key
from engine.errors import BadInput
from engine.events import Event
from engine.generators.sky import SkyGenerator
from engine.jobs.cache import Cache
from engine.jobs.cache_keeping import Keeping
from engine.jobs.database import Database
from engine.picture import Picture
from engine.takes.clip import read_clip
from engine.takes.making import make_take
from engine.takes.planned import planned_takes
from engine.takes.remaking import make_again, why_not_again
from engine.takes.standing import standings
from storyboard.model import Canvas, Narration, Scene, Shot, Sky, Storyboard, Take, Transition, View
from storyboard.takes import choose, shot_of, with_take
from storyboard.timing import Schedule, schedule

BOARD = Storyboard(
    canvas=Canvas(width=160, height=90, fps=12),
    transition=Transition(kind="crossfade", frames=6),
    narration=Narration(enabled=False),
    shots=(Shot(id="one", duration_s=1.5, text="40"), Shot(id="two", duration_s=1.5, text="80")),
)


class Grey:
    """A small generator: grey pictures, as light as the shot's words and its seed say."""

    id = "grey"

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What the picture depends on."""
        return {"generator": self.id, "light": int(shot.text) + (shot.seed or 0), "frames": frames,
                "canvas": storyboard.canvas.model_dump(mode="json")}  # fmt: skip

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> GreyPainter:
        """The painter of a shot."""
        return GreyPainter(storyboard.canvas, int(shot.text) + (shot.seed or 0))


class GreyPainter:
    """Paints one light."""

    def __init__(self, canvas: Canvas, light: int) -> None:
        self._shape, self._light = (canvas.height, canvas.width, 3), light

    def paint(self, index: int) -> np.ndarray:
        """A frame."""
        return np.full(self._shape, self._light, np.uint8)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "films", keeping=Keeping(Database(tmp_path / "data.sqlite")))


def _plan(board: Storyboard) -> Schedule:
    return schedule(board, {})


def _take(board: Storyboard, index: int, seed: int, cache: Cache) -> Take:
    shots = list(board.shots)
    shots[index] = shots[index].model_copy(update={"seed": seed, "chosen": None})
    asked = board.model_copy(update={"shots": tuple(shots)})
    made = make_take(asked, _plan(asked), index, Grey(), cache, 1, lambda done, total: None, threading.Event())
    return Take(key=made.key, generator="grey", seed=seed)


def _lights(board: Storyboard, cache: Cache) -> list[int]:
    """The light in the middle of every frame of the film, as the painter counts it."""
    events: list[Event] = []
    picture = Picture(board, _plan(board), [], Grey(), cache, Encoding(), 1)
    lights = []
    for part in picture.make(events.append, threading.Event()):
        for frame in read_clip(part.path):
            lights.append(round((float(frame[20:70, 20:140].mean()) - 16) * 255 / 219))
    return lights


def test_a_chosen_take_plays_and_another_seed_overwrites_nothing(cache: Cache) -> None:
    plain, brighter = _take(BOARD, 0, 0, cache), _take(BOARD, 0, 50, cache)
    board = with_take(with_take(BOARD, "one", plain), "one", brighter)
    assert plain.key != brighter.key and cache.find("takes", plain.key) is not None
    assert abs(_lights(board, cache)[10] - 40) <= 2
    assert abs(_lights(choose(board, "one", brighter.key), cache)[10] - 90) <= 2


def test_a_stale_take_that_was_chosen_plays_its_last_frame_held(cache: Cache) -> None:
    take = _take(BOARD, 0, 50, cache)
    board = choose(with_take(BOARD, "one", take), "one", take.key)
    changed = board.shots[0].model_copy(update={"text": "120", "duration_s": 2.5})
    stale = board.model_copy(update={"shots": (changed, board.shots[1])})
    planned = planned_takes(stale, _plan(stale), Grey(), cache)
    assert planned[0].stale is not None and planned[0].key == take.key and planned[1].stale is None
    lights = _lights(stale, cache)
    assert len(lights) == _plan(stale).total_frames
    assert all(abs(light - 90) <= 2 for light in lights[10:26])


def test_a_chosen_take_that_is_gone_is_painted_as_the_shot_stands_now(cache: Cache) -> None:
    take = _take(BOARD, 0, 50, cache)
    board = choose(with_take(BOARD, "one", take), "one", take.key)
    stale = board.model_copy(update={"shots": (board.shots[0].model_copy(update={"text": "120"}), board.shots[1])})
    cache.clear(named_too=True)
    planned = planned_takes(stale, _plan(stale), Grey(), cache)
    assert planned[0].stale is None and planned[0].key != take.key
    assert abs(_lights(stale, cache)[10] - 170) <= 2


def test_takes_stand_as_current_stale_or_gone(cache: Cache) -> None:
    first, second = _take(BOARD, 0, 1, cache), _take(BOARD, 0, 2, cache)
    gone = Take(key=content_key("gone"), generator="grey", seed=3)
    board = BOARD
    for take in (first, second, gone):
        board = with_take(board, "one", take)
    board = choose(board, "one", second.key)
    found = standings(board, _plan(board), Grey(), cache)
    assert [(item.current, item.there, item.chosen) for item in found] == [
        (True, True, False), (True, True, True), (False, False, False),
    ]  # fmt: skip
    moved = board.model_copy(update={"shots": (shot_of(board, "one").model_copy(update={"text": "41"}),)})
    assert [item.current for item in standings(moved, _plan(moved), Grey(), cache)] == [False, False, False]


def test_what_a_film_is_made_of_stays_while_it_is_made(cache: Cache, tmp_path: Path) -> None:
    """With a limit that holds next to nothing, nothing of the film is evicted before it is joined."""
    small = Cache(cache.folder, limit=1, keeping=Keeping(Database(tmp_path / "data.sqlite")))
    picture = Picture(BOARD, _plan(BOARD), [], Grey(), small, Encoding(), 1)
    with small.using(picture.names):
        parts = picture.make(lambda event: None, threading.Event())
        assert all(part.path.exists() for part in parts) and len(parts) == 3
    assert small.listed() == []


@pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=pytest.mark.soak)])
def test_flipped_bits_in_clips_and_segments_are_found_and_made_again(
    rounds: int, cache: Cache, tmp_path: Path
) -> None:
    """Five files a round: two takes, three segments."""
    before, dice, found = _lights(BOARD, cache), random.Random(3), 0
    for _ in range(rounds):
        files = [path for kind in ("takes", "segments") for path in (cache.folder / kind).glob("??/*")
                 if path.suffix != ".json"]  # fmt: skip
        assert len(files) == 5
        for path in files:
            content = bytearray(path.read_bytes())
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
            path.write_bytes(content)
        reports: list[str] = []
        again = Cache(cache.folder, reports.append, keeping=Keeping(Database(tmp_path / "data.sqlite")))
        assert _lights(BOARD, again) == before
        found += len(reports)
        assert again.verify().damaged == ()
    assert found == 5 * rounds


def test_a_take_is_made_again_from_nothing_but_its_description(tmp_path: Path) -> None:
    keeping, sky = Keeping(Database(tmp_path / "data.sqlite")), SkyGenerator()
    scene = Scene(view=View(kind="sky", ra_deg=288.6, dec_deg=24.2, roll_deg=50, scale=1000))
    board = BOARD.model_copy(update={
        "sky": Sky(place="长安", time="0755-07-07"), "shots": (Shot(id="s", scene=scene, duration_s=0.5, seed=11),),
    })  # fmt: skip
    first = Cache(tmp_path / "first", keeping=keeping)
    key = make_take(board, _plan(board), 0, sky, first, 1, lambda done, total: None, threading.Event()).key
    entry = first.find("takes", key)
    assert entry is not None and why_not_again(entry.recipe, sky) is None
    second = Cache(tmp_path / "second", keeping=keeping)
    seen: list[tuple[int, int]] = []
    assert make_again(entry.recipe, sky, second, lambda *steps: seen.append(steps), threading.Event()) == key
    again = second.find("takes", key)
    assert again is not None and again.sha256 == entry.sha256 and seen[-1] == (6, 6)

    other = {**entry.recipe, "version": "of old"}
    with pytest.raises(BadInput, match="another version"):
        make_again(other, sky, second, lambda *steps: None, threading.Event())
    assert "lacks scene" in str(why_not_again({k: v for k, v in entry.recipe.items() if k != "scene"}, sky))
    assert "cannot be used" in str(why_not_again({**entry.recipe, "canvas": {"width": -1}}, sky))
    assert "'diffusion'" in str(why_not_again({**entry.recipe, "generator": "diffusion"}, sky))
