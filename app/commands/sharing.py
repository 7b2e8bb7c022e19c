"""``starloom relink``, ``pack`` and ``unpack``: the files of the person's own that a storyboard uses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.options import BAD_INPUT
from app.sources import default_language

WORDS = {
    "en": {
        "all there": "{0}: all its files are there.",
        "found": "found {0}: {1}",
        "missing": "missing {0}: name the folder it lies in, or choose another file",
    },
    "zh": {
        "all there": "{0}：所用文件齐全。",
        "found": "已找到 {0}：{1}",
        "missing": "缺少 {0}：请给出它所在的文件夹，或另选文件",
    },
}


def relink(
    path: Annotated[Path, typer.Argument(metavar="NAME.starloom")],
    folders: Annotated[list[Path] | None, typer.Argument(metavar="[FOLDER]...", help="Where to look, too.")] = None,
    collect: Annotated[bool, typer.Option("--collect", help="Copy every file into NAME.media beside it.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Find the files a storyboard uses again, by their bytes, where folders were moved."""
    import json as json_text

    from storyboard import media
    from storyboard.errors import StoryboardError
    from storyboard.file import load, save

    storyboard = load(path)
    for folder in folders or ():
        if not folder.is_dir():
            raise StoryboardError(f"There is no folder {folder}: check the name.")
    base = path.resolve().parent
    search = media.find_media(storyboard, path.resolve(), folders or ())
    names = {name: media.name_beside(file, base) for name, file in search.found.items()}
    if collect:
        names |= {name: media.import_media(base / names.get(name, name), path.resolve())
                  for name in media.media_names(storyboard) if name not in search.missing}  # fmt: skip
    if names:
        save(media.renamed(storyboard, names), path)
    if json:
        print(json_text.dumps({"found": names, "missing": search.missing}, ensure_ascii=False))
    else:
        words = WORDS[default_language()]
        for old, new in names.items():
            print(words["found"].format(old, new))
        for name in search.missing:
            print(words["missing"].format(name))
        if not names and not search.missing:
            print(words["all there"].format(path.name))
    if search.missing:
        raise typer.Exit(BAD_INPUT)


def pack(
    path: Annotated[Path, typer.Argument(metavar="NAME.starloom")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="NAME.starpack")] = None,
) -> None:
    """Put a storyboard and all files it uses into one file to hand on."""
    from storyboard.bundle import BUNDLE_SUFFIX
    from storyboard.bundle import pack as write
    from storyboard.errors import StoryboardError

    target = output or path.with_suffix(BUNDLE_SUFFIX)
    if target.suffix.lower() != BUNDLE_SUFFIX:
        raise StoryboardError(f"{target.name} is no bundle: end its name with {BUNDLE_SUFFIX}.")
    if target.exists() and output is None:
        raise StoryboardError(f"{target} exists already: name another file with -o.")
    write(path, target)
    print(target)


def unpack(
    bundle: Annotated[Path, typer.Argument(metavar="NAME.starpack")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="A new folder.")] = None,
) -> None:
    """Unpack a storyboard and its files into a new folder."""
    from storyboard.bundle import unpack as read

    print(read(bundle, output or Path.cwd() / bundle.stem))
