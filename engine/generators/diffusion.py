"""The diffusion generator: a video model on this machine makes a shot, guided by the true sky that the painter draws.

Opening a shot makes all of it, clip by clip; its frames are then fitted to the canvas as they are asked for.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.content import content_key, digest_of
from engine.diffusion.errors import LostCharacters
from engine.diffusion.reports import no_report
from engine.diffusion.request import ClipRequest, Pictures
from engine.errors import EngineError
from engine.events import Reporter, silent
from engine.folders import cache_folder
from engine.generators.generator import AnotherTake, FramePainter
from engine.generators.guided.between_model import BetweenModel, between_digest, between_model
from engine.generators.guided.chain import chained
from engine.generators.guided.chosen_model import ChosenModel, chosen_model, pixels_of
from engine.generators.guided.exact_sky import ExactSky
from engine.generators.guided.frame_store import FrameStore
from engine.generators.guided.holding import all_ways, as_held, remember_held
from engine.generators.guided.interpolation import interpolated
from engine.generators.guided.makers import Maker, maker_of
from engine.generators.guided.references import reference_digests, reference_pictures
from engine.generators.guided.requests import Requests
from engine.generators.guided.shot_plan import ShotPlan, planned_shot, words_of
from engine.generators.guided.sky_guide import SkyGuide
from engine.generators.guided.telling import ClipTelling
from engine.generators.sky import SkyGenerator
from engine.models.wishes import model_wishes
from storyboard.model import Shot, Storyboard
from storyboard.takes import generator_of

MADE_BY = ("diffusion", "generators/guided", "generators/diffusion.py")
"""What else the picture depends on, the words, the sizes and the sky, stands in the recipe by itself."""
LIBRARIES = ("torch", "diffusers", "transformers")


class Before(Protocol):
    """Knows the shot before another one."""

    def key(self, storyboard: Storyboard, shot: Shot) -> str | None:
        """The key of its take; None where there is no shot before."""
        ...

    def last_frame(self, storyboard: Storyboard, shot: Shot) -> NDArray[np.uint8] | None:
        """Its last frame as the film shows it, uint8 RGB (height, width, 3); it is made where it is missing."""
        ...


class DiffusionGenerator:
    """Opens shots that a video model makes. ``notes``: by shot, what a person should know of how it was made."""

    id = "diffusion"

    def __init__(
        self, base: Path | None = None, cancel: threading.Event | None = None, report: Reporter = silent,
        before: Before | None = None,
    ) -> None:
        """
        Args:
            base: folder that relative names of files start from; the working folder when left out.
            cancel: ends what a shot is being opened for, within a step of the model.
            report: told of every step, of previews and of what was changed for lack of memory.
            before: knows the shot before, for shots that follow it.
        """  # fmt: skip
        self._base, self._cancel, self._report = base, cancel or threading.Event(), report
        self.before = before
        self._models: dict[tuple[str | None, int | None, str], tuple[ChosenModel, str]] = {}
        """By what models a shot was described last: settings that change meanwhile count for the next take."""
        self.notes: dict[str, list[str]] = {}
        self._said: dict[str, dict[str, Any]] = {}
        self._kept: dict[str, FrameStore] = {}

    def recipe(self, storyboard: Storyboard, shot: Shot, frames: int) -> dict[str, Any]:
        """What a shot's picture depends on: the model by its weights and how it is held, the words, seeds and clips,
        and what the model is shown: the painter's sky, pictures of characters, the shot before.

        Raises:
            EngineError: there is no model that can make it, or it cannot be understood.
        """
        self._means(storyboard, shot, anew=True)
        plan = as_held(self._judged(storyboard, shot, frames))
        self._said[shot.id] = pixels_of(plan.model.strategy)
        return self._recipe(storyboard, shot, frames, plan)

    def other_recipes(self, storyboard: Storyboard, shot: Shot, frames: int) -> list[dict[str, Any]]:
        """What takes of the shot may say that were made when this machine had more memory free, or less.

        Raises:
            EngineError: as `recipe`.
        """
        ways = all_ways(self._judged(storyboard, shot, frames))
        return [self._recipe(storyboard, shot, frames, plan) for plan in ways] if len(ways) > 1 else []

    def _means(self, storyboard: Storyboard, shot: Shot, *, anew: bool = False) -> tuple[ChosenModel, str]:
        """The model of a shot, and the file of the one for frames between ("": none), as the shot was described
        by them last; ``anew``: as the settings have them now."""
        asked = storyboard.model_of(shot), storyboard.steps_of(shot), shot.id
        if anew or asked not in self._models:
            self._models[asked] = chosen_model(*asked[:2]), model_wishes().interpolation
        return self._models[asked]

    def _judged(self, storyboard: Storyboard, shot: Shot, frames: int) -> ShotPlan:
        return planned_shot(storyboard, shot, frames, self._means(storyboard, shot)[0])

    def _recipe(self, storyboard: Storyboard, shot: Shot, frames: int, plan: ShotPlan) -> dict[str, Any]:
        exact = plan.guidance == "exact"
        return {
            "generator": self.id,
            "version": digest_of(MADE_BY),
            "libraries": _versions(),
            **plan.recipe(),
            "sky": SkyGenerator().recipe(storyboard, shot, frames) if plan.sky or exact else None,
            "references": reference_digests(storyboard, shot, self._base) if _takes_references(plan) else [],
            "follows": self.before.key(storyboard, shot) if shot.follows and self.before is not None else None,
            "canvas": storyboard.canvas.model_dump(mode="json"),
            **_between_recipe(plan, self._means(storyboard, shot)[1]),
        }

    def open(self, storyboard: Storyboard, shot: Shot, frames: int) -> FramePainter:
        """Make all frames of a shot; minutes to hours.

        Raises:
            AnotherTake: the memory sufficed only for another take than `recipe` said. What was made is kept for it.
            EngineError: the model cannot make it; the message names the shot.
            Cancelled: ``cancel`` was set.
        """
        judged = self._judged(storyboard, shot, frames)
        plan = as_held(judged)
        filled = self._kept.pop(self._key(storyboard, shot, frames, plan), None) if self._kept else None
        if filled is None:
            self._check_said(shot, plan)
            filled = self._filled(storyboard, shot, frames, judged)
        return _Made(plan, filled, ExactSky(storyboard, shot, plan.duration_s) if plan.guidance == "exact" else None)

    def _filled(self, storyboard: Storyboard, shot: Shot, frames: int, judged: ShotPlan) -> FrameStore:
        """The shot at the film's frame rate, made by the model."""
        plan, between = as_held(judged), _between(judged, self._means(storyboard, shot)[1])
        requests, before = self._requests(storyboard, shot, plan)
        with maker_of(plan.model, self._cancel) as maker:
            self._read_ahead(storyboard, plan, maker)
            made = self._made(shot, plan, requests, before, maker)
            held = maker.strategy
        filled = _filled(plan, made, self._cancel, between)
        if held != plan.model.strategy:
            remember_held(judged, held)
            self._keep(storyboard, shot, frames, filled, as_held(judged))
        return filled

    def _keep(self, storyboard: Storyboard, shot: Shot, frames: int, filled: FrameStore, plan: ShotPlan) -> None:
        """Where the take said otherwise, keep what was made for the one that says it.

        Raises:
            AnotherTake: it did.
        """
        try:
            self._check_said(shot, plan)
        except AnotherTake:
            self._kept[self._key(storyboard, shot, frames, plan)] = filled
            raise

    def _check_said(self, shot: Shot, plan: ShotPlan) -> None:
        if self._said.get(shot.id, pixels := pixels_of(plan.model.strategy)) != pixels:
            raise AnotherTake(f"{plan.card.title} needs less memory for shot {shot.id} than was planned for it.")

    def _key(self, storyboard: Storyboard, shot: Shot, frames: int, plan: ShotPlan) -> str:
        return content_key(self._recipe(storyboard, shot, frames, plan))

    def _requests(self, storyboard: Storyboard, shot: Shot, plan: ShotPlan) -> tuple[Requests, Pictures | None]:
        """What the model will be asked, and the frame that the shot begins with, if one was given."""
        last = self.before.last_frame(storyboard, shot) if shot.follows and self.before is not None else None
        before = None if last is None else plan.size.to_model(last)
        guide = None
        if plan.sky:
            guide = SkyGuide(
                storyboard, shot, plan.duration_s, plan.card.fps, plan.size, whole=plan.way == "first",
                lines=plan.guidance != "exact", cancel=self._cancel,
            )  # fmt: skip
        references: tuple[Pictures, ...] = ()
        if _takes_references(plan):
            size = plan.size.width, plan.size.height
            references = reference_pictures(storyboard, shot, self._base, *size, self._cancel)
        return Requests(plan, guide, references, before), before

    def _read_ahead(self, storyboard: Storyboard, plan: ShotPlan, maker: Maker) -> None:
        """Let the model read the words of all the film's shots at once: its text encoder takes ten gigabytes, and
        what was read once is kept. Words that cannot be read are told when their own shot is opened."""
        words = [plan.prompt.text, plan.prompt.negative]
        for other in storyboard.shots:
            if generator_of(storyboard, other) == self.id:
                with contextlib.suppress(EngineError):
                    words.append(words_of(storyboard, other, plan.card).text)
        with contextlib.suppress(LostCharacters):
            maker.read(list(dict.fromkeys(words)), no_report, self._cancel)

    def _made(
        self, shot: Shot, plan: ShotPlan, requests: Requests, before: Pictures | None, maker: Maker
    ) -> FrameStore:
        """All clips, joined, at the model's size and rate."""
        telling = ClipTelling(shot.id, len(plan.segments), self._report)
        self.notes[shot.id] = telling.notes
        store = _store(plan)

        def make(number: int, request: ClipRequest) -> Pictures:
            telling.begin(number)
            return maker.make(request, telling, self._cancel)

        for frame in chained(plan, requests, make, before):
            store.append(frame)
        if len(store) != plan.native:
            raise EngineError(f"{plan.card.title} gave {len(store)} frames instead of {plan.native}.")
        return store


class _Made:
    """A shot that is made: its frames at the model's size, fitted to the canvas when they are asked for."""

    def __init__(self, plan: ShotPlan, frames: FrameStore, exact: ExactSky | None) -> None:
        self._plan, self._frames, self._exact = plan, frames, exact

    def paint(self, index: int) -> NDArray[np.uint8]:
        """Frame ``index``, uint8 RGB (height, width, 3), with the true sky over it where that was asked for."""
        picture = np.ascontiguousarray(self._plan.size.to_canvas(self._frames[index]))
        return picture if self._exact is None else self._exact.over(picture, index)


def _between_recipe(plan: ShotPlan, path: str) -> dict[str, Any]:
    """The person's own model for frames between, where there is one and the shot needs it."""
    return {"between": between_digest(path)} if path and plan.card.fps < plan.film_fps else {}


def _between(plan: ShotPlan, path: str) -> BetweenModel | None:
    """That model, tried at the shot's size, so that what does not work is known before hours of work.

    Raises:
        EngineError: it cannot be used.
    """
    if not path or plan.card.fps >= plan.film_fps:
        return None
    model, dark = between_model(path), np.zeros((plan.size.height, plan.size.width, 3), np.uint8)
    model.between(dark, dark, 0.5)
    return model


def _filled(plan: ShotPlan, made: FrameStore, cancel: threading.Event, between: BetweenModel | None) -> FrameStore:
    """The shot at the film's frame rate."""
    if plan.card.fps == plan.film_fps:
        return made
    filled = _store(plan)
    for frame in interpolated(made.all, plan.card.fps, plan.film_fps, plan.frames, cancel, between):
        filled.append(frame)
    return filled


def _store(plan: ShotPlan) -> FrameStore:
    return FrameStore(cache_folder("models"), plan.size.width, plan.size.height)


def _takes_references(plan: ShotPlan) -> bool:
    return "references" in plan.card.starts


@lru_cache(maxsize=1)
def _versions() -> dict[str, str]:
    """The libraries that draw the picture; other versions draw other bits. "" where one is missing."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = ""
    return found
