"""An inspector with small services of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from storyboard.model import Footage, Shot, Sky, View
from ui.document import Document
from ui.inspector import Inspector
from ui.ports import Importing, Services, Sound, Takes, Understanding
from ui.ports.importing import Brought
from ui.ports.sound import VoiceChoice
from ui.ports.takes import TakeState
from ui.ports.understanding import MapStar, Part, SkyMap, Understood
from ui.transport import Transport


class Voices(Sound):
    """Two voices; what is listened to is remembered."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple] = []

    def voices(self) -> Sequence[VoiceChoice]:
        return (VoiceChoice("annie", "Annie", ("zh",)), VoiceChoice("ben", "Ben", ("en",)))

    def listen(self, key: str, line: str, language: str, voice: str | None, rate: float) -> None:
        self.heard.append((line, language, voice, rate))
        self.listening.emit(key)

    def stop_listening(self) -> None:
        self.listening.emit("")

    def music_styles(self) -> Sequence[tuple[str, str]]:
        return (("qixi", "Magpie Bridge"), ("starlight", "Starlight"))


class Shelved(Takes):
    """Takes as the document has them."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.made: list[tuple[tuple[str, ...], bool]] = []

    def of(self, shot_id: str) -> Sequence[TakeState]:
        shot = self._document.shot(shot_id)
        assert shot is not None
        return [
            TakeState(take.key, "sky", take.seed, take.made, "", number == 0, number < 2, take.key == shot.chosen)
            for number, take in enumerate(shot.takes)
        ]

    def make(self, shot_ids, new_seed: bool = False) -> None:
        self.made.append((tuple(shot_ids), new_seed))


class Reading(Understanding):
    """Answers at once: every shot shows what its words name of two things."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.skies: list[tuple[Sky, View | None]] = []

    def ask(self, shot: Shot) -> None:
        self.asked.append(shot.id)
        known = (Part("orion", "Orion", "figure"), Part("sea", "Sea", "element"))
        named = tuple(part for part in known if part.id in shot.text.lower())
        self.understood.emit(shot.id, Understood(
            parts=tuple(part for part in named if part.id not in shot.without),
            removed=tuple(part for part in known if part.id in shot.without),
            mood="heroic" if "Orion" in shot.text else shot.mood,
        ))  # fmt: skip

    def ask_map(self, sky: Sky, view: View | None = None) -> None:
        self.skies.append((sky, view))
        fault = "There is no such place." if sky.place == "Nowhere" else ""
        stars = () if fault else (MapStar(45, 180, 0, "#ffffff", "Vega"),)
        self.mapped.emit(sky, SkyMap(stars, (), view, "" if fault else sky.place, fault))

    def places(self) -> Sequence[str]:
        return ("Athens", "Beijing")

    def figures(self) -> Sequence[tuple[str, str]]:
        return (("orion", "Orion"), ("zhinu", "Weaver Girl"))

    def looks(self) -> Sequence[tuple[str, str]]:
        return (("starlight", "Starlight"), ("ink", "Ink wash"))


class Bringing(Importing):
    """Any picture is a shot, any music is music, all else is a fault."""

    def bring(self, paths: Sequence[Path]) -> int:
        self.number = getattr(self, "number", 40) + 1
        name = paths[0].name
        if name.endswith(".png"):
            self.answer = Brought(shots=(Shot(id="x", footage=Footage(file=name)),))
        elif name.endswith(".mp3"):
            self.answer = Brought(music=name)
        else:
            self.answer = Brought(faults=(f"{name} is no picture: choose another file.",))
        return self.number

    def finish(self) -> None:
        self.brought.emit(self.number, self.answer)


@pytest.fixture
def services(document: Document) -> Services:
    return Services(
        sound=Voices(), takes=Shelved(document), understanding=Reading(), importing=Bringing()
    )


@pytest.fixture
def inspector(qtbot, document: Document, transport: Transport, services: Services) -> Inspector:
    one = Inspector(document, transport, services)
    qtbot.addWidget(one)
    one.resize(330, 760)
    with qtbot.waitExposed(one):
        one.show()
    return one
