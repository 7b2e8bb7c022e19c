"""Words for a video model: who, what, where, in which light, by which camera, in which style.

UMT5, which reads for Wan, knows no weights of words: what matters more stands earlier and is said once more at the end.
A storyboard in Chinese is told in Chinese, any other in English; both are languages the model was taught in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import assets
from engine.directing.scene import mood_of
from engine.directing.unwanted import names_in
from engine.sky.figures import figure_names, load_figure
from storyboard.model import Camera, Character, Language, Scene, Shot, Storyboard

STYLE = "mythological_fantasy"
EMPHASIS = 1.2
"""Strength from which on a figure or an element is said twice."""
LEAST_MOVE = 0.02
LEAST_TURN_DEG = 1.0
FILLED_SKY = 0.2
"""Strength of the Milky Way from which on it is named."""


@dataclass(frozen=True)
class Prompt:
    """What a model is told to show, and what not."""

    text: str
    negative: str


def prompt_of(storyboard: Storyboard, shot: Shot, scene: Scene, negative: Mapping[str, str]) -> Prompt:
    """The words for a shot.

    Args:
        storyboard: whose characters, look and language hold.
        shot: whose own words are the heart of it.
        scene: what the shot shows, as `engine.directing.scene.scene_of` gives it.
        negative: the model's own negative words by language.
    """
    teller = _Teller(storyboard.language)
    who = _who(teller, storyboard, shot, scene)
    where = [_element_name(element.kind, teller.language) for element in scene.elements]
    parts = [
        *who,
        shot.text.strip() or shot.line.strip(),
        teller.listed(where),
        *_sky(teller, scene),
        teller.of("mood", mood_of(shot, storyboard.characters)),
        _camera(teller, scene.camera),
        teller.of("style", storyboard.look.name),
        teller.of("style", STYLE),
        teller.listed(_emphasised(teller, scene)),
    ]
    return Prompt(teller.joined(parts), _negative(teller, storyboard, shot, negative))


def _who(teller: _Teller, storyboard: Storyboard, shot: Shot, scene: Scene) -> list[str]:
    """The characters that appear, as they look, and the figures of the sky."""
    shown = [cue.name for cue in sorted(scene.figures, key=lambda cue: -cue.strength)]
    told = [_described(teller, one) for one in characters_of(storyboard, shot, scene)]
    return [text for text in told if text] + [
        teller.of("sky", "figure").format(_figure_name(name, teller.language)) for name in shown
    ]


def characters_of(storyboard: Storyboard, shot: Shot, scene: Scene) -> list[Character]:
    """The story's characters that a shot names, or whose figures it shows."""
    words, shown = f"{shot.text} {shot.line}".lower(), {cue.name for cue in scene.figures}
    return [one for one in storyboard.characters if one.name.strip().lower() in words or one.figure in shown]


def _described(teller: _Teller, one: Character) -> str:
    looks, colours = one.description.strip().rstrip("。."), one.palette.strip()
    if looks and colours:
        return teller.of("sky", "wears").format(one.name, looks, colours)
    if colours:
        return teller.of("sky", "coloured").format(one.name, colours)
    return teller.of("sky", "looks").format(one.name, looks) if looks else ""


def _sky(teller: _Teller, scene: Scene) -> list[str]:
    there = {
        "night": True, "milky_way": scene.milky_way > FILLED_SKY, "twilight": scene.twilight, "bodies": scene.bodies,
        "horizon": scene.view.kind == "horizon" or bool(scene.elements and scene.view.ground),
    }  # fmt: skip
    return [teller.of("sky", name) for name, shown in there.items() if shown]


def _camera(teller: _Teller, camera: Camera) -> str:
    """The one move that matters most: what the camera is led by, else how it turns, else whether it comes nearer."""
    for name in ("towards", "follow"):
        goal = getattr(camera, name)
        if isinstance(goal, str):
            return teller.of("camera", name).format(_figure_name(goal, teller.language))
    moves = {
        "orbit": abs(camera.orbit_deg) >= LEAST_TURN_DEG,
        "right": camera.pan_deg >= LEAST_TURN_DEG, "left": camera.pan_deg <= -LEAST_TURN_DEG,
        "up": camera.tilt_deg >= LEAST_TURN_DEG, "down": camera.tilt_deg <= -LEAST_TURN_DEG,
        "push": camera.push >= LEAST_MOVE, "pull": camera.push <= -LEAST_MOVE,
    }  # fmt: skip
    return teller.of("camera", next((name for name, moved in moves.items() if moved), "still"))


def _emphasised(teller: _Teller, scene: Scene) -> list[str]:
    """What is stronger than usual, once more."""
    figures = [cue.name for cue in scene.figures if cue.strength >= EMPHASIS]
    strong = [one.kind for one in scene.elements if _number(one.setting("strength", 1.0)) >= EMPHASIS]
    return [_figure_name(name, teller.language) for name in figures] + [
        _element_name(kind, teller.language) for kind in strong
    ]


def _negative(teller: _Teller, storyboard: Storyboard, shot: Shot, words: Mapping[str, str]) -> str:
    """The model's own, what the look does not want, and what the person took out of the shot."""
    unwanted = [
        _figure_name(name, teller.language) if name in figure_names() else _element_name(name, teller.language)
        for name in sorted(names_in(shot.without))
    ]
    return teller.listed([words.get(teller.language, ""), teller.of("avoid", storyboard.look.name), *unwanted])


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 1.0


def _figure_name(name: str, language: Language) -> str:
    if name not in figure_names():
        return name
    figure = load_figure(name)
    return figure.name_zh if language == "zh" else figure.name_en


def _element_name(kind: str, language: Language) -> str:
    named = _words("element_names.toml").get(kind, {}).get(language, kind.replace("_", " "))
    return named if language == "zh" else named.lower()


@lru_cache(maxsize=4)
def _words(file: str) -> dict[str, Any]:
    return tomllib.loads((assets.folder("lexicon") / file).read_text(encoding="utf-8"))


class _Teller:
    """Words and punctuation of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._comma, self._stop = ("，", "。") if language == "zh" else (", ", ". ")

    def of(self, kind: str, name: str) -> str:
        """The words for something; "" where there are none."""
        return _words("prompt_words.toml")[kind].get(name, {}).get(self.language, "")

    def listed(self, parts: Iterable[str]) -> str:
        """Things one after the other, each once."""
        return self._comma.join(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def joined(self, parts: Iterable[str]) -> str:
        """Sentences one after the other."""
        said = [part.strip().rstrip("。.；;，,") for part in parts if part.strip()]
        return (self._stop.join(said) + self._stop).strip() if said else ""
