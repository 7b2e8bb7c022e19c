"""A model that needs less memory than was judged: its takes say how they were made, and are found again."""

from __future__ import annotations

import json
import threading
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from app.doctor import LOOKS
from engine.events import Event, ModelStepped
from engine.film import render_film
from engine.folders import cache_folder
from engine.generators.guided.chosen_model import chosen_model
from engine.generators.guided.makers import drop_models, maker_of
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache
from engine.models.held import FRESH_S, Held, forget_ways, held_key, remember_way, ways_held, ways_of_all
from engine.models.strategy import Strategy
from engine.takes.planned import PlannedTake, planned_takes
from engine.takes.standing import standings
from storyboard.model import Canvas, Captions, Music, Narration, Scene, Shot, Storyboard, Take, Transition, View
from storyboard.takes import with_take
from storyboard.timing import schedule

torch = pytest.importorskip("torch")
pytest.importorskip("diffusers")

FRAMES = 33
SCENE = Scene(view=View(kind="sky", ra_deg=84, dec_deg=0, scale=700))
BOARD = Storyboard(
    canvas=Canvas(width=64, height=64, fps=24), narration=Narration(enabled=False), music=Music(enabled=False),
    captions=Captions(enabled=False), transition=Transition(kind="cut", frames=0), generator="diffusion", steps=2,
    shots=(
        Shot(id="one", text="the hunter rises", scene=SCENE, duration_s=FRAMES / 24),
        Shot(id="two", text="he lifts his bow", scene=SCENE, duration_s=FRAMES / 24),
    ),
)  # fmt: skip


class Tight:
    """Memory that is used up so many times before a block; counts the pieces of work."""

    def __init__(self, times: int) -> None:
        self.left, self.stages = times, Counter[str]()

    def __call__(self, stage: str) -> None:
        self.stages[stage] += 1
        if stage == "block" and self.left:
            self.left -= 1
            raise torch.OutOfMemoryError("out of memory (tried to allocate 2.00 GiB)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from engine.diffusion.libraries import prepare_libraries
    from engine.diffusion.trial import trial_model
    from engine.models.catalogue import card_of

    torch.set_num_threads(1)
    prepare_libraries()
    place = tmp_path_factory.mktemp("tight") / "model"
    trial_model(card_of("wan2.2-ti2v-5b"), place)
    return place


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("CACHE", "MODELS", "FILMS", "DATA"):
        monkeypatch.setenv(f"STARLOOM_{name}_DIR", str(tmp_path / name))
    yield
    drop_models()


def _tight(folder: Path, times: int) -> Tight:
    """The model at hand, in a machine with too little memory for it."""
    before = Tight(times)
    with maker_of(chosen_model(str(folder)), threading.Event()) as maker:
        maker._watch._before = before  # type: ignore[attr-defined]
    return before


def _planned(board: Storyboard, cache: Cache) -> list[PlannedTake]:
    return planned_takes(board, schedule(board, {}), ShotGenerator(), cache)


def _aged(seconds: float) -> None:
    place = cache_folder("models") / "held.json"
    known = json.loads(place.read_text(encoding="utf-8"))
    for ways in known.values():
        for way in ways:
            way["at"] -= seconds
    place.write_text(json.dumps(known), encoding="utf-8")


def test_a_take_says_how_it_was_made_and_is_made_once(folder: Path, tmp_path: Path) -> None:
    board, cache = BOARD.model_copy(update={"model": str(folder)}), Cache(tmp_path / "own")
    judged = [take.key for take in _planned(board, cache)]
    before = _tight(folder, 3)  # freed, blockwise, 17 frames
    events: list[Event] = []
    assert render_film(board, tmp_path / "a.mp4", cache=cache, report=events.append).frames == 2 * FRAMES
    assert before.stages["done"] == 2, "each shot was made once"
    takes = _planned(board, cache)
    assert all(cache.has("takes", take.key) and take.stale is None for take in takes)
    assert not any(cache.has("takes", key) for key in judged), "nothing is kept under what it is not"
    assert [take.recipe["model"]["held"]["max_frames"] for take in takes] == [17, 17]
    again: list[Event] = []
    render_film(board, tmp_path / "b.mp4", cache=cache, report=again.append)
    assert not [event for event in again if isinstance(event, ModelStepped)]

    [way] = ways_of_all()
    assert way.model == "wan2.2-ti2v-5b" and way.strategy.offload == "group"
    [told] = LOOKS["Memory for models"]()
    assert "at most 17 frames" in told.detail and told.remedy.endswith("starloom models forget")

    # a later program begins by that way, and makes the same
    drop_models()
    other = Cache(tmp_path / "other")
    before = _tight(folder, 0)
    render_film(board, tmp_path / "c.mp4", cache=other)
    assert before.stages["done"] == 2 and all(other.has("takes", take.key) for take in takes)

    # after a while new takes are tried as judged, and those that are there still serve
    _aged(FRESH_S + 1)
    assert [take.key for take in _planned(board, cache)] == [take.key for take in takes]
    assert [take.key for take in _planned(board, Cache(tmp_path / "empty"))] == judged
    assert ways_of_all() == [] and LOOKS["Memory for models"]() == []
    forget_ways()
    assert [take.key for take in _planned(board, cache)] == judged


def test_takes_of_before_still_serve(folder: Path, tmp_path: Path) -> None:
    board, cache = BOARD.model_copy(update={"model": str(folder)}), Cache(tmp_path / "own")
    render_film(board, tmp_path / "a.mp4", cache=cache)
    first, second = (take.key for take in _planned(board, cache))
    _tight(folder, 3)
    seeded = board.model_copy(update={"shots": (board.shots[0], board.shots[1].model_copy(update={"seed": 5}))})
    render_film(seeded, tmp_path / "b.mp4", cache=cache)
    one, two = _planned(seeded, cache)
    assert one.key == first and two.key not in (first, second)
    assert two.recipe["model"]["held"]["max_frames"] == 17
    # a chosen take that was made with more memory is not stale, though one made with less is there as well
    generator = ShotGenerator()
    plan = schedule(board, {})
    chosen = Take(key=first, generator="diffusion")
    shot = board.shots[0].model_copy(update={"takes": (chosen,), "chosen": first})
    picked = board.model_copy(update={"shots": (shot, board.shots[1])})
    assert planned_takes(picked, plan, generator, cache)[0].stale is None


def test_a_take_by_another_way_of_holding_the_model_stands_as_current(folder: Path, tmp_path: Path) -> None:
    board, cache = BOARD.model_copy(update={"model": str(folder)}), Cache(tmp_path / "own")
    judged = _planned(board, cache)[0].key
    _tight(folder, 3)
    render_film(board, tmp_path / "a.mp4", cache=cache)
    squeezed = _planned(board, cache)[0].key
    board = with_take(with_take(board, "one", Take(key=squeezed, generator="diffusion")), "one",
                      Take(key=judged, generator="diffusion"))  # fmt: skip
    assert squeezed != judged and _current(board, cache) == {squeezed: True, judged: True}
    _aged(FRESH_S + 1)  # new takes are made as judged again
    assert _current(board, cache) == {squeezed: True, judged: True}
    changed = board.shots[0].model_copy(update={"text": "the hunter falls"})
    board = board.model_copy(update={"shots": (changed, board.shots[1])})
    assert _current(board, cache) == {squeezed: False, judged: False}


def _current(board: Storyboard, cache: Cache) -> dict[str, bool]:
    found = standings(board, schedule(board, {}), ShotGenerator(), cache)
    return {each.take.key: each.current for each in found}


def test_offload_alone_changes_no_key(folder: Path, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": str(folder), "shots": BOARD.shots[:1]})
    cache = Cache(tmp_path / "own")
    [judged] = _planned(board, cache)
    before = _tight(folder, 2)  # freed, blockwise
    render_film(board, tmp_path / "a.mp4", cache=cache)
    assert before.stages["done"] == 1 and cache.has("takes", judged.key)
    assert ways_of_all()[0].strategy.offload == "group", "and the next program begins with it"


def test_a_maker_is_held_by_what_each_shot_says(folder: Path) -> None:
    """Tiles come and go without the model being loaded anew, and the pictures are those of a maker of that way."""
    from dataclasses import replace

    from tests.engine.diffusion.tiny import request

    model = chosen_model(str(folder))
    whole = replace(model, strategy=replace(model.strategy, tiling=False))
    asked = request(width=320, height=320, frames=5, steps=1)
    pictures: dict[bool, list[np.ndarray]] = {True: [], False: []}
    seen = set()
    for one in (model, whole, model, whole):
        with maker_of(one, threading.Event()) as maker:
            seen.add(id(maker))
            pictures[one.strategy.tiling].append(maker.make(asked))
            assert maker.strategy == one.strategy
    assert len(seen) == 1
    assert all(np.array_equal(first, again) for first, again in pictures.values())
    assert not np.array_equal(pictures[True][0], pictures[False][0])


def test_what_cannot_be_read_is_not_known() -> None:
    key = held_key("0" * 64, Strategy(), 64, 64, 33)
    assert key == held_key("0" * 64, Strategy(), 64, 64, 40), "the same class of size"
    assert key != held_key("0" * 64, Strategy(), 128, 64, 33) != held_key("1" * 64, Strategy(), 128, 64, 33)
    assert ways_held(key) == []
    remember_way(key, Held("one", Strategy(tiling=True), 1.0))
    remember_way(key, Held("one", Strategy(max_frames=17), 2.0))
    remember_way(key, Held("one", Strategy(tiling=True), 3.0))
    assert [(way.strategy.tiling, way.at) for way in ways_held(key)] == [(True, 3.0), (False, 2.0)]
    place = cache_folder("models") / "held.json"
    for text in ("[", "[]", "7", json.dumps({key: [7, {"model": "a", "strategy": {"x": 1}, "at": 1}]}),
                 json.dumps({key: 7})):  # fmt: skip
        place.write_text(text, encoding="utf-8")
        assert ways_held(key) == [] and ways_of_all() == []
