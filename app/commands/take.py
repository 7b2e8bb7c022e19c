"""``starloom take`` and ``takes``: several renderings of a shot, one of them chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from app.commands.film import cancel_on_interrupt
from app.commands.options import Generator, GuidanceName, ModelName, NoStandIn, Steps, errors
from app.progress import LiveReporter
from app.remembering import remember
from app.sources import default_language

if TYPE_CHECKING:
    from engine.jobs.cache import Cache
    from engine.takes.standing import Standing
    from storyboard.model import Storyboard

WORDS = {
    "en": {
        "shot": "shot", "key": "take", "seed": "seed", "made": "made", "by": "made by", "state": "state",
        "chosen": "chosen", "current": "current", "stale": "stale", "gone": ", gone from the cache",
        "new": "Take {0} of shot {1} (seed {2}) is made.", "known": "Shot {1} has take {0} already (seed {2}).",
        "none": "No shot has takes yet: make one with starloom take.",
    },
    "zh": {
        "shot": "镜头", "key": "镜次", "seed": "种子", "made": "制作时间", "by": "制作方式", "state": "状态",
        "chosen": "选用", "current": "最新", "stale": "已过时", "gone": "，缓存中已无",
        "new": "镜头 {1} 的镜次 {0}（种子 {2}）已完成。", "known": "镜头 {1} 已有镜次 {0}（种子 {2}）。",
        "none": "还没有镜次：用 starloom take 制作。",
    },
}  # fmt: skip

StoryboardFile = Annotated[Path, typer.Argument(metavar="NAME.starloom")]


def take(
    path: StoryboardFile,
    shot: Annotated[str, typer.Argument(metavar="SHOT", help="The shot's id.")],
    seed: Annotated[int | None, typer.Option(min=0, help="Another seed gives other waves and clouds.")] = None,
    choose: Annotated[bool, typer.Option("--choose", help="The film shows it from now on.")] = False,
    generator: Generator = None,
    model: ModelName = None,
    guidance: GuidanceName = None,
    steps: Steps = None,
    no_stand_in: NoStandIn = False,
) -> None:
    """Make another take of one shot and write it into the storyboard; the takes before stay."""
    from datetime import UTC, datetime

    from storyboard import takes as edits
    from storyboard.file import load, save
    from storyboard.model import Take
    from storyboard.takes import generator_of
    from storyboard.timing import schedule

    storyboard = load(path)
    wanted = edits.shot_of(storyboard, shot)
    # only now the heavy rooms: what is wrong with the words above is told at once
    from app.adjust import asked_otherwise
    from app.checking import check_model
    from engine.generators.registry import ShotGenerator
    from engine.lines import speak_lines
    from engine.takes.before import know_order
    from engine.takes.making import make_take

    index = storyboard.shots.index(wanted)
    chosen_seed = edits.fresh_seed(storyboard, wanted) if seed is None else seed
    otherwise = asked_otherwise(storyboard, wanted, generator, model, guidance, steps)
    own = otherwise.model_dump(exclude_none=True) if otherwise is not None else {}
    shots = list(storyboard.shots)
    shots[index] = wanted.model_copy(update={"seed": chosen_seed, "chosen": None, **own})
    asked = storyboard.model_copy(update={"shots": tuple(shots)})
    check_model(model)
    cancel, cache = cancel_on_interrupt(), _cache()
    with LiveReporter(storyboard) as report:
        maker = ShotGenerator(path.resolve().parent, cancel, report=report, stand_in=not no_stand_in)
        speech = speak_lines(asked, report, cancel)
        plan = schedule(asked, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
        know_order(maker, plan, cache, cancel)
        made = make_take(asked, plan, index, maker, cache, 0, _painting(report, plan.spans[index].frames), cancel)
    if otherwise is not None and made.generator != generator_of(asked, asked.shots[index]):
        otherwise = None  # the painter stood in: this is a take as the painter makes them
    known = any(other.key == made.key for other in wanted.takes)
    new = Take(
        key=made.key, generator=made.generator, seed=chosen_seed,
        made=datetime.now(UTC).isoformat(timespec="seconds"), note=maker.note_of(shot),
        asked=otherwise,
    )  # fmt: skip
    edited = edits.with_take(storyboard, shot, new)
    if choose:
        edited = edits.choose(edited, shot, made.key)
    save(edited, path)
    remember(path, edited)
    print(WORDS[default_language()]["known" if known else "new"].format(made.key[:12], shot, chosen_seed))


def takes(
    path: StoryboardFile,
    shot: Annotated[str | None, typer.Argument(metavar="[SHOT]", help="One shot's takes; needed to edit them.")] = None,
    choose: Annotated[str | None, typer.Option(metavar="TAKE", help="The film shows this take of the shot.")] = None,
    unchoose: Annotated[bool, typer.Option("--unchoose", help="The film shows the shot as it stands.")] = False,
    drop: Annotated[str | None, typer.Option(metavar="TAKE", help="Forget this take of the shot.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON line per take.")] = False,
) -> None:
    """List the takes of a storyboard's shots: current or stale, in the cache or gone, chosen or not."""
    from storyboard import takes as edits
    from storyboard.errors import StoryboardError
    from storyboard.file import load, save

    storyboard = load(path)
    if choose is not None or unchoose or drop is not None:
        if shot is None:
            raise StoryboardError("Say which SHOT's takes to edit, after the name of the storyboard.")
        storyboard = edits.drop(storyboard, shot, drop) if drop is not None else storyboard
        storyboard = edits.choose(storyboard, shot, choose) if choose is not None or unchoose else storyboard
        save(storyboard, path)
    elif shot is not None:
        edits.shot_of(storyboard, shot)
    remember(path, storyboard)
    _show([found for found in _standings(storyboard, path.resolve().parent) if shot in (None, found.shot_id)], json)


def _standings(storyboard: Storyboard, base: Path) -> list[Standing]:
    from engine.events import Event
    from engine.generators.registry import ShotGenerator
    from engine.lines import speak_lines
    from engine.takes.before import know_order
    from engine.takes.standing import standings
    from storyboard.timing import schedule

    def silent(event: Event) -> None:
        """Lines were spoken when the takes were made: nothing to wait for."""

    speech = speak_lines(storyboard, silent, cancel_on_interrupt())
    plan = schedule(storyboard, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
    generator, cache = ShotGenerator(base), _cache()
    know_order(generator, plan, cache)
    return standings(storyboard, plan, generator, cache)


def _show(found: list[Standing], json: bool) -> None:
    import json as json_text

    from rich.table import Table

    words = WORDS[default_language()]
    table = Table(*(words[name] for name in ("shot", "key", "seed", "made", "by", "state", "chosen")), box=None)
    for standing in found:
        shot_take = standing.take
        if json:
            asked = shot_take.asked.model_dump(exclude_none=True) if shot_take.asked is not None else {}
            row = {"shot": standing.shot_id, "key": shot_take.key, "seed": shot_take.seed, "made": shot_take.made,
                   "generator": shot_take.generator, "asked": asked, "current": standing.current,
                   "there": standing.there, "chosen": standing.chosen}  # fmt: skip
            print(json_text.dumps(row, ensure_ascii=False))
        state = words["current" if standing.current else "stale"] + ("" if standing.there else words["gone"])
        table.add_row(
            standing.shot_id, shot_take.key[:12], str(shot_take.seed), shot_take.made, shot_take.generator, state,
            "✓" if standing.chosen else "",
        )  # fmt: skip
    if not json:
        Console().print(table if found else words["none"])


def _painting(report: LiveReporter, frames: int):
    """Tells frames of one take as the film's are told."""
    import time

    from engine.events import FramePainted, PhaseStarted

    began = time.monotonic()
    report(PhaseStarted("picture", frames))

    def painted(done: int, total: int) -> None:
        speed = done / max(time.monotonic() - began, 1e-6)
        report(FramePainted(done, total, 1, 1, speed, (total - done) / speed))

    return painted


def _cache() -> Cache:
    from engine.jobs.cache import Cache

    return Cache(report=lambda message: errors.print(message, markup=False, soft_wrap=True))
