"""``starloom cache``: what is kept of films made here, and how much of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from app.commands.options import ENGINE_FAILURE
from app.sources import default_language
from engine.errors import BadInput

if TYPE_CHECKING:
    from engine.jobs.cache import Cache
    from engine.jobs.cache_index import Listed
    from engine.jobs.cache_room import Freed

SHOWN = 5
WORDS = {
    "en": {
        "takes": "takes", "segments": "segments", "sound": "sounds", "textures": "textures", "figures": "figures",
        "speech": "speech", "footage": "footage", "kind": "kind", "count": "count", "size": "size", "used": "last used",
        "uses": "uses",
        "all": "all together, of {0}", "biggest": "biggest", "oldest": "longest unused",
        "checked": "{0} entries hashed, {1}: {2} damaged and removed", "freed": "{0} files removed, {1} freed",
        "limit": "The cache may hold {0}.", "again": "can be made again", "no": "no: {0}", "yes": "yes",
        "made": "made", "program": "by Starloom", "seconds": "seconds it took", "file": "file",
    },
    "zh": {
        "takes": "镜次", "segments": "片段", "sound": "声音", "textures": "纹理", "figures": "星座图",
        "speech": "旁白", "footage": "自有素材", "kind": "种类", "count": "数量", "size": "大小", "used": "上次使用",
        "uses": "使用次数",
        "all": "合计，上限 {0}", "biggest": "最大", "oldest": "最久未用",
        "checked": "已校验 {0} 项，共 {1}：{2} 项损坏并已移除", "freed": "移除 {0} 个文件，释放 {1}",
        "limit": "缓存上限为 {0}。", "again": "可否重制", "no": "否：{0}", "yes": "可以",
        "made": "制作时间", "program": "Starloom 版本", "seconds": "耗时（秒）", "file": "文件",
    },
}  # fmt: skip

Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
cache = typer.Typer(name="cache", help="What is kept of films made here: list, verify, prune, clear, limit, remake.")


@cache.command("list")
def list_entries(
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="One entry: the beginning of its key.")] = None,
    json: Json = False,
) -> None:
    """Tell how much lies in the cache, by kind; or how one entry was made."""
    found = _cache()
    content = _overview(found) if key is None else _explained(found, key)
    if json:
        _print_json(content)
    elif key is None:
        _show_overview(content)
    else:
        _show_entry(content)


@cache.command()
def verify(json: Json = False) -> None:
    """Hash everything; what is damaged is told and removed, and made again when it is needed."""
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=json) as progress:
        bar = progress.add_task("")
        checked = _cache().verify(lambda done, total: progress.update(bar, completed=done, total=total))
    if json:
        _print_json({"entries": checked.count, "bytes": checked.size, "damaged": list(checked.damaged)})
    else:
        _say("checked", checked.count, _shown(checked.size), len(checked.damaged))
        for words in checked.damaged:
            print(words)
    if checked.damaged:
        raise typer.Exit(ENGINE_FAILURE)


@cache.command()
def prune(
    to: Annotated[str | None, typer.Option("--to", metavar="SIZE", help="Down to this size, for example 5GB.")] = None,
    json: Json = False,
) -> None:
    """Remove what was not used for the longest time, down to the limit. What storyboards have named stays."""
    from engine.jobs.cache_keeping import bytes_of

    _tell_freed(_cache().prune(bytes_of(to) if to is not None else None), json)


@cache.command()
def clear(
    everything: Annotated[bool, typer.Option("--all", help="Also the takes that storyboards have named.")] = False,
    json: Json = False,
) -> None:
    """Remove all that can be made again. Takes that storyboards have named stay, and what is in use."""
    _tell_freed(_cache().clear(named_too=everything), json)


@cache.command()
def limit(
    size: Annotated[str | None, typer.Argument(metavar="[SIZE]", help="For example 50GB. None: tell it.")] = None,
    json: Json = False,
) -> None:
    """Set how much the cache may hold, or tell it."""
    from engine.jobs.cache_keeping import Keeping, bytes_of

    keeping = Keeping()
    if size is not None:
        keeping.set_limit(bytes_of(size))
    if json:
        _print_json({"limit": keeping.limit})
    else:
        _say("limit", _shown(keeping.limit))


@cache.command()
def remake(
    description: Annotated[Path, typer.Argument(metavar="DESCRIPTION.json", help="What lies beside a take's clip.")],
) -> None:
    """Make a take again from nothing but its description, and print where it lies."""
    import json as json_text
    import threading

    from rich.progress import Progress

    try:
        recipe = dict(json_text.loads(description.read_text(encoding="utf-8"))["recipe"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{description} is no description of a take ({error}).") from error
    from engine.generators.sky import SkyGenerator
    from engine.takes.remaking import make_again

    found = _cache()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("")
        key = make_again(
            recipe, SkyGenerator(), found, lambda done, total: progress.update(bar, completed=done, total=total),
            threading.Event(),
        )  # fmt: skip
    entry = found.find("takes", key)
    print(entry.path if entry is not None else key)


def _cache() -> Cache:
    from app.commands.options import errors
    from engine.jobs.cache import Cache

    return Cache(report=lambda message: errors.print(message, markup=False, soft_wrap=True))


def _overview(found: Cache) -> dict[str, Any]:
    from engine.folders import GROWING
    from engine.jobs.cache_entry import KINDS

    entries, loose = found.listed(), found.room.loose()
    kinds = {kind: [item.size for item in entries if item.kind == kind] for kind in KINDS}
    beside = {name: [item.size for item in loose if item.folder == name] for name in GROWING}
    sizes = {name: {"count": len(sizes), "bytes": sum(sizes)} for name, sizes in {**kinds, **beside}.items()}
    return {
        "folder": str(found.folder),
        "limit": found.room.limit,
        "bytes": sum(size["bytes"] for size in sizes.values()),
        "kinds": sizes,
        "biggest": [_row(item) for item in sorted(entries, key=lambda item: -item.size)[:SHOWN]],
        "oldest": [_row(item) for item in entries[:SHOWN]],
    }


def _row(item: Listed) -> dict[str, Any]:
    return {"kind": item.kind, "key": item.key, "bytes": item.size, "used": _moment(item.used), "uses": item.uses}


def _explained(found: Cache, key: str) -> dict[str, Any]:
    """How the one entry whose key begins so was made."""
    matching = [item for item in found.listed() if item.key.startswith(key)]
    if len(matching) != 1:
        many = f"{len(matching)} entries begin with '{key}': give more of the key."
        raise BadInput(many if matching else f"No entry of the cache begins with '{key}'.")
    import dataclasses

    from engine.jobs.cache_entry import described_entry

    item = matching[0]
    entry = described_entry(found.folder, item.kind, item.key)
    content = {**dataclasses.asdict(entry), "path": str(entry.path), "used": _moment(item.used), "uses": item.uses}
    if item.kind != "takes":
        return content
    from engine.generators.sky import SkyGenerator
    from engine.takes.remaking import why_not_again

    return {**content, "again": why_not_again(entry.recipe, SkyGenerator())}


def _show_overview(content: dict[str, Any]) -> None:
    from rich.table import Table

    words = WORDS[default_language()]
    table = Table(words["kind"], words["count"], words["size"], box=None)
    for kind, size in content["kinds"].items():
        table.add_row(words[kind], str(size["count"]), _shown(size["bytes"]))
    table.add_row(words["all"].format(_shown(content["limit"])), "", _shown(content["bytes"]))
    console = Console()
    console.print(content["folder"], markup=False, soft_wrap=True)
    console.print(table)
    for title in ("biggest", "oldest"):
        rows = Table(words[title], "", words["size"], words["used"], words["uses"], box=None)
        for row in content[title]:
            rows.add_row(words[row["kind"]], row["key"][:12], _shown(row["bytes"]), row["used"], str(row["uses"]))
        if content[title]:
            console.print(rows)


def _show_entry(content: dict[str, Any]) -> None:
    import json as json_text

    words = WORDS[default_language()]
    for label, name in (("file", "path"), ("made", "made"), ("program", "program"), ("seconds", "seconds"),
                        ("used", "used"), ("uses", "uses")):  # fmt: skip
        print(f"{words[label]}: {content[name]}")
    print(f"{words['size']}: {_shown(content['size'])}")
    if "again" in content:
        reason = content["again"]
        print(f"{words['again']}: {words['yes'] if reason is None else words['no'].format(reason)}")
    print(json_text.dumps(content["recipe"], ensure_ascii=False, indent=1))


def _tell_freed(freed: Freed, json: bool) -> None:
    if json:
        _print_json({"removed": freed.count, "freed": freed.size})
    else:
        _say("freed", freed.count, _shown(freed.size))


def _say(word: str, *values: object) -> None:
    print(WORDS[default_language()][word].format(*values))


def _print_json(content: dict[str, Any]) -> None:
    import json as json_text

    print(json_text.dumps(content, ensure_ascii=False))


def _shown(size: int) -> str:
    """A number of bytes as people read it."""
    from rich.filesize import decimal

    return decimal(size)


def _moment(seconds: float) -> str:
    from datetime import datetime

    return datetime.fromtimestamp(seconds).astimezone().isoformat(sep=" ", timespec="seconds")
