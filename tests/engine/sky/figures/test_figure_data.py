"""Every figure of the data folder: readable, on its stars, with a drawing that fits its frame."""

import zlib

import numpy as np
import pytest

import assets
from engine.sky.figures import FigureError, directions_to_plane, figure_names, load_figure, plane_directions
from engine.sky.figures.drawing import OPERATIONS

EXPECTED = {
    "orion", "scorpius", "lepus", "canis_major", "canis_minor", "taurus", "andromeda", "perseus", "medusa",
    "cassiopeia", "cepheus", "cetus", "sea_monster", "pegasus", "lyra", "aquila", "cygnus", "delphinus", "hercules",
    "leo", "hydra", "ursa_major", "ursa_minor", "bootes", "virgo", "sagittarius", "gemini", "ophiuchus", "argo",
    "centaurus", "aquarius", "capricornus", "aries", "pisces", "cancer", "libra", "draco", "corona_borealis",
    "auriga",
    "zhinu", "niulang", "loom", "ox", "qinglong", "baihu", "zhuque", "xuanwu", "beidou_chariot", "change",
    "moon_palace", "tianlang", "hushi",
}  # fmt: skip
ON_STARS = [name for name in figure_names() if not load_figure(name).on_screen]
STAR = np.dtype(
    [("hip", "<u4"), ("ra", "<u4"), ("de", "<i4"), ("pm", "<i2", 2), ("plx", "<u2"), ("v", "<i2"), ("bv", "<i2"),
     ("flag", "u1")]
)  # fmt: skip


@pytest.fixture(scope="module")
def stars() -> dict[int, np.ndarray]:
    packed = (assets.folder("sky") / "stars_hip_j2000.bin.z").read_bytes()
    records = np.frombuffer(zlib.decompress(packed), STAR)[:20000]
    ra, dec = records["ra"] / 2**32 * 2 * np.pi, records["de"] / (2**31 - 1) * np.pi / 2
    vectors = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], 1)
    return dict(zip(records["hip"].tolist(), vectors, strict=True))


def test_all_expected_figures_are_there() -> None:
    assert set(figure_names()) >= EXPECTED


@pytest.mark.parametrize("name", figure_names())
def test_figure_is_whole(name: str) -> None:
    figure = load_figure(name)
    assert figure.name_zh and figure.name_en
    left, top, right, bottom = figure.frame
    assert right - left > 100 and bottom - top > 100
    assert len(figure.operations) > 10
    named = set()
    for step in figure.operations:
        assert step["op"] in OPERATIONS
        assert step.get("clip") is None or step["clip"] in named
        assert step.get("moves") is None or step["moves"] in figure.sways
        assert step.get("part") is None or step["part"] in figure.parts
        if step["op"] != "region":
            start, end = step["reveal"]
            assert 0 <= start < end <= 1.2
        if "name" in step:
            named.add(step["name"])


@pytest.mark.parametrize("name", ON_STARS)
def test_anchors_lie_on_their_stars(name: str, stars: dict[int, np.ndarray]) -> None:
    figure = load_figure(name)
    assert len(figure.anchors) >= 3
    assert set(figure.hero) <= {anchor.hip for anchor in figure.anchors}
    for anchor in figure.anchors:
        x, y = directions_to_plane(figure, stars[anchor.hip])
        assert np.hypot(x - anchor.x, y - anchor.y) < 6, f"HIP {anchor.hip} of {name}"
        left, top, right, bottom = figure.frame
        assert left <= anchor.x <= right and top <= anchor.y <= bottom


@pytest.mark.parametrize("name", ["andromeda", "orion", "cepheus"])
def test_plane_and_sky_are_inverse(name: str) -> None:
    figure = load_figure(name)
    left, top, right, bottom = figure.frame
    points = np.stack(np.meshgrid(np.linspace(left, right, 5), np.linspace(top, bottom, 5)), -1).reshape(-1, 2)
    directions = plane_directions(figure, points)
    assert np.allclose(np.linalg.norm(directions, axis=1), 1)
    assert np.allclose(directions_to_plane(figure, directions), points, atol=1e-6)


def test_east_is_left_when_north_is_up(stars: dict[int, np.ndarray]) -> None:
    figure = load_figure("orion")
    betelgeuse, bellatrix = directions_to_plane(figure, np.stack([stars[27989], stars[25336]]))
    assert betelgeuse[0] < bellatrix[0]
    rigel = directions_to_plane(figure, stars[24436])
    assert rigel[1] > betelgeuse[1]


def test_unknown_figure_says_which_there_are() -> None:
    with pytest.raises(FigureError, match="andromeda"):
        load_figure("centaurus_a")


def test_figure_of_the_screen_has_no_sky() -> None:
    assert load_figure("loom").on_screen
    with pytest.raises(FigureError, match="screen"):
        plane_directions(load_figure("loom"), [[0, 0]])
