"""Exports killed at any moment: the film's name is never anything but a whole film, and what was finished is kept."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import assets
from engine.assembly.facts import read_back
from storyboard.timing import Schedule, schedule
from tests.engine.assembly.numbered import lumas
from tests.engine.test_picture import board, expected

EXPORTER = """
import os, sys, threading, time
from fractions import Fraction
from pathlib import Path
import numpy as np
from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.joining import FilmWords, join
from engine.jobs.cache import Cache
from tests.engine.test_picture import CANVAS, Greys, board, picture

def export(cache, film):
    greys = Greys()
    greys.before = lambda: time.sleep(0.008)
    parts = picture(board(5), greys, Cache(Path(cache))).make(lambda event: None, threading.Event())
    join(parts, np.zeros((480_000, 2), np.float32), Fraction(CANVAS.fps), FilmWords("film"), Path(film))
    print("painted", *sorted({shot for shot, _ in greys.painted}), flush=True)

rgb_to_yuv420(np.zeros((16, 16, 3), np.uint8), *yuv420_planes(np.zeros((24, 16), np.uint8)))  # loads its kernel
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        export(*line.rstrip().split("\\t"))
        os._exit(0)
    print(child, flush=True)
    print("ended", os.waitpid(child, 0)[1], flush=True)
"""


class _Exporter:
    """A program that exports a film in a process of its own, as often as it is told; started once, since that takes
    longer than an export."""

    def __init__(self) -> None:
        root = Path(assets.__file__).parents[1]
        command = [sys.executable, "-c", EXPORTER]
        self._run = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def begin(self, cache: Path, film: Path) -> int:
        """Its process."""
        assert self._run.stdin is not None
        self._run.stdin.write(f"{cache}\t{film}\n")
        self._run.stdin.flush()
        return int(self._line())

    def ended(self) -> tuple[list[str] | None, int]:
        """The shots that were painted, and how the process ended (0: well); waits for it."""
        painted = None
        while not (line := self._line()).startswith("ended"):
            painted = line.split()[1:]
        return painted, int(line.split()[1])

    def close(self) -> None:
        self._run.communicate(timeout=60)

    def _line(self) -> str:
        assert self._run.stdout is not None
        return self._run.stdout.readline().rstrip()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=[pytest.mark.soak, pytest.mark.timeout(3600)])])
def test_a_killed_export_is_resumed(tmp_path: Path, kills: int) -> None:
    """Of what was finished nothing is made again, and at most one shot was under way."""
    chance, exporter = random.Random(kills), _Exporter()
    plan, killed = schedule(board(5), {}), 0
    began = time.monotonic()
    exporter.begin(tmp_path / "cache", tmp_path / "film.mp4")
    assert exporter.ended()[1] == 0
    length_s = time.monotonic() - began
    for number in range(kills):
        cache, film = tmp_path / f"cache {number}", tmp_path / f"film {number} 🌌.mp4"
        film.write_bytes(b"the earlier film")
        process = exporter.begin(cache, film)
        time.sleep(chance.uniform(0.0, 0.9 * length_s))
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        killed += exporter.ended()[1] != 0
        if film.read_bytes() != b"the earlier film":
            assert read_back(film).frames == plan.total_frames, "it was replaced, so it is whole"
        finished = {file.stem: file.stat().st_mtime_ns for file in cache.rglob("*.json") if file.name[0] != "."}
        takes = len([file for file in cache.glob("takes/*/*.json") if file.name[0] != "."])
        exporter.begin(cache, film)
        painted, status = exporter.ended()
        assert status == 0 and painted is not None
        assert len(painted) == len(plan.spans) - takes, "a finished take was painted again"
        now = {file.stem: file.stat().st_mtime_ns for file in cache.rglob("*.json")}
        assert finished.items() <= now.items(), "a finished take or segment was made again"
        assert not [entry for entry in tmp_path.iterdir() if entry.name.endswith(".part.mp4")]
        if number % 10 == 0:
            _check_frames(film, plan)
    assert killed > kills / 3
    exporter.close()


def _check_frames(film: Path, plan: Schedule) -> None:
    shown = lumas(film)
    assert len(shown) == plan.total_frames
    for place, luma in enumerate(shown):
        wanted = expected(plan, place)
        assert wanted is None or abs(float(luma.mean()) - wanted) < 1, f"frame {place}"
