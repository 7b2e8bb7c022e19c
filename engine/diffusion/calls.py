"""Which pipeline makes a request, and what it is called with."""

# pyright: reportPrivateImportUsage=false
# (diffusers loads its public names lazily, which checkers take for private)

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import WanImageToVideoPipeline, WanPipeline, WanVACEPipeline, WanVideoToVideoPipeline
from numpy.typing import NDArray
from PIL import Image

from engine.diffusion.parts import FIRST, SECOND, Parts
from engine.diffusion.request import ClipRequest
from engine.diffusion.samplers import largest_strength, sampler_of, steps_of
from engine.models.card import ModelCard

UNKNOWN = 128
"""Grey of a VACE control where nothing is known."""


@dataclass(frozen=True)
class Call:
    """A pipeline and its arguments; ``ahead``: latent frames before the clip's own, which are not shown."""

    pipe: Any
    arguments: dict[str, Any]
    steps: int
    ahead: int = 0


def call_for(request: ClipRequest, parts: Parts, prompt: torch.Tensor, negative: torch.Tensor | None) -> Call:
    """The call that makes a request.

    Args:
        prompt: what the text encoder made of the prompt; ``negative`` likewise, None without guidance.
    """
    card = parts.installed.card
    device = torch.device(parts.strategy.device)
    generator = torch.Generator("cpu").manual_seed(request.seed)
    common: dict[str, Any] = {
        "prompt_embeds": prompt.to(device), "height": request.height, "width": request.width,
        "negative_prompt_embeds": None if negative is None else negative.to(device),
        "generator": generator, "guidance_scale": guidance_of(request, card)[0], "output_type": "latent",
    }  # fmt: skip
    steps = steps_of(card, request.steps)
    scheduler = sampler_of(card, generator)
    if request.video is not None and card.family != "wan-vace":
        return _over_a_video(request, parts, scheduler, common, steps)
    common |= {"num_inference_steps": steps, "num_frames": request.frames}
    if card.boundary is not None:
        common["guidance_scale_2"] = guidance_of(request, card)[1]
    if card.family == "wan-vace":
        return _controlled(request, parts, scheduler, common, steps)
    first, second = parts.both()
    modules = {
        "tokenizer": None, "text_encoder": None, "vae": parts.vae, "scheduler": scheduler, FIRST: first, SECOND: second,
        "boundary_ratio": card.boundary, "expand_timesteps": card.family == "wan-ti2v",
    }  # fmt: skip
    if request.first is None:
        return Call(WanPipeline(**modules), common, steps)
    common["image"] = Image.fromarray(request.first)
    if request.last is not None:
        common["last_image"] = Image.fromarray(request.last)
    return Call(WanImageToVideoPipeline(**modules), common, steps)


def guidance_of(request: ClipRequest, card: ModelCard) -> tuple[float, float]:
    """How strictly the words are followed with high and with low noise; 1 and less: without a negative prompt."""
    high = card.guidance if request.guidance is None else request.guidance
    if request.guidance_2 is not None:
        return high, request.guidance_2
    return high, card.guidance_2 if card.guidance_2 is not None and request.guidance is None else high


def _over_a_video(request: ClipRequest, parts: Parts, scheduler: Any, common: dict[str, Any], steps: int) -> Call:
    card = parts.installed.card
    assert request.video is not None
    # only the low-noise expert knows what little noise looks like, and the pipeline takes one expert
    expert = parts.expert(SECOND if parts.two else FIRST)
    strength = max(min(request.strength, largest_strength(card), 1.0), 1.0 / steps)
    done = max(int(steps * strength + 1e-6), 1)
    common |= {"video": _pictures(request.video), "strength": (done + 1e-6) / steps, "num_inference_steps": steps}
    common["guidance_scale"] = guidance_of(request, card)[1 if parts.two else 0]
    pipe = WanVideoToVideoPipeline(
        tokenizer=None, text_encoder=None, transformer=expert, vae=parts.vae, scheduler=scheduler  # type: ignore[arg-type]
    )
    return Call(pipe, common, done)


def _controlled(request: ClipRequest, parts: Parts, scheduler: Any, common: dict[str, Any], steps: int) -> Call:
    first, second = parts.both()
    pipe = WanVACEPipeline(
        tokenizer=None, text_encoder=None, vae=parts.vae, scheduler=scheduler, transformer=first, transformer_2=second,  # type: ignore[arg-type]
        boundary_ratio=parts.installed.card.boundary,
    )
    control, mask = vace_conditions(request)
    if control is not None:
        common["video"] = _pictures(control)
    if mask is not None:
        common["mask"] = _pictures(mask)
    if request.references:
        common["reference_images"] = [Image.fromarray(picture) for picture in request.references]
    common["conditioning_scale"] = request.strength if _obeys_video(request) else request.control_scale
    return Call(pipe, common, steps, len(request.references))


def vace_conditions(request: ClipRequest) -> tuple[NDArray[np.uint8] | None, NDArray[np.uint8] | None]:
    """The control video and the mask that a VACE model gets: the request's own, its first and last frame set in."""
    control = request.video if _obeys_video(request) else request.control
    mask = request.mask
    if request.first is None and request.last is None:
        return control, mask
    shape = (request.frames, request.height, request.width)
    control = np.full((*shape, 3), UNKNOWN, np.uint8) if control is None else control.copy()
    mask = np.full(shape, 255, np.uint8) if mask is None else mask.copy()
    for number, picture in ((0, request.first), (-1, request.last)):
        if picture is not None:
            control[number], mask[number] = picture, 0
    return control, mask


def _obeys_video(request: ClipRequest) -> bool:
    return request.video is not None and request.control is None


def _pictures(frames: NDArray[np.uint8]) -> list[Image.Image]:
    return [Image.fromarray(frame) for frame in frames]
