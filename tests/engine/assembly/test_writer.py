"""The film file, read back by decoding it."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import Future
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

import assets
from engine.assembly.facts import read_back
from engine.assembly.writer import SAMPLE_RATE, FilmNotWritten, FilmWriter
from engine.errors import BadInput, Cancelled, EngineError

WIDTH, HEIGHT = 192, 108


def _frames(count: int) -> list[np.ndarray]:
    """Grey frames that can be told apart."""
    return [np.full((HEIGHT, WIDTH, 3), 20 + (number * 3) % 200, np.uint8) for number in range(count)]


def _tone(seconds: float) -> np.ndarray:
    time = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.stack([0.3 * np.sin(2 * np.pi * 440 * time)] * 2, axis=1).astype(np.float32)


def _greys(path: Path) -> list[float]:
    with av.open(str(path)) as container:
        return [float(frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)]


@pytest.mark.parametrize(("fps", "count"), [(24, 61), (25, 1), (Fraction(30000, 1001), 47), (120, 50), (1, 2)], ids=str)
def test_frames_tags_and_the_common_end(tmp_path: Path, fps: int | Fraction, count: int) -> None:
    path = tmp_path / "七夕 🌌 film.mp4"
    with FilmWriter(path, WIDTH, HEIGHT, fps, audio=_tone(count / float(fps) + 0.7)) as writer:
        for frame in _frames(count):
            writer.write(frame)
    facts = read_back(path)
    assert (facts.frames, facts.width, facts.height, facts.fps) == (count, WIDTH, HEIGHT, Fraction(fps))
    assert facts.constant_rate
    assert (facts.video_codec, facts.video_profile, facts.pixel_format) == ("h264", "High", "yuv420p")
    assert (facts.colour_range, facts.colour_primaries, facts.colour_transfer, facts.colour_matrix) == (1, 1, 1, 1)
    assert facts.faststart
    assert (facts.audio_codec, facts.audio_rate, facts.audio_channels) == ("aac", 48_000, 2)
    assert facts.video_start_s == facts.audio_start_s == 0
    assert facts.video_end_s == pytest.approx(count / float(fps), abs=1e-3)
    assert abs(facts.audio_end_s - facts.video_end_s) < 0.05
    assert list(tmp_path.iterdir()) == [path]


def test_every_frame_is_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    frames = _frames(40)
    with FilmWriter(path, WIDTH, HEIGHT, 24, crf=12) as writer:
        buffer = np.empty_like(frames[0])
        for frame in frames:
            buffer[...] = frame  # one array reused for all frames
            writer.write(buffer)
    assert writer.frames_written == 40
    greys = _greys(path)
    assert len(greys) == 40
    assert np.abs(np.array(greys) - [frame[0, 0, 0] for frame in frames]).max() < 3
    assert read_back(path).audio_codec is None


def test_known_colours_come_back_within_three_codes(tmp_path: Path) -> None:
    colours = [(12, 18, 40), (250, 240, 220), (180, 40, 30), (40, 160, 60), (30, 60, 200), (128, 128, 128)]
    frame = np.zeros((96, 32 * len(colours), 3), np.uint8)
    for number, colour in enumerate(colours):
        frame[:, 32 * number : 32 * number + 32] = colour
    path = tmp_path / "colours.mp4"
    with FilmWriter(path, frame.shape[1], 96, 24, crf=10) as writer:
        for _ in range(6):
            writer.write(frame)
    with av.open(str(path)) as container:
        planes = next(container.decode(video=0)).to_ndarray(format="yuv420p").astype(float)
    luma = (planes[:96] - 16) / 219
    blue = (planes[96:120].reshape(48, -1) - 128) / 224
    red = (planes[120:].reshape(48, -1) - 128) / 224
    for number, colour in enumerate(colours):
        y = luma[48, 32 * number + 16]
        b, r = blue[24, 16 * number + 8], red[24, 16 * number + 8]
        back = np.array([y + 1.5748 * r, y - 0.18732 * b - 0.46812 * r, y + 1.8556 * b]) * 255
        assert np.abs(back - colour).max() <= 3, (colour, back)


def test_sound_stays_in_step_with_the_picture(tmp_path: Path) -> None:
    sound = np.zeros((3 * SAMPLE_RATE, 2), np.float32)
    clicks = [4_800, 60_000, 130_003]
    for at in clicks:
        sound[at : at + 48] = 0.9
    path = tmp_path / "clicks.mp4"
    with FilmWriter(path, WIDTH, HEIGHT, 24, audio=sound) as writer:
        for frame in _frames(72):
            writer.write(frame)
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    for at in clicks:
        around = np.abs(heard[at - 2000 : at + 2000])
        middle = float(np.average(np.arange(-2000, 2000), weights=around**2))
        assert abs(middle - 24) < 24  # within half a millisecond


def test_sound_may_come_after_the_pictures(tmp_path: Path) -> None:
    """The same film comes out whether the sound was there at once or only when all frames were written."""
    count, tone = 24 * 14, _tone(14.0)
    early, late = tmp_path / "early.mp4", tmp_path / "late.mp4"
    waiting: Future[np.ndarray] = Future()
    with FilmWriter(early, WIDTH, HEIGHT, 24, audio=tone) as at_once, FilmWriter(
        late, WIDTH, HEIGHT, 24, audio=waiting
    ) as at_last:
        for frame in _frames(count):
            at_once.write(frame)
            at_last.write(frame)
        waiting.set_result(tone)
    assert read_back(late).audio_samples == read_back(early).audio_samples
    assert _greys(late) == _greys(early)
    packets = []
    with av.open(str(late)) as container:
        for packet in container.demux():
            if packet.pts is not None:
                packets.append((packet.stream.type, float(packet.pts * packet.time_base)))
    heard = [time for kind, time in packets[: len(packets) // 2] if kind == "audio"]
    assert heard and max(heard) > 5, "the sound lies beside its pictures, not behind them all"


@pytest.mark.parametrize("error", [Cancelled("Stopped."), BadInput("The music is broken.")])
def test_what_stops_the_sound_is_told_in_its_own_words(error: EngineError, tmp_path: Path) -> None:
    """A cancelled film is cancelled, not "could not be written", whichever thread hears of it first."""
    sound: Future[np.ndarray] = Future()
    sound.set_exception(error)
    film = FilmWriter(tmp_path / "film.mp4", WIDTH, HEIGHT, 24, audio=sound)
    with pytest.raises(EngineError) as told, film as writer:
        for frame in _frames(24):
            writer.write(frame)
    assert told.value is error
    assert not list(tmp_path.iterdir())


def test_short_sound_is_filled_up_with_silence(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with FilmWriter(path, WIDTH, HEIGHT, 24, audio=_tone(0.5)) as writer:
        for frame in _frames(48):
            writer.write(frame)
    assert read_back(path).audio_end_s == pytest.approx(2.0, abs=0.05)
    with av.open(str(path)) as container:
        heard = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    assert np.abs(heard[4_800:19_200]).max() > 0.2
    assert np.abs(heard[48_000:]).max() < 0.01


def test_title_language_chapters_and_tags(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    chapters = [("银河", 0, 24), ("鹊桥 & the bridge", 24, 60)]
    with FilmWriter(
        path, WIDTH, HEIGHT, 24, title="七夕", language="zh", chapters=chapters, audio=_tone(3), tags={"comment": "Sky"}
    ) as writer:
        for frame in _frames(60):
            writer.write(frame)
    facts = read_back(path)
    assert (facts.title, facts.language) == ("七夕", "chi")
    assert [title for title, _, _ in facts.chapters] == ["银河", "鹊桥 & the bridge"]
    assert [start for _, start, _ in facts.chapters] == pytest.approx([0, 1], abs=0.002)
    assert facts.chapters[-1][2] == pytest.approx(2.5, abs=0.002)
    with av.open(str(path)) as container:
        assert container.metadata["comment"] == "Sky"
        assert container.streams.audio[0].metadata["language"] == "chi"


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.mp4", "b.mp4"):
        with FilmWriter(tmp_path / name, WIDTH, HEIGHT, 24, audio=_tone(1), title="x") as writer:
            for frame in _frames(24):
                writer.write(frame)
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_leaves_the_earlier_film_and_nothing_else(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the earlier film")
    with pytest.raises(error), FilmWriter(path, WIDTH, HEIGHT, 24, audio=_tone(1)) as writer:
        for frame in _frames(30):
            writer.write(frame)
        raise error
    assert path.read_bytes() == b"the earlier film"
    assert list(tmp_path.iterdir()) == [path]
    assert not [thread for thread in threading.enumerate() if thread.name == "film-encoder"]


def test_the_target_appears_only_when_whole_and_replaces_the_earlier_film(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the earlier film")
    with FilmWriter(path, WIDTH, HEIGHT, 24) as writer:
        for frame in _frames(10):
            writer.write(frame)
        assert path.read_bytes() == b"the earlier film"
        others = [other for other in tmp_path.iterdir() if other != path]
        assert [other.name[0] for other in others] == ["."]
    assert read_back(path).frames == 10
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("width", "height"), [(191, 108), (192, 107), (0, 0), (2, 2)])
def test_odd_and_tiny_sizes_are_refused(tmp_path: Path, width: int, height: int) -> None:
    with pytest.raises(FilmNotWritten, match="even"):
        FilmWriter(tmp_path / "film.mp4", width, height, 24)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_or_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FilmNotWritten, match="does not exist"):
        FilmWriter(tmp_path / "nowhere" / "film.mp4", WIDTH, HEIGHT, 24)
    (tmp_path / "file").write_text("x")
    with pytest.raises(FilmNotWritten, match="choose another place"):
        FilmWriter(tmp_path / "file" / "film.mp4", WIDTH, HEIGHT, 24)
    with pytest.raises(FilmNotWritten, match="is a folder"):
        FilmWriter(tmp_path, WIDTH, HEIGHT, 24)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_is_named() -> None:
    with pytest.raises(FilmNotWritten, match=r"/proc/self cannot be written|/proc/self"):
        FilmWriter(Path("/proc/self/film.mp4"), WIDTH, HEIGHT, 24)


def test_a_frame_of_another_size_no_frames_and_a_second_close(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with pytest.raises(FilmNotWritten, match="192x108"), FilmWriter(path, WIDTH, HEIGHT, 24) as writer:
        writer.write(np.zeros((WIDTH, HEIGHT, 3), np.uint8))
    with pytest.raises(FilmNotWritten, match="no frames"), FilmWriter(path, WIDTH, HEIGHT, 24):
        pass
    with pytest.raises(FilmNotWritten, match="two channels"):
        FilmWriter(path, WIDTH, HEIGHT, 24, audio=np.zeros(100, np.float32))
    assert list(tmp_path.iterdir()) == []
    with FilmWriter(path, WIDTH, HEIGHT, 24) as writer:
        writer.write(_frames(1)[0])
    writer.close()
    writer.abort()
    with pytest.raises(FilmNotWritten, match="closed"):
        writer.write(_frames(1)[0])
    assert path.exists()


FULL_DISK = """
import resource, signal, sys
import numpy as np
from pathlib import Path
from engine.assembly.writer import FilmWriter, FilmNotWritten
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
noise = np.random.default_rng(0)
try:
    with FilmWriter(Path(sys.argv[1]), 320, 180, 24) as writer:
        for number in range(400):
            writer.write(noise.integers(0, 256, (180, 320, 3), dtype=np.uint8))
except FilmNotWritten as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX feature")
def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the earlier film")
    root = Path(assets.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], cwd=root, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 7, run.stderr
    assert "disk is full" in run.stdout
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"the earlier film"


def test_reading_back_what_is_no_film_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_bytes(b"no film" * 100)
    for name in ("no.mp4", "missing.mp4"):
        with pytest.raises(Exception, match="cannot be read"):
            read_back(tmp_path / name)
