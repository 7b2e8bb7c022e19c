"""Asking servers for listings and files: proxies of the person's choice or of the environment, redirects, an end as
soon as the person stops."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import socket
import ssl
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from engine.cancelling import unless_cancelled
from engine.errors import BadInput, Cancelled, EngineError
from engine.models.digests import stopped
from engine.models.wishes import model_wishes
from storyboard.version import VERSION

TIMEOUT_S = 30.0
"""A server that says nothing for so long is given up, and asked again."""
LARGEST_LISTING = 32 * 2**20
TEMPORARY = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be better the next time."""


class WebError(EngineError):
    """A server could not be asked or refused; ``again``: it may be worth another try, after ``wait_s`` if it said."""

    def __init__(self, words: str, *, again: bool, status: int = 0, wait_s: float = 0.0) -> None:
        super().__init__(words)
        self.again, self.status, self.wait_s = again, status, wait_s


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from https to a plain connection."""

    def redirect_request(
        self, req: urllib.request.Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(req.full_url).scheme == "https" and urlsplit(newurl).scheme != "https":
            raise WebError(f"{urlsplit(req.full_url).hostname} sends on to a plain connection: refused.", again=False)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@contextlib.contextmanager
def opened(
    address: str, cancel: threading.Event, *, token: str = "", start: int = 0
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET, from byte ``start`` on where the server can. When the person stops, the connection is cut
    and reading ends at once.

    ``token`` goes to the address itself and to no server it redirects to.

    Raises:
        WebError: no answer, or a refusal.
        Cancelled: ``cancel`` was set before there was an answer.
    """
    request = urllib.request.Request(address, headers={"User-Agent": f"starloom/{VERSION}",
                                                       "Accept-Encoding": "identity"})  # fmt: skip
    if start:
        request.add_header("Range", f"bytes={start}-")
    if token:
        request.add_unredirected_header("Authorization", f"Bearer {token}")
    opener = urllib.request.build_opener(_Redirects, *_proxies())
    host = urlsplit(address).hostname or address
    with _told(host):
        try:
            answer = unless_cancelled(lambda: opener.open(request, timeout=TIMEOUT_S), cancel)
        except Cancelled:
            raise stopped() from None
        done = threading.Event()
        watch = threading.Thread(target=_cut, args=(answer, cancel, done), name="models-cut", daemon=True)
        watch.start()
        try:
            yield answer
        finally:
            done.set()
            watch.join()
            answer.close()


def asked_json(address: str, cancel: threading.Event, *, token: str = "") -> tuple[Any, str]:
    """The JSON that a server answers with, and the address of the listing's next page ("" at its end).

    Raises:
        WebError: no answer, a refusal, or no JSON.
        Cancelled: ``cancel`` was set.
    """
    with opened(address, cancel, token=token) as answer:
        content = answer.read(LARGEST_LISTING)
        link = answer.headers.get("Link", "")
    if cancel.is_set():
        raise stopped()
    try:
        return json.loads(content), next_page(link)
    except ValueError:
        host = urlsplit(address).hostname
        raise WebError(f"{host} answers with something else than a list of files: is it a hub?", again=False) from None


def checked_proxy(address: str) -> str:
    """A proxy's address without a slash at its end.

    Raises:
        BadInput: it is none that can be used, or it holds a name and a password.
    """
    try:
        parts = urlsplit(address.strip())
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port and not parts.path.strip("/")
    except ValueError:
        fits, parts = False, urlsplit("")
    if parts.username:
        raise BadInput("A name and a password are not kept in the settings: leave the proxy empty here and give it as "
                       "HTTPS_PROXY in the environment.")  # fmt: skip
    if not fits:
        raise BadInput(f"The proxy '{address}' cannot be used: write it like http://127.0.0.1:7890.")
    return address.strip().rstrip("/")


def _proxies() -> list[urllib.request.BaseHandler]:
    """The person's proxy; none: the environment's are taken."""
    proxy = model_wishes().proxy
    return [urllib.request.ProxyHandler({"http": proxy, "https": proxy})] if proxy else []


def next_page(link: str) -> str:
    """The address called "next" in a Link header (RFC 8288); "" where there is none."""
    for part in link.split(","):
        address, _, rest = part.partition(";")
        if 'rel="next"' in rest:
            return address.strip().strip("<>")
    return ""


def offline() -> bool:
    """The environment forbids the hub, as huggingface_hub understands it."""
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


@contextlib.contextmanager
def _told(host: str) -> Iterator[None]:
    """Turns what the network does into a sentence."""
    try:
        yield
    except urllib.error.HTTPError as error:
        with error:
            raise _refused(host, error) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(cause, OSError) and cause.filename is not None:
            raise  # a file of ours, not the network
        if isinstance(cause, ssl.SSLCertVerificationError):
            words = f"The certificate of {host} is not valid ({cause.verify_message}): check the clock and the proxy."
            raise WebError(words, again=False) from None
        if isinstance(cause, TimeoutError):
            raise WebError(f"{host} does not answer: check the network or the proxy.", again=True) from None
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        words = f"{host} cannot be reached ({why}): check the network, the proxy or the address of the mirror."
        raise WebError(words, again=True) from None


def _refused(host: str, error: urllib.error.HTTPError) -> WebError:
    if error.code in (401, 403):
        words = f"{host} does not give it away ({error.code}): its owner may ask you to agree to terms there first."
        return WebError(words, again=False, status=error.code)
    if error.code == 404:
        return WebError(f"{host} does not have it (404): it may be on another hub, or the mirror lacks it.",
                        again=False, status=404)  # fmt: skip
    wait = error.headers.get("Retry-After", "")
    return WebError(f"{host} answers {error.code} ({error.reason}): try later.", again=error.code in TEMPORARY,
                    status=error.code, wait_s=float(wait) if wait.isdigit() else 0.0)  # fmt: skip


def _cut(answer: http.client.HTTPResponse, cancel: threading.Event, done: threading.Event) -> None:
    """End a connection when the person stops: a read that waits for the server returns then."""
    while not done.wait(0.05):
        if not cancel.is_set():
            continue
        stream = getattr(getattr(answer, "fp", None), "raw", None)
        connection = getattr(stream, "_sock", None)
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        return
