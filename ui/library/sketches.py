"""Small drawings of the figures, sketched in the background from the same data that the films draw them by."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap

import assets
from ui import theme

SIDE = 96
"""Width and height of a sketch, in logical pixels."""
INK = {"body": 1.0, "stroke": 0.7, "loft": 0.4}
"""How strong the lines of each operation are; what else the films draw is too fine for a sketch."""


class Sketches(QObject):
    """Hands out sketches; the first question for one starts it.

    Signals:
        ready: a sketch is there; carries the figure's id.
    """

    ready = Signal(str)
    _drawn = Signal(str, QImage, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, QPixmap | None] = {}
        self._turn = 0
        self._worker = ThreadPoolExecutor(1, "sketches")
        self._drawn.connect(self._keep)

    def of(self, figure: str, ratio: float) -> QPixmap | None:
        """A figure's sketch; None: it is on its way, or there is none."""
        if figure not in self._known:
            self._known[figure] = None
            colours = theme.colour("accent"), theme.colour("raised")
            self._worker.submit(self._draw, figure, round(SIDE * ratio), *colours, self._turn)
        return self._known[figure]

    def forget(self) -> None:
        """Draw all anew: the theme is another one."""
        self._turn += 1
        self._known.clear()

    def close(self) -> None:
        """Draw no more."""
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _draw(self, figure: str, side: int, ink: QColor, ground: QColor, turn: int) -> None:
        path = assets.folder("figures") / f"{figure}.toml"
        if path.is_file():
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
            self._drawn.emit(figure, sketch(raw, side, ink, ground), turn)

    def _keep(self, figure: str, image: QImage, turn: int) -> None:
        if turn == self._turn:
            self._known[figure] = QPixmap.fromImage(image)
            self.ready.emit(figure)


def sketch(raw: dict[str, Any], side: int, ink: QColor, ground: QColor) -> QImage:
    """A figure's drawing (the contents of its file) in a square, its bodies in ``ground`` under lines of ``ink``."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    paths = [(operation["op"], path) for operation in raw["drawing"] for path in paths_of(operation)]
    box = QRectF()
    for _, path in paths:
        box = box.united(path.boundingRect())
    if box.isEmpty():
        return image
    scale = 0.92 * side / max(box.width(), box.height())
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(side / 2, side / 2)
        painter.scale(scale, scale)
        painter.translate(-box.center())
        for kind, path in paths:
            colour = QColor(ink)
            colour.setAlphaF(INK[kind])
            painter.setPen(QPen(colour, side / 110 / scale))
            painter.setBrush(ground if kind == "body" else Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
    return image


def paths_of(operation: dict[str, Any]) -> Iterator[QPainterPath]:
    """The lines of one operation of a drawing (assets/figures/README.md says what each kind means)."""
    match operation["op"]:
        case "body":
            grown = QPainterPath()
            for form in operation["forms"]:
                grown = grown.united(_form(form))
            yield grown
        case "stroke":
            yield _curve(operation["points"], closed=operation.get("closed", False))
        case "loft":
            yield from (_curve(guide) for guide in operation["guides"])


def _form(form: dict[str, Any]) -> QPainterPath:
    if "limb" in form:
        return _limb(form["limb"])
    path = QPainterPath()
    if "ellipse" in form:
        x, y, across, along = form["ellipse"][:4]
        path.addEllipse(QPointF(x, y), across, along)
        return path
    return _curve(form.get("outline") or form["polygon"], closed=True)


def _limb(points: list[list[float]]) -> QPainterPath:
    """A chain of circles of the given radii with the skin between them."""
    path = QPainterPath()
    for x, y, radius in points:
        disc = QPainterPath()
        disc.addEllipse(QPointF(x, y), radius, radius)
        path = path.united(disc)
    for (x, y, radius), (next_x, next_y, next_radius) in zip(points, points[1:], strict=False):
        along = QPointF(next_x - x, next_y - y)
        length = max((along.x() ** 2 + along.y() ** 2) ** 0.5, 1e-6)
        aside = QPointF(-along.y(), along.x()) / length
        start, end = QPointF(x, y), QPointF(next_x, next_y)
        skin = QPainterPath(start + aside * radius)
        for corner in (end + aside * next_radius, end - aside * next_radius, start - aside * radius):
            skin.lineTo(corner)
        skin.closeSubpath()
        path = path.united(skin)
    return path


def _curve(points: list[list[float]], closed: bool = False) -> QPainterPath:
    """A smooth line through points (a Catmull-Rom spline, uniform)."""
    places = [QPointF(point[0], point[1]) for point in points]
    path = QPainterPath(places[0])
    number = len(places)

    def at(index: int) -> QPointF:
        return places[index % number] if closed else places[min(max(index, 0), number - 1)]

    for index in range(number if closed else number - 1):
        before, start, end, after = (at(index + step) for step in (-1, 0, 1, 2))
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    if closed:
        path.closeSubpath()
    return path
