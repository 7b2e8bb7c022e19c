"""Lengths as a clock shows them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Seconds as "0:07" or "1:02:09"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
