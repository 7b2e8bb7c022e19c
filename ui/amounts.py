"""Lengths, waits, sizes and places in words, in the language of the windows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

translate = QCoreApplication.translate


def length(seconds: float) -> str:
    """How long a film is: "1:21", "1:02:03"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_code(frame: int, fps: int) -> str:
    """A frame as minutes, seconds and frames, "1:21.08"; with hours where there are some."""
    seconds, rest = divmod(max(0, frame), fps)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    digits = len(str(fps - 1))
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{head}:{seconds:02d}.{rest:0{max(2, digits)}d}"


def wait(seconds: float) -> str:
    """How long something will take, as roughly as that can be known: "40 s", "3 min", "1 h 20 min"."""
    if seconds < 55:
        step = 1 if seconds < 10 else 5
        return translate("Amounts", "{0} s").format(max(1, round(seconds / step) * step))
    minutes = round(seconds / 60)
    if minutes < 60:
        return translate("Amounts", "{0} min").format(max(1, minutes))
    hours, minutes = divmod(minutes, 60)
    if minutes == 0:
        return translate("Amounts", "{0} h").format(hours)
    return translate("Amounts", "{0} h {1} min").format(hours, minutes)


def wait_left(seconds: float | None) -> str:
    """The same of something that is going on; "" where it cannot be told."""
    return "" if seconds is None else translate("Amounts", "{0} left").format(wait(seconds))


def size(count: int) -> str:
    """Bytes: "27 MB", "1.2 GB"."""
    precision = 1 if count >= 1e9 else 0
    return QLocale().formattedDataSize(count, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


def moment(iso: str, now: datetime | None = None) -> str:
    """When something was, by the clock on the wall: today's by the hour, else by the day."""
    then = datetime.fromisoformat(iso).astimezone()
    today = (now or datetime.now().astimezone()).date()
    clock = QLocale().toString(QTime(then.hour, then.minute), QLocale.FormatType.ShortFormat)
    if then.date() == today:
        return translate("Amounts", "today, {0}").format(clock)
    day = QLocale().toString(QDate(then.year, then.month, then.day), QLocale.FormatType.ShortFormat)
    return translate("Amounts", "{0}, {1}").format(day, clock)


def short_path(path: Path) -> str:
    """A path as it is shown: the person's own folder is ~."""
    home = Path.home()
    if not path.is_relative_to(home):
        return str(path)
    return "~" if path == home else f"~/{path.relative_to(home).as_posix()}"
