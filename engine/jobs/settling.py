"""What the end of a job means for those that need it."""

from __future__ import annotations

import sqlite3

from engine.jobs.job import UNFINISHED

NEEDS_FAILED = "NeedsFailed"

_STRANDED = f"""
    SELECT j.id, j.kind FROM queue_jobs j
    WHERE j.id IN (SELECT job FROM queue_needs WHERE needs = ?) AND j.state IN ('pending', 'paused')
    AND EXISTS (
        SELECT 1 FROM queue_needs n JOIN queue_jobs d ON d.id = n.needs
        WHERE n.job = j.id AND n.hard AND d.state IN ('failed', 'cancelled')
    ) AND NOT EXISTS (
        SELECT 1 FROM queue_needs n JOIN queue_jobs d ON d.id = n.needs WHERE n.job = j.id AND d.state IN {UNFINISHED}
    )
"""


def settle(change: sqlite3.Connection, job_id: int) -> None:
    """After a job ended: fail those that cannot be done without it, once nothing they need is still on its way."""
    for row in change.execute(_STRANDED, (job_id,)).fetchall():
        reason = _reason(change, row["id"], row["kind"])
        change.execute(
            "UPDATE queue_jobs SET state = 'failed', reason = ?, error = ? WHERE id = ?",
            (reason, NEEDS_FAILED, row["id"]),
        )
        settle(change, row["id"])


def _reason(change: sqlite3.Connection, job_id: int, kind: str) -> str:
    """Which of the jobs it needs failed, and why; of a film also what is kept."""
    needed = change.execute(
        "SELECT d.* FROM queue_needs n JOIN queue_jobs d ON d.id = n.needs WHERE n.job = ? AND n.hard ORDER BY d.id",
        (job_id,),
    ).fetchall()
    failed = [row for row in needed if row["state"] != "done"]
    reasons = " ".join(dict.fromkeys(_sentence(row) for row in failed))
    if kind != "film":
        return reasons
    takes = [row for row in needed if row["kind"] == "take"]
    kept = sum(row["state"] == "done" for row in takes)
    mend = "Mend this and retry: only what is missing is made."
    return f"{reasons} {kept} of {len(takes)} shots are made and kept. {mend}" if kept else f"{reasons} {mend}"


def _sentence(row: sqlite3.Row) -> str:
    if row["state"] == "failed":
        reason = row["reason"].rstrip(".")
        named = not row["shot"] or f"Shot {row['shot']}" in reason or row["error"] == NEEDS_FAILED
        return f"{reason}." if named else f"Shot {row['shot']}: {reason}."
    what = f"Shot {row['shot']}" if row["shot"] else "The score"
    return f"{what} was cancelled."
