"""Good media of every kind are recognised and become files in our own formats."""

from __future__ import annotations

import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import psutil
import pytest
import soundfile
from PIL import Image, ImageCms

from engine.assembly.joining import run_ffmpeg
from engine.errors import Cancelled
from engine.media.errors import MediaError
from engine.media.facts import MediaFacts, check_limits
from engine.media.importing import MediaFile, import_media
from engine.media.probing import probe

RED, BLUE = (220, 30, 30), (30, 30, 220)


def _halves(width: int, height: int) -> np.ndarray:
    """Red above, blue below; (height, width, 3) uint8."""
    picture = np.full((height, width, 3), RED, np.uint8)
    picture[height // 2 :] = BLUE
    return picture


def _film(path: Path, width: int, height: int, times_ms: list[int]) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"qp": "8"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv444p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for time_ms in times_ms:
            frame = av.VideoFrame.from_ndarray(_halves(width, height), "rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _pictures(path: Path) -> tuple[list[np.ndarray], list[float]]:
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    return [frame.to_ndarray(format="rgb24") for frame in frames], [float(frame.time or 0) for frame in frames]


def _alone_in(folder: Path, brought: MediaFile) -> bool:
    return {*folder.iterdir()} == {one for one in (brought.path, brought.sound) if one is not None}


def test_a_film_of_odd_size_with_uneven_times_and_sound_becomes_even(tmp_path: Path) -> None:
    silent = _film(tmp_path / "silent.mkv", 161, 91, [0, 40, 200, 240, 520, 960])
    film = tmp_path / "我的 影片 ✨.mp4"
    run_ffmpeg("-i", str(silent), "-f", "lavfi", "-i", "sine=d=1:r=22050", "-c:v", "copy", "-c:a", "aac", str(film))
    facts = probe(film)
    assert (facts.kind, facts.width, facts.height, facts.video_codec) == ("video", 161, 91, "h264")
    assert (facts.audio_codec, facts.sample_rate, facts.channels) == ("aac", 22_050, 1)
    brought = import_media(film, tmp_path / "media")
    pictures, times = _pictures(brought.path)
    assert pictures[0].shape == (90, 160, 3)
    assert np.ptp(np.diff(times)) < 0.002 and times[-1] == pytest.approx(0.96, abs=0.2)
    assert pictures[0][20].mean(0) == pytest.approx(RED, abs=12)
    assert pictures[0][70].mean(0) == pytest.approx(BLUE, abs=12)
    assert brought.sound is not None
    sound, rate = soundfile.read(brought.sound)
    assert rate == 48_000 and len(sound) == pytest.approx(48_000, abs=4_000) and sound.std() > 0.05
    assert _alone_in(tmp_path / "media", brought)
    assert import_media(film, tmp_path / "media") == brought


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_film_stands_upright(tmp_path: Path, turn: int) -> None:
    """``turn`` is what the file asks for, counter-clockwise as ffmpeg's option has it."""
    film = _film(tmp_path / "film.mp4", 64, 48, [0, 40, 80])
    turned = tmp_path / "turned.mp4"
    run_ffmpeg("-display_rotation", str(turn), "-i", str(film), "-c", "copy", str(turned))
    assert probe(turned).rotation_deg == 360 - turn
    picture = _pictures(import_media(turned, tmp_path / "media").path)[0][0]
    expected = np.rot90(_halves(64, 48), turn // 90)
    assert picture.shape == expected.shape
    assert np.abs(picture.astype(int) - expected)[4:-4, 4:-4].mean() < 12


def test_stretched_pixels_become_square(tmp_path: Path) -> None:
    film = _film(tmp_path / "film.mp4", 64, 48, [0, 40])
    wide = tmp_path / "wide.mkv"
    run_ffmpeg("-i", str(film), "-vf", "setsar=2", "-c:v", "libx264", str(wide))
    assert probe(wide).pixel_aspect == pytest.approx(2)
    assert _pictures(import_media(wide, tmp_path / "media").path)[0][0].shape == (48, 128, 3)


def test_transparency_is_kept_and_words_in_a_picture_are_not(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    picture = Image.fromarray(np.dstack([_halves(60, 40), np.full((40, 60), 90, np.uint8)]), "RGBA")
    words = PngInfo()
    words.add_text("Comment", "my secret place")
    picture.save(tmp_path / "alpha.png", pnginfo=words)
    brought = import_media(tmp_path / "alpha.png", tmp_path / "media")
    assert brought.path.suffix == ".png" and b"secret" not in brought.path.read_bytes()
    read = cv2.imread(str(brought.path), cv2.IMREAD_UNCHANGED)
    assert read is not None and read.shape == (40, 60, 4) and (read[..., 3] == 90).all()
    assert tuple(read[5, 5, 2::-1]) == RED


@pytest.mark.parametrize("orientation", [1, 3, 5, 6, 7, 8])
def test_a_turned_photo_stands_upright(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = orientation, "my secret place"
    Image.fromarray(_halves(64, 48)).save(tmp_path / "photo.jpg", exif=exif, quality=95)
    facts = probe(tmp_path / "photo.jpg")
    assert facts.rotation_deg == {3: 180, 4: 180, 5: 270, 6: 90, 7: 90, 8: 270}.get(orientation, 0)
    brought = import_media(tmp_path / "photo.jpg", tmp_path / "media")
    with Image.open(brought.path) as picture:
        assert not picture.getexif() and picture.size == ((64, 48) if orientation < 5 else (48, 64))
        first = picture.convert("RGB").getpixel((4, 4))
    assert b"secret" not in brought.path.read_bytes()
    assert first == pytest.approx(RED if orientation in (1, 2, 5, 8) else BLUE, abs=12)


def test_deep_grey_cmyk_and_foreign_colours_become_srgb(tmp_path: Path) -> None:
    grey = np.linspace(0, 65_535, 64 * 48).reshape(48, 64).astype(np.uint16)
    assert cv2.imwrite(str(tmp_path / "deep.png"), grey)
    read = cv2.imread(str(import_media(tmp_path / "deep.png", tmp_path / "media").path))
    assert read is not None and np.abs(read[..., 0] - grey / 256).max() < 1.5
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    Image.fromarray(_halves(64, 48)).convert("CMYK").save(tmp_path / "print.jpg", quality=95)
    Image.fromarray(_halves(64, 48)).save(tmp_path / "odd.webp", lossless=True, icc_profile=profile)
    Image.fromarray(_halves(64, 48)).convert("P").save(tmp_path / "first.gif", save_all=True, append_images=[])
    Image.fromarray(_halves(64, 48)).save(tmp_path / "scan.tif")
    for name in ("print.jpg", "odd.webp", "first.gif", "scan.tif"):
        picture = cv2.imread(str(import_media(tmp_path / name, tmp_path / "media").path))
        assert picture is not None and picture.shape == (48, 64, 3)
        if name != "odd.webp":
            assert np.abs(picture[5, 5, ::-1].astype(int) - RED).max() < 30  # a palette is coarse


@pytest.mark.parametrize(
    ("suffix", "rate", "channels"),
    [("wav", 44_100, 1), ("wav", 96_000, 2), ("flac", 48_000, 6), ("ogg", 22_050, 2), ("mp3", 48_000, 2),
     ("aiff", 8_000, 1)],
)  # fmt: skip
def test_sounds_become_48_khz(tmp_path: Path, suffix: str, rate: int, channels: int) -> None:
    moments = np.arange(rate) / rate
    sound = np.repeat(0.3 * np.sin(2 * np.pi * 440 * moments)[:, None], channels, axis=1)
    path = tmp_path / f"tune.{suffix}"
    soundfile.write(path, sound, rate)
    facts = probe(path)
    assert (facts.kind, facts.sample_rate, facts.channels) == ("audio", rate, channels)
    assert facts.duration_s == pytest.approx(1, abs=0.1)
    brought = import_media(path, tmp_path / "media")
    read, read_rate = soundfile.read(brought.path, always_2d=True)
    assert read_rate == 48_000 and read.shape[1] == min(channels, 2)
    assert len(read) == pytest.approx(48_000, abs=3_000)
    spectrum = np.abs(np.fft.rfft(read[:48_000, 0], 48_000))
    assert spectrum.argmax() == pytest.approx(440, abs=1)


def test_subtitles_and_texts_become_plain_utf_8(tmp_path: Path) -> None:
    srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\n{\\an8}<i>牛郎与织女</i>\r\n"
    for name, content in {
        "bom.srt": srt.encode("utf-8-sig"), "chinese.srt": srt.encode("gb18030"), "wide.srt": srt.encode("utf-16"),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
        brought = import_media(tmp_path / name, tmp_path / "media")
        assert (brought.facts.kind, brought.facts.entries, brought.facts.duration_s) == ("subtitles", 1, 2.5)
        assert brought.path.read_bytes() == "1\n00:00:01,000 --> 00:00:02,500\n牛郎与织女\n".encode()
    (tmp_path / "story.txt").write_bytes("牛郎与织女".encode("gb18030"))
    assert import_media(tmp_path / "story.txt", tmp_path / "media").path.read_text("utf-8") == "牛郎与织女"


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (MediaFacts("video", 1, 5, 16_384, 64, video_codec="h264"), "8K"),
        (MediaFacts("video", 1, 5, 8_000, 8_000, video_codec="h264"), "8K"),
        (MediaFacts("video", 1, 700, 640, 360, video_codec="h264"), "10"),
        (MediaFacts("video", 1, 5, 4, 4, video_codec="h264"), "few"),
        (MediaFacts("audio", 1, 3700, audio_codec="aac", channels=2, sample_rate=48_000), "one"),
        (MediaFacts("audio", 1, 37, audio_codec="aac", channels=200, sample_rate=48_000), "channels"),
    ],
)
def test_what_no_film_needs_is_refused(facts: MediaFacts, word: str) -> None:
    with pytest.raises(MediaError, match=word):
        check_limits(facts, "a file")


def test_cancelling_ends_the_child_and_leaves_nothing(tmp_path: Path) -> None:
    run_ffmpeg("-f", "lavfi", "-i", "testsrc2=s=1280x720:d=20", "-c:v", "mpeg4", str(tmp_path / "long.avi"))
    cancel = threading.Event()
    asked: list[float] = []

    def stop() -> None:
        asked.append(time.monotonic())
        cancel.set()

    threading.Timer(1.0, stop).start()
    with pytest.raises(Cancelled):
        import_media(tmp_path / "long.avi", tmp_path / "media", cancel)
    assert time.monotonic() - asked[0] < 1.0
    assert list((tmp_path / "media").iterdir()) == []
    assert not [one for one in psutil.Process().children(recursive=True) if "ffmpeg" in one.name()]
