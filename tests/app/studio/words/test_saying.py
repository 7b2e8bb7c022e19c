"""What the engine says is said in Chinese where the windows are Chinese: every error of these rooms, every verdict."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.studio.words.engine.saying import SENTENCES, worded
from engine.diffusion.memory import rungs
from engine.diffusion.request import ClipRequest
from engine.models.card import GIB
from engine.models.catalogue import cards
from engine.models.fitting import Wish, fit
from engine.models.hardware import DriverGpu, Gpu, Hardware, trouble_with
from engine.models.strategy import Strategy
from tests.app.studio.words.chinese import CHINESE, is_chinese
from ui import language

pytestmark = pytest.mark.usefixtures("in_chinese")
ROOT = Path(__file__).resolve().parents[4]
ROOMS = (
    "engine", "storyboard",
    *(f"app/{name}.py" for name in ("checking", "document", "doctor", "model_settings", "model_store", "notify",
                                    "recovery", "settings", "webhook_endpoint")),
)  # fmt: skip
"""Where sentences are made that a window can show; the windows' own words have catalogues of their own."""
UNSAID = {
    # of the catalogue that comes with the program
    "The model card {} is wrong at {}.",
    # put together of two parts that are written elsewhere; every whole one is known
    "{} {}", "{}: {}.", "{}: {} {}.", "There is no model '{}' in the catalogue: {}", "{} has no recipe '{}': {}.",
    "The AI label's {} '{}' cannot be written: use Latin letters, digits and signs without blanks{}.",
    "There is no place '{}' in the list: {} its coordinates, like 39.9042,116.4074,44.",
    "There is no star '{}' in the catalogue: {}", "{} has {}, which is not called{}.",
    "The setting '{}' cannot be {}{}.",
    "{} for the years {} to {}, not for '{}': choose a year between them.", "{} ({} more: starloom check lists them)",
    "{} does not run: {}", "{}{}",
    # names and numbers that are the same in every language
    "{} ({})", "HTTP {}",
    # of models in a list of the terminal; the window has a table for them
    "{} It is only partly here.", "starloom models fetch {} brings the rest", "{}, memory unknown",
    # errors of the program, which no person can cause
    "unknown operation {}", "frame {} lies outside the film's {} frames",
    "The picture must be a C-contiguous float32 array (height, width, 3).",
}  # fmt: skip
ERRORS = re.compile(
    "(Error|Input|Model|NotWritten|Unusable|Missing|Clip|Memory|File|Characters|Remarked|SteppedDown|Cancelled|AnotherTake"
    r"|VoiceStopped|InvalidStoryboard|left_out\.append|faults\.append|messages\.append|Noted|_report|_trouble|report"
    r"|Answer|Finding|Problem|NotStrict|_unsafe|_complain)$"
)
"""What such a sentence is handed to."""
OWN = ("OSError", "ValueError", "AssertionError", "RuntimeError", "KeyError")
"""Caught by the engine, which tells a sentence of its own."""
TOLD = ("storyboard/model.py", "storyboard/scene.py")
"""Where a ValueError is told at its place in a file."""
BARE = ("Problem", "Finding", "self._complain")
"""Their first word is a place or a name."""


def _said_by(node: ast.expr) -> str | None:
    """A piece of text with {} for what varies; None where it is put together elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _files() -> Iterator[Path]:
    for room in ROOMS:
        path = ROOT / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def _raised() -> Iterator[tuple[str, str]]:
    """Every sentence that an error, a note or a finding of these rooms is made of, and where it stands."""
    for path in _files():
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not _is_told(ast.unparse(node.func), place):
                continue
            words = [*node.args, *(keyword.value for keyword in node.keywords)]
            for word in words[ast.unparse(node.func) in BARE:]:
                said = _said_by(word)
                if said and " " in said:
                    yield _whole(ast.unparse(node.func), said), f"{place}:{node.lineno}"


def _is_told(handed_to: str, place: str) -> bool:
    if handed_to in OWN:
        return handed_to == "ValueError" and place in TOLD
    return bool(ERRORS.search(handed_to))


def _whole(handed_to: str, said: str) -> str:
    """What a sentence is put together to, where only a part of it is written."""
    return f"/tmp/index.json: 'id' {said}." if handed_to.endswith("_complain") else said


def test_every_error_has_chinese_words() -> None:
    raised = list(_raised())
    assert len(raised) > 300
    lacking = {
        f"{place}: {said}" for said, place in raised
        if said not in UNSAID and not CHINESE.search(worded(_filled(said)))
    }  # fmt: skip
    assert lacking == set()


def _filled(said: str) -> str:
    """A sentence with something in each of its places."""
    names = itertools.count(1)
    return re.sub(r"\{\}", lambda _: f"Thing{next(names)}", said)


def test_every_verdictis_chinese() -> None:
    machines = []
    for gb, held, memory, disk in itertools.product((0, 6, 8, 12, 16, 24, 48, 80), (0.5, 5), (8, 24, 128), (20, 900)):
        for capability in ((6, 1), (7, 5), (8, 9)):
            gpu = Gpu("Card", round(gb * GIB), round((gb - held) * GIB), capability, capability >= (8, 0))
            size = round(memory * GIB)
            machines.append(Hardware(gpu if gb else None, size, size, round(disk * 1e9), gguf=gb != 12))
    machines.append(Hardware(Gpu("Apple GPU", 48 * 2**30, 48 * 2**30, kind="mps"), 64 * 2**30, 64 * 2**30, 10**12))
    machines.append(Hardware(machines[-2].gpu, 128 * 2**30, 128 * 2**30, 10**12, commit=8 * 2**30))
    for driver, torch in (("400.1", "2.13+cu130"), ("990", None), ("990", "2+cpu"), ("990", "2+cu130")):
        trouble = trouble_with([DriverGpu("Card", 8, driver, (8, 9))], torch, "CUDA error")
        machines.append(Hardware(None, 2**35, 2**35, 10**12, trouble))
    reasons = {
        fit(card, machine, wish=wish).reason
        for card in cards() for machine in machines for wish in (Wish(), Wish("disk"), Wish("none", "fp8"))
    }  # fmt: skip
    assert len(reasons) > 50
    assert [reason for reason in reasons if not is_chinese(worded(reason))] == []


def test_every_step_downis_chinese_also_as_one_note_of_a_take() -> None:
    card = next(one for one in cards() if one.experts == 2)
    steps = [what for _, what in rungs(Strategy(), card, ClipRequest("", "", 832, 480, 81, 7))]
    assert len(steps) > 5
    note = " ".join(f"{what[:1].upper()}{what[1:]}." for what in steps)
    assert is_chinese(worded(note)), worded(note)
    assert worded(note).count("。") == len(steps)


def test_what_varies_is_taken_over_and_what_is_in_it_is_said_too() -> None:
    failed = "The sky painter made shot one instead of the model: The model failed (ValueError: x {0} y)."
    assert worded(failed) == "镜头 one 由星空画师代替模型绘制：模型出错（ValueError: x {0} y）。"
    address = "a.xyz cannot be used: it is an address; download it first."
    assert worded(address) == "无法使用 a.xyz：它是网址，请先下载。"
    needs = "It needs a GPU with 12 GB of memory; this machine has none that torch can use."
    told = "T2V 无法在本机运行。需要 12 GB 显存的显卡；本机没有 torch 可用的显卡。"
    assert worded(f"T2V does not run on this machine. {needs}") == told


def test_what_is_not_known_stays_as_it_is() -> None:
    assert worded("Nobody has foreseen this.") == "Nobody has foreseen this."
    known, unknown = "a.png is empty: choose another file.", "Nobody has foreseen this."
    assert worded(f"{known} {unknown}") == f"a.png 是空文件：请选择其他文件。{unknown}"
    language.apply("en")
    assert worded(known) == known


def test_every_sentence_is_matched_by_itself() -> None:
    assert len(set(SENTENCES)) == len(SENTENCES)
    for sentence in SENTENCES:
        filled = re.sub(r"\{(\d)\}", r"Thing\1", sentence)
        assert CHINESE.search(worded(filled)), sentence
