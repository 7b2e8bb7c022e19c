"""``starloom backups`` and ``recover``: earlier versions, and edits that a crash left unsaved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from app.commands.options import errors
from app.sources import default_language
from storyboard.errors import StoryboardError

if TYPE_CHECKING:
    from storyboard.journal import Unsaved

WORDS = {
    "en": {
        "backups": ("no.", "saved", "size", "replaced by"),
        "no backups": "{0} has no earlier versions.",
        "restored": "{0} is again as it was saved at {1}.",
        "unsaved": ("no.", "title", "shots", "last edit", "changes", "file"),
        "nothing": "Nothing was left unsaved.",
        "new": "(never saved)",
        "damaged": "The journal of {0} is damaged: its last edits may be missing.",
        "let go": "The unsaved edits of {0} were let go.",
        "how": "Save them beside their files: starloom recover NO. (or --all)",
    },
    "zh": {
        "backups": ("编号", "保存于", "大小", "替换它的版本"),
        "no backups": "{0} 没有更早的版本。",
        "restored": "{0} 已恢复为 {1} 保存的版本。",
        "unsaved": ("编号", "标题", "镜头", "最后编辑", "改动", "文件"),
        "nothing": "没有未保存的内容。",
        "new": "（从未保存）",
        "damaged": "{0} 的日志已损坏：最后的编辑可能缺失。",
        "let go": "{0} 未保存的编辑已放弃。",
        "how": "另存到原文件旁边：starloom recover 编号（或 --all）",
    },
}


def backups(
    path: Annotated[Path, typer.Argument(metavar="NAME.starloom")],
    restore: Annotated[int | None, typer.Option("--restore", metavar="NO.", help="Bring this version back.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="COPY.starloom", help="As a copy, not in its place.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per version.")] = False,
) -> None:
    """List earlier versions of a storyboard, or restore one; the present version is kept first."""
    from storyboard import file
    from storyboard.backups import backups_of

    words = WORDS[default_language()]
    found = backups_of(path)
    if not found and not path.exists():
        raise StoryboardError(f"There is no file {path}: check the name.")
    if restore is None:
        rows = [(str(number), _time(backup.saved), f"{backup.size / 1024:.1f} KB", backup.program)
                for number, backup in enumerate(found, 1)]  # fmt: skip
        facts = [{"number": number, "path": str(backup.path), "saved": backup.saved.isoformat(),
                  "replaced": backup.replaced.isoformat(), "program": backup.program, "bytes": backup.size}
                 for number, backup in enumerate(found, 1)]  # fmt: skip
        _show(words["backups"], rows, facts if json else None, words["no backups"].format(path.name))
        return
    if not 1 <= restore <= len(found):
        raise StoryboardError(f"{path.name} has no earlier version {restore}: it has {len(found)}.")
    if output is not None and output.exists():
        raise StoryboardError(f"{output} exists already: name another file with -o.")
    if output is not None and output.suffix.lower() != file.SUFFIX:
        raise StoryboardError(f"{output.name} is no storyboard: end its name with {file.SUFFIX}.")
    chosen = found[restore - 1]
    file.restore(chosen, output or path)
    print(words["restored"].format(output or path, _time(chosen.saved)))


def recover(
    number: Annotated[int | None, typer.Argument(metavar="[NO.]", help="Which of the listed ones to save.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Save all of them.")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Save there, not beside the file.")
    ] = None,
    discard: Annotated[bool, typer.Option("--discard", help="Let the edits go instead of saving them.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per storyboard.")] = False,
) -> None:
    """List the unsaved edits that a crash left, or save them beside their files, which stay as they are."""
    from app import recovery

    words = WORDS[default_language()]
    left = recovery.left_behind()
    for message in left.unreadable:
        errors.print(message, markup=False, soft_wrap=True)
    chosen = _chosen(left.unsaved, number, everything)
    if not chosen:
        _show(words["unsaved"], [_row(index, found, words["new"]) for index, found in enumerate(left.unsaved, 1)],
              [_facts(index, found) for index, found in enumerate(left.unsaved, 1)] if json else None,
              words["nothing"])  # fmt: skip
        if left.unsaved and not json:
            print(words["how"])
        return
    for found in chosen:
        name = found.document.name if found.document else found.storyboard.id
        if discard:
            recovery.discard(found)
            print(words["let go"].format(name))
            continue
        if found.damaged:
            errors.print(words["damaged"].format(name), markup=False, soft_wrap=True)
        print(recovery.save_recovered(found, output))


def _chosen(unsaved: tuple[Unsaved, ...], number: int | None, everything: bool) -> tuple[Unsaved, ...]:
    if everything:
        return unsaved
    if number is None:
        return ()
    if not 1 <= number <= len(unsaved):
        raise StoryboardError(f"There is no unsaved storyboard {number}: there are {len(unsaved)}.")
    return (unsaved[number - 1],)


def _row(number: int, found: Unsaved, new: str) -> tuple[str, ...]:
    board = found.storyboard
    return (str(number), board.title or board.id, str(len(board.shots)), _time(found.at), str(found.changes),
            str(found.document or new))  # fmt: skip


def _facts(number: int, found: Unsaved) -> dict[str, object]:
    return {"number": number, "title": found.storyboard.title, "shots": len(found.storyboard.shots),
            "at": found.at.isoformat(), "changes": found.changes, "damaged": found.damaged,
            "document": None if found.document is None else str(found.document),
            "journal": str(found.journal)}  # fmt: skip


def _show(
    heads: object, rows: list[tuple[str, ...]], facts: list[dict[str, object]] | None, otherwise: str
) -> None:
    """A table for people, or one JSON line per fact for machines."""
    import json as json_text

    from rich.table import Table

    if facts is not None:
        for fact in facts:
            print(json_text.dumps(fact, ensure_ascii=False))
    elif not rows:
        print(otherwise)
    else:
        table = Table(*heads, box=None)  # type: ignore[misc]
        for row in rows:
            table.add_row(*row)
        Console().print(table)


def _time(moment: datetime) -> str:
    """A moment in the person's own time zone."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")
