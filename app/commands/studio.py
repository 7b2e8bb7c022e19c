"""``starloom`` without words, and ``starloom studio``: the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import ENGINE_FAILURE, errors


def studio(
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A storyboard, bundle or script to open.")
    ] = None,
) -> None:
    """Open the studio: the window in which storyboards are made, played and exported."""
    raise typer.Exit(open_studio(file))


def open_studio(file: Path | None = None) -> int:
    """Open the window and run until it is closed; the exit code."""
    if _has_no_screen():
        errors.print(
            "There is no screen here that a window could be shown on: start Starloom on a desktop, or use the commands "
            "(starloom --help).", style="yellow",
        )  # fmt: skip
        return ENGINE_FAILURE
    from app.studio.studio import Studio, keep_log

    keep_log()
    window = Studio(sys.argv[:1])
    window.show()
    if file is not None:
        window.open(file.expanduser())
    return window.run()


def _has_no_screen() -> bool:
    """Whether Qt would end the program at once because no display is there."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
