"""How the queue looks in a terminal: a table for people, JSON lines for machines."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from app.progress import WORDS as PHASES
from engine.jobs.estimates import Estimates
from engine.jobs.job import Cancelled, Done, Failed, Job, Paused, Pending, Running
from engine.jobs.queue import Queue, Standing

WORDS = {
    "en": {
        "columns": ("id", "film", "what", "shot", "state", "progress", "left"),
        "speech": "line", "score": "score", "take": "take", "film": "film",
        "Pending": "waits", "Running": "runs", "Paused": "paused", "Done": "done", "Failed": "failed",
        "Cancelled": "cancelled", "stopping": "stops", "preview": "preview",
        "empty": "The queue is empty: starloom queue add SOURCE.", "left": "{0} left in all",
        "is paused": "The queue is paused: starloom queue resume.", "works": "Worked by process {0}.",
        "unworked": "Nobody works the queue: starloom queue run.", "more": "{0} jobs are done and not shown (--all).",
    },
    "zh": {
        "columns": ("编号", "影片", "作业", "镜头", "状态", "进度", "剩余"),
        "speech": "旁白", "score": "配乐", "take": "画面", "film": "影片",
        "Pending": "等待", "Running": "进行中", "Paused": "暂停", "Done": "完成", "Failed": "失败",
        "Cancelled": "已取消", "stopping": "正在停止", "preview": "预览",
        "empty": "队列是空的：starloom queue add 来源。", "left": "总共还需 {0}",
        "is paused": "队列已暂停：starloom queue resume 继续。", "works": "由进程 {0} 处理。",
        "unworked": "没有程序在处理队列：starloom queue run。", "more": "另有 {0} 项作业已完成，未列出（--all）。",
    },
}  # fmt: skip
STYLES = {"Running": "yellow", "Done": "green", "Failed": "red", "Cancelled": "dim", "Paused": "dim", "Pending": ""}
BAR_WIDTH = 16


def seconds_left(job: Job, speeds: Mapping[str, float]) -> float | None:
    """How long an unfinished job will take from now, as far as that is known."""
    state = job.state
    if isinstance(state, Running) and state.seconds_left is not None:
        return state.seconds_left
    if job.finished or job.kind not in speeds:
        return None
    share = state.done / state.total if isinstance(state, Running) and state.total else 0.0
    return speeds[job.kind] * job.units * (1 - share)


def job_line(job: Job, speeds: Mapping[str, float]) -> str:
    """A job as one line of JSON."""
    fields = {field.name: getattr(job, field.name) for field in dataclasses.fields(job) if field.name != "state"}
    state = {"is": type(job.state).__name__, **dataclasses.asdict(job.state)}
    return json.dumps({**fields, "state": state, "seconds_left": seconds_left(job, speeds)}, ensure_ascii=False)


def jobs_table(
    jobs: list[Job], speeds: Mapping[str, float], standing: Standing, language: str, *, every: bool = False
) -> Group:
    """The queue as a table, with how it stands below."""
    words = WORDS[language]
    if not jobs:
        return Group(Text(words["empty"]))
    shown = [job for job in jobs if every or job.kind == "film" or not isinstance(job.state, Done)]
    table = Table(*words["columns"], box=None)
    for job in shown:
        table.add_row(
            str(job.id), Text(job.film_title if not job.target else Path(job.target).name), _kind(job, words),
            Text(job.shot), _state(job, words), _progress(job, language), _time(seconds_left(job, speeds)),
        )  # fmt: skip
    return Group(table, *_below(jobs, len(jobs) - len(shown), speeds, standing, words))


def _below(
    jobs: list[Job], hidden: int, speeds: Mapping[str, float], standing: Standing, words: Mapping
) -> list[Text]:
    """Failures in full, and how the queue stands."""
    lines = [Text(f"{job.id}: {job.state.reason}", "red") for job in jobs if isinstance(job.state, Failed)]
    left = sum(seconds_left(job, speeds) or 0.0 for job in jobs if job.lane == "heavy")
    if left:
        lines.append(Text(words["left"].format(_time(left))))
    if hidden:
        lines.append(Text(words["more"].format(hidden), "dim"))
    if standing.paused:
        lines.append(Text(words["is paused"], "yellow"))
    elif any(not job.finished for job in jobs):
        owner = standing.owner.partition("@")[0]
        lines.append(Text(words["works"].format(owner) if owner else words["unworked"], "dim"))
    return lines


def _kind(job: Job, words: Mapping) -> str:
    return f"{words[job.kind]} ({words['preview']})" if job.priority else words[job.kind]


def _state(job: Job, words: Mapping) -> Text:
    name = type(job.state).__name__
    stopping = isinstance(job.state, Running) and job.state.wish
    return Text(words["stopping"] if stopping else words[name], STYLES[name])


def _progress(job: Job, language: str) -> ProgressBar | Text:
    match job.state:
        case Running(done=done, total=total) if total > 1:
            return ProgressBar(total, done, BAR_WIDTH, complete_style="yellow", finished_style="green")
        case Running(message=message):
            return Text(PHASES[language].get(message, ""))
        case Done(seconds=seconds):
            return Text(_time(seconds), "dim")
        case Pending() | Paused() | Failed() | Cancelled():
            return Text("")


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class LiveView:
    """The table, drawn again while the queue is worked."""

    def __init__(self, queue: Queue, language: str) -> None:
        self._queue, self._language = queue, language
        self._speeds = Estimates(queue.database).speeds()
        self._live = Live(console=Console(stderr=True), auto_refresh=False, vertical_overflow="crop")

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def show(self, trouble: str) -> None:
        """Draw how things stand; ``trouble``: why the queue cannot be worked just now."""
        table = jobs_table(self._queue.jobs(), self._speeds, self._queue.standing(), self._language)
        self._live.update(Group(table, Text(trouble, "red")) if trouble else table, refresh=True)


class JsonView:
    """One JSON object per line on standard output whenever a job's state has changed."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self._speeds = Estimates(queue.database).speeds()
        self._told: dict[int, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def show(self, trouble: str) -> None:
        """Print the jobs that have changed."""
        for line in self._changed(self._queue.jobs()):
            print(line, flush=True)

    def _changed(self, jobs: Iterable[Job]) -> Iterable[str]:
        for job in jobs:
            line = job_line(job, self._speeds)
            if self._told.get(job.id) != line:
                self._told[job.id] = line
                yield line
