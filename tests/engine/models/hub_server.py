"""A hub on the loopback address: real HTTP with ranges, and every way in which a server can misbehave."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

COMMIT = "c" * 40
REPOSITORY = "Wan-AI/Tiny-Diffusers"
PAGE = 3
"""Files on one page of a listing: small, so that tests turn pages."""


def weights_file(size: int, seed: int = 0) -> bytes:
    """A whole safetensors file of one tensor of so many bytes."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}).encode()
    content = bytes((seed + number * 7) % 251 for number in range(251)) * (size // 251 + 1)
    return len(header).to_bytes(8, "little") + header + content[:size]


def pipeline_repository(kind: str = "WanPipeline", size: int = 60_000, two: bool = False) -> dict[str, bytes]:
    """The files of a repository that looks like one of Wan, with what must never be fetched among them."""
    parts = {name: ["diffusers", "X"] for name in ("transformer", "vae", "text_encoder", "tokenizer", "scheduler")}
    files = {
        "transformer/config.json": b'{"num_layers": 30}', "vae/config.json": b"{}",
        "text_encoder/config.json": b"{}", "tokenizer/tokenizer.json": b"{}", "scheduler/scheduler_config.json": b"{}",
        "transformer/diffusion_pytorch_model.safetensors": weights_file(size, 1),
        "vae/diffusion_pytorch_model.safetensors": weights_file(size // 10, 2),
        "text_encoder/model.safetensors": weights_file(size // 3, 3),
        "README.md": b"# words", "examples/a picture?.png": b"png", "modeling.py": b"import os",
        "transformer/extra.py": b"import os", "vae/old.bin": b"pickle",
    }  # fmt: skip
    if two:
        parts["transformer_2"] = ["diffusers", "X"]
        files["transformer_2/config.json"] = b"{}"
        files["transformer_2/diffusion_pytorch_model.safetensors"] = weights_file(size, 4)
    index: dict[str, Any] = {"_class_name": kind, "_diffusers_version": "0.42.1", **parts}
    files["model_index.json"] = json.dumps(index | ({"boundary_ratio": 0.875} if two else {})).encode()
    return files


@dataclass
class Misdeeds:
    """What the server does wrong: seconds between pieces, connections broken after so many bytes (one per entry), no
    ranges, files whose bytes differ from what is listed, statuses answered before the right one."""

    pause_s: float = 0.0
    break_after: list[int] = field(default_factory=list)
    no_ranges: bool = False
    lies: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    longer: bool = False
    redirect_to: str = ""


class HubServer:
    """Serves repositories as both kinds of hub do. ``asked``: path, Range and Authorization of every request."""

    def __init__(self, repositories: dict[str, dict[str, bytes]]) -> None:
        self.repositories = repositories
        self.misdeeds = Misdeeds()
        self.asked: list[tuple[str, str | None, str | None]] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: Any) -> None:
                """Silent."""

            def do_GET(self) -> None:
                hub.answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """No more answers."""
        self._server.shutdown()
        self._server.server_close()

    def ranges(self) -> list[str]:
        """The Range of every request that had one."""
        return [asked for _, asked, _ in self.asked if asked]

    def answer(self, request: Any) -> None:
        parts = urlsplit(request.path)
        path = unquote(parts.path)
        self.asked.append((path, request.headers.get("Range"), request.headers.get("Authorization")))
        if listed := re.fullmatch(r"/api/models/([^/]+/[^/]+)/revision/(.+)", path):
            self._json(request, {"id": listed[1], "sha": COMMIT})
        elif listed := re.fullmatch(r"/api/models/([^/]+/[^/]+)/tree/(.+)", path):
            self._tree(request, listed[1], listed[2], int(parse_qs(parts.query).get("cursor", ["0"])[0]))
        elif listed := re.fullmatch(r"/api/v1/models/([^/]+/[^/]+)/repo/files", path):
            rows = [{"Path": name, "Size": len(data), "Type": "blob", "Sha256": hashlib.sha256(data).hexdigest()}
                    for name, data in self.repositories.get(listed[1], {}).items()]  # fmt: skip
            self._json(request, {"Code": 200, "Data": {"Files": [*rows, {"Path": "vae", "Type": "tree"}]}})
        elif found := re.fullmatch(r"/(?:models/)?([^/]+/[^/]+)/resolve/[^/]+/(.+)", path):
            self._file(request, self.repositories.get(found[1], {}).get(found[2]), found[2])
        else:
            self._status(request, 404)

    def _tree(self, request: Any, repository: str, commit: str, start: int) -> None:
        files = self.repositories.get(repository)
        if files is None:
            self._status(request, 404)
            return
        rows = [self._row(name, data) for name, data in files.items()]
        link = {}
        if start + PAGE < len(rows):
            following = f"/api/models/{repository}/tree/{commit}?recursive=true&cursor={start + PAGE}"
            link = {"Link": f'<https://huggingface.co{following}>; rel="next"'}
        self._json(request, [{"type": "directory", "path": "vae"}, *rows[start : start + PAGE]], link)

    def _row(self, name: str, data: bytes) -> dict[str, Any]:
        blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        row: dict[str, Any] = {"type": "file", "path": name, "size": len(data), "oid": blob}
        if name.endswith((".safetensors", ".gguf", ".bin")):
            row["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        return row

    def _file(self, request: Any, data: bytes | None, name: str) -> None:
        wrong = self.misdeeds
        if wrong.statuses:
            self._status(request, wrong.statuses.pop(0))
            return
        if wrong.redirect_to:
            request.send_response(302)
            request.send_header("Location", wrong.redirect_to + request.path)
            request.send_header("Content-Length", "0")
            request.end_headers()
            return
        if data is None:
            self._status(request, 404)
            return
        if name in wrong.lies:
            data = bytes([data[0] ^ 1]) + data[1:]
        start = 0
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range") or "")
        if asked and not wrong.no_ranges:
            start = int(asked[1])
            request.send_response(206)
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        else:
            request.send_response(200)
        data = data[start:] + (b"more" if wrong.longer else b"")
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        self._send(request, data)

    def _send(self, request: Any, data: bytes) -> None:
        limit = None
        if len(data) > 20_000 and self.misdeeds.break_after:
            limit = self.misdeeds.break_after.pop(0)
        try:
            for begin in range(0, len(data), 4096):
                if limit is not None and begin >= limit:
                    request.close_connection = True
                    request.connection.shutdown(2)
                    return
                request.wfile.write(data[begin : begin + 4096])
                if self.misdeeds.pause_s:
                    request.wfile.flush()
                    time.sleep(self.misdeeds.pause_s)
        except OSError:
            request.close_connection = True

    def _json(self, request: Any, content: Any, headers: dict[str, str] | None = None) -> None:
        body = json.dumps(content).encode()
        request.send_response(200)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    def _status(self, request: Any, status: int) -> None:
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()
