"""Exports of every shape and quality, and what is written into a film and beside it, read back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import av
import cv2
import imageio_ffmpeg
import numpy as np
import pytest
import soundfile

from engine.assembly.encoders import works
from engine.assembly.facts import read_back
from engine.assembly.label import read_label
from engine.assembly.posters import cover
from engine.errors import BadInput
from engine.events import Event, FilmFinished
from engine.film import render_film
from engine.film_settings import FilmSettings
from storyboard.model import Canvas, Captions, Music, Narration, Scene, Shot, Storyboard, Transition, View
from storyboard.timing import schedule

SUMMER = Scene(view=View(kind="sky", ra_deg=290, dec_deg=25))
WINTER = Scene(view=View(kind="sky", ra_deg=85, dec_deg=5))
HAND_OVER = Transition(frames=6)
SILENT = Music(enabled=False)
FPS = 12


def _story(width: int = 160, height: int = 90, **changes: Any) -> Storyboard:
    values: dict[str, Any] = {
        "title": "两颗星", "language": "zh", "narration": Narration(enabled=False),
        "canvas": Canvas(width=width, height=height, fps=FPS),
        "shots": (
            Shot(id="a", title="夏", line="织女星在西岸。", duration_s=2, scene=SUMMER, transition=HAND_OVER),
            Shot(id="b/é", title="冬", line="参宿四是红色的。", duration_s=2, scene=WINTER),
        ),
    }  # fmt: skip
    return Storyboard(**{**values, **changes})


def _render(story: Storyboard, path: Path, settings: FilmSettings) -> FilmFinished:
    events: list[Event] = []
    render_film(story, path, settings=settings, report=events.append)
    finished = events[-1]
    assert isinstance(finished, FilmFinished)
    return finished


@pytest.mark.parametrize(
    ("size", "quality", "encoder", "codec", "pixels", "profile"),
    [
        ((160, 90), "draft", "x264", "h264", "yuv420p", "Constrained Baseline"),
        ((90, 160), "standard", "auto", "h264", "yuv420p", "Main"),
        ((96, 96), "master", "x264", "h264", "yuv420p", "Main"),
        ((128, 96), "standard", "hevc10", "hevc", "yuv420p10le", "Main 10"),
        ((160, 90), "master", "prores", "prores", "yuv422p10le", "HQ"),
    ],
)
def test_a_film_of_every_shape_and_quality(tmp_path: Path, size, quality, encoder, codec, pixels, profile) -> None:
    if encoder in ("hevc10", "prores") and not works(encoder, quality, *size, FPS):
        pytest.skip(f"{encoder} is not built into this PyAV")
    path = tmp_path / ("film.mov" if encoder == "prores" else "film.mp4")
    finished = _render(_story(*size, music=SILENT), path, FilmSettings(quality=quality, encoder=encoder))
    facts = read_back(path)
    assert (facts.width, facts.height) == size
    assert (facts.video_codec, facts.pixel_format, facts.video_profile) == (codec, pixels, profile)
    assert facts.frames == finished.frames == schedule(_story(), {}).total_frames
    assert facts.constant_rate and facts.faststart
    assert (facts.colour_primaries, facts.colour_transfer, facts.colour_matrix) == (1, 1, 1)
    assert abs(facts.audio_end_s - facts.video_end_s) < 0.1
    assert [chapter[0] for chapter in facts.chapters] == ["夏", "冬"] and facts.title == "两颗星"
    assert read_label(path) is None


def test_prores_wants_a_mov(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="film.mov"):
        _render(_story(), tmp_path / "film.mp4", FilmSettings(encoder="prores"))
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> FilmFinished:
    settings = FilmSettings(
        soft_captions=True, vtt=True, posters=True, stems=True, ai_label=True, artist="某人; = #", copyright="© 2026",
        comment="one\ntwo", description="d", date="2026",
    )  # fmt: skip
    path = tmp_path_factory.mktemp("films") / "两颗星 🌟.mp4"
    return _render(_story(captions=Captions(enabled=False)), path, settings)


def test_the_label_is_in_the_film_once_and_spares_all_else(full: FilmFinished) -> None:
    fields = read_label(full.path)
    assert fields is not None and fields["Label"] == "1" and fields["ContentProducer"] == "Starloom"
    assert full.path.read_bytes().count(b"AIGC") == 1
    facts = read_back(full.path)
    assert facts.title == "两颗星" and facts.language == "chi" and facts.faststart
    assert [chapter[0] for chapter in facts.chapters] == ["夏", "冬"]


def test_the_mark_is_seen_for_two_seconds_and_then_gone(full: FilmFinished, tmp_path: Path) -> None:
    same = _story(captions=Captions(enabled=False), music=SILENT)
    plain = _render(same, tmp_path / "plain.mp4", FilmSettings(ai_label=False))
    with av.open(str(full.path)) as marked, av.open(str(plain.path)) as unmarked:
        corners = [
            np.abs(a.to_ndarray(format="gray").astype(int) - b.to_ndarray(format="gray"))[:20, :80].max()
            for a, b in zip(marked.decode(video=0), unmarked.decode(video=0), strict=True)
        ]
    assert min(corners[: 2 * FPS]) > 90
    assert max(corners[-1:]) < 40
    assert read_label(plain.path) is None


def test_tags_and_captions_are_there_for_players(full: FilmFinished) -> None:
    with av.open(str(full.path)) as container:
        tags = container.metadata
        assert (tags["artist"], tags["copyright"], tags["date"]) == ("某人; = #", "© 2026", "2026")
        assert (tags["comment"], tags["description"]) == ("one\ntwo", "d")
        words = container.streams.subtitles[0]
        assert words.codec_context.name == "mov_text" and words.metadata["language"] == "chi"
        texts = b"".join(bytes(packet) for packet in container.demux(words)).decode("utf-8", "ignore")
    assert "织女星在西岸。" in texts and "参宿四是红色的。" in texts
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-i", str(full.path)]
    seen = subprocess.run(command, capture_output=True, check=False).stderr.decode("utf-8")
    assert "Subtitle: mov_text" in seen and "某人" in seen and "AIGC" in seen and "title           : 夏" in seen


def test_captions_for_the_web(full: FilmFinished) -> None:
    text = full.path.with_suffix(".vtt").read_text(encoding="utf-8")
    assert text.startswith("WEBVTT\n\n") and "织女星在西岸。" in text and text.count("-->") == 2


def test_a_cover_and_a_picture_of_every_shot(full: FilmFinished) -> None:
    pictures = [Path(name) for name in full.beside if name.endswith(".jpg")]
    assert [path.name for path in pictures] == ["两颗星 🌟.cover.jpg", "01-a.jpg", "02-b-é.jpg"]
    for path in pictures:
        picture = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None and picture.shape == (90, 160, 3)
        assert picture.std() > 5


@pytest.mark.parametrize(
    ("title", "language", "size"),
    [
        ("七夕", "zh", (640, 360)), ("七夕", "zh", (360, 640)), ("Andromeda and the Sea Monster", "en", (640, 360)),
        ("一个很长很长很长：讲也讲不完的星空的故事", "zh", (360, 360)), ("Orion", "en", (480, 360)),
        ("", "en", (360, 640)),
    ],
)  # fmt: skip
def test_a_title_stands_inside_the_cover(title, language, size) -> None:
    night = np.full((size[1], size[0], 3), 30, np.uint8)
    lettered = cover(night, title, language)
    bright = lettered.min(-1) > 150
    assert bright.any() == bool(title)
    margin = round(0.03 * min(size))
    inside = np.zeros_like(bright)
    inside[margin:-margin, margin:-margin] = True
    assert not (bright & ~inside).any()


def test_the_stems_add_up_to_the_mix(full: FilmFinished) -> None:
    """But for its loudness: the mix is one factor of their sum wherever the limiter did nothing."""
    stems = [Path(name) for name in full.beside if name.endswith(".wav")]
    assert [path.stem for path in stems] == ["music"]
    read = [soundfile.read(path, dtype="float32") for path in stems]
    assert all(rate == 48_000 and sound.shape == (full.frames * 48_000 // FPS, 2) for sound, rate in read)
    total = np.sum([sound for sound, _ in read], axis=0)
    with av.open(str(full.path)) as container:
        heard = np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1).T[: len(total)]
    assert np.corrcoef(total[:, 0], heard[:, 0])[0, 1] > 0.98


def test_the_edit_decision_list(tmp_path: Path) -> None:
    otio: Any = pytest.importorskip("opentimelineio")
    film = tmp_path / "星 film.mp4"
    finished = _render(_story(music=SILENT), film, FilmSettings(edl=True, edl_media=True))
    timeline = otio.adapters.read_from_file(str(film.with_suffix(".otio")))
    picture, sound = timeline.tracks
    assert [child.schema_name() for child in picture] == ["Clip", "Transition", "Clip"]
    first, transition, second = picture
    assert picture.duration().value == sound.duration().value == finished.frames
    assert transition.transition_type == "SMPTE_Dissolve"
    assert transition.in_offset.value + transition.out_offset.value == 48 - finished.frames
    for clip in (first, second):
        assert clip.visible_range().start_time.value == 0 and clip.visible_range().duration.value == 24
        place = otio.url_utils.filepath_from_url(clip.media_reference.target_url)
        with av.open(str(tmp_path / place)) as container:
            assert sum(1 for _ in container.decode(video=0)) == 24
    assert [marker.name for marker in picture.markers] == ["织女星在西岸。", "参宿四是红色的。"]
    assert otio.url_utils.filepath_from_url(sound[0].media_reference.target_url) == "星 film.mp4"
