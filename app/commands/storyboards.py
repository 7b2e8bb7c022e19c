"""``starloom templates``, ``storyboard`` and ``check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app.commands.options import BAD_INPUT, Language, Sentence, SourceArgument, errors
from app.remembering import remember
from app.sources import default_language, open_source
from storyboard.errors import InvalidStoryboard, Problem, StoryboardError


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
    remember(target, found.storyboard)
    print(target)


def check(path: Annotated[Path, typer.Argument(metavar="NAME.starloom")]) -> None:
    """Validate a storyboard: every problem, its place and its remedy."""
    from app.checking import scene_problems
    from storyboard.file import load
    from storyboard.media import missing_media

    try:
        board = load(path)
        remember(path, board)
        problems = scene_problems(board)
        problems += [Problem("media", f"The file {name} is not there.", f"Find it again: starloom relink {path.name}")
                     for name in missing_media(board, path.resolve().parent)]  # fmt: skip
    except InvalidStoryboard as invalid:
        problems = invalid.problems
    for problem in problems:
        errors.print(str(problem), markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(BAD_INPUT)
    print(f"{path.name}: no problems")
