"""How long jobs take, learned from those that were done on this machine."""

from __future__ import annotations

import statistics

from engine.jobs.database import Database

REMEMBERED = 20


def speed_name(kind: str, generator: str) -> str:
    """What the speed of a job is remembered under: takes of a video model take a thousand times as long as others."""
    return f"{kind} by {generator}" if kind == "take" and generator == "diffusion" else kind


class Estimates:
    """Seconds per unit of work by kind of job: the median of the last twenty, so that one odd job misleads nobody."""

    def __init__(self, database: Database) -> None:
        """``database``: one in which a `Queue` was opened."""
        self._database = database

    def learn(self, kind: str, units: float, seconds: float) -> None:
        """Remember how long a job took."""
        if units <= 0:
            return
        with self._database.change() as change:
            change.execute("INSERT INTO queue_speeds (kind, seconds_per_unit) VALUES (?, ?)", (kind, seconds / units))
            change.execute(
                "DELETE FROM queue_speeds WHERE kind = ?1 AND id NOT IN "
                "(SELECT id FROM queue_speeds WHERE kind = ?1 ORDER BY id DESC LIMIT ?2)", (kind, REMEMBERED),
            )  # fmt: skip

    def speeds(self) -> dict[str, float]:
        """Seconds per unit of every kind that was ever done."""
        known: dict[str, list[float]] = {}
        for row in self._database.rows("SELECT kind, seconds_per_unit FROM queue_speeds"):
            known.setdefault(row["kind"], []).append(row["seconds_per_unit"])
        return {kind: statistics.median(speeds) for kind, speeds in known.items()}
