"""Where a storyboard comes from: a template's id, a .starloom file, a script, or a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.remembering import remember
from storyboard import file
from storyboard.errors import StoryboardError
from storyboard.model import Language, Storyboard
from storyboard.templates import LANGUAGES, load_template, template_ids
from storyboard.writing import read_script, storyboard_from_script, storyboard_from_sentence

SCRIPTS = {".txt", ".md"}


@dataclass(frozen=True)
class Source:
    """A storyboard, a name for the files made from it, and the folder its media paths start from."""

    storyboard: Storyboard
    name: str
    base: Path


def open_source(source: str | None, text: str | None, language: str | None) -> Source:
    """The storyboard that the words on the command line mean.

    Raises:
        StoryboardError: neither or both were given, or what was given cannot be used.
    """
    if language is not None and language not in LANGUAGES:
        raise StoryboardError(f"There is no language '{language}': choose one of {', '.join(LANGUAGES)}.")
    if text is not None:
        if source is not None:
            raise StoryboardError("Give either a SOURCE or --text, not both.")
        return Source(storyboard_from_sentence(text, language=language), "story", Path.cwd())
    if source is None:
        raise StoryboardError('Say what to film: a template id, a .starloom file, a script, or --text "one sentence".')
    path = Path(source).expanduser()
    suffix = path.suffix.lower()
    if suffix == file.SUFFIX:
        loaded = file.load(path)
        if language is not None and language != loaded.language:
            raise StoryboardError(
                f"{path.name} is written in '{loaded.language}': leave --lang out, it does not translate."
            )
        remember(path, loaded)
        return Source(loaded, path.stem, path.resolve().parent)
    if suffix in SCRIPTS:
        script = read_script(path)
        return Source(storyboard_from_script(script, language=language), path.stem, path.resolve().parent)
    if source in template_ids():
        return Source(load_template(source, language or default_language()), source, Path.cwd())
    if path.exists():
        raise StoryboardError(f"{source} is of no kind that can be filmed: use .starloom, .txt or .md.")
    raise StoryboardError(
        f"There is no template or file '{source}': the templates are {', '.join(template_ids())}."
    )


def default_language() -> Language:
    """"zh" on a Chinese system, else "en"."""
    import locale
    import os

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
