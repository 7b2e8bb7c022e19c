"""How many bytes a film will have: learned from the films made here, else as measured. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from engine.jobs.history import FilmSize

SOUND = 32_300
"""Bytes for a second of sound."""
MEASURED = {
    ("x264", "draft"): 290_000, ("x264", "standard"): 360_000, ("x264", "master"): 1_500_000,
    ("hevc10", "draft"): 460_000, ("hevc10", "standard"): 570_000, ("hevc10", "master"): 1_900_000,
    ("prores", "draft"): 5_800_000, ("prores", "standard"): 8_300_000, ("prores", "master"): 12_400_000,
}  # fmt: skip
"""Bytes for a second of a million pixels by encoder and quality, of the legends at 1280x720 and 24 frames a second."""
LEARNED_FROM = 8


def film_size(
    seconds: float, width: int, height: int, quality: str, encoder: str, made: Sequence[FilmSize] = ()
) -> int:
    """Bytes of a film, roughly. ``made``: films of the history, the last one first."""
    alike = [film for film in made if (film.quality, film.encoder) == (quality, encoder)]
    learned = [_rates(film) for film in alike[:LEARNED_FROM]] or [(SOUND, _measured(quality, encoder))]
    sound, picture = (statistics.median(rates) for rates in zip(*learned, strict=True))
    return round(seconds * (sound + picture * width * height / 1e6))


def _rates(film: FilmSize) -> tuple[float, float]:
    """Bytes for a second of a film's sound, and of a million pixels; a silent film has hardly any sound."""
    second = film.size / film.duration_s
    sound = min(SOUND, second / 2)
    return sound, (second - sound) / (film.width * film.height / 1e6)


def _measured(quality: str, encoder: str) -> float:
    alike = "hevc10" if "hevc" in encoder else encoder
    return MEASURED.get((alike, quality), MEASURED[("x264", quality)])
