"""A queue is done: the desktop and a server hear of it, and nobody hears a secret or a word of the story."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app.desktop_notice import show_notice
from app.notify import Telling, announce, deliver
from app.settings import load_settings
from app.webhook_endpoint import endpoint_path
from engine.jobs.database import Database
from engine.jobs.expected import Expected
from engine.jobs.job import Cancelled, Done, Failed, Job, Pending, State
from engine.jobs.notices import FilmOutcome, Notice, QueueSummary
from engine.jobs.outbox import Outbox

ROOT = Path(__file__).resolve().parents[2]
SUMMARY = QueueSummary((FilmOutcome(4, "CANARY-TITLE", "done"), FilmOutcome(5, "x", "failed")))

DONE = Done({}, 1.0)


class Listener:
    """A server that answers with one status; ``bodies`` is what came in."""

    def __init__(self) -> None:
        self.status, self.bodies = 204, []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                listener.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(listener.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/CANARY-PATH?token=CANARY-TOKEN"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.server.shutdown()
    listening.server.server_close()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and a desktop that can show nothing."""
    monkeypatch.setenv("STARLOOM_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "data"


def _run(*words: str, code: int = 0, given: str = "") -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "app", "webhook", *words], capture_output=True, text=True, encoding="utf-8",
        timeout=60, check=False, cwd=ROOT, input=given, env={**os.environ, "COLUMNS": "300"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def _job(number: int, state: State = Pending(), kind: str = "film") -> Job:
    return Job(number, kind, "heavy", number, "CANARY-TITLE", "", "", 1.0, 0, 0, state)


def _announce(database: Database) -> None:
    Expected(database).add(film.id for film in SUMMARY.films)
    announce(database, SUMMARY)


def _wait_until(database: Database, count: int) -> None:
    limit = time.monotonic() + 20
    while len(Outbox(database).waiting()) != count:
        assert time.monotonic() < limit
        time.sleep(0.05)


def test_a_webhook_is_set_tried_used_and_switched_off(listener: Listener, folder: Path) -> None:
    said = _run("set", listener.url, "--new-secret", code=2)[1]
    assert "https://" in said
    out, told = _run("set", listener.url, "--new-secret", "--allow-private")
    secret = out.strip()
    assert secret.startswith("whsec_")
    assert secret not in told
    assert "CANARY" not in told
    if os.name == "posix":
        assert stat.S_IMODE(endpoint_path().stat().st_mode) == 0o600
        assert stat.S_IMODE(endpoint_path().parent.stat().st_mode) == 0o700

    assert "took it" in _run("test")[1]
    assert json.loads(listener.bodies.pop())["type"] == "starloom.test"

    database = Database()
    _announce(database)
    announce(database, SUMMARY)
    stop = threading.Event()
    sender = threading.Thread(target=deliver, args=(database, stop))
    sender.start()
    _wait_until(database, 0)
    stop.set()
    sender.join()
    (body,) = listener.bodies
    assert json.loads(body)["data"]["done"] == 1
    assert b"CANARY" not in body

    listener.status = 500
    _announce(database)
    assert "waiting: 1 (HTTP 500)" in _run("send", code=3)[1]
    shown = json.loads(_run("show", "--json")[0])
    assert (shown["on"], shown["waiting"]) == (True, 1)
    assert "CANARY" not in json.dumps(shown)

    kept = [path for path in folder.rglob("*") if path.is_file() and path != endpoint_path()]
    assert {path.name for path in kept} >= {"starloom.sqlite", "settings.json"}
    for path in kept:
        content = path.read_bytes()
        assert b"CANARY" not in content
        assert secret.removeprefix("whsec_").encode() not in content

    _run("off")
    assert not endpoint_path().exists()
    assert Outbox(database).waiting() == []
    assert "off" in _run("test", code=2)[1]


def test_a_queue_is_told_once_though_the_program_dies(listener: Listener) -> None:
    _run("set", listener.url, "--new-secret", "--allow-private")
    with pytest.raises(KeyboardInterrupt), Telling(Database()) as telling:
        telling.look([_job(3, DONE), _job(4), _job(5), _job(6), _job(7, kind="take")])
        telling.look([_job(3, DONE), _job(4, DONE), _job(5)])
        raise KeyboardInterrupt
    ended = [_job(3, DONE), _job(4, DONE), _job(5, Failed("CANARY", "x")), _job(6, Cancelled())]
    for _ in range(2):
        with Telling(Database()) as telling:
            telling.look(ended)
            telling.look(ended)
    (body,) = listener.bodies
    assert [(film["id"], film["state"]) for film in json.loads(body)["data"]["films"]] == [(4, "done"), (5, "failed")]
    assert b"CANARY" not in body


def test_a_server_that_is_gone_switches_the_webhook_off(listener: Listener) -> None:
    _run("set", listener.url, "--new-secret", "--allow-private")
    listener.status = 410
    database = Database()
    _announce(database)
    stop = threading.Event()
    sender = threading.Thread(target=deliver, args=(database, stop))
    sender.start()
    _wait_until(database, 0)
    limit = time.monotonic() + 20
    while load_settings().webhook.enabled:
        assert time.monotonic() < limit
        time.sleep(0.05)
    stop.set()
    sender.join()
    assert "410" in load_settings().webhook.note
    _announce(database)
    assert Outbox(database).waiting() == []


def test_titles_are_told_only_where_allowed(listener: Listener) -> None:
    _run("set", listener.url, "--new-secret", "--allow-private", "--titles")
    _announce(Database())
    _run("send")
    assert json.loads(listener.bodies[0])["data"]["films"][0]["title"] == "CANARY-TITLE"


def test_the_secret_may_come_from_the_environment_or_standard_input(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "whsec_" + "QUJD" * 8
    assert "--secret" in _run("set", listener.url, "--allow-private", code=2)[1]
    monkeypatch.setenv("STARLOOM_WEBHOOK_SECRET", secret)
    _run("set", listener.url, "--allow-private")
    assert secret not in endpoint_path().read_text(encoding="utf-8")
    _run("test")
    monkeypatch.delenv("STARLOOM_WEBHOOK_SECRET")
    assert "no secret" in _run("test", code=2)[1]
    _run("set", listener.url, "--allow-private", "--secret", "-", given=f"{secret}\n")
    assert secret in endpoint_path().read_text(encoding="utf-8")
    _run("test")
    said = _run("set", listener.url, "--allow-private", "--secret", "whsec_CANARY", code=2)[1]
    assert "CANARY" not in said


def test_without_a_webhook_nothing_is_written_down() -> None:
    database = Database()
    _announce(database)
    assert Outbox(database).waiting() == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the notice goes another way there")
def test_the_desktop_is_told_by_a_child_with_an_argument_list(tmp_path: Path) -> None:
    assert not show_notice(Notice("a", "b"))
    program = tmp_path / "bin" / "notify-send"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/said"\n', encoding="utf-8")
    program.chmod(0o755)
    Expected(Database()).add([1])
    announce(Database(), QueueSummary((FilmOutcome(1, "$(touch x) <b>星</b>; `ls`", "done"),)), "en")
    lines = (tmp_path / "said").read_text(encoding="utf-8").splitlines()
    assert lines == ["--app-name=Starloom", "--", "Starloom: the queue is done",
                     "1 film is finished: $(touch x) &lt;b&gt;星&lt;/b&gt;; `ls`"]  # fmt: skip
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert not show_notice(Notice("a", "b"))
