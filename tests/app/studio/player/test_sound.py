"""The sound of the open storyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.studio.player.audio.feed import Feed
from app.studio.player.audio.film_mix import FilmMix
from app.studio.player.audio.spoken_lines import SpokenLines
from app.studio.player.frames.state import Marker
from app.studio.player.sound import FilmSound
from engine.film import captions_of
from engine.jobs.cache import Cache
from engine.lines import estimated_schedule, estimated_speech
from storyboard import edits
from storyboard.model import EffectCue, Music, Narration, Scene, Shot, Storyboard
from ui import language
from ui.document import Document

PATIENCE_MS = 60_000
STORY = Storyboard(
    language="en", music=Music(style="orion"),
    shots=(
        Shot(id="a", line="A star.", scene=Scene(effects=(EffectCue(kind="rain", start_s=1.0, end_s=3.0),))),
        Shot(id="b", line="The river of stars.", hit=True, scene=Scene()),
    ),
)  # fmt: skip


class Headphones:
    """A device that notes what it is to play."""

    def __init__(self) -> None:
        self.take: Any = None
        self.stopped = 0

    def start(self, take, first: int) -> None:
        self.take = take

    def heard_s(self) -> float:
        return 0.0

    def stop(self) -> None:
        self.stopped += 1

    def set_volume(self, share: float) -> None:
        pass


@pytest.fixture
def lines() -> SpokenLines:
    return SpokenLines()


@pytest.fixture
def document(qapp, lines: SpokenLines) -> Document:
    return Document(STORY, lines.lengths)


@pytest.fixture
def headphones() -> Headphones:
    return Headphones()


@pytest.fixture
def sound(document: Document, lines: SpokenLines, headphones: Headphones) -> Iterator[FilmSound]:
    made = FilmSound(document, lines, device=lambda parent: headphones, quiet_s=0.05)
    made.measured.connect(document.retime)
    yield made
    made.close()


def test_lines_are_spoken_after_an_edit_and_the_film_is_laid_out_anew(
    qtbot, sound: FilmSound, document: Document
) -> None:
    qtbot.waitUntil(lambda: sound.waveform("b") is not None, timeout=PATIENCE_MS)
    waveform = sound.waveform("b")
    assert waveform is not None and 0.8 < len(waveform) / 50 < 4 and max(waveform) == 1.0 and min(waveform) >= 0
    before = document.schedule.total_frames
    longer = "The river of stars runs over the whole of the sky, from the mountains to the sea, and never dries."
    document.edit("Line", lambda board: edits.with_shot(board, "b", line=longer))
    assert sound.waveform("b") is None and sound.waveform("a") is not None, "only what changed is spoken again"
    qtbot.waitUntil(lambda: sound.waveform("b") is not None, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len([c for c in sound.captions() if c.start > 60]) >= 2, timeout=PATIENCE_MS)
    assert document.schedule.total_frames > before + 24


def test_captions_and_effects_are_those_of_the_film(qtbot, sound: FilmSound, document: Document) -> None:
    document.edit("Silent", lambda board: edits.with_part(board, "narration", enabled=False))
    board = document.storyboard
    plan = estimated_schedule(board)
    captions = captions_of(board, plan, estimated_speech(board))
    wanted = [("\n".join(c.lines), c.start_frame, c.end_frame) for c in captions]
    qtbot.waitUntil(
        lambda: [(c.text, c.start, c.end) for c in sound.captions()] == wanted and document.schedule == plan,
        timeout=PATIENCE_MS,
    )
    fps = plan.fps
    assert [(e.kind, e.start, e.end) for e in sound.effects()] == [("rain", fps, 3 * fps)]
    document.edit("Turn", lambda board: edits.move(board, {"a"}, 2))
    start = estimated_schedule(document.storyboard).spans[1].start
    qtbot.waitUntil(
        lambda: [(e.start, e.end) for e in sound.effects()] == [(start + fps, start + 3 * fps)], timeout=PATIENCE_MS
    )


def test_cadences_lie_before_cuts_and_on_hits(qtbot, sound: FilmSound, document: Document) -> None:
    qtbot.waitUntil(lambda: len(sound.cadences()) >= 3, timeout=PATIENCE_MS)
    cadences, cut = sound.cadences(), document.schedule.cut_frames()[0]
    assert cut in cadences and any(0 < cut - frame < 4 * 24 for frame in cadences)
    assert document.schedule.total_frames - 8 * 24 < cadences[-1] < document.schedule.total_frames
    document.edit("No music", lambda board: edits.with_part(board, "music", enabled=False))
    qtbot.waitUntil(lambda: not sound.cadences(), timeout=PATIENCE_MS)


def test_voices_and_styles_are_called_in_the_windows_language(
    qtbot, sound: FilmSound, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: bool(sound.voices()), timeout=PATIENCE_MS)
    assert {name for voice in sound.voices() for name in voice.languages} == {"zh", "en"}
    assert dict(sound.music_styles())["qixi"] == "Magpie Bridge"
    monkeypatch.setattr(language, "_current", "zh")
    assert dict(sound.music_styles())["qixi"] == "鹊桥"
    assert any("声" in voice.name for voice in sound.voices())


def test_a_line_is_listened_to(qtbot, sound: FilmSound, headphones: Headphones) -> None:
    heard: list[str] = []
    sound.listening.connect(heard.append)
    sound.listen("a", "A star.", "en", None, 1.0)
    assert heard == ["a"]
    qtbot.waitUntil(lambda: headphones.take is not None, timeout=PATIENCE_MS)
    assert abs(headphones.take(0, 48_000)).max() > 0.1 and not headphones.take(48_000 * 60, 100).any()
    qtbot.waitUntil(lambda: heard == ["a", ""], timeout=PATIENCE_MS)
    sound.listen("b", "The river.", "en", None, 1.0)
    sound.stop_listening()
    assert heard == ["a", "", "b", ""] and headphones.stopped


def test_a_missing_voice_is_named_with_what_to_do(qtbot, sound: FilmSound, document: Document) -> None:
    said: list[str] = []
    sound.trouble.connect(said.append)
    sound.listen("a", "A star.", "en", "klingon", 1.0)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE_MS)
    assert "klingon" in said[0] and "choose one of" in said[0]
    qtbot.waitUntil(lambda: sound.waveform("b") is not None, timeout=PATIENCE_MS)
    said.clear()
    document.edit("Voice", lambda board: edits.with_part(board, "narration", voice="klingon"))
    qtbot.waitUntil(lambda: len(said) == 2, timeout=PATIENCE_MS)
    assert sound.waveform("a") is None and document.storyboard.narration.voice == "klingon"
    document.replace(document.storyboard)
    qtbot.waitUntil(lambda: len(said) == 4, timeout=PATIENCE_MS)


def test_without_a_device_listening_says_what_to_do(qtbot, document: Document, lines: SpokenLines) -> None:
    sound = FilmSound(document, lines, device=lambda parent: None, quiet_s=60)
    said: list[str] = []
    sound.trouble.connect(said.append)
    sound.listen("a", "A star.", "en", None, 1.0)
    sound.close()
    assert len(said) == 1 and "headphones" in said[0]


def test_the_mix_takes_the_place_of_the_lines_when_the_storyboard_is_left_alone(
    qtbot, tmp_path: Path, lines: SpokenLines
) -> None:
    cache, feed = Cache(tmp_path / "films"), Feed()
    shot = Shot(id="a", line="A star.", duration_s=30, scene=Scene(effects=(EffectCue(kind="rain"),)))
    board = STORY.model_copy(update={"shots": (shot,), "music": Music(enabled=False), "narration": Narration()})
    lines.estimate_all(board)
    lines.give_up(board, shot)
    mix = FilmMix(feed, lines, lambda: cache, lambda sentence: pytest.fail(sentence), 0.3)
    try:
        mix.show(Marker(lines.of).state(board, Document(board, lines.lengths).schedule, tmp_path))
        feed.start(48_000)
        qtbot.wait(100)
        assert not feed.take(48_000, 4800).any(), "nothing is spoken"
        places = iter(range(52_800, 10**9, 480))
        qtbot.waitUntil(lambda: bool(feed.take(next(places), 480).any()), timeout=PATIENCE_MS)
        assert len(list((cache.folder / "sound").rglob("*.flac"))) == 1
    finally:
        mix.close()
        feed.close()
