"""Overlays with transparency: written, read back, laid over another sky."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from engine.assembly.overlay_writer import overlay_writer
from engine.assembly.segment_file import FilmNotWritten
from engine.errors import BadInput
from engine.overlay_film import OverlayGenerator, render_overlay
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.overlay import OverlayPainter, straight
from storyboard.model import Camera, Canvas, FigureCue, LinesCue, Narration, Scene, Shot, Storyboard, View

LYRA = Scene(
    view=View(kind="sky", ra_deg=284, dec_deg=36, scale=1800), camera=Camera(push=0),
    lines=(LinesCue(show=("Lyr",), start_s=0, draw_s=0.2, names=False),),
)  # fmt: skip
SHELIAK, SULAFAT = 92420, 93194


def _story(scene: Scene = LYRA, projection: str = "flat") -> Storyboard:
    size = {"flat": (640, 360), "fulldome": (256, 256)}[projection]
    canvas = Canvas.model_validate({"width": size[0], "height": size[1], "fps": 12, "projection": projection})
    shot = Shot(id="a", scene=scene, duration_s=1.5)
    return Storyboard(canvas=canvas, narration=Narration(enabled=False), shots=(shot,))


def _read(path: Path) -> list[np.ndarray]:
    """Straight RGBA frames of a MOV file or a folder."""
    if path.is_dir():
        files = sorted(path.glob("*.png"))
        pictures = [np.asarray(cv2.imread(str(file), cv2.IMREAD_UNCHANGED), np.uint8) for file in files]
        return [np.ascontiguousarray(picture[..., [2, 1, 0, 3]]) for picture in pictures]
    with av.open(str(path)) as film:
        assert film.streams.video[0].codec_context.name == "prores"
        assert (film.streams.video[0].codec_context.pix_fmt or "").startswith("yuva444p")
        return [
            frame.reformat(format="rgba", src_colorspace="ITU709", src_color_range="MPEG").to_ndarray()
            for frame in film.decode(video=0)
        ]


@pytest.mark.parametrize("name", ["lines 线.mov", "lines"])
def test_an_overlay_is_clear_but_for_its_lines(tmp_path: Path, name: str) -> None:
    story = _story()
    done = render_overlay(story, tmp_path / name, threads=1)
    frames = _read(tmp_path / name)
    assert len(frames) == done.frames
    frame = frames[len(frames) // 2]
    painter = OverlayGenerator().open(story, story.shots[0], 18)
    assert isinstance(painter, OverlayPainter)
    ends = painter.stage.frame(0.7).camera.project(apparent_directions([SHELIAK, SULAFAT], painter.stage))
    x, y = ends.mean(0)
    line = frame[int(y) - 2 : int(y) + 3, int(x) - 2 : int(x) + 3]
    assert line[..., 3].max() > 60
    corner = frame[:40, :60, 3]
    assert corner.max() == 0
    assert 0.001 < (frame[..., 3] > 40).mean() < 0.2


def test_colours_do_not_darken_at_the_edges(tmp_path: Path) -> None:
    """Straight colours: gold where the line is thin as where it is full; over black the film's picture again."""
    render_overlay(_story(), tmp_path / "gold", threads=1)
    frame = _read(tmp_path / "gold")[9].astype(float)
    opacity = frame[..., 3]
    faint, full = (opacity > 20) & (opacity < 50), opacity > 90
    assert faint.sum() > 30 and full.sum() > 30
    assert frame[faint][:, :3].max(1).min() > 240
    assert frame[full][:, :3].max(1).min() > 240
    painter = OverlayGenerator().open(_story(), _story().shots[0], 18)
    film = painter.paint(9)[..., :3].astype(float)
    np.testing.assert_allclose(frame[..., :3] * opacity[..., None] / 255, film, atol=5)  # the film is fading in


def test_a_figure_takes_light_of_the_sky_behind_away() -> None:
    scene = Scene(
        view=View(kind="figure", figure="orion", figure_height=0.8), camera=Camera(push=0),
        figures=(FigureCue(name="orion", start_s=-9, dust=0),), milky_way=0,
    )  # fmt: skip
    story = _story(scene)
    picture = OverlayGenerator().open(story, story.shots[0], 18).paint(9)
    body = picture[..., 3].astype(int) - picture[..., :3].max(-1)
    assert (body > 40).mean() > 0.02
    assert picture[0, 0, 3] == 0


def test_straight_undoes_premultiplying() -> None:
    picture = np.array([[[64, 32, 0, 64], [0, 0, 0, 0], [10, 20, 40, 200]]], np.uint8)
    np.testing.assert_array_equal(straight(picture)[0], [[255, 128, 0, 64], [0, 0, 0, 0], [13, 26, 51, 200]])


def test_a_failed_overlay_leaves_nothing_behind(tmp_path: Path) -> None:
    for name in ("a.mov", "b"):
        with pytest.raises(RuntimeError), overlay_writer(tmp_path / name, 64, 64, 24) as writer:
            writer.write(np.zeros((64, 64, 4), np.uint8))
            raise RuntimeError
    assert not list(tmp_path.iterdir())
    with pytest.raises(FilmNotWritten, match="could not be written"):
        overlay_writer(tmp_path / "missing" / "deep" / "folder", 64, 64, 24)


def test_a_dome_has_no_overlay(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="fulldome"):
        render_overlay(_story(projection="fulldome"), tmp_path / "dome.mov")
