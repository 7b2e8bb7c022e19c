"""A message to a server of the person's choice, signed as https://www.standardwebhooks.com has it.

The connection goes to the address that was looked up and checked; a redirect is not followed; nobody waits longer than
the time limit. Addresses of web services may hold secrets in their paths: nothing said here names more than the host.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import email.utils
import hashlib
import hmac
import http.client
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from pydantic import SecretBytes

from engine.errors import BadInput
from engine.jobs.addresses import Address, AddressRefused, Resolve, checked_addresses, is_private, resolve

SECRET_PREFIX = "whsec_"
SECRET_BYTES = range(24, 65)
TIMEOUT_S = 15.0
LARGEST_PAYLOAD = 64 * 1024
GONE = 410
NOT_SENT = 0


class WebhookError(BadInput):
    """A webhook's address or secret cannot be used."""


@dataclass(frozen=True)
class Message:
    """What is sent: the id stays the same however often it is tried; ``payload`` is JSON."""

    id: str
    payload: bytes


@dataclass(frozen=True)
class Answer:
    """What came of one try: the server's status (NOT_SENT: there was none), the seconds it asks to be left alone, and
    a few words for the person."""

    status: int
    words: str
    retry_after_s: float = 0.0

    @property
    def taken(self) -> bool:
        """The server has the message."""
        return 200 <= self.status < 300


@dataclass(frozen=True)
class Endpoint:
    """Where messages go, what signs them, and what is allowed.

    ``allow_private``: this machine and private networks may be called, there also without TLS.
    """

    url: SplitResult
    secret: SecretBytes
    allow_private: bool = False
    timeout_s: float = TIMEOUT_S

    @property
    def port(self) -> int:
        return self.url.port or (443 if self.url.scheme == "https" else 80)

    @property
    def host(self) -> str:
        return self.url.hostname or ""

    @property
    def shown(self) -> str:
        """The address without what might be secret in it."""
        rest = "/…" if self.url.path not in ("", "/") or self.url.query else ""
        return f"{self.url.scheme}://{self.url.netloc}{rest}"


def endpoint_of(url: str, secret: SecretBytes, allow_private: bool = False, timeout_s: float = TIMEOUT_S) -> Endpoint:
    """An endpoint of the words a person gave.

    Raises:
        WebhookError: the address is none that can be called, or not an https one.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except ValueError:
        raise WebhookError("The webhook's address is not understood: write it like https://example.org/hook.") from None
    if parts.scheme not in ("https", "http") or not host:
        raise WebhookError("The webhook's address is not understood: write it like https://example.org/hook.")
    if parts.username is not None or parts.password is not None:
        raise WebhookError("The webhook's address holds a name or password: leave them out, the signature serves.")
    if parts.scheme == "http" and not allow_private:
        raise WebhookError(
            "The webhook's address must begin with https://; http:// is for private addresses, where they are allowed "
            "(--allow-private)."
        )
    netloc = f"[{host}]" if ":" in host else host
    netloc += f":{port}" if port is not None else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?")
    return Endpoint(SplitResult(parts.scheme, netloc, path, query, ""), secret, allow_private, timeout_s)


def secret_of(text: str) -> SecretBytes:
    """The bytes of a ``whsec_`` secret.

    Raises:
        WebhookError: it is none; the message does not repeat it.
    """
    try:
        content = base64.b64decode(text.strip().removeprefix(SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if len(content) not in SECRET_BYTES:
        raise WebhookError(
            f"The webhook's secret cannot be used: it must be {SECRET_PREFIX} and 24 to 64 bytes in base64; "
            "--new-secret makes one."
        )
    return SecretBytes(content)


def new_secret() -> str:
    """A fresh ``whsec_`` secret of 32 random bytes."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def new_id() -> str:
    """An id for a message."""
    return "msg_" + secrets.token_hex(16)


def signature(secret: SecretBytes, message: Message, timestamp: int) -> str:
    """What proves that a message is the person's: version 1, HMAC-SHA256 of id, time and payload."""
    signed = b".".join((message.id.encode("ascii"), str(timestamp).encode("ascii"), message.payload))
    digest = hmac.new(secret.get_secret_value(), signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode("ascii")


def send(endpoint: Endpoint, message: Message, resolver: Resolve = resolve) -> Answer:
    """Try once to hand a message to its endpoint. Nothing is raised for what the network does."""
    if len(message.payload) > LARGEST_PAYLOAD:
        return Answer(NOT_SENT, f"the message is larger than {LARGEST_PAYLOAD // 1024} KB")
    try:
        addresses = checked_addresses(endpoint.host, endpoint.port, endpoint.allow_private, resolver)
        if endpoint.url.scheme != "https" and not all(is_private(address) for address in addresses):
            return Answer(NOT_SENT, f"{endpoint.host} has a public address: only https:// is used there")
        return _post(endpoint, message, addresses)
    except AddressRefused as refused:
        return Answer(NOT_SENT, str(refused))
    except ssl.SSLCertVerificationError as fault:
        return Answer(NOT_SENT, f"the certificate of {endpoint.host} is not valid ({fault.verify_message})")
    except TimeoutError:
        return Answer(NOT_SENT, f"{endpoint.host} did not answer within {endpoint.timeout_s:g} s")
    except (OSError, http.client.HTTPException, ValueError) as fault:
        return Answer(NOT_SENT, f"{endpoint.host} cannot be reached ({getattr(fault, 'strerror', '') or 'no HTTP'})")


def _post(endpoint: Endpoint, message: Message, addresses: list[Address]) -> Answer:
    deadline = time.monotonic() + endpoint.timeout_s
    try:
        with _secured(_connected(addresses, endpoint.port, deadline), endpoint) as stream, _cut_at(deadline, stream):
            if isinstance(stream, ssl.SSLSocket):
                stream.do_handshake()
            connection = http.client.HTTPConnection(endpoint.host, endpoint.port)
            connection.sock = stream
            connection.request("POST", _target(endpoint.url), message.payload, _headers(endpoint, message))
            with connection.getresponse() as response:
                answer = _answer(response)
            if time.monotonic() >= deadline:  # a connection that was cut looks like one that came to its end
                raise TimeoutError
            return answer
    except ssl.SSLCertVerificationError:
        raise
    except (OSError, http.client.HTTPException) as fault:
        if time.monotonic() >= deadline:
            raise TimeoutError from fault
        raise


def _connected(addresses: list[Address], port: int, deadline: float) -> socket.socket:
    """A connection to the first of the addresses that takes one."""
    for address in addresses[:-1]:
        left = deadline - time.monotonic()
        try:
            return socket.create_connection((str(address), port), max(0.01, left / 2))
        except OSError:
            continue
    return socket.create_connection((str(addresses[-1]), port), max(0.01, deadline - time.monotonic()))


def _secured(plain: socket.socket, endpoint: Endpoint) -> socket.socket:
    """The connection with TLS around it, no hands shaken yet, or as it is for http."""
    if endpoint.url.scheme == "http":
        return plain
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=endpoint.host, do_handshake_on_connect=False)


@contextlib.contextmanager
def _cut_at(deadline: float, stream: socket.socket) -> Iterator[None]:
    """End the connection at a time: a server that sends a byte now and then would outlast any limit of single reads."""
    watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, [stream])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _cut(stream: socket.socket) -> None:
    with contextlib.suppress(OSError):
        socket.socket.shutdown(stream, socket.SHUT_RDWR)  # TLS stays in place: nothing may be sent without it


def _target(url: SplitResult) -> str:
    return f"{url.path}?{url.query}" if url.query else url.path


def _headers(endpoint: Endpoint, message: Message) -> dict[str, str]:
    timestamp = int(time.time())
    return {
        "Host": endpoint.url.netloc, "Content-Type": "application/json", "User-Agent": "Starloom",
        "Connection": "close", "webhook-id": message.id, "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(endpoint.secret, message, timestamp),
    }  # fmt: skip


def _answer(response: http.client.HTTPResponse) -> Answer:
    status = response.status
    if 300 <= status < 400:
        return Answer(status, f"HTTP {status}: it points elsewhere, which is not followed")
    return Answer(status, f"HTTP {status}", _retry_after_s(response.getheader("Retry-After")))


def _retry_after_s(text: str | None) -> float:
    """Seconds of a Retry-After header, which is a number or a date; 0 where there is none."""
    if text is None:
        return 0.0
    try:
        return max(0.0, float(int(text)))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return 0.0
