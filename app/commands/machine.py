"""``starloom doctor`` and ``bench``: what this machine has and what a film costs on it."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from rich.console import Console

from app.commands.options import ENGINE_FAILURE
from app.sources import open_source


def doctor(json: Annotated[bool, typer.Option("--json", help="One JSON line per finding.")] = False) -> None:
    """Tell what this machine has: ffmpeg, fonts, voices, GPU, folders, versions."""
    import dataclasses
    import json as json_text

    from rich.table import Table

    from app.doctor import gather

    table = Table("", "what", "found", "what to do", box=None)
    marks = {"ok": "[green]✓", "warn": "[yellow]![/]", "missing": "[red]✗"}
    findings = gather()
    for finding in findings:
        if json:
            print(json_text.dumps(dataclasses.asdict(finding), ensure_ascii=False))
        table.add_row(marks.get(finding.status, ""), finding.name, finding.detail, finding.remedy)
    if not json:
        Console().print(table)
    if any(finding.status == "missing" for finding in findings):
        raise typer.Exit(ENGINE_FAILURE)


def bench(
    what: Annotated[
        list[str] | None, typer.Argument(metavar="[sky] [TEMPLATE]...", help="sky: layer by layer. Default: qixi.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "en",
    whole: Annotated[bool, typer.Option("--whole/--parts", help="Also make the whole film with cold caches.")] = True,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Measure what each part of a film costs on this machine, or what each layer of the sky does."""
    words = what or ["qixi"]
    if words[0] == "sky":
        _bench_sky(words[1:] or ["qixi", "andromeda", "orion"], lang, whole, json)
        return
    for template in words:
        _bench(template, lang, whole, json)


def _bench_sky(templates: list[str], lang: str, whole: bool, json: bool) -> None:
    import dataclasses
    import json as json_text

    from app.bench_sky import bench_sky, sky_table

    for template in templates:
        cost = bench_sky(template, lang, whole=whole)
        if json:
            print(json_text.dumps({"cores": os.cpu_count(), **dataclasses.asdict(cost)}), flush=True)
        else:
            Console().print(template, sky_table(cost))


def _bench(template: str, lang: str, whole: bool, json: bool) -> None:
    import dataclasses
    import json as json_text

    from rich.table import Table

    from app.bench import bench_assembly, bench_film, bench_shots, bench_sound

    board = open_source(template, None, lang).storyboard
    film_cost = bench_film(template, lang) if whole else None
    shots, assembly, sound = bench_shots(board), bench_assembly(board), bench_sound(board)
    if json:
        result = {"template": template, "cores": os.cpu_count(), "assembly_ms": assembly, "sound_s": sound,
                  "shots": [dataclasses.asdict(cost) for cost in shots],
                  "film": dataclasses.asdict(film_cost) if film_cost else None}  # fmt: skip
        print(json_text.dumps(result))
        return
    table = Table("part", "cost", "", box=None)
    for cost in shots:
        table.add_row(f"paint {cost.shot_id}", f"{cost.paint_ms:.1f} ms", f"opened in {cost.open_s:.2f} s")
    mean = sum(cost.paint_ms for cost in shots) / len(shots)
    table.add_row("paint, mean", f"{mean:.1f} ms", f"{1000 / mean:.1f} frames/s on one core")
    for name, milliseconds in assembly.items():
        table.add_row(name, f"{milliseconds:.2f} ms", f"{1000 / max(milliseconds, 1e-3):.0f} frames/s on one core")
    table.add_row("score, effects, mix", f"{sound['CPU']:.1f} s", f"wall {sound['wall']:.1f} s")
    if film_cost:
        ratio = film_cost.wall_s / film_cost.film_s
        table.add_row("whole film, cold", f"{film_cost.wall_s:.1f} s", f"{ratio:.2f} x its length")
        table.add_row("peak memory", f"{film_cost.peak_mb:.0f} MB", "")
    Console().print(table)
