"""Messages to a server that fails in every way: each arrives, under one id, signed, whatever is killed between."""

from __future__ import annotations

import base64
import hashlib
import hmac
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.jobs.database import Database
from engine.jobs.notices import FilmOutcome, QueueSummary, message_of
from engine.jobs.outbox import Outbox
from engine.jobs.webhook import new_secret

ROOT = Path(__file__).resolve().parents[2]
SECRET = new_secret()

# a program that delivers what waits, until it is killed or nothing waits any more
DELIVER = """
import sys, threading, time
from pathlib import Path
from engine.jobs.database import Database
from engine.jobs.outbox import Outbox
from engine.jobs.webhook import endpoint_of, secret_of, send
endpoint = endpoint_of(sys.argv[2], secret_of(sys.stdin.readline()), True, 0.15)
outbox = Outbox(Database(Path(sys.argv[1])), waits_s=(0.02,) * 200)
while outbox.waiting():
    outbox.deliver_due(lambda message: send(endpoint, message), threading.Event(), endpoint.timeout_s)
    time.sleep(0.005)
"""


class Flaky:
    """Takes 55 of 100 messages; 30 fail, 10 are not answered in time, 5 are sent elsewhere."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.payloads: dict[str, set[bytes]] = {}
        self.faults: list[str] = []
        self.tries = 0
        chance, lock, flaky = random.Random(7), threading.Lock(), self
        key = base64.b64decode(SECRET.removeprefix("whsec_"))

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                name, stamp = self.headers["webhook-id"], self.headers["webhook-timestamp"]
                expected = hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
                with lock:
                    flaky.tries += 1
                    flaky.payloads.setdefault(name, set()).add(body)
                    if self.headers["webhook-signature"] != "v1," + base64.b64encode(expected).decode():
                        flaky.faults.append(f"signature of {name}")
                    if self.path != "/hook":
                        flaky.faults.append(f"followed to {self.path}")
                    fate = chance.random()
                    if fate >= 0.45:
                        flaky.taken[name] += 1
                if fate < 0.1:
                    time.sleep(0.4)
                    return
                self.send_response(307 if fate < 0.15 else 500 if fate < 0.45 else 204)
                if fate < 0.15:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"


@pytest.fixture
def flaky() -> Iterator[Flaky]:
    server = Flaky()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.mark.parametrize(("messages", "kills"), [(50, 2), pytest.param(1000, 20, marks=pytest.mark.soak)])
def test_every_message_arrives_under_one_id(messages: int, kills: int, flaky: Flaky, tmp_path: Path) -> None:
    database = Database(tmp_path / "starloom.sqlite")
    outbox = Outbox(database)
    written = set()
    for number in range(messages):
        summary = QueueSummary((FilmOutcome(number, f"CANARY {number}", "done"),))
        message = message_of(summary, titles=False)
        with database.change() as connection:
            outbox.put(connection, message)
        written.add(message.id)
    chance = random.Random(3)
    for turn in range(kills + 1):
        program = subprocess.Popen(
            [sys.executable, "-c", DELIVER, str(database.path), flaky.url], cwd=ROOT, stdin=subprocess.PIPE, text=True
        )
        assert program.stdin is not None
        program.stdin.write(SECRET + "\n")
        program.stdin.close()
        if turn == kills:
            assert program.wait(timeout=280) == 0
            break
        before = flaky.tries
        while flaky.tries < before + 3 and program.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.3))
        program.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        program.wait()
    assert set(flaky.taken) == written
    assert flaky.faults == []
    assert all(len(bodies) == 1 for bodies in flaky.payloads.values())
    assert not any(b"CANARY" in body for bodies in flaky.payloads.values() for body in bodies)
    states = {row["state"] for row in database.rows("SELECT state FROM outbox")}
    assert states == {"delivered"}
    database.close()
    for file in tmp_path.iterdir():
        assert SECRET.removeprefix("whsec_").encode() not in file.read_bytes()
    print(f"{messages} messages, {kills} kills, {flaky.tries} tries, {sum(flaky.taken.values())} deliveries")
