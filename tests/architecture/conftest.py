"""Types are checked beside the other tests: it takes a core a minute or two, and most tests wait some of their time."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator

import psutil
import pytest

from tests.architecture.tools import ROOT, environment, program

TYPES = pytest.StashKey[subprocess.Popen[str]]()


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin as soon as it is known that the types will be asked for."""
    if session.config.option.collectonly or not any(item.name == "test_pyright_is_content" for item in session.items):
        return
    checking = subprocess.Popen(
        [program("pyright"), "--pythonpath", sys.executable], cwd=ROOT, env=environment(), text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=os.name == "posix",
    )  # fmt: skip
    with contextlib.suppress(psutil.Error):
        psutil.Process(checking.pid).nice(10 if os.name == "posix" else psutil.BELOW_NORMAL_PRIORITY_CLASS)
    session.config.stash[TYPES] = checking


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind where the run was stopped before it was asked."""
    checking = config.stash.get(TYPES, None)
    if checking is not None and checking.poll() is None:
        for one in psutil.Process(checking.pid).children(recursive=True):
            one.kill()
        checking.kill()


@pytest.fixture
def checked_types(pytestconfig: pytest.Config) -> Iterator[subprocess.Popen[str]]:
    """The type checker, at work since the run began."""
    yield pytestconfig.stash[TYPES]
