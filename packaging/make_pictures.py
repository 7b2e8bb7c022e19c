"""Paint the pictures of the start page anew: one of every shot of every legend, and the wide sky behind the title.

    python packaging/make_pictures.py

They lie in assets/templates/pictures, because the first window must show them before anything can be painted.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.stills import best_pictures, save_picture
from engine.generators.sky import SkyGenerator
from storyboard.model import Storyboard
from storyboard.templates import PICTURE_LANGUAGE, SKY_PICTURE, load_template, picture_path, template_ids

WIDTH, QUALITY = 640, 82
SKY_TEMPLATE, SKY_SHOT = "qixi", "river"
SKY_SIZE, SKY_FRAMES, SKY_MOMENT = (2240, 840), 200, 60


def main() -> None:
    """Paint them all."""
    for template_id in template_ids():
        for shot, picture in best_pictures(load_template(template_id, PICTURE_LANGUAGE), WIDTH):
            save_picture(picture, picture_path(template_id, shot.id), QUALITY)
    board = _wide(load_template(SKY_TEMPLATE, PICTURE_LANGUAGE))
    shot = next(shot for shot in board.shots if shot.id == SKY_SHOT)
    save_picture(SkyGenerator().open(board, shot, SKY_FRAMES).paint(SKY_MOMENT), SKY_PICTURE, QUALITY)


def _wide(storyboard: Storyboard) -> Storyboard:
    width, height = SKY_SIZE
    canvas = storyboard.canvas.model_copy(update={"width": width, "height": height})
    return storyboard.model_copy(update={"canvas": canvas})


if __name__ == "__main__":
    main()
