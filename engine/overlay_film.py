"""From a storyboard to an overlay: lines, names and figures alone, as long and in the same order as its film."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.assembly.composing import HandOvers
from engine.assembly.overlay_writer import overlay_writer
from engine.assembly.place import check_target
from engine.assembly.transitions import ease, fade
from engine.directing.scene import scene_of
from engine.errors import BadInput
from engine.events import FilmFinished, FramePainted, PhaseStarted, Reporter
from engine.generators.generator import FramePainter
from engine.lines import speak_lines
from engine.reel import Reel, frames_in_order
from engine.sky.overlay import OverlayPainter, straight
from storyboard.model import Canvas, Shot, Storyboard
from storyboard.seeds import seed_for
from storyboard.timing import Schedule, schedule


class OverlayGenerator:
    """Opens shots for the overlay's painter."""

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """The painter of a shot. Nothing is drawn over footage."""
        if shot.footage is not None:
            return _Nothing(storyboard.canvas)
        return OverlayPainter(
            scene_of(shot, storyboard), canvas=storyboard.canvas, look=storyboard.look, sky=storyboard.sky_of(shot),
            duration_s=frames / storyboard.canvas.fps, language=storyboard.language,
            seed=shot.seed if shot.seed is not None else seed_for(storyboard.seed, shot.id, "picture"),
        )  # fmt: skip


class _Nothing:
    """Paints frames through which everything is seen."""

    def __init__(self, canvas: Canvas) -> None:
        self._shape = canvas.height, canvas.width, 4

    def paint(self, index: int) -> NDArray[np.uint8]:
        """A frame."""
        return np.zeros(self._shape, np.uint8)


def render_overlay(
    storyboard: Storyboard,
    path: Path,
    *,
    report: Reporter = lambda event: None,
    cancel: threading.Event | None = None,
    threads: int = 0,
) -> FilmFinished:
    """Write the overlay of a storyboard: a ProRes 4444 file (``path`` ends with .mov) or a folder of PNG pictures.

    Every frame belongs to the same frame of the storyboard's film. There is no sound and there are no captions.

    Raises:
        BadInput: the canvas is a dome or a 360-degree picture, or the place cannot be written.
        EngineError: what failed, where and what to do.
        Cancelled: ``cancel`` was set; nothing was left behind.
    """
    canvas = storyboard.canvas
    if canvas.projection not in ("flat", "rectilinear"):
        raise BadInput(f"An overlay is a flat picture; '{canvas.projection}' is not: choose flat or rectilinear.")
    cancel = cancel or threading.Event()
    started = time.monotonic()
    if path.suffix.lower() == ".mov":
        check_target(path)
    speech = speak_lines(storyboard, report, cancel)
    plan = schedule(storyboard, {shot_id: spoken.duration_s for shot_id, spoken in speech.items()})
    report(PhaseStarted("picture", plan.total_frames))
    hand_overs = HandOvers(plan, canvas, storyboard.seed)
    with Reel(storyboard, plan, OverlayGenerator()) as reel:
        _write(plan, reel, hand_overs, path, canvas, report, cancel, threads)
    finished = FilmFinished(path, None, plan.total_frames, plan.duration_s, time.monotonic() - started)
    report(finished)
    return finished


def _write(
    plan: Schedule, reel: Reel, hand_overs: HandOvers, path: Path, canvas: Canvas, report: Reporter,
    cancel: threading.Event, threads: int,
) -> None:  # fmt: skip
    def picture(number: int):
        """Film frame ``number``, straight; transitions and fades are made of premultiplied pictures."""
        blend = plan.blend(number)
        frame = reel.frame(blend.index, blend.frame)
        if blend.progress is not None and blend.next_frame is not None:
            following = reel.frame(blend.index + 1, blend.next_frame)
            frame = hand_overs.after(blend.index).picture(frame, following, blend.progress)
        gain = plan.gain(number)
        return straight(fade(frame, ease(gain)) if gain < 1 else frame)

    began = time.monotonic()
    with overlay_writer(path, canvas.width, canvas.height, plan.fps) as writer:
        for number, frame in enumerate(frames_in_order(picture, plan.total_frames, threads, cancel)):
            writer.write(frame)
            index = plan.blend(number).index
            reel.passed(index)
            speed = (number + 1) / max(time.monotonic() - began, 1e-6)
            left = (plan.total_frames - number - 1) / speed
            report(FramePainted(number + 1, plan.total_frames, index + 1, len(plan.spans), speed, left))
