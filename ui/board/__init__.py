"""The board: shots as cards in reading order."""

from ui.board.board import Board

__all__ = ["Board"]
