"""A film cut into segments: every frame once, and names that change exactly when the picture does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.assembly.captions import Caption
from engine.assembly.encoding import Encoding
from engine.assembly.segments import cut, segment_key, segment_recipe
from storyboard.model import Canvas, Captions, Shot, Storyboard, Transition
from storyboard.timing import Schedule, schedule

shots = st.builds(
    lambda seconds, kind, frames: (seconds, Transition(kind=kind, frames=frames)),
    st.floats(0.04, 6.0),
    st.sampled_from(["crossfade", "cut", "black", "stars", "push", "zoom"]),
    st.integers(0, 240),
)


def _plan(drawn: list[tuple[float, Transition]], fps: int = 24) -> Schedule:
    board = Storyboard(
        canvas=Canvas(fps=fps),
        shots=tuple(
            Shot(id=f"s{number}", duration_s=max(seconds, 1.0), transition=transition)
            for number, (seconds, transition) in enumerate(drawn)
        ),
    )
    return schedule(board, {})


@given(drawn=st.lists(shots, min_size=1, max_size=12), fps=st.sampled_from([1, 12, 23, 24, 25, 30, 60, 120]))
def test_segments_cover_every_frame_once(drawn: list[tuple[float, Transition]], fps: int) -> None:
    plan = _plan(drawn, fps)
    segments = cut(plan)
    covered = [number for segment in segments for number in range(segment.start, segment.end)]
    assert covered == list(range(plan.total_frames))
    for segment in segments:
        assert segment.frames > 0
        for number in (segment.start, segment.end - 1):
            blend = plan.blend(number)
            assert (blend.index,) == segment.shots[:1]
            assert (blend.progress is not None) == (segment.kind is not None)
            if blend.progress is not None:
                assert blend.kind == segment.kind and segment.shots == (blend.index, blend.index + 1)


@given(drawn=st.lists(shots, min_size=1, max_size=8))
def test_what_a_frame_shows_follows_the_shots(drawn: list[tuple[float, Transition]]) -> None:
    """Every shot shows all its frames, one after the other, alone or in a hand-over."""
    plan = _plan(drawn)
    seen: dict[int, list[int]] = {}
    for number in range(plan.total_frames):
        blend = plan.blend(number)
        seen.setdefault(blend.index, []).append(blend.frame)
        if blend.next_frame is not None:
            seen.setdefault(blend.index + 1, []).append(blend.next_frame)
    for span in plan.spans:
        assert seen[span.index] == list(range(span.frames))


PLAN = _plan([(4, Transition(frames=20)), (4, Transition(kind="black", frames=12)), (4, Transition(kind="cut"))])
TAKES = ["a", "b", "c"]
CAPTIONS = [Caption(60, 90, ("over the joint",)), Caption(90, 100, ("touches it",)), Caption(200, 230, ("late",))]


def _keys(
    takes: list[str] = TAKES, captions: list[Caption] = CAPTIONS, plan: Schedule = PLAN, crf: float = 20, **more: Any
) -> list:
    encoding = Encoding().x264("veryfast", crf)
    return [
        segment_key(segment_recipe(segment, plan, takes, captions, Canvas(), encoding, **more)) for segment in cut(plan)
    ]


def _changed(keys: list) -> list[int]:
    return [number for number, (old, new) in enumerate(zip(_keys(), keys, strict=True)) if old != new]


def test_a_name_changes_with_what_is_seen_and_with_nothing_else() -> None:
    # body 0, hand-over 0-1, body 1, hand-over 1-2, body 2
    assert [segment.shots for segment in cut(PLAN)] == [(0,), (0, 1), (1,), (1, 2), (2,)]
    assert _changed(_keys()) == []
    assert _changed(_keys(takes=["a", "b", "x"])) == [3, 4]
    assert _changed(_keys(takes=["a", "x", "c"])) == [1, 2, 3]
    assert _changed(_keys(crf=21)) == [0, 1, 2, 3, 4]
    other = [replace(CAPTIONS[0], lines=("other words",)), *CAPTIONS[1:]]
    assert _changed(_keys(captions=other)) == [0, 1]
    # a caption that is not touched any more fades out: also where only its neighbour moved
    assert _changed(_keys(captions=[CAPTIONS[0], replace(CAPTIONS[1], start_frame=92), CAPTIONS[2]])) == [0, 1, 2]


def test_captions_of_another_size_or_place_change_what_shows_them() -> None:
    assert _changed(_keys(style=Captions())) == []
    assert _changed(_keys(style=Captions(size="large"))) == _changed(_keys(style=Captions(place="top"))) == [0, 1, 2, 4]
    assert _changed(_keys(style=Captions(enabled=False), captions=CAPTIONS)) == [], "who hands captions in wants them"


def test_a_hand_over_of_another_kind_is_another_segment() -> None:
    names = set()
    for kind in ("crossfade", "black", "stars", "push", "zoom"):
        transitions = [Transition(frames=20), Transition.model_validate({"kind": kind, "frames": 12}), Transition()]
        keys = _keys(plan=_plan([(4, transition) for transition in transitions]))
        assert [keys[place] for place in (0, 1, 2)] == _keys()[:3]
        names.add(keys[3])
    assert len(names) == 5


def test_only_a_star_dissolve_depends_on_the_seed() -> None:
    stars = _plan([(4, Transition(kind="stars")), (4, Transition(kind="push")), (4, Transition())])
    one, other = _keys(plan=stars, seed=7), _keys(plan=stars, seed=8)
    assert [number for number, (a, b) in enumerate(zip(one, other, strict=True)) if a != b] == [1]


def test_a_segment_keeps_its_name_when_the_film_before_it_grows() -> None:
    shots_now = [(4, Transition(frames=20)), (4, Transition(kind="black", frames=12)), (4, Transition())]
    longer = _plan([(6, Transition(frames=20)), *shots_now])
    before, after = _keys(captions=[]), _keys(takes=["new", *TAKES], captions=[], plan=longer)
    # all but the first body, which began with the film's fade from black and now with a hand-over
    assert before[1:] == after[3:]
    assert before[0] not in after
