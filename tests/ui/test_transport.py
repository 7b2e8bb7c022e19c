"""The playhead: seeking, playing, the shuttle keys."""

from __future__ import annotations

import pytest

from ui.transport import Transport


@pytest.fixture
def playhead() -> Transport:
    one = Transport()
    one.set_total(100)
    return one


def test_seeking_stays_inside_the_film(playhead: Transport, qtbot) -> None:
    with qtbot.waitSignals([playhead.moved, playhead.sought]):
        playhead.seek(250)
    assert playhead.frame == 99
    playhead.seek(-3)
    assert playhead.frame == 0


def test_a_clock_moves_it_and_seeks_nothing(playhead: Transport, qtbot) -> None:
    with qtbot.assertNotEmitted(playhead.sought), qtbot.waitSignal(playhead.moved):
        playhead.advance(5)


def test_a_shorter_film_takes_it_along(playhead: Transport) -> None:
    playhead.seek(90)
    playhead.set_total(40)
    assert playhead.frame == 39


def test_playing_at_the_end_begins_anew(playhead: Transport) -> None:
    playhead.seek(99)
    playhead.toggle()
    assert playhead.playing and playhead.frame == 0
    playhead.toggle()
    assert not playhead.playing


@pytest.mark.parametrize(
    ("presses", "rate"), [([1], 1), ([1, 1, 1, 1, 1], 8), ([-1], -1), ([1, 1, -1], 1), ([1, -1], 0), ([-1, -1, 1], -1)]
)
def test_the_shuttle_doubles_and_halves(playhead: Transport, presses: list[int], rate: float) -> None:
    for press in presses:
        playhead.shuttle(press)
    assert playhead.rate == rate
