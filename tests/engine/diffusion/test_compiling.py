"""Compiled blocks: the same picture, and a remark instead of an error where nothing can be compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.diffusion.reports import Remarked
from engine.diffusion.speedups import Speedups, changes_of_picture
from tests.engine.diffusion.tiny import PLAIN, TinyModels, request

torch = pytest.importorskip("torch")

from engine.diffusion.maker import ClipMaker  # noqa: E402

MODEL = "wan2.1-t2v-1.3b"
HAS_COMPILER = any(shutil.which(name) for name in ("g++", "clang++", "cl"))

WITHOUT_COMPILER = """
import sys, numpy, torch
torch.set_num_threads(1)
from pathlib import Path
from engine.diffusion.libraries import prepare_libraries
prepare_libraries()
from engine.diffusion.maker import ClipMaker
from engine.diffusion.reports import Remarked
from engine.diffusion.speedups import Speedups
from engine.models.card import Installed
from engine.models.catalogue import card_of
from tests.engine.diffusion.tiny import PLAIN, request
installed = Installed(card_of("wan2.1-t2v-1.3b"), Path(sys.argv[1]))
blocks, told = [], []
maker = ClipMaker(installed, PLAIN, Speedups(compile=True), before=blocks.append)
frames = maker.make(request(), told.append)
assert numpy.array_equal(frames, ClipMaker(installed, PLAIN).make(request()))
assert "block" in blocks, "it can be cancelled within a step, as without"
print(*(report.message for report in told if isinstance(report, Remarked)), sep="\\n")
"""


def made(models: TinyModels, speedups: Speedups) -> tuple[np.ndarray, list[str], int]:
    """A clip, the remarks, and how many graphs were compiled for it."""
    from torch._dynamo.utils import counters

    torch._dynamo.reset()
    counters.clear()
    told: list[Any] = []
    frames = ClipMaker(models.of(MODEL), PLAIN, speedups).make(request(steps=6), told.append)
    remarks = [report.message for report in told if isinstance(report, Remarked)]
    return frames.astype(int), remarks, counters["stats"]["unique_graphs"]


@pytest.fixture(autouse=True)
def _own_compiled_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / "compiled"))


@pytest.mark.slow
@pytest.mark.skipif(not HAS_COMPILER, reason="needs a C++ compiler")
@pytest.mark.parametrize("cache", ["none", pytest.param("first-block", marks=pytest.mark.soak)])
def test_compiled_blocks_paint_the_same_picture(models: TinyModels, cache: Any) -> None:
    plain = Speedups(cache=cache, cache_threshold=0.2)
    expected, _, graphs = made(models, plain)
    assert graphs == 0
    frames, remarks, graphs = made(models, replace(plain, compile=True))
    assert graphs >= 1 and not remarks
    assert np.abs(frames - expected).max() <= 1


def test_the_mag_cache_goes_without_compiled_blocks(models: TinyModels) -> None:
    speedups = Speedups(cache="mag", mag_ratios=((1.0,) * 6,), compile=True)
    frames, remarks, graphs = made(models, speedups)
    assert graphs == 0 and remarks == ["The blocks are not compiled: the step cache 'mag' keeps them from it."]
    assert np.array_equal(frames, made(models, replace(speedups, compile=False))[0])
    assert changes_of_picture(speedups, 6) == changes_of_picture(replace(speedups, compile=False), 6)


def test_without_a_compiler_it_is_left_out_with_a_remark(models: TinyModels, tmp_path: Path) -> None:
    hidden = {name: value for name, value in os.environ.items() if name not in ("CC", "CXX")}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_COMPILER, str(models.of(MODEL).folder)], capture_output=True, text=True,
        check=False, cwd=Path(__file__).parents[3], env={**hidden, "PATH": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    [remark] = done.stdout.splitlines()
    assert "The blocks are not compiled, since torch.compile does not work here" in remark
    assert "it needs a C++ compiler on a processor" in remark
