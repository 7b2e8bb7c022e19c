"""The tools that read all our code: import-linter, ruff, pyright."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sysconfig.get_path("scripts"))


def run(*command: str) -> None:
    """Run a tool in the project's root; its own words are the failure's."""
    program = TOOLS / (command[0] + (".exe" if os.name == "nt" else ""))
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
                          env=os.environ | {"PYTHONUTF8": "1", "NO_COLOR": "1"}, check=False)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)}\n{(done.stdout + done.stderr)[-6000:]}", pytrace=False)


def test_imports_go_down_only() -> None:
    run("lint-imports", "--no-cache")


def test_every_package_of_ours_is_under_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(settings["root_packages"]) == packages


def test_ruff_is_content() -> None:
    run("ruff", "check", "--no-cache", "--output-format", "concise")


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_pyright_is_content() -> None:
    run("pyright", "--pythonpath", sys.executable)
