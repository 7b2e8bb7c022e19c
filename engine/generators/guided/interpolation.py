"""From a model's frame rate to the film's: ffmpeg makes the frames between by the motion that it estimates, or a model
of the person's own does.

ffmpeg's filter gives no frames for the end of what it is fed (of 81 frames at 16 a second it makes 119 at 24, where
121 are due), so the last frame is held for a while and what is over is dropped.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Sequence

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from engine.cancelling import cancelled
from engine.errors import EngineError
from engine.generators.guided.between_model import BetweenModel

HELD = 8
"""Times that the last frame is fed again."""


def interpolated(
    frames: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], fps: int, wanted_fps: int, count: int,
    cancel: threading.Event | None = None, model: BetweenModel | None = None,
) -> Iterator[NDArray[np.uint8]]:
    """``count`` frames at ``wanted_fps`` of frames (height, width, 3) at ``fps``; frame i is at i / wanted_fps.

    Where the film needs fewer frames a second than there are, the nearest are taken. ``model`` makes the frames
    between instead of ffmpeg.

    Raises:
        EngineError: ffmpeg or the model failed.
        Cancelled: ``cancel`` was set.
    """  # fmt: skip
    if wanted_fps <= fps or len(frames) == 1:
        for index in range(count):
            yield np.asarray(frames[min(round(index * fps / wanted_fps), len(frames) - 1)])
        return
    cancel = cancel or threading.Event()
    if model is not None:
        yield from _by_model(frames, fps / wanted_fps, count, cancel, model)
    else:
        yield from _between(frames, fps, wanted_fps, count, cancel)


def _by_model(
    frames: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], step: float, count: int, cancel: threading.Event,
    model: BetweenModel,
) -> Iterator[NDArray[np.uint8]]:  # fmt: skip
    """Frames ``step`` frames apart. Those that are there already are taken as they are; the last one is held."""
    for index in range(count):
        if cancel.is_set():
            raise cancelled()
        place = min(index * step, len(frames) - 1)
        before = int(place + 1e-9)
        if place - before < 1e-6:
            yield np.asarray(frames[before])
        else:
            yield model.between(np.asarray(frames[before]), np.asarray(frames[before + 1]), place - before)


def _between(
    frames: Sequence[NDArray[np.uint8]] | NDArray[np.uint8], fps: int, wanted_fps: int, count: int,
    cancel: threading.Event,
) -> Iterator[NDArray[np.uint8]]:  # fmt: skip
    height, width = frames[0].shape[:2]
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
    with subprocess.Popen(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", *raw, "-r", f"{fps}", "-i", "pipe:0",
         "-vf", f"minterpolate=fps={wanted_fps}:mi_mode=mci:mc_mode=aobmc:vsbmc=1", *raw, "pipe:1"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        feeder = threading.Thread(target=_feed, args=(process, frames), name="interpolate", daemon=True)
        feeder.start()
        stopper = threading.Thread(target=_stop_when, args=(process, cancel), daemon=True)
        stopper.start()
        try:
            assert process.stdout is not None
            for index in range(count):
                data = process.stdout.read(width * height * 3)
                if cancel.is_set():
                    raise cancelled()
                if len(data) < width * height * 3:
                    raise EngineError(f"The frames between could not be made: ffmpeg ended after {index} of {count}.")
                yield np.frombuffer(data, np.uint8).reshape(height, width, 3)
        finally:
            process.kill()
            feeder.join()


def _feed(process: subprocess.Popen[bytes], frames: Sequence[NDArray[np.uint8]] | NDArray[np.uint8]) -> None:
    assert process.stdin is not None
    try:
        for frame in frames:
            process.stdin.write(np.ascontiguousarray(frame).data)
        for _ in range(HELD):
            process.stdin.write(np.ascontiguousarray(frames[-1]).data)
        process.stdin.close()
    except (BrokenPipeError, OSError, ValueError):
        return  # it has ended: who reads tells why


def _stop_when(process: subprocess.Popen[bytes], cancel: threading.Event) -> None:
    while process.poll() is None:
        if cancel.wait(0.1):
            process.kill()
            return
