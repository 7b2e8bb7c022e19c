"""``starloom bench timeline`` drags through a window; here it does so briefly, and with limits wide enough for a busy
machine."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import app.bench_timeline
from app.bench_timeline import Size, story
from app.cli import cli

BRIEF = Size((300, 1000), 12, 30, 1200, 300, passes=1)
PAINT_MS, PAINT_P95_MS, EDIT_MS, EDITS_MB = 2.0, 6.0, 10.0, 20.0
SLACK = 5


def test_dragging_stays_fluid_and_edits_stay_small(qapp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.bench_timeline, "QUICK", BRIEF)
    done = CliRunner().invoke(cli, ["bench", "timeline", "--quick", "--json"])
    assert done.exit_code == 0, done.output
    cost = json.loads(done.stdout)
    assert "offscreen" in cost["platform"]
    assert len(cost["paints"]) == 2 * 3 * 2 and len(cost["edits"]) == 2
    assert {paint["in_sight"] for paint in cost["paints"]} >= {300, 1000}
    for paint in cost["paints"]:
        assert 0 < paint["paint_median_ms"] < SLACK * PAINT_MS, paint
        assert paint["paint_p95_ms"] < SLACK * PAINT_P95_MS, paint
    for edit in cost["edits"]:
        assert 0 < edit["edit_undo_ms"] < SLACK * EDIT_MS, edit
        assert 0 < edit["edits_mb"] < EDITS_MB, edit
    shown = CliRunner().invoke(cli, ["bench", "timeline", "--quick"])
    assert shown.exit_code == 0 and "edit + undo" in shown.output


def test_the_measured_storyboard_has_every_kind_of_transition() -> None:
    board = story(48)
    assert {board.transition_after(index).kind for index in range(47)} == set(app.bench_timeline.KINDS)
