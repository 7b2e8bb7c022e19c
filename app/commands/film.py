"""``starloom film``."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import CANCELLED, Language, LookName, ProjectionName, Sentence, Size, SourceArgument
from app.progress import JsonReporter, LiveReporter
from app.sources import open_source
from engine.errors import Cancelled
from storyboard.errors import InvalidStoryboard, StoryboardError
from storyboard.model import Storyboard


def film(
    source: SourceArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.mp4", help="The film.")] = None,
    text: Sentence = None,
    lang: Language = None,
    size: Size = None,
    look: LookName = None,
    projection: ProjectionName = None,
    dome_tilt: Annotated[float | None, typer.Option(metavar="DEGREES", help="How far the dome leans forward.")] = None,
    fps: Annotated[int | None, typer.Option(help="Frames per second, 1 to 120.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed gives other waves, clouds and music.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Small and quick, for a first look.")] = False,
    no_narration: Annotated[bool, typer.Option("--no-narration", help="No voice; lengths are estimated.")] = False,
    no_captions: Annotated[bool, typer.Option("--no-captions", help="No captions in the picture.")] = False,
    no_music: Annotated[bool, typer.Option("--no-music", help="No music.")] = False,
    music: Annotated[Path | None, typer.Option("--music", metavar="FILE", help="Your own music.")] = None,
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
        found.storyboard, size=size, look=look, projection=projection, dome_tilt_deg=dome_tilt, fps=fps, seed=seed,
        draft=draft, narration=not no_narration, captions=not no_captions, music=not no_music, music_file=music,
    )  # fmt: skip
    if overlay is not None:
        _overlay(storyboard, overlay, json)
        return
    target = output or Path.cwd() / f"{found.name}.mp4"
    if target.suffix.lower() != ".mp4":
        raise StoryboardError(f"{target.name} is no MP4: end the film's name with .mp4.")
    # only now the heavy rooms: what is wrong with the words above is told at once
    from app.checking import scene_problems
    from engine.film import DRAFT, FilmSettings, check_music, check_target, render_film

    check_target(target)
    check_music(storyboard, found.base)
    if problems := scene_problems(storyboard):
        raise InvalidStoryboard(found.name, problems)
    cancel = _cancel_on_interrupt()
    reporter = JsonReporter() if json else LiveReporter(storyboard)
    with reporter:
        try:
            render_film(
                storyboard, target, report=reporter, cancel=cancel, base=found.base,
                settings=DRAFT if draft else FilmSettings(),
            )  # fmt: skip
        except Cancelled:
            raise Cancelled(
                f"Stopped. No film was written{_kept(target)}; spoken lines and drawn figures are kept for next time."
            ) from None
    if open_film:
        typer.launch(str(target))


def _overlay(storyboard: Storyboard, target: Path, json: bool) -> None:
    """Write lines, names and figures alone."""
    from app.checking import scene_problems
    from engine.overlay_film import render_overlay

    if problems := scene_problems(storyboard):
        raise InvalidStoryboard(storyboard.id, problems)
    cancel = _cancel_on_interrupt()
    with JsonReporter() if json else LiveReporter(storyboard) as reporter:
        try:
            render_overlay(storyboard, target, report=reporter, cancel=cancel)
        except Cancelled:
            raise Cancelled("Stopped. No overlay was written.") from None


def _kept(target: Path) -> str:
    return f", the earlier {target.name} is untouched" if target.exists() else ""


def _cancel_on_interrupt() -> threading.Event:
    """An event that Ctrl-C sets; a second Ctrl-C ends the program at once."""
    cancel = threading.Event()

    def stop(number: int, frame: object) -> None:
        if cancel.is_set():
            os._exit(CANCELLED)
        cancel.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    return cancel
