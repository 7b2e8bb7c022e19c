"""Warming leaves nothing to compile, can be stopped, and is done once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

WARM = """
import threading
from engine.sky.warming import Warming
events = []
if __name__ == "__main__":
    with Warming({"plain", "rock", "no such kind"}) as warming:
        warming.finish(events.append, threading.Event())
    print([type(event).__name__ for event in events])
"""
PAINT = """
from engine.sky.painter import ShotPainter
from storyboard.model import Canvas, Element, FigureCue, LinesCue, Look, Scene, Sky, View
scene = Scene(view=View(kind="horizon"), elements=(Element(kind="plain"), Element(kind="rock")),
              figures=(FigureCue(name="zhinu"),), lines=(LinesCue(show=("Lyr",)),))
painter = ShotPainter(scene, canvas=Canvas(width=320, height=180), look=Look(), sky=Sky(), duration_s=4, seed=1,
                      language="en")
painter.paint(70)
"""
STOP = """
import threading, time
from engine.errors import Cancelled
from engine.sky.warming import Warming
if __name__ == "__main__":
    cancel = threading.Event()
    threading.Timer(1.0, cancel.set).start()
    try:
        with Warming({"plain"}) as warming:
            workers = list(warming._workers)
            warming.finish(lambda event: None, cancel)
    except Cancelled:
        for worker in workers:
            worker.join(5)
        print("stopped", [worker.is_alive() for worker in workers])
"""


def _run(script: str, kernels: Path, tmp_path: Path) -> str:
    path = tmp_path / "script.py"
    path.write_text(script, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "NUMBA_CACHE_DIR": str(kernels),
        "STARLOOM_CACHE_DIR": str(tmp_path / "cache"),
    }
    done = subprocess.run([sys.executable, str(path)], env=environment, text=True, capture_output=True, timeout=200)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_after_warming_a_film_compiles_nothing_and_a_second_film_does_not_wait(tmp_path: Path) -> None:
    kernels = tmp_path / "kernels"
    assert _run(WARM, kernels, tmp_path).split() == ["['PhaseStarted',", *["'PartReady',"] * 3, "'PartReady']"]
    compiled = {path.name for path in kernels.rglob("*.nbc")}
    assert len(compiled) > 10
    _run(PAINT, kernels, tmp_path)
    assert {path.name for path in kernels.rglob("*.nbc")} == compiled
    assert _run(WARM, kernels, tmp_path).strip() == "[]"


def test_warming_stops_when_the_film_is_cancelled(tmp_path: Path) -> None:
    started = time.monotonic()
    assert "stopped [False, False]" in _run(STOP, tmp_path / "kernels", tmp_path)
    assert time.monotonic() - started < 30, "a generous limit: an idle machine needs four seconds"
