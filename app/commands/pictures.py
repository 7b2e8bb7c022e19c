"""``starloom still``, ``stills`` and ``figure``: single pictures, for looking."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import Language, LookName, ProjectionName, Sentence, Size, SourceArgument
from app.sources import Source, default_language, open_source
from storyboard.errors import StoryboardError
from storyboard.model import Storyboard


def still(
    source: SourceArgument = None,
    shot: Annotated[int, typer.Option("--shot", metavar="N", help="Number of the shot, from 1.")] = 1,
    at: Annotated[float, typer.Option("--at", metavar="SECONDS", help="Time inside the shot.")] = 3.0,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.png")] = Path("still.png"),
    text: Sentence = None,
    lang: Language = None,
    size: Size = None,
    look: LookName = None,
    projection: ProjectionName = None,
) -> None:
    """Paint one frame of a shot, for looking."""
    found: Source = open_source(source, text, lang)
    from app.adjust import adjusted
    from app.stills import save_picture
    from engine.generators.registry import ShotGenerator
    from engine.lines import estimated_schedule

    board: Storyboard = adjusted(found.storyboard, size=size, look=look, projection=projection)
    if not 1 <= shot <= len(board.shots):
        raise StoryboardError(f"There is no shot {shot}: this storyboard has {len(board.shots)} shots.")
    frames = estimated_schedule(board).spans[shot - 1].frames
    number = round(at * board.canvas.fps)
    if not 0 <= number < frames:
        raise StoryboardError(f"Shot {shot} lasts {frames / board.canvas.fps:.1f} s: choose a time inside it.")
    painter = ShotGenerator(found.base, sketch=True).open(board, board.shots[shot - 1], frames)
    save_picture(painter.paint(number), output)
    print(output)


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


def gallery(
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")] = Path("gallery"),
    only: Annotated[str | None, typer.Option("--only", metavar="NAME", help="Sheets whose names begin so.")] = None,
) -> None:
    """Paint a contact sheet of every element, figure, sky, style, look, form and hand-over."""
    from app.gallery import paint_gallery

    for path in paint_gallery(folder, only):
        print(path)


def stills(
    source: SourceArgument = None,
    folder: Annotated[Path, typer.Option("-o", "--output", metavar="FOLDER")] = Path("stills"),
    width: Annotated[int, typer.Option(min=64, max=4096, help="Width of each picture in pixels.")] = 640,
    text: Sentence = None,
    lang: Language = None,
    look: LookName = None,
) -> None:
    """Paint one small picture of every shot."""
    found = open_source(source, text, lang)
    from app.adjust import adjusted
    from app.stills import paint_stills

    for path in paint_stills(adjusted(found.storyboard, look=look), found.name, folder, width, found.base):
        print(path)
