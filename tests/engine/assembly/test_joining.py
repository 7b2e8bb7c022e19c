"""Films joined of segments, read back frame by frame."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assets
from engine.assembly.encoding import Encoding
from engine.assembly.facts import read_back
from engine.assembly.joining import SAMPLE_RATE, FilmWords, Part, join
from engine.assembly.segment_file import FilmNotWritten
from engine.errors import BadInput, Cancelled
from tests.engine.assembly.numbered import (
    HEIGHT,
    joined,
    lumas,
    number_of,
    numbered,
    numbered_parts,
    numbers,
    numbers_until_cut,
    psnr,
    sound_of,
    write_segment,
)

FPS = Fraction(24)
REORDERED = 16
"""Frames at most that a decoder holds back to bring them into order."""


def _tone(seconds: float) -> np.ndarray:
    time_s = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.stack([0.3 * np.sin(2 * np.pi * 440 * time_s)] * 2, axis=1).astype(np.float32)


def _times(path: Path) -> list[Fraction]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        base = stream.time_base
        assert base is not None
        return [frame.pts * base for frame in container.decode(stream) if frame.pts is not None]


@pytest.mark.parametrize("fps", [23, 24, 25, 60, Fraction(30000, 1001), 1], ids=str)
def test_short_segments_at_many_rates(tmp_path: Path, fps: int | Fraction) -> None:
    lengths = [1, 2, 30, 1, 1, 3, 2]
    rate, path = Fraction(fps), tmp_path / "七夕 🌌 film.mp4"
    parts = numbered_parts(tmp_path, lengths, rate)
    join(parts, _tone(sum(lengths) / float(rate) + 0.7), rate, FilmWords(), path)
    facts = read_back(path)
    assert numbers(path) == list(range(40))
    assert _times(path) == [number / rate for number in range(40)]
    assert (facts.frames, facts.fps, facts.constant_rate, facts.faststart) == (40, rate, True, True)
    assert (facts.video_codec, facts.video_profile, facts.pixel_format) == ("h264", "Main", "yuv420p")
    assert (facts.colour_range, facts.colour_primaries, facts.colour_transfer, facts.colour_matrix) == (1, 1, 1, 1)
    assert (facts.audio_codec, facts.audio_rate, facts.audio_channels) == ("aac", 48_000, 2)
    assert facts.video_start_s == facts.audio_start_s == 0
    assert abs(facts.audio_end_s - facts.video_end_s) < 0.05


@settings(max_examples=5)
@given(lengths=st.lists(st.integers(1, 30), min_size=1, max_size=6), fps=st.sampled_from([12, 23, 24, 25, 30, 60]))
def test_a_film_has_the_frames_of_its_segments(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], fps: int
) -> None:
    folder = tmp_path_factory.mktemp("film")
    parts = numbered_parts(folder, lengths, Fraction(fps))
    join(parts, None, Fraction(fps), FilmWords(), folder / "film.mp4")
    total = sum(lengths)
    assert numbers(folder / "film.mp4") == list(range(total))
    assert _times(folder / "film.mp4") == [Fraction(number, fps) for number in range(total)]
    assert read_back(folder / "film.mp4").audio_codec is None


def test_pictures_at_the_joints_are_as_good_as_elsewhere(tmp_path: Path) -> None:
    lengths = [20, 7, 25, 1, 30, 2, 19]
    parts = numbered_parts(tmp_path, lengths, FPS)
    join(parts, None, FPS, FilmWords(), tmp_path / "film.mp4")
    decoded = lumas(tmp_path / "film.mp4")
    quality = np.array([psnr(luma, numbered(number)[:HEIGHT]) for number, luma in enumerate(decoded)])
    joints = np.cumsum(lengths)[:-1]
    near = quality[np.concatenate([joints - 1, joints])]
    assert near.min() > np.median(quality) - 2.5
    # and they are the segments' own pictures, bit by bit
    alone = [luma for part in parts for luma in lumas(part.path)]
    np.testing.assert_array_equal(np.array(decoded), np.array(alone))


def test_sound_stays_in_step_with_the_picture(tmp_path: Path) -> None:
    """A click and a number at the start, in the middle and at the end."""
    lengths = [1, 40, 2, 77, 60, 12]
    total = sum(lengths)
    sound = np.zeros((round(total / 24 * SAMPLE_RATE), 2), np.float32)
    clicks = [4_800, len(sound) // 2 + 3, len(sound) - 6_000]
    for at in clicks:
        sound[at : at + 48] = 0.9
    join(numbered_parts(tmp_path, lengths, FPS), sound, FPS, FilmWords(), tmp_path / "film.mp4")
    heard = sound_of(tmp_path / "film.mp4")[:, 0]
    for at in clicks:
        around = np.abs(heard[at - 2000 : at + 2000])
        middle = float(np.average(np.arange(-2000, 2000), weights=around**2))
        assert abs(middle - 24) < 24  # within half a millisecond


def test_short_sound_is_filled_up_with_silence_and_long_sound_is_cut(tmp_path: Path) -> None:
    frames = [numbered(number) for number in range(48)]
    short = joined(tmp_path / "short.mp4", frames, audio=_tone(0.5))
    heard = sound_of(short)
    assert read_back(short).audio_end_s == pytest.approx(2.0, abs=0.05)
    assert np.abs(heard[4_800:19_200]).max() > 0.2
    assert np.abs(heard[48_000:]).max() < 0.01
    assert read_back(joined(tmp_path / "long.mp4", frames, audio=_tone(9))).audio_end_s == pytest.approx(2.0, abs=0.05)


def test_sound_lies_beside_its_pictures(tmp_path: Path) -> None:
    film = joined(tmp_path / "film.mp4", map(numbered, range(24 * 14)), audio=_tone(14))
    packets = []
    with av.open(str(film)) as container:
        for packet in container.demux():
            if packet.pts is not None:
                packets.append((packet.stream.type, float(packet.pts * packet.time_base)))
    heard = [seconds for kind, seconds in packets[: len(packets) // 2] if kind == "audio"]
    assert heard and max(heard) > 5


def test_title_language_chapters_and_tags(tmp_path: Path) -> None:
    words = FilmWords("七夕; = # \\", "zh", (("银河", 0, 24), ("鹊桥 & the bridge", 24, 60)), {"comment": "Sky"})
    film = joined(tmp_path / "film.mp4", map(numbered, range(60)), audio=_tone(3), words=words)
    facts = read_back(film)
    assert (facts.title, facts.language) == ("七夕; = # \\ ", "chi")
    assert [title for title, _, _ in facts.chapters] == ["银河", "鹊桥 & the bridge"]
    assert [start for _, start, _ in facts.chapters] == pytest.approx([0, 1], abs=0.002)
    assert facts.chapters[-1][2] == pytest.approx(2.5, abs=0.002)
    with av.open(str(film)) as container:
        assert container.metadata["comment"] == "Sky"
        assert container.streams.audio[0].metadata["language"] == "chi"


def test_the_same_segments_give_the_same_bytes(tmp_path: Path) -> None:
    parts = numbered_parts(tmp_path, [10, 2, 5], FPS)
    for name in ("a.mp4", "b.mp4"):
        join(parts, _tone(1), FPS, FilmWords("x"), tmp_path / name)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


def test_what_is_no_segment_of_this_film_is_refused_and_the_old_film_stays(tmp_path: Path) -> None:
    good, other = tmp_path / "good", tmp_path / "other"
    good.mkdir()
    other.mkdir()
    parts = numbered_parts(good, [5, 5], FPS)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"the earlier film")
    alien = write_segment(other / "a.mp4", map(numbered, range(5)), FPS, Encoding(profile="Main").x264("medium", 20))
    (other / "broken.mp4").write_bytes(b"no film" * 100)
    cut_off = other / "cut.mp4"
    cut_off.write_bytes(parts[0].path.read_bytes()[:-200])
    for wrong, message in (
        (alien, "other settings"),
        (replace(parts[1], frames=6), "5 frames instead of 6"),
        (Part(other / "missing.mp4", 5), "missing.mp4 cannot be read"),
        (Part(other / "broken.mp4", 5), "broken.mp4 cannot be read"),
        (Part(cut_off, 5), "cut.mp4"),
    ):
        with pytest.raises(FilmNotWritten, match=message):
            join([parts[0], wrong], _tone(1), FPS, FilmWords(), film)
    with pytest.raises(FilmNotWritten, match="no frames"):
        join([], None, FPS, FilmWords(), film)
    with pytest.raises(FilmNotWritten, match="two channels"):
        join(parts, np.zeros(100, np.float32), FPS, FilmWords(), film)
    assert film.read_bytes() == b"the earlier film"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["film.mp4", "good", "other"]


def test_a_place_where_no_film_can_be_is_named(tmp_path: Path) -> None:
    parts = numbered_parts(tmp_path, [3], FPS)
    with pytest.raises(BadInput, match="nowhere"):
        join(parts, None, FPS, FilmWords(), tmp_path / "nowhere" / "film.mp4")
    with pytest.raises(BadInput, match="is a folder"):
        join(parts, None, FPS, FilmWords(), tmp_path)


def test_a_cancelled_join_changes_nothing(tmp_path: Path) -> None:
    parts, sound = numbered_parts(tmp_path, [30], FPS) * 400, np.zeros((48_000 * 500, 2), np.float32)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"the earlier film")
    for delay in (0.0, 0.2, 0.8):
        cancel = threading.Event()
        timer = threading.Timer(delay, cancel.set)
        timer.start()
        began = time.monotonic()
        with pytest.raises(Cancelled):
            join(parts, sound, FPS, FilmWords(), film, cancel)
        timer.join()
        assert time.monotonic() - began < delay + 1
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["000.mp4", "film.mp4"]
    assert film.read_bytes() == b"the earlier film"


FULL_DISK = """
import resource, signal, sys
import numpy as np
from fractions import Fraction
from pathlib import Path
from engine.assembly.joining import FilmWords, Part, join
from engine.assembly.segment_file import FilmNotWritten
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, (480_000, 2)).astype(np.float32)
    join([Part(Path(sys.argv[1]), 240)], noise, Fraction(24), FilmWords(), Path(sys.argv[2]))
except FilmNotWritten as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX feature")
def test_a_full_disk_is_said_and_the_old_film_stays(tmp_path: Path) -> None:
    (part,) = numbered_parts(tmp_path, [240], FPS)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"the earlier film")
    run = _child(FULL_DISK, str(part.path), str(film))
    _, told = run.communicate(timeout=60)
    assert run.returncode == 7, told
    assert film.read_bytes() == b"the earlier film"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["000.mp4", "film.mp4"]


JOINING = """
import sys
import numpy as np
from fractions import Fraction
from pathlib import Path
from engine.assembly.joining import FilmWords, Part, join
print("begin", flush=True)
sound = np.zeros((48_000 * 3600, 2), np.float32)
join([Part(Path(sys.argv[1]), 60)] * 1440, sound, Fraction(24), FilmWords(), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("seconds", [0.3, 1.0])
def test_a_killed_join_leaves_a_film_that_plays_and_that_the_next_one_removes(tmp_path: Path, seconds: float) -> None:
    """The name of the film is never anything but a whole film."""
    (part,) = numbered_parts(tmp_path, [60], FPS)
    film = tmp_path / "an hour 🌌.mp4"
    film.write_bytes(b"the earlier film")
    run = _child(JOINING, str(part.path), str(film))
    assert run.stdout is not None and run.stdout.readline() == "begin\n"
    time.sleep(seconds)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=30)
    assert film.read_bytes() == b"the earlier film"
    left = [entry for entry in tmp_path.iterdir() if entry.name.endswith(".part.mp4")]
    assert left, "it was killed too late"
    found = numbers_until_cut(left[0])
    whole = len(found) - REORDERED
    assert whole >= 60
    assert found[:whole] == [number % 60 for number in range(whole)]
    join([part], None, FPS, FilmWords(), film)
    assert numbers(film) == list(range(60))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["000.mp4", film.name]


def _child(program: str, *arguments: str) -> subprocess.Popen[str]:
    root = Path(assets.__file__).parents[1]
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_reading_back_what_is_no_film_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_bytes(b"no film" * 100)
    for name in ("no.mp4", "missing.mp4"):
        with pytest.raises(Exception, match="cannot be read"):
            read_back(tmp_path / name)


def test_numbers_are_read_as_they_were_written() -> None:
    for number in (0, 1, 1234, 4095):
        assert number_of(numbered(number)[:HEIGHT]) == number
