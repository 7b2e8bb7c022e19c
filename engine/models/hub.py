"""Hubs: what files a repository has, how large they are and what proves them, and under which address they lie.

Two kinds are known: the Hugging Face hub with its mirrors (https://huggingface.co/docs/hub/api), and ModelScope.
"""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal, Protocol
from urllib.parse import quote, urlencode, urljoin, urlsplit

from engine.errors import BadInput, EngineError
from engine.models.card import Source
from engine.models.digests import Digest
from engine.models.web import asked_json

HUB, MODELSCOPE = "https://huggingface.co", "https://modelscope.cn"
TAKEN = (".json", ".safetensors", ".txt", ".model", ".gguf")
"""Kinds of files that hold data and nothing that runs."""
RUNNING = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".py", ".so", ".dll", ".msgpack", ".h5")
"""Kinds of files that are never taken: loading them can run code."""
COMPONENTS = ("transformer", "transformer_2", "text_encoder", "tokenizer", "vae", "scheduler", "image_encoder",
              "image_processor", "feature_extractor")  # fmt: skip
"""Folders of a pipeline; what else lies in a repository is not needed."""
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNSAFE = re.compile(r'[\\:*?"<>|\x00-\x1f]')
"""What no file's name may hold on one of the systems."""


class HubError(EngineError):
    """A hub's answer cannot be used."""


@dataclass(frozen=True)
class RemoteFile:
    """One file of a repository; ``path`` is relative and stays inside, ``digest`` proves it."""

    path: str
    size: int
    digest: Digest


@dataclass(frozen=True)
class Listing:
    """The files of a repository at one commit; ``commit`` is "" where the hub does not name it."""

    repository: str
    commit: str
    files: tuple[RemoteFile, ...]
    revision: str = ""

    @property
    def held(self) -> str:
        """The revision to fetch by: the commit where it is known."""
        return self.commit or self.revision


class Hub(Protocol):
    """Somewhere that repositories lie."""

    token: str

    def repository(self, source: Source) -> tuple[str, str]:
        """The repository's name here and the revision to take.

        Raises:
            BadInput: the hub does not have it.
        """
        ...

    def listing(self, source: Source, cancel: threading.Event) -> Listing:
        """The files of a repository.

        Raises:
            EngineError: no answer, or one that cannot be used.
            Cancelled: ``cancel`` was set.
        """
        ...

    def address(self, listing: Listing, path: str) -> str:
        """Where one of its files lies."""
        ...


class HuggingFace:
    """The Hugging Face hub, or a mirror that answers like it."""

    def __init__(self, endpoint: str = "") -> None:
        """``endpoint``: a mirror's address; "" is HF_ENDPOINT of the environment, else the hub itself."""
        self.endpoint = checked_endpoint(endpoint or os.environ.get("HF_ENDPOINT", "") or HUB)
        # a token is for the hub that gave it, and for no mirror of strangers
        self.token = os.environ.get("HF_TOKEN", "") if self.endpoint == HUB else ""

    def repository(self, source: Source) -> tuple[str, str]:
        """The repository's name here and the revision to take."""
        return source.hub, source.revision

    def listing(self, source: Source, cancel: threading.Event) -> Listing:
        """The files of a repository; a branch is resolved to its commit first, so that all files are of one state."""
        name, revision = self.repository(source)
        base = f"{self.endpoint}/api/models/{name}"
        commit = revision
        if not _COMMIT.fullmatch(revision):
            facts, _ = asked_json(f"{base}/revision/{quote(revision, safe='')}", cancel, token=self.token)
            commit = str(facts.get("sha", "")) if isinstance(facts, dict) else ""
            if not _COMMIT.fullmatch(commit):
                raise HubError(f"{self.endpoint} does not say which state of {name} is the present one: try later.")
        page, found = f"{base}/tree/{commit}?recursive=true", []
        while page:
            rows, following = asked_json(page, cancel, token=self.token)
            if not isinstance(rows, list):
                raise HubError(f"{self.endpoint} gives no list of the files of {name}: is it a hub?")
            found += [_hub_file(row, name) for row in rows if isinstance(row, dict) and row.get("type") == "file"]
            # the next page is asked of the same server: a mirror names the hub's own address here
            page = f"{self.endpoint}{_local(following)}" if following else ""
        return Listing(name, commit, tuple(found), revision)

    def address(self, listing: Listing, path: str) -> str:
        """Where one of its files lies."""
        return f"{self.endpoint}/{listing.repository}/resolve/{listing.held}/{quote(path)}"


class ModelScope:
    """ModelScope, for where it is nearer."""

    def __init__(self, endpoint: str = "") -> None:
        self.endpoint = checked_endpoint(endpoint or MODELSCOPE)
        self.token = ""

    def repository(self, source: Source) -> tuple[str, str]:
        """The repository's name here and the revision to take."""
        if not source.modelscope:
            raise BadInput(f"{source.hub} is not known to be on ModelScope: fetch it with --source hub.")
        return source.modelscope, source.modelscope_revision

    def listing(self, source: Source, cancel: threading.Event) -> Listing:
        """The files of a repository, with the SHA-256 of every one."""
        name, revision = self.repository(source)
        query = urlencode({"Revision": revision, "Recursive": "true"})
        answer, _ = asked_json(f"{self.endpoint}/api/v1/models/{name}/repo/files?{query}", cancel)
        data = answer.get("Data") if isinstance(answer, dict) else None
        rows = data.get("Files") if isinstance(data, dict) else None
        if not isinstance(rows, list):
            raise HubError(f"{self.endpoint} gives no list of the files of {name}: try later, or --source hub.")
        files = [_scope_file(row, name) for row in rows if isinstance(row, dict) and row.get("Type") != "tree"]
        return Listing(name, "", tuple(files), revision)

    def address(self, listing: Listing, path: str) -> str:
        """Where one of its files lies."""
        return f"{self.endpoint}/models/{listing.repository}/resolve/{listing.held}/{quote(path)}"


def hub_called(kind: Literal["hub", "modelscope"], endpoint: str = "") -> Hub:
    """The hub a person has chosen, at the address they gave ("": its own).

    Raises:
        BadInput: the address is none.
    """
    return ModelScope(endpoint) if kind == "modelscope" else HuggingFace(endpoint)


def checked_endpoint(address: str) -> str:
    """A hub's address without a slash at its end.

    Raises:
        BadInput: it is no web address, or a plain one that is not of this machine.
    """
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        fits = parts.scheme in ("https", "http") and host and not parts.username and not parts.query
    except ValueError:
        fits, host, parts = False, "", urlsplit("")
    if not fits:
        raise BadInput(f"The hub's address '{address}' cannot be used: write it like https://hf-mirror.com.")
    if parts.scheme == "http" and host not in ("127.0.0.1", "localhost", "::1"):
        raise BadInput(f"The hub's address '{address}' must begin with https://.")
    return address.strip().rstrip("/")


def pipeline_files(listing: Listing) -> tuple[RemoteFile, ...]:
    """What a pipeline needs of a repository.

    Raises:
        HubError: it is no pipeline, or its weights are only there as pickles.
    """
    needed = [file for file in listing.files if _of_pipeline(file.path)]
    if not any(file.path == "model_index.json" for file in needed):
        raise HubError(f"{listing.repository} is no pipeline in the layout of diffusers: it has no model_index.json.")
    weights = {file.path.partition("/")[0] for file in needed if file.path.endswith(".safetensors")}
    pickled = {file.path.partition("/")[0] for file in listing.files if file.path.endswith(".bin")}
    if only := sorted((pickled - weights) & set(COMPONENTS)):
        raise HubError(f"{listing.repository} has {', '.join(only)} only as a pickle, which can run code: not fetched.")
    return tuple(file for file in needed if file.path.endswith(TAKEN))


def chosen_files(listing: Listing, paths: list[str]) -> tuple[RemoteFile, ...]:
    """Single files of a repository.

    Raises:
        HubError: it lacks one, or one is of a kind that is never taken.
    """
    by_path = {file.path: file for file in listing.files}
    for path in paths:
        if path not in by_path:
            raise HubError(f"{listing.repository} has no file {path}: it may have been renamed.")
        if not path.endswith(TAKEN):
            raise HubError(f"{path} of {listing.repository} is of a kind that can run code: not fetched.")
    return tuple(by_path[path] for path in paths)


def _of_pipeline(path: str) -> bool:
    folder, _, rest = path.partition("/")
    return path == "model_index.json" or (folder in COMPONENTS and bool(rest) and not path.endswith(RUNNING))


def _local(address: str) -> str:
    parts = urlsplit(urljoin(HUB, address))
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _hub_file(row: dict[str, Any], name: str) -> RemoteFile:
    large = row.get("lfs")
    if isinstance(large, dict):
        return _file(row.get("path"), large.get("size"), "sha256", large.get("oid"), name)
    return _file(row.get("path"), row.get("size"), "git", row.get("oid"), name)


def _scope_file(row: dict[str, Any], name: str) -> RemoteFile:
    return _file(row.get("Path"), row.get("Size"), "sha256", row.get("Sha256"), name)


def _file(path: Any, size: Any, kind: Literal["sha256", "git"], digest: Any, name: str) -> RemoteFile:
    """A file of a listing, none of whose words are trusted; what is never fetched need not be right."""
    value = str(digest or "").lower().removeprefix("sha256:")
    if not str(path).endswith(TAKEN):
        return RemoteFile(str(path), 0, Digest(kind, ""))
    inside = PurePosixPath(path)
    if inside.is_absolute() or ".." in inside.parts or _UNSAFE.search(path):
        raise HubError(f"The list of files of {name} names a place outside of it ('{path}'): nothing is fetched.")
    if not isinstance(size, int) or isinstance(size, bool) or size < 0:
        raise HubError(f"The list of files of {name} gives no size of {path}: nothing is fetched.")
    if not (_SHA256 if kind == "sha256" else _COMMIT).fullmatch(value):
        raise HubError(f"The list of files of {name} gives no sum of {path}, so it could not be checked: not fetched.")
    return RemoteFile(str(inside), size, Digest(kind, value))
