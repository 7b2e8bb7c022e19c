"""The clip maker: one model, kept loaded from clip to clip."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from engine.diffusion.calls import call_for, guidance_of
from engine.diffusion.clock import Clock
from engine.diffusion.decoding import decode
from engine.diffusion.errors import OutOfMemory
from engine.diffusion.faults import check_numbers, check_pictures
from engine.diffusion.libraries import prepare_libraries
from engine.diffusion.memory import is_out_of_memory, rungs
from engine.diffusion.parts import SECOND, Parts, free_device
from engine.diffusion.previewing import Previewing
from engine.diffusion.prompts import Prompts
from engine.diffusion.reports import Decoded, Remarked, Reporter, StepDone, SteppedDown, no_report
from engine.diffusion.request import ClipRequest
from engine.diffusion.shrinking import restored, shrunk
from engine.diffusion.speedups import Speedups
from engine.diffusion.watch import Before, Watch, nothing
from engine.memory import give_back, trim
from engine.models.card import Installed
from engine.models.fitting import fit
from engine.models.hardware import look
from engine.models.strategy import Strategy


class ClipMaker:
    """Makes clips with one model. The model is loaded by the first clip and stays until ``close``; one clip is made at
    a time. Same request, same strategy, same machine and versions: same frames."""

    def __init__(
        self, installed: Installed, strategy: Strategy | None = None, speedups: Speedups = Speedups(),
        loras: Mapping[str, Path] | None = None, before: Before = nothing,
        given: Mapping[str, Callable[[], Any]] | None = None,
    ) -> None:
        """
        Args:
            installed: the model's card and folder.
            strategy: how it is held in memory; what suits this machine when left out.
            loras: LoRA file of each expert ("transformer", "transformer_2"); those of the card's recipe when left out.
            before: called before every piece of work with its name; what it raises ends the clip.
            given: makers of parts ("vae", "transformer", "transformer_2") that do not lie in the folder.

        Raises:
            PackageMissing: a library that it needs is not installed.
        """  # fmt: skip
        prepare_libraries()
        self.installed, self._speedups = installed, speedups
        self._watch = Watch(before)
        if strategy is None:
            strategy = fit(installed.card, look(installed.folder), installed).strategy
        self._loras, self._given = loras, given
        self._prompts = Prompts(installed, strategy, self._watch)
        self._parts = self._new_parts(strategy)
        self._previewing = Previewing(installed, keep=given is None)
        self._decoding_rate: float | None = None
        self._lock = threading.Lock()

    @property
    def strategy(self) -> Strategy:
        """How the model is held now; it changes when the memory did not suffice."""
        return self._parts.strategy

    def hold_by(self, strategy: Strategy) -> None:
        """Hold the model by another strategy from now on: of the same weights, kind of numbers and device."""
        with self._lock:
            self._hold_by(strategy)

    def read(
        self, prompts: Sequence[str], report: Reporter = no_report, cancel: threading.Event | None = None
    ) -> None:
        """Read prompts ahead, all at once, so that the text encoder is loaded once for many clips.

        Raises:
            EngineError: as `make`.
        """
        with self._lock, self._watch.during(cancel):
            self._prompts.read(prompts, report, self._make_room)

    def make(
        self, request: ClipRequest, report: Reporter = no_report, cancel: threading.Event | None = None
    ) -> NDArray[np.uint8]:
        """Make one clip: uint8 RGB (frames, height, width, 3), exactly what was asked for.

        Where the memory does not suffice, it is made by a way that needs less, and ``report`` is told which.

        Raises:
            RequestError: the model cannot make such a clip.
            LostCharacters: the model cannot read some characters of the prompt.
            ModelUnusable: the model's files cannot be loaded.
            SpoiltClip: what came out is no picture.
            OutOfMemory: the memory does not suffice for the smallest clip.
            Cancelled: ``cancel`` was set; the maker can be used again.
        """
        request.check(self.installed.card)
        with self._lock, self._watch.during(cancel):
            self._parts.report = report
            try:
                frames = self._climb(request, report)
                for remark in self._parts.remarks:
                    report(Remarked(remark))
                self._watch.check("done")
            finally:
                self._parts.report = no_report
                trim()
        check_pictures(frames)
        return frames

    def close(self) -> None:
        """Let go of the model and its memory."""
        with self._lock:
            self._parts.close()
            self._prompts.close()
            give_back()
            free_device()

    def _climb(self, request: ClipRequest, report: Reporter) -> NDArray[np.uint8]:
        """Try, and go down the ladder as long as the memory does not suffice. Latents that are done stay."""
        card = self.installed.card
        ladder = rungs(self.strategy, card, request)
        within, latents = self._within(request, report), None
        while True:
            try:
                if latents is None:
                    latents = self._denoise(within, report)
                return restored(self._decode(latents, report), request)
            except Exception as error:
                self._parts.interrupted()
                if not is_out_of_memory(error):
                    raise
                reason = str(error)
                error.__traceback__ = None  # it holds everything that was in memory
            self._parts.rest()
            give_back()
            free_device()
            strategy, what = next(ladder, (None, ""))
            if strategy is None:
                raise OutOfMemory(
                    f"The memory does not suffice for {card.title}, not even for a short and small clip ({reason}): "
                    "close other programs, or choose a smaller model."
                )
            report(SteppedDown(what))
            self._hold_by(strategy)
            smaller = shrunk(request, card, strategy)
            if (smaller.frames, smaller.width, smaller.height) != (within.frames, within.width, within.height):
                within, latents = smaller, None

    def _within(self, request: ClipRequest, report: Reporter) -> ClipRequest:
        within = shrunk(request, self.installed.card, self.strategy)
        if within is not request:
            report(SteppedDown(
                f"this machine makes {within.frames} frames of {within.width}x{within.height}; they are stretched to "
                f"{request.frames} of {request.width}x{request.height}"
            ))  # fmt: skip
        return within

    def _denoise(self, request: ClipRequest, report: Reporter) -> torch.Tensor:
        """The latents of a clip, in main memory."""
        card, parts = self.installed.card, self._parts
        guided = max(guidance_of(request, card)[: 2 if parts.two else 1]) > 1
        texts = [request.prompt, request.negative] if guided else [request.prompt]
        read = self._prompts.read(texts, report, self._make_room)
        over_video = request.video is not None and card.family != "wan-vace"
        parts.begin(0 if over_video else request.steps or card.steps)  # that pipeline has no place for step caches
        call = call_for(request, parts, read[0], read[1] if guided else None)
        clock = Clock(call.steps, guided, self._decoding_s(request))
        call.pipe.set_progress_bar_config(disable=True)

        def after_step(pipe: Any, number: int, timestep: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            self._watch.check("step")
            seconds, left = clock.step()
            report(StepDone(number + 1, call.steps, left, seconds))
            every = self._speedups.preview_every
            if every and number + 1 < call.steps and (number + 1) % every == 0:
                report(self._previewing.of(number + 1, parts.vae, pipe.scheduler, tensors["latents"], call.ahead))
            self._change_expert(pipe, number)
            clock.start()
            return tensors

        self._watch.check("step")
        latents = call.pipe(callback_on_step_end=after_step, **call.arguments).frames[:, :, call.ahead :].cpu()
        check_numbers(latents)
        return latents

    def _change_expert(self, pipe: Any, number: int) -> None:
        """Bring the low-noise expert before its first step, where it is not at its place already."""
        boundary, steps = self.installed.card.boundary, pipe.scheduler.timesteps
        if boundary is None or "transformer_2" not in pipe.components or number + 1 >= len(steps):
            return
        if bool(steps[number + 1] < boundary * 1000 <= steps[number]):
            second = self._parts.expert(SECOND)
            pipe.register_modules(transformer_2=second)
            if self.strategy.late_expert:
                pipe.register_modules(transformer=None)

    def _decode(self, latents: torch.Tensor, report: Reporter) -> NDArray[np.uint8]:
        self._parts.rest()
        clock = Clock(0, False, None)
        frames = decode(
            self._parts.vae, latents, self._watch,
            lambda done, total: report(Decoded(done, total, clock.piece(done, total))),
        )  # fmt: skip
        self._decoding_rate = clock.decoded() / frames.size
        self._previewing.learn(latents, frames)
        return frames

    def _decoding_s(self, request: ClipRequest) -> float | None:
        """How long decoding such a clip takes, in seconds, as far as it was measured."""
        values = request.frames * request.width * request.height * 3
        return None if self._decoding_rate is None else self._decoding_rate * values

    def _hold_by(self, strategy: Strategy) -> None:
        now = self._parts.strategy
        if (strategy.offload, strategy.late_expert) != (now.offload, now.late_expert):
            report = self._parts.report
            self._parts.close()
            self._parts = self._new_parts(strategy)
            self._parts.report = report
        elif strategy.tiling != now.tiling:
            self._parts.tile(strategy.tiling)
        self._parts.strategy = self._prompts.strategy = strategy

    def _new_parts(self, strategy: Strategy) -> Parts:
        return Parts(self.installed, strategy, self._speedups, self._watch, self._loras, self._given)

    def _make_room(self) -> None:
        """Free the device for the text encoder, where not everything fits there at once."""
        self._parts.rest()
        free_device()
