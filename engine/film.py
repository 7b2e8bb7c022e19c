"""From a storyboard to a film: the whole way on one page.

    lines -> speech -> schedule -> captions, score, effects -> one sound; shots -> takes -> segments; joined -> MP4
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from engine.assembly.captions import Caption, captions_for, subtitle_entries
from engine.assembly.encoding import Encoding
from engine.assembly.joining import FilmWords, Part, container_of, join
from engine.assembly.label import Label, Mark
from engine.assembly.place import check_room, check_target
from engine.cancelling import unless_cancelled
from engine.directing.scene import scene_of, stage_notes
from engine.errors import BadInput
from engine.events import FilmFinished, Noted, PhaseStarted, Reporter
from engine.film_settings import FilmSettings
from engine.generators.registry import ShotGenerator
from engine.jobs.cache import Cache
from engine.kept_sound import kept_sound
from engine.lines import language_of_lines, speak_lines
from engine.memory import give_back
from engine.picture import Picture, ShotsFailed
from engine.sidecars import Sidecars, write_captions
from engine.sky.warming import Warming
from engine.sound.music_file import load_music
from engine.sound.narrator.speech import Speech
from engine.soundtrack import SAMPLE_RATE, Soundtrack, music_path
from engine.takes.before import know_order
from engine.text.faces import missing_characters
from storyboard.model import Language, Storyboard
from storyboard.timing import Schedule, schedule


def render_film(
    storyboard: Storyboard,
    path: Path,
    *,
    report: Reporter = lambda event: None,
    cancel: threading.Event | None = None,
    settings: FilmSettings = FilmSettings(),
    base: Path | None = None,
    cache: Cache | None = None,
    stand_ins: dict[str, str] | None = None,
) -> FilmFinished:
    """Make the film of a storyboard.

    The film and the ``.srt`` beside it appear only when they are whole; an earlier film of that name stays until then.

    Args:
        storyboard: the document.
        path: the MP4 (or, for an editing program, MOV) to write; its folder must exist.
        report: called with every event, from this thread; those of video models from the one that opens shots.
        cancel: set it to stop; checked for every frame and line.
        settings: encoder, quality, and what is written into the film and beside it.
        base: folder that relative media paths of the storyboard start from.
        cache: where takes and segments are kept; the user's own when left out.
        stand_ins: shots that the sky painter makes because their model has failed before, and why; grows.

    Raises:
        ShotsFailed: some shots cannot be made; the others were, and are kept.
        EngineError: what failed, where and what to do.
        Cancelled: ``cancel`` was set; no film was written, what was finished of it is kept in the cache.
    """
    cancel = cancel or threading.Event()
    cache = cache or Cache(report=lambda message: report(Noted(message)))
    started = time.monotonic()
    check_target(path)
    check_room({path.resolve().parent: 0, cache.folder: 0})
    check_music(storyboard, base)
    settings.checked()
    if settings.title:
        storyboard = storyboard.model_copy(update={"title": settings.title})
    generator = ShotGenerator(base, cancel, report=report, stand_in=settings.stand_in, stand_ins=stand_ins)
    label = settings.label(storyboard)
    encoding, stand_in = settings.encoding(storyboard.canvas)
    check_container(path, encoding)
    if stand_in is not None:
        report(Noted(stand_in))
    with warming_for(storyboard) as warming:
        speech = speak_lines(storyboard, report, cancel)
        plan = schedule(storyboard, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
        for message in (*_warnings(storyboard, plan, speech), *stage_notes(storyboard)):
            report(Noted(message))
        captions = captions_of(storyboard, plan, speech)
        report(PhaseStarted("score", 1))
        composing = ThreadPoolExecutor(1, thread_name_prefix="sound")
        try:
            # the sound is made while kernels are compiled, and whole before the first frame is painted: both at once
            # would need the memory of both
            sound = composing.submit(kept_sound, Soundtrack(storyboard, plan, speech, base), cache, cancel)
            warming.finish(report, cancel)
            unless_cancelled(sound.result, cancel)
            give_back()
            burned = captions if storyboard.captions.enabled else []
            mark = Mark(storyboard.canvas, storyboard.language, storyboard.captions) if label is not None else None
            know_order(generator, plan, cache, cancel)

            def new_picture() -> Picture:
                return Picture(storyboard, plan, burned, generator, cache, encoding, settings.threads, mark)

            with _made_picture(new_picture, cache, report, cancel, path.resolve().parent) as (picture, parts):
                report(PhaseStarted("finish", 1))
                language = language_of_lines(storyboard, {name: spoken.duration_s for name, spoken in speech.items()})
                words = _words(storyboard, language, plan, captions, settings, label)
                join(parts, sound.result(), Fraction(plan.fps), words, path, cancel)
                captions_path = write_captions(path, captions, plan.fps) if captions else None
                beside = Sidecars(path, storyboard, plan, captions, picture.takes(), generator).write(
                    settings, Soundtrack(storyboard, plan, speech, base).stems(cancel)
                )
        finally:
            composing.shutdown(wait=False, cancel_futures=True)
    finished = FilmFinished(
        path, captions_path, plan.total_frames, plan.duration_s, time.monotonic() - started, tuple(map(str, beside))
    )
    report(finished)
    return finished


@contextmanager
def _made_picture(
    new_picture: Callable[[], Picture], cache: Cache, report: Reporter, cancel: threading.Event, folder: Path
) -> Iterator[tuple[Picture, list[Part]]]:
    """The film's picture, made and held in the cache; tried again as long as shots are given to another generator."""
    while True:
        picture = new_picture()
        with cache.using(picture.names):
            try:
                parts = picture.make(report, cancel, folder)
            except ShotsFailed as error:
                if not error.others or error.others != error.failures.keys():
                    raise
            else:
                yield picture, parts
                return


def warming_for(storyboard: Storyboard) -> Warming:
    """What compiles the kernels that a film's painted shots need; nothing where all of it is footage."""
    painted = [shot for shot in storyboard.shots if shot.footage is None]
    kinds = {spec.kind for shot in painted for spec in scene_of(shot, storyboard).elements}
    return Warming(kinds if painted else None)


def check_container(path: Path, encoding: Encoding) -> None:
    """Refuse a name whose kind of file cannot hold the encoding, before any work is done.

    Raises:
        BadInput: it cannot.
    """
    if encoding.container == "mov" and container_of(path) != "mov":
        raise BadInput(f"ProRes needs a .mov file: name the film for example {path.with_suffix('.mov').name}.")


def check_music(storyboard: Storyboard, base: Path | None = None) -> None:
    """Refuse music of the person's own that cannot be read, before any work is done.

    Raises:
        BadInput: the file is missing or holds no music.
    """
    if storyboard.music.enabled and storyboard.music.file is not None:
        load_music(music_path(storyboard.music.file, base), SAMPLE_RATE)


def _warnings(storyboard: Storyboard, plan: Schedule, speech: dict[str, Speech]) -> list[str]:
    """What a person should hear about lines that do not fit or cannot be spoken, though the film goes on."""
    messages = []
    if missing := missing_characters("".join(shot.line for shot in storyboard.shots)):
        letters = " ".join(sorted(missing))
        messages.append(f"The captions have no letters for {letters}: they are left out or show as boxes.")
    for span, shot in zip(plan.spans, storyboard.shots, strict=True):
        spoken = speech.get(shot.id)
        if spoken is None:
            if shot.line.strip():
                messages.append(f"Shot {shot.id}: nothing in its line can be spoken; it stays silent.")
            continue
        room_s = (span.end - span.line_start) / plan.fps
        if spoken.duration_s > room_s:
            messages.append(
                f"Shot {shot.id} is fixed to {span.frames / plan.fps:.1f} s, but its line takes "
                f"{spoken.duration_s:.1f} s: it runs into the next shot. Give it more time or shorten the line."
            )
    return messages


def captions_of(storyboard: Storyboard, plan: Schedule, speech: dict[str, Speech]) -> list[Caption]:
    """The captions of a film, each with the words it belongs to and inside its shot."""
    captions: list[Caption] = []
    for span, shot in zip(plan.spans, storyboard.shots, strict=True):
        spoken = speech.get(shot.id)
        if spoken is None:
            continue
        last = span.end if span.index == len(plan.spans) - 1 else span.end - span.overlap // 2
        captions += captions_for(
            shot.line, storyboard.language_of(shot), spoken.clauses, spoken.words, span.line_start, plan.fps, last
        )
    return captions


def _words(
    storyboard: Storyboard, language: Language, plan: Schedule, captions: list[Caption], settings: FilmSettings,
    label: Label | None,
) -> FilmWords:  # fmt: skip
    """What the file says of itself."""
    chapters = tuple(
        (shot.title or f"{span.index + 1}", span.start, span.end - span.overlap)
        for span, shot in zip(plan.spans, storyboard.shots, strict=True)
    )
    return FilmWords(
        storyboard.title, language, chapters, settings.tags(),
        spherical=storyboard.canvas.projection == "equirect",
        captions=tuple(subtitle_entries(captions, plan.fps)) if settings.soft_captions else (),
        captions_shown=not storyboard.captions.enabled, label=label,
    )  # fmt: skip
