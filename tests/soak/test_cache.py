"""The cache under load and under blows: several programs, kills, flipped bits, a full disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.content import content_key, file_digest
from engine.jobs.cache import Cache
from engine.jobs.cache_entry import described_entry, described_names
from engine.jobs.cache_index import Index
from engine.jobs.cache_keeping import Keeping
from engine.jobs.database import Database
from storyboard.file import save
from storyboard.model import Shot, Storyboard, Take

ROOT = Path(__file__).resolve().parents[2]
LIMIT, LARGEST = 400_000, 20_000

COMMON = """
import random, sys, threading
from pathlib import Path
from engine.content import content_key
from engine.jobs.cache import Cache
from engine.jobs.cache_keeping import Keeping
from engine.jobs.database import Database
LIMIT, LARGEST = 400_000, 20_000
folder, data, seed, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
cache = Cache(folder, limit=LIMIT, keeping=Keeping(Database(data)))
dice = random.Random(seed)

def content(number):
    return random.Random(number).randbytes(1_000 + number * 977 % (LARGEST - 1_000))

def made(number):
    kind, key = ("takes", "segments", "sound")[number % 3], content_key(number)
    with cache.claim(kind, key, ".bin", threading.Event()) as claim:
        if claim.found is not None:
            return claim.found
        claim.path.write_bytes(content(number))
        return claim.publish({"number": number})
"""

WORK = COMMON + """
for _ in range(count):
    number = dice.randrange(120)
    kind, key = ("takes", "segments", "sound")[number % 3], content_key(number)
    act = dice.random()
    if act < 0.5:
        made(number)
    elif act < 0.98:
        with cache.using([(kind, key)]):
            entry = cache.find(kind, key) or made(number)
            for _ in range(3):
                assert entry.path.read_bytes() == content(number), "evicted or changed while in use"
    else:
        cache.prune()
"""

PUBLISH = COMMON + """
print("ready", flush=True)
while True:
    made(dice.randrange(100_000))
"""


def _child(code: str, *words: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment,
    )  # fmt: skip


def _publish(cache: Cache, number: int, size: int = 5_000) -> str:
    key = content_key(number)
    with cache.claim("takes", key, ".bin", threading.Event()) as claim:
        if claim.found is None:
            claim.path.write_bytes(random.Random(number).randbytes(size))
            claim.publish({"number": number})
    return key


def _bytes_there(folder: Path) -> int:
    files = (folder / "takes", folder / "segments", folder / "sound")
    return sum(path.stat().st_size for kind in files for path in kind.glob("??/[0-9a-f]*.bin"))


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.soak)])
@pytest.mark.timeout(1200)
def test_four_programs_share_a_small_cache(count: int, tmp_path: Path) -> None:
    folder, data = tmp_path / "films 影片", tmp_path / "data.sqlite"
    keeping = Keeping(Database(data))
    cache = Cache(folder, limit=LIMIT, keeping=keeping)
    named = [_publish(cache, 1_000 + number) for number in range(5)]
    board = Storyboard(shots=(Shot(id="a", takes=tuple(Take(key=key) for key in named), chosen=named[0]),))
    save(board, tmp_path / "story.starloom")
    keeping.remember(tmp_path / "story.starloom", board)

    children = [_child(WORK, folder, data, seed, count // 4) for seed in range(4)]
    largest, index = 0, Index(folder)
    while any(child.poll() is None for child in children):
        with index.change():  # nobody publishes or evicts meanwhile, so the sum is of one moment
            largest = max(largest, _bytes_there(folder))
        time.sleep(0.02)
    for child in children:
        words = child.communicate()[1]
        assert child.returncode == 0, words
    assert 0 < largest <= LIMIT + LARGEST
    assert all(cache.find("takes", key) is not None for key in named), "a take of a storyboard was evicted"
    assert index.size() == _bytes_there(folder)
    assert cache.verify().damaged == ()
    assert not list(folder.rglob("*.part*"))


@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.soak)])
@pytest.mark.timeout(1200)
@pytest.mark.skipif(os.name == "nt", reason="kills with SIGKILL")
def test_a_program_killed_while_it_publishes_leaves_nothing_that_looks_whole(kills: int, tmp_path: Path) -> None:
    folder, data = tmp_path / "films", tmp_path / "data.sqlite"
    dice, reports = random.Random(5), []
    for number in range(kills):
        child = _child(PUBLISH, folder, data, number, 0)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0.005, 0.12))
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        for kind, key in described_names(folder):
            entry = described_entry(folder, kind, key)
            assert entry.path.stat().st_size == entry.size and file_digest(entry.path) == entry.sha256
    cache = Cache(folder, reports.append, limit=LIMIT, keeping=Keeping(Database(data)))
    for path in list(folder.rglob("*.bin")):
        os.utime(path, (1, 1))
    assert cache.verify().damaged == () and reports == []
    left = [path for path in folder.glob("*/??/*") if path.name.startswith(".") and path.suffix == ".bin"]
    assert left == [], "parts of dead programs are swept"
    assert {item.name for item in cache.listed()} == set(described_names(folder))


@pytest.mark.parametrize("flips", [5, pytest.param(100, marks=pytest.mark.soak)])
def test_every_flipped_bit_is_found_reported_and_made_again(flips: int, tmp_path: Path) -> None:
    dice, keeping = random.Random(9), Keeping(Database(tmp_path / "data.sqlite"))
    keys = [_publish(Cache(tmp_path / "films", keeping=keeping), number) for number in range(20)]
    for number in range(flips):
        reports: list[str] = []
        cache = Cache(tmp_path / "films", reports.append, keeping=keeping)
        key = keys[number % len(keys)]
        entry = described_entry(cache.folder, "takes", key)
        content = bytearray(entry.path.read_bytes())
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        entry.path.write_bytes(content)
        assert cache.find("takes", key) is None
        assert len(reports) == 1 and key[:12] in reports[0]
        _publish(cache, number % len(keys))
        found = cache.find("takes", key)
        assert found is not None and file_digest(found.path) == entry.sha256


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files with setrlimit")
def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """A child may write no file larger than 64 KB: as on a full disk, writing fails in the middle."""
    keeping = Keeping(Database(tmp_path / "data.sqlite"))
    cache = Cache(tmp_path / "films", keeping=keeping)
    keys = [_publish(cache, number) for number in range(5)]
    code = """
import resource, signal, sys, threading
from pathlib import Path
import numpy as np
from engine.errors import EngineError
from engine.jobs.cache import Cache
from engine.takes.clip import ClipWriter
cache = Cache(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
try:
    with cache.claim("takes", "e" * 64, ".avi", threading.Event()) as claim:
        with ClipWriter(claim.path, 320, 180, 24) as clip:
            for number in range(50):
                clip.write(np.random.default_rng(number).integers(0, 255, (270, 320), dtype=np.uint8))
        claim.publish({})
except EngineError as error:
    print(type(error).__name__, error)
"""
    said = _child(code, cache.folder).communicate()
    assert "disk" in said[0] and "full" in said[0], said
    again = Cache(cache.folder, keeping=keeping)
    assert again.find("takes", "e" * 64) is None
    assert all(again.find("takes", key) for key in keys)
    assert not list(cache.folder.rglob("*.part*"))
