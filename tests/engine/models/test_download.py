"""One file: gone on with after every kind of end, proved by its sum, and never half under its name."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.errors import Cancelled
from engine.models.digests import Digest
from engine.models.download import DamagedFile, DiskError, fetch_file
from engine.models.hub import RemoteFile
from engine.models.web import WebError
from tests.engine.models.hub_server import REPOSITORY, HubServer

ROOT = Path(__file__).resolve().parents[3]
NAME = "transformer/diffusion_pytorch_model.safetensors"


def _remote(hub: HubServer, name: str = NAME) -> tuple[RemoteFile, str, bytes]:
    data = hub.repositories[REPOSITORY][name]
    remote = RemoteFile(name, len(data), Digest("sha256", hashlib.sha256(data).hexdigest()))
    return remote, f"{hub.url}/{REPOSITORY}/resolve/main/{name}", data


def test_comes_whole_and_tells_how_far_it_is(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    told: list[int] = []
    fetch_file(remote, address, tmp_path / "模型 🌌" / "w.safetensors", threading.Event(), told.append)
    assert (tmp_path / "模型 🌌" / "w.safetensors").read_bytes() == data
    assert told == sorted(told)
    assert told[-1] == len(data)
    assert [path.name for path in (tmp_path / "模型 🌌").iterdir()] == ["w.safetensors"]


def test_what_is_there_is_not_asked_for_again(hub: HubServer, tmp_path: Path) -> None:
    remote, address, _ = _remote(hub)
    (tmp_path / "w").write_bytes(b"here")
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert hub.asked == []


def test_a_connection_that_breaks_is_gone_on_with(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    hub.misdeeds.break_after = [24_576, 20_480]
    fetch_file(remote, address, tmp_path / "w", threading.Event(), first_wait_s=0.01)
    assert (tmp_path / "w").read_bytes() == data
    assert len(hub.ranges()) == 2
    assert all(0 < int(asked.split("=")[1][:-1]) < len(data) for asked in hub.ranges())


def test_a_server_without_ranges_begins_again(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    (tmp_path / "w.part").write_bytes(data[:10_000])
    hub.misdeeds.no_ranges = True
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert hub.ranges() == ["bytes=10000-"]
    assert (tmp_path / "w").read_bytes() == data


def test_a_part_that_was_changed_meanwhile_is_fetched_anew(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    (tmp_path / "w.part").write_bytes(b"?" + data[1:10_000])
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert (tmp_path / "w").read_bytes() == data
    assert [asked for _, asked, _ in hub.asked] == ["bytes=10000-", None]


def test_a_part_longer_than_the_file_is_worth_nothing(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    (tmp_path / "w.part").write_bytes(data + b"?")
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert (tmp_path / "w").read_bytes() == data


def test_a_server_that_gives_something_else_is_found_out(hub: HubServer, tmp_path: Path) -> None:
    remote, address, _ = _remote(hub)
    hub.misdeeds.lies = {NAME}
    with pytest.raises(DamagedFile, match=r"diffusion_pytorch_model\.safetensors came with a wrong sum twice"):
        fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert list(tmp_path.iterdir()) == []
    assert len(hub.asked) == 2


def test_a_server_that_gives_more_than_there_is_is_refused(hub: HubServer, tmp_path: Path) -> None:
    remote, address, _ = _remote(hub)
    hub.misdeeds.longer = True
    with pytest.raises(WebError, match="longer on the server"):
        fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert not (tmp_path / "w").exists()


def test_an_empty_file_comes_too(hub: HubServer, tmp_path: Path) -> None:
    remote = RemoteFile("empty.json", 0, Digest("git", hashlib.sha1(b"blob 0\0").hexdigest()))
    fetch_file(remote, hub.url, tmp_path / "empty.json", threading.Event())
    assert (tmp_path / "empty.json").read_bytes() == b""


def test_a_busy_server_is_asked_again_and_a_refusal_is_final(hub: HubServer, tmp_path: Path) -> None:
    remote, address, data = _remote(hub)
    hub.misdeeds.statuses = [503, 429]
    fetch_file(remote, address, tmp_path / "w", threading.Event(), first_wait_s=0.01)
    assert (tmp_path / "w").read_bytes() == data
    hub.misdeeds.statuses = [403, 403]
    with pytest.raises(WebError, match="agree to terms"):
        fetch_file(remote, address, tmp_path / "other", threading.Event(), first_wait_s=0.01)
    assert hub.misdeeds.statuses == [403]


def test_a_network_that_is_gone_is_one_sentence(hub: HubServer, tmp_path: Path) -> None:
    remote, address, _ = _remote(hub)
    hub.close()
    with pytest.raises(WebError, match=r"127\.0\.0\.1 cannot be reached \(Connection refused\): check the network"):
        fetch_file(remote, address, tmp_path / "w", threading.Event(), first_wait_s=0.001)


def test_a_folder_that_cannot_be_written_is_one_sentence(hub: HubServer, tmp_path: Path) -> None:
    remote, address, _ = _remote(hub)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DiskError, match="cannot be written"):
        fetch_file(remote, address, tmp_path / "file" / "w", threading.Event())


@pytest.mark.parametrize("pause_s", [0.05, 30.0])
def test_stopping_takes_no_half_second_even_where_the_server_says_nothing(
    hub: HubServer, tmp_path: Path, pause_s: float
) -> None:
    remote, address, data = _remote(hub)
    hub.misdeeds.pause_s = pause_s
    cancel, stopped = threading.Event(), [0.0]

    def stop() -> None:
        stopped[0] = time.monotonic()
        cancel.set()

    threading.Timer(0.3, stop).start()
    with pytest.raises(Cancelled, match="the next fetch goes on"):
        fetch_file(remote, address, tmp_path / "w", cancel)
    assert time.monotonic() - stopped[0] < 0.5
    hub.misdeeds.pause_s = 0
    kept = (tmp_path / "w.part").stat().st_size
    assert 0 < kept < len(data)
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert hub.ranges() == [f"bytes={kept}-"]
    assert (tmp_path / "w").read_bytes() == data


def test_a_killed_download_goes_on_where_it_was(hub: HubServer, tmp_path: Path) -> None:
    """The program is killed as the system does it: nothing of it can tidy up."""
    remote, address, data = _remote(hub)
    hub.misdeeds.pause_s = 0.04
    code = (
        "import sys, threading\nfrom pathlib import Path\nfrom engine.models.digests import Digest\n"
        "from engine.models.download import fetch_file\nfrom engine.models.hub import RemoteFile\n"
        f"fetch_file(RemoteFile({NAME!r}, {remote.size}, Digest('sha256', {remote.digest.value!r})), {address!r},\n"
        f"           Path({str(tmp_path / 'w')!r}), threading.Event(), lambda here: print(here, flush=True))\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                             env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert child.stdout is not None
    while int(child.stdout.readline()) < 20_000:
        pass
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    kept = (tmp_path / "w.part").stat().st_size if (tmp_path / "w.part").exists() else 0
    assert not (tmp_path / "w").exists()
    hub.misdeeds.pause_s = 0
    fetch_file(remote, address, tmp_path / "w", threading.Event())
    assert (tmp_path / "w").read_bytes() == data
    assert kept > 0
    assert hub.ranges() == [f"bytes={kept}-"]
