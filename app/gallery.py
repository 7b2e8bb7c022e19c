"""The gallery: a contact sheet of every element, figure, style, form and hand-over, for looking and for the docs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.gallery_transitions import transition_sheets
from app.stills import figure_story, save_picture
from engine.generators.sky import SkyGenerator
from engine.sky.figures import figure_names, load_figure
from engine.sky.figures.styles import STYLES
from engine.sky.layers.elements import element_kinds
from storyboard.looks import look_names
from storyboard.model import Camera, Canvas, Element, FigureCue, Look, Scene, Shot, Sky, Storyboard, View
from storyboard.templates import load_template

TILE = Canvas(width=640, height=360)
FILM = Canvas()
SHOWN_WIDTH, SHOWN_HEIGHT, GAP = 480, 270, 4
SECONDS = 8.0
MOMENTS = (0.6, 2.4, 4.4, 7.2)
COMPANIONS = {
    "arrow": ("hills",), "aurora": ("snowfield",), "clouds": ("mountains",), "comet": ("mountains",),
    "fire": ("plain",),
    "fireflies": ("plain",), "flock": ("hills",), "foam": ("sea", "rock"), "forest": ("hills",), "glow": ("mountains",),
    "hairpin": ("hills",), "island": ("sea",), "lantern": ("hills",), "lanterns": ("lake",),
    "lightning": ("clouds", "sea"), "magpies": ("hills",), "meteors": ("mountains",), "mist": ("mountains",),
    "moon": ("sea",), "nebula": ("mountains",), "palace": ("lake",), "rain": ("forest",), "ripples": ("lake",),
    "river": ("hills",), "rock": ("sea",), "shore": ("sea",), "shower": ("desert",), "snow": ("snowfield",),
    "spark": ("plain",), "star_trails": ("mountains",), "starfall": ("hills",),
}  # fmt: skip
"""What an element is shown with where alone it would say little."""

FORMS = {
    "rectilinear": Canvas(width=640, height=360, projection="rectilinear"),
    "fulldome": Canvas(width=720, height=720, projection="fulldome"),
    "equirect": Canvas(width=960, height=480, projection="equirect"),
    "portrait": Canvas(width=360, height=640),
    "square": Canvas(width=480, height=480),
}
FORM_CAST = (("qixi", 1), ("andromeda", 1), ("andromeda", 4), ("orion", 2))
LOOK_CAST = (("qixi", 2), ("andromeda", 5), ("orion", 2), ("qixi", 8))
STYLE_CAST = ("andromeda", "orion", "scorpius", "zhinu")


@dataclass(frozen=True)
class Sheet:
    """A contact sheet: its name and its tiles, each a storyboard of one shot and a moment in seconds."""

    name: str
    tiles: tuple[tuple[Storyboard, float], ...]


def sheets() -> Iterator[Sheet]:
    """All sheets of the gallery."""
    for kind in element_kinds():
        yield Sheet(f"element-{kind}", tuple((_story(_element_scene(kind)), moment) for moment in MOMENTS))
    for name in figure_names():
        yield Sheet(f"figure-{name}", _figure_tiles(name))
    yield from SKIES
    for style in STYLES:
        cast = (_story(_figure_scene(name, style)) for name in STYLE_CAST)
        yield Sheet(f"style-{style}", tuple((story, 6.0) for story in cast))
    for look in look_names():
        yield Sheet(f"look-{look}", tuple(_told(template, shot, TILE, look) for template, shot in LOOK_CAST))
    for name, canvas in FORMS.items():
        yield Sheet(f"form-{name}", tuple(_told(template, shot, canvas) for template, shot in FORM_CAST))


def paint_gallery(folder: Path, only: str | None = None) -> Iterator[Path]:
    """Paint the sheets whose names begin with ``only`` (None: all) into ``folder`` as small JPEGs; yields their paths.

    Raises:
        StoryboardError: the folder cannot be written.
    """
    for sheet in sheets():
        if only is None or sheet.name.startswith(only):
            path = folder / f"{sheet.name}.jpg"
            save_picture(contact_sheet([_paint(story, moment) for story, moment in sheet.tiles]), path)
            yield path
    if only is None or only.startswith("transition") or "transition".startswith(only):
        for name, pictures in transition_sheets(FILM):
            if only is None or name.startswith(only):
                save_picture(contact_sheet(pictures), folder / f"{name}.jpg")
                yield folder / f"{name}.jpg"


def contact_sheet(pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Pictures (h, w, 3), two beside each other, on black, each fitted into its field."""
    rows = -(-len(pictures) // 2)
    sheet = np.zeros((rows * (SHOWN_HEIGHT + GAP) - GAP, 2 * SHOWN_WIDTH + GAP, 3), np.uint8)
    for number, picture in enumerate(pictures):
        height, width = picture.shape[:2]
        scale = min(SHOWN_WIDTH / width, SHOWN_HEIGHT / height)
        size = round(width * scale), round(height * scale)
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        top = number // 2 * (SHOWN_HEIGHT + GAP) + (SHOWN_HEIGHT - size[1]) // 2
        left = number % 2 * (SHOWN_WIDTH + GAP) + (SHOWN_WIDTH - size[0]) // 2
        sheet[top : top + size[1], left : left + size[0]] = small
    return sheet


def _told(template: str, number: int, canvas: Canvas, look: str = "starlight") -> tuple[Storyboard, float]:
    """A shot of a legend on another canvas or in another look."""
    board = load_template(template, "en")
    changes = {"canvas": canvas, "look": Look(name=look), "shots": board.shots[number - 1 : number]}
    return board.model_copy(update=changes), 6.0


def _paint(story: Storyboard, moment: float) -> NDArray[np.uint8]:
    fps = story.canvas.fps
    return SkyGenerator().open(story, story.shots[0], round(SECONDS * fps)).paint(round(moment * fps))


def _story(scene: Scene, canvas: Canvas = TILE) -> Storyboard:
    return Storyboard(id="gallery", title="Gallery", canvas=canvas, shots=(Shot(id="tile", scene=scene),))


def _element_scene(kind: str) -> Scene:
    elements = tuple(Element(kind=name) for name in (*COMPANIONS.get(kind, ()), kind))
    view = View(kind="horizon", latitude_deg=30, sidereal_h=3.4, azimuth_deg=128, scale=560, centre=(0.5, 0.8))
    return Scene(view=view, camera=Camera(push=0.04), elements=elements)


def _figure_scene(name: str, style: str | None = None) -> Scene:
    scene = figure_story(name, "en").shots[0].scene
    assert scene is not None
    cues = tuple(cue.model_copy(update={"start_s": 0.4, "style": style}) for cue in scene.figures)
    return scene.model_copy(update={"figures": cues})


def _figure_tiles(name: str) -> tuple[tuple[Storyboard, float], ...]:
    """A figure while it is drawn, whole, and far away; on its stars also the bare stars."""
    drawn = _story(_figure_scene(name))
    small = figure_story(name, "en").shots[0].scene
    assert small is not None
    if load_figure(name).on_screen:
        return (drawn, 0.9), (drawn, 1.8), (drawn, 3.0), (drawn, 6.0)
    far = small.model_copy(update={"view": small.view.model_copy(update={"figure_height": 0.3}), "figures": (
        FigureCue(name=name, start_s=-8.0, draw_s=3.0),
    )})  # fmt: skip
    return (drawn, 0.3), (drawn, 1.9), (drawn, 6.0), (_story(far), 4.0)


def _sky_tile(place: str, time: str, view: View, **parts: object) -> tuple[Storyboard, float]:
    scene = Scene.model_validate({"view": view, "bodies": True, **parts})
    story = _story(scene).model_copy(update={"sky": Sky(place=place, time=time)})
    return story, 6.0


def _looking(azimuth_deg: float, scale: float = 520.0, height: float = 0.82) -> View:
    return View(kind="horizon", azimuth_deg=azimuth_deg, scale=scale, centre=(0.5, height))


def _at(ra_deg: float, dec_deg: float, scale: float) -> View:
    return View(kind="sky", ra_deg=ra_deg, dec_deg=dec_deg, scale=scale)


HILLS = (Element(kind="hills"),)
SKIES = (
    Sheet("sky-twilight", tuple(
        _sky_tile("Athens", f"2026-03-20T{clock}Z", _looking(265), twilight=True, elements=HILLS)
        for clock in ("16:40:00", "16:58:00", "17:20:00", "17:50:00")
    )),
    Sheet("sky-bodies", (
        _sky_tile("Beijing", "2026-08-19T13:00:00Z", _looking(225, 900), elements=HILLS),
        _sky_tile("Beijing", "2026-06-09T12:30:00Z", _looking(285, 900), twilight=True, elements=HILLS),
        _sky_tile("Athens", "2026-01-10T22:00:00Z", _looking(120, 420), elements=HILLS),
        _sky_tile("Luoyang", "-2300-10-01", _looking(180, 420), elements=HILLS),
    )),
    Sheet("sky-deep", (
        _sky_tile("Beijing", "qixi 2026", _at(10.68, 41.27, 9000)),
        _sky_tile("Beijing", "qixi 2026", _at(83.82, -5.39, 9000)),
        _sky_tile("Beijing", "qixi 2026", _at(56.6, 24.1, 9000)),
        _sky_tile("Beijing", "qixi 2026", _at(250.42, 36.46, 20000)),
    )),
    Sheet("sky-pollution", tuple(
        _sky_tile("Beijing", "qixi 2026", _looking(180, 420), light_pollution=level, elements=HILLS)
        for level in (0.0, 0.3, 0.6, 1.0)
    )),
    Sheet("sky-grids", tuple(
        _sky_tile("Beijing", "qixi 2026", _looking(180, 420),
                  grids=tuple({"kind": kind, "start_s": 0.2} for kind in kinds))
        for kinds in (("equatorial",), ("altazimuth", "compass"), ("equator", "ecliptic", "meridian"), ("boundaries",))
    )),
    Sheet("sky-cultures", tuple(
        _sky_tile("Beijing", "qixi 2026", _looking(150, 420),
                  lines=({"show": ("*",), "culture": culture, "naming": naming, "start_s": 0.0},))
        for culture, naming in (
            ("western", "la"), ("western", "zh-Hans"), ("chinese", "zh-Hant"), ("chinese_song", "pinyin"),
        )
    )),
)  # fmt: skip
"""What is painted of the true sky: twilight, Moon and planets, deep-sky objects, city light, grids, cultures."""
