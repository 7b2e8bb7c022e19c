"""The journal of unsaved edits: a line for every state of an open document that no file holds yet.

A journal is one text file. Its first line says whose it is; its second holds the whole storyboard; every further line
only what has changed since the line before. Each line begins with a digest of itself and lies on the disk before
``append`` returns, so a killed program loses nothing that was appended, and a torn or damaged line is known as such.
After many changes the journal is written anew, so it stays small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from storyboard.atomic import flush_to_disk, write_atomically
from storyboard.errors import StoryboardError
from storyboard.file import content_of, storyboard_of
from storyboard.model import Shot, Storyboard
from storyboard.strict_json import NotStrict, read_json, utf8

JOURNAL_SUFFIX = ".journal"
FORMAT = "starloom-journal"
CHANGES_BETWEEN_WHOLES = 200
LARGEST_BYTES = 512 * 2**20


@dataclass(frozen=True)
class Owner:
    """The program that writes a journal: its machine, its process and when that was started (seconds since 1970)."""

    host: str
    pid: int
    started: float


@dataclass(frozen=True)
class Unsaved:
    """What a journal holds: the newest storyboard in it and where it belongs.

    ``document`` is its file (None: it never had one), ``changes`` the number of states that were written down, and
    ``damaged`` tells that a line of the journal could not be read, so that newer states may be missing.
    """

    journal: Path
    owner: Owner
    document: Path | None
    at: datetime
    changes: int
    damaged: bool
    storyboard: Storyboard


class Journal:
    """The journal of one open document. One thread at a time writes it."""

    def __init__(self, path: Path, owner: Owner, document: Path | None) -> None:
        """
        Args:
            path: the journal's file, made with the first change; its folder is made too.
            owner: this program.
            document: the storyboard's file, if it has one.
        """
        self.path = path
        self._head = {"format": FORMAT, "version": 1, "owner": asdict(owner),
                      "document": None if document is None else str(document)}  # fmt: skip
        self._stream: BinaryIO | None = None
        self._last: Storyboard | None = None
        self._changes = self._since_whole = 0

    def append(self, storyboard: Storyboard, at: datetime) -> None:
        """Write down a state of the document; it lies on the disk when this returns.

        Raises:
            OSError: it could not be written. What was written before is still there, and the next call writes anew.
        """
        if self._stream is None or self._last is None or self._since_whole >= CHANGES_BETWEEN_WHOLES:
            self._write_anew(storyboard, at)
        else:
            try:
                self._stream.write(_line({"at": at.isoformat(), **_change(self._last, storyboard)}))
                flush_to_disk(self._stream)
            except BaseException:
                self.close()  # half a line may stand there: nothing must follow it
                raise
            self._since_whole += 1
        self._last = storyboard
        self._changes += 1

    def clear(self) -> None:
        """Remove the journal: a file holds what it held, or the person does not want it.

        Raises:
            OSError: it cannot be removed.
        """
        self.close()
        self._changes = 0
        self.path.unlink(missing_ok=True)

    def _write_anew(self, storyboard: Storyboard, at: datetime) -> None:
        """Replace the journal by one that holds only the newest state; a failure leaves the old one."""
        self.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        whole = {"at": at.isoformat(), "changes": self._changes + 1, "storyboard": content_of(storyboard)}
        write_atomically(self.path, _line(self._head) + _line(whole))
        self._stream = self.path.open("ab", buffering=0)
        self._since_whole = 0

    def close(self) -> None:
        """Let go of the file; what lies in it stays."""
        if self._stream is not None:
            self._stream.close()
        self._stream = self._last = None


def _line(value: dict[str, Any]) -> bytes:
    content = utf8(value)
    return _digest(content) + b" " + content + b"\n"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:16].encode("ascii")


def _change(old: Storyboard, new: Storyboard) -> dict[str, Any]:
    """What makes the new storyboard of the old one: changed shots, their order, and everything that is no shot."""
    known = {shot.id: shot for shot in old.shots}
    changed = [shot for shot in new.shots if not _same(known.get(shot.id), shot)]
    change: dict[str, Any] = {"shots": [shot.model_dump(mode="json", exclude_defaults=True) for shot in changed]}
    order = [shot.id for shot in new.shots]
    if order != [shot.id for shot in old.shots]:
        change["order"] = order
    head = content_of(new.model_copy(update={"shots": ()}))
    if head != content_of(old.model_copy(update={"shots": ()})):
        change["head"] = head
    return change


def _same(old: Shot | None, new: Shot) -> bool:
    """Most shots of an edited storyboard are the very objects of the one before."""
    return old is new or old == new


def read_journal(path: Path) -> Unsaved:
    """The newest state in a journal that can be read and makes a storyboard.

    Raises:
        StoryboardError: it cannot be read, or there is no such state in it.
    """
    lines = _lines(path)
    head = next(lines, None)
    try:
        if head is None or head["format"] != FORMAT:
            raise KeyError("format")
        owner = Owner(str(head["owner"]["host"]), int(head["owner"]["pid"]), float(head["owner"]["started"]))
        document = None if head["document"] is None else Path(head["document"])
    except (KeyError, TypeError, ValueError):
        raise StoryboardError(f"{path} is no journal of Starloom, or it is damaged.") from None
    states, damaged = _states(lines)
    for index, (changes, at, raw) in enumerate(reversed(states)):
        try:
            storyboard = storyboard_of(raw, path.name)
        except StoryboardError:
            continue
        return Unsaved(path, owner, document, at, changes, damaged or index > 0, storyboard)
    raise StoryboardError(f"{path} holds no storyboard that can be read.")


def _lines(path: Path) -> Iterator[dict[str, Any] | None]:
    """The lines of a journal; None for one that is torn or damaged."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise StoryboardError(f"{path} is larger than {LARGEST_BYTES // 2**20} MB: it is no journal.")
        content = path.read_bytes()
    except OSError as error:
        raise StoryboardError(f"{path} cannot be read ({error.strerror}): check its permissions.") from error
    for line in content.splitlines(keepends=True):
        digest, _, text = line.partition(b" ")
        text = text.removesuffix(b"\n")
        try:
            value = read_json(text.decode("utf-8")) if digest == _digest(text) else None
        except (NotStrict, UnicodeDecodeError):
            value = None
        yield value if isinstance(value, dict) else None


def _states(lines: Iterator[dict[str, Any] | None]) -> tuple[list[tuple[int, datetime, dict[str, Any]]], bool]:
    """Every state that the lines tell of (its number, its time, the storyboard as it was written), and whether a line
    was damaged. After a damaged line the next whole storyboard counts again."""
    states: list[tuple[int, datetime, dict[str, Any]]] = []
    damaged = False
    number = 0
    head: dict[str, Any] | None = None
    shots: dict[str, Any] = {}
    for line in lines:
        try:
            if line is None:
                raise KeyError("a damaged line")
            at = datetime.fromisoformat(line["at"])
            if "storyboard" in line:
                number = int(line["changes"])
                head = {key: value for key, value in line["storyboard"].items() if key != "shots"}
                shots = {shot["id"]: shot for shot in line["storyboard"]["shots"]}
            elif head is not None:
                number += 1
                head = line.get("head", head)
                shots = shots | {shot["id"]: shot for shot in line["shots"]}
                shots = {name: shots[name] for name in line.get("order", shots)}
            else:
                continue
        except (KeyError, TypeError, ValueError, AttributeError):
            damaged, head = True, None
            continue
        states.append((number, at, {**(head or {}), "shots": list(shots.values())}))
    return states, damaged
