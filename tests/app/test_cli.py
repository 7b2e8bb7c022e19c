"""The command line as a person or a script meets it: real processes, exit codes, files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine.assembly.facts import read_back
from storyboard.file import load

ROOT = Path(__file__).resolve().parents[2]


def _run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=240,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment},
    )  # fmt: skip


def _is_one_clear_line(result: subprocess.CompletedProcess[str]) -> bool:
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    return len(lines) == 1 and lines[0].startswith("error: ") and "Traceback" not in result.stderr


BAD = [
    (["film", "nope"], "orion"),
    (["film"], "template id"),
    (["film", "qixi", "--lang", "fr"], "zh"),
    (["film", "qixi", "--size", "1281x720"], "even"),
    (["film", "qixi", "--size", "big"], "1280x720"),
    (["film", "qixi", "--fps", "0"], "1 to 120"),
    (["film", "qixi", "--fps", "121"], "1 to 120"),
    (["film", "qixi", "--seed", "-3"], "seed"),
    (["film", "--text", "   "], "at least one sentence"),
    (["film", "qixi", "--text", "x"], "not both"),
    (["film", "missing.starloom"], "no file"),
    (["film", "missing.txt"], "no file"),
    (["film", "qixi", "-o", "nowhere/film.mp4"], "nowhere"),
    (["film", "qixi", "-o", "film.avi"], ".mp4"),
    (["film", "qixi", "--music", "no.wav"], "no.wav"),
    (["film", "qixi", "--music", "not-music.txt"], "not-music.txt"),
    (["film", "broken.starloom"], "broken.starloom"),
    (["film", "odd-scene.starloom"], "volcano"),
    (["film", "huge.txt"], "100 MB"),
    (["film", "folder.txt"], "folder"),
    (["still", "qixi", "--shot", "99"], "9 shots"),
    (["still", "qixi", "--at", "900"], "lasts"),
    (["storyboard", "qixi", "-o", "x.json"], ".starloom"),
    (["film", "qixi", "--generator", "magic"], "sky, diffusion"),
    (["film", "qixi", "--model", "nowhere/model"], "no folder"),
    (["film", "qixi", "--model", "wan2.2-t2v-a14b"], "models fetch"),
    (["film", "--no-such-option"], "no-such-option"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything a person can get wrong."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "broken.starloom").write_text('{"format": "starloom", "shots": [}', encoding="utf-8")
    odd = {"format": "starloom", "version": 1, "shots": [{"id": "a", "scene": {"elements": [{"kind": "volcano"}]}}]}
    (folder / "odd-scene.starloom").write_text(json.dumps(odd), encoding="utf-8")
    (folder / "not-music.txt").write_text("la la la", encoding="utf-8")
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(100 * 2**20)
    (folder / "folder.txt").mkdir()
    return folder


@pytest.mark.parametrize(("words", "hint"), BAD, ids=[" ".join(words)[:40] for words, _ in BAD])
def test_bad_input_is_one_clear_line(words: list[str], hint: str, desk: Path) -> None:
    before = sorted(path.name for path in desk.iterdir())
    result = _run(*words, cwd=desk)
    assert result.returncode == 2, result.stderr
    assert _is_one_clear_line(result), result.stderr
    assert hint in result.stderr
    assert sorted(path.name for path in desk.iterdir()) == before


def test_a_script_becomes_a_film(tmp_path: Path) -> None:
    script = "# 星\n海上的猎户座。\n旁白：猎户升起。\n\n流星。\n旁白：许个愿。"
    (tmp_path / "我的 故事.md").write_text(script, encoding="utf-8")
    result = _run("film", "我的 故事.md", "--size", "320x180", "--fps", "12", "--json", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert events[0] == {"event": "PhaseStarted", "phase": "narration", "total": 2}
    assert events[-1]["event"] == "FilmFinished"
    facts = read_back(tmp_path / "我的 故事.mp4")
    assert (facts.width, facts.height, facts.frames) == (320, 180, events[-1]["frames"])
    assert facts.title == "星"
    assert "猎户升起" in (tmp_path / "我的 故事.srt").read_text(encoding="utf-8")


def test_a_storyboard_is_made_checked_and_protected(tmp_path: Path) -> None:
    made = _run("storyboard", "andromeda", "--lang", "zh", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert load(tmp_path / "andromeda.starloom").language == "zh"
    assert _run("check", "andromeda.starloom", cwd=tmp_path).returncode == 0
    assert _run("storyboard", "andromeda", cwd=tmp_path).returncode == 2


def test_check_lists_every_problem(tmp_path: Path) -> None:
    bad = {
        "format": "starloom", "sky": {"time": "yesterday"},
        "shots": [{"id": "a", "scene": {"elements": [{"kind": "volcano"}], "figures": [{"name": "nobody"}],
                                        "lines": [{"show": ["Xyz"]}]}}],
    }  # fmt: skip
    (tmp_path / "bad.starloom").write_text(json.dumps(bad), encoding="utf-8")
    result = _run("check", "bad.starloom", cwd=tmp_path)
    assert result.returncode == 2
    for word in ("sky.time", "volcano", "nobody", "Xyz", "shots[1].scene.elements[1].kind"):
        assert word in result.stderr
    assert len(result.stderr.splitlines()) == 4


def test_templates_are_listed(tmp_path: Path) -> None:
    result = _run("templates", "--json", cwd=tmp_path)
    cards = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"andromeda", "orion", "qixi"} <= {card["id"] for card in cards}
    assert all(50 <= seconds <= 90 for card in cards for seconds in card["seconds"].values())


def test_a_still_is_painted(tmp_path: Path) -> None:
    import cv2

    result = _run("still", "orion", "--shot", "2", "--at", "5", "-o", "猎户.png", "--size", "640x360", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    data = (tmp_path / "猎户.png").read_bytes()
    import numpy as np

    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None and picture.shape == (360, 640, 3) and picture.max() > 180


@pytest.mark.parametrize("name", ["zhinu", "loom"])
def test_a_figure_is_painted(name: str, tmp_path: Path) -> None:
    result = _run("figure", name, "-o", "figure.jpg", "--size", "320x180", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "figure.jpg").stat().st_size > 3000
    assert "zhinu" in _run("figure", "nobody", cwd=tmp_path).stderr


def test_there_is_help(tmp_path: Path) -> None:
    result = _run("--help", cwd=tmp_path)
    assert result.returncode == 0
    assert "film" in result.stdout and "doctor" in result.stdout and "studio" in result.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is always taken to be there")
def test_without_a_screen_the_studio_says_so(tmp_path: Path) -> None:
    result = _run(cwd=tmp_path, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert result.returncode == 3
    assert "There is no screen here" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT to a process, which Windows does not have")
@pytest.mark.parametrize("when", ["narration", "picture"])
def test_ctrl_c_stops_at_once_and_leaves_nothing(when: str, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "film", "orion", "--draft", "--json"], cwd=tmp_path, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "STARLOOM_CACHE_DIR": str(tmp_path / "cache")},
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        if event.get("phase") == when == "narration" or (when == "picture" and event.get("frame", 0) >= 5):
            break
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 130
    assert time.monotonic() - sent < 4, "a generous limit: an idle machine needs less than one second"
    assert "Stopped" in complaint and "kept" in complaint
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
