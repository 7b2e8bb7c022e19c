"""Films by a video model, the whole way: tiny models with random weights, real pipelines, exact frames."""

from __future__ import annotations

import itertools
import shutil
import threading
import time
from pathlib import Path

import av
import numpy as np
import pytest

from engine.assembly.label import read_label
from engine.content import file_digest
from engine.errors import Cancelled, EngineError
from engine.events import Event, ModelStepped, Noted, ShotFailed, ShotPreviewed
from engine.film import render_film
from engine.film_settings import FilmSettings
from engine.generators.diffusion import DiffusionGenerator
from engine.generators.guided import makers
from engine.generators.guided.makers import drop_models
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache
from engine.jobs.job import Done
from engine.jobs.order import Order, order_takes
from engine.jobs.queue import Queue
from engine.jobs.worker import Worker
from engine.models.wishes import ModelWishes, ask_with
from engine.picture import ShotsFailed
from engine.takes.before import know_order
from engine.takes.planned import planned_takes
from storyboard.model import Canvas, Captions, Music, Narration, Scene, Shot, Storyboard, Transition, View
from storyboard.timing import schedule
from tests.engine.generators.guided.tiny_onnx import blending

pytest.importorskip("torch")
pytest.importorskip("diffusers")

FRAMES = 33
SCENE = Scene(view=View(kind="sky", ra_deg=84, dec_deg=0, scale=700))
BOARD = Storyboard(
    canvas=Canvas(width=160, height=96, fps=24), narration=Narration(enabled=False), music=Music(enabled=False),
    captions=Captions(enabled=False), transition=Transition(kind="cut", frames=0), generator="diffusion", steps=2,
    shots=(
        Shot(id="one", text="the hunter rises", scene=SCENE, duration_s=FRAMES / 24),
        Shot(id="two", text="he lifts his bow", scene=SCENE, duration_s=FRAMES / 24),
    ),
)  # fmt: skip


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory):
    """The folder of a tiny model of a card, built once."""
    import torch

    from engine.diffusion.libraries import prepare_libraries
    from engine.diffusion.trial import trial_model
    from engine.models.catalogue import card_of

    torch.set_num_threads(1)
    prepare_libraries()
    folder = tmp_path_factory.mktemp("微型 models")

    def of(name: str) -> str:
        if not (folder / name).exists():
            trial_model(card_of(name), folder / name)
        return str(folder / name)

    return of


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # what models and painters keep is the same for all tests
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("STARLOOM_MODELS_DIR", str(tmp_path_factory.getbasetemp() / "none"))
    monkeypatch.setenv("STARLOOM_FILMS_DIR", str(tmp_path / "films"))
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    yield
    ask_with(ModelWishes)
    drop_models()


def _shown(film: Path) -> list[np.ndarray]:
    with av.open(str(film)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


@pytest.mark.parametrize(
    ("model", "guidance"),
    [
        ("wan2.2-ti2v-5b", "guided"), ("wan2.2-t2v-a14b", "free"), ("wan2.2-t2v-a14b", "guided"),
        ("wan2.2-i2v-a14b", "exact"), ("wan2.1-vace-1.3b", "guided"),
    ],
)  # fmt: skip
def test_a_film_of_two_shots_has_all_its_frames(model: str, guidance: str, tiny, tmp_path: Path) -> None:
    events: list[Event] = []
    board = BOARD.model_copy(update={"model": tiny(model), "guidance": guidance})
    film = tmp_path / "film.mp4"
    finished = render_film(board, film, report=events.append, cache=Cache(tmp_path / "own"))
    frames = _shown(film)
    assert finished.frames == len(frames) == 2 * FRAMES and frames[0].shape == (96, 160, 3)
    assert np.abs(frames[20].astype(int) - frames[FRAMES + 20]).mean() > 0.5, "each shot has its own picture"
    assert read_label(film) is not None, "a generated film is labelled"
    assert not [event for event in events if isinstance(event, ShotFailed | Noted)]
    steps = [event for event in events if isinstance(event, ModelStepped) and event.shot_id == "two"]
    assert [event.step for event in steps] == sorted({event.step for event in steps})
    assert steps[-1].step == steps[-1].total and steps[-1].seconds_left == 0


@pytest.mark.parametrize("model", ["wan2.2-i2v-a14b", "wan2.2-t2v-a14b"])
def test_six_seconds_are_two_clips_of_a_model_of_five(model: str, tiny) -> None:
    canvas = Canvas(width=64, height=64, fps=24)
    board = BOARD.model_copy(update={"model": tiny(model), "canvas": canvas, "steps": 1})
    events: list[Event] = []
    painter = ShotGenerator(report=events.append, stand_in=False).open(board, board.shots[0], 144)
    frames = np.stack([painter.paint(number) for number in range(144)]).astype(int)
    assert frames.shape == (144, 64, 64, 3)
    steps = [event for event in events if isinstance(event, ModelStepped)]
    assert [event.step for event in steps] == [1, 2, 3, 4] and {event.total for event in steps} == {4}
    moved = np.abs(np.diff(frames, axis=0)).mean((1, 2, 3))
    assert (moved > 0).any() and not (frames[140:] == frames[140]).all(), "the end is no held frame"


def test_frames_between_are_made_by_a_model_of_ones_own(tiny, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    shot = BOARD.shots[0]
    board = BOARD.model_copy(update={"model": tiny("wan2.2-t2v-a14b"), "guidance": "free"})
    painter = ShotGenerator(stand_in=False)
    plain = painter.recipe(board, shot, FRAMES)
    assert "between" not in plain
    ask_with(lambda: ModelWishes(interpolation=str(blending(tmp_path / "own.onnx"))))
    own = painter.recipe(board, shot, FRAMES)
    assert own["between"] == file_digest(tmp_path / "own.onnx")
    assert {name: value for name, value in own.items() if name != "between"} == plain
    made = painter.open(board, shot, FRAMES)
    frames = [made.paint(number).astype(float) for number in range(4)]
    assert all(np.abs(one - other).mean() > 0 for one, other in itertools.pairwise(frames))
    film_of_24 = board.model_copy(update={"model": tiny("wan2.2-ti2v-5b")})
    assert "between" not in painter.recipe(film_of_24, shot, FRAMES), "there is nothing between"
    ask_with(lambda: ModelWishes(interpolation=str(tmp_path / "none.onnx")))
    with pytest.raises(EngineError, match="none.onnx, cannot be read"):
        ShotGenerator(stand_in=False).recipe(board, shot, FRAMES)


def test_what_was_left_out_is_a_note_of_the_take(tiny) -> None:
    ask_with(lambda: ModelWishes(step_cache="taylor", attention="flash"))
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b"), "canvas": Canvas(width=64, height=64, fps=24)})
    events: list[Event] = []
    painter = ShotGenerator(report=events.append, stand_in=False)
    for shot in board.shots:  # the second one finds the model loaded
        painter.open(board, shot, 144)  # in two clips
        note = painter.note_of(shot.id)
        assert note.count("'taylor' is left out: in 2 steps") == 1
        assert note.count("The attention 'flash' does not work here") == 1
    assert len([event for event in events if isinstance(event, Noted)]) == 4


def test_a_film_once_made_needs_no_model_and_is_the_same_again(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b"), "shots": BOARD.shots[:1]})
    cache = Cache(tmp_path / "own")
    render_film(board, tmp_path / "a.mp4", cache=cache)
    events: list[Event] = []
    render_film(board, tmp_path / "b.mp4", cache=cache, report=events.append)
    assert not [event for event in events if isinstance(event, ModelStepped)]
    drop_models()
    render_film(board, tmp_path / "c.mp4", cache=Cache(tmp_path / "other"))
    first, again = _shown(tmp_path / "a.mp4"), _shown(tmp_path / "c.mp4")
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_a_shot_that_follows_begins_where_the_last_one_ended(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b")})
    follows = board.shots[1].model_copy(update={"follows": True})
    board = board.model_copy(update={"shots": (board.shots[0], follows)})
    render_film(board, tmp_path / "a.mp4", cache=Cache(tmp_path / "own"))
    cache, generator, plan = Cache(tmp_path / "own"), ShotGenerator(), schedule(board, {})
    know_order(generator, plan, cache)
    takes = planned_takes(board, plan, generator, cache)
    assert all(cache.find("takes", take.key) for take in takes), "the film's own takes are found again"
    assert takes[1].recipe["follows"] == takes[0].key
    other = board.model_copy(update={"shots": (board.shots[0].model_copy(update={"seed": 5}), follows)})
    assert planned_takes(other, plan, generator, cache)[1].key != takes[1].key


def test_the_sky_painter_stands_in_for_a_model_that_fails(tiny, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny("wan2.2-ti2v-5b"), broken)
    (broken / "tokenizer" / "tokenizer.json").write_text("{}", encoding="utf-8")
    board = BOARD.model_copy(update={"model": str(broken), "shots": BOARD.shots[:1]})
    events: list[Event] = []
    render_film(board, tmp_path / "a.mp4", cache=Cache(tmp_path / "own"), report=events.append)
    told = [event.message for event in events if isinstance(event, Noted)]
    assert len(told) == 1 and "The sky painter made shot one instead of the model" in told[0]
    assert not [event for event in events if isinstance(event, ShotFailed)]
    painted = board.model_copy(update={"generator": "sky"})
    settings = FilmSettings(ai_label=True)  # the picture carries the same label
    render_film(painted, tmp_path / "b.mp4", cache=Cache(tmp_path / "own"), settings=settings)
    first, sky = _shown(tmp_path / "a.mp4"), _shown(tmp_path / "b.mp4")
    assert all(np.array_equal(one, other) for one, other in zip(first, sky, strict=True))
    with pytest.raises(ShotsFailed, match="Shot one"):
        render_film(board, tmp_path / "c.mp4", cache=Cache(tmp_path / "own"), settings=FilmSettings(stand_in=False))


def test_a_model_that_is_not_here_is_stood_in_for_before_any_work(tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": "wan2.2-t2v-a14b"})
    events: list[Event] = []
    render_film(board, tmp_path / "a.mp4", cache=Cache(tmp_path / "own"), report=events.append)
    told = [event.message for event in events if isinstance(event, Noted)]
    assert len(told) == 2 and "starloom models fetch wan2.2-t2v-a14b" in told[0]
    assert len(_shown(tmp_path / "a.mp4")) == 2 * FRAMES


def test_a_film_is_cancelled_between_two_steps_and_goes_on_later(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b")})
    cancel, cache = threading.Event(), Cache(tmp_path / "own")
    steps: list[ModelStepped] = []

    def stop_in_the_second_shot(event: Event) -> None:
        if isinstance(event, ModelStepped):
            steps.append(event)
            if event.shot_id == "two":
                cancel.set()

    with pytest.raises(Cancelled):
        render_film(board, tmp_path / "a.mp4", cache=cache, cancel=cancel, report=stop_in_the_second_shot)
    assert [event.step for event in steps if event.shot_id == "two"] == [1] and not (tmp_path / "a.mp4").exists()
    again: list[Event] = []
    render_film(board, tmp_path / "a.mp4", cache=cache, report=again.append)
    assert "one" not in {event.shot_id for event in again if isinstance(event, ModelStepped)}, "it was kept"
    assert len(_shown(tmp_path / "a.mp4")) == 2 * FRAMES


def test_the_queue_makes_takes_by_a_model_and_says_so(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b"), "steps": 6})
    jobs, seen = Queue(), set()
    [take] = order_takes(jobs, Order(board, tmp_path), ["one"])
    with Worker(jobs, Cache(tmp_path / "own"), 1):
        while not (job := jobs.jobs([take.id])[0]).finished:
            seen.add(getattr(job.state, "message", ""))
            time.sleep(0.02)
    assert isinstance(job.state, Done), job.state
    assert job.state.result["generator"] == "diffusion" and "note" not in job.state.result
    assert job.state.result["frames"] == FRAMES
    assert seen & {"model", "loading"}


def test_a_preview_is_shown_while_a_model_is_at_work(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.2-ti2v-5b"), "steps": 6, "shots": BOARD.shots[:1]})
    events: list[Event] = []
    render_film(board, tmp_path / "a.mp4", cache=Cache(tmp_path / "own"), report=events.append)
    previews = [event for event in events if isinstance(event, ShotPreviewed)]
    assert previews and previews[0].picture.ndim == 3 and previews[0].picture.dtype == np.uint8


def test_settings_that_change_under_way_count_for_the_next_take(tiny, tmp_path: Path) -> None:
    board = BOARD.model_copy(update={"model": tiny("wan2.1-t2v-1.3b"), "guidance": "free"})
    generator, shot = DiffusionGenerator(tmp_path), board.shots[0]
    described = generator.recipe(board, shot, 5)
    ask_with(lambda: ModelWishes(weights="fp8"))
    try:
        generator.open(board, shot, 5)
        assert makers._at_hand.model is not None
        assert makers._at_hand.model.recipe() == described["model"], "what is made is what was described"
        assert generator.recipe(board, shot, 5)["model"] != described["model"]
    finally:
        ask_with(ModelWishes)
