"""``starloom film``."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from app.commands import export_options as export
from app.commands.options import (
    CANCELLED,
    Generator,
    GuidanceName,
    Language,
    LookName,
    ModelName,
    NoStandIn,
    ProjectionName,
    Sentence,
    Size,
    SourceArgument,
    Steps,
)
from app.progress import JsonReporter, LiveReporter
from app.sources import open_source
from engine.errors import Cancelled
from storyboard.errors import InvalidStoryboard
from storyboard.model import Storyboard


def film(
    source: SourceArgument = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.mp4", help="The film; .mov for editing.")
    ] = None,
    text: Sentence = None,
    lang: Language = None,
    size: Size = None,
    preset: export.PresetName = None,
    aspect: export.AspectName = None,
    quality: export.QualityName = None,
    encoder: export.EncoderName = "auto",
    look: LookName = None,
    projection: ProjectionName = None,
    dome_tilt: Annotated[float | None, typer.Option(metavar="DEGREES", help="How far the dome leans forward.")] = None,
    fps: Annotated[int | None, typer.Option(help="Frames per second, 1 to 120.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed gives other waves, clouds and music.")] = None,
    generator: Generator = None,
    model: ModelName = None,
    guidance: GuidanceName = None,
    steps: Steps = None,
    no_stand_in: NoStandIn = False,
    draft: Annotated[bool, typer.Option("--draft", help="Small and quick, for a first look.")] = False,
    no_narration: Annotated[bool, typer.Option("--no-narration", help="No voice; lengths are estimated.")] = False,
    no_captions: Annotated[bool, typer.Option("--no-captions", help="No captions in the picture.")] = False,
    no_music: Annotated[bool, typer.Option("--no-music", help="No music.")] = False,
    music: Annotated[Path | None, typer.Option("--music", metavar="FILE", help="Your own music.")] = None,
    soft_captions: export.SoftCaptions = False,
    vtt: export.WebCaptions = False,
    posters: export.Posters = False,
    stems: export.Stems = False,
    edl: export.EditList = False,
    edl_media: export.EditMedia = False,
    ai_label: export.AiLabel = None,
    ai_producer: export.AiProducer = "Starloom",
    title: export.Title = "",
    artist: export.Artist = "",
    rights: export.Copyright = "",
    overlay: Annotated[
        Path | None,
        typer.Option(metavar="OUT.mov|FOLDER", help="Lines, names and figures alone, transparent, instead of a film."),
    ] = None,
    open_film: Annotated[bool, typer.Option("--open", help="Show the film when it is done.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per event instead of a progress bar.")] = False,
) -> None:
    """Make a film of a template, a storyboard, a script or a sentence."""
    found = open_source(source, text, lang)
    from app.adjust import adjusted

    storyboard = adjusted(
        found.storyboard, size=size, preset=preset, aspect=aspect, look=look, projection=projection,
        dome_tilt_deg=dome_tilt, fps=fps, seed=seed,
        draft=draft, narration=not no_narration, captions=not no_captions, music=not no_music, music_file=music,
        generator=generator, model=model, guidance=guidance, steps=steps,
    )  # fmt: skip
    if overlay is not None:
        _overlay(storyboard, overlay, json)
        return
    target = export.film_target(output, found.name, encoder)
    settings = export.film_settings(
        draft, quality, encoder=encoder, soft_captions=soft_captions, vtt=vtt, posters=posters, stems=stems, edl=edl,
        edl_media=edl_media, ai_label=ai_label, producer=ai_producer, title=title, artist=artist, copyright=rights,
        stand_in=not no_stand_in,
    )  # fmt: skip
    # only now the heavy rooms: what is wrong with the words above is told at once
    from app.checking import check_model, scene_problems
    from engine.assembly.place import check_target
    from engine.film import check_music, render_film
    from engine.jobs.history import record_film

    check_target(target)
    check_music(storyboard, found.base)
    check_model(model)
    if problems := scene_problems(storyboard):
        raise InvalidStoryboard(found.name, problems)
    cancel = cancel_on_interrupt()
    reporter = JsonReporter() if json else LiveReporter(storyboard)
    with reporter:
        try:
            finished = render_film(
                storyboard, target, report=reporter, cancel=cancel, base=found.base, settings=settings
            )  # fmt: skip
        except Cancelled:
            raise Cancelled(
                f"Stopped. No film was written{_kept(target)}; spoken lines and drawn figures are kept for next time."
            ) from None
        record_film(finished, storyboard, base=found.base, settings=settings, report=reporter)
    if open_film:
        typer.launch(str(target))


def _overlay(storyboard: Storyboard, target: Path, json: bool) -> None:
    """Write lines, names and figures alone."""
    from app.checking import scene_problems
    from engine.overlay_film import render_overlay

    if problems := scene_problems(storyboard):
        raise InvalidStoryboard(storyboard.id, problems)
    cancel = cancel_on_interrupt()
    with JsonReporter() if json else LiveReporter(storyboard) as reporter:
        try:
            render_overlay(storyboard, target, report=reporter, cancel=cancel)
        except Cancelled:
            raise Cancelled("Stopped. No overlay was written.") from None


def _kept(target: Path) -> str:
    return f", the earlier {target.name} is untouched" if target.exists() else ""


def cancel_on_interrupt() -> threading.Event:
    """An event that Ctrl-C sets; a second Ctrl-C ends the program at once."""
    cancel = threading.Event()

    def stop(number: int, frame: object) -> None:
        if cancel.is_set():
            os._exit(CANCELLED)
        cancel.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    return cancel
