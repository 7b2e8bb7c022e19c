"""The score: background music composed to the storyboard and played by synthesised instruments."""

from engine.sound.score.composer import ScoreResult, compose
from engine.sound.score.note import Note
from engine.sound.score.plan import Section
from engine.sound.score.style import MOODS, ScoreError, styles

__all__ = ["MOODS", "Note", "ScoreError", "ScoreResult", "Section", "compose", "styles"]
