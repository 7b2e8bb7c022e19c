"""The tables of the queue, as steps that bring an older file up to date; a step is never changed afterwards."""

from __future__ import annotations

ROOM = "queue"

STEPS = (
    """
    CREATE TABLE queue_films (
        id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, storyboard TEXT NOT NULL, base TEXT NOT NULL,
        target TEXT NOT NULL, settings TEXT NOT NULL, added REAL NOT NULL
    );
    CREATE TABLE queue_jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, lane TEXT NOT NULL, key TEXT NOT NULL,
        film INTEGER NOT NULL REFERENCES queue_films (id), shot TEXT NOT NULL, units REAL NOT NULL,
        priority INTEGER NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        owner TEXT NOT NULL DEFAULT '', wish TEXT NOT NULL DEFAULT '', heeded REAL,
        started REAL, done REAL NOT NULL DEFAULT 0, total REAL NOT NULL DEFAULT 0,
        seconds_left REAL, message TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '{}',
        seconds REAL NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT ''
    );
    CREATE UNIQUE INDEX queue_unfinished ON queue_jobs (key) WHERE state IN ('pending', 'running', 'paused');
    CREATE INDEX queue_next ON queue_jobs (state, lane, priority DESC, position);
    CREATE TABLE queue_needs (
        job INTEGER NOT NULL REFERENCES queue_jobs (id) ON DELETE CASCADE,
        needs INTEGER NOT NULL REFERENCES queue_jobs (id) ON DELETE CASCADE,
        hard INTEGER NOT NULL, PRIMARY KEY (job, needs)
    ) WITHOUT ROWID;
    CREATE INDEX queue_needed ON queue_needs (needs);
    CREATE TABLE queue_work (
        one INTEGER PRIMARY KEY CHECK (one = 1), paused TEXT NOT NULL, owner TEXT NOT NULL, since REAL, sign REAL
    );
    INSERT INTO queue_work VALUES (1, '', '', NULL, NULL);
    CREATE TABLE queue_speeds (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, seconds_per_unit REAL NOT NULL)
    """,
)
