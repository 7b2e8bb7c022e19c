"""The data of Starloom: stars, figures, templates, fonts, sound. Only this module is code; it finds the rest."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Folder of one kind of data, e.g. ``folder("sky")``.

    Raises:
        FileNotFoundError: the installation lacks that folder.
    """
    path = ROOT / name
    if not path.is_dir():
        raise FileNotFoundError(f"Starloom's data folder '{name}' is missing at {path}: install Starloom again.")
    return path
