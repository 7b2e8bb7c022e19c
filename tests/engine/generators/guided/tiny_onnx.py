"""Tiny ONNX models written by hand: what the format needs of protobuf fits on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

FLOAT, FLOAT16, INT64 = 1, 10, 7
Shape = Sequence[int | str]


def blending(path: Path, time: Shape = (1,), kind: int = FLOAT, height: int | str = "h") -> Path:
    """Two pictures and a time: before * (1 - time) + after * time."""
    picture: Shape = (1, 3, height, "w")
    nodes = [_node("Sub", ["b", "a"], "d"), _node("Mul", ["d", "t"], "m"), _node("Add", ["a", "m"], "out")]
    return _written(path, nodes, [("a", picture), ("b", picture), ("t", time)], ("out", picture), kind)


def blending_one(path: Path, channels: int) -> Path:
    """The same of one input whose channels are the first picture, the second, the time and whatever follows."""
    cuts = [("a", 0, 3), ("b", 3, 6), ("t", 6, 7)]
    nodes = [
        _node("Slice", ["in", f"{name}0", f"{name}1", "axis"], name) for name, _, _ in cuts
    ] + [_node("Sub", ["b", "a"], "d"), _node("Mul", ["d", "t"], "m"), _node("Add", ["a", "m"], "out")]  # fmt: skip
    numbers = {"axis": 1, **{f"{name}{end}": cut[end] for name, *cut in cuts for end in (0, 1)}}
    constants = [_field(5, _numbers(name, [value])) for name, value in numbers.items()]
    shape: Shape = (1, channels, "h", "w")
    return _written(path, nodes + constants, [("in", shape)], ("out", (1, 3, "h", "w")), FLOAT)


def asking_for(path: Path, *, library: str = "", outside: str = "") -> Path:
    """A model whose operator is of a library, or whose numbers lie in another file."""
    shape: Shape = (1, 3, "h", "w")
    nodes = [_node("Blend" if library else "Add", ["a", "c" if outside else "b"], "out", library)]
    if outside:
        # a tensor of one float whose data_location (14) is EXTERNAL and whose external_data (13) names the file
        entry = _text(1, "location") + _text(2, outside)
        nodes.append(_field(5, _number(1, 1) + _number(2, FLOAT) + _text(8, "c") + _field(13, entry) + _number(14, 1)))
    inputs = [("a", shape), ("b", shape), ("t", (1,))]
    return _written(path, nodes, inputs, ("out", shape), FLOAT, library)


def _written(
    path: Path, nodes: list[bytes], inputs: list[tuple[str, Shape]], output: tuple[str, Shape], kind: int,
    library: str = "",
) -> Path:  # fmt: skip
    graph = b"".join(nodes) + _text(2, "tiny")
    graph += b"".join(_field(11, _value(name, shape, kind)) for name, shape in inputs)
    graph += _field(12, _value(*output, kind))
    versions = _field(8, _text(1, "") + _number(2, 17))
    if library:
        versions += _field(8, _text(1, library) + _number(2, 1))
    path.write_bytes(_number(1, 8) + _field(7, graph) + versions)
    return path


def _node(kind: str, inputs: list[str], output: str, library: str = "") -> bytes:
    fed = b"".join(_text(1, name) for name in inputs)
    return _field(1, fed + _text(2, output) + _text(4, kind) + _text(7, library))


def _value(name: str, shape: Shape, kind: int) -> bytes:
    sides = b"".join(_field(1, _number(1, side) if isinstance(side, int) else _text(2, side)) for side in shape)
    return _text(1, name) + _field(2, _field(1, _number(1, kind) + _field(2, sides)))


def _numbers(name: str, values: list[int]) -> bytes:
    raw = b"".join(value.to_bytes(8, "little") for value in values)
    return _number(1, len(values)) + _number(2, INT64) + _text(8, name) + _field(9, raw)


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _text(number: int, content: str) -> bytes:
    return _field(number, content.encode("utf-8"))


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])
