"""One shot, planned for one model: its size, its clips, what they start from and the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from engine.directing.prompt import Prompt, prompt_of
from engine.directing.scene import scene_of
from engine.errors import EngineError
from engine.generators.guided.chosen_model import ChosenModel
from engine.generators.guided.frame_size import FrameSize, frame_size
from engine.generators.guided.segments import Segment, native_frames, segments
from engine.models.card import ModelCard
from storyboard.model import Guidance, Shot, Storyboard
from storyboard.seeds import seed_for

Way = Literal["words", "first", "video", "control"]
"""What a clip is made from beside its words: nothing, its first frame, a start video, a control video with a mask."""

BLENDED, KEPT = 8, 5
"""Frames that neighbouring clips share: blended into each other, or given to a VACE model to keep."""
STRENGTH = 0.6
"""How far a clip may leave its start video, where the model does not bound it lower."""


@dataclass(frozen=True)
class ShotPlan:
    """How a model makes one shot.

    ``frames`` at the film's ``film_fps`` are wanted; ``native`` frames at the model's rate reach as far. ``sky``:
    whether the painter shows the model the true sky.
    """

    model: ChosenModel
    size: FrameSize
    frames: int
    film_fps: int
    native: int
    segments: tuple[Segment, ...]
    way: Way
    guidance: Guidance
    prompt: Prompt
    seed: int
    steps: int | None

    @property
    def card(self) -> ModelCard:
        """The model's card."""
        return self.model.installed.card

    @property
    def duration_s(self) -> float:
        """The shot's length."""
        return self.frames / self.film_fps

    @property
    def sky(self) -> bool:
        """Whether the model is shown the painter's pictures; one that can only go on from a picture always is."""
        return self.way != "words" and (self.guidance != "free" or "text" not in self.card.starts)

    @property
    def blended(self) -> bool:
        """Whether neighbouring clips are blended, since the model cannot go on from a picture."""
        return self.way in ("words", "video")

    @property
    def strength(self) -> float:
        """How far a clip may leave its start video."""
        return min(STRENGTH, self.card.video_strength)

    @property
    def cached_steps(self) -> int:
        """Steps of a clip that a step cache may shorten; the pipeline that paints over a video has no place for one."""
        return 0 if self.way == "video" else self.steps or self.card.steps

    def seed_of(self, number: int) -> int:
        """The seed of a clip. Clips that are blended share one, so that they look alike; one that goes on from the
        last would move just as that did."""
        return self.seed if self.blended or number == 0 else seed_for(self.seed, "clip", number)

    def recipe(self) -> dict[str, Any]:
        """What the shot's picture depends on, but for what it is shown, as values of JSON's kinds."""
        return {
            "model": self.model.recipe(self.cached_steps), "size": [self.size.width, self.size.height],
            "frames": self.frames,
            "clips": [[one.start, one.frames, one.shared] for one in self.segments], "way": self.way,
            "guidance": self.guidance, "prompt": self.prompt.text, "negative": self.prompt.negative,
            "seed": self.seed, "steps": self.steps, "strength": self.strength,
        }  # fmt: skip


def planned_shot(storyboard: Storyboard, shot: Shot, frames: int, model: ChosenModel) -> ShotPlan:
    """Plan a shot of ``frames`` frames.

    Raises:
        EngineError: the picture is no flat one, or the scene names something that is not there.
    """
    canvas, card = storyboard.canvas, model.installed.card
    if canvas.projection not in ("flat", "rectilinear"):
        raise EngineError(
            f"Video models make flat pictures, not '{canvas.projection}': choose the sky painter for it."
        )
    guidance = storyboard.guidance_of(shot)
    way = _way(card, guidance)
    native = native_frames(frames, canvas.fps, card.fps)
    shared = {"first": 1, "control": KEPT}.get(way, BLENDED)
    return ShotPlan(
        model=model,
        size=frame_size(card, canvas, model.strategy.max_pixels),
        frames=frames,
        film_fps=canvas.fps,
        native=native,
        segments=segments(native, _longest(model), card.frame_step, shared),
        way=way,
        guidance=guidance,
        prompt=words_of(storyboard, shot, card),
        seed=shot.seed if shot.seed is not None else seed_for(storyboard.seed, shot.id, "picture"),
        steps=storyboard.steps_of(shot),
    )


def words_of(storyboard: Storyboard, shot: Shot, card: ModelCard) -> Prompt:
    """The words that a model is told of a shot.

    Raises:
        EngineError: the scene names something that is not there.
    """
    negative = {"en": card.negative, "zh": card.negative_zh or card.negative}
    return prompt_of(storyboard, shot, scene_of(shot, storyboard), negative)


def _way(card: ModelCard, guidance: Guidance) -> Way:
    if "control" in card.starts:
        return "control"
    if "first" in card.starts:
        return "first"
    return "video" if "video" in card.starts and guidance != "free" else "words"


def _longest(model: ChosenModel) -> int:
    """Frames of the longest clip that the model was made for and the memory holds."""
    card, most = model.installed.card, model.strategy.max_frames
    bound = min(card.frames, most or card.frames)
    return max((bound - 1) // card.frame_step, 1) * card.frame_step + 1
