"""What nobody foresaw: the trace goes to a log in the user's folder."""

from __future__ import annotations

import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import platformdirs


def log_folder() -> Path:
    """The user's folder of logs, made when missing; the system's temporary folder where that cannot be."""
    folder = Path(platformdirs.user_log_dir("starloom", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder


def record(problem: BaseException) -> Path:
    """Append the trace of a problem to the crash log and return the log's path."""
    log = log_folder() / "crash.log"
    try:
        _append(log, problem)
    except OSError:
        log = Path(tempfile.gettempdir()) / "starloom-crash.log"
        _append(log, problem)
    return log


def _append(log: Path, problem: BaseException) -> None:
    with log.open("a", encoding="utf-8") as stream:
        stream.write(f"\n--- {datetime.now().isoformat(timespec='seconds')}\n")
        stream.write("".join(traceback.format_exception(problem)))
