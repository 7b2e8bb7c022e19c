"""From a request to frames, with every kind of model."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engine.diffusion.reports import Decoded, LoadingPart, Previewed, StepDone
from engine.diffusion.request import ClipRequest
from engine.errors import Cancelled
from engine.models.converted import converted_bytes, faults
from engine.models.strategy import Strategy
from tests.engine.diffusion.tiny import FRAMES, HEIGHT, PLAIN, WIDTH, TinyModels, request, stars

torch = pytest.importorskip("torch")

from engine.diffusion.components import load_expert  # noqa: E402
from engine.diffusion.maker import ClipMaker  # noqa: E402

SHAPE = (FRAMES, HEIGHT, WIDTH, 3)
SKY = stars()
WAYS: list[tuple[str, dict[str, Any]]] = [
    ("wan2.2-t2v-a14b", {}),
    ("wan2.2-t2v-a14b", {"video": SKY, "strength": 0.3, "steps": 10}),
    ("wan2.1-t2v-1.3b", {"video": SKY}),
    ("wan2.2-ti2v-5b", {}),
    ("wan2.2-ti2v-5b", {"first": SKY[0]}),
    ("wan2.2-i2v-a14b", {"first": SKY[0]}),
    ("wan2.2-i2v-a14b", {"first": SKY[0], "last": SKY[-1]}),
    ("fastwan2.2-ti2v-5b", {}),
    ("wan2.1-vace-1.3b", {"control": SKY, "mask": np.where(SKY[..., 0] > 50, 0, 255).astype(np.uint8)}),
    ("wan2.1-vace-1.3b", {"first": SKY[0], "references": (stars(1, 3, 80, 50)[0], stars(1, 4, 40, 60)[0])}),
    ("wan2.2-vace-fun-14b", {"control": SKY, "control_scale": 0.6}),
]  # fmt: skip


@pytest.mark.parametrize(("model", "start"), WAYS, ids=[f"{model}-{'+'.join(start)}" for model, start in WAYS])
def test_every_kind_gives_exactly_the_frames(models: TinyModels, model: str, start: dict[str, Any]) -> None:
    maker = ClipMaker(models.of(model), PLAIN)
    frames = maker.make(request(**start))
    assert (frames.shape, frames.dtype) == (SHAPE, np.uint8)
    assert np.array_equal(maker.make(request(**start)), frames), "the same request gives the same frames"
    assert not np.array_equal(maker.make(request(**start, seed=8)), frames), "another seed gives others"


@pytest.mark.parametrize(
    ("model", "start"),
    [("wan2.2-t2v-a14b", {}), ("wan2.2-ti2v-5b", {"first": SKY[0]}), ("wan2.1-vace-1.3b", {"control": SKY})],
    ids=["t2v", "ti2v", "vace"],
)
def test_frames_are_those_of_the_bare_pipeline(models: TinyModels, model: str, start: dict[str, Any]) -> None:
    from diffusers.pipelines.pipeline_utils import DiffusionPipeline
    from diffusers.pipelines.wan.pipeline_wan_i2v import WanImageToVideoPipeline
    from diffusers.schedulers.scheduling_unipc_multistep import UniPCMultistepScheduler
    from PIL import Image

    installed = models.of(model)
    card, asked = installed.card, request(**start)
    pipe: Any = DiffusionPipeline.from_pretrained(installed.folder, local_files_only=True, use_safetensors=True)
    pipe.scheduler = UniPCMultistepScheduler.from_config(pipe.scheduler.config, flow_shift=card.shift)
    more: dict[str, Any] = {"num_frames": asked.frames}
    if "first" in start:
        pipe, more["image"] = WanImageToVideoPipeline.from_pipe(pipe), Image.fromarray(SKY[0])
    if "control" in start:
        more["video"] = [Image.fromarray(frame) for frame in SKY]
    if card.guidance_2 is not None:
        more["guidance_scale_2"] = card.guidance_2
    pipe.set_progress_bar_config(disable=True)
    bare = pipe(
        prompt=asked.prompt, negative_prompt=asked.negative, width=WIDTH, height=HEIGHT, num_inference_steps=4,
        guidance_scale=card.guidance, generator=torch.Generator("cpu").manual_seed(7), **more,
    ).frames[0]  # fmt: skip
    ours = ClipMaker(installed, PLAIN).make(asked)
    assert np.abs(ours - bare * 255).max() < 0.51


def test_what_is_painted_reaches_the_model(models: TinyModels) -> None:
    """TI2V keeps the first latent frame equal to the encoded picture; a control moves a VACE model."""
    maker = ClipMaker(models.of("wan2.2-ti2v-5b"), PLAIN)
    one, other = (maker.make(request(first=stars(1, seed)[0])) for seed in (0, 1))
    assert not np.array_equal(one[0], other[0])
    vace = ClipMaker(models.of("wan2.1-vace-1.3b"), PLAIN)
    assert not np.array_equal(vace.make(request(control=SKY)), vace.make(request(control=stars(seed=5))))


def test_it_tells_how_far_it_is(models: TinyModels) -> None:
    told: list[Any] = []
    ClipMaker(models.of("wan2.2-t2v-a14b"), PLAIN).make(request(steps=9), told.append)
    parts = [report.part for report in told if isinstance(report, LoadingPart)]
    assert sorted(parts) == ["VAE", "high-noise expert", "low-noise expert", "text encoder"]
    steps = [report for report in told if isinstance(report, StepDone)]
    assert [report.step for report in steps] == list(range(1, 10)) and {report.total for report in steps} == {9}
    assert all(report.seconds_left > 0 and report.seconds > 0 for report in steps)
    pieces = [report for report in told if isinstance(report, Decoded)]
    assert [(report.piece, report.total) for report in pieces] == [(1, 2), (2, 2)]
    assert pieces[-1].seconds_left == 0
    previews = [report for report in told if isinstance(report, Previewed)]
    assert [report.step for report in previews] == [4, 8]
    assert all(report.pictures.shape == (2, HEIGHT // 8, WIDTH // 8, 3) for report in previews)


class Stopping:
    """Sets a cancel event before the n-th piece of a stage, and notes what was begun afterwards."""

    def __init__(self, stage: str, number: int) -> None:
        self.cancel, self._stage, self._left = threading.Event(), stage, number
        self.after: list[str] = []

    def __call__(self, stage: str) -> None:
        if self.cancel.is_set():
            self.after.append(stage)
        if stage == self._stage:
            self._left -= 1
            if self._left == 0:
                self.cancel.set()


@pytest.fixture(scope="module")
def reference(models: TinyModels) -> Iterator[np.ndarray]:
    yield ClipMaker(models.of("wan2.2-t2v-a14b"), PLAIN).make(request())


@pytest.mark.parametrize(
    ("stage", "number"), [("text", 1), ("load", 2), ("block", 6), ("step", 3), ("decode", 2)], ids=str
)
@pytest.mark.parametrize("strategy", [PLAIN, Strategy(offload="group", late_expert=True, tiling=True)],
                         ids=["plain", "saving"])  # fmt: skip
def test_a_clip_stops_at_once_and_the_next_is_whole(
    models: TinyModels, reference: np.ndarray, stage: str, number: int, strategy: Strategy
) -> None:
    stopping = Stopping(stage, number)
    maker = ClipMaker(models.of("wan2.2-t2v-a14b"), strategy, before=stopping)
    with pytest.raises(Cancelled):
        maker.make(request(), cancel=stopping.cancel)
    assert stopping.after == [], "nothing was begun any more"
    assert np.array_equal(maker.make(request()), reference)


def test_a_step_is_left_in_its_midst(models: TinyModels) -> None:
    stopping = Stopping("block", 5)  # 2 blocks a call, 2 calls a step: the second step's first block
    told: list[Any] = []
    maker = ClipMaker(models.of("wan2.2-t2v-a14b"), PLAIN, before=stopping)
    with pytest.raises(Cancelled):
        maker.make(request(), told.append, stopping.cancel)
    assert [report.step for report in told if isinstance(report, StepDone)] == [1]


@pytest.mark.parametrize(
    "strategy",
    [
        Strategy(late_expert=True), Strategy(offload="model"), Strategy(offload="group"),
        Strategy(offload="group-stream"),
        Strategy(offload="disk", late_expert=True), Strategy(drop_text_encoder=True), Strategy(tiling=True),
    ],
    ids=lambda strategy: f"{strategy.offload}{'-late' * strategy.late_expert}{'-tiled' * strategy.tiling}",
)  # fmt: skip
def test_every_way_to_hold_the_model_gives_the_same_frames(
    models: TinyModels, reference: np.ndarray, strategy: Strategy
) -> None:
    maker = ClipMaker(models.of("wan2.2-t2v-a14b"), strategy)
    for _ in range(2):  # tiles begin above 256 pixels: these frames are one tile
        assert np.array_equal(maker.make(request()), reference)
    maker.close()


def test_one_expert_at_a_time_is_in_memory(models: TinyModels) -> None:
    installed, held, seen = models.of("wan2.2-t2v-a14b"), [], []

    def maker_of(name: str) -> Any:
        def load() -> Any:
            expert = load_expert(installed, PLAIN, name, whole=False)
            held.append([weakref.ref(tensor) for tensor in expert.parameters()])
            return expert

        return load

    def alive(_: Any = None) -> None:
        gc.collect()
        seen.append(sum(any(tensor() is not None for tensor in tensors) for tensors in held))

    given = {name: maker_of(name) for name in ("transformer", "transformer_2")}
    maker = ClipMaker(installed, Strategy(late_expert=True), given=given)
    maker.make(request(), lambda report: alive() if isinstance(report, StepDone) else None)
    assert len(held) == 2 and set(seen) == {1}
    maker.close()
    alive()
    assert seen[-1] == 0


def test_eight_bits_stay_near_and_are_kept(models: TinyModels, reference: np.ndarray) -> None:
    installed = models.of("wan2.2-t2v-a14b")
    strategy = Strategy(storage="fp8")
    first = ClipMaker(installed, strategy).make(request())
    kept = sorted((installed.folder / "fp8").rglob("*.safetensors"))
    assert [file.parent.name for file in kept] == ["transformer", "transformer_2"]
    times = [file.stat().st_mtime_ns for file in kept]
    again = ClipMaker(installed, replace(strategy, offload="group")).make(request())
    assert [file.stat().st_mtime_ns for file in kept] == times
    assert np.array_equal(first, again)
    assert 0 < np.abs(first.astype(int) - reference).mean() < 4
    kept[0].write_bytes(kept[0].read_bytes()[:-64])
    assert [(path.name, words) for path, words in faults(installed.folder)] == [("transformer", "is cut short")]
    assert np.array_equal(ClipMaker(installed, strategy).make(request()), first), "damaged files are not used"
    assert converted_bytes(installed.folder) > 20_000


def test_half_precision_keeps_the_vae_whole(models: TinyModels, reference: np.ndarray) -> None:
    frames = ClipMaker(models.of("wan2.2-t2v-a14b"), Strategy(dtype="bfloat16")).make(request())
    assert 0 < np.abs(frames.astype(int) - reference).mean() < 4


def test_prompts_read_ahead_need_no_encoder_again(models: TinyModels) -> None:
    maker, told = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN), []
    asked: ClipRequest = request()
    maker.read([asked.prompt, asked.negative], told.append)
    other, later = ClipMaker(models.of("wan2.1-t2v-1.3b"), PLAIN), []
    frames = other.make(asked, later.append)
    assert [report.part for report in told if isinstance(report, LoadingPart)] == ["text encoder"]
    assert "text encoder" not in [report.part for report in later if isinstance(report, LoadingPart)]
    assert np.array_equal(frames, maker.make(asked))
