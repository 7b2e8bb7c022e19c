"""Edits of a storyboard: each takes a storyboard and gives the changed one; what changes nothing gives the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import count
from typing import Any

from storyboard.errors import StoryboardError
from storyboard.model import FigureCue, Marker, Scene, Shot, Storyboard, Transition, TransitionKind
from storyboard.takes import shot_of

SHORTEST_S = 0.5
"""What trimming and splitting leave of a shot at least."""
LONGEST_S = 600.0
LONGEST_TRANSITION = 240
"""In 24ths of a second, as transitions are counted."""

_CLAUSE_END = re.compile(r"(?<=[。！？；，、!?;,.])\s*")


def with_shot(storyboard: Storyboard, shot_id: str, **changes: Any) -> Storyboard:
    """Fields of a shot changed.

    Raises:
        StoryboardError: there is no such shot.
    """
    shot = shot_of(storyboard, shot_id)
    if all(getattr(shot, name) == value for name, value in changes.items()):
        return storyboard
    changed = shot.model_copy(update=changes)
    return _with_shots(storyboard, [changed if other is shot else other for other in storyboard.shots])


def with_shots(storyboard: Storyboard, ids: Collection[str], **changes: Any) -> Storyboard:
    """Fields of several shots changed alike."""
    wanted = set(ids)
    return _with_shots(
        storyboard, [shot.model_copy(update=changes) if shot.id in wanted else shot for shot in storyboard.shots]
    )


def each(
    storyboard: Storyboard, ids: Collection[str], change: Callable[[Storyboard, str], Storyboard]
) -> Storyboard:
    """An edit that changes one shot and nothing else, done to several; it is handed a storyboard of that shot alone."""
    wanted = set(ids)

    def changed(shot: Shot) -> Shot:
        return change(storyboard.model_copy(update={"shots": (shot,)}), shot.id).shots[0]

    return _with_shots(storyboard, [changed(shot) if shot.id in wanted else shot for shot in storyboard.shots])


def with_part(storyboard: Storyboard, part: str, **changes: Any) -> Storyboard:
    """Fields of a part of the storyboard changed: "look", "canvas", "sky", "narration", "captions", "music"."""
    old = getattr(storyboard, part)
    if all(getattr(old, name) == value for name, value in changes.items()):
        return storyboard
    return storyboard.model_copy(update={part: old.model_copy(update=changes)})


def insert(storyboard: Storyboard, index: int, shots: Sequence[Shot]) -> Storyboard:
    """Shots put before the shot ``index``, in the given order; an id that is taken already gets a number."""
    taken = {shot.id for shot in storyboard.shots}
    new = []
    for shot in shots:
        new.append(shot.model_copy(update={"id": free_id(shot.id, taken)}))
        taken.add(new[-1].id)
    if not new:
        return storyboard
    index = min(max(index, 0), len(storyboard.shots))
    return _with_shots(storyboard, [*storyboard.shots[:index], *new, *storyboard.shots[index:]])


def shots_for(storyboard: Storyboard, other: Storyboard) -> tuple[Shot, ...]:
    """The shots of another storyboard, ready to be inserted: what they left to that one and this one has otherwise
    (language, voice, sky, hand-over), each says for itself."""
    return tuple(_for_itself(shot, storyboard, other) for shot in other.shots)


def _for_itself(shot: Shot, storyboard: Storyboard, other: Storyboard) -> Shot:
    left = {
        "language": (other.language, storyboard.language),
        "voice": (other.narration.voice, storyboard.narration.voice),
        "sky": (other.sky, storyboard.sky),
        "transition": (other.transition, storyboard.transition),
    }
    own = {name: there for name, (there, here) in left.items() if getattr(shot, name) is None and there != here}
    return shot.model_copy(update=own) if own else shot


def new_shot(storyboard: Storyboard, text: str = "", line: str = "") -> Shot:
    """An empty shot with an id of its own."""
    return Shot(id=free_id("shot", {shot.id for shot in storyboard.shots}), text=text, line=line)


def remove(storyboard: Storyboard, ids: Collection[str]) -> Storyboard:
    """The shots taken out, the gap closed. A storyboard has one shot at least: the last one leaves an empty one."""
    left = [shot for shot in storyboard.shots if shot.id not in ids]
    return _with_shots(storyboard, left or [new_shot(storyboard)])


def move(storyboard: Storyboard, ids: Collection[str], index: int) -> Storyboard:
    """The shots put, together and in their order, before the shot that has ``index`` now."""
    moved = [shot for shot in storyboard.shots if shot.id in ids]
    before = [shot for shot in storyboard.shots[: max(index, 0)] if shot.id not in ids]
    after = [shot for shot in storyboard.shots[max(index, 0) :] if shot.id not in ids]
    return _with_shots(storyboard, [*before, *moved, *after])


def duplicate(storyboard: Storyboard, ids: Collection[str], index: int | None = None) -> Storyboard:
    """Copies of the shots put behind the last of them, or before the shot ``index``."""
    copied = [shot for shot in storyboard.shots if shot.id in ids]
    last = max((number for number, shot in enumerate(storyboard.shots) if shot.id in ids), default=-1)
    return insert(storyboard, last + 1 if index is None else index, copied)


def split(storyboard: Storyboard, shot_id: str, at_s: float, duration_s: float) -> Storyboard:
    """A shot that lasts ``duration_s`` cut in two after ``at_s`` seconds, with a cut between; its line is parted at the
    clause that ends nearest there.

    Raises:
        StoryboardError: there is no such shot, or a part would be too short.
    """
    shot = shot_of(storyboard, shot_id)
    if not SHORTEST_S <= at_s <= duration_s - SHORTEST_S:
        raise StoryboardError(f"The shot cannot be split here: each part needs {SHORTEST_S} seconds at least.")
    first_line, second_line = _parted(shot.line, at_s / duration_s)
    first = shot.model_copy(update={
        "line": first_line, "duration_s": round(at_s, 3), "transition": Transition(kind="cut", frames=0), "hit": False,
        "takes": (), "chosen": None,
    })  # fmt: skip
    second = shot.model_copy(update={
        "id": free_id(shot.id, {other.id for other in storyboard.shots}), "line": second_line,
        "duration_s": round(duration_s - at_s, 3), "scene": _later(shot.scene, at_s), "takes": (), "chosen": None,
        "footage": None if shot.footage is None
        else shot.footage.model_copy(update={"start_s": shot.footage.start_s + at_s}),
    })  # fmt: skip
    index = storyboard.shots.index(shot)
    markers = tuple(
        Marker(shot=second.id, at_s=mark.at_s - at_s, text=mark.text)
        if mark.shot == shot_id and mark.at_s >= at_s else mark
        for mark in storyboard.markers
    )  # fmt: skip
    parted = _with_shots(storyboard, [*storyboard.shots[:index], first, second, *storyboard.shots[index + 1 :]])
    return parted.model_copy(update={"markers": markers})


def with_duration(storyboard: Storyboard, shot_id: str, seconds: float | None) -> Storyboard:
    """A shot of a fixed length in seconds, or (None) as long as its line needs."""
    if seconds is not None:
        seconds = round(min(max(seconds, SHORTEST_S), LONGEST_S), 3)
    return with_shot(storyboard, shot_id, duration_s=seconds)


def with_start(storyboard: Storyboard, shot_id: str, later_s: float, duration_s: float) -> Storyboard:
    """A shot that lasts ``duration_s`` begins ``later_s`` seconds later (negative: earlier) and ends as it did: what is
    timed in it (footage, cues, marks) keeps its place before the end.

    Raises:
        StoryboardError: there is no such shot.
    """
    shot = shot_of(storyboard, shot_id)
    seconds = round(min(max(duration_s - later_s, SHORTEST_S), LONGEST_S), 3)
    later = duration_s - seconds
    if shot.footage is not None:
        later = max(later, -shot.footage.start_s)
        seconds = round(duration_s - later, 3)
    if abs(later) < 0.001:
        return storyboard
    footage = shot.footage and shot.footage.model_copy(update={"start_s": shot.footage.start_s + later})
    trimmed = with_shot(storyboard, shot_id, duration_s=seconds, scene=_later(shot.scene, later), footage=footage)
    markers = tuple(
        mark.model_copy(update={"at_s": max(round(mark.at_s - later, 3), 0.0)}) if mark.shot == shot_id else mark
        for mark in storyboard.markers
    )
    return trimmed.model_copy(update={"markers": markers}) if markers != storyboard.markers else trimmed


def with_transition(
    storyboard: Storyboard, shot_id: str, kind: TransitionKind | None = None, frames: int | None = None
) -> Storyboard:
    """How a shot hands over to the next; what is not given stays. A hand-over that takes time has one frame at least,
    a cut that is given frames becomes a crossfade."""
    shot = shot_of(storyboard, shot_id)
    now = shot.transition or storyboard.transition
    if kind is None:
        kind = "crossfade" if now.kind == "cut" and frames else now.kind
    if frames is None:
        frames = now.frames or storyboard.transition.frames or 20
    frames = 0 if kind == "cut" else min(max(frames, 1), LONGEST_TRANSITION)
    return with_shot(storyboard, shot_id, transition=Transition(kind=kind, frames=frames))


def with_transition_everywhere(storyboard: Storyboard, transition: Transition) -> Storyboard:
    """One transition between all shots: the storyboard's own, and no shot has another."""
    changed = _with_shots(storyboard, [
        shot if shot.transition is None else shot.model_copy(update={"transition": None}) for shot in storyboard.shots
    ])  # fmt: skip
    return changed if changed.transition == transition else changed.model_copy(update={"transition": transition})


def with_figure(storyboard: Storyboard, shot_id: str, figure: str, name: str) -> Storyboard:
    """A figure (its id) in a shot: its name stands in the scene text, from which it is understood; a shot with a scene
    of its own shows it on its stars too. It is no longer among what the shot goes without.

    Raises:
        StoryboardError: there is no such shot.
    """
    shot = shot_of(storyboard, shot_id)
    changes: dict[str, Any] = {"without": tuple(part for part in shot.without if part != figure)}
    if name.casefold() not in shot.text.casefold():
        changes["text"] = _with_sentence(shot.text, name)
    if shot.scene is not None and all(cue.name != figure for cue in shot.scene.figures):
        cues = (*shot.scene.figures, FigureCue(name=figure))
        changes["scene"] = shot.scene.model_copy(update={"figures": cues})
    return with_shot(storyboard, shot_id, **changes)


def with_marker(storyboard: Storyboard, marker: Marker) -> Storyboard:
    """One more mark on the timeline."""
    return storyboard.model_copy(update={"markers": (*storyboard.markers, marker)})


def without_marker(storyboard: Storyboard, marker: Marker) -> Storyboard:
    """One mark less."""
    return storyboard.model_copy(update={"markers": tuple(mark for mark in storyboard.markers if mark != marker)})


def with_marker_text(storyboard: Storyboard, marker: Marker, text: str) -> Storyboard:
    """A mark that says something else."""
    if marker.text == text or marker not in storyboard.markers:
        return storyboard
    named = marker.model_copy(update={"text": text})
    return storyboard.model_copy(
        update={"markers": tuple(named if mark == marker else mark for mark in storyboard.markers)}
    )


def free_id(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, or the same with a number, whichever is no id yet."""
    if wanted and wanted not in taken:
        return wanted
    stem = re.sub(r"-\d+$", "", wanted)[:56] or "shot"
    return next(name for number in count(2) if (name := f"{stem}-{number}") not in taken)


def _with_shots(storyboard: Storyboard, shots: Iterable[Shot]) -> Storyboard:
    """Other shots; marks of shots that are gone go with them."""
    shots = tuple(shots)
    if shots == storyboard.shots:
        return storyboard
    update: dict[str, Any] = {"shots": shots}
    if storyboard.markers:
        ids = {shot.id for shot in shots}
        update["markers"] = tuple(mark for mark in storyboard.markers if mark.shot in ids)
    return storyboard.model_copy(update=update)


def _with_sentence(text: str, words: str) -> str:
    """A text with a few words more at its end, as a sentence of their own."""
    text = text.rstrip()
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in text or words)
    stop = "。" if chinese else "."
    if text and text[-1] not in "。！？.!?…":
        text += stop
    return f"{text}{'' if chinese or not text else ' '}{words}{stop}"


def _parted(line: str, share: float) -> tuple[str, str]:
    """A line in two, at the end of the clause nearest to a share of it; all in the first part where it has one only."""
    ends = [match.end() for match in _CLAUSE_END.finditer(line) if 0 < match.end() < len(line)]
    if not ends:
        return line, ""
    end = min(ends, key=lambda place: abs(place - share * len(line)))
    return line[:end].strip(), line[end:].strip()


def _later(scene: Scene | None, seconds: float) -> Scene | None:
    """A scene as it is ``seconds`` on: its cues begin that much earlier."""
    if scene is None:
        return None
    cues = {
        name: tuple(cue.model_copy(update={"start_s": cue.start_s - seconds}) for cue in getattr(scene, name))
        for name in ("figures", "lines", "labels", "grids", "elements")
    }
    sounds = [
        cue.model_copy(update={
            "start_s": max(cue.start_s - seconds, 0.0), "end_s": None if cue.end_s is None else cue.end_s - seconds,
        })
        for cue in scene.effects
        if cue.end_s is None or cue.end_s > seconds
    ]  # fmt: skip
    return scene.model_copy(update={**cues, "effects": tuple(sounds)})
