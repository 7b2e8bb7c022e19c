"""``starloom doctor`` and ``bench``: what this machine has and what a film costs on it."""

from __future__ import annotations

import dataclasses
import os
from typing import Annotated

import typer
from rich.console import Console

from app.commands.options import ENGINE_FAILURE
from app.sources import open_source
from storyboard.templates import template_ids


def doctor(json: Annotated[bool, typer.Option("--json", help="One JSON line per finding.")] = False) -> None:
    """Tell what this machine has: ffmpeg, fonts, voices, GPU, folders, versions, and which models run on it."""
    import json as json_text

    from rich.table import Table

    from app.doctor import gather

    table = Table("", "what", "found", "what to do", box=None)
    marks = {"ok": "[green]✓", "note": "[dim]·", "warn": "[yellow]![/]", "missing": "[red]✗"}
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
        list[str] | None,
        typer.Argument(
            metavar="[sky|assembly|timeline|studio|diffusion] [TEMPLATE]...",
            help="sky: layer by layer; assembly: from takes to the film; timeline: painting; studio: the window; "
            "diffusion: a clip beside the bare pipeline. Default: qixi.",
        ),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="zh|en")] = "en",
    whole: Annotated[
        bool, typer.Option("--whole/--parts", help="Also make the whole film (bench sky: with what is cached).")
    ] = True,
    forms: Annotated[
        bool, typer.Option("--forms", help="bench sky: one shot as 4K, dome and 360-degree picture; minutes.")
    ] = False,
    form: Annotated[
        str | None, typer.Option("--form", metavar="NAME", help="bench sky: one of these forms, in this process.")
    ] = None,
    threads: Annotated[
        bool, typer.Option("--threads", help="bench sky: painting on one thread and on two; wants an idle machine.")
    ] = False,
    films: Annotated[
        bool, typer.Option("--films", help="bench sky: time and peak memory of whole films at 720p and 1080p.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="bench assembly, timeline, studio, diffusion: a small measure, in seconds.")
    ] = False,
    model: Annotated[
        str | None, typer.Option("--model", metavar="MODEL", help="bench diffusion: a model that is here, or a folder.")
    ] = None,
    full: Annotated[
        str | None,
        typer.Option("--full", metavar="A14B|5B|1.3B", help="bench diffusion: random weights of full size, on CUDA."),
    ] = None,
    speedups: Annotated[
        bool, typer.Option("--speedups", help="bench diffusion: each speed-up beside the plain way, time and picture.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Measure what each part of a film costs on this machine, or what each layer of the sky does.

    bench sky: every shot of the legends (or TEMPLATEs) and shots of plain sky, layer by layer, with the encoder.
    """
    words = what or ["qixi"]
    if words[0] == "assembly":
        _bench_assembly(quick, json)
        return
    if words[0] == "timeline":
        _bench_timeline(quick, json)
        return
    if words[0] == "studio":
        _bench_studio(quick, json)
        return
    if words[0] == "diffusion":
        (_bench_speedups if speedups else _bench_diffusion)(model, full, quick, json)
        return
    if model or full or speedups:
        raise typer.BadParameter("--model, --full and --speedups belong to: bench diffusion")
    if words[0] != "sky":
        if forms or form or threads or films:
            raise typer.BadParameter("--forms, --form, --threads and --films belong to: bench sky")
        for template in words:
            _bench(template, lang, whole, json)
        return
    templates = words[1:] or template_ids()
    if form:
        _bench_form(form, json)
        return
    if forms:
        _bench_forms(json)
    if threads:
        _bench_threads(templates, lang, json)
    if films:
        _bench_films(templates, lang, json)
    if not (forms or threads or films):
        _bench_sky(templates, lang, whole, json)


def _bench_sky(templates: list[str], lang: str, whole: bool, json: bool) -> None:
    from app.bench_sky import SkyCost, bench_plain_sky, bench_sky, sky_table

    def show(cost: SkyCost) -> None:
        if json:
            _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
        else:
            Console().print(cost.template, sky_table(cost))

    show(bench_plain_sky())
    for template in templates:
        show(bench_sky(template, lang, whole=whole))


def _bench_form(form: str, json: bool) -> None:
    from app.bench_forms import FORMS, paint_form

    if form not in FORMS:
        raise typer.BadParameter(f"There is no form '{form}': choose one of {', '.join(FORMS)}.")
    cost = paint_form(FORMS[form])
    if json:
        _print_json(cost)
    else:
        Console().print(f"{form}: {cost['paint_ms']:.0f} ms a frame, opens in {cost['open_s']:.1f} s")


def _bench_forms(json: bool) -> None:
    from app.bench_forms import bench_forms, forms_table

    costs = []
    for cost in bench_forms():
        costs.append(cost)
        if json:
            _print_json(dataclasses.asdict(cost))
    if not json:
        Console().print(forms_table(costs))


def _bench_threads(templates: list[str], lang: str, json: bool) -> None:
    from app.bench_forms import bench_threads, threads_table

    costs = {template: bench_threads(template, lang) for template in templates}
    if not json:
        Console().print(threads_table(costs))
        return
    for template, cost in costs.items():
        _print_json({"template": template, "cores": os.cpu_count(), **dataclasses.asdict(cost)})


def _bench_films(templates: list[str], lang: str, json: bool) -> None:
    from app.bench_forms import bench_films, films_table

    costs = []
    for template in templates:
        for size, cost in bench_films(template, lang):
            costs.append((f"{template} {lang}", size, cost))
            if json:
                _print_json({"template": template, "language": lang, "size": size, **dataclasses.asdict(cost)})
    if not json:
        Console().print(films_table(costs))


def _print_json(facts: dict) -> None:
    import json

    print(json.dumps(facts), flush=True)


def _bench_assembly(quick: bool, json: bool) -> None:
    from app.bench_assembly import QUICK, FilmSize, assembly_table, bench_assembly

    cost = bench_assembly(QUICK if quick else FilmSize())
    if json:
        _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
    else:
        Console().print(assembly_table(cost))


def _bench_timeline(quick: bool, json: bool) -> None:
    from app.bench_timeline import QUICK, Size, bench_timeline, edits_table, paints_table

    cost = bench_timeline(QUICK if quick else Size())
    if json:
        _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
    else:
        Console().print(cost.platform, paints_table(cost.paints), "", edits_table(cost.edits))


def _bench_studio(quick: bool, json: bool) -> None:
    from app.bench_studio import QUICK, Size, bench_studio, studio_table

    cost = bench_studio(QUICK if quick else Size())
    if json:
        _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
    else:
        starts = ", ".join(f"{seconds:.2f} s" for seconds in cost.first_window_s)
        Console().print(cost.platform, f"first window after {starts}", studio_table(cost))


def _bench_diffusion(model: str | None, full: str | None, quick: bool, json: bool) -> None:
    from app.bench_diffusion import QUICK, Run, bench_full, bench_model, bench_tiny, diffusion_table
    from app.model_store import ModelStore

    if full:
        costs = iter([bench_full(full)])
    elif model:
        installed, found = ModelStore().model(model)
        costs = iter([bench_model(installed, found.strategy, QUICK if quick else None)])
    else:
        costs = bench_tiny(QUICK if quick else Run())
    shown = []
    for cost in costs:
        shown.append(cost)
        if json:
            _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
    if not json:
        Console().print(diffusion_table(shown), shown[0].device, sep="\n")


def _bench_speedups(model: str | None, full: str | None, quick: bool, json: bool) -> None:
    from app.bench_speedups import (
        SPEEDUP_QUICK,
        SPEEDUP_RUN,
        bench_speedups_full,
        bench_speedups_model,
        bench_speedups_tiny,
        speedups_table,
    )
    from app.model_store import ModelStore

    if full:
        costs = bench_speedups_full(full)
    elif model:
        installed, found = ModelStore().model(model)
        costs = bench_speedups_model(installed, found.strategy, SPEEDUP_QUICK if quick else None)
    else:
        costs = bench_speedups_tiny(SPEEDUP_QUICK if quick else SPEEDUP_RUN)
    shown = []
    for cost in costs:
        shown.append(cost)
        if json:
            _print_json({"cores": os.cpu_count(), **dataclasses.asdict(cost)})
    if not json:
        one = shown[0]
        clip = f"{one.model}, weights {one.weights}: {one.width}x{one.height}, {one.frames} frames, {one.steps} steps"
        left_out = [f"{cost.speedup}: {remark}" for cost in shown for remark in cost.remarks]
        Console().print(speedups_table(shown), f"{clip}; plain {one.plain_s:.2f} s", one.device, *left_out, sep="\n")


def _bench(template: str, lang: str, whole: bool, json: bool) -> None:
    from rich.table import Table

    from app.bench import bench_film, bench_pixels, bench_shots, bench_sound

    board = open_source(template, None, lang).storyboard
    film_cost = bench_film(template, lang) if whole else None
    shots, assembly, sound = bench_shots(board), bench_pixels(board), bench_sound(board)
    if json:
        result = {"template": template, "cores": os.cpu_count(), "assembly_ms": assembly, "sound_s": sound,
                  "shots": [dataclasses.asdict(cost) for cost in shots],
                  "film": dataclasses.asdict(film_cost) if film_cost else None}  # fmt: skip
        _print_json(result)
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
