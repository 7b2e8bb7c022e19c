#!/usr/bin/env python3
"""The catalogues of the windows' words: brought up to the code, checked, and compiled.

    .venv/bin/python packaging/make_translations.py          # update the .ts files, then compile them
    .venv/bin/python packaging/make_translations.py --check  # change nothing; say what is missing or out of date

One catalogue per folder of windows (assets/translations/AREA.zh_CN.ts), all compiled into starloom_zh_CN.qm. English
stands in the code, but for its plurals (plurals.en.ts, compiled into starloom_en.qm).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "assets" / "translations"
SUFFIX, PLURALS = ".zh_CN.ts", "plurals.en.ts"
COMPILED = {"starloom_zh_CN.qm": f"*{SUFFIX}", "starloom_en.qm": PLURALS}
"""What Qt loads, and the catalogues that it is compiled from."""
PLACES = re.compile(r"\{\w*(?::[^}]*)?\}|%n|%L?\d")


@dataclass(frozen=True)
class Message:
    """One piece of the windows' words: where it belongs, in English, in Chinese, and what is wrong with it ("")."""

    context: str
    source: str
    translation: str
    fault: str


def areas() -> dict[str, list[Path]]:
    """The code of every catalogue, by the catalogue's name."""
    ui = ROOT / "ui"
    found = {"window": sorted([*ui.glob("*.py"), *(ui / "widgets").glob("*.py"), *(ui / "ports").glob("*.py")])}
    for folder in sorted(path for path in ui.iterdir() if path.is_dir()):
        if folder.name not in ("widgets", "ports", "__pycache__"):
            found[folder.name] = sorted(folder.rglob("*.py"))
    found["studio"] = sorted((ROOT / "app" / "studio").rglob("*.py"))
    return found


def update(folder: Path = CATALOGUES) -> None:
    """Bring the catalogues in a folder up to the code: new words come in untranslated, old ones go."""
    code = areas()
    for area, files in code.items():
        _update("zh_CN", files, folder / f"{area}{SUFFIX}")
    _update("en", [file for files in code.values() for file in files], folder / PLURALS, "-pluralonly")


def _update(language: str, files: list[Path], catalogue: Path, *options: str) -> None:
    _run("pyside6-lupdate", "-locations", "none", "-no-obsolete", "-source-language", "en", "-target-language",
         language, *options, *map(str, files), "-ts", str(catalogue))  # fmt: skip


def release(folder: Path = CATALOGUES) -> None:
    """Compile the catalogues into files that Qt loads, put into a folder."""
    for name, catalogues in COMPILED.items():
        _run("pyside6-lrelease", *map(str, sorted(CATALOGUES.glob(catalogues))), "-qm", str(folder / name))


def messages(folder: Path = CATALOGUES) -> Iterator[Message]:
    """Every message of the catalogues in a folder."""
    for path in sorted(folder.glob("*.ts")):
        for context in tree.parse(path).getroot().iter("context"):
            for message in context.iter("message"):
                yield _message(context.findtext("name", ""), message)


def _message(context: str, message: tree.Element) -> Message:
    source, said = message.findtext("source", ""), message.find("translation")
    forms = [] if said is None else [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
    fault = ""
    if said is None or said.get("type") == "unfinished" or not all(form.strip() for form in forms):
        fault = "is not translated"
    elif any(sorted(PLACES.findall(form)) != sorted(PLACES.findall(source)) for form in forms):
        fault = "has other places for values than its translation"
    return Message(context, source, " | ".join(forms), fault)


def faults() -> list[str]:
    """What is wrong with the catalogues, as sentences: words missing, not translated, or compiled from other ones."""
    found = [f"{one.context}: {one.source!r} {one.fault}." for one in messages() if one.fault]
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name)
        for path in CATALOGUES.glob("*.ts"):
            shutil.copy(path, fresh)
        update(fresh)
        now = {(one.context, one.source) for one in messages()}
        wanted = {(one.context, one.source) for one in messages(fresh)}
        found += [f"{context}: {source!r} is in no catalogue." for context, source in sorted(wanted - now)]
        found += [f"{context}: {source!r} is in no code any more." for context, source in sorted(now - wanted)]
        release(fresh)
        for name in COMPILED:
            if not (CATALOGUES / name).is_file() or (CATALOGUES / name).read_bytes() != (fresh / name).read_bytes():
                found.append(f"{name} was not compiled from the catalogues as they are.")
    return found


def _run(program: str, *words: str) -> None:
    command = [str(Path(sys.executable).parent / program), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{program} failed:\n{done.stdout}{done.stderr}")


def main(words: list[str]) -> None:
    """Update and compile, or check; ends with 1 where something is wrong."""
    if "--check" not in words:
        update()
        release()
    found = faults()
    print("\n".join(found) or "All words are translated.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
