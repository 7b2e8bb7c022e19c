"""Webhooks against real servers on this machine: signed, pinned, never elsewhere, never endless."""

from __future__ import annotations

import base64
import email.utils
import hashlib
import hmac
import json
import time
from pathlib import Path
from typing import Any

import pytest

from engine.jobs.addresses import AddressRefused, checked_addresses
from engine.jobs.webhook import (
    NOT_SENT,
    Endpoint,
    Message,
    WebhookError,
    endpoint_of,
    new_secret,
    secret_of,
    send,
    signature,
)

SECRET = new_secret()
MESSAGE = Message("msg_1", '{"type":"queue.done","data":{"标题":"星"}}'.encode())


def _endpoint(url: str, allow_private: bool = True, timeout_s: float = 5.0) -> Endpoint:
    return endpoint_of(url, secret_of(SECRET), allow_private, timeout_s)


def test_the_signature_is_the_one_of_the_standard() -> None:
    # the example that the specification gives
    secret = secret_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    message = Message("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}')
    assert signature(secret, message, 1614265330) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_message_arrives_whole_and_signed(receiver: Any) -> None:
    answer = send(_endpoint(receiver.url("/a b/钩?key=1")), MESSAGE)
    assert answer.taken
    ((path, headers, body),) = receiver.requests
    assert path == "/a%20b/%E9%92%A9?key=1"
    assert body == MESSAGE.payload
    assert headers["host"] == f"127.0.0.1:{receiver.port}"
    assert headers["webhook-id"] == "msg_1"
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    signed = f"msg_1.{headers['webhook-timestamp']}.".encode() + body
    expected = hmac.new(base64.b64decode(SECRET.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == "v1," + base64.b64encode(expected).decode()


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_a_server_that_does_not_take_it_says_so(receiver: Any, status: int) -> None:
    receiver.answers.append((status, {"Retry-After": "7"}))
    answer = send(_endpoint(receiver.url()), MESSAGE)
    assert (answer.status, answer.taken, answer.retry_after_s) == (status, False, 7.0)


def test_a_date_to_retry_after_is_understood(receiver: Any) -> None:
    receiver.answers += [(429, {"Retry-After": email.utils.formatdate(time.time() + 100, usegmt=True)}),
                         (429, {"Retry-After": "soon"})]  # fmt: skip
    assert 90 < send(_endpoint(receiver.url()), MESSAGE).retry_after_s <= 101
    assert send(_endpoint(receiver.url()), MESSAGE).retry_after_s == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(receiver: Any, status: int) -> None:
    receiver.answers.append((status, {"Location": receiver.url("/elsewhere")}))
    answer = send(_endpoint(receiver.url()), MESSAGE)
    assert not answer.taken
    assert "not followed" in answer.words
    assert [path for path, _, _ in receiver.requests] == ["/hook"]


@pytest.mark.parametrize("how", ["silent", "drip"])
def test_nobody_is_waited_for_longer_than_the_limit(receiver: Any, how: str) -> None:
    receiver.answers.append(how)
    started = time.monotonic()
    answer = send(_endpoint(receiver.url(), timeout_s=0.4), MESSAGE)
    assert time.monotonic() - started < 3
    assert answer.status == NOT_SENT
    assert "within 0.4 s" in answer.words


def test_a_valid_certificate_is_taken(
    tls_receiver: Any, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert send(_endpoint(tls_receiver.url(scheme="https", host="localhost")), MESSAGE).taken
    ((_, headers, _),) = tls_receiver.requests
    assert headers["host"] == f"localhost:{tls_receiver.port}"


def test_the_limit_holds_behind_tls(
    tls_receiver: Any, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    tls_receiver.answers.append("drip")
    started = time.monotonic()
    answer = send(_endpoint(tls_receiver.url(scheme="https", host="localhost"), timeout_s=0.5), MESSAGE)
    assert "within 0.5 s" in answer.words
    assert time.monotonic() - started < 3


def test_a_certificate_that_nobody_vouches_for_is_refused(tls_receiver: Any) -> None:
    answer = send(_endpoint(tls_receiver.url(scheme="https", host="localhost")), MESSAGE)
    assert answer.status == NOT_SENT
    assert "certificate of localhost is not valid" in answer.words
    assert tls_receiver.requests == []


def test_a_certificate_of_another_name_is_refused(
    tls_receiver: Any, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    answer = send(_endpoint(tls_receiver.url(scheme="https")), MESSAGE)
    assert "certificate of 127.0.0.1 is not valid" in answer.words
    assert tls_receiver.requests == []


def test_a_private_address_is_called_only_where_allowed(receiver: Any) -> None:
    for host in ("127.0.0.1", "localhost"):
        answer = send(_endpoint(receiver.url(scheme="https", host=host), allow_private=False), MESSAGE)
        assert answer.status == NOT_SENT
        assert "not called unless private addresses are allowed" in answer.words
    assert receiver.requests == []


def test_a_name_is_looked_up_once_and_its_address_is_pinned(receiver: Any) -> None:
    asked = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"] if len(asked) == 1 else ["203.0.113.1"]

    assert send(_endpoint(receiver.url(host="hooks.example")), MESSAGE, resolver).taken
    assert asked == [("hooks.example", receiver.port)]
    assert receiver.requests[0][1]["host"] == f"hooks.example:{receiver.port}"


def test_a_public_name_that_leads_into_a_private_network_is_refused(receiver: Any) -> None:
    url = receiver.url(scheme="https", host="hooks.example")
    answer = send(_endpoint(url, allow_private=False), MESSAGE, lambda host, port: ["8.8.8.8", "127.0.0.1"])
    assert answer.status == NOT_SENT
    assert receiver.requests == []


def test_plain_http_never_leaves_the_private_network() -> None:
    with pytest.raises(WebhookError, match="https://"):
        _endpoint("http://example.org/hook", allow_private=False)
    answer = send(_endpoint("http://hooks.example/"), MESSAGE, lambda host, port: ["8.8.8.8"])
    assert answer.words == "hooks.example has a public address: only https:// is used there"


REFUSED = [
    "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "::1", "fc00::1",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
]  # fmt: skip
NEVER = [
    "169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fe80::1", "fe80::1%2", "224.0.0.1",
    "239.1.1.1", "ff02::1", "0.0.0.0", "::", "240.0.0.1", "255.255.255.255", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "fec0::1",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_private_addresses_need_to_be_allowed(text: str) -> None:
    with pytest.raises(AddressRefused, match="allow-private"):
        checked_addresses("x", 443, False, lambda host, port: [text])
    assert checked_addresses("x", 443, True, lambda host, port: [text])


@pytest.mark.parametrize("text", NEVER)
def test_some_addresses_are_never_called(text: str) -> None:
    with pytest.raises(AddressRefused, match="not called"):
        checked_addresses("x", 443, True, lambda host, port: [text])


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_called(text: str) -> None:
    assert checked_addresses("x", 443, False, lambda host, port: [text])


@pytest.mark.parametrize(
    "url",
    ["", "canary.org", "ftp://canary.org", "https:///", "https:///x", "https://a@canary.org", "https://a:b@canary.org",
     "https://canary.org:99999/", "https://[::1", "https://a..b/", "file:///etc/passwd"],
)  # fmt: skip
def test_addresses_that_are_none_are_told_without_repeating_them(url: str) -> None:
    with pytest.raises(WebhookError) as caught:
        _endpoint(url)
    assert not url or url not in str(caught.value)


def test_what_is_shown_of_an_address_holds_no_secret() -> None:
    endpoint = _endpoint("https://hooks.example:8443/services/CANARY?token=CANARY#CANARY")
    assert endpoint.shown == "https://hooks.example:8443/…"
    assert SECRET not in repr(endpoint)
    assert str(endpoint.secret.get_secret_value()) not in repr(endpoint)
    assert _endpoint("https://星.example/").host == "xn--kiv.example"
    assert _endpoint("https://[::1]/").url.netloc == "[::1]"


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_AAAA", "whsec_!!!", "canary", "whsec_" + "A" * 100])
def test_secrets_that_are_none_are_told_without_repeating_them(text: str) -> None:
    with pytest.raises(WebhookError) as caught:
        secret_of(text)
    assert text in ("", "whsec_") or text not in str(caught.value)


def test_a_payload_that_is_too_large_is_not_sent(receiver: Any) -> None:
    answer = send(_endpoint(receiver.url()), Message("msg_2", json.dumps("x" * 65536).encode()))
    assert "larger than 64 KB" in answer.words
    assert receiver.requests == []
