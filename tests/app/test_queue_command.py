"""``starloom queue`` as a person or a script meets it: real processes, exit codes, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.assembly.facts import read_back

ROOT = Path(__file__).resolve().parents[2]
STORY = {
    "format": "starloom", "title": "两颗星", "language": "zh", "canvas": {"width": 64, "height": 64, "fps": 8},
    "narration": {"enabled": False}, "music": {"enabled": False},
    "shots": [{"id": "a", "duration_s": 0.5, "scene": {}}, {"id": "b", "duration_s": 0.5, "scene": {}}],
}  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "我的 story.starloom").write_text(json.dumps(STORY), encoding="utf-8")
    odd = [*STORY["shots"], {"id": "odd", "duration_s": 0.5, "scene": {"figures": [{"name": "orion"}]}}]
    (tmp_path / "odd.starloom").write_text(json.dumps({**STORY, "shots": odd}), encoding="utf-8")
    return tmp_path


def _run(desk: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "queue", *words], cwd=desk, capture_output=True, text=True, encoding="utf-8",
        timeout=240, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "160", "LANG": "en_US.UTF-8",
                          "STARLOOM_DATA_DIR": str(desk / "data"), "STARLOOM_FILMS_DIR": str(desk / "films")},
    )  # fmt: skip


def _listed(desk: Path) -> list[dict]:
    result = _run(desk, "list", "--json")
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_films_wait_and_are_made(desk: Path) -> None:
    assert "empty" in _run(desk, "list").stdout
    for name in ("one.mp4", "two.mp4"):
        added = _run(desk, "add", "我的 story.starloom", "-o", name)
        assert added.returncode == 0 and name in added.stdout, added.stderr
    jobs = _listed(desk)
    assert [(job["kind"], job["shot"]) for job in jobs] == [
        ("score", ""), ("take", "a"), ("take", "b"), ("film", ""), ("film", "")
    ], "two films of one storyboard share their takes"  # fmt: skip
    assert _run(desk, "cancel", str(jobs[-2]["id"])).returncode == 0
    assert _run(desk, "pause").returncode == 0
    assert _run(desk, "run").returncode == 0, "a paused queue has nothing to do"
    assert not (desk / "two.mp4").exists()
    assert _run(desk, "resume").returncode == 0
    result = _run(desk, "run", "--json")
    assert result.returncode == 0, result.stderr
    told = [json.loads(line) for line in result.stdout.splitlines()]
    last = [job for job in told if job["target"].endswith("two.mp4") and job["kind"] == "film"][-1]
    assert last["state"]["is"] == "Done"
    assert read_back(desk / "two.mp4").frames == last["state"]["result"]["frames"] and not (desk / "one.mp4").exists()
    assert "two.mp4" in _run(desk, "list").stdout
    assert _run(desk, "clear").returncode == 0 and _listed(desk) == []


def test_what_cannot_be_done_is_one_clear_line(desk: Path) -> None:
    for words, hint in (
        (["add", "nope"], "orion"), (["cancel", "7"], "no job 7"), (["retry", "7"], "no job 7"),
        (["move", "7", "1"], "no unfinished job 7"), (["add", "odd.starloom", "-o", "x.avi"], ".mp4"),
    ):  # fmt: skip
        result = _run(desk, *words)
        assert result.returncode == 2 and result.stderr.startswith("error: ") and hint in result.stderr, result.stderr
        assert len(result.stderr.strip().splitlines()) == 1


def test_a_film_that_fails_ends_the_run_with_three(desk: Path) -> None:
    target = desk / "gone" / "film.mp4"
    target.parent.mkdir()
    assert _run(desk, "add", "我的 story.starloom", "-o", str(target)).returncode == 0
    target.parent.rmdir()
    result = _run(desk, "run")
    assert result.returncode == 3
    jobs = _listed(desk)
    assert "gone" in jobs[-1]["state"]["reason"]
    assert [job["state"]["is"] for job in jobs] == ["Done", "Done", "Done", "Failed"], "the takes are kept"
    target.parent.mkdir()
    assert _run(desk, "retry", str(jobs[-1]["id"])).returncode == 0
    assert _run(desk, "run").returncode == 0 and target.exists()
