"""``starloom settings``."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from app.commands.options import errors


def settings(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="For example notices.desktop.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="The new value; on or off.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show the settings of the program, or set one: starloom settings notices.desktop off."""
    import json as json_text

    from rich.table import Table

    from app.settings import change_settings, load_settings, named_values, with_value
    from engine.diffusion.speedups import quality_note
    from engine.errors import BadInput

    def tell(message: str) -> None:
        errors.print(message, markup=False, soft_wrap=True)

    if name is not None and value is None:
        raise BadInput(f"Say the value too: starloom settings {name} on, or off.")
    if name is not None and value is not None:
        chosen = change_settings(lambda settings: with_value(settings, name, value), tell)
    else:
        chosen = load_settings(tell)
    values = named_values(chosen)
    if json:
        print(json_text.dumps(values, ensure_ascii=False))
        return
    table = Table(box=None, show_header=False)
    for key, content in values.items():
        part, _, own = key.partition(".")
        note = quality_note(own, content) if part == "models" else ""
        # a value of 1.0 equals True
        shown = {True: "on", False: "off"}[content] if isinstance(content, bool) else str(content)
        table.add_row(key, shown, note)
    Console().print(table)
