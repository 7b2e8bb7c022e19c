"""``starloom bench diffusion`` sets our clips against the bare pipeline's, here of tiny weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import app.bench_speedups
from app.bench_diffusion import FULL, QUICK, bench_full, full_loaders
from app.bench_speedups import speedups_to_measure
from app.cli import cli
from engine.diffusion.speedups import Ratios, Speedups
from engine.errors import BadInput

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    torch.set_num_threads(1)
    monkeypatch.setenv("STARLOOM_CACHE_DIR", str(tmp_path))


def test_tiny_models_are_measured_in_pairs() -> None:
    done = CliRunner().invoke(cli, ["bench", "diffusion", "--quick", "--json"])
    assert done.exit_code == 0, done.output
    costs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [cost["model"] for cost in costs] == ["wan2.2-t2v-a14b", "wan2.2-ti2v-5b"]
    for cost, steps in zip(costs, (40, 50), strict=True):
        assert (cost["width"], cost["height"], cost["frames"]) == (QUICK.width, QUICK.height, QUICK.frames)
        assert cost["clip_s"] == pytest.approx(cost["step_s"] * steps + cost["decode_s"])
        assert 0 < cost["ratio_low"] <= cost["ratio"] <= cost["ratio_high"] < 20
        assert cost["peak_gib"] is None and cost["pairs"] == QUICK.pairs


def test_a_models_folder_is_measured(tmp_path: Path) -> None:
    from engine.diffusion.trial import trial_model
    from engine.models.catalogue import card_of

    folder = trial_model(card_of("wan2.1-t2v-1.3b"), tmp_path / "my model").folder
    done = CliRunner().invoke(cli, ["bench", "diffusion", "--quick", "--model", str(folder)])
    assert done.exit_code == 0, done.output
    assert "bare" in done.output and "torch" in done.output and "64x32" in done.output


@pytest.mark.skipif(torch.cuda.is_available(), reason="tells what lacks where there is no CUDA")
def test_full_size_needs_a_device() -> None:
    with pytest.raises(BadInput, match="CUDA device, and there is none"):
        bench_full("A14B")
    with pytest.raises(BadInput, match="choose one of A14B, 5B, 1.3B"):
        bench_full("70B")


@pytest.mark.parametrize(("name", "billions"), [("A14B", 14.29), ("5B", 5.00), ("1.3B", 1.42)])
def test_full_size_models_have_the_official_number_of_parameters(name: str, billions: float) -> None:
    assert name in FULL
    expert = full_loaders(name, "meta")["transformer"]()
    assert sum(tensor.numel() for tensor in expert.parameters()) / 1e9 == pytest.approx(billions, abs=0.005)
    kept = {tensor.dtype for key, tensor in expert.named_parameters() if "time_embedder" in key}
    assert kept == {torch.float32} and expert.dtype == torch.bfloat16


def test_its_options_belong_to_it() -> None:
    assert CliRunner().invoke(cli, ["bench", "sky", "--full", "A14B"]).exit_code == 2
    assert CliRunner().invoke(cli, ["bench", "sky", "--speedups"]).exit_code == 2


LOOKED_AT = "first-block, 0.05", "first-block, 0.1", "mag, 0.08", "attention sage", "channels_last"
"""Of the ten speed-ups, one of each kind that the quick way measures."""


@pytest.mark.slow
def test_speed_ups_are_set_beside_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    every = app.bench_speedups.speedups_to_measure(())
    assert len(every) == 10 and set(LOOKED_AT) < every.keys()

    def few(ratios: Ratios) -> dict[str, Speedups]:
        return {name: speedups_to_measure(ratios)[name] for name in LOOKED_AT}

    monkeypatch.setattr(app.bench_speedups, "speedups_to_measure", few)
    done = CliRunner().invoke(cli, ["bench", "diffusion", "--speedups", "--quick", "--json"])
    assert done.exit_code == 0, done.output
    costs = {cost["speedup"]: cost for cost in map(json.loads, done.stdout.splitlines())}
    assert list(costs) == list(LOOKED_AT)
    for name, cost in costs.items():
        assert 0 < cost["ratio_low"] <= cost["ratio"] <= cost["ratio_high"]
        assert (cost["psnr"] is None) == (cost["most_off"] == 0), name
    assert costs["first-block, 0.05"]["most_off"] <= costs["first-block, 0.1"]["most_off"]
    assert not costs["mag, 0.08"]["remarks"], "its ratios are measured first"
    assert "'sage' does not work here" in costs["attention sage"]["remarks"][0] or torch.cuda.is_available()
    assert costs["channels_last"]["most_off"] <= 1
