"""``starloom cache``, ``take`` and ``takes`` as a person or a script meets them: real processes (but where
torch would be loaded five times), real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import cli
from engine.content import content_key
from engine.jobs.cache import Cache
from engine.jobs.cache_keeping import Keeping
from engine.jobs.database import Database
from storyboard.file import load, save
from storyboard.model import Canvas, Narration, Scene, Shot, Storyboard, Take, View

ROOT = Path(__file__).resolve().parents[2]
SIZE = 300_000
STORY = Storyboard(
    canvas=Canvas(width=160, height=90, fps=12),
    narration=Narration(enabled=False),
    shots=(Shot(id="vega", duration_s=0.5, scene=Scene(view=View(kind="sky", ra_deg=280, dec_deg=38))),),
)


def _run(*words: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, words)], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", "LC_ALL": "C.UTF-8", **environment}, timeout=240,
    )  # fmt: skip


def _json(done: subprocess.CompletedProcess[str]) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return _lines(done.stdout)


def _lines(said: str) -> list[dict]:
    return [json.loads(line) for line in said.splitlines()]


def _here(*words: object) -> Result:
    """Run a command in this process: torch is loaded once."""
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_the_cache_is_listed_verified_limited_pruned_and_cleared(tmp_path: Path) -> None:
    home = {"STARLOOM_CACHE_DIR": str(tmp_path / "缓存 cache"), "STARLOOM_DATA_DIR": str(tmp_path / "data"),
            "STARLOOM_FILMS_DIR": ""}  # fmt: skip
    keeping = Keeping(Database(tmp_path / "data" / "starloom.sqlite"))
    cache = Cache(tmp_path / "缓存 cache" / "films", keeping=keeping)
    keys = [content_key(number) for number in range(5)]
    for number, key in enumerate(keys):
        with cache.claim("takes", key, ".avi", threading.Event()) as claim:
            claim.path.write_bytes(bytes([number]) * SIZE)
            claim.publish({"generator": "sky", "seed": number})
    figure = tmp_path / "缓存 cache" / "figures" / "figure.npz"
    figure.parent.mkdir()
    figure.write_bytes(b"f" * SIZE)
    os.utime(figure, (time.time() - 9000, time.time() - 9000))
    board = STORY.model_copy(update={"shots": (STORY.shots[0].model_copy(update={"takes": (Take(key=keys[0]),)}),)})
    save(board, tmp_path / "story.starloom")

    (overview,) = _json(_run("cache", "list", "--json", cwd=tmp_path, **home))
    assert overview["kinds"]["takes"] == {"count": 5, "bytes": 5 * SIZE}
    assert overview["kinds"]["figures"] == {"count": 1, "bytes": SIZE} and overview["bytes"] == 6 * SIZE
    assert overview["oldest"][0]["key"] == keys[0] and overview["limit"] == 20_000_000_000
    told = _run("cache", "list", keys[3][:10], cwd=tmp_path, **home).stdout
    assert '"seed": 3' in told and "can be made again: no: its description lacks scene" in told

    found = next((tmp_path / "缓存 cache" / "films").rglob(f"{keys[4]}.avi"))
    found.write_bytes(found.read_bytes()[:-1] + b"!")
    verified = _run("cache", "verify", "--json", cwd=tmp_path, **home)
    assert verified.returncode == 3 and len(json.loads(verified.stdout)["damaged"]) == 1
    assert keys[4][:12] in verified.stderr

    assert "1.2 MB" in _run("cache", "limit", "1.2MB", cwd=tmp_path, **home).stdout
    assert _run("takes", "story.starloom", cwd=tmp_path, **home).returncode == 0  # opened: its take is known now
    (pruned,) = _json(_run("cache", "prune", "--json", cwd=tmp_path, **home))
    assert pruned == {"removed": 1, "freed": SIZE} and not figure.exists(), "the longest unused was the figure"
    (cleared,) = _json(_run("cache", "clear", "--json", cwd=tmp_path, **home))
    assert cleared["removed"] == 3
    assert [item.key for item in cache.listed()] == [keys[0]]
    assert "释放 300.0 kB" in _run("cache", "clear", "--all", cwd=tmp_path, **{**home, "LC_ALL": "zh_CN.UTF-8"}).stdout


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["cache", "limit", "lots"], "20GB"),
        (["cache", "limit", "12"], "too small"),
        (["cache", "list", "zzz"], "begins with 'zzz'"),
        (["cache", "remake", "none.json"], "none.json"),
        (["take", "story.starloom", "altair"], "the shots are vega"),
        (["takes", "story.starloom", "vega", "--choose", "abc"], "none yet"),
        (["takes", "story.starloom", "--unchoose"], "SHOT"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_input_is_one_clear_line(words: list[str], hint: str, tmp_path: Path) -> None:
    save(STORY, tmp_path / "story.starloom")
    done = _run(*words, cwd=tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1, done.stderr
    assert hint in done.stderr and "Traceback" not in done.stderr


def test_another_take_is_made_listed_chosen_and_made_again(tmp_path: Path) -> None:
    path = tmp_path / "织女 🌟.starloom"
    save(STORY, path)
    films = {"STARLOOM_FILMS_DIR": str(tmp_path / "films")}
    done = _run("take", path, "vega", "--seed", 5, "--choose", cwd=tmp_path, **films)
    assert done.returncode == 0, done.stderr
    shot = load(path).shots[0]
    assert [take.seed for take in shot.takes] == [5] and shot.chosen == shot.takes[0].key
    clip = next((tmp_path / "films" / "takes").rglob("*.avi"))
    assert clip.stem == shot.chosen

    assert _run("take", path, "vega", cwd=tmp_path, **films).returncode == 0
    rows = _json(_run("takes", path, "--json", cwd=tmp_path, **films))
    assert [(row["current"], row["there"], row["chosen"]) for row in rows] == [(True, True, True), (True, True, False)]
    assert rows[0]["seed"] == 5 and rows[1]["seed"] != 5

    content = clip.read_bytes()
    clip.unlink()
    sidecar = clip.with_suffix(".json").rename(tmp_path / "how it was made.json")
    again = _run("cache", "remake", sidecar, cwd=tmp_path, **films)
    assert again.stdout.strip() == str(clip) and clip.read_bytes() == content, again.stderr
    assert len(_json(_run("takes", path, "vega", "--drop", rows[1]["key"], "--json", cwd=tmp_path, **films))) == 1


def test_a_take_by_another_generator_is_one_of_the_shot_in_its_own_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("diffusers")
    from engine.diffusion.trial import trial_model
    from engine.models.catalogue import card_of

    model, path = tmp_path / "微型", tmp_path / "story.starloom"
    trial_model(card_of("wan2.1-t2v-1.3b"), model)
    # a size that the model can make: it would make others in its own, which is large
    save(STORY.model_copy(update={"canvas": Canvas(width=160, height=96, fps=12)}), path)
    for name in ("FILMS", "DATA"):
        monkeypatch.setenv(f"STARLOOM_{name}_DIR", str(tmp_path / name.lower()))
    by_model = ("--generator", "diffusion", "--model", model, "--guidance", "free", "--steps", 2, "--no-stand-in")
    assert _here("take", path, "vega", "--seed", 5).exit_code == 0
    done = _here("take", path, "vega", "--seed", 5, *by_model, "--choose")
    assert done.exit_code == 0, done.output

    board = load(path)
    assert (board.generator, board.shots[0].generator) == ("sky", None), "the shot itself is as it was"
    rows = _lines(_here("takes", path, "--json").stdout)
    assert [(row["generator"], row["current"], row["chosen"]) for row in rows] == [
        ("sky", True, False), ("diffusion", True, True),
    ]  # fmt: skip
    assert rows[1]["asked"] == {"generator": "diffusion", "model": str(model), "steps": 2, "guidance": "free"}

    gone = next((tmp_path / "films" / "takes").rglob(f"{rows[1]['key']}.avi"))
    gone.unlink()
    gone.with_suffix(".json").unlink()
    film = _here("film", path, "-o", tmp_path / "film.mp4", "--no-music")
    assert film.exit_code == 0, film.output
    assert gone.exists(), "the film makes the chosen take again by the generator that it was asked of"

    save(board.model_copy(update={"shots": (board.shots[0].model_copy(update={"text": "a swan"}),)}), path)
    rows = _lines(_here("takes", path, "--json").stdout)
    assert not rows[1]["current"], "another text, another picture by a model"


def test_a_take_for_which_the_painter_stood_in_is_the_painters(tmp_path: Path) -> None:
    path = tmp_path / "story.starloom"
    save(STORY, path)
    place = {"STARLOOM_FILMS_DIR": str(tmp_path / "films"), "STARLOOM_MODELS_DIR": str(tmp_path / "none"),
             "STARLOOM_DATA_DIR": str(tmp_path / "data")}  # fmt: skip
    done = _run("take", path, "vega", "--generator", "diffusion", cwd=tmp_path, **place)
    assert done.returncode == 0, done.stderr
    [row] = _json(_run("takes", path, "--json", cwd=tmp_path, **place))
    assert (row["generator"], row["asked"], row["current"]) == ("sky", {}, True)
    assert "instead of the model" in load(path).shots[0].takes[0].note
