"""The score: composed to the cuts, playable, varied, repeatable."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from engine.sound.audio import SAMPLE_RATE
from engine.sound.loudness import integrated_loudness, true_peak
from engine.sound.score.composer import ScoreResult, compose
from engine.sound.score.instruments.percussion import modes
from engine.sound.score.instruments.plucked import pluck
from engine.sound.score.melody import RHYTHMS
from engine.sound.score.orchestra import SEATS
from engine.sound.score.patterns import PATTERNS
from engine.sound.score.plan import Section, harmony, tempo_map
from engine.sound.score.style import MOODS, ScoreError, Style, styles
from engine.sound.score.voice_leading import lead_voices

FILM = (
    (4.21, "calm", 0.3),
    (5.13, "heroic", 0.8, True),
    (3.9, "longing", 0.4),
    (4.0, "joyful", 0.9, True),
    (4.87, "solemn", 0.4),
)
SOLOS = ("flute", "erhu", "horn")


def _sections(shots=FILM) -> list[Section]:
    sections, at = [], 0.0
    for length, mood, intensity, *hit in shots:
        sections.append(Section(at, at + length, mood, intensity, bool(hit)))
        at += length
    return sections


@pytest.fixture(scope="module")
def scores() -> dict[str, ScoreResult]:
    return {name: compose(_sections(), name, seed=5) for name in styles()}


STYLES = sorted(styles())


@pytest.mark.parametrize("name", STYLES)
def test_the_music_is_as_long_as_the_film_and_does_not_clip(scores: dict[str, ScoreResult], name: str) -> None:
    sound = scores[name].samples
    assert sound.shape == (round(_sections()[-1].end_s * SAMPLE_RATE), 2) and sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert true_peak(sound) <= -1.0
    assert -20 < integrated_loudness(sound) < -16


@pytest.mark.parametrize("name", STYLES)
def test_every_cut_is_on_a_beat(scores: dict[str, ScoreResult], name: str) -> None:
    beats = np.array(scores[name].beats_s)
    for section in _sections()[1:]:
        assert np.abs(beats - section.start_s).min() < 1e-6
    assert all(abs(bpm / styles()[name].bpm - 1) < 0.16 for bpm in scores[name].tempos_bpm)


@pytest.mark.parametrize("name", STYLES)
def test_a_hit_is_heard_on_its_cut_and_gets_louder(scores: dict[str, ScoreResult], name: str) -> None:
    score = scores[name]
    assert score.hits_s == tuple(section.start_s for section in _sections() if section.hit)
    mono = score.samples.mean(axis=1).astype(float)
    hop = 240
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(mono, (512, 512)), 1024)[::hop]
    flux = np.maximum(0, np.diff(np.log10(np.abs(np.fft.rfft(frames * np.hanning(1024))) + 1e-4), axis=0)).sum(axis=1)
    time = (np.arange(len(flux)) + 1) * hop / SAMPLE_RATE
    for hit in score.hits_s:
        near = np.abs(time - hit) < 0.4
        assert abs(time[near][flux[near].argmax()] - hit) <= 0.015
        at = int(hit * SAMPLE_RATE)
        after, before = mono[at : at + SAMPLE_RATE], mono[at - 3 * SAMPLE_RATE // 2 : at - SAMPLE_RATE // 2]
        assert 10 * np.log10((after**2).mean() / (before**2).mean()) > 3


@pytest.mark.parametrize("name", STYLES)
def test_the_music_never_stops_in_the_middle(scores: dict[str, ScoreResult], name: str) -> None:
    mono = scores[name].samples.mean(axis=1)
    blocks = np.sqrt((mono[: len(mono) // 4800 * 4800].reshape(-1, 4800) ** 2).mean(axis=1))
    quiet = blocks[3:-15] < 10 ** (-50 / 20)
    longest = max((len(run) for run in "".join("q" if q else " " for q in quiet).split()), default=0)
    assert longest < 10


@pytest.mark.parametrize("name", STYLES)
def test_the_music_has_a_bottom_a_top_and_width(scores: dict[str, ScoreResult], name: str) -> None:
    sound = scores[name].samples.astype(float)
    power = (np.abs(np.fft.rfft(sound.mean(axis=1))) ** 2)[1:]
    hz = np.arange(1, len(power) + 1) * SAMPLE_RATE / len(sound)
    share = {
        name: power[(hz >= low) & (hz < high)].sum() / power.sum()
        for name, low, high in (("low", 0, 250), ("top", 4000, 20000))
    }
    assert 0.05 < share["low"] < 0.6
    assert 0.005 < share["top"] < 0.2
    side, mid = (sound[:, 0] - sound[:, 1]).std(), (sound[:, 0] + sound[:, 1]).std()
    assert 0.3 < side / mid < 1.1


@pytest.mark.parametrize("name", STYLES)
def test_voices_move_little_and_without_parallels(scores: dict[str, ScoreResult], name: str) -> None:
    parallels = 0
    chords = scores[name].chords
    for a, b in pairwise(chords):
        before, after = (a.bass, *a.voices), (b.bass, *b.voices)
        for i, j in combinations(range(5), 2):
            interval = (before[j] - before[i]) % 12
            same = interval == (after[j] - after[i]) % 12
            parallels += interval in (0, 7) and same and before[i] != after[i] and before[j] != after[j]
    assert parallels <= len(chords) // 20
    motion = [sum(abs(x - y) for x, y in zip(a.voices, b.voices, strict=True)) for a, b in pairwise(chords)]
    assert np.mean(motion) < 8


@pytest.mark.parametrize("name", STYLES)
def test_melodies_sing_in_the_scale_mostly_on_chord_tones(scores: dict[str, ScoreResult], name: str) -> None:
    score, style = scores[name], styles()[name]
    solos = [note for note in score.notes if note.part in SOLOS]
    assert len(solos) > 10
    assert all((note.pitch - style.tonic) % 12 in style.melody_scale for note in solos)
    on_chord = [note.pitch % 12 in _chord_at(score, note.start_s).pitch_classes for note in solos]
    assert np.mean(on_chord) > 0.6
    for part in SOLOS:
        line = [note for note in solos if note.part == part]
        steps = [abs(a.pitch - b.pitch) for a, b in pairwise(line) if b.start_s - a.start_s < 2]
        assert not steps or (np.mean(steps) < 4.5 and max(steps) <= 12)


def _chord_at(score: ScoreResult, time: float):
    return [chord for chord in score.chords if chord.start_s <= time + 0.03][-1]


def test_the_seed_decides_the_notes_and_the_samples() -> None:
    shots = [Section(0, 3, "tender", 0.5)]
    once, again, other = (compose(shots, "qixi", seed) for seed in (1, 1, 2))
    assert np.array_equal(once.samples, again.samples) and once.notes == again.notes
    assert once.notes != other.notes


def test_mood_and_intensity_are_heard() -> None:
    quiet = compose([Section(0, 5, "calm", 0.1), Section(5, 10, "calm", 0.1)], "orion", 1)
    rise = compose([Section(0, 5, "calm", 0.1), Section(5, 10, "heroic", 1.0, True)], "orion", 1)
    half = 5 * SAMPLE_RATE

    def jump(score: ScoreResult) -> float:
        return 20 * np.log10(score.samples[half:-SAMPLE_RATE].std() / score.samples[:half].std())

    assert jump(rise) > jump(quiet) + 5
    assert {note.part for note in rise.notes} - {note.part for note in quiet.notes} >= {"taiko", "horn", "timp"}


@pytest.mark.parametrize("name", STYLES)
def test_every_mood_of_a_style_can_be_composed(name: str) -> None:
    style = styles()[name]
    sections = [Section(5.0 * i, 5.0 * (i + 1), mood, i / 9, i % 3 == 1) for i, mood in enumerate(MOODS)]
    chords = lead_voices(harmony(sections, tempo_map(sections, style), style), style)
    assert {chord.section for chord in chords} == set(range(len(MOODS)))
    for chord in chords:
        assert chord.bass < chord.voices[0] < chord.voices[1] < chord.voices[2] < chord.voices[3]
        assert all(pitch % 12 in chord.pitch_classes for pitch in (chord.bass, *chord.voices))


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_complete(name: str) -> None:
    style: Style = styles()[name]
    assert set(style.progressions) == set(MOODS) == set(style.accompaniment)
    used = {chord for names in (*style.progressions.values(), *style.cadences.values()) for chord in names}
    assert used <= set(style.chords)
    assert {pattern for names in style.accompaniment.values() for pattern in names} <= set(PATTERNS)
    assert all(singer.rhythm in RHYTHMS and singer.part in SEATS for singer in style.melodies)
    assert style.name_zh and style.name_en


@pytest.mark.parametrize(
    ("name", "shots"),
    [
        ("qixi", ((0.3, "calm", 0.0),)),
        ("orion", ((0.5, "joyful", 1.0), (0.25, "dramatic", 1.0, True), (1.0, "solemn", 0.5, True))),
        ("starlight", ((1.0, "mourning", 0.5, True),) * 4),
    ],
)
def test_very_short_films_have_music_too(name: str, shots) -> None:
    sections = _sections(shots)
    score = compose(sections, name, 3)
    assert len(score.samples) == round(sections[-1].end_s * SAMPLE_RATE)
    assert np.isfinite(score.samples).all() and score.samples.any()


def test_what_cannot_be_composed_is_said() -> None:
    with pytest.raises(ScoreError, match=r"'disco'.*qixi"):
        compose(_sections(), "disco", 1)
    with pytest.raises(ScoreError, match="mood 'angry'"):
        compose([Section(0, 5, "angry", 0.5)], "qixi", 1)
    with pytest.raises(ScoreError, match="Shot 2"):
        compose([Section(0, 5, "calm", 0.5), Section(6, 9, "calm", 0.5)], "qixi", 1)
    with pytest.raises(ScoreError, match="no shot"):
        compose([], "qixi", 1)


@pytest.mark.parametrize("kind", ["guzheng", "harp"])
@pytest.mark.parametrize("pitch", [40, 57, 74, 90])
def test_strings_are_in_tune_and_brighter_when_louder(kind: str, pitch: int) -> None:
    frequency = 440 * 2 ** ((pitch - 69) / 12)
    size = 1 << 18
    sound = pluck(pitch, 3, kind)[SAMPLE_RATE // 10 : SAMPLE_RATE // 10 + 65536]
    spectrum = np.log(np.abs(np.fft.rfft(sound * np.hanning(len(sound)), size)) + 1e-12)
    hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    near = np.flatnonzero(np.abs(hz / frequency - 1) < 0.03)
    top = near[spectrum[near].argmax()]
    left, peak, right = spectrum[top - 1 : top + 2]
    found = hz[top] + hz[1] * 0.5 * (left - right) / (left - 2 * peak + right)
    assert abs(1200 * np.log2(found / frequency)) < 2

    def centroid(level: int) -> float:
        power = np.abs(np.fft.rfft(pluck(pitch, level, kind)[:14400])) ** 2
        return float((np.arange(len(power)) * power).sum() / power.sum())

    assert centroid(4) > centroid(0)


def test_struck_tails_do_not_click() -> None:
    tail = modes(200.0, ((1.0,), (1.0,), (9.0,)), 1.0)[-200:]
    assert np.abs(tail).max() < 1e-3
