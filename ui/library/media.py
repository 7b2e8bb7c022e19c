"""A person's own files: those that the storyboard uses, and those that were brought in since the window opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeDatabase

from storyboard.model import Storyboard

Kind = Literal["image", "video", "audio", "text", "other"]
ICONS: dict[Kind, str] = {
    "image": "file-image", "video": "file-video", "audio": "file-music", "text": "file-text", "other": "file-text",
}  # fmt: skip


@dataclass(frozen=True)
class MediaItem:
    """A file: where it lies, what it is, the shot that shows it ("" none), whether the storyboard uses it."""

    path: Path
    kind: Kind
    shot_id: str = ""
    used: bool = False
    there: bool = True


def kind_of(path: Path) -> Kind:
    """What a file is, by its name."""
    kind = QMimeDatabase().mimeTypeForFile(str(path), QMimeDatabase.MatchMode.MatchExtension).name().partition("/")[0]
    return kind if kind in ICONS else "other"  # type: ignore[return-value]


def media_of(storyboard: Storyboard, base: Path, brought: Iterable[str] = ()) -> list[MediaItem]:
    """The files of a storyboard in the order of its shots, then its music, then what else was brought in.

    Args:
        storyboard: the document.
        base: the folder that relative paths start from.
        brought: files that were brought in, as the document names files.
    """
    shots: dict[str, str] = {}
    for shot in storyboard.shots:
        if shot.footage is not None:
            shots.setdefault(shot.footage.file, shot.id)
    used = list(shots)
    if storyboard.music.file is not None:
        used.append(storyboard.music.file)
    used += [known.path for known in storyboard.media]
    items: dict[Path, MediaItem] = {}
    for name in [*used, *brought]:
        path = base / name
        if path not in items:
            items[path] = MediaItem(path, kind_of(path), shots.get(name, ""), name in used, path.is_file())
    return list(items.values())
