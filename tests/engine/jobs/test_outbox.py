"""The outbox: what is written with its fact is delivered, whatever the server or the program does."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from engine.jobs.database import Database, DatabaseError
from engine.jobs.notices import FilmOutcome, QueueSummary, message_of, notice_of, trial_message
from engine.jobs.outbox import Outbox
from engine.jobs.webhook import LARGEST_PAYLOAD, NOT_SENT, Answer, Message

TAKEN, DOWN = Answer(204, "HTTP 204"), Answer(503, "HTTP 503")
NEVER = threading.Event()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "数据 🌌" / "starloom.sqlite")


def _put(database: Database, outbox: Outbox, *names: str) -> None:
    with database.change() as connection:
        for name in names:
            outbox.put(connection, Message(name, b'{"a":1}'))


def _state(database: Database, name: str) -> str:
    return database.rows("SELECT state FROM outbox WHERE id = ?", (name,))[0]["state"]


def test_a_message_is_sent_until_it_is_taken(database: Database) -> None:
    outbox = Outbox(database, waits_s=(0.05, 0.05))
    _put(database, outbox, "m")
    answers = [DOWN, Answer(NOT_SENT, "no answer"), TAKEN]
    sent = []

    def send(message: Message) -> Answer:
        sent.append((message.id, message.payload))
        return answers[len(sent) - 1]

    limit = time.monotonic() + 10
    while outbox.waiting() and time.monotonic() < limit:
        assert outbox.deliver_due(send, NEVER)
        time.sleep(0.01)
    assert sent == [("m", b'{"a":1}')] * 3
    assert _state(database, "m") == "delivered"
    outbox.retry_now()
    assert outbox.deliver_due(send, NEVER)
    assert len(sent) == 3


def test_waits_grow_and_the_server_may_ask_for_longer_ones(database: Database) -> None:
    outbox = Outbox(database)
    _put(database, outbox, "m")
    waits = []
    for answer in (DOWN, DOWN, DOWN, Answer(429, "HTTP 429", 5000.0), Answer(429, "HTTP 429", 1e9)):
        outbox.retry_now()
        outbox.deliver_due(lambda message, answer=answer: answer, NEVER)
        (message,) = outbox.waiting()
        waits.append(message.next_try - time.time())
        assert message.last_words == answer.words
    for wait, least, most in zip(waits, (4, 24, 240, 4990, 86000), (6, 36, 360, 5001, 86401), strict=True):
        assert least - 1 < wait <= most


def test_a_message_is_given_up_after_its_last_wait(database: Database) -> None:
    outbox = Outbox(database, waits_s=(0.0, 0.0))
    _put(database, outbox, "m")
    for _ in range(3):
        assert _state(database, "m") == "waiting"
        outbox.deliver_due(lambda message: DOWN, NEVER)
    assert _state(database, "m") == "given up"
    assert outbox.waiting() == []


def test_a_server_that_is_gone_ends_everything(database: Database) -> None:
    outbox = Outbox(database)
    _put(database, outbox, "m", "n")
    sent = []
    gone = Answer(410, "HTTP 410")
    assert not outbox.deliver_due(lambda message: sent.append(message.id) or gone, NEVER)
    assert len(sent) == 1
    assert outbox.waiting() == []


def test_a_message_is_there_exactly_when_its_fact_is(database: Database) -> None:
    outbox = Outbox(database)
    database.room("facts", ["CREATE TABLE facts (what TEXT)"])
    with pytest.raises(DatabaseError), database.change() as connection:
        connection.execute("INSERT INTO facts VALUES ('done')")
        outbox.put(connection, Message("m", b"{}"))
        raise sqlite3.OperationalError("disk full")
    assert outbox.waiting() == []
    _put(database, outbox, "m", "m")
    _put(database, outbox, "m")
    assert len(outbox.waiting()) == 1


def test_two_programs_send_a_message_once(database: Database) -> None:
    outbox = Outbox(database)
    _put(database, outbox, *(f"m{number}" for number in range(20)))
    sent: list[str] = []

    def work() -> None:
        own = Database(database.path)
        Outbox(own).deliver_due(lambda message: sent.append(message.id) or TAKEN, NEVER)
        own.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sent) == sorted(f"m{number}" for number in range(20))


def test_a_try_that_died_on_the_way_is_made_again(database: Database) -> None:
    outbox = Outbox(database)
    _put(database, outbox, "m")

    def die(message: Message) -> Answer:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_due(die, NEVER, timeout_s=0.1)
    sent = []
    outbox.deliver_due(lambda message: sent.append(message.id) or TAKEN, NEVER)
    assert sent == []
    time.sleep(0.25)
    outbox.deliver_due(lambda message: sent.append(message.id) or TAKEN, NEVER)
    assert sent == ["m"]


def test_stopping_leaves_the_rest_waiting(database: Database) -> None:
    outbox = Outbox(database)
    _put(database, outbox, "m", "n", "o")
    stop = threading.Event()

    def send(message: Message) -> Answer:
        stop.set()
        return TAKEN

    outbox.deliver_due(send, stop)
    assert len(outbox.waiting()) == 2


def _summary(count: int, title: str) -> QueueSummary:
    films = (FilmOutcome(n, f"{title} {n}", "failed" if n == 0 else "done") for n in range(count))
    return QueueSummary(tuple(films))


def test_a_server_hears_counts_and_no_words() -> None:
    message = message_of(_summary(3, "CANARY"), titles=False)
    assert b"CANARY" not in message.payload
    content = json.loads(message.payload)
    assert content["type"] == "queue.done"
    assert (content["data"]["done"], content["data"]["failed"]) == (2, 1)
    assert content["data"]["films"][0] == {"id": 0, "state": "failed"}
    assert message.id != message_of(_summary(3, "CANARY"), titles=False).id
    assert json.loads(trial_message().payload)["type"] == "starloom.test"


def test_titles_are_told_where_allowed_and_the_payload_stays_small() -> None:
    content = json.loads(message_of(_summary(2, "牛郎织女"), titles=True).payload)
    assert content["data"]["films"][1]["title"] == "牛郎织女 1"
    large = message_of(_summary(5000, "长" * 500), titles=True)
    assert len(large.payload) <= LARGEST_PAYLOAD
    content = json.loads(large.payload)
    assert content["data"]["done"] == 4999
    assert 50 < len(content["data"]["films"]) < 5000


def test_the_desktop_hears_names_in_both_languages() -> None:
    notice = notice_of(_summary(6, "Orion"), "en")
    assert notice.title == "Starloom: the queue is done, with trouble"
    assert notice.body == "5 films are finished: Orion 1, Orion 2, Orion 3, and 2 more\n1 film failed: Orion 0"
    notice = notice_of(QueueSummary((FilmOutcome(1, "牛郎织女", "done"), FilmOutcome(2, " ", "done"))), "zh")
    assert (notice.title, notice.body) == ("织星：队列已完成", "2 部影片已完成：牛郎织女、无标题")
    notice = notice_of(QueueSummary((FilmOutcome(1, "a\nlong " * 40, "done"),)), "en")
    assert "\n" not in notice.body
    assert len(notice.body) < 120
