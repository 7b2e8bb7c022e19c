"""How large the preview's pictures are."""

from __future__ import annotations

from math import sqrt

from storyboard.model import Canvas

LONGEST = 960
DRAFT_PIXELS = 640 * 360


def shown_canvas(canvas: Canvas) -> Canvas:
    """The canvas at the size in which frames are composed and handed out."""
    return _scaled(canvas, min(1.0, LONGEST / max(canvas.width, canvas.height)))


def draft_canvas(canvas: Canvas) -> Canvas:
    """The canvas at the size in which drafts are painted."""
    return _scaled(canvas, min(1.0, sqrt(DRAFT_PIXELS / (canvas.width * canvas.height))))


def _scaled(canvas: Canvas, share: float) -> Canvas:
    """The same shape with even sides, the height a multiple of four where nothing else is asked for."""
    if share == 1.0:
        return canvas
    height = max(64, round(canvas.height * share / 4) * 4)
    width = max(64, round(canvas.width * height / canvas.height / 2) * 2)
    return canvas.model_copy(update={"width": width, "height": height})
