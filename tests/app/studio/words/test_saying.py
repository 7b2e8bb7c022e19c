"""What the engine says is said in Chinese where the windows are Chinese: every error of these rooms, every verdict."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.studio.words.engine.saying import SENTENCES, worded
from engine.diffusion.memory import rungs
from engine.diffusion.request import ClipRequest
from engine.models.card import GIB
from engine.models.catalogue import cards
from engine.models.fitting import Wish, fit
from engine.models.hardware import CUDA_AGAIN, DriverGpu, Gpu, Hardware, trouble_with
from engine.models.strategy import Strategy
from ui import language

ROOT = Path(__file__).resolve().parents[4]
ROOMS = ("models", "diffusion", "generators", "media", "footage", "assembly", "takes")
UNSAID = {
    # of the catalogue that comes with the program
    "The model card {} is wrong at {}.",
    # put together of two parts that are written elsewhere; every whole one is known
    "{} {}", "{}: {}.", "There is no model '{}' in the catalogue: {}", "{} has no recipe '{}': {}.",
    "The AI label's {} '{}' cannot be written: use Latin letters, digits and signs without blanks{}.",
}  # fmt: skip
ERRORS = re.compile(
    "(Error|Input|Model|NotWritten|Unusable|Missing|Clip|Memory|File|Characters|Remarked|SteppedDown|Cancelled|AnotherTake"
    r"|left_out\.append|faults\.append)$"
)
"""What such a sentence is handed to."""
OWN = ("OSError", "ValueError")
"""Caught by the engine, which tells a sentence of its own."""
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def _in_chinese(qapp: QApplication) -> Iterator[None]:
    language.apply("zh")
    yield
    language.apply("en")


def _said_by(node: ast.expr) -> str | None:
    """A piece of text with {} for what varies; None where it is put together elsewhere."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def _raised() -> Iterator[tuple[str, str]]:
    """Every sentence that an error of these rooms is made of, and where it stands."""
    for room in ROOMS:
        for path in sorted((ROOT / "engine" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                handed_to, said = ast.unparse(node.func), _said_by(node.args[0])
                if ERRORS.search(handed_to) and handed_to not in OWN and said and " " in said:
                    yield said, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_error_has_chinese_words() -> None:
    raised = list(_raised())
    assert len(raised) > 100
    lacking = {
        f"{place}: {said}" for said, place in raised
        if said not in UNSAID and not CHINESE.search(worded(_filled(said)))
    }  # fmt: skip
    assert lacking == set()


def _filled(said: str) -> str:
    """A sentence with something in each of its places."""
    names = itertools.count(1)
    return re.sub(r"\{\}", lambda _: f"Thing{next(names)}", said)


def _is_chinese(words: str) -> bool:
    """No English is left but names and commands: no three words of small letters follow one another."""
    words = words.replace(CUDA_AGAIN, "")
    return bool(CHINESE.search(words)) and not re.search(r"\b[a-z]+ [a-z]+ [a-z]+\b", words)


def test_every_verdict_is_chinese() -> None:
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
    assert [reason for reason in reasons if not _is_chinese(worded(reason))] == []


def test_every_step_down_is_chinese_also_as_one_note_of_a_take() -> None:
    card = next(one for one in cards() if one.experts == 2)
    steps = [what for _, what in rungs(Strategy(), card, ClipRequest("", "", 832, 480, 81, 7))]
    assert len(steps) > 5
    note = " ".join(f"{what[:1].upper()}{what[1:]}." for what in steps)
    assert _is_chinese(worded(note)), worded(note)
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
