"""Sky cultures that a person has added: copies of their folders among the user's data."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from engine.content import file_digest
from engine.errors import BadInput
from engine.folders import data_folder
from engine.sky.cultures.culture import BUILT_IN, Culture
from engine.sky.cultures.stellarium import INDEX, read_culture


def cultures_folder() -> Path:
    """Where added cultures lie, one folder each, named by id; it may not exist yet."""
    return data_folder() / "cultures"


def installed_ids() -> tuple[str, ...]:
    """Ids of the added cultures, sorted."""
    try:
        return tuple(sorted(path.parent.name for path in cultures_folder().glob(f"*/{INDEX}")))
    except OSError:
        return ()


def installed_culture(culture_id: str) -> Culture:
    """An added culture.

    Raises:
        BadInput: its folder has been damaged.
    """
    folder = cultures_folder() / culture_id
    return _read(folder, (folder / INDEX).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(folder: Path, _changed: int) -> Culture:
    return read_culture(folder)


def culture_version(culture_id: str) -> str:
    """A digest of an added culture's files, the same as long as they are; empty for what Starloom brings along."""
    if culture_id not in installed_ids():
        return ""
    digest = hashlib.sha256()
    for path in sorted((cultures_folder() / culture_id).rglob("*")):
        if path.is_file():
            digest.update(file_digest(path).encode("ascii"))
    return digest.hexdigest()[:16]


def install_culture(folder: Path) -> Culture:
    """Check a Stellarium sky culture and copy what is used of it to the user's data; an older copy is replaced.

    Raises:
        BadInput: the culture is wrong, has a name that is taken, or cannot be copied.
    """
    culture = read_culture(folder)
    if culture.id in BUILT_IN:
        raise BadInput(f"{folder / INDEX}: 'id' is '{culture.id}', a culture that Starloom brings along: rename it.")
    target = cultures_folder() / culture.id
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as fresh:
            copy = Path(fresh, "culture")
            copy.mkdir()
            shutil.copyfile(folder / INDEX, copy / INDEX)
            for figure in culture.all_figures():
                if figure.art is not None:
                    place = copy / figure.art.file.relative_to(folder.resolve())
                    place.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(figure.art.file, place)
            for text in folder.glob("*.md"):
                shutil.copyfile(text, copy / text.name)
            if target.exists():
                target.rename(Path(fresh, "old"))
            copy.rename(target)
    except OSError as error:
        raise BadInput(f"The culture cannot be copied to {target} ({error.strerror}): free that folder.") from None
    return culture
