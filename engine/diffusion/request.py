"""What is asked of a diffusion model: one clip of the model's own size and frames."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.diffusion.errors import RequestError
from engine.models.card import ModelCard

Pictures = NDArray[np.uint8]

_PLAIN_STARTS = {
    "first": "a first frame", "last": "a last frame", "video": "a start video", "control": "a control video",
    "references": "reference pictures",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class ClipRequest:
    """One clip.

    ``width`` and ``height`` divide by the model's size step, ``frames`` is its frame step * n + 1; the model's native
    ones look best. All pictures are uint8 RGB of exactly that size, save ``references``, which may have any.

    ``first``, ``last``: the clip's first and last frame, (height, width, 3). ``video``: frames that the clip is painted
    over, (frames, height, width, 3), and ``strength`` how far it may leave them, 0 to 1; a VACE model obeys them so
    strictly instead. ``control``: frames that a VACE model obeys, grey 128 where nothing is known, and
    ``control_scale`` how strictly; ``mask``: uint8 (frames, height, width), 255 where it may paint, 0 where the control
    is kept. ``references``: pictures of who or what appears. ``steps`` and guidance left out are the model card's.
    """

    prompt: str
    negative: str
    width: int
    height: int
    frames: int
    seed: int
    steps: int | None = None
    guidance: float | None = None
    guidance_2: float | None = None
    first: Pictures | None = field(default=None, repr=False)
    last: Pictures | None = field(default=None, repr=False)
    video: Pictures | None = field(default=None, repr=False)
    strength: float = 0.6
    control: Pictures | None = field(default=None, repr=False)
    mask: Pictures | None = field(default=None, repr=False)
    control_scale: float = 1.0
    references: tuple[Pictures, ...] = field(default=(), repr=False)

    def check(self, card: ModelCard) -> None:
        """See that a model can make this clip.

        Raises:
            RequestError: it cannot; says what does not fit.
        """
        title = card.title
        if self.width % card.size_step or self.height % card.size_step or min(self.width, self.height) <= 0:
            raise RequestError(
                f"{title} paints sizes that divide by {card.size_step}, not {self.width}x{self.height}: choose another."
            )
        if self.frames < 1 or (self.frames - 1) % card.frame_step:
            raise RequestError(
                f"{title} makes {card.frame_step} n + 1 frames, not {self.frames}: choose the next such number."
            )
        for name, words in _PLAIN_STARTS.items():
            given = getattr(self, name)
            if given is not None and len(given) and name not in card.starts:
                raise RequestError(f"{title} cannot use {words}: choose another model, or leave it out.")
        if card.family == "wan-i2v" and self.first is None:
            raise RequestError(f"{title} paints on from a first frame: give one, or choose a model that needs none.")
        if self.mask is not None and self.control is None:
            raise RequestError("A mask says what of a control video is kept: give the control video as well.")
        self._check_pictures()

    def _check_pictures(self) -> None:
        frame, clip = (self.height, self.width, 3), (self.frames, self.height, self.width, 3)
        wanted = {"first": frame, "last": frame, "video": clip, "control": clip, "mask": clip[:3]}
        for name, shape in wanted.items():
            given = getattr(self, name)
            if given is not None and (given.shape != shape or given.dtype != np.uint8):
                raise RequestError(
                    f"The clip's {name} is {given.dtype} of {given.shape}; it must be uint8 of {shape}, as the clip is."
                )
        for picture in self.references:
            if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
                raise RequestError(f"A reference picture must be uint8 (height, width, 3), not {picture.shape}.")
