"""Modules that threads import when they first need them must not be able to wait for each other in a circle."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imported_from(path: Path) -> set[str]:
    """The modules that a file imports names from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


def test_a_package_that_imports_its_modules_is_not_imported_by_them() -> None:
    """One thread in the package's first lines would wait for the module that another thread has begun to import, which
    waits for the package: Python then hands out a module that is half there."""
    circles = []
    for first in [*ROOT.glob("engine/**/__init__.py"), *ROOT.glob("storyboard/**/__init__.py")]:
        package = ".".join(first.parent.relative_to(ROOT).parts)
        if any(name.startswith(package) for name in imported_from(first)):
            circles += [str(path) for path in first.parent.rglob("*.py") if package in imported_from(path)]
    assert circles == []
