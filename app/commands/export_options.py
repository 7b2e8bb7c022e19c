"""The options of an export, for every command that asks for a film."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyboard.errors import StoryboardError

if TYPE_CHECKING:
    from engine.film_settings import FilmSettings

PresetName = Annotated[
    str | None, typer.Option("--preset", metavar="720p|1080p|1440p|4k", help="Size by name: its shorter side.")
]
AspectName = Annotated[
    str | None,
    typer.Option("--aspect", metavar="16:9|9:16|1:1|4:3", help="Shape of the picture; the sky is framed anew."),
]
QualityName = Annotated[
    str | None, typer.Option("--quality", metavar="draft|standard|master", help="How finely it is encoded.")
]
EncoderName = Annotated[
    str,
    typer.Option(
        "--encoder", metavar="NAME",
        help="auto, x264, hevc10 (10-bit HEVC), prores (.mov), or hardware: nvenc, qsv, videotoolbox, vaapi, "
        "each also with -hevc.",
    ),
]  # fmt: skip
SoftCaptions = Annotated[bool, typer.Option("--soft-captions", help="Captions that a player can switch on and off.")]
WebCaptions = Annotated[bool, typer.Option("--vtt", help="Also write the captions for the web (.vtt).")]
Posters = Annotated[bool, typer.Option("--posters", help="Also write a cover and a picture of every shot (.jpg).")]
Stems = Annotated[bool, typer.Option("--stems", help="Also write speech, music and effects one by one (.wav).")]
EditList = Annotated[bool, typer.Option("--edl", help="Also write an edit decision list (.otio).")]
EditMedia = Annotated[bool, typer.Option("--edl-media", help="The same, with copies of its clips.")]
AiLabel = Annotated[
    bool | None,
    typer.Option(
        "--ai-label/--no-ai-label",
        help="Mark the film as AI-generated at its start and in its file; without either, where a take is.",
    ),
]
AiProducer = Annotated[str, typer.Option("--ai-producer", metavar="CODE", help="Who the AI label names.")]
Title = Annotated[str, typer.Option("--title", help="Title in the file and on the cover.")]
Artist = Annotated[str, typer.Option("--artist", help="Who made it, for the file.")]
Copyright = Annotated[str, typer.Option("--copyright", help="Whose it is, for the file.")]


def film_target(output: Path | None, name: str, encoder: str) -> Path:
    """The film's file: what was asked for, or the story's name here.

    Raises:
        StoryboardError: its ending is not that of a film.
    """
    target = output or Path.cwd() / f"{name}{'.mov' if encoder == 'prores' else '.mp4'}"
    if target.suffix.lower() not in (".mp4", ".mov"):
        raise StoryboardError(f"{target.name} is no MP4: end the film's name with .mp4 (or .mov, for editing).")
    return target


def film_settings(draft: bool, quality: str | None, **choices: Any) -> FilmSettings:
    """The settings of an export; ``choices`` by the names of their fields.

    Raises:
        StoryboardError: a draft of another quality was asked for.
        BadInput: a choice cannot be used.
    """
    from engine.film_settings import FilmSettings

    if draft and quality not in (None, "draft"):
        raise StoryboardError(f"Give either --draft or --quality {quality}, not both.")
    choices["edl"] = choices["edl"] or choices["edl_media"]
    return FilmSettings.from_json({"quality": quality or ("draft" if draft else "standard"), **choices})
