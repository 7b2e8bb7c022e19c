"""``starloom sky`` as a person or a script meets it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from app.commands.sky import sky
from engine.errors import BadInput


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    import typer

    monkeypatch.setenv("COLUMNS", "160")
    command = typer.Typer()
    command.command()(sky)

    def call(*words: str) -> str:
        result = CliRunner().invoke(command, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    return call


def test_json_of_qixi_2026(run) -> None:
    report = json.loads(run(
        "--place", "39.9042,116.4074,44", "--time", "2026-08-19T13:00:00Z", "--stars", "91262,97649,102098",
        "--bodies", "sun,moon,saturn", "--json",
    ))  # fmt: skip
    assert report["time"] == "2026-08-19T13:00:00Z" and report["time_scale"] == "UTC"
    assert report["place"] == {"names": {}, "latitude_deg": 39.9042, "longitude_deg": 116.4074, "altitude_m": 44.0}
    assert report["delta_t_s"] == pytest.approx(69.17, abs=0.1) and "Espenak" in report["delta_t_model"]
    objects = {row["id"]: row for row in report["objects"]}
    assert list(objects) == ["HIP 91262", "HIP 97649", "HIP 102098", "Sun", "Moon", "Saturn"]
    vega, moon = objects["HIP 91262"], objects["Moon"]
    assert vega["altitude_deg"] == pytest.approx(88.90, abs=0.01)
    assert vega["names"]["zh"] == "织女一" and vega["names"]["en"] == "Vega"
    assert (vega["ra_deg"], vega["dec_deg"]) == pytest.approx((279.4663, 38.8117), abs=0.0005)
    assert (moon["altitude_deg"], moon["azimuth_deg"]) == pytest.approx((9.25, 228.5), abs=0.05)
    assert moon["refracted_altitude_deg"] - moon["altitude_deg"] == pytest.approx(0.097, abs=0.002)
    wanted = {"id", "ra_deg", "dec_deg", "altitude_deg", "azimuth_deg", "refracted_altitude_deg", "magnitude", "names"}
    assert all(wanted <= set(row) for row in report["objects"])


def test_deep_time_says_so(run) -> None:
    report = json.loads(run("--place", "巴比伦", "--time", "-2800-03-21T20:00", "--stars", "Thuban", "--json"))
    assert report["time"] == "-2800-03-21T20:00:00 UT1" and report["time_scale"] == "UT1"
    assert report["delta_t_s"] > 60000
    (thuban,) = report["objects"]
    assert thuban["dec_deg"] > 89.8
    assert thuban["altitude_deg"] == pytest.approx(32.54, abs=0.15)


def test_the_table_shows_the_brightest_and_every_body(run) -> None:
    output = run("--place", "北京", "--time", "qixi 2026")
    for word in ("织女一", "Vega", "河鼓二", "Neptune", "月亮", "Delta T 69.2 s", "T13:14:22Z", "北京 Beijing"):
        assert word in output
    assert len(output.splitlines()) >= 30


@pytest.mark.parametrize(
    ("words", "hint"),
    [(["--place", "Beijng"], "did you mean Beijing"), (["--time", "tonight"], "qixi 2026"),
     (["--stars", "Vga"], "vega"), (["--bodies", "pluto"], "neptune")],
)  # fmt: skip
def test_bad_words_raise_one_clear_sentence(run, words: list[str], hint: str) -> None:
    with pytest.raises(BadInput, match=hint):
        run(*words)
