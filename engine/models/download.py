"""One file from a server to its place: gone on with where an earlier try ended, proved by its sum, named at the end.

While it comes it is called NAME.part. A killed program leaves that, and the next try hashes it again and asks for the
rest. Only a file whose size and sum are right gets its name.
"""

from __future__ import annotations

import errno
import http.client
import os
import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from engine.errors import EngineError
from engine.models.digests import CHUNK, Hashing, add_file, stopped
from engine.models.hub import RemoteFile
from engine.models.web import WebError, opened
from storyboard.atomic import PART, flush_to_disk, put_in_place

TRIES = 8
"""Tries in a row that bring nothing; one that brings bytes begins the count anew."""
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0

Progress = Callable[[int], None]
"""Told of how many bytes of the file are here, as they come and as they are hashed again."""


class DamagedFile(EngineError):
    """What came is not the file that the hub described."""


class DiskError(EngineError):
    """The disk does not take what comes."""


def fetch_file(
    file: RemoteFile, address: str, target: Path, cancel: threading.Event, progress: Progress = lambda here: None,
    *, token: str = "", first_wait_s: float = FIRST_WAIT_S,
) -> None:  # fmt: skip
    """Bring a file to its place; does nothing to a place that has a file already.

    Raises:
        WebError: the server cannot be asked, after several tries.
        DamagedFile: twice something else came than what the hub described.
        DiskError: the disk is full or does not let us write.
        Cancelled: ``cancel`` was set; what came is kept.
    """
    if target.exists():
        return
    part = target.with_name(target.name + PART)
    fruitless, damaged = 0, 0
    while True:
        before = _size(part)
        try:
            if _fetched(file, address, part, cancel, progress, token):
                _put(part, target)
                return
            part.unlink(missing_ok=True)
            damaged += 1
            if damaged > 1:
                raise DamagedFile(f"{file.path} came with a wrong sum twice: the server or a proxy on the way gives "
                                  "something else than the hub describes. Try later, or another source.")  # fmt: skip
        except WebError as error:
            fruitless = 0 if _size(part) > before else fruitless + 1
            if not error.again or fruitless >= TRIES:
                raise
            wait = min(first_wait_s * 2 ** max(0, fruitless - 1), LONGEST_WAIT_S)
            if cancel.wait(max(wait, min(error.wait_s, LONGEST_WAIT_S))):
                raise stopped() from None


def _fetched(
    file: RemoteFile, address: str, part: Path, cancel: threading.Event, progress: Progress, token: str
) -> bool:
    """Fetch what is missing of a part; whether the whole has the right sum. A server that breaks off raises."""
    hashing, here = _begun(file, part, cancel, progress)
    while here < file.size:
        with opened(address, cancel, token=token, start=here) as answer:
            if here and not _goes_on(answer, here):  # the server knows no ranges: from the beginning
                hashing, here = Hashing(file.digest.kind, file.size), 0
            with _writing(part, here) as stream:
                here = _copied(answer, stream, file, hashing, here, cancel, progress)
        if here < file.size:
            raise WebError(f"{file.path} broke off at {here} of {file.size} bytes.", again=True)
    if not part.exists():  # an empty file
        _writing(part, 0).close()
    return hashing.value == file.digest.value


def _begun(file: RemoteFile, part: Path, cancel: threading.Event, progress: Progress) -> tuple[Hashing, int]:
    """The sum and the length of what an earlier try has left; nothing where that is too long."""
    hashing = Hashing(file.digest.kind, file.size)
    if _size(part) > file.size:
        part.unlink(missing_ok=True)
    if not part.exists():
        return hashing, 0
    count = 0

    def read(more: int) -> None:
        nonlocal count
        count += more
        progress(count)

    return hashing, add_file(part, hashing, cancel, read)


def _copied(
    answer: http.client.HTTPResponse, stream: BinaryIO, file: RemoteFile, hashing: Hashing, here: int,
    cancel: threading.Event, progress: Progress,
) -> int:  # fmt: skip
    """Write what the server sends; returns how much of the file is here then."""
    while True:
        block = answer.read1(CHUNK)
        if cancel.is_set():
            raise stopped()
        if not block:
            break
        if here + len(block) > file.size:  # more than there is of it: the sum would never be right
            raise WebError(f"{file.path} is longer on the server than its hub says: not fetched.", again=False)
        try:
            stream.write(block)
        except OSError as error:
            raise _disk_error(error, Path(stream.name)) from error
        hashing.add(block)
        here += len(block)
        progress(here)
    try:
        flush_to_disk(stream)
    except OSError as error:
        raise _disk_error(error, Path(stream.name)) from error
    return here


def _goes_on(answer: http.client.HTTPResponse, here: int) -> bool:
    """Whether an answer begins where our part ends."""
    begins = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return answer.status == http.client.PARTIAL_CONTENT and begins is not None and int(begins[1]) == here


def _writing(part: Path, here: int) -> BinaryIO:
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        return part.open("ab" if here else "wb")
    except OSError as error:
        raise _disk_error(error, part) from error


def _put(part: Path, target: Path) -> None:
    try:
        put_in_place(part, target)
    except OSError as error:
        raise _disk_error(error, target) from error


def _disk_error(error: OSError, path: Path) -> DiskError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC):
        return DiskError(f"The disk is full at {path.parent}: free some space and fetch again, what is here is kept.")
    return DiskError(f"{path} cannot be written ({error.strerror}): look at the rights of its folder.")


def _size(path: Path) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
