"""The journal of unsaved edits."""

from __future__ import annotations

import errno
import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storyboard.errors import StoryboardError
from storyboard.journal import CHANGES_BETWEEN_WHOLES, Journal, Owner, read_journal
from storyboard.model import Shot, Storyboard

OWNER = Owner("here", 4711, 1_700_000_000.5)
START = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _edited(board: Storyboard, draw: random.Random) -> Storyboard:
    """One edit as a person makes it: words, a new, a moved or a lost shot, the title, the whole look."""
    shots = list(board.shots)
    kind = draw.choice(["words", "words", "words", "new", "moved", "lost", "title", "extra"])
    if kind == "words":
        place = draw.randrange(len(shots))
        shots[place] = shots[place].model_copy(update={"line": f"第 {draw.randrange(10**6)} 句 🌌"})
    elif kind == "new":
        shots.insert(draw.randrange(len(shots) + 1), Shot(id=f"shot-{draw.randrange(10**9)}", text="new"))
    elif kind == "moved":
        shots.insert(draw.randrange(len(shots)), shots.pop(draw.randrange(len(shots))))
    elif kind == "lost" and len(shots) > 1:
        shots.pop(draw.randrange(len(shots)))
    elif kind == "title":
        return board.model_copy(update={"title": f"title {draw.random()}"})
    else:
        return Storyboard.model_validate({**board.model_dump(), "later": draw.random()})
    return board.model_copy(update={"shots": tuple(shots)})


def _states(count: int, seed: int = 1) -> list[Storyboard]:
    draw = random.Random(seed)
    states = [Storyboard(shots=tuple(Shot(id=f"s{number}") for number in range(30)))]
    while len(states) < count:
        states.append(_edited(states[-1], draw))
    return states


def _journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "日志" / "1.journal", OWNER, tmp_path / "故事.starloom")


@pytest.mark.parametrize("count", [1, 2, 50, CHANGES_BETWEEN_WHOLES + 1, 2 * CHANGES_BETWEEN_WHOLES + 40])
def test_the_newest_state_comes_back(tmp_path: Path, count: int) -> None:
    journal = _journal(tmp_path)
    states = _states(count)
    for number, state in enumerate(states):
        journal.append(state, START + timedelta(seconds=number))
    found = read_journal(journal.path)
    assert found.storyboard == states[-1]
    assert (found.owner, found.document) == (OWNER, tmp_path / "故事.starloom")
    assert (found.at, found.changes, found.damaged) == (START + timedelta(seconds=count - 1), count, False)


def test_a_journal_cut_anywhere_holds_the_last_whole_line(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    states = _states(12)
    ends = []
    for state in states:
        journal.append(state, START)
        ends.append(journal.path.stat().st_size)
    content = journal.path.read_bytes()
    for cut in [*range(0, len(content), 101), *ends, *(end - 1 for end in ends)]:
        journal.path.write_bytes(content[:cut])
        whole = sum(end <= cut or cut == end - 1 for end in ends)  # a line is whole without its end of line, too
        if whole == 0:
            with pytest.raises(StoryboardError):
                read_journal(journal.path)
        else:
            found = read_journal(journal.path)
            assert found.storyboard == states[whole - 1]
            assert found.damaged == (cut not in ends and cut + 1 not in ends)


def test_flipped_bits_are_noticed_and_never_read_as_something_else(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    states = _states(12)
    for state in states:
        journal.append(state, START)
    content = journal.path.read_bytes()
    draw = random.Random(3)
    for _ in range(200):
        spoilt = bytearray(content)
        spoilt[draw.randrange(len(content))] ^= 1 << draw.randrange(8)
        journal.path.write_bytes(spoilt)
        try:
            found = read_journal(journal.path)
        except StoryboardError:
            continue
        assert found.storyboard in states
        assert found.damaged or found.storyboard == states[-1]


def test_a_later_whole_storyboard_counts_again_after_damage(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    states = _states(3)
    for state in states:
        journal.append(state, START)
    again = Journal(tmp_path / "2.journal", OWNER, None)
    again.append(states[-1], START)
    whole = again.path.read_bytes().splitlines(keepends=True)[1]
    journal.path.write_bytes(journal.path.read_bytes() + b"torn\n" + whole)
    found = read_journal(journal.path)
    assert (found.storyboard, found.damaged) == (states[-1], True)


def test_a_state_that_is_no_storyboard_gives_way_to_the_one_before(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    good = Storyboard(title="good", shots=(Shot(id="a"),))
    journal.append(good, START)
    journal.append(good.model_copy(update={"seed": -5}), START)
    found = read_journal(journal.path)
    assert (found.storyboard, found.damaged) == (good, True)


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = _journal(tmp_path)
    states = _states(6)
    for state in states[:3]:
        journal.append(state, START)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for state in states[3:5]:
            with pytest.raises(OSError, match="No space left"):
                journal.append(state, START)
        assert read_journal(journal.path).storyboard in states[2:4]
    journal.append(states[5], START)
    assert read_journal(journal.path).storyboard == states[5]
    assert [path.name for path in journal.path.parent.iterdir()] == [journal.path.name]


def test_a_cleared_journal_is_gone_and_can_begin_again(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    states = _states(4)
    journal.append(states[0], START)
    journal.append(states[1], START)
    journal.clear()
    assert list(journal.path.parent.iterdir()) == []
    journal.append(states[2], START)
    journal.append(states[3], START)
    assert (read_journal(journal.path).storyboard, read_journal(journal.path).changes) == (states[3], 2)


def test_one_change_writes_only_what_changed(tmp_path: Path) -> None:
    journal = _journal(tmp_path)
    board = Storyboard(shots=tuple(Shot(id=f"s{number}", text="x" * 300) for number in range(1000)))
    journal.append(board, START)
    before = journal.path.stat().st_size
    shots = (*board.shots[:500], board.shots[500].model_copy(update={"line": "new"}), *board.shots[501:])
    journal.append(board.model_copy(update={"shots": shots}), START)
    assert before > 300_000
    assert journal.path.stat().st_size - before < 1000


@pytest.mark.parametrize("content", [b"", b"\n", b"nothing", b"\x00" * 5000, b"0" * 16 + b" {}\n"])
def test_what_is_no_journal_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.journal"
    path.write_bytes(content)
    with pytest.raises(StoryboardError, match=r"x\.journal"):
        read_journal(path)
