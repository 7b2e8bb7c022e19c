"""What a shot shows, understood: its view of the sky, camera, figures, lines, elements and sounds."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from storyboard.base import Model

Naming = Literal["auto", "zh-Hans", "zh-Hant", "pinyin", "en", "la"]
GridKind = Literal[
    "equator", "ecliptic", "meridian", "horizon", "equatorial", "altazimuth", "galactic", "boundaries", "compass"
]

FigureStyle = Literal["classic", "line", "stardust", "luminous", "engraving", "ink_wash", "paper_cut"]


class Wish(Model):
    """What should stand where in a view of the kind ``stage``.

    ``what``: a figure's id ("andromeda"), a constellation ("Cas"), or a star's HIP number. ``upright``: its head up
    (figures only). ``side`` and ``level``: the part of the picture it should stand in; None leaves it open.
    """

    what: str | int
    upright: bool = False
    side: Literal["left", "middle", "right"] | None = None
    level: Literal["low", "middle", "high"] | None = None


class View(Model):
    """Where the camera of a shot looks at its first frame.

    ``kind="horizon"``: a place and a local sidereal time (or the storyboard's own place and time when
    ``sidereal_h`` is left out), azimuth from north through east; the horizon is a straight line at the height
    ``horizon`` (fraction of the picture, from the top). ``kind="sky"``: a right ascension, a declination and a roll;
    no true horizon is claimed. ``kind="figure"``: a sky view in which a figure stands upright, ``figure_height`` of the
    picture tall, its middle at ``centre``. ``kind="stage"``: a place, time and direction are searched where the true
    sky stands as the ``wishes`` say, over a true horizon or, with ``ground=false``, as a free view of the sky; what is
    given here (latitude, sidereal time, azimuth, scale, centre, roll) is kept as it is.
    ``scale`` is pixels per radian in the middle of a picture 720 pixels high; ``centre`` is where the aimed direction
    stands, in fractions of width and height.
    """

    kind: Literal["horizon", "sky", "figure", "stage"] = "horizon"
    wishes: tuple[Wish, ...] = ()
    ground: bool = True
    figure: str | None = None
    figure_height: float = Field(default=0.65, gt=0.02, le=4)
    latitude_deg: float | None = Field(default=None, ge=-90, le=90)
    sidereal_h: float | None = Field(default=None, ge=0, lt=24)
    azimuth_deg: float = 180.0
    ra_deg: float = 0.0
    dec_deg: float = Field(default=0.0, ge=-90, le=90)
    roll_deg: float = 0.0
    scale: float = Field(default=640.0, gt=50, le=20000)
    centre: tuple[float, float] = (0.5, 0.5)
    horizon: float | None = None


class Camera(Model):
    """How the camera moves over the shot: eased from the first frame to the last.

    ``push`` goes nearer, what is near faster (parallax); ``pan_deg`` turns to the right, ``tilt_deg`` up.
    ``orbit_deg``: the set turns past under the sky and its figures, what is near more than what is far; the middle of
    the shot shows it as it was composed.
    ``turn_h``: hours by which the sky turns meanwhile. ``follow``: what the camera keeps at its place in the picture: a
    star (HIP number), "sun", "moon" or a planet, or a figure, also while it rises or falls.
    ``towards``: the camera turns to a star (HIP number) or to a figure, from ``towards_start_s`` on for ``towards_s``
    seconds. A free view of the sky turns along the great circle, and the figure then stands upright; a view with a
    horizon looks up, the ground sinks out of the picture, and the figure stands as the true sky has it.
    ``shake``: how strongly thunder shakes the camera after every flash.
    ``focus``: what is sharp: "all", the "sky", the "set" (land, water and what stands on them), or a rack of focus from
    one to the other, from ``focus_start_s`` on for ``focus_s`` seconds; ``focus_blur`` is the blur of what is not
    sharp, as a standard deviation in pixels of a picture 720 high. Domes and 360-degree pictures only pan and turn.
    """

    push: float = Field(default=0.04, ge=-0.6, le=4)
    pan_deg: float = 0.0
    tilt_deg: float = 0.0
    roll_deg: float = 0.0
    orbit_deg: float = Field(default=0.0, ge=-90, le=90)
    turn_h: float = 0.0
    follow: int | str | None = None
    towards: int | str | None = None
    towards_start_s: float = 1.0
    towards_s: float = Field(default=4.0, gt=0.2, le=600)
    shake: float = Field(default=0.0, ge=0, le=3)
    focus: Literal["all", "sky", "set", "sky_to_set", "set_to_sky"] = "all"
    focus_start_s: float = 1.0
    focus_s: float = Field(default=2.5, gt=0.1, le=600)
    focus_blur: float = Field(default=5.0, gt=0, le=40)

    @model_validator(mode="after")
    def _leads_one_way(self) -> Camera:
        if self.follow is not None and self.towards is not None:
            raise ValueError("the camera cannot both follow one thing and turn towards another: give one of them")
        return self


class FigureCue(Model):
    """A figure of the sky in a shot: when it is drawn (seconds of the shot) and how strongly it shows.

    ``style`` left out is the look's own. ``motion`` is a named gesture (rise, sink, descend, approach, fall, fade,
    petrify, creep, run, walk, cross, soar, sail; of its joints strike, lunge, raise, reach, beat, nod, flinch, weave;
    show: what it carries; free: its chains break) from ``motion_start_s`` on, ``then`` a second one at its own time;
    weave takes ``motion_s`` for one way of the shuttle there and back. ``way``: how far it walks, soars or sails up to
    its place or crosses away from it, x and y in units of its drawing. ``place`` is for figures that are drawn on the
    set and not on their stars: x and y in pixels of a picture 720 high, and a size; left out, a figure that has no
    stars stands as it was drawn.
    """

    name: str
    start_s: float = 0.8
    draw_s: float = 3.0
    fill: float = Field(default=1.0, ge=0, le=3)
    strength: float = Field(default=1.0, ge=0, le=3)
    dust: float = Field(default=1.0, ge=0, le=3)
    motion: str | None = None
    motion_start_s: float = 0.0
    motion_s: float = 2.0
    then: str | None = None
    then_start_s: float = 0.0
    then_s: float = 2.0
    way: tuple[float, float] | None = None
    palette: str | None = None
    style: FigureStyle | None = None
    place: tuple[float, float, float] | None = None


class LinesCue(Model):
    """Constellation lines and names that draw themselves.

    ``show``: figures by id or name, "*" for all. ``culture``: "western", "chinese" (Qing), "chinese_song", or the id of
    a sky culture that was added. ``naming``: the names' language and script ("auto": the storyboard's language).
    ``art``: strength of the culture's pictures, where it has some.
    """

    show: tuple[str, ...] = ()
    culture: str = "western"
    start_s: float = 0.4
    draw_s: float = 2.2
    strength: float = Field(default=1.0, ge=0, le=3)
    names: bool = True
    naming: Naming = "auto"
    art: float = Field(default=0.0, ge=0, le=3)
    fade_s: float | None = None


class StarLabel(Model):
    """A name beside a star, ``gap`` pixels away in a picture 720 high; without a text, the star's own name in the
    language and script of ``naming``, or as a culture that was added calls it."""

    hip: int
    text: str = ""
    naming: Naming = "auto"
    culture: str = ""
    start_s: float = 1.5
    side: Literal["right", "left", "above", "below"] = "right"
    gap: float = Field(default=13.0, ge=0, le=400)


class GridCue(Model):
    """A circle, a grid, the constellations' boundaries or the compass points, drawn from ``start_s`` on.

    "meridian", "horizon", "altazimuth" and "compass" need a view with a horizon. ``step_deg``: mesh of a grid.
    """

    kind: GridKind
    start_s: float = 0.6
    draw_s: float = 2.4
    strength: float = Field(default=1.0, ge=0, le=3)
    step_deg: float = Field(default=15.0, ge=1, le=90)
    labels: bool = True
    fade_s: float | None = None


class Element(Model):
    """A part of the picture that is no figure: sea, rock, lightning, mist. Its own settings lie beside ``kind``."""

    kind: str
    start_s: float = 0.0

    def setting(self, name: str, default: Any) -> Any:
        """A setting of this element, or the default."""
        return (self.model_extra or {}).get(name, default)


class EffectCue(Model):
    """A sound in the picture."""

    kind: str
    start_s: float = 0.0
    end_s: float | None = None
    gain_db: float = 0.0


class Scene(Model):
    """What a shot shows, understood: view, figures, lines, elements, sounds.

    ``bodies``: Sun, Moon and planets where they truly stand at the sky's time. ``twilight``: the sky as bright as that
    Sun makes it, over a horizon. ``light_pollution``: 0 a dark site, 1 the middle of a big city. ``deep_sky``: light of
    clusters, nebulae and galaxies, which appear where the camera looks close.
    """

    view: View = View()
    camera: Camera = Camera()
    figures: tuple[FigureCue, ...] = ()
    lines: tuple[LinesCue, ...] = ()
    labels: tuple[StarLabel, ...] = ()
    grids: tuple[GridCue, ...] = ()
    elements: tuple[Element, ...] = ()
    effects: tuple[EffectCue, ...] = ()
    milky_way: float = Field(default=1.0, ge=0, le=4)
    deep_sky: float = Field(default=1.0, ge=0, le=4)
    bodies: bool = False
    twilight: bool = False
    light_pollution: float = Field(default=0.0, ge=0, le=1)
    exposure: float = Field(default=1.0, gt=0, le=8)
