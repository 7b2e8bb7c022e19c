"""Where a person's files lie that a storyboard uses: where they were, beside the storyboard, or, while that has no file
yet, in the program's own folder."""

from __future__ import annotations

import threading
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from engine.cancelling import cancelled
from engine.folders import data_folder
from storyboard.media import KINDS, import_media, media_folder, name_beside

if TYPE_CHECKING:
    from engine.media.facts import MediaFacts


def untitled_media() -> Path:
    """Where files are copied for storyboards that have no file yet; it may not exist."""
    return media_folder(_untitled())


def _untitled() -> Path:
    return data_folder() / "untitled" / "untitled.starloom"


class MediaHome:
    """Takes in files for one storyboard.

    What lies beside or below the storyboard's file stays where it is. A picture that comes from elsewhere is copied
    upright and bare of what else its file tells (where and when it was taken); a film or a sound is copied as it is, or
    in our own format where its name does not say what it is.
    """

    def __init__(self, storyboard: Path | None, cancel: threading.Event) -> None:
        """``storyboard``: its file, None while it has none. ``cancel``: ends what is being taken in."""
        self._cancel = cancel
        self._storyboard = storyboard if storyboard is not None else _untitled()
        self._stays = storyboard.resolve().parent if storyboard is not None else None

    def keep(self, file: Path, facts: MediaFacts) -> Path:
        """Where a file that was looked at lies from now on.

        Raises:
            EngineError, StoryboardError: it cannot be copied.
            Cancelled: the work was given up.
        """
        named = file.suffix.lower() in KINDS
        if named and (facts.kind != "image" or self._is_beside(file)):
            return self.keep_as_it_is(file)
        from engine.media.importing import import_media as import_converted  # loads the painter of captions, too

        self._make()
        return import_converted(file, media_folder(self._storyboard), self._cancel).path

    def keep_as_it_is(self, file: Path) -> Path:
        """Where a file lies from now on that must not change a byte.

        Raises:
            StoryboardError: it cannot be copied.
            Cancelled: the work was given up.
        """
        return file.resolve() if self._is_beside(file) else self.copy(file)

    def copy(self, file: Path) -> Path:
        """A copy of a file, byte by byte.

        Raises:
            StoryboardError: it cannot be copied.
            Cancelled: the work was given up.
        """
        self._make()
        return self._storyboard.parent / import_media(file, self._storyboard, self._go_on)

    def _go_on(self) -> None:
        if self._cancel.is_set():
            raise cancelled()

    def _is_beside(self, file: Path) -> bool:
        return self._stays is not None and file.resolve().is_relative_to(self._stays)

    def _make(self) -> None:
        if self._stays is None:
            self._storyboard.parent.mkdir(parents=True, exist_ok=True)


def settled_names(names: Collection[str], base: Path, path: Path) -> dict[str, str]:
    """New names for files that a storyboard uses which is to be saved in the file ``path``, by their present ones:
    files that were copied while it had none come into its own folder, all others are named so that they are found from
    there. Names that stay are left out.

    Args:
        names: as the storyboard has them.
        base: the folder that relative ones start from so far.

    Raises:
        StoryboardError: a file cannot be copied.
    """
    waiting, home = untitled_media().resolve(), path.resolve().parent
    new = {}
    for name in names:
        file = (base / name).resolve()
        if file.is_relative_to(waiting) and file.is_file():
            new[name] = import_media(file, path.resolve())
        elif base.resolve() != home:
            new[name] = name_beside(file, home)
    return {old: name for old, name in new.items() if old != name}
