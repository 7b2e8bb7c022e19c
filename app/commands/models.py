"""``starloom models``: the models of the diffusion generator, which of them run here, fetched, verified, removed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from app.commands.film import cancel_on_interrupt
from app.commands.options import ENGINE_FAILURE
from app.sources import default_language

if TYPE_CHECKING:
    from app.model_store import ModelState
    from engine.models.fetching import FetchProgress

TOLD_EVERY_S = 1.0
"""How often a line of JSON tells how far a fetch is."""
WORDS = {
    "en": {
        "fits": "fits", "slow": "slow", "no": "no", "model": "model", "here": "here", "size": "to fetch",
        "runs": "runs", "why": "why", "partly": "partly", "folder": "Models lie in {0}.", "licence": "licence",
        "fetched": "{0} is here: {1} in {2}, {3} of them new.",
        "verified": "{0}: {1} files, {2} hashed, all as they should be.", "damaged": "{0} {1}.",
        "converted": "{0} of weights converted here are whole; they have no sums.",
        "repair": "Put them right: starloom models verify {0} --repair",
        "removed": "{0} is removed, {1} are free again.",
        "calibrated": "{0} is calibrated for {1} steps: starloom settings models.step_cache mag",
        "forgotten": "Forgotten: {0}. Clips are made as this machine is judged again, and takes that were made "
        "otherwise are made anew.",
    },
    "zh": {
        "fits": "合适", "slow": "较慢", "no": "不行", "model": "模型", "here": "本机", "size": "下载量",
        "runs": "可否运行", "why": "原因", "partly": "部分", "folder": "模型位于 {0}。", "licence": "许可证",
        "fetched": "{0} 已就绪：{1}，位于 {2}，本次下载 {3}。",
        "verified": "{0}：{1} 个文件，已校验 {2}，全部无误。", "damaged": "{0} {1}。",
        "converted": "本机转换的权重 {0} 完整（没有校验和可比对）。",
        "repair": "修复：starloom models verify {0} --repair",
        "removed": "{0} 已移除，释放 {1}。",
        "calibrated": "{0} 已按 {1} 步校准：starloom settings models.step_cache mag",
        "forgotten": "已清除 {0} 条显存记录。之后的片段重新按本机判断来生成，按旧方式生成的镜头会重做。",
    },
}  # fmt: skip
COLOURS = {"fits": "green", "slow": "yellow", "no": "red"}

Json = Annotated[bool, typer.Option("--json", help="JSON, one object a line.")]
Model = Annotated[str, typer.Argument(metavar="MODEL", help="An id of the list; with +lightning also its recipe.")]
WeightsName = Annotated[
    str, typer.Option("--weights", metavar="NAME", help="bf16, fp8, gguf-q8...: else what fits this machine.")
]
models = typer.Typer(
    name="models", help="Models of the diffusion generator: list, fetch, verify, remove, calibrate, forget."
)
Steps = Annotated[int | None, typer.Option("--steps", min=6, help="Steps of a clip; the model's own if left out.")]
Small = Annotated[bool, typer.Option("--small", help="By a short clip of half the width: sooner, less true.")]


@models.command("list")
def list_models(json: Json = False) -> None:
    """Tell every model, whether it runs on this machine and why, and how much of it is here."""
    from app.model_store import ModelStore

    store = ModelStore()
    states = store.states()
    if json:
        for state in states:
            _print_json(_facts(state))
    else:
        Console().print(_table(states))
        _say("folder", store.folder)


@models.command()
def fetch(
    model: Model,
    weights: WeightsName = "",
    source: Annotated[str, typer.Option("--source", metavar="hub|modelscope", help="Where it comes from.")] = "",
    endpoint: Annotated[
        str, typer.Option("--endpoint", metavar="URL", help="A mirror of the source, like https://hf-mirror.com.")
    ] = "",
    json: Json = False,
) -> None:
    """Bring a model here, or the rest of it. Ctrl-C stops; the next fetch goes on from there, also after a crash."""
    from app.model_store import ModelStore

    store, cancel = ModelStore(), cancel_on_interrupt()
    with _Live(json) as live:
        got = store.fetch(model, weights, live.show, cancel, source=source, endpoint=endpoint)
    if json:
        _print_json({"model": model, "folder": str(got.folder), "bytes": got.size, "new": got.new})
    else:
        _say("fetched", model, _shown(got.size), got.folder, _shown(got.new))


@models.command()
def verify(
    model: Model,
    repair: Annotated[bool, typer.Option("--repair", help="Remove what is wrong and fetch it again.")] = False,
    json: Json = False,
) -> None:
    """Hash every file of a model and name what is not as its hub described it."""
    from rich.progress import Progress

    from app.model_store import ModelStore
    from engine.models.catalogue import card_of
    from engine.models.verifying import remove_damaged, verify_model

    store, cancel, card = ModelStore(), cancel_on_interrupt(), card_of(model)
    with Progress(console=Console(stderr=True), transient=True, disable=json) as bars:
        bar = bars.add_task("")
        found = verify_model(
            card, store.folder, cancel,
            lambda path, done, total: bars.update(bar, completed=done, total=total, description=path),
        )  # fmt: skip
    if json:
        damaged = [{"path": str(fault.path), "fault": fault.words} for fault in found.faults]
        _print_json({"model": card.id, "files": found.files, "bytes": found.size, "converted": found.converted,
                     "damaged": damaged})  # fmt: skip
    for fault in () if json else found.faults:
        _say("damaged", fault.path, fault.words)
    if not found.faults:
        if not json:
            _say("verified", model, found.files, _shown(found.size))
            if found.converted:
                _say("converted", _shown(found.converted))
        return
    if repair:
        remove_damaged(found)
        if found.to_fetch:
            with _Live(json) as live:
                store.repair(model, live.show, cancel)
        return
    if not json:
        _say("repair", model)
    raise typer.Exit(ENGINE_FAILURE)


@models.command()
def remove(model: Model, weights: WeightsName = "", json: Json = False) -> None:
    """Remove a model from this machine, or one form of its weights."""
    from app.model_store import ModelStore
    from engine.models.catalogue import card_of
    from engine.models.fetching import remove_model

    card = card_of(model)
    freed = remove_model(card, ModelStore().folder, card.weights_called(weights) if weights else None)
    if json:
        _print_json({"model": card.id, "freed": freed})
    else:
        _say("removed", model, _shown(freed))


@models.command()
def calibrate(model: Model, steps: Steps = None, small: Small = False, json: Json = False) -> None:
    """Measure by one clip what the step cache 'mag' needs to know of a model; takes as long as a clip does."""
    from engine.diffusion.libraries import prepare_libraries
    from engine.generators.guided.chosen_model import chosen_model, ratios_place
    from engine.models.ratios import keep_ratios

    chosen = chosen_model(model)
    count = steps or chosen.installed.card.steps
    prepare_libraries()
    from engine.diffusion.calibrating import calibrated

    ratios = calibrated(chosen.installed, chosen.strategy, count, small=small, cancel=cancel_on_interrupt())
    keep_ratios(ratios_place(chosen, count), ratios)
    if json:
        _print_json({"model": model, "steps": count, "ratios": ratios})
    else:
        _say("calibrated", model, count)


@models.command()
def forget(json: Json = False) -> None:
    """Forget which models needed less memory than was judged; starloom doctor tells them."""
    from engine.models.held import forget_ways

    count = forget_ways()
    if json:
        _print_json({"forgotten": count})
    else:
        _say("forgotten", count)


class _Live:
    """A bar for people, a line of JSON a second for machines."""

    def __init__(self, json: bool) -> None:
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
            TransferSpeedColumn,
        )

        self._json, self._told = json, 0.0
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(bar_width=24), DownloadColumn(), TransferSpeedColumn(),
            TimeRemainingColumn(compact=True), console=Console(stderr=True), disable=json,
        )  # fmt: skip
        self._task = self._bars.add_task("")

    def __enter__(self) -> _Live:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def show(self, progress: FetchProgress) -> None:
        """How far the fetch is."""
        words = f"{progress.number}/{progress.files} {progress.path}"
        self._bars.update(self._task, description=words, completed=progress.done, total=progress.total)
        if self._json and time.monotonic() - self._told >= TOLD_EVERY_S:
            self._told = time.monotonic()
            _print_json({"event": "fetching", "path": progress.path, "number": progress.number,
                         "files": progress.files, "done": progress.done, "total": progress.total})  # fmt: skip


def _facts(state: ModelState) -> dict[str, Any]:
    card, strategy = state.card, state.fit.strategy
    return {
        "id": card.id, "title": card.title, "family": card.family, "verdict": state.fit.verdict,
        "reason": state.fit.reason, "width": card.width, "height": card.height, "fps": card.fps,
        "frames": card.frames, "licence": card.licence.id, "licence_unverified": card.licence.unverified,
        "not_in": card.licence.where, "repository": card.source.hub if card.source else "",
        "recipes": [recipe.id for recipe in card.recipes], "weights": [one.id for one in card.weights],
        "chosen": state.fit.fetch_weights, "fetch_gb": state.gb, "here": list(state.disk.weights),
        "here_recipes": list(state.disk.recipes), "partly": state.disk.partly, "bytes": state.disk.size,
        "strategy": {"device": strategy.device, "dtype": strategy.dtype, "storage": strategy.storage,
                     "offload": strategy.offload, "tiling": strategy.tiling, "late_expert": strategy.late_expert},
    }  # fmt: skip


def _table(states: list[ModelState]) -> object:
    from rich.table import Table

    words = WORDS[default_language()]
    table = Table(words["model"], words["runs"], words["here"], words["size"], words["licence"], words["why"], box=None)
    for state in states:
        here = ", ".join(state.disk.weights + state.disk.recipes) or (words["partly"] if state.disk.partly else "")
        recipes = "".join(f" [+{recipe.id}]" for recipe in state.card.recipes)
        verdict = f"[{COLOURS[state.fit.verdict]}]{words[state.fit.verdict]}[/]"
        licence = state.card.licence.id + ("?" if state.card.licence.unverified else "")
        table.add_row(state.card.id + recipes.replace("[", "\\["), verdict, here, f"{state.gb:.0f} GB", licence,
                      state.fit.reason)  # fmt: skip
    return table


def _say(word: str, *values: object) -> None:
    print(WORDS[default_language()][word].format(*values))


def _print_json(content: dict[str, Any]) -> None:
    import json as json_text

    print(json_text.dumps(content, ensure_ascii=False), flush=True)


def _shown(size: int) -> str:
    """A number of bytes as people read it."""
    from rich.filesize import decimal

    return decimal(size)
