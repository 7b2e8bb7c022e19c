"""Settings of one run laid over a storyboard: size, speed, seed, what is heard and shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from storyboard.errors import StoryboardError
from storyboard.looks import completed
from storyboard.model import Asked, Canvas, GeneratorName, Guidance, Look, Shot, Storyboard
from storyboard.problems import problems_of
from storyboard.sizes import ASPECTS, MASTERS, PRESETS, SHORT_SIDE, canvas_size
from storyboard.takes import generator_of

DRAFT_HEIGHT = 540
ALLOWED = {
    "width": "an even number from 64 to 4096",
    "height": "an even number from 64 to 4096",
    "fps": "a whole number from 1 to 120",
    "dome_tilt_deg": "a number of degrees from 0 to 45",
}
PROJECTIONS = {"flat": "flat", "rectilinear": "rectilinear", "fulldome": "fulldome", "360": "equirect"}
GENERATORS, GUIDANCES = get_args(GeneratorName), get_args(Guidance)
MOST_STEPS = 200
SHAPES = {
    "fulldome": "A dome master must be square, not {size}: choose for example 2048x2048.",
    "equirect": "A 360 picture must be twice as wide as high, not {size}: choose for example 3840x1920.",
}


def adjusted(
    storyboard: Storyboard,
    *,
    size: str | None = None,
    preset: str | None = None,
    aspect: str | None = None,
    look: str | None = None,
    projection: str | None = None,
    dome_tilt_deg: float | None = None,
    fps: int | None = None,
    seed: int | None = None,
    draft: bool = False,
    narration: bool = True,
    captions: bool = True,
    music: bool = True,
    music_file: Path | None = None,
    generator: str | None = None,
    model: str | None = None,
    guidance: str | None = None,
    steps: int | None = None,
) -> Storyboard:
    """The storyboard with the settings of this run.

    Raises:
        StoryboardError: a setting is out of range; says which and what is allowed.
    """
    shown_as = PROJECTIONS[_known(projection)] if projection is not None else storyboard.canvas.projection
    if preset is not None or aspect is not None:
        size = _named_size(storyboard.canvas, shown_as, size, preset, aspect, draft)
    changes: dict[str, Any] = {"canvas": _canvas(storyboard.canvas, size, fps, draft, shown_as, dome_tilt_deg)}
    if seed is not None:
        if not 0 <= seed < 2**31:
            raise StoryboardError(f"The seed {seed} is out of range: choose a whole number from 0 to {2**31 - 1}.")
        changes["seed"] = seed
    if look is not None:
        changes["look"] = completed(Look(name=look))
    if not narration:
        changes["narration"] = storyboard.narration.model_copy(update={"enabled": False})
    if not captions:
        changes["captions"] = storyboard.captions.model_copy(update={"enabled": False})
    if not music and music_file is not None:
        raise StoryboardError("Give either --music or --no-music, not both.")
    if not music:
        changes["music"] = storyboard.music.model_copy(update={"enabled": False})
    if music_file is not None:
        path = music_file.expanduser().resolve()
        if not path.is_file():
            raise StoryboardError(f"There is no music file {path}: check the name.")
        changes["music"] = storyboard.music.model_copy(update={"file": str(path)})
    return made_by(storyboard.model_copy(update=changes), generator, model, guidance, steps)


def made_by(
    storyboard: Storyboard, generator: str | None = None, model: str | None = None, guidance: str | None = None,
    steps: int | None = None,
) -> Storyboard:
    """The storyboard with all its shots made as this run says; a model or steps alone mean the generator that has them.

    Raises:
        StoryboardError: a setting is out of range; says which and what is allowed.
    """  # fmt: skip
    if generator is None and (model is not None or steps is not None):
        generator = "diffusion"
    for name, value, allowed in (("generator", generator, GENERATORS), ("guidance", guidance, GUIDANCES)):
        if value is not None and value not in allowed:
            raise StoryboardError(f"There is no {name} '{value}': choose one of {', '.join(allowed)}.")
    if generator == "sky" and model is not None:
        raise StoryboardError("The sky painter uses no model: leave --model out, or give --generator diffusion.")
    if steps is not None and not 1 <= steps <= MOST_STEPS:
        raise StoryboardError(f"A model takes 1 to {MOST_STEPS} steps, not {steps}.")
    if model is not None and any(sign in model for sign in ("/", "\\")):
        model = str(Path(model).expanduser().resolve())  # the queue works in another folder
    given = {"generator": generator, "model": model, "guidance": guidance, "steps": steps}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    own = dict.fromkeys(changes)  # the same for all shots
    if own:
        changes["shots"] = tuple(shot.model_copy(update=own) for shot in storyboard.shots)
    return storyboard.model_copy(update=changes)


def asked_otherwise(
    storyboard: Storyboard, shot: Shot, generator: str | None, model: str | None, guidance: str | None,
    steps: int | None,
) -> Asked | None:
    """What a run wants of a take of one shot otherwise than the shot says; None where that is nothing.

    Raises:
        StoryboardError: a setting is out of range, or the shot shows a picture or film of the person's own.
    """  # fmt: skip
    run = made_by(storyboard, generator, model, guidance, steps)
    says = {
        "generator": generator_of(storyboard, shot), "model": storyboard.model_of(shot),
        "guidance": storyboard.guidance_of(shot), "steps": storyboard.steps_of(shot),
    }  # fmt: skip
    given = {"model": model, "guidance": guidance, "steps": steps}
    named = [name for name, value in given.items() if value is not None]
    if generator is not None or model is not None or steps is not None:
        named.append("generator")
    if named and shot.footage is not None:
        raise StoryboardError(f"Shot {shot.id} shows {shot.footage.file}: take the footage away to have it painted.")
    wanted = {name: getattr(run, name) for name in named if getattr(run, name) != says[name]}
    return Asked(**wanted) if wanted else None


def _known(projection: str) -> str:
    if projection not in PROJECTIONS:
        raise StoryboardError(f"There is no projection '{projection}': choose one of {', '.join(PROJECTIONS)}.")
    return projection


def _named_size(
    canvas: Canvas, projection: str, size: str | None, preset: str | None, aspect: str | None, draft: bool
) -> str:
    """The size that a preset and an aspect mean; the storyboard's own where one of them is not given."""
    if size is not None:
        raise StoryboardError("Give either --size or --preset and --aspect, not both.")
    if preset is not None and draft:
        raise StoryboardError(f"Give either --draft or --preset {preset}: a draft is {DRAFT_HEIGHT} pixels high.")
    if projection in MASTERS:
        raise StoryboardError("Presets and aspects are for flat pictures: give a --size to a dome or a 360 picture.")
    found = PRESETS[PRESETS.index(preset.lower())] if preset is not None and preset.lower() in PRESETS else None
    if preset is not None and found is None:
        raise StoryboardError(f"There is no preset '{preset}': choose one of {', '.join(PRESETS)}.")
    shape = ASPECTS[ASPECTS.index(aspect)] if aspect in ASPECTS else None
    if aspect is not None and shape is None:
        raise StoryboardError(f"There is no aspect '{aspect}': choose one of {', '.join(ASPECTS)}.")
    own = min(canvas.width, canvas.height)
    short = SHORT_SIDE[found] if found is not None else min(own, DRAFT_HEIGHT) if draft else own
    width, height = canvas_size("720p", shape) if shape is not None else (canvas.width, canvas.height)
    scale = short / min(width, height)
    return f"{round(width * scale / 2) * 2}x{round(height * scale / 2) * 2}"


def _canvas(
    canvas: Canvas, size: str | None, fps: int | None, draft: bool, projection: str, tilt_deg: float | None
) -> Canvas:
    width, height = canvas.width, canvas.height
    if projection != canvas.projection and projection in MASTERS:
        width, height = MASTERS[projection]
    if size is not None:
        match = re.fullmatch(r"(\d{1,5})\s*[x×*]\s*(\d{1,5})", size.strip())
        if match is None:
            raise StoryboardError(f"The size '{size}' is not understood: write it like 1280x720.")
        width, height = int(match.group(1)), int(match.group(2))
    elif draft and height > DRAFT_HEIGHT:
        small = 2 * DRAFT_HEIGHT if projection == "fulldome" else DRAFT_HEIGHT
        width, height = round(width * small / height / 2) * 2, small
    chosen = {
        **canvas.model_dump(), "width": width, "height": height, "fps": canvas.fps if fps is None else fps,
        "projection": projection, "dome_tilt_deg": canvas.dome_tilt_deg if tilt_deg is None else tilt_deg,
    }  # fmt: skip
    try:
        return Canvas.model_validate(chosen)
    except ValidationError as error:
        place = problems_of(error)[0].place
        if place not in ALLOWED:
            raise StoryboardError(SHAPES[projection].format(size=f"{width}x{height}")) from error
        raise StoryboardError(f"The {place} {chosen[place]} cannot be used: choose {ALLOWED[place]}.") from error
