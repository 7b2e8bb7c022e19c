"""Meteor showers follow the height of their radiant, and a person hears of it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.scene import stage_notes
from engine.sky.catalogue import unit_vectors
from engine.sky.layers.layer import build_element
from engine.sky.painter import build_stage
from storyboard.model import Camera, Canvas, Element, Scene, Shot, Sky, Storyboard, View


@pytest.mark.parametrize("turn_h", [0.0, 8.0])
def test_a_shower_is_as_rich_as_its_radiant_stands_high(turn_h: float) -> None:
    """Meteors light up in proportion to the sine of the radiant's altitude, also while the sky turns; none before it
    has risen."""
    seen, expected = [], []
    for sidereal_h in range(0, 24, 3):
        spec = Element.model_validate({"kind": "shower", "name": "geminids", "count": 600})
        view = View(latitude_deg=20.0, sidereal_h=sidereal_h, centre=(0.5, 0.9))
        scene = Scene(view=view, camera=Camera(turn_h=turn_h), elements=(spec,))
        stage = build_stage(scene, Canvas(width=320, height=180), Sky(), 12.0, 5, "en")
        times = [
            streak.start_s
            for group in build_element(spec, stage)._groups  # type: ignore[attr-defined]
            for streak in group._streaks
        ]
        assert stage.of_date is not None
        radiant = stage.of_date @ unit_vectors(np.radians(112.0), np.radians(33.0))
        moments = np.linspace(0, 10.8, 200)
        zeniths = [stage.path.zenith(float(time)) for time in moments]
        heights = np.array([radiant @ zenith for zenith in zeniths if zenith is not None]).clip(0)
        seen.append(len(times))
        expected.append(600 * heights.mean())
        near = [np.interp(np.array(times) + late, moments, heights) for late in (-0.35, 0.0, 0.35)]
        assert np.max(near, 0).min(initial=1.0) > 0
    assert max(seen) > 400
    assert all(count == 0 for count, hoped in zip(seen, expected, strict=True) if hoped == 0)
    np.testing.assert_allclose(seen, expected, atol=4)


def test_a_person_hears_that_a_shower_is_low_or_down() -> None:
    def notes(language: str, sidereal_h: float) -> list[str]:
        shower = Element.model_validate({"kind": "shower", "name": "geminids"})
        view = View(latitude_deg=40.0, sidereal_h=sidereal_h)
        shot = Shot(id="night", scene=Scene(view=view, elements=(shower,)))
        return stage_notes(Storyboard.model_validate({"language": language, "shots": (shot,)}))

    assert notes("en", 7.5) == []
    assert "night: the radiant of the Geminids stands low" in notes("en", 1.0)[0]
    assert "below the horizon" in notes("en", 19.0)[0]
    assert "双子座流星雨" in notes("zh", 19.0)[0]
