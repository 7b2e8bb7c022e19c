"""Made-up machines: what runs on them, how, and what a person is told where it does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.models.card import GIB, Installed, ModelCard
from engine.models.catalogue import card_of, cards
from engine.models.fitting import Wish, fit
from engine.models.hardware import Gpu, Hardware

T2V, SMALL, TI2V = card_of("wan2.2-t2v-a14b"), card_of("wan2.1-t2v-1.3b"), card_of("wan2.2-ti2v-5b")


def _machine(gpu_gb: float = 0, memory_gb: float = 64, capability: tuple[int, int] = (8, 9), held_gb: float = 0.5,
             disk_gb: float = 500) -> Hardware:  # fmt: skip
    gpu = Gpu("Card", round(gpu_gb * GIB), round((gpu_gb - held_gb) * GIB), capability, capability >= (8, 0))
    memory = round(memory_gb * GIB)
    return Hardware(gpu if gpu_gb else None, memory, memory, round(disk_gb * 1e9))


@pytest.mark.parametrize(
    ("gpu_gb", "verdict", "weights", "offload", "pixels", "frames"),
    [(6, "no", "", "", 0, 0), (8, "no", "", "", 0, 0), (11.99, "slow", "gguf-q4", "group-stream", 832 * 480, None),
     (14.76, "slow", "gguf-q5", "group-stream", 832 * 480, None), (23.99, "slow", "fp8", "group-stream", None, None),
     (32, "slow", "fp8", "model", None, None), (44.99, "slow", "bf16", "model", None, None),
     (79.6, "fits", "bf16", "none", None, None), (140, "fits", "bf16", "none", None, None)],
)  # fmt: skip
def test_the_large_model_on_every_size_of_gpu(
    gpu_gb: float, verdict: str, weights: str, offload: str, pixels: int | None, frames: int | None
) -> None:
    found = fit(T2V, _machine(gpu_gb, 128))
    assert found.verdict == verdict
    if verdict == "no":
        assert found.reason == f"It needs a GPU with 12 GB of memory; Card has {gpu_gb}."
        return
    strategy = found.strategy
    assert (strategy.weights, strategy.offload) == (weights, offload)
    assert (strategy.device, strategy.dtype) == ("cuda", "bfloat16")
    assert (strategy.max_pixels, strategy.max_frames) == (pixels, frames)
    assert strategy.tiling
    assert strategy.drop_text_encoder
    assert weights in found.reason


@pytest.mark.parametrize(
    ("gpu_gb", "card", "verdict", "frames"),
    [(8, "wan2.2-ti2v-5b", "slow", 49), (12, "wan2.2-ti2v-5b", "slow", None), (16, "wan2.2-ti2v-5b", "fits", None),
     (8, "fastwan2.2-ti2v-5b", "fits", 49), (8, "wan2.1-t2v-1.3b", "fits", None), (6, "wan2.1-t2v-1.3b", "slow", 49),
     (8, "wan2.1-vace-1.3b", "fits", None), (24, "wan2.1-vace-14b", "slow", None)],
)  # fmt: skip
def test_smaller_models(gpu_gb: float, card: str, verdict: str, frames: int | None) -> None:
    found = fit(card_of(card), _machine(gpu_gb, 32))
    assert (found.verdict, found.strategy.max_frames) == (verdict, frames)


def test_a_recipe_makes_a_slow_model_fit() -> None:
    assert fit(T2V, _machine(24)).verdict == "slow"
    assert "fast with the recipe lightning" in fit(T2V, _machine(24)).reason
    assert fit(T2V.sampled_by("lightning"), _machine(24)).verdict == "fits"


def test_the_second_expert_comes_late_where_memory_is_short() -> None:
    assert not fit(T2V, _machine(24, 64)).strategy.late_expert
    late = fit(T2V, _machine(24, 33)).strategy
    assert (late.offload, late.late_expert) == ("group-stream", True)
    plain = fit(T2V, _machine(24, 20)).strategy
    assert (plain.offload, plain.late_expert, plain.weights) == ("group", True, "fp8")
    assert not fit(TI2V, _machine(24, 20)).strategy.late_expert


def test_smaller_weights_are_taken_where_memory_is_shorter_still() -> None:
    found = fit(T2V, _machine(24, 15.5))
    assert found.strategy.weights == "gguf-q5"
    assert "too little memory for the weights fp8" in found.reason


def test_the_disk_is_the_last_place_for_blocks_and_makes_it_slow() -> None:
    only = replace(TI2V, weights=(replace(TI2V.weights[0], gib=20.0),),
                   tiers=(replace(TI2V.tiers[2], offload="group-stream"),))  # fmt: skip
    found = fit(only, _machine(16, 16))
    assert (found.verdict, found.strategy.offload) == ("slow", "disk")
    assert "too little memory to keep blocks there" in found.reason


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
def test_too_little_memory_is_said(card: ModelCard) -> None:
    found = fit(card, _machine(24, 8))
    assert found.verdict == "no"
    assert found.reason.endswith("GB of memory; this machine has 8.")


def test_too_little_disk_is_said_and_only_before_it_is_here(tmp_path: Path) -> None:
    found = fit(T2V, _machine(24, disk_gb=100))
    assert (found.verdict, found.reason) == ("no", "It needs 133 GB of free disk; 100 are free.")
    assert fit(T2V, _machine(12, disk_gb=100)).verdict == "slow"  # GGUF is a quarter of it
    for part in ("transformer", "transformer_2"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "w.safetensors").write_bytes(b"")
    assert fit(T2V, _machine(24, disk_gb=1), Installed(T2V, tmp_path)).verdict == "slow"
    assert fit(T2V, _machine(24, disk_gb=50), fetch=60e9).reason == "It needs 63 GB of free disk; 50 are free."


def test_only_weights_that_are_here_are_chosen(tmp_path: Path) -> None:
    gguf = tmp_path / "gguf"
    gguf.mkdir()
    for path in T2V.weights_called("gguf-q5").files.values():
        (gguf / Path(path).name).write_bytes(b"GGUF")
    here = Installed(T2V, tmp_path)
    assert fit(T2V, _machine(24), here).strategy.weights == "gguf-q5"
    assert fit(T2V, _machine(12), here).strategy.weights == "gguf-q5"
    without = replace(_machine(24), gguf=False)
    assert fit(T2V, without, here).reason.endswith("which need the package gguf: pip install gguf.")
    assert fit(T2V, replace(_machine(12), gguf=False)).strategy.weights == "fp8"


def test_the_paging_file_of_windows_is_looked_at() -> None:
    found = fit(T2V, replace(_machine(24, 64), commit=10 * GIB))
    assert found.verdict == "no"
    assert found.reason == ("Windows can promise 10 GB more memory and the model asks for 57: "
                            "make the paging file 51 GB larger.")  # fmt: skip


def test_a_gpu_without_bfloat16_is_slow_and_one_of_the_last_decade_no_use() -> None:
    turing = fit(SMALL, _machine(16, capability=(7, 5)))
    assert (turing.verdict, turing.strategy.dtype) == ("slow", "float16")
    assert "computes in float16" in turing.reason
    pascal = fit(SMALL, _machine(11, capability=(6, 1)))
    assert pascal.verdict == "no"
    assert pascal.reason == "Card is too old for it: compute capability 6.1, 7.0 or newer is needed."


def test_memory_that_other_programs_hold_counts() -> None:
    assert fit(T2V, _machine(24, held_gb=1)).strategy.weights == "fp8"
    busy = fit(T2V, _machine(24, held_gb=7))
    assert busy.strategy.weights == "gguf-q5"
    assert "other programs hold 7 GB of it, close them for more" in busy.reason
    full = fit(T2V, _machine(24, held_gb=18))
    assert full.reason == ("It needs a GPU with 12 GB of memory; Card has 24, and other programs hold 18 of them: "
                           "close them.")  # fmt: skip


def test_without_a_gpu_only_the_small_model_may_be_tried() -> None:
    large, small = fit(T2V, _machine(memory_gb=128)), fit(SMALL, _machine(memory_gb=64))
    assert (large.verdict, large.strategy.device, large.strategy.offload) == ("no", "cpu", "none")
    assert large.reason == "It needs a GPU with 12 GB of memory; this machine has none that torch can use."
    assert (small.verdict, small.strategy.dtype) == ("slow", "float32")
    assert fit(SMALL, _machine(memory_gb=16)).verdict == "no"
    old = replace(_machine(), trouble="the NVIDIA driver 470.1 is too old")
    assert fit(SMALL, old).reason == "It needs a GPU with 6 GB of memory; the NVIDIA driver 470.1 is too old."


def test_a_mac_is_an_experiment_without_8_bit_floats_and_streams() -> None:
    gpu = Gpu("Apple GPU", 48 * GIB, 48 * GIB, kind="mps")
    found = fit(TI2V, Hardware(gpu, 64 * GIB, 60 * GIB, 10**12))
    assert (found.verdict, found.strategy.device) == ("slow", "mps")
    large = fit(T2V, Hardware(replace(gpu, total=24 * GIB, free=24 * GIB), 32 * GIB, 30 * GIB, 10**12))
    assert large.strategy.storage != "fp8"
    assert large.strategy.offload == "model"


def test_what_the_person_wants_is_done_instead() -> None:
    found = fit(T2V, _machine(24, 128), wish=Wish("disk", "gguf-q8"))
    assert (found.strategy.offload, found.strategy.weights) == ("disk", "gguf-q8")
    kept = fit(SMALL, _machine(24), wish=Wish(weights="gguf-q8"))  # it has none: the choice is Starloom's
    assert kept.strategy.weights == "bf16"
    assert fit(T2V, _machine(24, 128), wish=Wish(weights="bf16")).strategy.offload == "group-stream"
    assert fit(T2V, _machine(24, 128), wish=Wish("model")).strategy.offload == "model"


def test_the_second_gpu_is_taken_where_it_is_the_larger_one() -> None:
    machine = _machine(24)
    assert machine.gpu is not None
    assert fit(SMALL, replace(machine, gpu=replace(machine.gpu, index=1))).strategy.device == "cuda:1"
