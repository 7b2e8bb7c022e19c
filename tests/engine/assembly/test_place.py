"""Places of films: refused before any work is done, and swept of what dead runs have left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.assembly.place import check_room, check_target, part_path, sweep_parts
from engine.errors import BadInput


def test_a_folder_that_is_missing_or_no_folder_is_named(tmp_path: Path) -> None:
    check_target(tmp_path / "new 🌌 film.mp4")
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="no folder .*nowhere"):
        check_target(tmp_path / "nowhere" / "film.mp4")
    with pytest.raises(BadInput, match="no folder .*file"):
        check_target(tmp_path / "file" / "film.mp4")
    with pytest.raises(BadInput, match="is a folder: name the film"):
        check_target(tmp_path)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that nobody can write")
def test_a_folder_that_cannot_be_written_is_named() -> None:
    with pytest.raises(BadInput, match=r"/proc/\d+ cannot be written"):
        check_target(Path("/proc/self/film.mp4"))


def test_a_disk_without_room_is_refused(tmp_path: Path) -> None:
    free = shutil.disk_usage(tmp_path).free
    check_room({tmp_path: 0, tmp_path / "not yet there": 1000})
    with pytest.raises(BadInput, match="free some space") as refused:
        check_room({tmp_path: free * 2})
    assert str(tmp_path) in str(refused.value) and "MB" in str(refused.value)
    with pytest.raises(BadInput, match="and"):
        # two folders of one disk share its room
        check_room({tmp_path: round(free * 0.6), tmp_path.parent: round(free * 0.6)})


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a file system without room")
def test_half_a_gigabyte_must_be_free_however_short_the_film() -> None:
    with pytest.raises(BadInput, match="needs about 500 MB"):
        check_room({Path("/proc/self"): 0})


def test_leftovers_of_dead_runs_are_swept_and_nothing_else(tmp_path: Path) -> None:
    film = tmp_path / "七夕 [1] 🌌.mp4"
    program = "import sys; from pathlib import Path; from engine.assembly.place import part_path\n" + (
        "for step in ('', '.whole'): part_path(Path(sys.argv[1]), step).touch()"
    )
    for name in (film, tmp_path / "other.mp4"):
        subprocess.run([sys.executable, "-c", program, str(name)], check=True, timeout=60)
    left = set(tmp_path.iterdir())
    assert len(left) == 4
    mine = part_path(film)
    mine.touch()
    (tmp_path / ".七夕 [1] 🌌.notes.part.mp4").touch()
    film.touch()
    sweep_parts(film)
    kept = {entry.name for entry in tmp_path.iterdir() if "other" not in entry.name}
    assert kept == {film.name, mine.name, ".七夕 [1] 🌌.notes.part.mp4"}
    assert sum("other" in entry.name for entry in tmp_path.iterdir()) == 2


def test_a_name_as_long_as_the_disk_allows_has_room_for_its_part(tmp_path: Path) -> None:
    film = tmp_path / f"{'🌌' * 62}.mp4"
    film.touch()
    part = part_path(film, ".whole")
    part.touch()
    assert part.parent == film.parent and str(os.getpid()) in part.name
    assert len(part.name.encode()) < 200
