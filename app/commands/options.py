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
Generator = Annotated[
    str | None,
    typer.Option("--generator", metavar="sky|diffusion", help="What makes the shots: the painter, or a video model."),
]
ModelName = Annotated[
    str | None,
    typer.Option("--model", metavar="ID|FOLDER", help="The video model: from starloom models list, or its folder."),
]
GuidanceName = Annotated[
    str | None,
    typer.Option("--guidance", metavar="free|guided|exact", help="How closely a video model keeps to the true sky."),
]
Steps = Annotated[int | None, typer.Option("--steps", help="Steps of the video model; more take longer.")]
NoStandIn = Annotated[
    bool, typer.Option("--no-stand-in", help="A shot that its video model cannot make fails; the sky is not painted.")
]
Size = Annotated[str | None, typer.Option("--size", metavar="1280x720", help="Size of the picture in pixels.")]
