"""How a film is exported: its encoder and quality, what its file says of itself, and what is written beside it."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, get_args, get_type_hints

from engine.assembly.edl import check_library
from engine.assembly.encoders import AUTO, chosen_encoding, known_encoder
from engine.assembly.encoding import Encoding
from engine.assembly.label import Label, generated, new_label
from engine.assembly.presets import QUALITIES, Quality
from engine.errors import BadInput
from storyboard.model import Canvas, Storyboard
from storyboard.takes import generator_of


@dataclass(frozen=True)
class FilmSettings:
    """The choices of one export; every field may be left out.

    Attributes:
        quality: "draft", "standard" or "master".
        encoder: "auto" or a name of ``engine.assembly.encoders.ENCODERS``.
        threads: that paint; 0: one per core.
        soft_captions: a track of captions that a player can switch on.
        vtt: captions for the web beside the film.
        posters: a picture of every shot and a cover beside the film.
        stems: speech, music and effects as files of their own.
        edl: an edit decision list (OpenTimelineIO).
        edl_media: the clips that it names, copied beside the film.
        ai_label: the mark and the entry for generated content; None: where a take is generated.
        stand_in: the sky painter makes shots that a video model cannot; else they fail.
        producer, produce_id: what the label's entry says; a number is made up where none is given.
        title: instead of the storyboard's; the others are written into the file where they are given.
    """

    quality: Quality = "standard"
    encoder: str = AUTO
    threads: int = 0
    soft_captions: bool = False
    vtt: bool = False
    posters: bool = False
    stems: bool = False
    edl: bool = False
    edl_media: bool = False
    ai_label: bool | None = None
    stand_in: bool = True
    producer: str = "Starloom"
    produce_id: str = ""
    title: str = ""
    artist: str = ""
    copyright: str = ""
    comment: str = ""
    description: str = ""
    date: str = ""

    def checked(self) -> FilmSettings:
        """These settings, when every one of them can be used.

        Raises:
            BadInput: one cannot; says which and what is allowed.
        """
        if self.quality not in QUALITIES:
            raise BadInput(f"There is no quality '{self.quality}': choose one of {', '.join(QUALITIES)}.")
        known_encoder(self.encoder)
        new_label(self.producer, self.produce_id)
        if self.edl:
            check_library()
        return self

    def encoding(self, canvas: Canvas) -> tuple[Encoding, str | None]:
        """How films of a canvas are encoded, and a sentence where x264 stands in for what was wanted."""
        return chosen_encoding(self.encoder, self.quality, canvas.width, canvas.height, canvas.fps)

    def label(self, storyboard: Storyboard) -> Label | None:
        """The label of a storyboard's film; None where it has none."""
        chosen = [next((take for take in shot.takes if take.key == shot.chosen), None) for shot in storyboard.shots]
        wanted = generated(
            take.generator if take else generator_of(storyboard, shot)
            for take, shot in zip(chosen, storyboard.shots, strict=True)
        )
        if not (wanted if self.ai_label is None else self.ai_label):
            return None
        return new_label(self.producer, self.produce_id)

    def tags(self) -> dict[str, str]:
        """What the file says beside its title."""
        names = ("artist", "copyright", "comment", "description", "date")
        return {name: getattr(self, name) for name in names if getattr(self, name)}

    def as_json(self) -> dict[str, Any]:
        """The settings as values of JSON's kinds."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> FilmSettings:
        """Settings that ``as_json`` gave; what an older or newer program did not know is left as it is by default.

        Raises:
            BadInput: a value is of the wrong kind or cannot be used.
        """
        kinds = get_type_hints(cls)
        known = {each.name: raw[each.name] for each in fields(cls) if each.name in raw}
        for name, value in known.items():
            if not _fits(value, kinds[name]):
                words = [each for each in get_args(kinds[name]) if isinstance(each, str)]
                hint = f": choose one of {', '.join(words)}" if words else ""
                raise BadInput(f"The setting '{name}' cannot be {value!r}{hint}.")
        return cls(**known).checked()


def _fits(value: object, kind: Any) -> bool:
    """Whether a value is of a field's kind: bool, int, str, one of some words, or one of several kinds."""
    if isinstance(kind, types.UnionType):
        return any(_fits(value, each) for each in get_args(kind))
    if isinstance(kind, type):
        return isinstance(value, kind) and (kind is not int or not isinstance(value, bool))
    return value in get_args(kind)
