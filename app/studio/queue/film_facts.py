"""What an export will cost, and what keeps it from being made: looked up before it is put into the queue."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from app.adjust import adjusted
from app.studio.queue.film_size import film_size
from app.studio.words.engine.saying import worded
from engine.assembly.place import LEAST_FREE
from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.jobs.database import Database
from engine.jobs.estimates import Estimates
from engine.jobs.history import History
from storyboard.errors import StoryboardError
from storyboard.model import Storyboard
from storyboard.timing import Schedule
from ui import language
from ui.ports.exporting import Choices, Facts

SUFFIXES = (".mp4", ".mov")
translate = QCoreApplication.translate


@dataclass(frozen=True)
class Question:
    """What an export is asked of: the document as it stands, the choices, and the files that are being made already."""

    storyboard: Storyboard
    plan: Schedule
    base: Path
    choices: Choices
    being_made: Collection[Path] = ()


def wished(storyboard: Storyboard, choices: Choices) -> Storyboard:
    """The storyboard as the film will be made of it.

    Raises:
        StoryboardError: the choices do not go together.
    """
    board = adjusted(storyboard, preset=choices.preset or None, aspect=choices.aspect or None)
    captions = board.captions.model_copy(update={"enabled": choices.burn_captions})
    return board.model_copy(update={"captions": captions})


def place_fault(choices: Choices, being_made: Collection[Path]) -> str:
    """Why no film can be written there; "" where one can. Quick."""
    target = choices.target
    folder = target.parent
    if target.suffix.lower() not in SUFFIXES:
        words = translate("Studio", "A film's name ends with .mp4, or with .mov for editing: “{0}” does not.")
        return words.format(target.name)
    if choices.encoder == "prores" and target.suffix.lower() != ".mov":
        return translate("Studio", "ProRes needs a .mov file: let the name end with .mov.")
    if not target.stem.strip():
        return translate("Studio", "Give the film a name.")
    if target.is_dir():
        return translate("Studio", "“{0}” is a folder: choose another name.").format(target.name)
    if not folder.is_dir():
        return translate("Studio", "There is no folder “{0}”: choose another place.").format(folder)
    if not os.access(folder, os.W_OK):
        return translate("Studio", "Nothing can be written into “{0}”: choose another place.").format(folder)
    if target in being_made:
        return translate("Studio", "The queue is making this file already: choose another name, or cancel that film.")
    return ""


def facts_of(question: Question, cache: Cache, database: Database, overtaken: Callable[[], bool]) -> Facts | None:
    """What the export costs; None where ``overtaken`` says that nobody waits for the answer any more. Slow."""
    from engine.film_settings import FilmSettings
    from engine.generators.registry import ShotGenerator
    from engine.picture import CLIP_SHARE
    from engine.takes.before import know_order
    from engine.takes.planned import planned_take

    choices, plan = question.choices, question.plan
    try:
        board = wished(question.storyboard, choices)
    except StoryboardError as error:
        return Facts(fault=worded(error))
    width, height = board.canvas.width, board.canvas.height
    generator, missing, notes = ShotGenerator(question.base), [], []
    know_order(generator, plan, cache)
    for shot, span in zip(board.shots, plan.spans, strict=True):
        if overtaken():
            return None
        try:
            take = planned_take(board, shot, span, generator, cache)
            if not cache.has("takes", take.key):
                missing.append(span.frames)
        except (EngineError, StoryboardError) as error:
            notes.append(worded(error))
            missing.append(span.frames)
    notes += map(worded, generator.stand_ins.values())
    made = History(database).sizes()
    size = film_size(plan.duration_s, width, height, choices.quality, choices.encoder, made)
    label = FilmSettings(ai_label=choices.ai_label).label(board)
    free = _free(choices.target.parent)
    clips = round(width * height * 1.5 * CLIP_SHARE * sum(missing))
    fault = place_fault(choices, question.being_made) or _problem(board, question.base)
    return Facts(
        cached=len(board.shots) - len(missing), to_make=len(missing),
        seconds=work_seconds(board, plan, missing, Estimates(database).speeds()), size=size, free=free,
        labelled=label is not None, duration_s=plan.duration_s, width=width, height=height,
        notes=(*notes, *_stage_notes(board)), fault=fault or _room_fault(size, free, clips, cache),
    )  # fmt: skip


def work_seconds(board: Storyboard, plan: Schedule, missing: list[int], speeds: dict[str, float]) -> float | None:
    """How long the queue will work on it; None where this machine has not made any film yet. The score is composed
    while shots are painted."""
    if "film" not in speeds or (missing and "take" not in speeds):
        return None
    megapixels = board.canvas.width * board.canvas.height / 1e6
    painting = speeds.get("take", 0.0) * sum(missing) * megapixels
    speaking = speeds.get("speech", 0.0) * sum(len(shot.line) for shot in board.shots) if missing else 0.0
    score = speeds.get("score", 0.0) * plan.duration_s if missing else 0.0
    return speaking + max(painting, score) + speeds["film"] * plan.total_frames * megapixels


def _problem(board: Storyboard, base: Path) -> str:
    """What is wrong with the storyboard itself, as the command line checks it too."""
    from app.checking import scene_problems
    from engine.film import check_music

    try:
        check_music(board, base)
    except (EngineError, StoryboardError) as error:
        return worded(error)
    return next(map(worded, scene_problems(board)), "")


def _stage_notes(board: Storyboard) -> tuple[str, ...]:
    from engine.directing.scene import stage_notes

    try:
        return tuple(stage_notes(board, language.current()))
    except (EngineError, StoryboardError):
        return ()  # said by the shot's own note


def _room_fault(size: int, free: int, clips: int, cache: Cache) -> str:
    locale = QLocale()
    needed = max(2 * size, LEAST_FREE)  # the film is written twice before it takes its name
    if free < needed:
        words = translate("Studio", "Only {0} free there, and the film needs {1} while it is made: free some space.")
        return words.format(locale.formattedDataSize(free, 0), locale.formattedDataSize(needed, 0))
    kept = _free(cache.folder)
    if kept < clips + LEAST_FREE:
        words = translate("Studio", "The cache's disk has {0} free, and the takes need {1}: choose a smaller size.")
        return words.format(locale.formattedDataSize(kept, 0), locale.formattedDataSize(clips + LEAST_FREE, 0))
    return ""


def _free(folder: Path) -> int:
    """Free bytes on the disk of a folder, or of the nearest one above it that is there."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0
