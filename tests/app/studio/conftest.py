"""A small storyboard, a cache of its own, and a playback without a sound device."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.studio.player.audio.spoken_lines import SpokenLines
from app.studio.player.playback import FilmPlayback
from engine.jobs.cache import Cache
from storyboard.model import Canvas, Captions, LinesCue, Music, Narration, Scene, Shot, Storyboard, Transition, View
from tests.app.studio.queue.desk import desk
from ui.document import Document

__all__ = ["desk"]

SHOTS = tuple(
    Shot(
        id=name, line=line, duration_s=2.5,
        scene=Scene(view=View(kind="sky", ra_deg=ra_deg, dec_deg=dec_deg), lines=(LinesCue(show=(stars,)),)),
    )
    for name, line, stars, ra_deg, dec_deg in (
        ("lyre", "The Lyre.", "Lyr", 283, 36),
        ("swan", "The Swan.", "Cyg", 308, 42),
        ("eagle", "The Eagle.", "Aql", 297, 5),
    )
)  # fmt: skip
STORY = Storyboard(
    shots=SHOTS, canvas=Canvas(width=320, height=180, fps=12), narration=Narration(enabled=False),
    music=Music(enabled=False), captions=Captions(enabled=True), transition=Transition(kind="crossfade", frames=24),
)  # fmt: skip


@pytest.fixture
def lines() -> SpokenLines:
    known = SpokenLines()
    known.estimate_all(STORY)
    return known


@pytest.fixture
def document(qapp, lines: SpokenLines) -> Document:
    return Document(STORY, lines.lengths)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "films")


@pytest.fixture
def play(document: Document, lines: SpokenLines, cache: Cache) -> Iterator[Callable[..., FilmPlayback]]:
    """Makes playbacks that are closed in the end."""
    made: list[FilmPlayback] = []

    def make(**how) -> FilmPlayback:
        made.append(FilmPlayback(document, lines, lambda: cache, **{"device": lambda parent: None, **how}))
        return made[-1]

    yield make
    for playback in made:
        playback.close()
