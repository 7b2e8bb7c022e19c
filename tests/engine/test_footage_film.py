"""Films of a person's own pictures and films: made whole, made again from what is kept, honest about what is gone."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import av
import numpy as np
import pytest
from typer.testing import CliRunner

from app.cli import cli
from engine.assembly.label import read_label
from engine.events import Event, PartReady, ShotFailed
from engine.film import render_film
from engine.film_settings import FilmSettings
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.job import Done, Failed
from engine.jobs.order import Order, order_takes
from engine.jobs.queue import Queue
from engine.jobs.worker import Worker
from engine.picture import ShotsFailed
from engine.takes.planned import planned_takes
from engine.takes.standing import standings
from storyboard.file import load, save
from storyboard.media import import_media
from storyboard.model import Canvas, Captions, Footage, Music, Narration, Shot, Storyboard, Take, Transition
from storyboard.takes import with_take
from storyboard.timing import schedule
from tests.engine.footage.made import counting, number_of, photo

BOARD = Storyboard(
    title="Our trip",
    canvas=Canvas(width=160, height=96, fps=24),
    music=Music(enabled=False),
    narration=Narration(enabled=False),
    captions=Captions(enabled=False),
    transition=Transition(kind="cut", frames=0),
    shots=(
        Shot(id="photo", footage=Footage(file="外滩.jpg"), duration_s=1),
        Shot(id="film", footage=Footage(file="b.mp4", start_s=0.5), duration_s=1),
        Shot(id="again", footage=Footage(file="b.mp4", start_s=1.5), duration_s=3),
    ),
)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("STARLOOM_FILMS_DIR", str(tmp_path / "films"))
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A saved storyboard of a photograph and a film of three seconds at 30 frames a second."""
    (tmp_path / "home").mkdir()
    photo(tmp_path / "home" / "外滩.jpg")
    counting(tmp_path / "home" / "b.mp4", 30, 3)
    save(BOARD, tmp_path / "home" / "trip.starloom")
    return tmp_path / "home" / "trip.starloom"


def _shown(film: Path) -> list[np.ndarray]:
    with av.open(str(film)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_a_film_of_footage_is_made_without_waiting_for_the_sky(path: Path, tmp_path: Path) -> None:
    events: list[Event] = []
    began = time.monotonic()
    film = tmp_path / "trip.mp4"
    render_film(load(path), film, base=path.parent, cache=Cache(tmp_path / "own"), report=events.append)
    assert time.monotonic() - began < 60 and not any(isinstance(event, PartReady) for event in events)
    frames = _shown(film)
    assert len(frames) == 120
    assert frames[20][10, 80, 0] > 150 and frames[20][-10, 80, 2] > 150
    assert [number_of(frames[24 + index]) for index in (0, 12, 23)] == [15, 30, 44]
    assert [number_of(frames[48 + index]) for index in (0, 30)] == [45, 83]
    assert number_of(frames[90]) == 89, "the last frame is held"
    assert read_label(film) is None, "what a person filmed is no generated content"


def test_generated_takes_beside_footage_are_labelled() -> None:
    key = "a" * 64
    made = BOARD.shots[0].model_copy(update={"takes": (Take(key=key, generator="diffusion"),), "chosen": key})
    by_model = {"generator": "diffusion"}
    assert FilmSettings().label(BOARD) is None and FilmSettings().label(BOARD.model_copy(update=by_model)) is None
    assert FilmSettings().label(BOARD.model_copy(update={"shots": (*BOARD.shots[1:], made)})) is not None
    painted = BOARD.model_copy(update={"shots": (*BOARD.shots, Shot(id="painted"))})
    assert FilmSettings().label(painted) is None
    assert FilmSettings().label(painted.model_copy(update=by_model)) is not None


def test_a_missing_file_is_named_and_the_other_shots_are_made(path: Path, tmp_path: Path) -> None:
    (path.parent / "外滩.jpg").unlink()
    cache, events = Cache(tmp_path / "own"), []
    with pytest.raises(ShotsFailed) as caught:
        render_film(load(path), tmp_path / "x.mp4", base=path.parent, cache=cache, report=events.append)
    said = str(caught.value)
    assert "Shot photo: 外滩.jpg is not there: find it again with starloom relink" in said
    assert "other 2 of 3 shots are kept" in said
    assert [event.shot_id for event in events if isinstance(event, ShotFailed)] == ["photo"]
    photo(path.parent / "外滩.jpg")
    again: list[Event] = []
    render_film(load(path), tmp_path / "x.mp4", base=path.parent, cache=cache, report=again.append)
    assert len(_shown(tmp_path / "x.mp4")) == 120


def test_a_film_is_made_again_from_its_takes_when_the_files_are_gone(path: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "own")
    render_film(load(path), tmp_path / "a.mp4", base=path.parent, cache=cache)
    for name in ("外滩.jpg", "b.mp4"):
        (path.parent / name).unlink()
    render_film(load(path), tmp_path / "b.mp4", base=path.parent, cache=cache)
    assert len(_shown(tmp_path / "b.mp4")) == 120


def test_a_file_that_moved_makes_the_same_takes(path: Path, tmp_path: Path) -> None:
    board, cache = load(path), Cache(tmp_path / "own")
    generator, plan = ShotGenerator(path.parent), schedule(board, {})
    before = planned_takes(board, plan, generator, cache)
    assert {take.generator for take in before} == {"footage"}
    copied = import_media(path.parent / "b.mp4", path)
    shots = [shot.model_copy(update={"footage": Footage(file=copied, start_s=shot.footage.start_s)})
             if shot.footage and shot.footage.file == "b.mp4" else shot for shot in board.shots]  # fmt: skip
    moved = board.model_copy(update={"shots": tuple(shots)})
    assert [take.key for take in planned_takes(moved, plan, generator, cache)] == [take.key for take in before]


def test_takes_of_footage_are_made_listed_and_stale_by_the_command_line(path: Path) -> None:
    run = CliRunner()
    assert run.invoke(cli, ["take", str(path), "film", "--choose"], catch_exceptions=False).exit_code == 0
    board = load(path)
    take = board.shots[1].takes[0]
    assert (take.generator, board.shots[1].chosen) == ("footage", take.key)
    listed = run.invoke(cli, ["takes", str(path), "--json"], catch_exceptions=False).stdout
    assert '"current": true, "there": true' in listed
    assert board.shots[1].footage is not None
    later = board.shots[1].model_copy(update={"footage": board.shots[1].footage.model_copy(update={"start_s": 0.9})})
    changed = board.model_copy(update={"shots": (board.shots[0], later, board.shots[2])})
    cache = Cache()
    [stood] = standings(changed, schedule(changed, {}), ShotGenerator(path.parent), cache)
    assert (stood.current, stood.there) == (False, True)
    planned = planned_takes(changed, schedule(changed, {}), ShotGenerator(path.parent), cache)[1]
    assert planned.stale is not None and planned.key == take.key and planned.generator == "footage"
    assert with_take(changed, "film", take) is changed


def test_stills_and_an_overlay_know_footage(path: Path, tmp_path: Path) -> None:
    run = CliRunner()
    picture = tmp_path / "still.png"
    words = ["still", str(path), "--shot", "2", "--at", "0.5", "-o", str(picture)]
    said = run.invoke(cli, words, catch_exceptions=False)
    assert said.exit_code == 0, said.output
    with av.open(str(picture)) as container:
        assert number_of(next(container.decode(video=0)).to_ndarray(format="rgb24")) == 30
    overlay = tmp_path / "overlay"
    said = run.invoke(cli, ["film", str(path), "--overlay", str(overlay)], catch_exceptions=False)
    assert said.exit_code == 0, said.output
    with av.open(str(sorted(overlay.glob("*.png"))[0])) as container:
        first = next(container.decode(video=0)).to_ndarray(format="rgba")
    assert first.shape == (96, 160, 4) and not first.any(), "nothing is drawn over footage"


def test_posters_of_footage_show_it(path: Path, tmp_path: Path) -> None:
    film = tmp_path / "trip.mp4"
    settings = FilmSettings(posters=True)
    done = render_film(load(path), film, base=path.parent, cache=Cache(tmp_path / "own"), settings=settings)
    assert {Path(name).name for name in done.beside} == {
        "trip.cover.jpg", "01-photo.jpg", "02-film.jpg", "03-again.jpg"
    }  # fmt: skip


def test_a_film_in_the_making_stops_at_once(path: Path, tmp_path: Path) -> None:
    from engine.errors import Cancelled

    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        render_film(load(path), tmp_path / "x.mp4", base=path.parent, cache=Cache(tmp_path / "own"), cancel=cancel)
    assert not (tmp_path / "x.mp4").exists()


def test_the_queue_makes_takes_of_footage_and_names_what_is_missing(path: Path, tmp_path: Path) -> None:
    (path.parent / "外滩.jpg").unlink()
    queue, cache = Queue(Database(tmp_path / "queue.sqlite")), Cache(tmp_path / "own")
    jobs = order_takes(queue, Order(load(path), path.parent), ["photo", "film"])
    with Worker(queue, cache, threads=1) as worker:
        latest = time.monotonic() + 120
        while not worker.idle():
            assert time.monotonic() < latest
            time.sleep(0.02)
    states = [queue.jobs([job.id])[0].state for job in jobs]
    assert isinstance(states[0], Failed) and "外滩.jpg is not there" in states[0].reason
    assert isinstance(states[1], Done) and states[1].result["generator"] == "footage"
    assert cache.find("takes", states[1].result["key"]) is not None
