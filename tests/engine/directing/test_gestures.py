"""What the words of a shot say that its figures do."""

from __future__ import annotations

import numpy as np
import pytest

from engine.directing.gestures import DRAWN_S, Act, cue_of, gestures, gestures_in
from engine.directing.understanding import understood
from engine.sky.figures import figure_names, load_figure
from engine.sky.layers.beings.figure_motions import MOTIONS, moves_parts, pose_of
from storyboard.model import Character, FigureCue, Shot, Storyboard


def _doing(text: str, *characters: Character) -> dict[str, list[str]]:
    return {name: [called.gesture.motion for called in done] for name, done in gestures_in(text, characters).items()}


@pytest.mark.parametrize(
    ("text", "doing"),
    [
        ("Pegasus flew over the mountains.", {"pegasus": ["beat"]}),
        ("The scorpion crept to Orion's heel and stung him.", {"scorpius": ["creep", "strike"]}),
        ("Orion was stung by the scorpion and fell down.", {"orion": ["flinch", "fall"], "scorpius": ["strike"]}),
        ("A hare runs, the Great Dog chases it.", {"lepus": ["run"], "canis_major": ["run"]}),
        ("Perseus frees Andromeda.", {"andromeda": ["free"]}),
        ("珀尔修斯飞来，举起美杜莎的头。", {"perseus": ["descend", "show"]}),
        ("安德洛墨达挣脱了锁链。", {"andromeda": ["free"]}),
        ("牛郎挑着孩子走，老牛开口说话。", {"niulang": ["walk"], "ox": ["nod"]}),
        ("海怪变成了石头。", {"cetus": ["petrify"]}),
        ("A monster rose from the waves. Andromeda was chained to a rock.", {}),
        ("Orion waited. A stranger struck the bell.", {}),
        ("Orion saw the beast. He struck it!", {"orion": ["strike"]}),
        ("Pegasus waited. Then he flew away.", {"pegasus": ["beat"]}),
        ("嫦娥吃了仙药。她飞向月亮。", {"change": ["soar"]}),
        ("嫦娥吃了仙药。飞向月亮。", {"change": ["soar"]}),
        ("Out of the sea rose Cetus.", {"cetus": ["soar"]}),
        ("青龙从群山升起。", {"qinglong": ["soar"]}),
        ("The loom of the Weaver rises.", {"loom": ["weave", "soar"]}),
    ],
)
def test_who_does_what(text: str, doing: dict[str, list[str]]) -> None:
    assert _doing(text) == doing


@pytest.mark.parametrize(
    "text",
    ["Orion watches a star fall.", "Andromeda flies.", "Somebody strikes a bell.", "Leo on a runway.", "猎户座很亮。"],
)
def test_what_no_figure_can_do_or_nobody_does_is_left_out(text: str) -> None:
    assert _doing(text) == {}


def test_a_character_does_it_with_the_figure_that_plays_it() -> None:
    assert _doing("Old Grey pounced.", Character(name="Old Grey", figure="tianlang")) == {"tianlang": ["lunge"]}


@pytest.mark.parametrize("gesture", gestures(), ids=lambda gesture: f"{gesture.motion}-{gesture.figures[0]}")
def test_every_gesture_moves_every_figure_that_knows_it(gesture) -> None:
    assert gesture.motion in MOTIONS and set(gesture.figures) <= set(figure_names())
    for name in gesture.figures:
        figure, cue = load_figure(name), cue_of(name, 0.5, [Act(gesture)])
        poses = [pose_of(cue, figure, float(time)) for time in np.arange(0, 12, 0.1)]
        carried = any(np.abs(pose.matrix - np.eye(3)).max() > 0.01 for pose in poses)
        assert carried or moves_parts(cue, figure) or any(pose.stone > 0 for pose in poses), name


def test_a_figure_is_drawn_before_it_acts_and_comes_while_it_is_drawn() -> None:
    acts, enters = (next(one for one in gestures() if one.entrance is entrance) for entrance in (False, True))
    assert cue_of("orion", 1.0, [Act(acts)]).motion_start_s > 1.0 + DRAWN_S
    assert cue_of("scorpius", 1.0, [Act(enters)]).motion_start_s < 1.0 + DRAWN_S
    both = cue_of("scorpius", 1.0, [Act(enters), Act(acts)])
    assert both.then == acts.motion and both.then_start_s > both.motion_start_s + both.motion_s
    assert cue_of("orion", 1.0) == FigureCue(name="orion", start_s=1.0)


def test_a_sentence_makes_figures_move() -> None:
    shot = Shot(id="a", text="Pegasus soars above the sea.")
    cue = understood(shot, Storyboard(shots=(shot,))).figures[0]
    assert (cue.name, cue.motion) == ("pegasus", "beat")
