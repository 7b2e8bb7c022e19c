"""The tools that read all our code: import-linter, ruff, pyright."""

from __future__ import annotations

import subprocess
import tomllib

import pytest

from tests.architecture.tools import ROOT, environment, program


def run(*command: str) -> None:
    """Run a tool in the project's root; its own words are the failure's."""
    done = subprocess.run([program(command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True,
                          encoding="utf-8", env=environment(), check=False)  # fmt: skip
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
def test_pyright_is_content(checked_types: subprocess.Popen[str]) -> None:
    said, _ = checked_types.communicate()
    if checked_types.returncode != 0:
        pytest.fail(f"pyright\n{said[-6000:]}", pytrace=False)
