"""A person's own model for the frames between, an ONNX file such as an export of RIFE, run on the processor.

It takes two pictures (float32, (1, 3, height, width), 0 to 1) and a time between them (0 to 1: a number, (1,), or a
plane (1, 1, height, width)), or all of it as one input of seven channels, or eight with a plane of ones at the end, and
gives one picture. ONNX is data: libraries of operators that such a file may ask for are never loaded.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.content import file_digest
from engine.errors import BadInput, EngineError

MULTIPLE = 64
"""Sizes that every published RIFE can work with; smaller pictures are padded to one and cut back."""
_KINDS: dict[str, Any] = {"tensor(float)": np.float32, "tensor(float16)": np.float16}
_ALONE = "session.model_external_initializers_file_folder_path"
_FIT = "give an ONNX file that makes a picture of two pictures and a time, such as an export of RIFE"


class BetweenModel:
    """One such model, loaded. Frames are asked for from one thread at a time."""

    def __init__(self, path: Path) -> None:
        """
        Raises:
            BadInput: the file is missing, is no ONNX model, or one of another kind.
            EngineError: the package onnxruntime is not installed.
        """
        self.path = path
        self._session = _session(path)
        self._inputs = self._session.get_inputs()
        self._lock = threading.Lock()
        self._one = len(self._inputs) == 1
        shapes = [one.shape for one in self._inputs]
        fits = len(shapes) == 1 and len(shapes[0]) == 4 and shapes[0][1] in (7, 8)
        fits = fits or (
            len(shapes) == 3 and all(len(shape) == 4 and _may_be(shape[1], 3) for shape in shapes[:2])
            and all(_may_be(side, 1) for side in shapes[2][:2])
        )  # fmt: skip
        if not fits or len(self._session.get_outputs()) != 1 or any(one.type not in _KINDS for one in self._inputs):
            asks = ", ".join(f"{one.name} {one.type}{one.shape}" for one in self._inputs)
            raise BadInput(f"{path} is a model of another kind (it takes {asks}): {_FIT}.")

    def between(self, before: NDArray[np.uint8], after: NDArray[np.uint8], time: float) -> NDArray[np.uint8]:
        """The frame at ``time`` (0 to 1) between two frames, uint8 RGB (height, width, 3).

        Raises:
            EngineError: the model fails, or gives something else than a picture of that size.
        """
        height, width = before.shape[:2]
        pictures = [_padded(before), _padded(after)]
        try:
            with self._lock:
                [made] = self._session.run(None, self._fed(pictures, time))
        except Exception as error:  # noqa: BLE001 - onnxruntime's errors have no base of their own
            why = f"The frames between cannot be made by {self.path} ({_first_line(error)})"
            raise EngineError(f"{why}: {_FIT}.") from None
        made = np.asarray(made, np.float32)
        if made.shape != pictures[0].shape or not np.isfinite(made).all():
            raise EngineError(f"{self.path} makes no picture of {width}x{height} out of two: {_FIT}.")
        picture = made[0, :, :height, :width].transpose(1, 2, 0)
        return np.ascontiguousarray(np.rint(picture.clip(0, 1) * 255).astype(np.uint8))

    def _fed(self, pictures: list[NDArray[np.float32]], time: float) -> dict[str, Any]:
        plane = np.full((1, 1, *pictures[0].shape[2:]), time, np.float32)
        if self._one:
            more = [np.ones_like(plane)] if self._inputs[0].shape[1] == 8 else []
            values: list[Any] = [np.concatenate([*pictures, plane, *more], axis=1)]
        else:
            shape = self._inputs[2].shape
            whole = len(shape) == 4 and not (shape[2] == shape[3] == 1)
            values = [*pictures, plane if whole else np.full([1] * len(shape), time, np.float32)]
        return {one.name: value.astype(_KINDS[one.type]) for one, value in zip(self._inputs, values, strict=True)}


def between_model(path: str) -> BetweenModel:
    """The model in a file, which stays loaded as long as the file stays as it is.

    Raises:
        BadInput: the file is missing, is no ONNX model, or one of another kind.
        EngineError: the package onnxruntime is not installed.
    """
    return _loaded(*_mark(path))


def between_digest(path: str) -> str:
    """SHA-256 of a model's file.

    Raises:
        BadInput: it cannot be read.
    """
    return _digest(*_mark(path))


def _mark(path: str) -> tuple[str, int, int]:
    place = Path(path).expanduser()
    try:
        status = place.stat()
    except OSError as error:
        raise BadInput(f"The model for frames between, {place}, cannot be read ({error.strerror}): {_FIT}.") from None
    return str(place), status.st_size, status.st_mtime_ns


@lru_cache(maxsize=1)
def _loaded(path: str, size: int, time: int) -> BetweenModel:
    return BetweenModel(Path(path))


@lru_cache(maxsize=4)
def _digest(path: str, size: int, time: int) -> str:
    return file_digest(Path(path))


def _session(path: Path) -> Any:
    if importlib.util.find_spec("onnxruntime") is None:
        raise EngineError(
            "A model of your own for the frames between needs the package onnxruntime: pip install onnxruntime."
        )
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    # what is not in the file itself is neither read nor part of its digest
    options.add_session_config_entry(_ALONE, str(path.parent / f"{path.name} alone"))
    try:
        data = path.read_bytes()
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}): {_FIT}.") from None
    except Exception as error:  # noqa: BLE001 - onnxruntime's errors have no base of their own
        outside = "External data" in str(error)
        why = "a part of it lies in another file" if outside else _first_line(error)
        raise BadInput(f"{path} cannot be loaded ({why}): {_FIT}.") from None


def _padded(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A frame (height, width, 3) as (1, 3, height, width) of 0 to 1, its edges drawn out to whole multiples."""
    down, right = (-side % MULTIPLE for side in frame.shape[:2])
    wide = np.pad(frame, ((0, down), (0, right), (0, 0)), mode="edge")
    return np.ascontiguousarray(wide.transpose(2, 0, 1)[None], np.float32) / np.float32(255)


def _may_be(side: Any, wanted: int) -> bool:
    """Whether a side of a shape is so long, or is left open (a name or None)."""
    return not isinstance(side, int) or side == wanted


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
