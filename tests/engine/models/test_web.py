"""Redirects are followed with care: a token stays with the server it is for, and nothing goes on in the clear. The
proxy is the one that the person has set."""

from __future__ import annotations

import hashlib
import threading
import urllib.request
from email.message import Message
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from engine.models.digests import Digest
from engine.models.download import fetch_file
from engine.models.hub import RemoteFile
from engine.models.web import WebError, _Redirects, asked_json
from engine.models.wishes import ModelWishes, ask_with
from tests.engine.models.hub_server import REPOSITORY, HubServer

NAME = "vae/config.json"


def test_a_token_is_not_sent_on_to_where_a_server_redirects(hub: HubServer, tmp_path: Path) -> None:
    data = hub.repositories[REPOSITORY][NAME]
    storage = HubServer(hub.repositories)
    hub.misdeeds.redirect_to = storage.url
    try:
        remote = RemoteFile(NAME, len(data), Digest("sha256", hashlib.sha256(data).hexdigest()))
        address = f"{hub.url}/{REPOSITORY}/resolve/main/{NAME}"
        fetch_file(remote, address, tmp_path / "w", threading.Event(), token="hf_secret")
    finally:
        storage.close()
    assert (tmp_path / "w").read_bytes() == data
    assert [said for _, _, said in hub.asked] == ["Bearer hf_secret"]
    assert [said for _, _, said in storage.asked] == [None]


def test_a_plain_connection_is_never_gone_on_to() -> None:
    request = urllib.request.Request("https://hub.example/file")
    with pytest.raises(WebError, match=r"hub\.example sends on to a plain connection: refused"):
        _Redirects().redirect_request(request, None, 302, "Found", Message(), "http://storage.example/file")
    followed = _Redirects().redirect_request(request, None, 302, "Found", Message(), "https://storage.example/file")
    assert followed is not None
    assert followed.full_url == "https://storage.example/file"


def test_the_proxy_of_the_settings_is_asked_instead_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"by": "proxy"}')

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    for name in ("no_proxy", "NO_PROXY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ask_with(lambda: ModelWishes(proxy=f"http://127.0.0.1:{server.server_port}"))
    try:
        assert asked_json("http://hub.invalid/api", threading.Event())[0] == {"by": "proxy"}
    finally:
        ask_with(ModelWishes)
        server.shutdown()
        server.server_close()
    assert asked == ["http://hub.invalid/api"]
