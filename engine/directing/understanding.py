"""What is understood from the words of a shot: its figures and what they do, constellations, elements, and a view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.directing import lexicon
from engine.directing.blocking import Place, block
from engine.directing.pacing import Pacing
from engine.directing.star_labels import labels_of, stars_in
from engine.directing.unwanted import names_in
from engine.sky.figures import FigureData, load_figure
from storyboard.model import Camera, Element, FigureCue, LinesCue, Scene, Shot, StarLabel, Storyboard, View, Wish
from storyboard.seeds import seed_for

GROUND = {
    "sea", "mountains", "hills", "plain", "forest", "desert", "snowfield", "lake", "island", "shore", "palace",
}  # fmt: skip
STANDS_ON_GROUND = {"palace"}
"""What needs land below it that its word does not name."""
FREE_GROUND = ("mountains", "hills", "plain", "forest")
"""What a shot of the horizon stands on whose words name no land; chosen by its seed."""
MOST_FIGURES = 3
"""That the words of a shot call up; more would crowd the picture."""
LINES_S, BEFORE_FIGURE_S, WITH_FIGURE_S = 0.4, 0.6, 0.8
"""When lines begin to be drawn; by how much before the figure on them, and how long after it is there they fade."""
MOST_LINES = 3
"""Constellations without figures that a view holds."""
ALL_AROUND = ("fulldome", "equirect")
"""Projections that show the whole sky."""


def understood(shot: Shot, storyboard: Storyboard) -> Scene:
    """A scene from the words of a shot: figures come and act as the line speaks of them, the camera aims at what is
    named and wanted, and turns from one figure to another where the true sky has them too far apart."""
    words = f"{shot.text} {shot.line}"
    called = lexicon.find(words, storyboard.characters)
    greek = any(_is_greek(entry) for entry in called)
    if storyboard.language != "zh" and any(entry.western for entry in called):
        called = [replace(entry, chinese=()) for entry in called]
    found = [left for entry in called if (left := entry.without(names_in(shot.without))) is not None]
    names = [name for name in _figures(called) if name in _figures(found, most=None)]
    pacing = Pacing(shot, storyboard)
    elements = _elements(found, pacing, greek)
    ground = any(element.kind in GROUND for element in elements)
    may_turn = pacing.may_turn and storyboard.canvas.projection not in ALL_AROUND
    figures = [load_figure(name) for name in names]
    blocking = block(figures, ground, storyboard.sky_of(shot), may_turn=may_turn)
    view = blocking.view or _view(found, ground, shot, storyboard)
    named = {raw["kind"] for entry in called for raw in entry.elements}
    if (view.kind == "horizon" or named & STANDS_ON_GROUND) and not named & (GROUND - STANDS_ON_GROUND):
        free = FREE_GROUND[seed_for(storyboard.seed, shot.id, "ground") % len(FREE_GROUND)]
        elements += [Element(kind=free)] if free not in shot.without else []
    camera = Camera(push=0.05, pan_deg=0.0 if names else 3.0)
    if blocking.towards is not None:
        start_s, turn_s = pacing.turn(blocking.towards)
        turn = {"towards": blocking.towards, "towards_start_s": start_s, "towards_s": turn_s}
        camera = camera.model_copy(update=turn)
    cues = [_placed(cue, blocking.places) for cue in pacing.cues(names, blocking.towards)]
    labels, glows = _star_names(shot, figures, pacing)
    return Scene(
        view=view,
        camera=camera,
        figures=tuple(cues),
        lines=_lines(found, cues),
        labels=labels,
        elements=(*elements, *glows),
    )


def _star_names(
    shot: Shot, figures: Sequence[FigureData], pacing: Pacing
) -> tuple[tuple[StarLabel, ...], tuple[Element, ...]]:
    """Names and glow of the stars that the line names, or the text where the line names none."""
    spoken = [replace(star, place=star.place + len(shot.text) + 1) for star in stars_in(shot.line)]
    return labels_of(spoken or stars_in(shot.text), figures, lambda star: pacing.heard_at(star.place))


def _figures(found: list[lexicon.Entry], most: int | None = MOST_FIGURES) -> list[str]:
    """Ids of the figures that entries call up, each once, in order."""
    return list(dict.fromkeys(name for entry in found for name in entry.figures))[:most]


def _is_greek(entry: lexicon.Entry) -> bool:
    """Whether the figure of an entry is one of the western sky alone."""
    return bool(entry.figures and entry.western and not entry.chinese)


def _elements(found: list[lexicon.Entry], pacing: Pacing, greek: bool) -> list[Element]:
    """The elements that entries call up, each kind once; a palace that may be any is a temple in a ``greek`` story."""
    kinds: dict[str, Element] = {}
    for entry in found:
        for raw in entry.elements:
            styled = {"style": "greek", **raw} if greek and raw["kind"] == "palace" else raw
            kinds.setdefault(raw["kind"], Element.model_validate(pacing.timed(styled, entry.words[0])))
    return list(kinds.values())


def _lines(found: list[lexicon.Entry], cues: Sequence[FigureCue]) -> tuple[LinesCue, ...]:
    """The lines of constellations; where their figure is drawn they come just before it and give way to it. None where
    all figures stand on the set: they would lie across them."""
    if cues and all(cue.place is not None for cue in cues):
        return ()
    drawn = {cue.name: cue for cue in cues}
    lines: dict[tuple[str, float, float | None], list[str]] = {}
    for entry in found:
        cue = next((drawn[name] for name in entry.figures if name in drawn), None)
        start, fade = LINES_S, None
        if cue is not None:
            start, fade = max(LINES_S, cue.start_s - BEFORE_FIGURE_S), cue.start_s + cue.draw_s + WITH_FIGURE_S
        for culture, names, later in (("western", entry.western, 0.0), ("chinese", entry.chinese, 0.4)):
            for name in names:
                if not any(name in shown for (of, _, _), shown in lines.items() if of == culture):
                    lines.setdefault((culture, round(start + later, 2), fade), []).append(name)
    return tuple(
        LinesCue(show=tuple(names), culture=culture, start_s=start, fade_s=fade)
        for (culture, start, fade), names in lines.items()
    )


def _view(found: list[lexicon.Entry], ground: bool, shot: Shot, storyboard: Storyboard) -> View:
    """Where no figure stands on its stars: a named part of the sky, or the lines of constellations; else the
    storyboard's own horizon."""
    lines: list[str] = []
    for entry in found:
        if entry.ra_dec is not None and not lines:
            return View(
                kind="sky", ra_deg=entry.ra_dec[0], dec_deg=entry.ra_dec[1], scale=900, centre=(0.5, 0.45),
                horizon=0.86 if ground else None,
            )  # fmt: skip
        if not entry.figures:
            lines += (*entry.western, *entry.chinese)[:1]
    if lines:
        wishes = tuple(Wish(what=name, level="middle") for name in dict.fromkeys(lines[:MOST_LINES]))
        return View(kind="stage", wishes=wishes, ground=ground)
    azimuth = seed_for(storyboard.seed, shot.id, "azimuth") % 360
    return View(kind="horizon", azimuth_deg=float(azimuth), scale=520, centre=(0.5, 0.82))


def _placed(cue: FigureCue, places: Mapping[str, Place]) -> FigureCue:
    return cue.model_copy(update={"place": places[cue.name]}) if cue.name in places else cue
