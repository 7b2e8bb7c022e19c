"""``starloom bench diffusion``: what a clip costs, also beside the bare pipeline of diffusers on the same weights.

Without weights tiny random ones serve, on any machine; on a CUDA device also random ones of full size, which are made
in its memory and never touch the disk.
"""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from rich.table import Table

from engine.errors import BadInput
from engine.models.card import Installed, ModelCard
from engine.models.catalogue import card_of
from engine.models.strategy import Strategy

if TYPE_CHECKING:
    from engine.diffusion.request import ClipRequest

FULL: dict[str, str] = {"A14B": "wan2.2-t2v-a14b", "5B": "wan2.2-ti2v-5b", "1.3B": "wan2.1-t2v-1.3b"}
"""Models that can be built in full size, by what a person calls them."""
TINY = ("wan2.2-t2v-a14b", "wan2.2-ti2v-5b")
_VAE_5B: dict[str, Any] = {
    "base_dim": 160, "decoder_base_dim": 256, "z_dim": 48, "in_channels": 12, "out_channels": 12, "patch_size": 2,
    "is_residual": True, "scale_factor_spatial": 16, "latents_mean": [0.0] * 48, "latents_std": [1.0] * 48,
}  # fmt: skip
_SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "A14B": ({}, {}),
    "5B": ({"num_attention_heads": 24, "ffn_dim": 14336, "num_layers": 30, "in_channels": 48, "out_channels": 48},
           _VAE_5B),
    "1.3B": ({"num_attention_heads": 12, "ffn_dim": 8960, "num_layers": 30}, {}),
}  # fmt: skip
"""What the official configurations (config.json of transformer and VAE) say other than diffusers' defaults."""
TEXT_WIDTH = 4096


@dataclass(frozen=True)
class Run:
    """What is measured: so many pairs of clips, ours and the bare pipeline's, of so many steps."""

    pairs: int = 5
    steps: int = 10
    width: int = 160
    height: int = 96
    frames: int = 33


QUICK = Run(2, 3, 64, 32, 5)


@dataclass(frozen=True)
class DiffusionCost:
    """Seconds of a step, of decoding, and of a clip of the card's own steps; the highest GPU memory in GiB (None
    without CUDA); and our time over that of the bare pipeline for the same clip, the median of alternating pairs."""

    model: str
    weights: str
    device: str
    width: int
    height: int
    frames: int
    steps: int
    step_s: float
    decode_s: float
    clip_s: float
    peak_gib: float | None
    ratio: float
    ratio_low: float
    ratio_high: float
    pairs: int


def bench_tiny(run: Run = Run()) -> Iterator[DiffusionCost]:
    """Measure models with tiny random weights, on the processor."""
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    from engine.diffusion.trial import trial_model

    for name in TINY:
        with one_thread(), tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
            installed = trial_model(card_of(name), Path(folder) / "model", layers=8)
            yield _measured(installed, Strategy(), run, "tiny, random", _loaders(installed, Strategy()))


def bench_model(installed: Installed, strategy: Strategy, run: Run | None = None) -> DiffusionCost:
    """Measure a model that is here, at its own size unless ``run`` says otherwise. ``strategy``: how it is held; where
    that is one part at a time, blocks are moved instead, so that both pipelines can use the same ones."""
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    card = installed.card
    offload = "group" if strategy.offload in ("model", "disk") else strategy.offload
    strategy = replace(strategy, offload=offload, late_expert=False)
    run = run or Run(1, min(card.steps, 4), card.width, card.height, card.frames)
    return _measured(installed, strategy, run, strategy.storage, _loaders(installed, strategy))


def bench_full(name: str, run: Run | None = None) -> DiffusionCost:
    """Measure random weights of full size, made in the memory of a CUDA device.

    Raises:
        BadInput: there is no such model, or no CUDA device.
    """
    check_full(name)
    from engine.diffusion.libraries import prepare_libraries

    prepare_libraries()
    from engine.diffusion.trial import trial_reader

    card = card_of(FULL[name])
    strategy = Strategy("cuda", "bfloat16", tiling=True)
    with tempfile.TemporaryDirectory(prefix="starloom-bench-") as folder:
        installed = trial_reader(card, Path(folder), TEXT_WIDTH)
        run = run or Run(2, 4, card.width, card.height, card.frames)
        return _measured(installed, strategy, run, "full size, random", full_loaders(name, "cuda"))


def check_full(name: str) -> None:
    """Refuse what cannot be built in full size here.

    Raises:
        BadInput: there is no such model, or no CUDA device.
    """
    import torch

    if name not in FULL:
        raise BadInput(f"There is no full-size model '{name}': choose one of {', '.join(FULL)}.")
    if not torch.cuda.is_available():
        raise BadInput(
            "Weights of full size are made in the memory of a CUDA device, and there is none: leave --full out."
        )


def full_loaders(name: str, device: str) -> dict[str, Callable[[], Any]]:
    """Makers of a full-size model's parts with random weights in a device's memory ("meta": shapes only)."""
    import torch
    from diffusers.models.autoencoders.autoencoder_kl_wan import AutoencoderKLWan
    from diffusers.models.transformers.transformer_wan import WanTransformer3DModel

    expert, vae = _SHAPES[name]

    def make(kind: Any, shape: dict[str, Any], dtype: Any, seed: int) -> Any:
        torch.manual_seed(seed)
        before = torch.get_default_dtype()
        torch.set_default_dtype(dtype)
        try:
            with torch.device(device):
                model = kind(**shape).eval().requires_grad_(False)
        finally:
            torch.set_default_dtype(before)
        for key, parameter in model.named_parameters():
            if any(part in key for part in model._keep_in_fp32_modules or ()):
                parameter.data = parameter.data.float()
        return model

    half, whole = torch.bfloat16, torch.float32
    return {
        "transformer": lambda: make(WanTransformer3DModel, expert, half, 1),
        "transformer_2": lambda: make(WanTransformer3DModel, expert, half, 2),
        "vae": lambda: make(AutoencoderKLWan, vae, whole, 0),
    }


def _loaders(installed: Installed, strategy: Strategy) -> dict[str, Callable[[], Any]]:
    from engine.diffusion.components import load_expert, load_vae

    return {
        "transformer": lambda: load_expert(installed, strategy, "transformer", bool(installed.loras)),
        "transformer_2": lambda: load_expert(installed, strategy, "transformer_2", bool(installed.loras)),
        "vae": lambda: load_vae(installed),
    }


def _measured(
    installed: Installed, strategy: Strategy, run: Run, weights: str, loaders: dict[str, Callable[[], Any]]
) -> DiffusionCost:
    """Make clips by turns with the clip maker and with the bare pipeline, which share the weights."""
    import torch

    from engine.diffusion.maker import ClipMaker
    from engine.diffusion.reports import Decoded, StepDone
    from engine.diffusion.request import ClipRequest

    card, parts = installed.card, {name: load() for name, load in loaders.items() if name != "transformer_2"}
    if card.experts == 2:
        parts["transformer_2"] = loaders["transformer_2"]()
    maker = ClipMaker(installed, strategy, given={name: lambda name=name: parts[name] for name in parts})
    asked = ClipRequest("银河 the stars", "", run.width, run.height, run.frames, 7, steps=run.steps)
    steps: list[float] = []
    decoded: list[float] = []

    def note(report: Any) -> None:
        if isinstance(report, StepDone):
            steps.append(report.seconds)
            decoded.append(time.monotonic())
        elif isinstance(report, Decoded) and report.piece == report.total:
            decoded.append(time.monotonic())

    maker.make(asked, note)  # what is done once: loading, reading the prompts, fitting the previews
    bare = _bare_pipeline(card, parts, asked)
    with _unwatched(parts):
        bare()
    steps.clear()
    if strategy.device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    ratios, decodings = [], []
    for number in range(run.pairs):
        spent = {}
        for mine in (True, False) if number % 2 else (False, True):
            decoded.clear()
            if mine:
                spent[mine] = timed(lambda: maker.make(asked, note), strategy.device)
                decodings.append(decoded[-1] - decoded[-2])
            else:
                with _unwatched(parts):
                    spent[mine] = timed(bare, strategy.device)
        ratios.append(spent[True] / spent[False])
    step, decode = median(steps), median(decodings)
    peak = torch.cuda.max_memory_allocated() / 2**30 if strategy.device == "cuda" else None
    maker.close()
    return DiffusionCost(
        card.id, weights, device_name(strategy.device), run.width, run.height, run.frames, run.steps, step, decode,
        step * card.steps + decode, peak, median(ratios), min(ratios), max(ratios), run.pairs,
    )  # fmt: skip


def _bare_pipeline(card: ModelCard, parts: dict[str, Any], asked: ClipRequest) -> Callable[[], Any]:
    """The pipeline as its makers call it, with prompts that are read already, as ours."""
    import torch
    from diffusers.pipelines.wan.pipeline_wan import WanPipeline

    from engine.diffusion.samplers import sampler_of

    device = parts["transformer"].device
    pipe: Any = WanPipeline(
        None, None, parts["vae"], sampler_of(card, torch.Generator("cpu")), parts["transformer"],  # type: ignore[arg-type]
        parts.get("transformer_2"), card.boundary, card.family == "wan-ti2v",
    )  # fmt: skip
    pipe.set_progress_bar_config(disable=True)
    width = parts["transformer"].config.text_dim
    words = torch.randn(2, 1, 512, width, generator=torch.Generator("cpu").manual_seed(0)).to(device)

    def call() -> Any:
        made: Any = pipe(
            prompt_embeds=words[0], negative_prompt_embeds=words[1], width=asked.width, height=asked.height,
            num_frames=asked.frames, num_inference_steps=asked.steps or card.steps, guidance_scale=card.guidance,
            guidance_scale_2=card.guidance_2, generator=torch.Generator("cpu").manual_seed(asked.seed),
        )  # fmt: skip
        return made.frames

    return call


@contextmanager
def _unwatched(parts: dict[str, Any]) -> Iterator[None]:
    """The parts as they are without us: nothing looks before their blocks."""
    modules = [module for part in parts.values() for module in part.modules()]
    kept = [(module._forward_pre_hooks.copy(), module._forward_hooks.copy()) for module in modules]
    for module in modules:
        module._forward_pre_hooks.clear()
        module._forward_hooks.clear()
    try:
        yield
    finally:
        for module, (before, after) in zip(modules, kept, strict=True):
            module._forward_pre_hooks.update(before)
            module._forward_hooks.update(after)


@contextmanager
def one_thread() -> Iterator[None]:
    """torch works on one thread: several that wait for each other would be counted as work."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def timed(work: Callable[[], Any], device: str) -> float:
    """Seconds of some work: of the wall on a GPU, of the processor elsewhere, where others work as well."""
    import torch

    clock = time.monotonic if device == "cuda" else time.process_time
    began = clock()
    work()
    if device == "cuda":
        torch.cuda.synchronize()
    return clock() - began


def device_name(device: str) -> str:
    import torch

    where = torch.cuda.get_device_name() if device == "cuda" else f"{platform.machine()} {device}"
    return f"{where}, torch {torch.__version__}"


def diffusion_table(costs: list[DiffusionCost]) -> Table:
    """For people: a line a model."""
    heads = ("model", "weights", "clip", "a step", "decoding", "a whole clip", "GPU memory", "ours : bare")
    table = Table(*heads, box=None)
    for cost in costs:
        table.add_row(
            cost.model, cost.weights, f"{cost.width}x{cost.height}, {cost.frames} frames", f"{cost.step_s:.3f} s",
            f"{cost.decode_s:.2f} s", f"{cost.clip_s:.1f} s",
            "-" if cost.peak_gib is None else f"{cost.peak_gib:.1f} GiB",
            f"{cost.ratio:.3f} ({cost.ratio_low:.3f} to {cost.ratio_high:.3f})",
        )  # fmt: skip
    return table
