"""The ladder when the memory does not suffice, and memory that stays flat."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.diffusion.errors import OutOfMemory
from engine.diffusion.reports import LoadingPart, StepDone, SteppedDown
from engine.diffusion.shrinking import resized, restored, shrunk, stretched
from engine.models.card import Installed
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy
from tests.engine.diffusion.tiny import PLAIN, TinyModels, request, stars

torch = pytest.importorskip("torch")

from engine.diffusion.maker import ClipMaker  # noqa: E402
from engine.diffusion.memory import is_out_of_memory, rungs  # noqa: E402

LADDER = ["freed", "tiles", "blocks", "one expert", "17 frames", "75 %", "56 %"]


class Tight:
    """Memory that is used up before so many pieces of a stage."""

    def __init__(self, stage: str, times: int) -> None:
        self._stage, self.left = stage, times

    def __call__(self, stage: str) -> None:
        if stage == self._stage and self.left:
            self.left -= 1
            raise torch.OutOfMemoryError("out of memory (tried to allocate 2.00 GiB)")


def made(installed: Installed, before: Tight, **changes: Any) -> tuple[np.ndarray, list[Any], ClipMaker]:
    told: list[Any] = []
    maker = ClipMaker(installed, PLAIN, before=before)
    return maker.make(request(**changes), told.append), told, maker


def downs(told: list[Any]) -> list[str]:
    return [report.what for report in told if isinstance(report, SteppedDown)]


@pytest.mark.parametrize("stage", ["block", "load", "text", "encode"])
def test_a_clip_is_tried_again_after_memory_ran_out(models: TinyModels, stage: str) -> None:
    start = {"first": stars()[0], "prompt": f"{stage} 觜宿"}
    frames, told, maker = made(models.of("wan2.2-i2v-a14b"), Tight(stage, 1), **start)
    assert np.array_equal(frames, maker.make(request(**start)))
    assert len(downs(told)) == 1 and "freed" in downs(told)[0]


def test_every_rung_is_told_and_the_clip_keeps_its_length_and_size(models: TinyModels) -> None:
    installed = models.of("wan2.2-t2v-a14b")
    frames, told, maker = made(installed, Tight("block", 7), frames=33, width=128, height=64, steps=2)
    assert frames.shape == (33, 64, 128, 3)
    told_downs = downs(told)
    assert len(told_downs) == len(LADDER) and all(word in what for word, what in zip(LADDER, told_downs, strict=True))
    strategy = maker.strategy
    assert (strategy.tiling, strategy.offload, strategy.late_expert, strategy.max_frames) == (True, "group", True, 17)
    # the next clip begins where this one ended, and says so
    later: list[Any] = []
    assert maker.make(request(frames=33, width=128, height=64, steps=2), later.append).shape == (33, 64, 128, 3)
    assert len(downs(later)) == 1 and "17 frames of 64x32" in downs(later)[0]
    assert maker.make(request()).shape == (5, 32, 64, 3)


def test_steps_that_are_done_are_not_done_again_for_the_decoding(models: TinyModels) -> None:
    frames, told, maker = made(models.of("wan2.1-t2v-1.3b"), Tight("decode", 3))
    assert np.array_equal(frames, ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN).make(request()))
    assert len([report for report in told if isinstance(report, StepDone)]) == 4
    assert len(downs(told)) == 3 and maker.strategy.offload == "group" and maker.strategy.tiling
    assert len([report for report in told if isinstance(report, LoadingPart) and report.part == "model"]) == 1


def test_in_the_end_it_is_an_error_of_its_own(models: TinyModels) -> None:
    before = Tight("block", 100)
    maker = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN, before=before)
    with pytest.raises(OutOfMemory, match="does not suffice for Wan 2.1 T2V 1.3B.*2.00 GiB.*choose a smaller model"):
        maker.make(request())
    before.left = 0
    assert maker.make(request()).shape == (5, 32, 64, 3), "and the maker can still be used"


def test_other_faults_are_not_taken_for_memory() -> None:
    assert is_out_of_memory(MemoryError()) and is_out_of_memory(RuntimeError("CUDA error: out of memory"))
    assert is_out_of_memory(RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"))
    assert not is_out_of_memory(RuntimeError("shape mismatch")) and not is_out_of_memory(ValueError("out of memory"))


def test_the_ladder_of_a_machine_that_saves_already_is_short() -> None:
    card = card_of("wan2.2-t2v-a14b")
    saving = Strategy("cuda", "bfloat16", offload="group-stream", tiling=True, late_expert=True)
    ways = list(rungs(saving, card, request(width=1280, height=720, frames=81)))
    assert [strategy.max_frames for strategy, _ in ways] == [None, 49, 49, 29, 29, 17]
    assert all(strategy.offload == "group-stream" for strategy, _ in ways)
    assert "49 frames are made instead of 81" in ways[1][1]


def test_a_smaller_clip_shows_the_same_time_and_shape() -> None:
    card = card_of("wan2.1-vace-1.3b")
    sky = stars(33, width=160, height=96)
    asked = request(frames=33, width=160, height=96, control=sky, mask=sky[..., 0], first=sky[0])
    smaller = shrunk(asked, card, Strategy(max_frames=20, max_pixels=96 * 96))
    assert (smaller.frames, smaller.width, smaller.height) == (17, 112, 64)
    smaller.check(card)
    assert shrunk(asked, card, Strategy()) is asked
    back = restored(np.repeat(sky[:1], 17, 0), asked)
    assert back.shape == sky.shape and np.array_equal(back[-1], sky[0])


def test_stretching_keeps_the_ends_and_blends_between() -> None:
    ramp = np.zeros((3, 4, 4, 3), np.uint8) + np.array([0, 100, 200], np.uint8)[:, None, None, None]
    assert [int(frame.max()) for frame in stretched(ramp, 5)] == [0, 50, 100, 150, 200]
    assert np.array_equal(stretched(ramp, 1), ramp[:1])
    mask = np.zeros((2, 8, 8), np.uint8)
    mask[1] = 255
    assert set(np.unique(resized(stretched(mask, 4), 5, 5))) == {0, 255}


FIFTY = """
import sys, psutil, torch
torch.set_num_threads(1)
from pathlib import Path
from dataclasses import replace
from engine.diffusion.libraries import prepare_libraries
prepare_libraries()
from engine.diffusion.maker import ClipMaker
from engine.models.card import Installed
from engine.models.strategy import Strategy
from tests.engine.diffusion.tiny import request
from engine.models.catalogue import card_of
maker = ClipMaker(Installed(card_of("wan2.2-t2v-a14b"), Path(sys.argv[1])), Strategy())
sizes = []
for number in range(50):
    maker.make(request(prompt=f"shot {number // 10}", seed=number, steps=2))
    sizes.append(psutil.Process().memory_info().rss / 2**20)
print(max(sizes[10:]) - sizes[9])
"""


def test_fifty_takes_leave_the_memory_flat(models: TinyModels) -> None:
    folder = models.of("wan2.2-t2v-a14b").folder
    done = subprocess.run(
        [sys.executable, "-c", FIFTY, str(folder)], capture_output=True, text=True, check=False,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) <= 20
