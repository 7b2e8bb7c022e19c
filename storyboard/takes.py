"""The takes of a shot: added, chosen and dropped. Every edit gives a new storyboard."""

from __future__ import annotations

from collections.abc import Collection

from storyboard.errors import StoryboardError
from storyboard.model import Shot, Storyboard, Take
from storyboard.seeds import seed_for


def shot_of(storyboard: Storyboard, shot_id: str) -> Shot:
    """A shot by its id.

    Raises:
        StoryboardError: there is none.
    """
    for shot in storyboard.shots:
        if shot.id == shot_id:
            return shot
    ids = ", ".join(shot.id for shot in storyboard.shots)
    raise StoryboardError(f"There is no shot '{shot_id}': the shots are {ids}.")


def generator_of(storyboard: Storyboard, shot: Shot) -> str:
    """What makes the picture of a shot as it stands: its own footage, its own generator, or the storyboard's."""
    return "footage" if shot.footage is not None else shot.generator or storyboard.generator


def as_asked(shot: Shot, take: Take) -> Shot:
    """A shot as one of its takes was asked for: with its seed, and made as the person wanted that take."""
    own = take.asked.model_dump(exclude_none=True) if take.asked is not None else {}
    return shot.model_copy(update={"seed": take.seed, **own})


def with_take(storyboard: Storyboard, shot_id: str, take: Take) -> Storyboard:
    """The storyboard with one more take of a shot. A take that the shot has already stays as it is.

    Raises:
        StoryboardError: there is no such shot.
    """
    shot = shot_of(storyboard, shot_id)
    if any(known.key == take.key for known in shot.takes):
        return storyboard
    return _replaced(storyboard, shot.model_copy(update={"takes": (*shot.takes, take)}))


def fresh_seed(storyboard: Storyboard, shot: Shot, taken: Collection[int] = ()) -> int:
    """A seed that no take of the shot has, nor those that are ``taken`` besides."""
    used, number = {known.seed for known in shot.takes} | {*taken}, len(shot.takes) + 1
    while (seed := seed_for(storyboard.seed, shot.id, "take", number)) in used:
        number += 1
    return seed


def choose(storyboard: Storyboard, shot_id: str, key: str | None) -> Storyboard:
    """The storyboard whose film shows that take of a shot; None: what the shot says as it stands.

    Raises:
        StoryboardError: there is no such shot, or it has no such take.
    """
    shot = shot_of(storyboard, shot_id)
    chosen = None if key is None else take_of(shot, key).key
    return _replaced(storyboard, shot.model_copy(update={"chosen": chosen}))


def drop(storyboard: Storyboard, shot_id: str, key: str) -> Storyboard:
    """The storyboard without a take of a shot; where it was the chosen one, none is chosen any more.

    Raises:
        StoryboardError: there is no such shot, or it has no such take.
    """
    shot = shot_of(storyboard, shot_id)
    dropped = take_of(shot, key)
    left = tuple(take for take in shot.takes if take != dropped)
    chosen = None if shot.chosen == dropped.key else shot.chosen
    return _replaced(storyboard, shot.model_copy(update={"takes": left, "chosen": chosen}))


def take_of(shot: Shot, key: str) -> Take:
    """A take of a shot by its key or the key's beginning.

    Raises:
        StoryboardError: the shot has none, or several begin so.
    """
    found = [take for take in shot.takes if take.key.startswith(key)]
    if len(found) == 1 and key:
        return found[0]
    known = ", ".join(take.key[:12] for take in shot.takes) or "none yet"
    raise StoryboardError(f"Shot '{shot.id}' has no one take '{key}': its takes are {known}.")


def _replaced(storyboard: Storyboard, shot: Shot) -> Storyboard:
    shots = tuple(shot if other.id == shot.id else other for other in storyboard.shots)
    return storyboard.model_copy(update={"shots": shots})
