"""When figures come and act: after the words of the line."""

from __future__ import annotations

import itertools

import pytest

from engine.directing.heard import heard
from engine.directing.scene import effects_of
from engine.directing.understanding import understood
from engine.lines import estimated_speech
from storyboard.model import FigureCue, Narration, Shot, Storyboard
from storyboard.timing import schedule


def _board(text: str, line: str, **fields: object) -> tuple[Shot, Storyboard]:
    shot = Shot(id="a", text=text, line=line)
    language = "zh" if any(letter > "\u2e80" for letter in line) else "en"
    return shot, Storyboard.model_validate({"language": language, "shots": (shot,), **fields})


def _cues(text: str, line: str) -> dict[str, FigureCue]:
    return {cue.name: cue for cue in understood(*_board(text, line)).figures}


LATE = "Long ago, when the hills were young and nobody had counted the stars, there was a winged horse, and it flew."


def test_words_are_heard_in_their_order_inside_the_shot() -> None:
    shot, board = _board(LATE, LATE)
    timing = heard(shot, board)
    times = [timing.at(place) for place in range(0, len(LATE), 5)]
    assert all(before <= after for before, after in itertools.pairwise(times))
    assert 0.9 < times[0] < times[-1] < timing.shot_s
    spoken = {name: one.duration_s for name, one in estimated_speech(board).items()}
    assert timing.shot_s == pytest.approx(schedule(board, spoken).duration_s, abs=0.4)


def test_a_slower_voice_is_heard_later() -> None:
    shot, board = _board(LATE, LATE)
    slow = board.model_copy(update={"narration": Narration(rate=0.7)})
    assert heard(shot, slow).at(80) > heard(shot, board).at(80) + 1


def test_a_figure_comes_when_it_is_named_but_nobody_waits_long_for_the_first() -> None:
    line = "The swan spreads her wings over the long white river of the sky, and far below her waits the scorpion."
    shot, board = _board("Swan and scorpion", line)
    cues, timing = _cues("Swan and scorpion", line), heard(shot, board)
    assert cues["cygnus"].start_s <= 2
    named = timing.at(line.index("scorpion"))
    assert named - 2.5 < cues["scorpius"].start_s < named + 0.5


def test_it_acts_when_its_verb_is_heard() -> None:
    shot, board = _board(LATE, LATE)
    cue, timing = _cues(LATE, LATE)["pegasus"], heard(shot, board)
    flies = timing.at(LATE.index("flew"))
    assert cue.motion == "beat"
    assert cue.motion_start_s <= flies <= cue.motion_start_s + cue.motion_s
    assert cue.motion_start_s + cue.motion_s <= timing.shot_s


def test_words_that_are_only_shown_keep_the_old_pace() -> None:
    shot = Shot(id="a", text="The swan soars. The lyre shines.")
    first, second = understood(shot, Storyboard(shots=(shot,))).figures
    assert (first.start_s, second.start_s) == (0.7, 1.2)


def test_two_things_fit_into_a_short_shot() -> None:
    text = "The scorpion creeps near and stings."
    shot, board = _board(text, text)
    cue = _cues(text, text)["scorpius"]
    assert (cue.motion, cue.then) == ("creep", "strike")
    assert cue.motion_start_s + cue.motion_s <= cue.then_start_s
    assert cue.then_start_s + 0.8 * cue.then_s < heard(shot, board).shot_s, "the sting is seen"


def test_a_change_of_later_words_moves_nothing() -> None:
    one, other = LATE, LATE.replace("it flew", "it flew far away")
    assert _cues(one, one)["pegasus"].start_s == _cues(other, other)["pegasus"].start_s


def test_lightning_strikes_when_it_is_spoken_of_and_thunder_follows() -> None:
    line = "All day long the fishermen had watched the sea and the sky, and then came the lightning, far out."
    shot, board = _board("A storm over the sea", line)
    scene, timing = understood(shot, board), heard(shot, board)
    (flash,) = (element for element in scene.elements if element.kind == "lightning")
    (struck,) = flash.setting("times", [])
    assert struck == pytest.approx(timing.at(line.index("lightning")), abs=0.3)
    assert [cue.start_s > struck for cue in effects_of(scene) if cue.kind == "thunder"] == [True]


def test_what_happens_at_the_last_word_is_still_seen() -> None:
    line = "Make a wish, for there, look, a falling star!"
    shot, board = _board("The night", line)
    (meteors,) = (element for element in understood(shot, board).elements if element.kind == "meteors")
    assert max(meteors.setting("times", [])) < heard(shot, board).shot_s - 0.5
