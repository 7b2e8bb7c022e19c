"""Settings of one run: the projection of the film and the sizes that go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.adjust import adjusted, made_by
from storyboard.errors import StoryboardError
from storyboard.model import Canvas, Shot, Storyboard

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
    ("own", "preset", "aspect", "draft", "expected"),
    [
        ((1280, 720), "1080p", None, False, (1920, 1080)),
        ((720, 1280), "1080p", None, False, (1080, 1920)),
        ((1280, 720), "4K", "9:16", False, (2160, 3840)),
        ((1280, 720), None, "1:1", False, (720, 720)),
        ((1280, 720), None, "4:3", True, (720, 540)),
        ((320, 180), None, "9:16", True, (180, 320)),
    ],
)
def test_presets_and_aspects(own, preset, aspect, draft, expected) -> None:
    story = STORY.model_copy(update={"canvas": Canvas(width=own[0], height=own[1])})
    canvas = adjusted(story, preset=preset, aspect=aspect, draft=draft).canvas
    assert (canvas.width, canvas.height) == expected


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"projection": "mercator"}, "flat, rectilinear, fulldome, 360"),
        ({"projection": "fulldome", "size": "1280x720"}, "must be square, not 1280x720"),
        ({"projection": "360", "size": "1280x720"}, "twice as wide as high, not 1280x720"),
        ({"projection": "fulldome", "dome_tilt_deg": 70.0}, "from 0 to 45"),
        ({"preset": "8k"}, "720p, 1080p, 1440p, 4k"),
        ({"aspect": "2:1"}, "16:9, 9:16, 1:1, 4:3"),
        ({"preset": "720p", "size": "1280x720"}, "either --size or --preset"),
        ({"preset": "720p", "draft": True}, "either --draft or --preset 720p"),
        ({"aspect": "1:1", "projection": "360"}, "flat pictures"),
    ],
)
def test_what_cannot_be_is_said_plainly(settings, said) -> None:
    with pytest.raises(StoryboardError, match=said):
        adjusted(STORY, **settings)


def test_a_run_says_what_makes_all_shots() -> None:
    board = STORY.model_copy(update={"shots": (Shot(id="a", generator="sky", guidance="exact"), Shot(id="b"))})
    made = made_by(board, None, "wan2.2-ti2v-5b", "free", 12)
    assert (made.generator, made.model, made.guidance, made.steps) == ("diffusion", "wan2.2-ti2v-5b", "free", 12)
    assert all(shot.generator is None and shot.guidance is None for shot in made.shots)
    assert made_by(board) == board
    model = made_by(board, model="here/model").model
    assert model is not None and Path(model).is_absolute(), "the queue works in another folder"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ({"generator": "cloud"}, "sky, diffusion"), ({"guidance": "strict"}, "free, guided, exact"),
        ({"generator": "sky", "model": "x"}, "no model"), ({"steps": 0}, "1 to 200"),
    ],
)  # fmt: skip
def test_what_cannot_make_shots_is_told(words, hint) -> None:
    with pytest.raises(StoryboardError, match=hint):
        adjusted(STORY, **words)
