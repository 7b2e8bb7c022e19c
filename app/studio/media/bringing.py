"""What a person's file brings to a storyboard: shots, or music. Slow work, done in the background."""

from __future__ import annotations

import re
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from app.studio.media.media_home import MediaHome
from engine.errors import BadInput, EngineError
from engine.media.errors import MediaError, shown
from engine.media.facts import MediaFacts
from engine.media.formats import TEXTS
from engine.media.probing import probe
from engine.media.source import file_named, open_source
from engine.media.words import read_words
from storyboard.bundle import BUNDLE_SUFFIX, unpack
from storyboard.edits import shots_for
from storyboard.errors import StoryboardError
from storyboard.file import SUFFIX, load
from storyboard.media import KINDS, media_names, renamed
from storyboard.model import Footage, Music, Shot, Storyboard
from storyboard.writing import language_of, read_script, shots_of_subtitles, storyboard_from_script

LONGEST_S = 30.0
"""What is taken of a long film at first."""
SHORTEST_S = 0.5
"""A film shorter than this is shown as a picture is: its last frame is held."""
TITLE = 60
SCRIPTS = (".txt", ".md")
USABLE = {*KINDS, *TEXTS, SUFFIX, BUNDLE_SUFFIX}


@dataclass(frozen=True)
class Found:
    """What one file brings; ``faults`` and ``notes`` are sentences about it."""

    shots: tuple[Shot, ...] = ()
    music: Path | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def files_of(path: Path) -> list[Path]:
    """The files that a dropped path means: itself, or in a folder all that can be used, by name.

    Raises:
        BadInput: a folder that cannot be read or holds nothing that can be used.
    """
    if not path.is_dir():
        return [path]
    try:
        usable = [one for one in path.iterdir() if one.suffix.lower() in USABLE and not one.name.startswith(".")]
        inside = [one for one in usable if one.is_file()]
    except OSError as error:
        raise BadInput(
            f"The folder {path.name} cannot be read ({error.strerror}): check its permissions."
        ) from error
    if not inside:
        raise BadInput(f"The folder {path.name} holds no pictures, films, sounds, texts or storyboards.")
    return sorted(inside, key=_by_name)


def _by_name(path: Path) -> list[tuple[int, str]]:
    """Numbers in names count as numbers: 2 comes before 10."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [(int(part), "") if number % 2 else (0, part) for number, part in enumerate(parts)]


class Bringing:
    """Brings files to one storyboard as it stands."""

    def __init__(self, storyboard: Storyboard, home: MediaHome, cancel: threading.Event) -> None:
        self._storyboard, self._home, self._cancel = storyboard, home, cancel

    def bring(self, path: Path) -> Found:
        """What a file brings. The names of its media are whole paths.

        Raises:
            EngineError, StoryboardError: it cannot be used; one sentence says why.
            Cancelled: the work was given up.
        """
        suffix = path.suffix.lower()
        if suffix == SUFFIX:
            return self._of_storyboard(load(path), path.resolve().parent)
        if suffix == BUNDLE_SUFFIX:
            return self._of_bundle(path)
        if suffix in SCRIPTS:
            return Found(self._speaking(storyboard_from_script(read_script(path)).shots))
        facts = probe(path, self._cancel)
        if facts.kind == "subtitles":
            entries = read_words(open_source(path), shown(path.name)).entries
            return Found(self._speaking(shots_of_subtitles(entries)))
        kept = self._home.keep(path, facts)
        return Found(music=kept) if facts.kind == "audio" else self._of_footage(path, kept, facts)

    def _of_footage(self, path: Path, kept: Path, facts: MediaFacts) -> Found:
        """A shot of a picture, as long as its line needs (five seconds without one), or of a film."""
        shot = Shot(id=facts.kind, title=_title(path), footage=Footage(file=str(kept)))
        if facts.kind == "image" or facts.duration_s < SHORTEST_S:
            return Found((shot.model_copy(update={"id": "picture"}),))
        seconds = round(min(facts.duration_s, LONGEST_S), 3)
        shot = shot.model_copy(update={"id": "film", "duration_s": seconds})
        if facts.duration_s <= LONGEST_S + 0.5:
            return Found((shot,))
        length = f"{round(facts.duration_s) // 60}:{round(facts.duration_s) % 60:02d}"
        note = (
            f"{path.name} lasts {length}: its first 30 seconds are shown. Give the shot another length to see more of "
            "it."
        )
        return Found((shot,), notes=(note,))

    def _speaking(self, shots: tuple[Shot, ...]) -> tuple[Shot, ...]:
        """Shots of words; where those are of the other language, the shots say so."""
        language = language_of(" ".join(shot.line for shot in shots))
        if language == self._storyboard.language:
            return shots
        return tuple(shot.model_copy(update={"language": language}) for shot in shots)

    def _of_bundle(self, path: Path) -> Found:
        with tempfile.TemporaryDirectory(prefix="starloom-") as folder:
            story = unpack(path, Path(folder) / "bundle")
            return self._of_storyboard(load(story), story.parent, copied=True)

    def _of_storyboard(self, other: Storyboard, base: Path, copied: bool = False) -> Found:
        """The shots of a storyboard and the files that they show; its music stays there.

        ``copied``: its folder will go.
        """
        shown_only = other.model_copy(update={"music": Music()})
        names, faults = {}, []
        for name in media_names(shown_only):
            try:
                file = file_named(name, base)
                names[name] = str(file)
                probe(file, self._cancel)
                names[name] = str(self._home.copy(file) if copied else self._home.keep_as_it_is(file))
            except (MediaError, StoryboardError) as error:
                faults.append(str(error))
        return Found(shots_for(self._storyboard, renamed(shown_only, names)), faults=tuple(faults))


def _title(path: Path) -> str:
    """A file's name as a title."""
    return " ".join(re.sub(r"[_\s]+", " ", path.stem).split())[:TITLE]


def said(error: Exception, path: Path) -> str:
    """What went wrong with a file, in one sentence that calls it by its name alone."""
    if isinstance(error, EngineError | StoryboardError):
        return str(error).replace(shown(str(path)), path.name).replace(str(path), path.name)
    reason = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
    return f"{path.name} cannot be brought in ({reason}): choose another file."
