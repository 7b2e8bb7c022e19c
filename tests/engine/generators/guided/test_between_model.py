"""A person's own model for frames between: an ONNX file, its inputs, and files that are none."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from app.settings import Settings, named_values, with_value
from engine.errors import BadInput, Cancelled, EngineError
from engine.generators.guided.between_model import between_digest, between_model
from engine.generators.guided.interpolation import interpolated
from tests.engine.generators.guided.tiny_onnx import FLOAT16, asking_for, blending, blending_one

GENERATOR = np.random.default_rng(3)
FRAMES = GENERATOR.integers(0, 256, (5, 50, 70, 3), np.uint8)
"""Neither side is a multiple of anything that a network likes."""


def _blended(place: float) -> np.ndarray:
    before = min(int(place), 3)
    share = place - before
    return FRAMES[before] * (1 - share) + FRAMES[before + 1] * share


def _models(folder: Path) -> dict[str, Path]:
    return {
        "number": blending(folder / "number.onnx", time=()),
        "vector": blending(folder / "vector.onnx", time=(1,)),
        "four ones": blending(folder / "ones.onnx", time=(1, 1, 1, 1)),
        "plane": blending(folder / "面 plane.onnx", time=(1, 1, "h", "w")),
        "half": blending(folder / "half.onnx", kind=FLOAT16),
        "seven": blending_one(folder / "seven.onnx", 7),
        "eight": blending_one(folder / "eight.onnx", 8),
    }


@pytest.mark.parametrize("form", ["number", "vector", "four ones", "plane", "half", "seven", "eight"])
def test_frames_between_are_at_their_time(form: str, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    model = between_model(str(_models(tmp_path)[form]))
    found = list(interpolated(FRAMES, 16, 24, 8, model=model))
    assert len(found) == 8 and all(frame.shape == (50, 70, 3) for frame in found)
    for index, frame in enumerate(found):
        assert np.abs(frame - _blended(min(index * 16 / 24, 4.0))).max() <= 1
    assert np.array_equal(found[3], FRAMES[2]), "a frame that is there already stays as it is"
    assert np.array_equal(found[-1], FRAMES[4]), "and the last one is held"


def test_it_stops_when_the_person_does(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    cancel = threading.Event()
    frames = interpolated(FRAMES, 16, 24, 8, cancel, between_model(str(blending(tmp_path / "a.onnx"))))
    next(frames)
    cancel.set()
    with pytest.raises(Cancelled):
        next(frames)


def test_a_wrong_file_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.onnx").write_text("no model", encoding="utf-8")
    (tmp_path / "half.onnx").write_bytes(blending(tmp_path / "whole.onnx").read_bytes()[:60])
    (tmp_path / "numbers.bin").write_bytes(b"\0\0\0\0")
    wrong = {
        tmp_path / "nothing.onnx": "cannot be read",
        tmp_path / "words.onnx": "cannot be loaded",
        tmp_path / "half.onnx": "cannot be loaded",
        tmp_path: "cannot be read",
        blending_one(tmp_path / "nine.onnx", 9): "is a model of another kind",
        asking_for(tmp_path / "library.onnx", library="com.example"): "cannot be loaded",
        asking_for(tmp_path / "outside.onnx", outside="numbers.bin"): "a part of it lies in another file",
    }
    for path, words in wrong.items():
        with pytest.raises(BadInput, match=words) as told:
            between_model(str(path))
        assert str(path) in str(told.value) and "give an ONNX file" in str(told.value)
        assert "\n" not in str(told.value)
        with pytest.raises(BadInput, match=words):
            with_value(Settings(), "models.interpolation", str(path))


def test_a_model_of_one_size_only_says_so(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    model = between_model(str(blending(tmp_path / "a.onnx", height=256)))
    with pytest.raises(EngineError, match=r"a\.onnx"):
        model.between(FRAMES[0], FRAMES[1], 0.5)


def test_the_setting_keeps_the_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnxruntime")
    blending(tmp_path / "a.onnx")
    monkeypatch.chdir(tmp_path)
    settings = with_value(Settings(), "models.interpolation", "a.onnx")
    assert named_values(settings)["models.interpolation"] == str(tmp_path / "a.onnx")
    assert with_value(settings, "models.interpolation", "") == Settings()


def test_without_its_package_it_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)  # Python then takes it for missing
    with pytest.raises(EngineError, match="needs the package onnxruntime: pip install onnxruntime"):
        between_model(str(blending(tmp_path / "a.onnx")))


def test_another_file_is_another_model(tmp_path: Path) -> None:
    first = between_digest(str(blending(tmp_path / "a.onnx")))
    assert between_digest(str(blending(tmp_path / "b.onnx"))) == first
    assert between_digest(str(blending(tmp_path / "a.onnx", time=(1, 1, "h", "w")))) != first
