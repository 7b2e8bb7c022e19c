"""The cache as one program and several see it: claims, leases, limits, the index and its loss, what is kept."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.content import content_key
from engine.errors import BadInput, Cancelled
from engine.jobs.cache import Cache
from engine.jobs.cache_entry import description
from engine.jobs.cache_index import FILE, Index
from engine.jobs.cache_keeping import LIMIT, Keeping, bytes_of
from engine.jobs.cache_room import Room
from engine.jobs.database import Database
from engine.jobs.hold import let_go
from engine.jobs.owner import is_running, this_program
from storyboard.file import save
from storyboard.model import Shot, Storyboard, Take
from storyboard.version import VERSION

ROOT = Path(__file__).resolve().parents[3]
SIZE = 10_000


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(Database(tmp_path / "data" / "data.sqlite"))


def _put(cache: Cache, number: int, size: int = SIZE, kind: str = "takes") -> str:
    key = content_key(number)
    with cache.claim(kind, key, ".bin", threading.Event()) as claim:  # type: ignore[arg-type]
        assert claim.found is None
        claim.path.write_bytes(random.Random(number).randbytes(size))
        claim.publish({"number": number, "generator": "test"})
    time.sleep(0.002)
    return key


def _there(cache: Cache, *keys: str) -> list[bool]:
    return [description(cache.folder, "takes", key).exists() for key in keys]


def test_an_entry_says_how_it_was_made(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "缓存 🌌", keeping=keeping)
    key = _put(cache, 1)
    entry = cache.find("takes", key)
    assert entry is not None and entry.path.stat().st_size == entry.size == SIZE
    told = json.loads(entry.path.with_suffix(".json").read_text(encoding="utf-8"))
    assert told["recipe"] == {"number": 1, "generator": "test"}
    assert told["program"] == VERSION and told["made"].startswith("20") and told["seconds"] >= 0
    assert [(item.key, item.size, item.uses) for item in cache.listed()] == [(key, SIZE, 1)]


def test_the_longest_unused_goes_first(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "films", limit=3 * SIZE + 100, keeping=keeping)
    first, second, third = (_put(cache, number) for number in range(3))
    assert cache.find("takes", first) is not None
    fourth = _put(cache, 3)
    assert _there(cache, first, second, third, fourth) == [True, False, True, True]
    assert sum(path.stat().st_size for path in cache.folder.rglob("*.bin")) == 3 * SIZE
    freed = cache.prune(SIZE)
    assert (freed.count, freed.size) == (2, 2 * SIZE)
    assert _there(cache, first, third, fourth) == [False, False, True]


def test_what_is_in_use_stays_until_it_is_given_back(tmp_path: Path, keeping: Keeping) -> None:
    cache, other = (Cache(tmp_path / "films", limit=SIZE + 10, keeping=keeping) for _ in range(2))
    first = _put(cache, 0)
    with cache.using([("takes", first)]):
        second = _put(other, 1)
        third = _put(other, 2)
        assert _there(cache, first, second, third) == [True, False, True]
        assert other.clear(named_too=True).count == 1
        assert _there(cache, first, third) == [True, False]
    assert other.clear().count == 1


def test_what_a_film_needs_may_pass_the_limit_until_it_is_made(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "films", limit=SIZE + 10, keeping=keeping)
    keys = [content_key(number) for number in range(3)]
    with cache.using([("takes", key) for key in keys]):
        for number in range(3):
            _put(cache, number)
        assert _there(cache, *keys) == [True, True, True]
    assert _there(cache, *keys) == [False, False, True]


def test_takes_of_known_storyboards_stay_as_long_as_their_file_names_them(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "films", limit=SIZE + 10, keeping=keeping)
    path = tmp_path / "七夕 story.starloom"
    key = _put(cache, 0)
    board = Storyboard(shots=(Shot(id="a", takes=(Take(key=key),), chosen=key),))
    save(board, path)
    keeping.remember(path, board)
    _put(cache, 1)
    assert _there(cache, key) == [True] and cache.clear().count == 1 and _there(cache, key) == [True]

    path.write_text("half wri", encoding="utf-8")  # a file that cannot be read may be mended
    cache.prune(0)
    assert _there(cache, key) == [True]

    save(Storyboard(shots=(Shot(id="a"),)), path)
    cache.prune(0)
    assert _there(cache, key) == [False]


def test_takes_of_a_storyboard_that_is_gone_may_go(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "films", keeping=keeping)
    boards = {name: tmp_path / name / "story.starloom" for name in ("here", "drive")}
    keys = {name: _put(cache, number) for number, name in enumerate(boards)}
    for name, path in boards.items():
        path.parent.mkdir()
        board = Storyboard(shots=(Shot(id="a", takes=(Take(key=keys[name]),)),))
        save(board, path)
        keeping.remember(path, board)
    boards["here"].unlink()
    (tmp_path / "drive").rename(tmp_path / "taken out")
    cache.prune(0)
    assert _there(cache, keys["here"], keys["drive"]) == [False, True]
    (tmp_path / "taken out").rename(tmp_path / "drive")
    cache.prune(0)
    assert _there(cache, keys["drive"]) == [True]


def test_losing_the_index_loses_nothing(tmp_path: Path, keeping: Keeping) -> None:
    cache = Cache(tmp_path / "films", keeping=keeping)
    keys = [_put(cache, number) for number in range(4)]
    old = time.time() - 5000
    os.utime(description(cache.folder, "takes", keys[2]), (old, old))
    before = {(item.key, item.size, item.made) for item in cache.listed()}
    for path in cache.folder.glob(f"{FILE}*"):
        path.unlink()
    again = Cache(tmp_path / "films", keeping=keeping)
    assert {(item.key, item.size, item.made) for item in again.listed()} == before
    assert again.listed()[0].key == keys[2], "the time of last use outlives the index"


@pytest.mark.parametrize("damage", [b"", b"no database at all, but long enough to be read as one" * 40])
def test_a_damaged_index_is_made_anew(damage: bytes, tmp_path: Path, keeping: Keeping) -> None:
    key = _put(Cache(tmp_path / "films", keeping=keeping), 0)
    for path in (tmp_path / "films").glob(f"{FILE}*"):
        path.unlink()
    (tmp_path / "films" / FILE).write_bytes(damage)
    again = Cache(tmp_path / "films", keeping=keeping)
    assert [item.key for item in again.listed()] == [key] and again.find("takes", key) is not None


def test_a_description_that_is_damaged_or_moved_is_found_out(tmp_path: Path, keeping: Keeping) -> None:
    reports: list[str] = []
    cache = Cache(tmp_path / "films", reports.append, keeping=keeping)
    keys = [_put(cache, number) for number in range(4)]
    sidecars = [description(cache.folder, "takes", key) for key in keys]
    sidecars[0].write_text("{", encoding="utf-8")
    sidecars[1].write_text(sidecars[2].read_text(encoding="utf-8"), encoding="utf-8")
    sidecars[2].write_text(sidecars[2].read_text(encoding="utf-8").replace('"path": "', '"path": "../'))
    checked = cache.verify()
    assert checked.count == 4 and len(checked.damaged) == len(reports) == 3
    assert [cache.find("takes", key) is not None for key in keys] == [False, False, False, True]
    assert sum(1 for _ in cache.folder.rglob("*.bin")) == 1


def test_equal_requests_at_once_are_made_once(tmp_path: Path, keeping: Keeping) -> None:
    made: list[int] = []

    def make(number: int) -> None:
        cache = Cache(tmp_path / "films", keeping=keeping)
        with cache.claim("takes", content_key("same"), ".bin", threading.Event()) as claim:
            if claim.found is None:
                made.append(number)
                time.sleep(0.2)
                claim.path.write_bytes(b"x" * 100)
                claim.publish({})

    threads = [threading.Thread(target=make, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


CLAIMING = """
import sys, threading, time
from pathlib import Path
from engine.jobs.cache import Cache
with Cache(Path(sys.argv[1])).claim("takes", sys.argv[2], ".bin", threading.Event()) as claim:
    claim.path.write_bytes(b"half of it")
    print("claimed", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills with SIGKILL")
def test_a_claim_of_another_program_is_waited_for_and_taken_over_when_it_dies(tmp_path: Path, keeping: Keeping) -> None:
    cache, key = Cache(tmp_path / "films", keeping=keeping), content_key("x")
    child = subprocess.Popen(
        [sys.executable, "-c", CLAIMING, str(cache.folder), key], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert child.stdout is not None and child.stdout.readline() == "claimed\n"
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(Cancelled), cache.claim("takes", key, ".bin", cancel):
        pass
    assert 0.2 < time.monotonic() - began < 10

    threading.Timer(0.3, os.kill, (child.pid, signal.SIGKILL)).start()
    with cache.claim("takes", key, ".bin", threading.Event()) as claim:
        assert claim.found is None
        claim.path.write_bytes(b"all of it")
        claim.publish({})
    child.wait()
    assert cache.find("takes", key) is not None
    for path in cache.folder.rglob("*.part*"):
        os.utime(path, (1, 1))
    cache.prune()
    assert not list(cache.folder.rglob("*.part*")), "what the dead program left is swept"


def test_a_hold_that_was_let_go_counts_no_more_though_its_row_could_not_be_removed(
    tmp_path: Path, keeping: Keeping
) -> None:
    cache = Cache(tmp_path / "films", limit=SIZE + 10, keeping=keeping)
    first, unmade = _put(cache, 0), content_key("unmade")
    index = Index(cache.folder)
    lease, claim = index.lease([("takes", first)]), index.claim("takes", unmade)
    assert claim is not None and index.is_claimed("takes", unmade) and cache.prune(0).count == 0
    let_go(lease)
    let_go(claim)
    assert not index.is_claimed("takes", unmade) and cache.prune(0).count == 1


def test_an_owner_is_this_process_and_no_later_one_of_its_number() -> None:
    number, _, start = this_program().partition("@")
    assert is_running(this_program())
    assert not is_running(f"{number}@{float(start) - 100:.2f}")
    assert not is_running("no owner at all")


def test_loose_files_count_and_go_by_last_use(tmp_path: Path, keeping: Keeping) -> None:
    beside = tmp_path / "figures"
    beside.mkdir()
    ages = {"old.npz": 20_000, "older.npz": 30_000, "new.npz": 10}
    for name, age in ages.items():
        (beside / name).write_bytes(b"x" * SIZE)
        then = time.time() - age
        os.utime(beside / name, (then, then))
    films = tmp_path / "films"
    films.mkdir()
    room, index = Room(films, [beside], 2 * SIZE, keeping), Index(films)
    with index.change() as connection:
        assert room.make(connection).count == 1
        assert sorted(path.name for path in beside.iterdir()) == ["new.npz", "old.npz"]
        assert room.clear(connection, named_too=False).count == 1
    assert [path.name for path in beside.iterdir()] == ["new.npz"], "what was used just now may be in use"


def test_the_limit_is_the_persons(keeping: Keeping, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keeping.limit == LIMIT == 20_000_000_000
    keeping.set_limit(bytes_of("50 GB"))
    assert keeping.limit == 50_000_000_000
    monkeypatch.setenv("STARLOOM_CACHE_LIMIT", "1.5g")
    assert keeping.limit == 1_500_000_000
    for words in ("", "lots", "-5GB", "5 apples"):
        with pytest.raises(BadInput, match="no size"):
            bytes_of(words)
    with pytest.raises(BadInput, match="too small"):
        keeping.set_limit(10)


def test_the_version_is_the_projects() -> None:
    assert f'version = "{VERSION}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
