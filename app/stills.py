"""Single pictures for looking: every shot of a story at a glance, or one figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.generators.registry import ShotGenerator
from engine.lines import estimated_schedule
from engine.sky.figures import load_figure
from storyboard.errors import StoryboardError
from storyboard.model import Canvas, FigureCue, Scene, Shot, Storyboard, View

BEST_MOMENT = 0.72
QUALITY = 86
KINDS = (".png", ".jpg", ".jpeg")


def paint_stills(storyboard: Storyboard, name: str, folder: Path, width: int, base: Path) -> Iterator[Path]:
    """Paint each shot at its best moment into ``folder`` as NAME-NUMBER-SHOT.jpg, ``width`` pixels wide; yields paths.
    Relative names of footage start from ``base``.

    Raises:
        StoryboardError: the folder cannot be written.
    """
    for number, (shot, picture) in enumerate(best_pictures(storyboard, width, base), 1):
        path = folder / f"{name}-{number}-{shot.id}.jpg"
        save_picture(picture, path)
        yield path


def best_pictures(
    storyboard: Storyboard, width: int, base: Path | None = None
) -> Iterator[tuple[Shot, NDArray[np.uint8]]]:
    """Every shot with a picture of its best moment, ``width`` pixels wide."""
    plan = estimated_schedule(storyboard)
    generator = ShotGenerator(base, sketch=True)
    for span, shot in zip(plan.spans, storyboard.shots, strict=True):
        picture = generator.open(storyboard, shot, span.frames).paint(round(span.frames * BEST_MOMENT))
        height = round(picture.shape[0] * width / picture.shape[1])
        yield shot, np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def save_picture(picture: NDArray[np.uint8], path: Path, quality: int = QUALITY) -> None:
    """Write an RGB picture (H, W, 3); its name's ending says the kind. Makes the folder where it is missing.

    Raises:
        StoryboardError: no such kind of picture, or it cannot be written.
    """
    if path.suffix.lower() not in KINDS:
        raise StoryboardError(f"{path.name} is of no known picture kind: end its name with {' or '.join(KINDS)}.")
    settings = [] if path.suffix.lower() == ".png" else [cv2.IMWRITE_JPEG_QUALITY, quality]
    _, data = cv2.imencode(path.suffix.lower(), picture[..., ::-1], settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.tobytes())
    except OSError as error:
        raise StoryboardError(f"{path} cannot be written ({error.strerror}): choose another place.") from error


def figure_story(name: str, language: str) -> Storyboard:
    """A storyboard of one shot that shows nothing but a figure, drawn and awake, on its stars.

    Raises:
        FigureError: there is no such figure.
    """
    figure = load_figure(name)
    left, top, right, bottom = figure.frame
    cue = FigureCue(name=name, start_s=-8.0, draw_s=3.0, dust=0.4)
    view = View(kind="figure", figure=name, figure_height=0.86)
    if figure.on_screen:
        size = min(0.86 * 720 / (bottom - top), 0.9 * 1280 / (right - left))
        corner = (640 - size * (right - left) / 2, 360 - size * (bottom - top) / 2, size)
        cue, view = cue.model_copy(update={"place": corner}), View(kind="sky", ra_deg=30, dec_deg=60)
    scene = Scene(view=view, figures=(cue,), milky_way=0.5)
    return Storyboard.model_validate(
        {"title": name, "language": language, "canvas": Canvas(), "shots": (Shot(id=name, scene=scene),)}
    )
