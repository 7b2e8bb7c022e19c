"""A storyboard and its media in one file to hand on: ``NAME.starpack``, a zip.

It holds ``storyboard.starloom`` and ``media/SHA256.SUFFIX`` and nothing else. Unpacking trusts nothing: a member of any
other name is refused (so no path can lead out of the folder), sizes are limited, every hash is compared, and the new
folder takes its name only when everything in it is whole.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import tempfile
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import IO

from storyboard.atomic import PART, flush_folder, flush_to_disk, put_in_place, sweep
from storyboard.errors import StoryboardError
from storyboard.file import LARGEST_BYTES, SUFFIX, dumps, load, read, save
from storyboard.media import KINDS, media_folder, media_names, missing_media, renamed
from storyboard.model import Storyboard

BUNDLE_SUFFIX = ".starpack"
DOCUMENT = "storyboard.starloom"
MOST_MEMBERS = 2000
MOST_BYTES = 4 * 2**30
MOST_DIRECTORY_BYTES = 4 * 2**20
LARGEST_RATIO = 100
"""What the document may grow by when it is unpacked; sounds and pictures are stored as they are."""

_MEDIUM = re.compile(r"media/([0-9a-f]{64})(\.[a-z0-9]{1,5})")
_ENCRYPTED = 0x1
_CHUNK = 1 << 20


def pack(path: Path, target: Path) -> None:
    """Write a storyboard file and all media it uses into a bundle; equal contents give equal bytes.

    Raises:
        StoryboardError: a file of the storyboard is missing or of no usable kind, it is too much, or the target cannot
            be written; nothing stands under the target's name then that was not there before.
    """
    storyboard = load(path)
    base = path.resolve().parent
    if missing := missing_media(storyboard, base):
        raise StoryboardError(
            f"{path.name} uses files that are not there ({', '.join(missing)}): starloom relink finds them again."
        )
    prefix = f".{target.name}."
    sweep(target.resolve().parent, prefix)
    part = None
    try:
        handle, part = tempfile.mkstemp(dir=target.resolve().parent, prefix=prefix, suffix=PART)
        with os.fdopen(handle, "w+b") as stream:
            _write(stream, storyboard, base)
            flush_to_disk(stream)
        os.chmod(part, 0o644)
        put_in_place(Path(part), target.resolve())
    except OSError as error:
        raise StoryboardError(
            f"{target} cannot be written ({error.strerror}): choose another folder or free some space."
        ) from error
    finally:
        if part is not None:
            Path(part).unlink(missing_ok=True)


def _write(stream: IO[bytes], storyboard: Storyboard, base: Path) -> None:
    names = {}
    total = 0
    with zipfile.ZipFile(stream, "w") as archive:
        for name in media_names(storyboard):
            file = base / name
            total += file.stat().st_size
            if total > MOST_BYTES:
                raise StoryboardError(f"The media have more than {MOST_BYTES // 2**30} GB: hand them on by themselves.")
            names[name] = member = _member_of(file)
            if member not in archive.namelist():
                _store(archive, member, file)
        document = dumps(renamed(storyboard, names)).encode("utf-8")
        if len(zlib.compress(document)) * LARGEST_RATIO > 2 * len(document):  # well within what unpacking allows
            archive.writestr(_info(DOCUMENT), document, zipfile.ZIP_DEFLATED)
        else:
            archive.writestr(_info(DOCUMENT), document, zipfile.ZIP_STORED)


def _info(name: str) -> zipfile.ZipInfo:
    """A member without a time, so that equal contents give equal bytes."""
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def _member_of(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in KINDS:
        raise StoryboardError(f"{file.name} is no sound, picture or film: a bundle cannot hold it.")
    with file.open("rb") as stream:
        return f"media/{hashlib.file_digest(stream, 'sha256').hexdigest()}{suffix}"


def _store(archive: zipfile.ZipFile, member: str, file: Path) -> None:
    info = _info(member)
    info.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(info, "w") as copy:
        shutil.copyfileobj(source, copy, _CHUNK)


def unpack(bundle: Path, folder: Path) -> Path:
    """Unpack a bundle into a new folder.

    Args:
        bundle: the file.
        folder: the folder to be made; the storyboard takes its name.

    Returns:
        The storyboard file in it.

    Raises:
        StoryboardError: the folder exists, the bundle is damaged or unsafe, or the disk is full; no folder is left.
    """
    folder = folder.resolve()
    if os.path.lexists(folder):
        raise StoryboardError(f"{folder} exists already: name a new folder with -o.")
    temporary = None
    try:
        with zipfile.ZipFile(_checked_file(bundle)) as archive:
            members = _checked_members(archive, bundle.name)
            _check_space(members, folder.parent)
            temporary = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=PART))
            path = _unpack_members(archive, members, temporary / f"{folder.name}{SUFFIX}", bundle.name)
        temporary.chmod(0o755)
        temporary.rename(folder)
        flush_folder(folder.parent)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        reason = str(error)[:120]  # some repeat the damaged bytes
        raise StoryboardError(f"{bundle.name} is damaged ({reason}): have it sent again.") from error
    except OSError as error:
        raise StoryboardError(
            f"{bundle.name} cannot be unpacked into {folder} ({error.strerror or error}): "
            "choose another folder or free some space."
        ) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return folder / path.name


def _checked_file(bundle: Path) -> Path:
    """A file whose directory is of a size that is worth reading."""
    if not bundle.is_file():
        raise StoryboardError(f"There is no file {bundle}: check the name.")
    with bundle.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - 22 - 0xFFFF))
        tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        raise StoryboardError(f"{bundle.name} is no bundle of Starloom, or it is cut off: have it sent again.")
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail[max(0, end - 20) : end].startswith(b"PK\x06\x07")
    if directory_bytes > MOST_DIRECTORY_BYTES or (large and size < 2**31 - 1):
        raise _unsafe(bundle.name, f"has more than {MOST_MEMBERS} files")
    return bundle


def _checked_members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The members, of which every one has a name, kind and size that a bundle may have."""
    members = [info for info in archive.infolist() if not (info.filename == "media/" and info.is_dir())]
    if len(members) > MOST_MEMBERS:
        raise _unsafe(name, f"has more than {MOST_MEMBERS} files")
    if sum(info.file_size for info in members) > MOST_BYTES:
        raise _unsafe(name, f"would fill more than {MOST_BYTES // 2**30} GB")
    folded = [unicodedata.normalize("NFC", info.orig_filename).casefold() for info in members]
    if len(set(folded)) < len(folded):
        raise _unsafe(name, "holds two files of one name")
    for info in members:
        _check_member(info, name)
    if DOCUMENT not in (info.filename for info in members):
        raise StoryboardError(f"{name} is no bundle of Starloom: it holds no storyboard.")
    return members


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    medium = _MEDIUM.fullmatch(info.orig_filename)
    if info.orig_filename != DOCUMENT and not (medium and medium[2] in KINDS):
        raise _unsafe(name, f"holds a file that does not belong into it ({info.orig_filename[:60]!r})")
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise _unsafe(name, f"holds a link or device ({info.filename})")
    if info.flag_bits & _ENCRYPTED:
        raise StoryboardError(f"{name} is locked by a password: have it sent without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unsafe(name, "is compressed in a way that bundles do not use")
    if info.filename == DOCUMENT:
        if info.file_size > LARGEST_BYTES:
            raise _unsafe(name, f"holds a storyboard of more than {LARGEST_BYTES // 2**20} MB")
        if info.file_size > LARGEST_RATIO * max(info.compress_size, 1):
            raise _unsafe(name, f"holds a storyboard that grows more than {LARGEST_RATIO} times")


def _unsafe(name: str, why: str) -> StoryboardError:
    return StoryboardError(f"{name} is not unpacked: it {why}. Starloom makes no such bundles; ask who sent it.")


def _check_space(members: list[zipfile.ZipInfo], folder: Path) -> None:
    needed, free = sum(info.file_size for info in members), shutil.disk_usage(folder).free
    if needed > free:
        raise StoryboardError(
            f"{folder} has {free / 2**20:.0f} MB free, the bundle needs {needed / 2**20:.0f} MB: "
            "choose another folder or free some space."
        )


def _unpack_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], path: Path, name: str) -> Path:
    """Write media and storyboard; the storyboard then uses the files in its own ``NAME.media``."""
    media = media_folder(path)
    names = {}
    storyboard = read(_document(archive, name), DOCUMENT)
    for info in members:
        medium = _MEDIUM.fullmatch(info.filename)
        if medium:
            media.mkdir(exist_ok=True)
            file = media / f"{medium[1]}{medium[2]}"
            _extract(archive, info, file, medium[1], name)
            names[info.filename] = f"{media.name}/{file.name}"
    if strange := [used for used in media_names(storyboard) if used not in names]:
        raise _unsafe(name, f"uses a file that it does not hold ({strange[0][:60]!r})")
    save(renamed(storyboard, names), path)
    return path


def _document(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(DOCUMENT) as stream:
        content = stream.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise _unsafe(name, f"holds a storyboard of more than {LARGEST_BYTES // 2**20} MB")
    return content


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: Path, digest: str, name: str) -> None:
    """Write one medium, never more of it than it said, and compare its hash."""
    found = hashlib.sha256()
    with archive.open(info) as stream, file.open("xb") as copy:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
            copy.write(chunk)
        flush_to_disk(copy)
    if found.hexdigest() != digest:
        raise StoryboardError(f"{name} is damaged: the bytes of {info.filename} have changed; have it sent again.")
