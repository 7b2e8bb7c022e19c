"""The pins: what they are, that they fit pyproject.toml and each other, and that they are what is installed here."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = {
    name: ROOT / "packaging" / f"requirements{name and '-'}{name}.lock" for name in ("", "diffusion", "cuda", "test")
}

# moviepy declares these two; it works with newer Pillows, and without python-dotenv it reads no stray .env file.
KNOWN_GAPS = {"moviepy 2.2.1 requires python-dotenv, which is not installed.",
              "moviepy 2.2.1 has requirement pillow<12.0,>=9.2.0, but you have pillow 13.0.0."}


def lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def pins(*names: str) -> dict[str, Requirement]:
    requirements = [Requirement(line) for name in names for line in lines(LOCKS[name])]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def version(requirement: Requirement) -> str:
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return specifier.version


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_one_pin_from_no_particular_place(name: str) -> None:
    requirements = [Requirement(line) for line in lines(LOCKS[name])]
    assert all(version(requirement) and requirement.url is None for requirement in requirements)
    assert len({requirement.name for requirement in requirements}) == len(requirements) > 10
    assert "://" not in LOCKS[name].read_text(encoding="utf-8")


def test_locks_agree_where_they_name_the_same_package() -> None:
    seen: dict[str, str] = {}
    for name in LOCKS:
        for package, requirement in pins(name).items():
            assert seen.setdefault(package, version(requirement)) == version(requirement)


def test_torch_is_pinned_in_the_constraints_alone() -> None:
    assert lines(ROOT / "packaging" / "constraints.txt") == ["torch==2.13.0"]
    assert "torch" not in pins(*LOCKS)


def test_every_declared_dependency_is_pinned_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = {"": project["dependencies"] + project["optional-dependencies"]["footage"]}
    parts |= {name: project["optional-dependencies"][name] for name in ("diffusion", "test")}
    for name, declared in parts.items():
        pinned = pins("", name)
        for requirement in map(Requirement, declared):
            if requirement.name == "torch":
                continue
            assert requirement.specifier.contains(version(pinned[canonicalize_name(requirement.name)])), requirement


@pytest.mark.parametrize(
    ("system", "machine", "has_numba"),
    [("darwin", "x86_64", False), ("darwin", "arm64", True), ("linux", "x86_64", True), ("linux", "aarch64", True),
     ("win32", "AMD64", True)],
)
def test_numba_is_left_out_where_there_are_no_builds_of_it(system: str, machine: str, has_numba: bool) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = next(one for one in map(Requirement, project["dependencies"]) if one.name == "numba")
    for requirement in (declared, pins("")["numba"], pins("")["llvmlite"]):
        assert requirement.marker is not None
        assert requirement.marker.evaluate({"sys_platform": system, "platform_machine": machine}) is has_numba


def installed() -> dict[str, Requirement]:
    """The pins that concern this machine and were asked for here."""
    names = ["", "test"]
    try:
        metadata.version("torch")
        names.append("diffusion")
    except metadata.PackageNotFoundError:
        pass
    return {
        package: requirement
        for package, requirement in pins(*names).items()
        if requirement.marker is None or requirement.marker.evaluate()
    }


def test_what_is_installed_is_what_is_pinned() -> None:
    different = {}
    for package, requirement in installed().items():
        try:
            found = metadata.version(package)
        except metadata.PackageNotFoundError:
            found = "not installed"
        if found != version(requirement):
            different[package] = (found, version(requirement))
    assert different == {}, "python3 packaging/bootstrap.py test installs the pins"


def test_the_pins_need_nothing_that_is_not_pinned() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check", "--disable-pip-version-check"], capture_output=True,
                          text=True, check=False)
    complaints = {line for line in done.stdout.splitlines() if canonicalize_name(line.partition(" ")[0]) in installed()}
    assert complaints <= KNOWN_GAPS
