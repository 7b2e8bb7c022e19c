"""The ``starloom`` command: films, storyboards, stills, checks."""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from typing import NoReturn

import typer

from app.commands import (
    cache,
    culture,
    film,
    history,
    keeping,
    machine,
    media,
    models,
    pictures,
    queue,
    settings,
    sharing,
    sky,
    storyboards,
    studio,
    take,
    webhook,
)  # fmt: skip
from app.commands.options import BAD_INPUT, CANCELLED, ENGINE_FAILURE, OK, errors
from engine.errors import BadInput, Cancelled, EngineError
from engine.models.wishes import ModelWishes, ask_with
from storyboard.errors import StoryboardError

cli = typer.Typer(
    name="starloom",
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """Run the command line; every error a person can cause is one line and an exit code."""
    try:
        code = cli(standalone_mode=False)
        _leave(code if isinstance(code, int) else OK)
    except Cancelled as stopped:
        errors.print(f"[yellow]{stopped}")
        _leave(CANCELLED)
    except KeyboardInterrupt:
        _leave(CANCELLED)
    except (StoryboardError, BadInput) as problem:
        _complain(str(problem), BAD_INPUT)
    except EngineError as problem:
        _complain(str(problem), ENGINE_FAILURE)
    except typer.Exit as wanted:
        _leave(wanted.exit_code)
    except Exception as unforeseen:  # noqa: BLE001 - the last door: a person gets a sentence, the log gets the trace
        _explain(unforeseen)


def _explain(unforeseen: Exception) -> NoReturn:
    """Faults of the words on the command line are the person's; everything else goes to the log."""
    if unforeseen.__class__.__module__.partition(".")[0] in ("click", "typer"):
        words = getattr(unforeseen, "format_message", unforeseen.__str__)()
        _complain(words, BAD_INPUT)
    from app.crash import record

    log = record(unforeseen)
    _complain(f"Something unexpected went wrong ({unforeseen}); the details are in {log}.", ENGINE_FAILURE)


def _complain(message: str, code: int) -> NoReturn:
    errors.print("error: ", end="", style="bold red", markup=False)
    errors.print(message, markup=False, soft_wrap=True)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: threads that still open a shot or compose must not hold the terminal."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _model_wishes() -> ModelWishes:
    """What the settings wish of models now."""
    from app.settings import load_settings

    chosen = load_settings().models
    return ModelWishes(**{one.name: getattr(chosen, one.name) for one in fields(ModelWishes)})


@cli.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Starloom 织星: tell the myths of the sky as narrated films under the real stars.

    Without a command it opens the studio.
    """
    ask_with(_model_wishes)
    if context.invoked_subcommand is None:
        raise typer.Exit(studio.open_studio())


for command in (
    studio.studio, film.film, storyboards.templates, storyboards.storyboard, storyboards.check,
    take.take, take.takes,
    pictures.still, pictures.stills, pictures.figure, pictures.gallery, sky.sky, culture.culture,
    keeping.backups, keeping.recover, media.media, sharing.relink, sharing.pack, sharing.unpack,
    machine.doctor, machine.bench, settings.settings,
):  # fmt: skip
    cli.command()(command)
for name, group in (
    ("cache", cache.cache), ("history", history.history), ("models", models.models), ("queue", queue.queue),
    ("webhook", webhook.webhook),
):  # fmt: skip
    cli.add_typer(group, name=name)
