"""What a model is asked for a shot: the painter's own pictures at their places, and clips that join without a seam."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.diffusion.request import ClipRequest
from engine.directing.scene import scene_of
from engine.errors import EngineError
from engine.generators.guided.chain import chained
from engine.generators.guided.chosen_model import ChosenModel
from engine.generators.guided.exact_sky import ExactSky
from engine.generators.guided.requests import Requests
from engine.generators.guided.shot_plan import ShotPlan, planned_shot
from engine.generators.guided.sky_guide import SkyGuide, shown_scene
from engine.generators.sky import sky_painter
from engine.models.card import Installed
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy
from storyboard.looks import completed
from storyboard.model import Canvas, Character, Element, LinesCue, Scene, Shot, StarLabel, Storyboard, View

SCENE = Scene(view=View(kind="sky", ra_deg=84, dec_deg=0, scale=700), lines=(LinesCue(show=("Ori",), start_s=-5),))
BOARD = Storyboard(
    canvas=Canvas(width=160, height=96, fps=24), generator="diffusion", steps=2,
    shots=(Shot(id="sky", scene=SCENE), Shot(id="story", text="Perseus stands above the sea")),
)  # fmt: skip
SKY, STORY = BOARD.shots


def _model(name: str, **changes: Any) -> ChosenModel:
    return ChosenModel(Installed(replace(card_of(name), **changes), Path("nowhere")), Strategy(), "0" * 64)


def _plan(name: str, length: int = 33, board: Storyboard = BOARD, shot: Shot = SKY, **changes: Any) -> ShotPlan:
    """``changes``: of the model's card."""
    return planned_shot(board, shot, length, _model(name, **changes))


def _guide(plan: ShotPlan, shot: Shot = SKY, board: Storyboard = BOARD) -> SkyGuide:
    whole, lines = plan.way == "first", plan.guidance != "exact"
    return SkyGuide(board, shot, plan.duration_s, plan.card.fps, plan.size, whole=whole, lines=lines)


def _painted(plan: ShotPlan, scene: Scene, index: int, shot: Shot = SKY) -> np.ndarray:
    """What the sky generator paints of a scene at a frame of the model."""
    look = completed(BOARD.look).model_copy(update={"grain": 0.0})
    canvas = BOARD.canvas.model_copy(update={"fps": plan.card.fps})
    board = BOARD.model_copy(update={"look": look, "canvas": canvas})
    return sky_painter(board, shot.model_copy(update={"scene": scene}), plan.duration_s).paint(index)


class Numbers:
    """A maker of clips whose frames tell their number: a clip goes on from the picture it begins with."""

    def __init__(self) -> None:
        self.requests: list[ClipRequest] = []

    def __call__(self, number: int, request: ClipRequest) -> np.ndarray:
        self.requests.append(request)
        begins = 0
        if request.first is not None and len(self.requests) > 1:
            begins = int(request.first[0, 0, 0])
        if request.control is not None and request.mask is not None and not request.mask[0].any():
            begins = int(request.control[0, 0, 0, 0])
        values = np.arange(begins, begins + request.frames, dtype=np.uint8)
        shape = request.frames, request.height, request.width, 3
        return np.broadcast_to(values[:, None, None, None], shape).copy()


@pytest.mark.parametrize("model", ["wan2.2-ti2v-5b", "wan2.2-i2v-a14b"])
def test_the_first_frame_is_what_the_painter_drew(model: str) -> None:
    plan = _plan(model)
    request = Requests(plan, _guide(plan)).of(0, None)
    scene = shown_scene(SCENE, whole=True, lines=True)
    assert request.first is not None and np.array_equal(request.first, _painted(plan, scene, 0))
    assert request.video is request.control is request.last is None
    assert request.first.max() > 100, "there are stars"


def test_the_start_video_is_what_the_painter_drew_and_stays_below_the_boundary() -> None:
    plan = _plan("wan2.2-t2v-a14b")
    request = Requests(plan, _guide(plan)).of(0, None)
    scene = shown_scene(SCENE, whole=False, lines=True)
    assert plan.way == "video" and request.video is not None and request.strength <= 0.37
    assert request.video.shape == (25, 96, 160, 3)
    assert all(np.array_equal(request.video[number], _painted(plan, scene, number)) for number in (0, 11, 24))


def test_the_control_is_what_the_painter_drew_and_open_sky_is_kept() -> None:
    plan = _plan("wan2.1-vace-1.3b", shot=STORY)
    request = Requests(plan, _guide(plan, STORY)).of(0, None)
    assert request.control is not None and request.mask is not None
    scene = shown_scene(scene_of(STORY, BOARD), whole=False, lines=True)
    assert all(np.array_equal(request.control[number], _painted(plan, scene, number, STORY)) for number in (0, 20))
    assert set(np.unique(request.mask)) == {0, 255}
    assert (request.mask[:, -4:] == 255).all(), "the sea is the model's to paint"
    assert (request.mask[:, :8] == 0).mean() > 0.8, "the sky above is kept"


def test_a_shot_of_open_sky_leaves_the_model_something_to_do() -> None:
    plan = _plan("wan2.1-vace-1.3b")
    request = Requests(plan, _guide(plan)).of(0, None)
    assert request.mask is not None and (request.mask == 255).all()


def test_letters_and_grids_are_not_shown_to_a_model() -> None:
    scene = SCENE.model_copy(update={"labels": (StarLabel(hip=27989),)})
    shown = shown_scene(scene, whole=True, lines=True)
    assert not shown.labels and not shown.grids and not shown.lines[0].names
    assert not shown_scene(scene, whole=True, lines=False).lines


def test_a_shot_of_several_clips_keeps_to_one_rule_where_the_sky_is_open() -> None:
    late = SCENE.model_copy(update={"elements": (Element(kind="magpies", start_s=3.0),)})
    shot = SKY.model_copy(update={"scene": late})
    board = BOARD.model_copy(update={"shots": (shot, STORY)})
    plan = _plan("wan2.1-vace-1.3b", 97, board, shot, frames=17)
    guide = _guide(plan, shot, board)
    masks = [guide.masks(segment.start, segment.frames) for segment in plan.segments]
    assert len(masks) > 2 and masks[0].shape == (17, 96, 160)
    assert not masks[0].any(), "the sky is kept in the first clip too, since something comes in a later one"
    assert masks[-1].any() and not masks[-1].all()
    alone = _plan("wan2.1-vace-1.3b", 97, frames=17)
    guide = _guide(alone)
    assert all((guide.masks(one.start, one.frames) == 255).all() for one in alone.segments)


@pytest.mark.parametrize("model", ["wan2.2-ti2v-5b", "wan2.2-t2v-a14b", "wan2.1-vace-1.3b"])
def test_left_free_a_model_is_shown_nothing(model: str) -> None:
    board = BOARD.model_copy(update={"guidance": "free"})
    plan = _plan(model, board=board)
    request = Requests(plan, None).of(0, None)
    assert not plan.sky
    assert request.first is request.video is request.control is None


def test_exact_pins_the_last_frame_too_where_the_model_takes_one() -> None:
    board = BOARD.model_copy(update={"guidance": "exact"})
    plan = _plan("wan2.2-i2v-a14b", board=board)
    request = Requests(plan, _guide(plan, board=board)).of(0, None)
    expected = _painted(plan, shown_scene(SCENE, whole=True, lines=False), 24)
    assert request.last is not None and np.array_equal(request.last, expected)


@pytest.mark.parametrize(("model", "shared"), [("wan2.2-ti2v-5b", 1), ("wan2.1-vace-1.3b", 5)])
def test_a_clip_goes_on_where_the_last_one_ended(model: str, shared: int) -> None:
    board = BOARD.model_copy(update={"guidance": "free"})
    plan = _plan(model, 97, board, frames=25, fps=24)
    make = Numbers()
    frames = list(chained(plan, Requests(plan, None), make))
    assert [int(frame[0, 0, 0]) for frame in frames] == list(range(97)), "no frame is lost or told twice"
    assert len(make.requests) > 1 and all(one.shared == shared for one in plan.segments[1:])
    assert len({request.seed for request in make.requests}) == len(make.requests)


def test_a_clip_that_cannot_go_on_is_blended_into_the_next() -> None:
    board = BOARD.model_copy(update={"guidance": "free"})
    plan = _plan("wan2.2-t2v-a14b", 97, board, frames=33, fps=24)
    frames = list(chained(plan, Requests(plan, None), Numbers()))
    values = [int(frame[0, 0, 0]) for frame in frames]
    assert len(values) == 97 and plan.blended
    assert max(abs(b - a) for a, b in zip(values, values[1:], strict=False)) <= 5, "no jump where clips meet"


@pytest.mark.parametrize("model", ["wan2.2-ti2v-5b", "wan2.2-t2v-a14b", "wan2.1-vace-1.3b"])
def test_a_shot_that_follows_begins_with_the_frame_before(model: str) -> None:
    before = np.random.default_rng(3).integers(0, 255, (96, 160, 3), np.uint8)
    plan = _plan(model)
    make = Numbers()
    requests = Requests(plan, _guide(plan), before=before)
    frames = list(chained(plan, requests, make, before))
    [request] = make.requests
    given = [request.first, None if request.video is None else request.video[0],
             None if request.control is None else request.control[0]]  # fmt: skip
    assert any(picture is not None and np.array_equal(picture, before) for picture in given)
    if plan.way == "control":
        assert request.mask is not None and not request.mask[0].any()
    if plan.blended:
        assert np.abs(frames[0].astype(int) - before).mean() < 20


def test_characters_are_shown_to_a_model_that_takes_pictures() -> None:
    pictures = (np.zeros((96, 160, 3), np.uint8),)
    vace, plain = _plan("wan2.1-vace-1.3b"), _plan("wan2.2-ti2v-5b")
    assert Requests(vace, _guide(vace), pictures).of(0, None).references == pictures
    assert Requests(plain, _guide(plain), pictures).of(0, None).references == ()


def test_a_dome_is_left_to_the_painter() -> None:
    board = BOARD.model_copy(update={"canvas": Canvas(width=128, height=128, projection="fulldome")})
    with pytest.raises(EngineError, match="flat pictures"):
        planned_shot(board, SKY, 33, _model("wan2.2-ti2v-5b"))


def test_the_true_stars_are_laid_over_the_open_sky_only() -> None:
    board = BOARD.model_copy(update={"look": completed(BOARD.look).model_copy(update={"bloom": 0.0})})
    exact, grey = ExactSky(board, STORY, 33 / 24), np.full((96, 160, 3), 40, np.uint8)
    over = exact.over(grey, 12)
    assert (over != grey).any() and (over >= 30).all()
    assert np.array_equal(over[-6:], grey[-6:]), "nothing shines through the sea"
    stars = np.argwhere(over.max(-1) > 120)
    assert len(stars) and stars[:, 0].max() < 80


def test_the_description_changes_with_what_the_picture_depends_on() -> None:
    plan = _plan("wan2.2-ti2v-5b")
    others = [
        _plan("wan2.2-t2v-a14b"), _plan("wan2.2-ti2v-5b", 34), _plan("wan2.2-ti2v-5b", shot=STORY),
        _plan("wan2.2-ti2v-5b", board=BOARD.model_copy(update={"steps": 3})),
        _plan("wan2.2-ti2v-5b", board=BOARD.model_copy(update={"guidance": "free"})),
        _plan("wan2.2-ti2v-5b", board=BOARD.model_copy(update={"language": "zh"})),
    ]  # fmt: skip
    assert all(other.recipe() != plan.recipe() for other in others)
    assert plan.recipe() == _plan("wan2.2-ti2v-5b").recipe()
    anew = replace(plan, model=replace(plan.model, strategy=Strategy(tiling=True)))
    elsewhere = replace(plan, model=replace(plan.model, strategy=Strategy(offload="group")))
    assert anew.recipe() != plan.recipe() == elsewhere.recipe()


def test_a_character_is_described_in_every_shot_that_shows_them() -> None:
    hero = Character(name="Perseus", description="a young hero with a bronze shield", palette="white and bronze")
    board = BOARD.model_copy(update={"characters": (hero,)})
    assert "bronze shield" in _plan("wan2.2-ti2v-5b", board=board, shot=STORY).prompt.text
    assert "bronze shield" not in _plan("wan2.2-ti2v-5b", board=board, shot=SKY).prompt.text
