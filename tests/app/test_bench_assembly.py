"""``starloom bench assembly`` measures whole exports, here of the smallest film."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import app.bench_assembly
from app.bench_assembly import FilmSize
from app.cli import cli
from storyboard.model import Canvas

TINY = FilmSize(4, 1, Canvas(width=160, height=90, fps=12), 1)


def test_exports_are_set_against_the_encoder_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.bench_assembly, "QUICK", TINY)
    done = CliRunner().invoke(cli, ["bench", "assembly", "--quick", "--json"])
    assert done.exit_code == 0, done.output
    cost = json.loads(done.stdout)
    assert (cost["shots"], cost["width"], cost["height"]) == (4, 160, 90)
    assert cost["frames"] == 4 * 12 - 3 * 6  # neighbours share half a shot
    assert 0 < cost["encode_s"] and 0 < cost["unchanged_s"] < cost["first_s"] * 2
    assert cost["first_ratio"] == pytest.approx(cost["first_s"] / cost["encode_s"])
    assert cost["changed_share"] == pytest.approx(cost["changed_s"] / cost["first_s"])
    shown = CliRunner().invoke(cli, ["bench", "assembly", "--quick"])
    assert shown.exit_code == 0 and "one shot changed" in shown.output
