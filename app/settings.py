"""What the person has set for the whole program: one small readable JSON file in the user's data folder.

A value that cannot be used is told and its default holds; what a newer Starloom wrote is kept. Only what differs from
its default is written, so that a default may change with the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from engine.errors import BadInput, EngineError
from engine.folders import data_folder
from engine.models.wishes import Attention, StepCache
from storyboard.atomic import write_atomically

Report = Callable[[str], None]


class SettingsError(EngineError):
    """The settings cannot be kept."""


class _Part(BaseModel):
    """Base of every part of the settings: frozen, and unknown keys are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", allow_inf_nan=False)


class NoticeSettings(_Part):
    """Whether the desktop tells when a queue is done."""

    desktop: bool = True


class WebhookSettings(_Part):
    """Whether and how a server is told when a queue is done.

    Its address and its secret are no settings: they lie apart, in a file that only the user can read.
    """

    enabled: bool = False
    allow_private: bool = False
    """Addresses of this machine and of private networks may be called, there also without TLS."""
    titles: bool = False
    """The titles of films are told too."""
    note: str = ""
    """Why it was switched off, where that was not the person."""


class StudioSettings(_Part):
    """The windows, and what new storyboards begin with.

    ``films_folder``: where films are put ("": a folder among the person's videos); ``voice_zh``, ``voice_en``: what
    new storyboards speak with ("": the language's first voice), at ``rate``. How much the cache may hold is kept with
    the cache itself.
    """

    language: Literal["system", "zh", "en"] = "system"
    theme: Literal["dark", "light"] = "dark"
    motion: bool = True
    """Pictures of the windows may move by themselves."""
    autosave: bool = True
    films_folder: str = ""
    voice_zh: str = ""
    voice_en: str = ""
    rate: float = Field(default=1.0, ge=0.5, le=2.0)


class ModelSettings(_Part):
    """The models of the diffusion generator: where they lie, where they come from, and how they are held in memory.

    ``folder``: "" is one among the user's data; ``endpoint``: address of a mirror of the source ("": its own);
    ``proxy``: address of an HTTP proxy for fetching ("": the one that the environment names); ``offload`` and
    ``weights``: "auto" leaves the choice to Starloom, which follows the machine. From ``step_cache`` on they are
    speed-ups, which change the picture (`engine.diffusion.speedups` says how). ``interpolation``: an ONNX file that
    makes the frames between ("": ffmpeg does).
    """

    folder: str = ""
    source: Literal["hub", "modelscope"] = "hub"
    endpoint: str = ""
    proxy: str = ""
    offline: bool = False
    """Nothing is fetched."""
    offload: Literal["auto", "none", "model", "group", "group-stream", "disk"] = "auto"
    weights: str = "auto"
    step_cache: StepCache = "none"
    cache_threshold: float = Field(default=0.08, gt=0, le=1)
    attention: Attention = "native"
    compile: bool = False
    channels_last: bool = False
    interpolation: str = ""


class Settings(_Part):
    """All settings, each part under its name."""

    studio: StudioSettings = StudioSettings()
    notices: NoticeSettings = NoticeSettings()
    webhook: WebhookSettings = WebhookSettings()
    models: ModelSettings = ModelSettings()


SETTABLE = {
    "studio": ("language", "theme", "motion", "autosave", "films_folder", "voice_zh", "voice_en", "rate"),
    "notices": ("desktop",), "webhook": ("titles",),
    "models": ("folder", "source", "endpoint", "proxy", "offline", "offload", "weights", "step_cache",
               "cache_threshold", "attention", "compile", "channels_last", "interpolation"),
}  # fmt: skip
"""What a person may set by its name; whether and where the webhook calls is set as one, with its address."""


def settings_path() -> Path:
    """Where the settings lie; the file may not exist."""
    return data_folder() / "settings.json"


def load_settings(report: Report = lambda message: None) -> Settings:
    """The settings as they are on disk.

    Args:
        report: called with a sentence for every value that cannot be used; its default holds then.
    """
    raw = _raw(report)
    while True:
        try:
            return Settings.model_validate(raw)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                name = ".".join(str(part) for part in fault["loc"])
                report(f"The setting {name} in {settings_path()} cannot be used ({fault['msg']}): its default holds.")
                _remove(raw, fault["loc"])


def change_settings(edit: Callable[[Settings], Settings], report: Report = lambda message: None) -> Settings:
    """Load the settings, change them and write them back, whole or not at all; returns what was written.

    Raises:
        SettingsError: the folder cannot be written; the settings stay as they were.
    """
    settings = edit(load_settings(report))
    content = json.dumps(settings.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, indent=1)
    path = settings_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content.encode("utf-8"))
    except OSError as error:
        raise SettingsError(f"The settings {path} cannot be written ({error.strerror}): free some space.") from error
    return settings


def with_part(settings: Settings, name: str, **changes: Any) -> Settings:
    """The settings with values of one part changed."""
    part: BaseModel = getattr(settings, name)
    return settings.model_copy(update={name: part.model_copy(update=changes)})


def named_values(settings: Settings) -> dict[str, Any]:
    """The values that a person may set, by their names ("notices.desktop")."""
    return {f"{part}.{key}": getattr(getattr(settings, part), key) for part, keys in SETTABLE.items() for key in keys}


def with_value(settings: Settings, name: str, text: str) -> Settings:
    """The settings with a value that a person gave as text.

    Raises:
        BadInput: there is no such setting, or it cannot have this value.
    """
    if name not in named_values(settings):
        raise BadInput(f"There is no setting '{name}': choose one of {', '.join(named_values(settings))}.")
    part, _, key = name.partition(".")
    old: BaseModel = getattr(settings, part)
    try:
        new = type(old).model_validate({**old.model_dump(), key: text})
    except ValidationError as error:
        raise BadInput(f"The setting {name} cannot be '{text}': {error.errors()[0]['msg']}.") from None
    if isinstance(new, ModelSettings):
        from app.model_settings import checked_models

        new = checked_models(new, settings.models)
    return settings.model_copy(update={part: new})


def _raw(report: Report) -> dict[str, Any]:
    path = settings_path()
    try:
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
        if isinstance(raw, dict):
            return raw
        fault = "it is no JSON object"
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        fault = str(error)
    report(f"The settings {path} cannot be read ({fault}): the defaults hold.")
    return {}


def _remove(raw: dict[str, Any], place: tuple[int | str, ...]) -> None:
    """Take away what lies at a place, or the nearest part around it."""
    part: Any = raw
    for name in place[:-1]:
        if not isinstance(part.get(name), dict):
            part.pop(name, None)
            return
        part = part[name]
    part.pop(place[-1], None)
