"""``starloom bench`` measures what it says, here with the smallest pictures."""

from __future__ import annotations

import json
import os
import time

import numpy as np
import pytest
from typer.testing import CliRunner

import app.bench
import app.bench_forms
from app.bench_forms import FormCost, bench_forms, bench_threads, films_table, forms_table, paint_form, threads_table
from app.bench_sky import PLAIN_SCENES, bench_plain_sky, encoder_cost, sky_table
from app.cli import cli
from storyboard.model import Canvas

TINY = Canvas(width=160, height=90)


def test_plain_sky_is_nothing_but_sky() -> None:
    cost = bench_plain_sky(TINY, encoded=4)
    assert [shot.shot_id for shot in cost.shots] == list(PLAIN_SCENES)
    for shot in cost.shots:
        assert shot.layers_ms.keys() <= {
            "MilkyWay", "Stars", "Atmosphere", "DeepSky", "ConstellationLines", "bloom and tone"
        }  # fmt: skip
        assert shot.frames_per_s == pytest.approx(2000 / (shot.paint_ms + shot.encode_ms))
    assert sky_table(cost).row_count == len(cost.shots) + 1


class _Slow:
    """Paints grey frames, and takes its time."""

    def __init__(self) -> None:
        self.painted: list[int] = []

    def paint(self, index: int) -> np.ndarray:
        self.painted.append(index)
        began = time.thread_time()
        while time.thread_time() - began < 0.15:
            pass
        return np.full((90, 160, 3), 60 + index % 8, np.uint8)


def test_the_encoder_is_measured_in_the_middle_of_a_shot_without_the_painting() -> None:
    painter = _Slow()
    assert 0 < encoder_cost(painter, TINY, 100, 10) < 120
    assert painter.painted == list(range(45, 55))
    encoder_cost(painter, TINY, 3, 10)
    assert painter.painted[10:] == [0, 1, 2]


def test_two_threads_are_set_against_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.bench_forms, "load_template", _tiny(app.bench_forms.load_template))
    cost = bench_threads("qixi", "en", frames=6)
    assert cost.factor == pytest.approx(cost.one_ms / cost.two_ms) and cost.cpu_ms > 0
    assert threads_table({"qixi": cost}).row_count == 1


def test_a_form_is_painted_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.bench_forms, "FORMS", {"dome-640": TINY, "4k": TINY})
    asked = []

    def apart(words: list[str]) -> tuple[str, float]:
        asked.append(words)
        return json.dumps(paint_form(TINY, frames=1)), 321.0

    monkeypatch.setattr(app.bench_forms, "run_apart", apart)
    costs = list(bench_forms())
    assert asked == [["bench", "sky", "--form", form, "--json"] for form in ("dome-640", "4k") for _ in range(2)]
    assert [cost.peak_mb for cost in costs] == [321.0, 321.0] and all(cost.paint_ms > 0 for cost in costs)
    assert forms_table([FormCost("4k", 3840, 2160, 300.0, 2.0, 700.0)]).row_count == 1


def test_memory_of_a_process_is_watched() -> None:
    printed, peak = app.bench.run_apart(["templates"], os.environ)
    assert "qixi" in printed and peak > 10


def test_every_film_is_made_in_every_size(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def film(template: str, language: str, *, cold: bool, size: str) -> app.bench.FilmCost:
        made.append((template, language, cold, size))
        return app.bench.FilmCost(80.0, 80.0, 812.0)

    monkeypatch.setattr(app.bench_forms, "bench_film", film)
    result = CliRunner().invoke(cli, ["bench", "sky", "orion", "--films", "--json"])
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert made == [("orion", "en", first, size) for size, first in app.bench_forms.FILMS]
    assert [row["size"] for row in rows] == ["1280x720, first film", "1280x720", "1920x1080"]
    assert {row["peak_mb"] for row in rows} == {812.0}
    assert films_table([("orion", "1280x720", app.bench.FilmCost(80.0, 80.0, 812.0))]).row_count == 1


@pytest.mark.parametrize("words", [["qixi", "--forms"], ["sky", "--form", "cube"]])
def test_what_does_not_fit_together_is_refused(words: list[str]) -> None:
    result = CliRunner().invoke(cli, ["bench", *words])
    assert result.exit_code == 2


def _tiny(load):
    return lambda template, language: load(template, language).model_copy(update={"canvas": TINY})
