"""Earlier versions of a storyboard."""

from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path

import pytest

from storyboard import backups
from storyboard.backups import KEPT, backups_folder, backups_of
from storyboard.errors import StoryboardError
from storyboard.file import load, restore, save
from storyboard.model import Shot, Storyboard

BOARD = Storyboard(shots=(Shot(id="a"),))


def _save(path: Path, *titles: str) -> None:
    for title in titles:
        save(BOARD.model_copy(update={"title": title}), path)


def _titles(path: Path) -> list[str]:
    return [load(backup.path).title for backup in backups_of(path)]


def _without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: object, target: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.parametrize("links", [True, False])
def test_the_last_ten_and_the_first_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        _without_links(monkeypatch)
    path = tmp_path / "七夕 🌌.starloom"
    _save(path, *(str(number) for number in range(15)))
    assert load(path).title == "14"
    assert _titles(path) == ["13", "12", "11", "10", "9", "8", "7", "6", "5", "4", "0"]
    assert [name.name for name in tmp_path.iterdir() if not name.name.startswith(".")] == [path.name]


def test_the_version_before_each_program_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.starloom"
    for program, titles in (("1.0", ("first", "second")), ("2.0", ("third", "fourth")), ("3.0", ())):
        monkeypatch.setattr(backups, "VERSION", program)
        _save(path, *titles, *(f"{program}-{number}" for number in range(KEPT + 3)))
    kept = _titles(path)
    assert kept[KEPT:] == ["2.0-12", "1.0-12", "first"], "what each program found when it first saved"
    assert {backup.program for backup in backups_of(path)} == {"1.0", "2.0", "3.0"}


def test_a_backup_says_which_version_replaced_it(tmp_path: Path) -> None:
    _save(tmp_path / "x.starloom", "old", "new")
    project = Path(__file__).resolve().parents[2] / "pyproject.toml"
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    assert [backup.program for backup in backups_of(tmp_path / "x.starloom")] == [version]


def test_a_link_leads_to_the_versions_of_its_file(tmp_path: Path) -> None:
    path, link = tmp_path / "x.starloom", tmp_path / "elsewhere" / "link.starloom"
    link.parent.mkdir()
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    _save(path, "old")
    _save(link, "new")
    assert _titles(link) == _titles(path) == ["old"]
    restore(backups_of(link)[0], link)
    assert load(path).title == "old"
    assert _titles(path) == ["new", "old"]
    assert link.is_symlink()


def test_a_clock_set_back_loses_no_version(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "a", "b")
    backup = backups_of(path)[0]
    ahead = backup.path.with_name(f"2999{backup.path.name[4:]}")
    backup.path.rename(ahead)
    _save(path, *(str(number) for number in range(KEPT + 2)))
    assert _titles(path) == [*(str(number) for number in range(KEPT, 0, -1)), "a"]


def test_links_cost_no_space(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "old")
    file = path.stat().st_ino
    _save(path, "new")
    assert [backup.path.stat().st_ino for backup in backups_of(path)] == [file]


def test_saving_the_same_again_pushes_nothing_out(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "old", "new", "new", "new")
    assert _titles(path) == ["old"]


@pytest.mark.parametrize("links", [True, False])
def test_a_save_that_failed_leaves_no_second_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "old", "present")
    if not links:
        _without_links(monkeypatch)
    replace = os.replace

    def full(source: object, target: object) -> None:
        if Path(str(target)) == path:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(str(source), str(target))

    for _ in range(3):
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(StoryboardError, match="No space left"):
            _save(path, "new")
    monkeypatch.setattr(os, "replace", replace)
    _save(path, "new")
    assert _titles(path) == ["present", "old"]


def test_a_version_comes_back_and_the_present_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "good", "spoilt")
    restore(backups_of(path)[0], path)
    assert load(path).title == "good"
    assert _titles(path) == ["spoilt", "good"]
    _save(path, "later")
    assert _titles(path)[0] == "good"


def test_a_damaged_version_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "good", "present")
    backup = backups_of(path)[0]
    backup.path.write_bytes(backup.path.read_bytes()[:-9])
    with pytest.raises(StoryboardError, match="no JSON"):
        restore(backup, path)
    assert load(path).title == "present"


def test_foreign_files_among_the_backups_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.starloom"
    _save(path, "old", "new")
    note = backups_folder(path) / "note.txt"
    note.write_text("mine")
    _save(path, *(str(number) for number in range(KEPT + 3)))
    assert note.read_text() == "mine"
