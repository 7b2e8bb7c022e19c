"""The storyboard: a frozen document of canvas, look, sky, soundtrack and shots.

Unknown fields are kept (``extra="allow"``), so that an older program hands on what a newer one wrote. An edit makes a
new storyboard; nothing here is ever changed in place.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from storyboard.base import Model
from storyboard.scene import (
    Camera,
    EffectCue,
    Element,
    FigureCue,
    FigureStyle,
    GridCue,
    GridKind,
    LinesCue,
    Naming,
    Scene,
    StarLabel,
    View,
    Wish,
)  # fmt: skip

__all__ = [
    "Camera", "Canvas", "Captions", "Character", "EffectCue", "Element", "FigureCue", "FigureStyle", "Footage",
    "GeneratorName", "GridCue", "GridKind", "Guidance", "Language", "LinesCue", "Look", "Marker", "MediaFile", "Model",
    "Mood", "Music", "Naming", "Narration", "Scene", "Shot", "Sky", "StarLabel", "Storyboard", "Take", "Transition",
    "TransitionKind", "View", "Wish",
]  # fmt: skip

SCHEMA_VERSION = 1

Language = Literal["zh", "en"]
GeneratorName = Literal["sky", "diffusion"]
"""What may make the pictures of shots without footage: the sky painter, or a video model on this machine."""
Guidance = Literal["free", "guided", "exact"]
"""How closely a model keeps to the true sky: "free" by words alone, "guided" by what the sky painter draws, "exact"
the same, and the true stars, lines and names are laid over what it made."""
Mood = Literal[
    "calm", "wonder", "tender", "longing", "ominous", "dramatic", "heroic", "joyful", "mourning", "solemn"
]
TransitionKind = Literal["crossfade", "cut", "black", "stars", "push", "zoom"]
"""How shots hand over: by a blend, at once, through black, by stars that grow into the next picture, by pushing it in
from the right, by flying through a star."""


def _even(value: int) -> int:
    if value % 2:
        raise ValueError(f"must be an even number, not {value}")
    return value


Even = Annotated[int, AfterValidator(_even)]


class Canvas(Model):
    """Size of the picture in pixels, frames per second, and how the sphere of the sky lies in the picture.

    ``projection``: "flat" (stereographic: constellations keep their shapes), "rectilinear" (great circles stay
    straight; a shot whose figures would not fit into it stays flat), "fulldome" (a square
    dome master: azimuthal equidistant, the zenith in the middle, the front at the bottom) or "equirect" (360 degrees:
    twice as wide as high, the front in the middle). ``dome_tilt_deg``: how far the dome leans forward; its middle then
    shows the sky that much nearer to the front.
    """

    width: Even = Field(default=1280, ge=64, le=4096)
    height: Even = Field(default=720, ge=64, le=4096)
    fps: int = Field(default=24, ge=1, le=120)
    projection: Literal["flat", "rectilinear", "fulldome", "equirect"] = "flat"
    dome_tilt_deg: float = Field(default=0.0, ge=0, le=45)

    @model_validator(mode="after")
    def _shape_fits(self) -> Canvas:
        if self.projection == "fulldome" and self.width != self.height:
            raise ValueError(f"a dome master must be square, not {self.width}x{self.height}")
        if self.projection == "equirect" and self.width != 2 * self.height:
            raise ValueError(f"a 360 picture must be twice as wide as high, not {self.width}x{self.height}")
        return self


class Look(Model):
    """The global style of the picture. What is not given is as the look of this name has it.

    ``contrast`` and ``saturation``: 1 is neutral; ``shadows`` and ``highlights``: tints (red, green, blue), 1 is none.
    """

    name: str = "starlight"
    exposure: float = Field(default=1.25, gt=0, le=8)
    bloom: float = Field(default=0.34, ge=0, le=1)
    grain: float = Field(default=1.25, ge=0, le=8)
    vignette: float = Field(default=0.38, ge=0, le=1)
    contrast: float = Field(default=1.0, ge=0.5, le=2)
    saturation: float = Field(default=1.0, ge=0, le=2)
    shadows: tuple[float, float, float] = (1.0, 1.0, 1.0)
    highlights: tuple[float, float, float] = (1.0, 1.0, 1.0)
    figure_style: FigureStyle = "classic"


class Sky(Model):
    """Place and time whose sky the shots show unless a shot says otherwise.

    ``place`` is a name ("Beijing", "长安") or "latitude,longitude" or "latitude,longitude,height"; where
    ``latitude_deg`` and ``longitude_deg`` are given, they hold and ``place`` is only what it is called. ``time`` is an
    ISO time, a date ("-2800-03-21": the evening there), a festival ("qixi 2026") or a season ("winter solstice 755").
    """

    place: str = "Beijing"
    latitude_deg: float | None = Field(default=None, ge=-90, le=90)
    longitude_deg: float | None = Field(default=None, ge=-180, le=180)
    time: str = "2026-08-19T13:00:00Z"

    @model_validator(mode="after")
    def _coordinates_come_in_pairs(self) -> Sky:
        if (self.latitude_deg is None) != (self.longitude_deg is None):
            raise ValueError("give both latitude_deg and longitude_deg, or neither (then the place's name holds)")
        return self


class Transition(Model):
    """How a shot hands over to the next one, and for how long: ``frames`` are 24ths of a second at every frame rate."""

    kind: TransitionKind = "crossfade"
    frames: int = Field(default=20, ge=0, le=240)


class Footage(Model):
    """A picture or a film of the person's own that a shot shows instead of the sky.

    ``start_s``: where in the film the shot begins. ``fit``: "cover" fills the canvas and crops what is over,
    "contain" shows all of it before black.
    """

    file: str
    start_s: float = Field(default=0.0, ge=0)
    fit: Literal["cover", "contain"] = "cover"


class Asked(Model):
    """How a take was asked for where that was not as its shot says: made by another generator, another model, ..."""

    generator: GeneratorName | None = None
    model: str | None = None
    steps: int | None = Field(default=None, ge=1, le=200)
    guidance: Guidance | None = None


class Take(Model):
    """One rendering of a shot, kept as a clip in the cache under ``key`` (the content of what was asked for).
    ``generator`` made it; ``asked``: what the person wanted otherwise than the shot says, for this take alone."""

    key: str = Field(pattern=r"^[0-9a-f]{64}$")
    generator: str = "sky"
    seed: int | None = None
    made: str = ""
    note: str = ""
    asked: Asked | None = None


class Shot(Model):
    """One continuous picture with its scene text and the line that is spoken over it.

    ``takes`` are the renderings made of it so far. The film shows the take ``chosen`` by the person, even when the shot
    has changed since (it is then called stale); without a choice it shows what the shot says now.

    What a shot does not say holds as the storyboard says it: ``language`` and ``voice`` of the line, and ``sky``, which
    is one whole: its place and its time. ``camera`` goes before the scene's own. ``without``: what the words or the
    scene ask for and the person does not want, a figure by its id ("orion"), an element by its kind ("sea"), lines of a
    constellation by their name ("Ori"), bodies of the sky as "bodies". ``footage`` stands in for the painted picture.
    ``generator``, ``model``, ``steps`` and ``guidance`` left out are the storyboard's own. ``follows``: a shot that a
    model makes begins with the last frame of the shot before.
    """

    id: str = Field(min_length=1, max_length=64)
    title: str = ""
    text: str = ""
    line: str = ""
    duration_s: float | None = Field(default=None, gt=0.2, le=600)
    mood: Mood = "calm"
    intensity: float = Field(default=0.4, ge=0, le=1)
    hit: bool = False
    scene: Scene | None = None
    transition: Transition | None = None
    seed: int | None = None
    language: Language | None = None
    voice: str | None = None
    sky: Sky | None = None
    camera: Camera | None = None
    without: tuple[str, ...] = ()
    footage: Footage | None = None
    generator: GeneratorName | None = None
    model: str | None = None
    steps: int | None = Field(default=None, ge=1, le=200)
    guidance: Guidance | None = None
    follows: bool = False
    takes: tuple[Take, ...] = ()
    chosen: str | None = None

    @model_validator(mode="after")
    def _choice_is_a_take(self) -> Shot:
        if self.chosen is not None and self.chosen not in {take.key for take in self.takes}:
            raise ValueError("'chosen' must be the key of one of the shot's takes, or left out")
        return self


class Narration(Model):
    """Whether the lines are spoken, by which voice (None: the language's default) and how fast."""

    enabled: bool = True
    voice: str | None = None
    rate: float = Field(default=1.0, ge=0.5, le=2.0)


class Captions(Model):
    """Whether the lines are burned into the picture, how large and where. "top" is the upper part of the picture, of a
    dome or a 360-degree picture high in front."""

    enabled: bool = True
    size: Literal["small", "normal", "large"] = "normal"
    place: Literal["bottom", "top"] = "bottom"


class Music(Model):
    """The score: a style to compose in, or the person's own file."""

    enabled: bool = True
    style: str = "starlight"
    file: str | None = None


class Character(Model):
    """Someone of the story: a name as the shots' words use it, what they look like, and the figure that plays them.

    ``palette``: the colours they wear, in words. ``references``: pictures of the person's own that show them, by the
    names of their files; a model that takes such pictures makes them look so in every shot.
    """

    name: str = Field(min_length=1, max_length=60)
    description: str = ""
    palette: str = ""
    references: tuple[str, ...] = ()
    figure: str | None = None


class Marker(Model):
    """A mark on the timeline, at a time of a shot; it goes where the shot goes."""

    shot: str
    at_s: float = Field(default=0.0, ge=0)
    text: str = ""


class MediaFile(Model):
    """A file of the person's own that the storyboard uses: the name it is used under, and what its bytes are known by,
    so that it is found again where folders were moved."""

    path: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Storyboard(Model):
    """The document.

    ``generator`` makes the picture of every shot that does not name another. For "diffusion": ``model`` is an id of the
    model catalogue or a model's folder (None: the best one that is installed), ``steps`` how often it refines a clip
    (None: as the model wants it), ``guidance`` how closely it keeps to the true sky.
    """

    format: Literal["starloom"] = "starloom"
    version: int = Field(default=SCHEMA_VERSION, ge=1)
    id: str = "story"
    title: str = ""
    language: Language = "en"
    seed: int = Field(default=7, ge=0, lt=2**31)
    canvas: Canvas = Canvas()
    look: Look = Look()
    sky: Sky = Sky()
    narration: Narration = Narration()
    captions: Captions = Captions()
    music: Music = Music()
    transition: Transition = Transition()
    generator: GeneratorName = "sky"
    model: str | None = None
    steps: int | None = Field(default=None, ge=1, le=200)
    guidance: Guidance = "guided"
    characters: tuple[Character, ...] = ()
    markers: tuple[Marker, ...] = ()
    media: tuple[MediaFile, ...] = ()
    shots: tuple[Shot, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _shot_ids_differ(self) -> Storyboard:
        seen: set[str] = set()
        for shot in self.shots:
            if shot.id in seen:
                raise ValueError(f"two shots have the id '{shot.id}': give each shot its own id")
            seen.add(shot.id)
        return self

    def transition_after(self, index: int) -> Transition:
        """The transition from shot ``index`` to the next; the last shot has none."""
        if index >= len(self.shots) - 1:
            return Transition(kind="cut", frames=0)
        transition = self.shots[index].transition or self.transition
        return transition.model_copy(update={"frames": 0}) if transition.kind == "cut" else transition

    def sky_of(self, shot: Shot) -> Sky:
        """The place and time whose sky a shot shows."""
        return shot.sky or self.sky

    def guidance_of(self, shot: Shot) -> Guidance:
        """How closely a model that makes a shot keeps to the true sky."""
        return shot.guidance or self.guidance

    def model_of(self, shot: Shot) -> str | None:
        """The model that a shot is made by where a model makes it; None: the best one that is installed."""
        return shot.model or self.model

    def steps_of(self, shot: Shot) -> int | None:
        """How often a model refines a clip of a shot; None: as the model wants it."""
        return shot.steps or self.steps

    def language_of(self, shot: Shot) -> Language:
        """The language of a shot's line."""
        return shot.language or self.language
