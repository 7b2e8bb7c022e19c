"""The narrator: lines spoken in Chinese and English by an offline voice in a process of its own."""

from engine.sound.narrator.errors import NarrationError
from engine.sound.narrator.estimate import estimate
from engine.sound.narrator.narrator import Narrator
from engine.sound.narrator.speech import Clause, Speech, Word
from engine.sound.narrator.spoken_text import without_pause_tags
from engine.sound.narrator.voices import Voice

__all__ = ["Clause", "NarrationError", "Narrator", "Speech", "Voice", "Word", "estimate", "without_pause_tags"]
