"""Paints the frames of a shot that shows a picture or a film."""

from __future__ import annotations

from typing import Literal

from engine.footage.film import FilmFrames, Stretch
from engine.footage.light import Picture, Planes, light_of, seen
from engine.footage.moving import Move, move_over
from engine.footage.screen import Screen, made_for
from storyboard.model import Camera, Canvas

IMMERSIVE = ("fulldome", "equirect")
LEFT = 1.5
"""How much finer than the canvas a picture stays when it is reduced beforehand: plain averaging lets fine patterns
through as coarse ones, and what does the rest for every frame takes these out."""


class Place:
    """Where footage stands in the frames of a canvas: it fills a flat one; in a dome or all around it hangs on a
    screen, unless it was made for that."""

    def __init__(self, canvas: Canvas, fit: Literal["cover", "contain"], camera: Camera | None) -> None:
        self._canvas, self._camera = canvas, camera
        self._fit: Literal["cover", "contain"] = fit
        self._screen = Screen(canvas) if canvas.projection in IMMERSIVE else None

    def view(self, width: int, height: int, still: bool) -> View:
        """How footage of a size is seen. ``still``: it is a picture."""
        canvas, screen = self._canvas, self._screen
        if screen is not None and made_for(canvas, width, height):
            return View(Move((width, height), (width, height)), canvas.width, canvas.height)
        across, down = (canvas.width, canvas.height) if screen is None else (screen.width, screen.height)
        return View(move_over((width, height), (across, down), self._fit, self._camera, still), across, down, screen)


class View:
    """Footage as the camera sees it on its way."""

    def __init__(self, move: Move, width: int, height: int, screen: Screen | None = None) -> None:
        """``width`` and ``height``: the pixels that the camera's picture has."""
        self._move, self._width, self._height, self._screen = move, width, height, screen

    @property
    def spare(self) -> float:
        """How many pixels of the footage fall on one of the picture when the camera is nearest."""
        return min(self._move.nearest[0] / self._width, self._move.nearest[1] / self._height)

    def picture(self, light: Planes, moment: float, reduction: float = 1.0) -> Picture:
        """A frame at a moment (0 to 1) of the shot; ``light`` is of footage ``reduction`` times smaller."""
        left, top, right, bottom = (side / reduction for side in self._move.box(moment))
        flat = seen(light, (left, top, right, bottom), self._width, self._height)
        return flat if self._screen is None else self._screen.shown(flat)


class StillPainter:
    """Paints a picture. Painting is reentrant."""

    def __init__(self, pixels: Picture, place: Place, frames: int) -> None:
        """``pixels``: uint8 RGB or RGBA."""
        self._view = place.view(pixels.shape[1], pixels.shape[0], still=True)
        self._reduction = max(1, int(self._view.spare / LEFT))
        self._light = light_of(pixels, self._reduction)
        self._last = max(1, frames - 1)

    def paint(self, index: int) -> Picture:
        """Frame ``index`` of the shot."""
        return self._view.picture(self._light, index / self._last, self._reduction)


class FilmPainter:
    """Paints a film. Painting is reentrant."""

    def __init__(self, film: FilmFrames, stretch: Stretch, place: Place) -> None:
        """
        Raises:
            EngineError: the film cannot be decoded.
            OSError: the disk is full.
        """
        width, height = film.size
        spare = place.view(width, height, still=False).spare
        self._frames = film.open(stretch, (width / spare, height / spare))
        self._view = place.view(*self._frames.size, still=False)
        self._last = max(1, stretch.frames - 1)

    def paint(self, index: int) -> Picture:
        """Frame ``index`` of the shot."""
        return self._view.picture(light_of(self._frames.frame(index)), index / self._last)
