"""What is read and heard in one shot, reckoned from the shot's first frame on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboard.model import Shot, Storyboard
from storyboard.timing import Schedule, ShotSpan

if TYPE_CHECKING:
    from app.studio.player.audio.spoken_lines import Spoken
    from engine.assembly.captions import Caption
    from engine.sound.effects import Cue


def shot_captions(storyboard: Storyboard, shot: Shot, span: ShotSpan, last: bool, spoken: Spoken) -> list[Caption]:
    """The captions of one shot as the whole film has them; ``last``: it is the film's last shot."""
    from engine.film import captions_of

    story, plan = _alone(storyboard, shot, span, last)
    return captions_of(story, plan, {shot.id: spoken.speech})


def shot_effects(storyboard: Storyboard, shot: Shot, span: ShotSpan, last: bool) -> list[Cue]:
    """The sounds in the picture of one shot, in seconds.

    Raises:
        EngineError: the shot cannot be understood.
    """
    from engine.soundtrack import Soundtrack

    return Soundtrack(*_alone(storyboard, shot, span, last), {}).cues()


def _alone(storyboard: Storyboard, shot: Shot, span: ShotSpan, last: bool) -> tuple[Storyboard, Schedule]:
    """A film of the shot alone that begins with it; its number says whether another one follows."""
    own = span._replace(index=0 if last else 1, start=0, line_start=span.line_start - span.start)
    return storyboard.model_copy(update={"shots": (shot,)}), Schedule(storyboard.canvas.fps, (own,))

