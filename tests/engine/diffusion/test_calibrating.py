"""The mag cache's ratios: measured as diffusers measures them, kept, and used from then on."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from app.cli import cli
from engine.diffusion.reports import Remarked
from engine.diffusion.speedups import Speedups, changes_of_picture, suited
from engine.errors import BadInput
from engine.folders import cache_folder
from engine.generators.guided.chosen_model import chosen_model
from engine.models.ratios import keep_ratios, known_ratios
from engine.models.strategy import Strategy
from engine.models.wishes import ModelWishes, ask_with
from tests.engine.diffusion.tiny import PLAIN, TinyModels, request, stars

torch = pytest.importorskip("torch")

from diffusers.hooks.mag_cache import MagCacheConfig  # noqa: E402

from engine.diffusion.calibrating import _request, calibrated  # noqa: E402
from engine.diffusion.components import load_expert  # noqa: E402
from engine.diffusion.maker import ClipMaker  # noqa: E402

STEPS = 8


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    yield
    ask_with(ModelWishes)


def test_ratios_are_those_of_diffusers(models: TinyModels, capsys: pytest.CaptureFixture[str]) -> None:
    installed = models.of("wan2.1-t2v-1.3b")
    [ours] = calibrated(installed, PLAIN, STEPS)

    def expert() -> Any:
        made = load_expert(installed, PLAIN, "transformer", whole=False)
        made.enable_cache(MagCacheConfig(calibrate=True, num_inference_steps=STEPS))
        # ours must not take away what measures
        made.disable_cache = lambda: None
        made.enable_cache = lambda config: None
        return made

    capsys.readouterr()
    ClipMaker(installed, PLAIN, given={"transformer": expert}).make(_request(installed.card, STEPS, small=False))
    theirs = [ast.literal_eval(line) for line in capsys.readouterr().out.splitlines() if line.startswith("[1.0")]
    assert len(theirs) == 2, "with guidance and without"
    assert np.allclose(ours, np.mean(theirs, axis=0), atol=1e-4) and ours[0] == 1 and len(set(ours)) > 2


@pytest.mark.parametrize("model", ["wan2.2-t2v-a14b", pytest.param("wan2.2-i2v-a14b", marks=pytest.mark.soak)])
def test_two_experts_share_the_steps(models: TinyModels, model: str) -> None:
    installed = models.of(model)
    high, low = calibrated(installed, Strategy(late_expert=True, offload="group"), STEPS)
    assert len(high) + len(low) == STEPS and high and low and high[0] == low[0] == 1
    speedups = Speedups(cache="mag", cache_threshold=1.0, mag_ratios=(high, low))
    told: list[Any] = []
    start = {} if "t2v" in model else {"first": stars()[0]}
    maker = ClipMaker(installed, PLAIN, speedups)
    cached = maker.make(request(steps=STEPS, **start), told.append)
    assert not [report for report in told if isinstance(report, Remarked)]
    assert np.array_equal(maker.make(request(steps=STEPS, **start)), cached)
    assert not np.array_equal(ClipMaker(installed, PLAIN).make(request(steps=STEPS, **start)), cached)


def test_ratios_hold_for_their_number_of_steps() -> None:
    speedups = Speedups(cache="mag", mag_ratios=((1.0,) * 5, (1.0,) * 3))
    assert suited(speedups, 8) == (speedups, "")
    assert changes_of_picture(speedups, 8)["mag_ratios"] == [[1.0] * 5, [1.0] * 3]
    used, why = suited(speedups, 9)
    assert used.cache == "none" and "for 9 steps are not known, starloom models calibrate" in why


def test_a_control_is_no_part_of_the_ratios(models: TinyModels) -> None:
    with pytest.raises(BadInput, match="adds a control"):
        calibrated(models.of("wan2.1-vace-1.3b"), PLAIN, STEPS)


@pytest.mark.slow
def test_the_command_measures_and_films_use_it(models: TinyModels) -> None:
    folder = str(models.of("wan2.1-t2v-1.3b").folder)
    done = CliRunner().invoke(cli, ["models", "calibrate", folder, "--steps", "6", "--small"])
    assert done.exit_code == 0, done.output
    assert chosen_model(folder, 6).speedups == Speedups(), "it is not wished for"
    ask_with(lambda: ModelWishes(step_cache="mag"))
    [ratios] = chosen_model(folder, 6).speedups.mag_ratios
    assert len(ratios) == 6
    assert chosen_model(folder, 7).speedups.mag_ratios == ()
    assert chosen_model(folder, 6).recipe(6)["faster"]["mag_ratios"] == [list(ratios)]


def test_a_damaged_file_of_ratios_is_none() -> None:
    keep_ratios("a", ((1.0, 0.9), (1.0,)))
    keep_ratios("b", ((1.0,),))
    assert known_ratios("a") == ((1.0, 0.9), (1.0,)) and known_ratios("b") == ((1.0,),) and known_ratios("c") == ()
    for text in ("[", "[]", '{"a": [["x"]]}', '{"a": 7}'):
        (cache_folder("models") / "ratios.json").write_text(text, encoding="utf-8")
        assert known_ratios("a") == ()
