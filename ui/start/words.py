"""Times and lengths as people say them."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

translate = QCoreApplication.translate


def shots_words(count: int) -> str:
    """How many shots: "9 shots"."""
    return translate("StartPage", "1 shot") if count == 1 else translate("StartPage", "{0} shots").format(count)


def when(moment: datetime, now: datetime) -> str:
    """When something was, as one says it today; both with a time zone."""
    moment, now = moment.astimezone(), now.astimezone(moment.astimezone().tzinfo)
    passed = now - moment
    if timedelta(0) <= passed < timedelta(minutes=1):
        return translate("StartPage", "just now")
    if timedelta(0) <= passed < timedelta(hours=1):
        return translate("StartPage", "{0} min ago").format(int(passed.total_seconds() // 60))
    locale = QLocale()
    there = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    time = locale.toString(there.time(), QLocale.FormatType.ShortFormat)
    if moment.date() == now.date():
        return translate("StartPage", "today, {0}").format(time)
    if moment.date() == (now - timedelta(days=1)).date():
        return translate("StartPage", "yesterday, {0}").format(time)
    return locale.toString(there.date(), QLocale.FormatType.LongFormat)
