"""``starloom media``: what a person's own files are, and safe copies of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from app.commands.options import BAD_INPUT

if TYPE_CHECKING:
    from engine.media.facts import MediaFacts


def media(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Pictures, films, sounds, subtitles, texts.")],
    folder: Annotated[
        Path | None, typer.Option("-o", "--into", metavar="FOLDER", help="Also bring safe copies into this folder.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Tell what files of your own are and whether they can be used."""
    import json as json_text

    from rich.table import Table
    from rich.text import Text

    from engine.media.errors import shown

    findings = [_finding(name, folder) for name in files]
    table = Table("", "file", "what", box=None)
    for finding in findings:
        if json:
            print(json_text.dumps(finding, ensure_ascii=False))
        mark = "[green]✓" if finding["usable"] else "[red]✗"
        table.add_row(mark, Text(shown(Path(finding["file"]).name)), Text(finding["what"]))
    if not json:
        Console().print(table)
    if not all(finding["usable"] for finding in findings):
        raise typer.Exit(BAD_INPUT)


def _finding(name: str, folder: Path | None) -> dict[str, Any]:
    from engine.media.errors import MediaError
    from engine.media.importing import import_media
    from engine.media.probing import probe

    try:
        if folder is None:
            facts, copies = probe(name), []
        else:
            brought = import_media(name, folder)
            facts, copies = brought.facts, [brought.path, *([brought.sound] if brought.sound else [])]
    except MediaError as error:
        return {"file": name, "usable": False, "what": str(error)}
    what = "; ".join([described(facts), *map(str, copies)])
    return {"file": name, "usable": True, "what": what, **dataclasses.asdict(facts), "copies": list(map(str, copies))}


def described(facts: MediaFacts) -> str:
    """A few words for a person: kind, size of the picture, length, codecs."""
    words: list[str] = [facts.kind]
    if facts.width:
        words.append(f"{facts.width}x{facts.height}" + (f" turned {facts.rotation_deg}°" if facts.rotation_deg else ""))
    if facts.fps:
        words.append(f"{facts.fps:.4g} fps")
    if facts.duration_s:
        words.append(f"{facts.duration_s:.1f} s")
    words += [codec for codec in (facts.video_codec, facts.audio_codec) if codec]
    if facts.sample_rate:
        words.append(f"{facts.sample_rate} Hz, {facts.channels} channel{'s' if facts.channels > 1 else ''}")
    if facts.entries:
        words.append(f"{facts.entries} entries")
    elif facts.characters:
        words.append(f"{facts.characters} characters")
    return ", ".join(words)
