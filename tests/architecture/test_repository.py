"""Rules about the files of this repository."""

from __future__ import annotations

import ast
import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "assets", "engine", "packaging", "storyboard", "ui")

MEGABYTE = 1_000_000
LARGEST = 5 * MEGABYTE
ALL_TOGETHER = 80 * MEGABYTE
LARGE_DATA = {"assets/fonts/StarloomKai-Regular.ttf"}  # the letters of all captions, Chinese included
FILMS = {".mp4", ".mov", ".mkv", ".webm", ".avi", ".gif", ".m4v"}
LONGEST_FILE, LONGEST_CLASS = 400, 250


@cache
def files() -> tuple[str, ...]:
    """Every file that is ours, by its path from the root: what git knows or would take; all where there is no git."""
    try:
        listed = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True,
                                check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = []
        for folder, folders, names in os.walk(ROOT):
            folders[:] = [name for name in folders if name != "__pycache__" and (name == ".ci" or name[0] != ".")]
            listed += [(Path(folder) / name).relative_to(ROOT).as_posix() for name in names]
    return tuple(name for name in listed if name and (ROOT / name).is_file())


def python_files() -> list[Path]:
    return [ROOT / name for name in files() if name.endswith(".py") and name.partition("/")[0] in CODE]


def test_there_is_something_to_look_at() -> None:
    assert {"pyproject.toml", "packaging/bootstrap.py", "engine/film.py"} <= set(files())


def test_no_file_is_large_but_the_listed_data() -> None:
    large = {name for name in files() if (ROOT / name).stat().st_size > LARGEST}
    assert large <= LARGE_DATA


def test_the_whole_stays_small() -> None:
    assert sum((ROOT / name).stat().st_size for name in files()) < ALL_TOGETHER


def test_no_films_are_kept() -> None:
    assert [name for name in files() if Path(name).suffix.lower() in FILMS] == []


def test_packaging_is_a_folder_and_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), "it would hide the library of that name"


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in python_files() if path.relative_to(ROOT).parts[0] != "packaging"}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_tests_are_no_packages() -> None:
    assert [name for name in files() if name.startswith("tests/") and name.endswith("__init__.py")] == []


def test_files_and_classes_are_short() -> None:
    long = []
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") >= LONGEST_FILE:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_CLASS:
                long.append(f"{path.relative_to(ROOT)}: class {node.name}")
    assert long == []


def test_the_licence_is_there_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
