"""The ``starloom`` command: films, storyboards, stills, checks."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from app.progress import JsonReporter, LiveReporter
from app.sources import Source, default_language, open_source
from engine.errors import BadInput, Cancelled, EngineError
from storyboard.errors import InvalidStoryboard, StoryboardError
from storyboard.model import Storyboard

OK, BAD_INPUT, ENGINE_FAILURE, CANCELLED = 0, 2, 3, 130

cli = typer.Typer(
    name="starloom",
    add_completion=False,
    pretty_exceptions_enable=False,
)
errors = Console(stderr=True, highlight=False)

Language = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="Language of the film.")]
SourceArgument = Annotated[
    str | None, typer.Argument(metavar="SOURCE", help="Template id, .starloom file, or .txt/.md script.")
]
Sentence = Annotated[str | None, typer.Option("--text", help="Make the story of this text instead of a SOURCE.")]
Size = Annotated[str | None, typer.Option("--size", metavar="1280x720", help="Size of the picture in pixels.")]


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


@cli.callback(invoke_without_command=True)
def start(context: typer.Context) -> None:
    """Starloom 织星: tell the myths of the sky as narrated films under the real stars."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@cli.command()
def film(
    source: SourceArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT.mp4", help="The film.")] = None,
    text: Sentence = None,
    lang: Language = None,
    size: Size = None,
    fps: Annotated[int | None, typer.Option(help="Frames per second, 1 to 120.")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed gives other waves, clouds and music.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Small and quick, for a first look.")] = False,
    no_narration: Annotated[bool, typer.Option("--no-narration", help="No voice; lengths are estimated.")] = False,
    no_captions: Annotated[bool, typer.Option("--no-captions", help="No captions in the picture.")] = False,
    no_music: Annotated[bool, typer.Option("--no-music", help="No music.")] = False,
    music: Annotated[Path | None, typer.Option("--music", metavar="FILE", help="Your own music.")] = None,
    open_film: Annotated[bool, typer.Option("--open", help="Show the film when it is done.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per event instead of a progress bar.")] = False,
) -> None:
    """Make a film of a template, a storyboard, a script or a sentence."""
    found = open_source(source, text, lang)
    from app.adjust import adjusted

    storyboard = adjusted(
        found.storyboard, size=size, fps=fps, seed=seed, draft=draft, narration=not no_narration,
        captions=not no_captions, music=not no_music, music_file=music,
    )  # fmt: skip
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


@cli.command()
def templates(
    json: Annotated[bool, typer.Option("--json", help="One JSON line per template.")] = False,
) -> None:
    """List the templates: id, names, shots, length."""
    import json as json_text

    from rich.table import Table

    from engine.lines import estimated_schedule
    from storyboard.templates import load_template, template_cards

    table = Table("id", "名称", "name", "shots", "length", box=None)
    for card in template_cards():
        seconds = {lang: estimated_schedule(load_template(card.id, lang)).duration_s for lang in card.names}
        length = round(seconds[default_language()])
        if json:
            row = {"id": card.id, "names": card.names, "shots": card.shots, "seconds": seconds}
            print(json_text.dumps(row, ensure_ascii=False))
        table.add_row(card.id, card.names["zh"], card.names["en"], str(card.shots), f"{length // 60}:{length % 60:02d}")
    if not json:
        Console().print(table)


@cli.command()
def storyboard(
    source: SourceArgument = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="NAME.starloom")] = None,
    text: Sentence = None,
    lang: Language = None,
) -> None:
    """Make an editable storyboard without rendering it."""
    from storyboard.file import SUFFIX, save

    found = open_source(source, text, lang)
    target = output or Path.cwd() / f"{found.name}{SUFFIX}"
    if target.suffix.lower() != SUFFIX:
        raise StoryboardError(f"{target.name} is no storyboard: end its name with {SUFFIX}.")
    if target.exists() and output is None:
        raise StoryboardError(f"{target} exists already: name another file with -o.")
    save(found.storyboard, target)
    print(target)


@cli.command()
def check(path: Annotated[Path, typer.Argument(metavar="NAME.starloom")]) -> None:
    """Validate a storyboard: every problem, its place and its remedy."""
    from app.checking import scene_problems
    from storyboard.file import load

    try:
        problems = scene_problems(load(path))
    except InvalidStoryboard as invalid:
        problems = invalid.problems
    for problem in problems:
        errors.print(str(problem), markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(BAD_INPUT)
    print(f"{path.name}: no problems")


@cli.command()
def still(
    source: SourceArgument = None,
    shot: Annotated[int, typer.Option("--shot", metavar="N", help="Number of the shot, from 1.")] = 1,
    at: Annotated[float, typer.Option("--at", metavar="SECONDS", help="Time inside the shot.")] = 3.0,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.png")] = Path("still.png"),
    text: Sentence = None,
    lang: Language = None,
    size: Size = None,
) -> None:
    """Paint one frame of a shot, for looking."""
    found: Source = open_source(source, text, lang)
    from app.adjust import adjusted
    from app.stills import save_picture
    from engine.generators.sky import SkyGenerator
    from engine.lines import estimated_schedule

    board: Storyboard = adjusted(found.storyboard, size=size)
    if not 1 <= shot <= len(board.shots):
        raise StoryboardError(f"There is no shot {shot}: this storyboard has {len(board.shots)} shots.")
    frames = estimated_schedule(board).spans[shot - 1].frames
    number = round(at * board.canvas.fps)
    if not 0 <= number < frames:
        raise StoryboardError(f"Shot {shot} lasts {frames / board.canvas.fps:.1f} s: choose a time inside it.")
    save_picture(SkyGenerator().open(board, board.shots[shot - 1], frames).paint(number), output)
    print(output)


@cli.command()
def figure(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id of a figure, such as orion.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.png")] = Path("figure.png"),
    size: Size = None,
) -> None:
    """Paint one figure on its stars, for looking and for drawing new ones."""
    from app.adjust import adjusted
    from app.stills import figure_story, save_picture
    from engine.generators.sky import SkyGenerator

    board = adjusted(figure_story(name, default_language()), size=size)
    save_picture(SkyGenerator().open(board, board.shots[0], 48).paint(24), output)
    print(output)


@cli.command()
def stills(
    source: SourceArgument = None,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")] = Path("stills"),
    width: Annotated[int, typer.Option(min=64, max=4096, help="Width of each picture in pixels.")] = 640,
    text: Sentence = None,
    lang: Language = None,
) -> None:
    """Paint one small picture of every shot."""
    found = open_source(source, text, lang)
    from app.stills import paint_stills

    for path in paint_stills(found.storyboard, found.name, folder, width):
        print(path)


@cli.command()
def doctor(json: Annotated[bool, typer.Option("--json", help="One JSON line per finding.")] = False) -> None:
    """Tell what this machine has: ffmpeg, fonts, voices, GPU, folders, versions."""
    import dataclasses
    import json as json_text

    from rich.table import Table

    from app.doctor import gather

    table = Table("", "what", "found", "what to do", box=None)
    marks = {"ok": "[green]✓", "warn": "[yellow]![/]", "missing": "[red]✗"}
    findings = gather()
    for finding in findings:
        if json:
            print(json_text.dumps(dataclasses.asdict(finding), ensure_ascii=False))
        table.add_row(marks.get(finding.status, ""), finding.name, finding.detail, finding.remedy)
    if not json:
        Console().print(table)
    if any(finding.status == "missing" for finding in findings):
        raise typer.Exit(ENGINE_FAILURE)


@cli.command()
def bench(
    template: Annotated[str, typer.Argument(metavar="TEMPLATE")] = "qixi",
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "en",
    whole: Annotated[bool, typer.Option("--whole/--parts", help="Also make the whole film with cold caches.")] = True,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure what each part of a film costs on this machine."""
    import dataclasses
    import json as json_text

    from rich.table import Table

    from app.bench import bench_assembly, bench_film, bench_shots, bench_sound

    board = open_source(template, None, lang).storyboard
    film_cost = bench_film(template, lang) if whole else None
    shots, assembly, sound = bench_shots(board), bench_assembly(board), bench_sound(board)
    if json:
        result = {"template": template, "cores": os.cpu_count(), "assembly_ms": assembly, "sound_s": sound,
                  "shots": [dataclasses.asdict(cost) for cost in shots],
                  "film": dataclasses.asdict(film_cost) if film_cost else None}  # fmt: skip
        print(json_text.dumps(result))
        return
    table = Table("part", "cost", "", box=None)
    for cost in shots:
        table.add_row(f"paint {cost.shot_id}", f"{cost.paint_ms:.1f} ms", f"opened in {cost.open_s:.2f} s")
    mean = sum(cost.paint_ms for cost in shots) / len(shots)
    table.add_row("paint, mean", f"{mean:.1f} ms", f"{1000 / mean:.1f} frames/s on one core")
    for name, milliseconds in assembly.items():
        table.add_row(name, f"{milliseconds:.2f} ms", f"{1000 / max(milliseconds, 1e-3):.0f} frames/s on one core")
    table.add_row("score, effects, mix", f"{sound['CPU']:.1f} s", f"wall {sound['wall']:.1f} s")
    if film_cost:
        ratio = film_cost.wall_s / film_cost.film_s
        table.add_row("whole film, cold", f"{film_cost.wall_s:.1f} s", f"{ratio:.2f} x its length")
        table.add_row("peak memory", f"{film_cost.peak_mb:.0f} MB", "")
    Console().print(table)
