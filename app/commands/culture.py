"""``starloom culture``: add a sky culture of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console


def culture(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="A Stellarium sky culture: a folder with an index.json. None: list all."),
    ] = None,
) -> None:
    """Add a Stellarium sky culture, or list those there are; a storyboard's lines then name it as their culture."""
    from engine.sky.cultures.installed import install_culture
    from engine.sky.cultures.known import culture_ids, culture_of

    console = Console(highlight=False)
    if folder is None:
        for culture_id in culture_ids():
            console.print(f"{culture_id}  {len(list(culture_of(culture_id).all_figures()))} figures", markup=False)
        return
    added = install_culture(folder)
    figures = list(added.all_figures())
    pictures = sum(figure.art is not None for figure in figures)
    console.print(
        f'Added "{added.id}": {len(figures)} figures, {pictures} pictures, {len(added.star_names)} names of stars. '
        f'Use it with culture = "{added.id}" in the lines of a scene.',
        markup=False,
    )
