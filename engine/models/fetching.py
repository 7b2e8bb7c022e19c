"""A whole model from a hub to its folder: what is needed, whether it fits on the disk, file after file."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.errors import BadInput
from engine.jobs.owner import is_running, this_program
from engine.models.card import ModelCard, Source, Weights
from engine.models.catalogue import named
from engine.models.converted import remove_converted
from engine.models.download import FIRST_WAIT_S, DiskError, fetch_file
from engine.models.hub import Hub, Listing
from engine.models.manifest import (
    BASE,
    EXPERTS,
    KeptFile,
    Manifest,
    part_names,
    part_of,
    read_manifest,
    write_manifest,
)
from engine.models.web import offline
from storyboard.atomic import PART

LOCK = ".fetching"
SPARE_BYTES = 2_000_000_000
"""What a disk keeps free beside the model."""
TOLD_EVERY_S = 0.1


@dataclass(frozen=True)
class FetchProgress:
    """How far a fetch is: the file at hand, how many files there are, and the bytes that are here of all of them."""

    path: str
    number: int
    files: int
    done: int
    total: int


@dataclass(frozen=True)
class Fetched:
    """A model is here: where, how many bytes it has, and how many of them came now."""

    folder: Path
    size: int
    new: int


Report = Callable[[FetchProgress], None]


def fetch_model(
    card: ModelCard, weights: Weights, models: Path, hub: Hub, report: Report, cancel: threading.Event,
    *, kind: str = "hub", first_wait_s: float = FIRST_WAIT_S,
) -> Fetched:  # fmt: skip
    """Bring one form of a model's weights to its folder, with the recipe that its card samples by.

    What is here is not fetched again; what an earlier fetch began is gone on with, at the commit it began with.

    Args:
        models: the folder of all models.
        kind: what the hub is called in the settings; it is noted beside the files.

    Raises:
        BadInput: the hub does not have it, or another Starloom is fetching it.
        DiskError: there is too little room, or the disk does not let us write.
        EngineError: no network, or something else came than the hub described.
        Cancelled: ``cancel`` was set; what came is kept.
    """
    return _fetch_parts(card, part_names(card, weights), models, hub, report, cancel, kind, first_wait_s)


def repair_model(
    card: ModelCard, models: Path, hub: Hub, report: Report, cancel: threading.Event, *, kind: str = "hub"
) -> Fetched:
    """Bring anew what is missing of all that was ever fetched of a model.

    Raises:
        BadInput: nothing of it is here, or another Starloom is fetching it.
        EngineError: as of `fetch_model`.
        Cancelled: ``cancel`` was set; what came is kept.
    """
    manifest = read_manifest(models / card.id)
    if manifest is None:
        raise BadInput(f"{card.title} is not on this machine: starloom models fetch {card.id}.")
    return _fetch_parts(card, tuple(manifest.parts), models, hub, report, cancel, kind, FIRST_WAIT_S)


def _fetch_parts(
    card: ModelCard, names: tuple[str, ...], models: Path, hub: Hub, report: Report, cancel: threading.Event,
    kind: str, first_wait_s: float,
) -> Fetched:  # fmt: skip
    folder = models / card.id
    with _alone(folder, card):
        manifest = _planned(card, names, folder, hub, kind, cancel)
        files = [(manifest.parts[name], file) for name in names for file in manifest.parts[name].files]
        before = sum(_here(folder, file) for _, file in files)
        total = sum(file.size for _, file in files)
        if before < total:
            _check_online(card)
            _check_room(folder, total - before)
        teller = _Teller(report, len(files), total)
        for part, file in files:
            teller.begin(file, _here(folder, file))
            _drop_wrong_size(folder, file)
            address = hub.address(Listing(part.repository, "", (), part.revision), file.path)
            fetch_file(file.remote, address, folder / file.place, cancel, teller.came,
                       token=hub.token, first_wait_s=first_wait_s)  # fmt: skip
            teller.finish()
        return Fetched(folder, total, total - before)


def remove_model(card: ModelCard, models: Path, weights: Weights | None = None) -> int:
    """Remove a model, or only one form of its weights, or only the recipe that its card samples by, with what was
    converted of them here; returns the bytes freed.

    Raises:
        BadInput: there is nothing to remove.
        DiskError: the system does not let us.
    """
    folder = models / card.id
    manifest = read_manifest(folder)
    if manifest is None:
        raise BadInput(f"{card.title} is not on this machine: there is nothing to remove.")
    only = card.recipe or (part_names(card, weights)[1] if weights is not None else "")
    try:
        with _alone(folder, card):
            if not only or (not card.recipe and set(manifest.parts) <= {BASE, only}):
                freed = remove_converted(folder)
                freed += sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
                shutil.rmtree(folder)
                return freed
            if only not in manifest.parts:
                raise BadInput(f"{card.title} has no {only} on this machine: there is nothing to remove.")
            freed = remove_converted(folder) if only == EXPERTS else 0  # what was made of them is of no use alone
            freed += sum(_removed(folder / file.place) for file in manifest.parts[only].files)
            write_manifest(folder, manifest.without_parts((only,)))
            return freed
    except OSError as error:
        raise DiskError(f"{folder} cannot be removed ({error.strerror}): close what uses it.") from error


# -- what is needed ----------------------------------------------------------------------------------------------------


def _planned(
    card: ModelCard, names: tuple[str, ...], folder: Path, hub: Hub, kind: str, cancel: threading.Event
) -> Manifest:  # fmt: skip
    """The manifest with every part that is wanted; parts that are new to it are looked up at the hub."""
    manifest = read_manifest(folder) or Manifest(card.id)
    listings: dict[Source, Listing] = {}
    for name in names:
        if name in manifest.parts and manifest.parts[name].hub == kind:
            continue
        _check_online(card)
        source = _source(card, name)
        listing = listings.get(source) or hub.listing(source, cancel)
        listings[source] = listing
        manifest = manifest.with_part(name, part_of(card, name, listing, kind))
        _keep(folder, manifest)
    return manifest


def _source(card: ModelCard, part: str) -> Source:
    source = card.source
    if part not in (BASE, EXPERTS):
        recipe = next((recipe for recipe in card.recipes if recipe.id == part), None)
        source = recipe.source if recipe else card.weights_called(part).source
    if source is None:
        raise BadInput(f"{card.title} has no repository in the catalogue: put it among the models by hand.")
    return source


def _keep(folder: Path, manifest: Manifest) -> None:
    try:
        write_manifest(folder, manifest)
    except OSError as error:
        raise DiskError(f"{folder} cannot be written ({error.strerror}): choose another folder for models with "
                        "starloom settings models.folder.") from error  # fmt: skip


def _check_online(card: ModelCard) -> None:
    if offline():
        raise BadInput(f"{named(card)} is not all here, and HF_HUB_OFFLINE forbids the network: unset it to fetch.")


def _check_room(folder: Path, missing: int) -> None:
    free = shutil.disk_usage(folder).free
    if missing + SPARE_BYTES > free:
        raise DiskError(
            f"{(missing + SPARE_BYTES) / 1e9:.1f} GB are needed at {folder} and {free / 1e9:.1f} GB are free: make "
            "room, or choose another disk with starloom settings models.folder."
        )


def _drop_wrong_size(folder: Path, file: KeptFile) -> None:
    """A file that was cut or grew after it came is fetched anew."""
    place = folder / file.place
    if place.is_file() and place.stat().st_size != file.size:
        place.unlink()


def _here(folder: Path, file: KeptFile) -> int:
    """How much of a file is here; a part longer than the file is worth nothing."""
    place = folder / file.place
    for path in (place, place.with_name(place.name + PART)):
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            return size if size <= file.size and (path != place or size == file.size) else 0
    return 0


def _removed(path: Path) -> int:
    freed = 0
    for one in (path, path.with_name(path.name + PART)):
        with contextlib.suppress(FileNotFoundError):
            size = one.stat().st_size
            one.unlink()
            freed += size
    return freed


class _Teller:
    """Tells how far a fetch is, a few times a second."""

    def __init__(self, report: Report, files: int, total: int) -> None:
        self._report, self._files, self._total = report, files, total
        self._path, self._size, self._number, self._before, self._told = "", 0, 0, 0, 0.0

    def begin(self, file: KeptFile, here: int) -> None:
        """The next file is at hand, and so much of it is here."""
        self._path, self._size, self._number = file.place, file.size, self._number + 1
        self._tell(here)

    def came(self, here: int) -> None:
        """So much of the file at hand is here."""
        if time.monotonic() - self._told >= TOLD_EVERY_S:
            self._tell(here)

    def finish(self) -> None:
        """The file at hand is whole."""
        self._tell(self._size)
        self._before += self._size

    def _tell(self, here: int) -> None:
        self._told = time.monotonic()
        self._report(FetchProgress(self._path, self._number, self._files, self._before + here, self._total))


@contextlib.contextmanager
def _alone(folder: Path, card: ModelCard) -> Iterator[None]:
    """Keep other Starlooms from working on a model's files at the same time; a killed one is no hindrance.

    Raises:
        BadInput: another one is at it.
        DiskError: the folder cannot be written.
    """
    lock = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            try:
                handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
                break
            except FileExistsError:
                with contextlib.suppress(FileNotFoundError):
                    owner = lock.read_text(encoding="ascii")
                    if owner and is_running(owner):
                        raise BadInput(f"{card.title} is being fetched already: wait for it, or stop it.") from None
                    lock.unlink()
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(this_program())
    except OSError as error:
        raise DiskError(f"{folder} cannot be written ({error.strerror}): choose another folder for models with "
                        "starloom settings models.folder.") from error  # fmt: skip
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
