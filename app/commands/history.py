"""``starloom history``: the films that were made, and their storyboards as they were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from app.commands.options import errors
from app.remembering import remember
from app.sources import default_language
from engine.errors import BadInput, Cancelled
from storyboard.errors import StoryboardError

if TYPE_CHECKING:
    from engine.film_settings import FilmSettings
    from engine.jobs.history import FilmRecord, History
    from engine.jobs.whereabouts import Whereabouts

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "columns": ("", "made", "title", "length", "took", "size", "file"),
        "there": "", "moved": "moved here", "changed": "changed since", "gone": "gone",
        "none": "No film was made yet.", "forgotten": "Forgotten: {0}. The films' files stay.",
        "facts": ("number", "made", "title", "language", "file", "state", "size in bytes", "SHA-256", "length",
                  "frames", "took", "shots", "canvas", "media from", "program", "settings"),
    },
    "zh": {
        "columns": ("", "制作时间", "标题", "时长", "用时", "大小", "文件"),
        "there": "", "moved": "已移到此处", "changed": "文件已改动", "gone": "文件已不在",
        "none": "还没有制作过影片。", "forgotten": "已移除 {0} 条记录，影片文件保留。",
        "facts": ("编号", "制作时间", "标题", "语言", "文件", "状态", "字节数", "SHA-256", "时长", "帧数", "用时",
                  "镜头数", "画布", "素材目录", "程序版本", "设置"),
    },
}  # fmt: skip

NumberArgument = Annotated[int, typer.Argument(metavar="N", help="The film's number in the history.")]


class _NumbersShow(TyperGroup):
    """``history 3`` means ``history show 3``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        return super().resolve_command(ctx, ["show", *args] if args and args[0].isdigit() else args)


history = typer.Typer(
    name="history", help="The films that were made: list them, see them again, make them again.",
    invoke_without_command=True, cls=_NumbersShow,
)  # fmt: skip


@history.callback()
def films(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help="One JSON line per film.")] = False
) -> None:
    """The films that were made, and where they lie now: history N tells more of one."""
    if context.invoked_subcommand is not None:
        return
    from rich.markup import escape
    from rich.table import Table

    from engine.jobs.whereabouts import Finder

    known = _history().films()
    finder, words = Finder(known), WORDS[default_language()]
    table = Table(*words["columns"], box=None)
    for film in known:
        found = finder.find(film)
        if json:
            _print_json(film, found)
        place, state = escape(str(found.path or film.path)), words[found.state]
        table.add_row(
            str(film.number), _local(film.made), escape(film.title), _length(film.duration_s), _length(film.wall_s),
            f"{film.size / 1e6:.1f} MB", f"{place} [yellow]({state})" if state else place,
        )  # fmt: skip
    if not json:
        Console().print(table if known else words["none"])


@history.command()
def show(
    number: NumberArgument, json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False
) -> None:
    """Everything that is known of one film."""
    import json as json_text

    from rich.markup import escape
    from rich.table import Column, Table

    kept = _history()
    film, storyboard = kept.film(number), kept.storyboard(number)
    found = _whereabouts(kept, film)
    if json:
        _print_json(film, found)
        return
    words, canvas = WORDS[default_language()], storyboard.canvas
    facts = (
        film.number, _local(film.made), film.title, film.language, found.path or film.path, words[found.state] or "✓",
        film.size, film.sha256, _length(film.duration_s), film.frames, _length(film.wall_s), len(storyboard.shots),
        f"{canvas.width}x{canvas.height}, {canvas.fps} fps", film.base, film.program,
        json_text.dumps(film.settings, ensure_ascii=False),
    )  # fmt: skip
    table = Table("", Column(overflow="fold"), box=None, show_header=False)
    for name, fact in zip(words["facts"], facts, strict=True):
        table.add_row(name, escape(str(fact)))
    Console().print(table)


@history.command()
def remake(
    number: NumberArgument,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="Left out: its place.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per event instead of a progress bar.")] = False,
) -> None:
    """Make the film of the kept storyboard again, with the settings it had."""
    from app.commands.film import cancel_on_interrupt
    from app.progress import JsonReporter, LiveReporter
    from engine.assembly.place import check_target
    from engine.film import check_music, render_film
    from engine.jobs.history import record_film

    kept = _history()
    film, storyboard = kept.film(number), kept.storyboard(number)
    target = output or _old_place(kept, film)
    if target.suffix.lower() != film.path.suffix.lower():
        raise BadInput(f"{target.name} is of another kind than the film was: end its name with {film.path.suffix}.")
    settings = _settings(film)
    check_target(target)
    check_music(storyboard, film.base)
    cancel = cancel_on_interrupt()
    with JsonReporter() if json else LiveReporter(storyboard) as reporter:
        try:
            finished = render_film(
                storyboard, target, report=reporter, cancel=cancel, base=film.base, settings=settings
            )  # fmt: skip
        except Cancelled:
            raise Cancelled("Stopped. No film was written; what was finished of it is kept for next time.") from None
        record_film(finished, storyboard, base=film.base, settings=settings, report=reporter)


@history.command("open")
def open_film(
    number: NumberArgument,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="NAME.starloom")] = None,
    play: Annotated[bool, typer.Option("--film", help="Show the film instead.")] = False,
) -> None:
    """Write the kept storyboard into a file to go on from, or show the film."""
    from storyboard.file import SUFFIX, save
    from storyboard.media import named_from_anywhere

    kept = _history()
    film = kept.film(number)
    if play:
        found = _whereabouts(kept, film)
        if found.path is None:
            raise BadInput(f"{film.path} is gone: starloom history remake {number} makes it again.")
        typer.launch(str(found.path))
        return
    target = output or Path.cwd() / f"{film.path.stem}{SUFFIX}"
    if target.suffix.lower() != SUFFIX:
        raise StoryboardError(f"{target.name} is no storyboard: end its name with {SUFFIX}.")
    if target.exists():
        raise StoryboardError(f"{target} exists already: name another file with -o.")
    remember(target, save(named_from_anywhere(kept.storyboard(number), film.base), target))
    print(target)


@history.command()
def forget(
    number: Annotated[int | None, typer.Argument(metavar="N")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Forget every film.")] = False,
) -> None:
    """Remove a film, or all, from the history; their files stay."""
    if (number is None) != everything:
        raise BadInput("Say which film to forget: its number, or --all.")
    kept = _history()
    if number is not None:
        kept.forget(number)
    count = 1 if number is not None else kept.forget_all()
    errors.print(WORDS[default_language()]["forgotten"].format(count), highlight=False)


def _history() -> History:
    from engine.jobs.database import Database
    from engine.jobs.history import History

    return History(Database())


def _whereabouts(kept: History, film: FilmRecord) -> Whereabouts:
    from engine.jobs.whereabouts import Finder

    return Finder(kept.films()).find(film)


def _old_place(kept: History, film: FilmRecord) -> Path:
    """Where the film was, unless something else lies there now."""
    if _whereabouts(kept, film).state == "changed" or (film.path.exists() and not film.path.is_file()):
        raise BadInput(f"{film.path} is another film by now: name another place with -o.")
    return film.path


def _settings(film: FilmRecord) -> FilmSettings:
    """The settings that a film was made with; today's where this Starloom does not know them."""
    from engine.film_settings import FilmSettings

    try:
        return FilmSettings.from_json(film.settings)
    except BadInput:
        errors.print(f"The settings of film {film.number} are not known to this Starloom: the usual ones are used.")
        return FilmSettings()


def _print_json(film: FilmRecord, found: Whereabouts) -> None:
    import dataclasses
    import json

    facts = {**dataclasses.asdict(film), "path": str(film.path), "base": str(film.base)}
    facts |= {"state": found.state, "found": str(found.path) if found.path else None}
    print(json.dumps(facts, ensure_ascii=False))


def _local(moment: str) -> str:
    from datetime import datetime

    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def _length(seconds: float) -> str:
    return f"{round(seconds) // 60}:{round(seconds) % 60:02d}"
