"""Words that several commands share: their exit codes, arguments and options."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

OK, BAD_INPUT, ENGINE_FAILURE, CANCELLED = 0, 2, 3, 130

errors = Console(stderr=True, highlight=False)

Language = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="Language of the film.")]
SourceArgument = Annotated[
    str | None, typer.Argument(metavar="SOURCE", help="Template id, .starloom file, or .txt/.md script.")
]
Sentence = Annotated[str | None, typer.Option("--text", help="Make the story of this text instead of a SOURCE.")]
LookName = Annotated[
    str | None,
    typer.Option("--look", metavar="NAME", help="starlight, moonlit, ember, ink, atlas, festival, jade or dust."),
]
ProjectionName = Annotated[
    str | None,
    typer.Option("--projection", metavar="flat|rectilinear|fulldome|360", help="How the sky lies in the picture."),
]
Size = Annotated[str | None, typer.Option("--size", metavar="1280x720", help="Size of the picture in pixels.")]
