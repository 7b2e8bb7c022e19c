"""``starloom queue``: films that wait, one after the other."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from app.commands import export_options as export
from app.commands.options import (
    ENGINE_FAILURE,
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
    errors,
)
from app.sources import default_language, open_source
from storyboard.errors import InvalidStoryboard

if TYPE_CHECKING:
    from app.notify import Telling
    from engine.jobs.queue import Queue
    from engine.jobs.worker import Worker

queue = typer.Typer(no_args_is_help=True, help="Films that wait and are made one after the other; nothing is lost.")

Ids = Annotated[list[int], typer.Argument(metavar="ID...", help="Numbers of jobs, from: starloom queue list.")]
SomeIds = Annotated[
    list[int] | None, typer.Argument(metavar="[ID]...", help="Numbers of jobs; without any, the whole queue.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON line per job.")]
SHOWN_S = 0.25


@queue.command()
def add(
    source: SourceArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.mp4", help="The film.")] = None,
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
    preview: Annotated[
        bool, typer.Option("--preview", help="First of all a small take of every shot, before what waits already.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Put a film into the queue, as its storyboard is now."""
    found = open_source(source, text, lang)
    from app.adjust import adjusted

    def as_wished(small: bool):
        return adjusted(
            found.storyboard, size=size, preset=preset, aspect=aspect, look=look, projection=projection,
            dome_tilt_deg=dome_tilt, fps=fps, seed=seed,
            draft=small, narration=not no_narration, captions=not no_captions, music=not no_music, music_file=music,
            generator=generator, model=model, guidance=guidance, steps=steps,
        )  # fmt: skip

    storyboard = as_wished(draft)
    target = export.film_target(output, found.name, encoder).resolve()
    settings = export.film_settings(
        draft, quality, encoder=encoder, soft_captions=soft_captions, vtt=vtt, posters=posters, stems=stems, edl=edl,
        edl_media=edl_media, ai_label=ai_label, producer=ai_producer, title=title, artist=artist, copyright=rights,
        stand_in=not no_stand_in,
    )  # fmt: skip
    from app.checking import check_model, scene_problems
    from app.queue_view import job_line
    from engine.assembly.place import check_target
    from engine.film import check_music
    from engine.jobs.order import Order, order_film, order_takes
    from engine.jobs.queue import Queue

    check_target(target)
    check_music(storyboard, found.base)
    check_model(model)
    if problems := scene_problems(storyboard):
        raise InvalidStoryboard(found.name, problems)
    jobs = Queue()
    if preview:
        order_takes(jobs, Order(as_wished(True), found.base))
    job = order_film(jobs, Order(storyboard, found.base, target, settings))
    if json:
        print(job_line(job, {}), flush=True)
    else:
        words = {"en": "Job {0}: {1} waits.", "zh": "作业 {0}：{1} 已排队。"}[default_language()]
        Console().print(words.format(job.id, target), markup=False, soft_wrap=True)


@queue.command("list")
def list_jobs(
    json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Also lines, scores and shots that are done.")] = False,
) -> None:
    """Show what waits, runs and is finished."""
    from app.queue_view import job_line, jobs_table
    from engine.jobs.estimates import Estimates
    from engine.jobs.queue import Queue

    jobs = Queue()
    found, speeds = jobs.jobs(), Estimates(jobs.database).speeds()
    if json:
        for job in found:
            print(job_line(job, speeds), flush=True)
    else:
        Console().print(jobs_table(found, speeds, jobs.standing(), default_language(), every=every))


@queue.command()
def pause(
    ids: SomeIds = None,
    now: Annotated[bool, typer.Option("--now", help="Do not wait for what runs: it goes back to its place.")] = False,
) -> None:
    """Begin nothing more until resumed."""
    from engine.jobs.queue import Queue

    Queue().pause(ids or (), now=now)


@queue.command()
def resume(ids: SomeIds = None) -> None:
    """Go on after a pause."""
    from engine.jobs.queue import Queue

    Queue().resume(ids or ())


@queue.command()
def cancel(ids: Ids) -> None:
    """Drop jobs; a film takes along what only it needs."""
    from engine.jobs.queue import Queue

    Queue().cancel(ids)


@queue.command()
def retry(ids: Ids) -> None:
    """Try failed or cancelled jobs again; only what is missing is made."""
    from engine.jobs.queue import Queue

    Queue().retry(ids)


@queue.command()
def move(
    job: Annotated[int, typer.Argument(metavar="ID", help="Number of a job; a film takes its jobs along.")],
    position: Annotated[int, typer.Argument(min=1, help="Its place among the unfinished jobs; 1 is the first.")],
) -> None:
    """Give a job another place."""
    from engine.jobs.queue import Queue

    Queue().move(job, position)


@queue.command()
def clear() -> None:
    """Forget what is finished; films and takes stay."""
    from engine.jobs.queue import Queue

    Queue().clear()


@queue.command()
def run(
    watch: Annotated[bool, typer.Option("--watch", help="Stay when the queue is empty, until Ctrl-C.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per job whenever its state changes.")] = False,
) -> None:
    """Make what waits, until nothing is left. Where another Starloom does that already, watch it."""
    from app.commands.film import cancel_on_interrupt
    from app.notify import Telling
    from app.queue_view import JsonView, LiveView
    from engine.errors import Cancelled
    from engine.jobs.cache import Cache
    from engine.jobs.job import Failed
    from engine.jobs.queue import Queue
    from engine.jobs.worker import Worker

    jobs, stop = Queue(), cancel_on_interrupt()
    known = {job.id for job in jobs.jobs() if job.finished}
    view = JsonView(jobs) if json else LiveView(jobs, default_language())
    with view, Telling(jobs.database, errors.print) as telling, Worker(jobs, Cache()) as worker:
        while watch or not (worker.idle() or not (worker.works or jobs.unfinished())):
            began = time.monotonic()
            view.show(worker.trouble)
            _tell(telling, jobs, worker)
            # a long queue is shown less often: the work goes first
            if stop.wait(max(SHOWN_S, 10 * (time.monotonic() - began))):
                raise Cancelled("Stopped. What is finished is kept; the rest waits: starloom queue run goes on.")
        view.show(worker.trouble)
        _tell(telling, jobs, worker)
    if any(isinstance(job.state, Failed) and job.id not in known for job in jobs.jobs()):
        raise typer.Exit(ENGINE_FAILURE)


def _tell(telling: Telling, jobs: Queue, worker: Worker) -> None:
    """Let the films that wait be expected, and told when none waits any more; by the program that works the queue."""
    from engine.jobs.database import DatabaseError

    if not worker.works:
        return
    with contextlib.suppress(DatabaseError):  # expected still: told when the database can be written again
        telling.look(jobs.jobs())
