"""Sentences of the studio itself, about what cannot be done just now. {0}, {1}, ... stand for what varies."""

from __future__ import annotations

from ui.language import QT_TRANSLATE_NOOP

OF_STUDIO = (
    QT_TRANSLATE_NOOP("Engine", "Shot {0} cannot be shown: its painter has failed ({1}). Change its words or its sky."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no sound output on this computer: connect speakers or headphones, then listen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The sound device cannot be opened: check your speakers or headphones, then listen again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The sound device stopped playing, so the film goes on without sound: check your speakers or headphones, "
        "then play again.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The line cannot be spoken ({0}): try another voice."),
    QT_TRANSLATE_NOOP("Engine", "There is no folder {0} yet."),
    QT_TRANSLATE_NOOP("Engine", "This system shows no folders: look at {0}."),
    QT_TRANSLATE_NOOP("Engine", "This storyboard has no file yet: choose where to save it."),
    QT_TRANSLATE_NOOP("Engine", "Something unexpected went wrong ({0}). Your work is kept; the details are in {1}."),
    QT_TRANSLATE_NOOP("Engine", "A file"),
    QT_TRANSLATE_NOOP("Engine", "The folder {0} cannot be read ({1}): check its permissions."),
    QT_TRANSLATE_NOOP("Engine", "The folder {0} holds no pictures, films, sounds, texts or storyboards."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{0} lasts {1}: its first 30 seconds are shown. Give the shot another length to see more of it.",
    ),
    QT_TRANSLATE_NOOP("Engine", "{0} cannot be brought in ({1}): choose another file."),
    QT_TRANSLATE_NOOP("Engine", "{0} was left out: a film has one piece of music, and you gave several."),
)  # fmt: skip
