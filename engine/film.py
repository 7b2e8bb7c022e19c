"""From a storyboard to a film: the whole way on one page.

    lines -> speech -> schedule -> captions, score, effects -> one sound -> frames with transitions and captions -> MP4
"""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from engine.assembly.caption_art import CaptionTrack
from engine.assembly.captions import Caption, captions_for, subtitle_entries
from engine.assembly.front_captions import FrontCaptions
from engine.assembly.transitions import ease, fade, hand_over
from engine.assembly.writer import FilmWriter
from engine.cancelling import cancelled, unless_cancelled
from engine.directing.scene import scene_of, stage_notes
from engine.errors import BadInput, EngineError
from engine.events import FilmFinished, FramePainted, Noted, PhaseStarted, Reporter
from engine.generators.sky import SkyGenerator
from engine.lines import speak_lines
from engine.memory import give_back
from engine.reel import Reel, frames_in_order
from engine.sky.warming import Warming
from engine.sound.music_file import load_music
from engine.sound.narrator.speech import Speech
from engine.soundtrack import SAMPLE_RATE, Soundtrack, music_path
from engine.text.faces import missing_characters
from storyboard.file import write_atomically
from storyboard.formats.srt import write_srt
from storyboard.model import Storyboard
from storyboard.timing import Schedule, schedule


@dataclass(frozen=True)
class FilmSettings:
    """How to encode: x264 preset and constant rate factor, and the number of painting threads (0: one per core)."""

    preset: str = "veryfast"
    crf: float = 20
    threads: int = 0


DRAFT = FilmSettings(preset="ultrafast", crf=26)


def render_film(
    storyboard: Storyboard,
    path: Path,
    *,
    report: Reporter = lambda event: None,
    cancel: threading.Event | None = None,
    settings: FilmSettings = FilmSettings(),
    base: Path | None = None,
) -> FilmFinished:
    """Make the film of a storyboard.

    The film and the ``.srt`` beside it appear only when they are whole; an earlier film of that name stays until then.

    Args:
        storyboard: the document.
        path: the MP4 to write; its folder must exist.
        report: called with every event, from this thread.
        cancel: set it to stop; checked for every frame and line.
        settings: encoder and threads.
        base: folder that relative media paths of the storyboard start from.

    Raises:
        EngineError: what failed, where and what to do.
        Cancelled: ``cancel`` was set; nothing was left behind.
    """
    cancel = cancel or threading.Event()
    started = time.monotonic()
    check_target(path)
    check_music(storyboard, base)
    with Warming(_kinds(storyboard)) as warming:
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
            sound = composing.submit(Soundtrack(storyboard, plan, speech, base).mixed, cancel)
            warming.finish(report, cancel)
            unless_cancelled(sound.result, cancel)
            give_back()
            with Reel(storyboard, plan, SkyGenerator()) as reel:
                report(PhaseStarted("picture", plan.total_frames))
                _write(storyboard, plan, captions, reel, path, sound, settings, report, cancel)
        finally:
            composing.shutdown(wait=False, cancel_futures=True)
    captions_path = _write_captions(path, captions, plan.fps) if captions else None
    finished = FilmFinished(path, captions_path, plan.total_frames, plan.duration_s, time.monotonic() - started)
    report(finished)
    return finished


def _kinds(storyboard: Storyboard) -> set[str]:
    """The kinds of elements that a film shows."""
    return {spec.kind for shot in storyboard.shots for spec in scene_of(shot, storyboard).elements}


def check_target(path: Path) -> None:
    """Refuse a place where no film can be written, before any work is done.

    Raises:
        BadInput: the folder is missing or not writable, or the path is a folder.
    """
    folder = path.resolve().parent
    if path.is_dir():
        raise BadInput(f"{path} is a folder: name the film, for example {path / 'film.mp4'}.")
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}: make it or choose another place for the film.")
    if not os.access(folder, os.W_OK):
        raise BadInput(f"The folder {folder} cannot be written: choose another place for the film.")


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
            shot.line, storyboard.language, spoken.clauses, spoken.words, span.line_start, plan.fps, last
        )
    return captions


def _write(storyboard, plan, captions, reel, path, sound, settings, report, cancel) -> None:
    canvas = storyboard.canvas
    burned = captions if storyboard.captions.enabled else []
    flat = canvas.projection in ("flat", "rectilinear")
    track = CaptionTrack(burned, canvas.width, canvas.height) if flat else FrontCaptions(burned, canvas)

    def picture(number: int):
        """Film frame ``number``: one shot or two, fades, captions."""
        blend = plan.blend(number)
        frame = reel.frame(blend.index, blend.frame)
        if blend.progress is not None and blend.next_frame is not None:
            frame = hand_over(blend.kind, frame, reel.frame(blend.index + 1, blend.next_frame), blend.progress)
        gain = min(1.0, (number + 1) / (plan.fade_frames + 1), (plan.total_frames - number) / (plan.fade_frames + 1))
        if gain < 1:
            frame = fade(frame, ease(gain))
        track.draw(frame, number)
        return frame

    chapters = [
        (shot.title or f"{span.index + 1}", span.start, span.end - span.overlap)
        for span, shot in zip(plan.spans, storyboard.shots, strict=True)
    ]
    began = time.monotonic()
    with FilmWriter(
        path, canvas.width, canvas.height, canvas.fps, preset=settings.preset, crf=settings.crf,
        title=storyboard.title, language=storyboard.language, chapters=chapters, audio=sound,
        spherical=canvas.projection == "equirect",
    ) as writer:  # fmt: skip
        for number, frame in enumerate(frames_in_order(picture, plan.total_frames, settings.threads, cancel)):
            writer.write(frame)
            span = plan.spans[plan.blend(number).index]
            reel.passed(span.index)
            speed = (number + 1) / max(time.monotonic() - began, 1e-6)
            report(
                FramePainted(
                    number + 1, plan.total_frames, span.index + 1, len(plan.spans), speed,
                    (plan.total_frames - number - 1) / speed,
                )
            )  # fmt: skip
        report(PhaseStarted("finish", 1))
        if cancel.is_set():
            raise cancelled()


def _write_captions(path: Path, captions: list[Caption], fps: int) -> Path:
    target = path.with_suffix(".srt")
    try:
        write_atomically(target, write_srt(subtitle_entries(captions, fps)).encode("utf-8"))
    except OSError as error:
        raise EngineError(f"The captions {target} cannot be written ({error.strerror}).") from error
    return target

