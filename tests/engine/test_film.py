"""Finished films, read back from their files: picture, sound, captions, tags, stars."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from engine.assembly.facts import FilmFacts, read_back
from engine.errors import Cancelled, EngineError
from engine.events import Event, FilmFinished, FramePainted, LineSpoken, Noted
from engine.film import render_film
from engine.jobs.cache import Cache
from engine.lines import speak_lines
from engine.sky.layers.night.star_places import apparent_directions
from engine.sky.painter import ShotPainter
from engine.sound.loudness import integrated_loudness, true_peak
from engine.sound.narrator.narrator import Narrator
from storyboard.formats.srt import read_srt
from storyboard.model import Canvas, Captions, Element, LinesCue, Music, Narration, Scene, Shot, Storyboard, View
from storyboard.timing import Schedule, schedule

VEGA, ALTAIR, BETELGEUSE = 91262, 97649, 27989
SUMMER = Scene(
    view=View(kind="sky", ra_deg=288.6, dec_deg=24.2, roll_deg=50, scale=1000, centre=(0.5, 0.40)),
    lines=(LinesCue(show=("Lyr", "Aql")),),
)
WINTER = Scene(
    view=View(kind="sky", ra_deg=85, dec_deg=2, scale=900, centre=(0.5, 0.45)), elements=(Element(kind="meteors"),)
)
LINES = {
    "zh": ("织女星在银河的西岸，牛郎星在东岸。", "参宿四，是猎户座的肩膀。"),
    "en": ("Vega shines on the western bank of the river.", "Betelgeuse is the shoulder of the hunter."),
}


def _story(language: str, **changes: object) -> Storyboard:
    first, second = LINES[language]
    return Storyboard.model_validate(
        {
            "title": "两颗星 Two Stars",
            "language": language,
            "music": Music(style="starlight"),
            "shots": (
                Shot(id="summer", title="夏 Summer", line=first, scene=SUMMER, mood="wonder"),
                Shot(id="winter", title="冬 Winter", line=second, scene=WINTER, mood="heroic", intensity=0.7, hit=True),
            ),
            **changes,
        }
    )


@dataclass
class Made:
    """A film and what it was made from."""

    storyboard: Storyboard
    path: Path
    facts: FilmFacts
    plan: Schedule
    events: list[Event]
    frames: dict[int, np.ndarray]
    sound: np.ndarray


def _make(storyboard: Storyboard, path: Path, keep: list[int] | None = None) -> Made:
    events: list[Event] = []
    with tempfile.TemporaryDirectory() as folder:
        render_film(storyboard, path, report=events.append, cache=Cache(Path(folder)))
    speech = speak_lines(storyboard, lambda event: None, threading.Event())
    plan = schedule(storyboard, {name: spoken.duration_s for name, spoken in speech.items()})
    frames, sound = _decoded(path, keep)
    return Made(storyboard, path, read_back(path), plan, events, frames, sound)


def _decoded(path: Path, keep: list[int] | None) -> tuple[dict[int, np.ndarray], np.ndarray]:
    frames: dict[int, np.ndarray] = {}
    with av.open(str(path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if keep is None or number in keep:
                frames[number] = frame.to_ndarray(format="rgb24")
    with av.open(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)] if container.streams.audio else []
    sound = np.concatenate(blocks, axis=1).T if blocks else np.zeros((0, 2), np.float32)
    return frames, sound


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(_story("zh"), tmp_path_factory.mktemp("films") / "两颗星 🌟 film.mp4")


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Made:
    small = _story("en", canvas=Canvas(width=640, height=360, fps=25), captions=Captions(enabled=False))
    return _make(small, tmp_path_factory.mktemp("films") / "two.mp4")


def test_the_file_is_what_players_want(chinese: Made) -> None:
    facts = chinese.facts
    assert (facts.width, facts.height, float(facts.fps)) == (1280, 720, 24.0)
    assert facts.constant_rate and facts.faststart
    assert (facts.video_codec, facts.pixel_format) == ("h264", "yuv420p")
    assert (facts.colour_primaries, facts.colour_transfer, facts.colour_matrix) == (1, 1, 1)
    assert (facts.audio_codec, facts.audio_rate, facts.audio_channels) == ("aac", 48_000, 2)
    assert facts.title == "两颗星 Two Stars"
    assert facts.language == "chi"
    assert [chapter[0] for chapter in facts.chapters] == ["夏 Summer", "冬 Winter"]


def test_the_film_has_exactly_the_scheduled_frames(chinese: Made, english: Made) -> None:
    for made in (chinese, english):
        assert made.facts.frames == made.plan.total_frames
        assert abs(made.facts.audio_end_s - made.facts.video_end_s) < 0.05
        finished = made.events[-1]
        assert isinstance(finished, FilmFinished) and finished.frames == made.facts.frames


def test_loudness(chinese: Made, english: Made) -> None:
    for made in (chinese, english):
        assert integrated_loudness(made.sound) == pytest.approx(-16.0, abs=1.0)
        assert true_peak(made.sound) <= -1.0


def test_stars_stand_at_their_predicted_pixels(chinese: Made) -> None:
    for shot, scene, hips in ((0, SUMMER, [VEGA, ALTAIR]), (1, WINTER, [BETELGEUSE])):
        span = chinese.plan.spans[shot]
        inside = span.frames // 2
        painter = ShotPainter(
            scene, canvas=chinese.storyboard.canvas, look=chinese.storyboard.look, sky=chinese.storyboard.sky,
            duration_s=span.frames / 24, seed=1, language="zh",
        )  # fmt: skip
        places = painter.stage.frame(inside / 24).camera.project(apparent_directions(hips, painter.stage))
        picture = chinese.frames[span.start + inside].astype(float).sum(-1)
        for x, y in places:
            left, top = int(x) - 3, int(y) - 3
            patch = np.clip(picture[top : top + 7, left : left + 7] - 240, 0, None)
            rows, columns = np.mgrid[0:7, 0:7] + 0.5
            assert patch.sum() > 300, "the star does not shine"
            assert abs((columns * patch).sum() / patch.sum() + left - x) < 0.6
            assert abs((rows * patch).sum() / patch.sum() + top - y) < 0.6


def test_captions_are_burned_in_only_when_wanted(chinese: Made, english: Made) -> None:
    entries = read_srt(chinese.path.with_suffix(".srt").read_text(encoding="utf-8"))
    shown = "".join("".join(text.split()) for _, _, text in entries)
    assert shown == "".join(LINES["zh"])
    start_s, end_s, _ = entries[0]
    with_words = chinese.frames[int((start_s + end_s) / 2 * 24)]
    without = chinese.frames[max(int(start_s * 24) - 4, 0)]
    low = slice(int(720 * 0.80), int(720 * 0.96))
    assert (with_words[low].min(-1) > 200).sum() > 1500
    assert (without[low].min(-1) > 200).sum() < 60
    entries = read_srt(english.path.with_suffix(".srt").read_text(encoding="utf-8"))
    low = slice(int(360 * 0.80), int(360 * 0.96))
    for start_s, end_s, _ in entries:
        assert (english.frames[int((start_s + end_s) / 2 * 25)][low].min(-1) > 200).sum() < 120


@pytest.mark.parametrize("made_name", ["chinese", "english"])
def test_every_line_is_heard_in_its_language(made_name: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(made_name)
    language, fps = made.storyboard.language, made.storyboard.canvas.fps
    other = "en" if language == "zh" else "zh"
    mono = made.sound.mean(1)
    with Narrator(None) as narrator:
        for span, shot in zip(made.plan.spans, made.storyboard.shots, strict=True):
            again = narrator.speak(shot.line, language)
            assert again.language == language and again.measured
            start = round(span.line_start * 48_000 / fps)
            own = _likeness(mono, again.samples, start)
            foreign = _likeness(mono, narrator.speak(LINES[other][span.index], other).samples, start)
            assert own > 0.55, f"the line '{shot.line}' is not heard at its place"
            assert own > 2.5 * foreign


def _likeness(film: np.ndarray, speech: np.ndarray, start: int, slack: int = 2400) -> float:
    """Largest normalised correlation of a speech with the film's sound within 50 ms of its place."""
    length = min(len(speech), len(film) - start - slack)
    wanted = speech[:length]
    heard = film[max(start - slack, 0) : start + length + slack]
    size = 1 << int(np.ceil(np.log2(len(heard) + length)))
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)[: 2 * slack + 1]
    energy = np.convolve(heard**2, np.ones(1)).cumsum()
    under = energy[length - 1 :][: len(product)] - np.concatenate([[0], energy])[: len(product)]
    return float((product / np.sqrt(under * (wanted**2).sum() + 1e-12)).max())


def test_the_film_fades_in_and_out_and_is_never_black_between(chinese: Made) -> None:
    plan, frames = chinese.plan, chinese.frames
    assert frames[0].mean() < 4 and frames[plan.total_frames - 1].mean() < 4
    for number in range(plan.fade_frames, plan.total_frames - plan.fade_frames):
        assert frames[number].mean() > 6, f"frame {number} is black"
        assert frames[number].max() > 120


def test_crossfade_frames_lie_between_both_shots(chinese: Made) -> None:
    first, second = chinese.plan.spans
    before = chinese.frames[second.start - 2].astype(float)
    after = chinese.frames[first.end + 2].astype(float)
    middle = chinese.frames[(second.start + first.end) // 2].astype(float)
    top = slice(0, 500)
    mixed = (before[top] + after[top]) / 2
    far = np.abs(before[top] - after[top]).mean()
    assert np.abs(middle[top] - mixed).mean() < 0.35 * far
    numbers = range(second.start, first.end, 4)
    toward = [np.abs(chinese.frames[n][top].astype(float) - after[top]).mean() for n in numbers]
    assert toward == sorted(toward, reverse=True)


def test_dark_sky_is_not_banded(chinese: Made) -> None:
    """P1: blocks of smooth decoded sky keep their grain."""
    frame = chinese.frames[chinese.plan.spans[1].start + 60][..., 1].astype(float)
    blocks = frame[:560, :1280].reshape(70, 8, 160, 8).transpose(0, 2, 1, 3).reshape(-1, 64)
    smooth = blocks[(np.ptp(blocks, axis=1) < 20) & (blocks.mean(1) > 6)]
    assert len(smooth) > 200
    assert (smooth.std(1) == 0).mean() < 0.10
    assert np.median(smooth.std(1)) >= 0.7


def test_events_tell_the_whole_way(chinese: Made) -> None:
    painted = [event for event in chinese.events if isinstance(event, FramePainted)]
    done = [event.frame for event in painted]
    assert done == sorted(done) and done[-1] == painted[-1].total >= chinese.plan.total_frames
    assert len(set(done)) > 0.8 * painted[-1].total
    assert painted[-1].seconds_left == 0
    assert sum(isinstance(event, LineSpoken) for event in chinese.events) == 2


TINY = {
    "canvas": Canvas(width=160, height=90, fps=12),
    "shots": (Shot(id="a", line="星。", scene=SUMMER, duration_s=4),),
}


def test_a_cancelled_film_leaves_nothing_and_spares_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the old film")
    cancel = threading.Event()

    def stop_at_ten(event: Event) -> None:
        if isinstance(event, FramePainted) and event.frame == 10:
            cancel.set()

    with pytest.raises(Cancelled):
        render_film(_story("zh", **TINY), path, report=stop_at_ten, cancel=cancel)
    assert path.read_bytes() == b"the old film"
    assert [entry.name for entry in tmp_path.iterdir()] == ["film.mp4"]


def test_an_engine_failure_names_the_shot_and_leaves_nothing(tmp_path: Path) -> None:
    broken = _story("zh", **{**TINY, "shots": (Shot(id="odd", scene=Scene(elements=(Element(kind="volcano"),))),)})
    with pytest.raises(EngineError, match="odd.*volcano"):
        render_film(broken, tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []


def test_without_voice_music_and_captions(tmp_path: Path) -> None:
    quiet = _story("en", **{**TINY, "narration": Narration(enabled=False), "music": Music(enabled=False)})
    made = _make(quiet, tmp_path / "quiet.mp4")
    assert made.facts.frames == 48
    assert made.facts.audio_codec == "aac"
    assert np.abs(made.sound).max() < 0.01


def test_a_line_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """Nothing is cut off silently: the person hears which shot is too short and what to do."""
    shots = (
        Shot(id="hurried", line="织女星🌟在银河的西岸，牛郎星在银河的东岸。", scene=SUMMER, duration_s=2),
        Shot(id="mute", line="……", scene=SUMMER, duration_s=2),
    )
    events: list[Event] = []
    render_film(_story("zh", **{**TINY, "shots": shots}), tmp_path / "short.mp4", report=events.append)
    told = [event.message for event in events if isinstance(event, Noted)]
    assert len(told) == 3
    assert "🌟" in told[0] and "captions" in told[0]
    assert "hurried" in told[1] and "more time" in told[1]
    assert "mute" in told[2] and "silent" in told[2]


def test_own_music_is_heard(tmp_path: Path) -> None:
    time = np.arange(48_000 * 3) / 48_000
    tone = (0.3 * np.sin(2 * np.pi * 440 * time)).astype(np.float32)
    soundfile.write(tmp_path / "我的音乐.wav", np.stack([tone, tone], 1), 48_000)
    own = _story("en", **{**TINY, "narration": Narration(enabled=False), "music": Music(file="我的音乐.wav")})
    render_film(own, tmp_path / "own.mp4", base=tmp_path)
    _, sound = _decoded(tmp_path / "own.mp4", [])
    spectrum = np.abs(np.fft.rfft(sound[48_000:96_000].mean(1)))
    assert abs(int(spectrum.argmax()) - 440) <= 2


def test_the_same_film_twice_has_the_same_frames(tmp_path: Path) -> None:
    story = _story("zh", **TINY)
    first, second = _make(story, tmp_path / "a.mp4"), _make(story, tmp_path / "b.mp4")
    for number, frame in first.frames.items():
        np.testing.assert_array_equal(frame, second.frames[number])
