"""``starloom sky``: where stars, Sun, Moon and planets stand for a place and a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

if TYPE_CHECKING:
    from engine.sky.observer import Observer
    from engine.sky.sky_table import SkyObject

BRIGHTEST = 20
WIDE_COLUMNS = 112
"""A terminal of so many columns has room for the number and both names."""


def sky(
    place: Annotated[
        str, typer.Option("--place", metavar="PLACE", help="A name (Beijing, 长安, Athens) or LAT,LON[,METRES].")
    ] = "Beijing",
    time: Annotated[
        str,
        typer.Option(
            "--time",
            metavar="TIME",
            help="2026-08-19T13:00:00Z, -2800-03-21, 'qixi 2026', 'winter solstice 755', '中秋 2026'. Without a zone: "
            "UTC; without a clock time: the evening there. Years before 1 are astronomical (0 is 1 BC); days before "
            "15 October 1582 are Julian.",
        ),
    ] = "2026-08-19T13:00:00Z",
    stars: Annotated[
        str | None,
        typer.Option("--stars", metavar="STARS", help="HIP numbers or names: 91262,Altair,天津四,'beta Ori'."),
    ] = None,
    bodies: Annotated[
        str | None, typer.Option("--bodies", metavar="BODIES", help="With commas: sun,moon,mercury,...,neptune.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Say where stars, Sun, Moon and planets stand: apparent right ascension and declination (true equator and equinox
    of date, seen from the place), altitude without and with refraction, azimuth from north through east, magnitude.

    Without --stars and --bodies: the brightest stars that are up and every body.
    """
    from engine.sky.dates import moment_of
    from engine.sky.observer import Observer
    from engine.sky.places import place_of
    from engine.sky.sky_table import bodies_seen, brightest_up, stars_seen
    from engine.sky.star_finder import star_of

    where = place_of(place)
    observer = Observer(where, moment_of(time, where))
    everything = stars is None and bodies is None
    hips = brightest_up(observer, BRIGHTEST) if everything else [star_of(word) for word in _words(stars)]
    wanted = _all_bodies() if everything else _words(bodies)
    objects = stars_seen(observer, hips) + bodies_seen(observer, wanted)
    if json:
        _print_json(observer, objects)
    else:
        _print_table(observer, objects)


def _words(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").replace("，", ",").split(",") if word.strip()]


def _all_bodies() -> list[str]:
    from engine.sky.bodies import NAMES

    return list(NAMES)


def _print_json(observer: Observer, objects: list[SkyObject]) -> None:
    import json
    from dataclasses import asdict

    from engine.sky.delta_t import MODEL

    where, moment = observer.place, observer.moment
    report = {
        "place": ({"id": where.id} if where.id else {}) | {
            "names": {key: name for key, name in (("en", where.en), ("zh", where.zh)) if name},
            "latitude_deg": where.latitude_deg, "longitude_deg": where.longitude_deg, "altitude_m": where.altitude_m,
        },
        "time": moment.written(),
        "time_scale": "UTC" if moment.is_utc else "UT1",
        "delta_t_s": round(moment.delta_t_s, 3),
        "delta_t_model": MODEL,
        "objects": [{key: value for key, value in asdict(row).items() if value is not None} for row in objects],
    }  # fmt: skip
    print(json.dumps(report, ensure_ascii=False, indent=1))


def _print_table(observer: Observer, objects: list[SkyObject]) -> None:
    from rich.table import Table

    from engine.sky.delta_t import MODEL

    where, moment = observer.place, observer.moment
    name = " ".join(part for part in (where.zh, where.en) if part)
    console = Console()
    console.print(
        f"{name or 'Place'} {where.latitude_deg:+.4f}° {where.longitude_deg:+.4f}° {where.altitude_m:.0f} m · "
        f"{moment.written()} · Delta T {moment.delta_t_s:.1f} s ({MODEL})",
        highlight=False,
    )
    wide = console.width >= WIDE_COLUMNS
    table = Table(box=None, header_style="bold", padding=(0, 1, 0, 0))
    for head in ("", "名称", "name") if wide else ("",):
        table.add_column(head, no_wrap=True)
    for head in ("RA", "Dec", "altitude", "refracted", "azimuth", "mag", "seen"):
        table.add_column(head, justify="right", no_wrap=True)
    for row in objects:
        names = [row.names.get("zh", ""), row.names.get("en", row.names.get("designation", ""))]
        table.add_row(
            *([row.id, *names] if wide else [names[1] or names[0] or row.id]),
            _hours(row.ra_deg), _degrees(row.dec_deg), f"{row.altitude_deg:+.3f}°",
            f"{row.refracted_altitude_deg:+.3f}°", f"{row.azimuth_deg:.3f}°", f"{row.magnitude:.2f}",
            "—" if row.seen_magnitude is None else f"{row.seen_magnitude:.2f}",
            style=None if row.refracted_altitude_deg > 0 else "dim",
        )  # fmt: skip
    console.print(table)


def _hours(ra_deg: float) -> str:
    tenths = round(ra_deg / 15 * 36000) % 864000
    return f"{tenths // 36000:02d}h{tenths // 600 % 60:02d}m{tenths % 600 / 10:04.1f}s"


def _degrees(dec_deg: float) -> str:
    seconds = round(abs(dec_deg) * 3600)
    return f"{'-' if dec_deg < 0 else '+'}{seconds // 3600:02d}°{seconds // 60 % 60:02d}′{seconds % 60:02d}″"
