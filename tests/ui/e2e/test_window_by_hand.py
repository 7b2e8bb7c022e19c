"""Inspector, command palette, language and export with a real mouse and real keys."""

from __future__ import annotations

from pathlib import Path

import av

from storyboard.file import save
from storyboard.model import Narration
from tests.ui.e2e.conftest import NAMES, small_board
from tests.ui.e2e.driver import Driver

FILM_S = 120.0
"""So long a slow machine may take for the small film, the first one of its queue."""


def test_a_line_typed_in_the_inspector_is_one_step(studio: Driver) -> None:
    studio.screen.click(studio.shot(1))
    studio.until(lambda: studio.ask("words", name="title") == "Swan", "the inspector")
    studio.click("line")
    studio.screen.type("A swan of stars.")
    studio.until(lambda: studio.ask("board")["shots"][1].get("line") == "A swan of stars.", "the line")
    assert studio.state("undo") == 1
    studio.screen.key("ctrl+z")
    studio.until(lambda: studio.ask("words", name="line") == "", "undo, also in the field")
    assert "line" not in studio.ask("board")["shots"][1]


def test_the_palette_finds_and_runs_a_command(studio: Driver) -> None:
    studio.screen.click(studio.shot(2, across=0.7))
    studio.screen.key("ctrl+k")
    studio.until(lambda: studio.ask("visible", name="commandPalette"), "the palette")
    studio.screen.type("duplic")
    studio.screen.key("Return")
    studio.until(lambda: len(studio.ids()) == len(NAMES) + 1, "the copy")
    assert studio.ids()[:3] == ["lyre", "swan", "eagle"] and studio.ids()[4] == "bear"
    assert not studio.ask("visible", name="commandPalette")


def test_the_language_is_switched_in_the_menu(studio: Driver) -> None:
    studio.choose("View", "语言 · Language", "简体中文")
    studio.until(lambda: studio.ask("entry", words="文件(F)"), "Chinese")
    studio.screen.click(studio.shot(0, across=0.3))
    with studio.unedited():
        studio.choose("视图(V)", "语言 · Language", "English")
    studio.until(lambda: studio.ask("entry", words="File"), "English")


def test_the_film_is_exported_and_holds_what_the_storyboard_says(studio: Driver, tmp_path: Path) -> None:
    board = small_board()
    lines = [shot.model_copy(update={"line": f"The {shot.id} rises.", "duration_s": None}) for shot in board.shots]
    told = board.model_copy(update={"shots": tuple(lines), "narration": Narration()})
    save(told, tmp_path / "told.starloom")
    studio.open(tmp_path / "told.starloom")
    studio.screen.key("ctrl+e")
    studio.click("exportQuality0")
    studio.screen.click(studio.widget("export_soft_captions", across=0.05))
    studio.screen.click(studio.widget("exportName"), times=3)
    studio.screen.type("by hand")
    studio.until(lambda: studio.ask("words", name="exportName").startswith("by hand"), "the name")
    studio.click("exportStart")
    studio.until(lambda: studio.ask("visible", name="queuePanel"), "the queue")
    film = studio.films / "by hand.mp4"
    studio.until(film.is_file, "the film", FILM_S)
    studio.until(lambda: all(job["state"] == "done" for job in studio.ask("jobs")), "the queue's end", FILM_S)
    last = studio.ask("spans")[-1]
    frames, loudest, captions = read(film)
    assert frames == last[0] + last[1]
    assert loudest > 0.02
    assert [words.strip() for words in captions if words.strip()] == [shot.line for shot in told.shots]
    studio.screen.key("ctrl+j")


def read(film: Path) -> tuple[int, float, list[str]]:
    """Frames, the loudest sample, and the captions of a film, all decoded."""
    with av.open(str(film)) as file:
        frames = sum(1 for _ in file.decode(video=0))
    with av.open(str(film)) as file:
        loudest = max(float(abs(frame.to_ndarray()).max()) for frame in file.decode(audio=0))
    with av.open(str(film)) as file:
        captions = [_caption(bytes(packet)) for packet in file.demux(subtitles=0) if packet.size > 2]
    return frames, loudest, captions


def _caption(packet: bytes) -> str:
    """The words of a packet of timed text: their length in two bytes, then they."""
    return packet[2 : 2 + int.from_bytes(packet[:2], "big")].decode("utf-8")
