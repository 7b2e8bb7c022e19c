"""How the engine's events look in a terminal: a live bar for people, JSON lines for machines."""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import timedelta
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.events import (
    Event,
    FilmFinished,
    FramePainted,
    LineSpoken,
    ModelStepped,
    Noted,
    PartLoading,
    PartReady,
    PhaseStarted,
    ShotPreviewed,
)
from storyboard.model import Storyboard

WORDS = {
    "en": {
        "narration": "Speaking the lines",
        "score": "Composing and mixing",
        "prepare": "Getting the painter ready, once on this machine",
        "picture": "Painting",
        "finish": "Finishing the file",
        "shot": "shot {0}/{1}",
        "loading": "shot {0}: loading the {1}",
        "step": "shot {0}: step {1}/{2}, {3} left",
        "done": "{0}: {1:.1f} s of film in {2:.0f} s",
    },
    "zh": {
        "narration": "朗读旁白",
        "score": "作曲与混音",
        "prepare": "准备画笔（本机首次运行）",
        "picture": "绘制画面",
        "finish": "写入文件",
        "shot": "第 {0}/{1} 个镜头",
        "loading": "镜头 {0}：正在载入 {1}",
        "step": "镜头 {0}：第 {1}/{2} 步，剩余 {3}",
        "done": "{0}：影片 {1:.1f} 秒，用时 {2:.0f} 秒",
    },
}


class LiveReporter:
    """One progress bar per phase, with shot, frame, frames per second and time left."""

    def __init__(self, storyboard: Storyboard) -> None:
        self._words = WORDS[storyboard.language]
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=28, complete_style="yellow", finished_style="green"),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(compact=True),
            console=self._console,
        )
        self._task = None

    def __enter__(self) -> LiveReporter:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def __call__(self, event: Event) -> None:
        if isinstance(event, PhaseStarted):
            if self._task is not None:
                self._bar.update(self._task, completed=self._bar.tasks[-1].total)
            self._task = self._bar.add_task(self._words[event.phase], total=event.total, note="")
        elif isinstance(event, LineSpoken) and self._task is not None:
            self._bar.update(self._task, completed=event.number, note=f"{event.seconds:.1f} s")
        elif isinstance(event, PartReady) and self._task is not None:
            self._bar.update(self._task, completed=event.number)
        elif isinstance(event, FramePainted) and self._task is not None:
            shot = self._words["shot"].format(event.shot_number, event.shots)
            self._bar.update(self._task, completed=event.frame, note=f"{shot} · {event.frames_per_second:.1f} fps")
        elif isinstance(event, PartLoading) and self._task is not None:
            self._bar.update(self._task, note=self._words["loading"].format(event.shot_id, event.part))
        elif isinstance(event, ModelStepped) and self._task is not None:
            left = timedelta(seconds=round(event.seconds_left))
            note = self._words["step"].format(event.shot_id, event.step, event.total, left)
            self._bar.update(self._task, note=note)
        elif isinstance(event, Noted):
            self._console.print(event.message, markup=False)
        elif isinstance(event, FilmFinished):
            if self._task is not None:
                self._bar.update(self._task, completed=self._bar.tasks[-1].total)
            self._bar.stop()
            message = self._words["done"].format(event.path, event.duration_s, event.wall_s)
            self._console.print(message, markup=False, soft_wrap=True)


class JsonReporter:
    """One JSON object per line on standard output; its "event" is the name of the event."""

    def __enter__(self) -> JsonReporter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.stdout.flush()

    def __call__(self, event: Event) -> None:
        if isinstance(event, ShotPreviewed):
            return
        fields = {name: str(value) if name.endswith("path") and value is not None else value
                  for name, value in dataclasses.asdict(event).items()}  # fmt: skip
        print(json.dumps({"event": type(event).__name__, **fields}, ensure_ascii=False), flush=True)
