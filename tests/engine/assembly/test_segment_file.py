"""Segments: what is written is what is decoded, and what fails leaves nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

import assets
from engine.assembly.colour import rgb_to_yuv420, yuv420_planes
from engine.assembly.encoding import Encoding
from engine.assembly.segment_file import FilmNotWritten, SegmentWriter
from tests.engine.assembly.numbered import HEIGHT, WIDTH, lumas, number_of, numbered, numbers, psnr, write_segment

FPS = Fraction(24)


def test_every_frame_is_in_its_place_and_looks_like_itself(tmp_path: Path) -> None:
    part = write_segment(tmp_path / "a.mp4", map(numbered, range(61)), FPS)
    assert part.frames == 61
    decoded = lumas(part.path)
    assert [number_of(luma) for luma in decoded] == list(range(61))
    assert min(psnr(luma, numbered(number)[:HEIGHT]) for number, luma in enumerate(decoded)) > 45


@pytest.mark.parametrize(("fps", "count"), [(FPS, 1), (Fraction(23), 2), (Fraction(30000, 1001), 47), (Fraction(1), 3)])
def test_short_segments_and_odd_rates(tmp_path: Path, fps: Fraction, count: int) -> None:
    part = write_segment(tmp_path / "a.mp4", map(numbered, range(count)), fps)
    assert numbers(part.path) == list(range(count))
    with av.open(str(part.path)) as container:
        assert container.streams.video[0].average_rate == fps


def test_known_colours_come_back_within_three_codes(tmp_path: Path) -> None:
    colours = [(12, 18, 40), (250, 240, 220), (180, 40, 30), (40, 160, 60), (30, 60, 200), (128, 128, 128)]
    frame = np.zeros((96, 32 * len(colours), 3), np.uint8)
    for number, colour in enumerate(colours):
        frame[:, 32 * number : 32 * number + 32] = colour
    packed = np.empty((144, frame.shape[1]), np.uint8)
    rgb_to_yuv420(frame, *yuv420_planes(packed))
    part = write_segment(tmp_path / "colours.mp4", [packed] * 6, FPS, Encoding().x264("veryfast", 10))
    with av.open(str(part.path)) as container:
        decoded = next(container.decode(video=0))
        context = decoded.color_range, decoded.colorspace
        planes = decoded.to_ndarray(format="yuv420p").astype(float)
    assert context == (1, 1), "limited range, BT.709"
    luma = (planes[:96] - 16) / 219
    blue = (planes[96:120].reshape(48, -1) - 128) / 224
    red = (planes[120:].reshape(48, -1) - 128) / 224
    for number, colour in enumerate(colours):
        y = luma[48, 32 * number + 16]
        b, r = blue[24, 16 * number + 8], red[24, 16 * number + 8]
        back = np.array([y + 1.5748 * r, y - 0.18732 * b - 0.46812 * r, y + 1.8556 * b]) * 255
        assert np.abs(back - colour).max() <= 3, (colour, back)


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    a, b = (write_segment(tmp_path / name, map(numbered, range(30)), FPS) for name in ("a.mp4", "b.mp4"))
    assert a.path.read_bytes() == b.path.read_bytes()


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_exception_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a.mp4"
    with pytest.raises(error), SegmentWriter(path, WIDTH, HEIGHT, FPS, Encoding()) as writer:
        for number in range(30):
            writer.write(numbered(number))
        raise error
    assert not list(tmp_path.iterdir())
    assert not [thread for thread in threading.enumerate() if thread.name == "segment-encoder"]


@pytest.mark.parametrize(("width", "height"), [(191, 108), (192, 107), (0, 0), (2, 2)])
def test_odd_and_tiny_sizes_are_refused(tmp_path: Path, width: int, height: int) -> None:
    with pytest.raises(FilmNotWritten, match="even"):
        SegmentWriter(tmp_path / "a.mp4", width, height, FPS, Encoding())
    assert not list(tmp_path.iterdir())


def test_what_no_encoder_takes_is_said(tmp_path: Path) -> None:
    for fps in (Fraction(0), Fraction(2000)):
        with pytest.raises(FilmNotWritten, match="frames per second"):
            SegmentWriter(tmp_path / "a.mp4", WIDTH, HEIGHT, fps, Encoding())
    with pytest.raises(FilmNotWritten, match="could not be written"):
        SegmentWriter(tmp_path / "a.mp4", WIDTH, HEIGHT, FPS, Encoding(codec="no_such_encoder"))
    with pytest.raises(FilmNotWritten, match="nowhere"):
        write_segment(tmp_path / "nowhere" / "a.mp4", [numbered(0)], FPS)
    assert not list(tmp_path.iterdir())


def test_a_frame_of_another_size_no_frames_and_a_second_close(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with pytest.raises(FilmNotWritten, match=f"{WIDTH}x{HEIGHT}"), SegmentWriter(
        path, WIDTH, HEIGHT, FPS, Encoding()
    ) as writer:
        writer.write(numbered(0, WIDTH, HEIGHT + 16))
    with pytest.raises(FilmNotWritten, match="no frames"), SegmentWriter(path, WIDTH, HEIGHT, FPS, Encoding()):
        pass
    assert not list(tmp_path.iterdir())
    with SegmentWriter(path, WIDTH, HEIGHT, FPS, Encoding()) as writer:
        writer.write(numbered(0))
    writer.close()
    writer.abort()
    assert numbers(path) == [0]


FULL_DISK = """
import resource, signal, sys
import numpy as np
from fractions import Fraction
from pathlib import Path
from engine.assembly.encoding import Encoding
from engine.assembly.segment_file import FilmNotWritten, SegmentWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
noise = np.random.default_rng(0)
try:
    with SegmentWriter(Path(sys.argv[1]), 320, 180, Fraction(24), Encoding()) as writer:
        for number in range(400):
            writer.write(noise.integers(0, 256, (270, 320), dtype=np.uint8))
except FilmNotWritten as error:
    print(error)
    sys.exit(7)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a POSIX feature")
def test_a_full_disk_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    root = Path(assets.__file__).parents[1]
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "a.mp4")]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 7, run.stderr
    assert "is full" in run.stdout and "Free some space" in run.stdout
    assert not list(tmp_path.iterdir())
