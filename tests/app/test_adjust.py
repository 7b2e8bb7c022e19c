"""Settings of one run: the projection of the film and the sizes that go with it."""

from __future__ import annotations

import pytest

from app.adjust import adjusted
from storyboard.errors import StoryboardError
from storyboard.model import Shot, Storyboard

STORY = Storyboard(shots=(Shot(id="a", line="One."),))


@pytest.mark.parametrize(
    ("projection", "size", "draft", "expected"),
    [
        ("fulldome", None, False, ("fulldome", 2048, 2048)),
        ("fulldome", "4096x4096", False, ("fulldome", 4096, 4096)),
        ("fulldome", None, True, ("fulldome", 1080, 1080)),
        ("360", None, False, ("equirect", 3840, 1920)),
        ("360", None, True, ("equirect", 1080, 540)),
        ("rectilinear", None, False, ("rectilinear", 1280, 720)),
        (None, "1080x1920", False, ("flat", 1080, 1920)),
    ],
)
def test_a_projection_brings_its_size(projection, size, draft, expected) -> None:
    canvas = adjusted(STORY, projection=projection, size=size, draft=draft).canvas
    assert (canvas.projection, canvas.width, canvas.height) == expected


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"projection": "mercator"}, "flat, rectilinear, fulldome, 360"),
        ({"projection": "fulldome", "size": "1280x720"}, "must be square, not 1280x720"),
        ({"projection": "360", "size": "1280x720"}, "twice as wide as high, not 1280x720"),
        ({"projection": "fulldome", "dome_tilt_deg": 70.0}, "from 0 to 45"),
    ],
)
def test_what_cannot_be_is_said_plainly(settings, said) -> None:
    with pytest.raises(StoryboardError, match=said):
        adjusted(STORY, **settings)
